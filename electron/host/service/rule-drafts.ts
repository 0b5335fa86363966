/** Rules as a form shows them, and as the file of rules keeps them. */
import type { RuleDraft } from '../../protocol/client.ts';
import { momentOf, ruleEntrySchema, type RuleEntry } from '../../protocol/rules.ts';

const one = <T>(values: readonly T[] | undefined): T | null => (values?.length === 1 ? (values[0] ?? null) : null);

/**
 * A rule as one line of a form. Null when the form cannot say it: a condition with several patterns, or no rule at all.
 */
export function draftOf(entry: unknown): RuleDraft | null {
  const parsed = ruleEntrySchema.safeParse(entry);
  if (!parsed.success) return null;
  const { effect, app, window, control, category, verb, until, note } = parsed.data;
  if ([app, window, control, category, verb].some((values) => values !== undefined && values.length !== 1)) return null;
  return {
    effect,
    app: one(app),
    window: one(window),
    control: one(control),
    category: one(category),
    verb: one(verb),
    expiresAt: until === undefined ? null : momentOf(until),
    note: note ?? '',
  };
}

/** The other way. `everything` only where nothing narrows it. */
export function entryOf(draft: RuleDraft, id: string, now: number): RuleEntry {
  const { app, window, control, category, verb } = draft;
  const conditions = { app, window, control, category, verb };
  const given = Object.fromEntries(Object.entries(conditions).filter(([, value]) => value !== null));
  return ruleEntrySchema.parse({
    id,
    effect: draft.effect,
    ...given,
    ...(Object.keys(given).length === 0 ? { everything: true } : {}),
    ...(draft.expiresAt === null ? {} : { until: new Date(draft.expiresAt).toISOString() }),
    ...(draft.note === '' ? {} : { note: draft.note.slice(0, 1000) }),
    added: new Date(now).toISOString(),
  });
}

/** Whether a client sent back what it was shown. */
export const sameDraft = (a: RuleDraft, b: RuleDraft | null): boolean =>
  b !== null && Object.keys(b).every((key) => a[key as keyof RuleDraft] === b[key as keyof RuleDraft]);
