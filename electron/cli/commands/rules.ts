import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { randomBytes } from 'node:crypto';
import { describeRule } from '../../critic/rules/index.ts';
import { ruleId } from '../../critic/gate/index.ts';
import { readRuleBook, rulePlaces, userRules } from '../../host/rules.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import {
  EFFECTS,
  hasEnded,
  isBoundless,
  ruleEntrySchema,
  type Effect,
  type PersonRule,
  type RuleEntry,
} from '../../protocol/rules.ts';
import { addRule, removeRule } from '../../store/rules-file.ts';
import { log, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { addRulesCategoriesCommands } from './rules-categories.ts';
import { scopeOptions } from './rules-scope.ts';
import { addRulesStatsCommand } from './rules-stats.ts';
import { addRulesTestCommand } from './rules-test.ts';

const HELP_AFTER = `
A rule allows, asks about or denies what all of its conditions are about. Deny comes before ask before allow; managed
rules (/etc/steadyhand/rules.yaml on Linux) come before your own. In --app, --window and --control * stands for any text and
? for one character; each option may be given more than once.

Examples:
  steadyhand rules add deny --app keepassxc
  steadyhand rules add allow --app thunar --control "Move to Trash" --for 7d
  steadyhand rules add ask --category send_publish
  steadyhand rules unblock payment
  steadyhand rules test 'click "Delete"' --app thunar --category delete
  steadyhand rules test --run last --step 3`;

export function addRulesCommand(root: Command, io: Io, finish: Finish): void {
  const rules = root
    .command('rules')
    .description('your rules: what is always allowed, always asked about, never done')
    .addHelpText('after', HELP_AFTER);
  rules
    .command('list')
    .description('the rules that hold here, managed ones first')
    .option('--json', 'print JSON, one rule a line')
    .action(async (options: { json?: boolean }) => {
      await list(io, options.json ?? false);
      finish(0);
    });
  scopeOptions(rules.command('add').description('add a rule'))
    .argument('<effect>', EFFECTS.join(', '), effectOf)
    .option('--for <time>', 'ends after this time: 30m, 12h, 7d', durationOf)
    .option('--until <moment>', 'ends then: 2026-12-31 or 2026-12-31T18:00:00Z')
    .option('--note <text>', 'why, for you')
    .option('--id <id>', 'its name; made from what it is about when not given')
    .option('--everything', 'confirm a rule that nothing narrows')
    .option('--json', 'print the rule as JSON')
    .action(async (effect: Effect, options: AddOptions) => {
      await add(io, effect, options);
      finish(0);
    });
  rules
    .command('remove')
    .description('remove one of your rules')
    .argument('<id>', 'its name')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      await remove(io, id, options.json ?? false);
      finish(0);
    });
  addRulesCategoriesCommands(rules, io, finish);
  addRulesTestCommand(rules, io, finish);
  addRulesStatsCommand(rules, io, finish);
}

interface AddOptions {
  app?: string[];
  window?: string[];
  control?: string[];
  category?: RuleEntry['category'];
  verb?: RuleEntry['verb'];
  for?: number;
  until?: string;
  note?: string;
  id?: string;
  everything?: boolean;
  json?: boolean;
}

function effectOf(text: string): Effect {
  const effect = EFFECTS.find((e) => e === text.toLowerCase());
  if (!effect) throw new InvalidArgumentError(`Allowed: ${EFFECTS.join(', ')}.`);
  return effect;
}

const UNITS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };
function durationOf(text: string): number {
  const m = /^(\d{1,6})([mhdw])$/.exec(text.trim());
  const ms = Number(m?.[1]) * (UNITS[m?.[2] ?? ''] ?? NaN);
  if (!(ms > 0)) throw new InvalidArgumentError('a number with m, h, d or w is needed, such as 12h.');
  return ms;
}

