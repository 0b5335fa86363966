/** The stop keys as a person writes them: `ctrl+alt+escape`. Refuses what could not be relied upon. */
import { describeKeys } from '../../protocol/describe.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { keySchema, MODIFIERS } from '../../protocol/intent.ts';

export const DEFAULT_STOP_KEYS: readonly string[] = ['ctrl', 'alt', 'escape'];

/** What keyboards and other programs call them. */
const ALSO: Readonly<Record<string, string>> = {
  control: 'ctrl',
  esc: 'escape',
  option: 'alt',
  win: 'super',
  meta: 'super',
  command: 'cmd',
  return: 'enter',
  del: 'delete',
  pgup: 'pageup',
  pgdn: 'pagedown',
  ' ': 'space',
};

const modifiers = new Set<string>(MODIFIERS);
/** Shift and a letter is a capital letter: not a chord. */
const holders = new Set(['ctrl', 'alt', 'super', 'cmd']);

/**
 * Names of the intent vocabulary, modifiers first.
 * @throws SteadyhandError `stop_keys` of kind usage, saying what is wrong with them
 */
export function parseStopKeys(text: string): string[] {
  const names = text.split('+').map((part) => part.trim().toLowerCase());
  const keys = names.map((name) => ALSO[name] ?? name);
  const unknown = keys.find((key) => !keySchema.safeParse(key).success);
  if (unknown !== undefined) throw unusable(text, unknown === '' ? 'a key is missing' : `there is no key “${unknown}”`);
  if (new Set(keys).size !== keys.length) throw unusable(text, 'a key is in it twice');
  const others = keys.filter((key) => !modifiers.has(key));
  if (others.length !== 1) throw unusable(text, 'it needs exactly one key that is not a modifier');
  if (!keys.some((key) => holders.has(key))) {
    throw unusable(text, 'without Ctrl, Alt or Super it would be pressed in ordinary work');
  }
  return [...keys.filter((key) => modifiers.has(key)), ...others];
}

function unusable(text: string, why: string): SteadyhandError {
  const usual = describeKeys(DEFAULT_STOP_KEYS);
  return new SteadyhandError(
    'usage',
    'stop_keys',
    `“${text}” cannot be the stop keys: ${why}.`,
    `Give a chord such as --stop-key "ctrl+alt+escape" (the default, ${usual}); nothing was done.`,
  );
}
