/** The options that say what a rule or an action is about, the same for `rules add` and `rules test`. */
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import { VERBS } from '../../protocol/rules.ts';
import { CATEGORIES } from '../../protocol/verdict.ts';
import { collect } from '../option-values.ts';

/** Adds them to a command. */
export function scopeOptions(command: Command): Command {
  const choice = (flags: string, text: string, values: readonly string[]): Option =>
    new Option(flags, text).argParser((value: string, before: string[] | undefined) => {
      if (!values.includes(value)) throw new InvalidArgumentError(`Allowed: ${values.join(', ')}.`);
      return collect(value, before);
    });
  return command
    .option('--app <name>', 'application (its class or name, or "desktop")', collect)
    .option('--window <title>', 'title of the window', collect)
    .option('--control <words>', 'words of the control, the address, the file or the keys', collect)
    .addOption(choice('--category <name>', 'category of the risk', CATEGORIES))
    .addOption(choice('--verb <name>', 'what is done', VERBS));
}
