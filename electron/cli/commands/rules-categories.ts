/** `rules categories`, `rules block`, `rules unblock`: kinds of actions that are refused without a question. */
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { CATEGORY_MEANS } from '../../critic/index.ts';
import { categoriesBlocked, setBlocked } from '../../host/rules.ts';
import { CATEGORIES, type Category } from '../../protocol/verdict.ts';
import { writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';

type Kind = Exclude<Category, 'none'>;
const KINDS = CATEGORIES.filter((c): c is Kind => c !== 'none');

function kindOf(text: string): Kind {
  const kind = KINDS.find((k) => k === text.toLowerCase().replaceAll('-', '_'));
  if (!kind) throw new InvalidArgumentError(`Allowed: ${KINDS.join(', ')}.`);
  return kind;
}

export function addRulesCategoriesCommands(rules: Command, io: Io, finish: Finish): void {
  rules
    .command('categories')
    .description('kinds of actions, what they mean, and which of them are switched off')
    .option('--json', 'print JSON, one category a line')
    .action(async (options: { json?: boolean }) => {
      const blocked = categoriesBlocked();
      for (const category of KINDS) {
        const off = blocked.includes(category);
        if (options.json) await writeJson(io, { category, blocked: off, means: CATEGORY_MEANS[category] });
        else await writeLine(io, `${category.padEnd(18)} ${off ? 'off' : 'on '}  ${CATEGORY_MEANS[category]}`);
      }
      finish(0);
    });
  const change = (name: string, description: string, off: boolean): void => {
    rules
      .command(name)
      .description(description)
      .argument('<category>', KINDS.join(', '), kindOf)
      .option('--json', 'print JSON')
      .action(async (category: Kind, options: { json?: boolean }) => {
        const blocked = setBlocked(category, off);
        if (options.json) await writeJson(io, { category, blocked: off });
        else
          await writeLine(
            io,
            off
              ? `${category} is switched off: what ${CATEGORY_MEANS[category]} is refused without a question.`
              : `${category} is switched on: what ${CATEGORY_MEANS[category]} is asked about.`,
          );
        if (!options.json && blocked.length === 0) await writeLine(io, 'Nothing is switched off now.');
        finish(0);
      });
  };
  change('block', 'switch a kind of actions off: refused without a question', true);
  change('unblock', 'switch a kind of actions on again: asked about like the others', false);
}
