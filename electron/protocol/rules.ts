/**
 * The rules of the person (and of whoever manages the machine): what is always allowed, always asked, never done.
 *
 * A rule names where it holds; every condition it gives must hold, a condition with several patterns holds when one of
 * them does. A rule without any condition is about everything, and has to say so (`everything: true`).
 */
import { z } from 'zod';
import { actionSchema, type ActionType } from './action.ts';
import { CATEGORIES, type Category } from './verdict.ts';

export const RULES_VERSION = 1;

/** In the order in which they win. */
export const EFFECTS = ['deny', 'ask', 'allow'] as const;
export type Effect = (typeof EFFECTS)[number];

/** What can be done, as rules name it: the types of actions. */
export const VERBS: readonly ActionType[] = actionSchema.options.map((o) => o.shape.type.value);

/** Conditions that are matched as patterns: `*` is any text, `?` any one character; case and accents do not count. */
export const PATTERN_CONDITIONS = ['app', 'window', 'control'] as const;
export const CONDITIONS = [...PATTERN_CONDITIONS, 'category', 'verb'] as const;
export type Condition = (typeof CONDITIONS)[number];

const list = <T extends z.ZodType>(one: T) =>
  z
    .union([one, z.array(one).min(1, 'an empty list holds nowhere').max(100)])
    .transform((v) => (Array.isArray(v) ? v : [v]) as z.infer<T>[]);
const pattern = z.string('must be text').trim().min(1, 'an empty pattern holds nowhere').max(300);

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;

/** Milliseconds since the epoch; a date alone means the end of that day here. NaN when it is no moment. */
export const momentOf = (text: string): number =>
  DATE.test(text) ? Date.parse(`${text}T23:59:59.999`) : MOMENT.test(text) ? Date.parse(text) : NaN;

const moment = z
  .string('must be text')
  .refine((t) => !Number.isNaN(momentOf(t)), 'is no date such as 2026-12-31 or moment such as 2026-12-31T18:00:00Z');

/** One rule as it stands in the file. */
export const ruleEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,79}$/, 'must be small letters, digits and hyphens'),
  effect: z.enum(EFFECTS),
  /** Class or name of the application the action lands in. */
  app: list(pattern).optional(),
  /** Title of the window. */
  window: list(pattern).optional(),
  /** Words of the control, the address or the file; also its accessible name. */
  control: list(pattern).optional(),
  category: list(z.enum(CATEGORIES)).optional(),
  verb: list(z.enum(VERBS as [ActionType, ...ActionType[]])).optional(),
  /** The rule ends here. */
  until: moment.optional(),
  /** Needed when nothing narrows the rule. */
  everything: z.literal(true).optional(),
  note: z.string().max(1000).optional(),
  added: moment.optional(),
});
export type RuleEntry = z.infer<typeof ruleEntrySchema>;

export const TIERS = ['managed', 'user'] as const;
export type Tier = (typeof TIERS)[number];

/** A rule and where it stands. */
export interface PersonRule extends RuleEntry {
  readonly tier: Tier;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** All rules that were read, managed ones first. */
export interface RuleBook {
  readonly rules: readonly PersonRule[];
  /** Categories that the person has switched off; absent where they have not said, and the program's own list holds. */
  readonly blocked?: readonly Category[];
}
export const NO_RULES: RuleBook = { rules: [] };

/** Where rules come from. Throws a `SteadyhandError` (`rules_*`) when they cannot be used: nothing is done then. */
export interface RuleSource {
  current(): RuleBook;
}

/** What a rule is held against: everything known of one action. An empty list means that it is not known. */
export interface RuleSubject {
  readonly apps: readonly string[];
  readonly windows: readonly string[];
  /** Every name of the thing acted on: what the step calls it, what is written on it, what the application calls it. */
  readonly controls: readonly string[];
  /** Null when it could not be judged. */
  readonly category: Category | null;
  readonly verb: ActionType;
}

const anything = (p: string): boolean => /^[*?]*\*[*?]*$/.test(p);

/** True when nothing narrows the rule: no condition, or only such as always hold. */
export function isBoundless(rule: RuleEntry): boolean {
  return CONDITIONS.every((c) => {
    const values: readonly string[] | undefined = rule[c];
    if (values === undefined) return true;
    if (c === 'category') return CATEGORIES.every((x) => values.includes(x));
    if (c === 'verb') return VERBS.every((x) => values.includes(x));
    return values.some(anything);
  });
}

/** Equal for rules about the same things. */
export const scopeOf = (rule: RuleEntry): string =>
  JSON.stringify(CONDITIONS.map((c) => [...new Set((rule[c] ?? []).map((v: string) => v.toLowerCase()))].sort()));

/** Whether the rule has ended at `now` (milliseconds since the epoch). */
export const hasEnded = (rule: RuleEntry, now: number): boolean =>
  rule.until !== undefined && !(now <= momentOf(rule.until));