async function list(io: Io, json: boolean): Promise<void> {
  const now = Date.now();
  const { rules } = readRuleBook(rulePlaces(), now);
  for (const rule of rules) {
    if (json) await writeJson(io, { ...rule, ended: hasEnded(rule, now) });
    else await writeLine(io, rowOf(rule, now));
  }
  if (rules.length > 0 || json) return;
  await writeLine(
    io,
    'No rules: safe steps pass, caution asks once per application and run, destructive asks each time.',
  );
}

function rowOf(rule: PersonRule, now: number): string {
  const state = [rule.tier === 'managed' ? 'managed' : '', hasEnded(rule, now) ? 'ended' : '']
    .filter(Boolean)
    .join(', ');
  const note = rule.note === undefined ? '' : `  # ${rule.note.replace(/\s+/g, ' ')}`;
  return `${rule.id.padEnd(28)} ${describeRule(rule)}${state ? `  [${state}]` : ''}${note}`;
}

async function add(io: Io, effect: Effect, options: AddOptions): Promise<void> {
  const now = Date.now();
  if (options.for !== undefined && options.until !== undefined) {
    throw new SteadyhandError(
      'usage',
      'rule_end',
      'A rule ends once: --for and --until were both given.',
      'Give one of them.',
    );
  }
  const until = options.for === undefined ? options.until : new Date(now + options.for).toISOString();
  const given = Object.fromEntries(
    (['app', 'window', 'control', 'category', 'verb', 'note'] as const)
      .map((k) => [k, options[k]] as const)
      .filter(([, v]) => v !== undefined),
  ) as Omit<RuleEntry, 'id' | 'effect'>;
  const scope = { effect, ...given };
  const parsed = ruleEntrySchema.safeParse({
    id: options.id ?? ruleId(scope, randomBytes(4).toString('hex')),
    ...scope,
    ...(until === undefined ? {} : { until }),
    ...(options.everything ? { everything: true } : {}),
    added: new Date(now).toISOString(),
  });
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new SteadyhandError(
      'usage',
      'rule_wrong',
      `This is no rule: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}.`,
      'Nothing was saved. See: steadyhand rules add --help',
    );
  }
  const rule = parsed.data;
  if (hasEnded(rule, now)) {
    throw new SteadyhandError(
      'usage',
      'rule_end',
      `The rule would have ended already (${rule.until ?? ''}).`,
      'Give a later moment; nothing was saved.',
    );
  }
  if (isBoundless(rule) && !options.everything) {
    throw new SteadyhandError(
      'usage',
      'rules_everything',
      `Nothing narrows this rule, so it would ${effect} everything.`,
      'Narrow it by --app, --window, --control, --category or --verb, or confirm it with --everything.',
    );
  }
  if (options.everything && !isBoundless(rule)) {
    throw new SteadyhandError(
      'usage',
      'rule_wrong',
      'The rule says everything and is narrowed as well.',
      'Leave out --everything.',
    );
  }
  addRule(userRules(), rule, now);
  if (options.json) await writeJson(io, rule);
  else await writeLine(io, `${rule.id}  ${describeRule(rule)}`);
}

async function remove(io: Io, id: string, json: boolean): Promise<void> {
  const managed = readRuleBookQuietly()?.find((r) => r.id === id && r.tier === 'managed');
  try {
    removeRule(userRules(), id);
  } catch (e) {
    if (!(e instanceof SteadyhandError) || e.code !== 'rule_unknown' || !managed) throw e;
    throw new SteadyhandError(
      'usage',
      'rule_managed',
      `The rule "${id}" is managed (${managed.file}, line ${managed.line}).`,
      'Ask whoever manages this machine.',
      e,
    );
  }
  if (json) await writeJson(io, { removed: id });
  else log(io, `removed ${id}`);
}

/** Rules that cannot be used do not keep a person from removing one of their own. */
function readRuleBookQuietly(): readonly PersonRule[] | null {
  try {
    return readRuleBook().rules;
  } catch {
    return null;
  }
}
