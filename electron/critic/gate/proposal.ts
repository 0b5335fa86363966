/**
 * The rule that "always" would save: as narrow as what was asked about, and shown before it is saved.
 * Errs towards offering none: without an application and a control there is nothing to narrow it by, and some things
 * are never allowed once and for all.
 */
import { ruleEntrySchema, type RuleEntry, type RuleSubject } from '../../protocol/rules.ts';
import type { Category, Verdict } from '../../protocol/verdict.ts';
import { normalise } from '../evidence/text.ts';
import { describeRule } from '../rules/index.ts';

/** Each of these is worth a question every time. */
const NEVER_ALWAYS: ReadonlySet<Category> = new Set(['payment', 'format_disk', 'shell', 'credentials']);

const slug = (text: string): string =>
  normalise(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 30);

/** An id that tells what the rule is about: `allow-thunar-delete-3f2a`. `unique` makes it its own. */
export function ruleId(rule: Omit<RuleEntry, 'id'>, unique: string): string {
  const parts = [
    rule.effect,
    ...[rule.app, rule.category, rule.verb, rule.control].flatMap((v) => slug(v?.[0] ?? '') || []),
  ];
  return `${parts.slice(0, 3).join('-')}-${unique.replace(/[^a-z0-9]/g, '').slice(0, 4)}`;
}

/** A name as a pattern must not mean more than itself. */
const isLiteral = (name: string): boolean => !/[*?]/.test(name) && name.trim() !== '' && name.length <= 300;

/** Whether a kind of action may be allowed once and for all, and there is something to narrow it by. */
export const mayBeRule = (category: Category, { apps, controls }: Pick<RuleSubject, 'apps' | 'controls'>): boolean =>
  !NEVER_ALWAYS.has(category) && apps.length === 1 && controls.length > 0 && [...apps, ...controls].every(isLiteral);

/** The rule for "always"; null where none is offered. */
export function proposalFor(
  verdict: Verdict | null,
  subject: RuleSubject,
  unique: string,
  now: number,
): { readonly words: string; readonly entry: RuleEntry } | null {
  if (!verdict || verdict.risk === 'safe' || !mayBeRule(verdict.category, subject)) return null;
  if ((verdict.alarms?.length ?? 0) > 0 || !verdict.correct || verdict.degraded !== undefined) return null;
  const { apps, controls, verb } = subject;
  const scope = {
    effect: 'allow' as const,
    app: [...apps],
    control: [...controls],
    category: [verdict.category],
    verb: [verb],
  };
  const entry = ruleEntrySchema.safeParse({
    id: ruleId(scope, unique),
    ...scope,
    note: 'answered "always"',
    added: new Date(now).toISOString(),
  });
  return entry.success ? { words: describeRule(entry.data), entry: entry.data } : null;
}
