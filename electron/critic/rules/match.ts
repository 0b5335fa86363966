/**
 * Which rule decides an action, and why. Pure.
 *
 * Managed rules come before the person's own; within one tier deny beats ask beats allow. Where something a rule names
 * is not known (no list of windows, no verdict), a rule that denies or asks may still be meant: the action is asked
 * about. A rule that allows is never guessed to hold, and holds only when every name of the control fits it.
 */
import {
  CONDITIONS,
  EFFECTS,
  hasEnded,
  TIERS,
  type Condition,
  type Effect,
  type PersonRule,
  type RuleBook,
  type RuleSubject,
} from '../../protocol/rules.ts';

export type Holds = 'yes' | 'no' | 'unknown';

/** How one condition of a rule compares with an action. */
export interface ConditionView {
  readonly condition: Condition;
  readonly patterns: readonly string[];
  /** What the action has there, of several that which fits; empty when it is not known. */
  readonly values: readonly string[];
  readonly holds: Holds;
}

export interface RuleView {
  readonly rule: PersonRule;
  readonly holds: Holds;
  readonly ended: boolean;
  readonly conditions: readonly ConditionView[];
}

/** What the rules say of an action. */
export interface Ruling {
  /** `ask` also where a rule that denies may hold but cannot be told to. */
  readonly effect: Effect;
  readonly rule: PersonRule;
  /** False when the rule was taken to hold because something is not known. */
  readonly sure: boolean;
  /** One sentence. */
  readonly why: string;
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();

/** `*` any text, `?` one character; case, accents and runs of spaces do not count. Linear in both lengths. */
export function patternFits(pattern: string, value: string): boolean {
  const p = [...plain(pattern)];
  const v = [...plain(value)];
  let [i, j, star, from] = [0, 0, -1, 0];
  while (j < v.length) {
    if (p[i] === '*') {
      star = i++;
      from = j;
    } else if (i < p.length && (p[i] === '?' || p[i] === v[j])) {
      i++;
      j++;
    } else if (star >= 0) {
      i = star + 1;
      j = ++from;
    } else return false;
  }
  while (p[i] === '*') i++;
  return i === p.length;
}

function valuesOf(subject: RuleSubject, condition: Condition): readonly string[] {
  switch (condition) {
    case 'app':
      return subject.apps;
    case 'window':
      return subject.windows;
    case 'control':
      return subject.controls;
    case 'category':
      return subject.category === null ? [] : [subject.category];
    case 'verb':
      return [subject.verb];
  }
}

function conditionView(rule: PersonRule, condition: Condition, subject: RuleSubject): ConditionView | null {
  const patterns: readonly string[] | undefined = rule[condition];
  if (patterns === undefined) return null;
  const values = valuesOf(subject, condition).filter((v) => v.trim() !== '');
  const fits = (v: string): boolean => patterns.some((p) => patternFits(p, v));
  // A control called "OK" by the step and "Delete" by the screen is not what "allow OK" was meant for.
  const found = rule.effect === 'allow' && condition === 'control' ? values.every(fits) : values.some(fits);
  const holds = values.length === 0 ? 'unknown' : found ? 'yes' : 'no';
  return { condition, patterns, values: holds === 'yes' ? values.filter(fits) : values, holds };
}

/** Holds a rule against an action, condition by condition. */
export function viewOf(rule: PersonRule, subject: RuleSubject, now: number): RuleView {
  const conditions = CONDITIONS.map((c) => conditionView(rule, c, subject)).filter((v) => v !== null);
  const ended = hasEnded(rule, now);
  const no = ended || conditions.some((c) => c.holds === 'no');
  const unknown = conditions.some((c) => c.holds === 'unknown');
  return { rule, ended, conditions, holds: no ? 'no' : unknown ? 'unknown' : 'yes' };
}

const NAMES: Readonly<Record<Condition, string>> = {
  app: 'application',
  window: 'window',
  control: 'control',
  category: 'category',
  verb: 'action',
};

/** A rule in one line of words: `allow: application "thunar", control "Move to Trash" (until 2026-12-31)`. */
export function describeRule(rule: Omit<PersonRule, 'tier' | 'file' | 'line'>): string {
  const scope = CONDITIONS.filter((c) => rule[c] !== undefined).map(
    (c) => `${NAMES[c]} ${(rule[c] ?? []).map((p: string) => `“${p}”`).join(' or ')}`,
  );
  const until = rule.until === undefined ? '' : ` (until ${rule.until})`;
  return `${rule.effect}: ${scope.length === 0 ? 'everything' : scope.join(', ')}${until}`;
}

/** Why a rule holds, may hold, or does not. */
export function explain(view: RuleView): string {
  if (view.ended) return `ended ${view.rule.until ?? ''}`;
  const said = (c: ConditionView): string => `${NAMES[c.condition]} ${c.values.map((v) => `“${v}”`).join(', ')}`;
  const wanted = (c: ConditionView): string => c.patterns.map((p) => `“${p}”`).join(' or ');
  const no = view.conditions.find((c) => c.holds === 'no');
  if (no) return `${said(no)} is not ${wanted(no)}`;
  const unknown = view.conditions.filter((c) => c.holds === 'unknown');
  if (unknown.length > 0) return `the ${unknown.map((c) => NAMES[c.condition]).join(' and the ')} is not known`;
  if (view.conditions.length === 0) return 'it is about everything';
  return view.conditions.map((c) => `${said(c)} is ${wanted(c)}`).join(', ');
}

const place = (rule: PersonRule): string =>
  `${rule.tier === 'managed' ? 'the managed rule' : 'your rule'} “${rule.id}”`;

/** The rule that decides; null when none is about this action. `now` in milliseconds since the epoch. */
export function rulingFor(book: RuleBook, subject: RuleSubject, now: number): Ruling | null {
  const views = book.rules.map((rule) => viewOf(rule, subject, now));
  let doubt: Ruling | null = null;
  for (const tier of TIERS) {
    const mine = views.filter((v) => v.rule.tier === tier);
    const perhaps = mine.find((v) => v.holds === 'unknown' && v.rule.effect !== 'allow');
    if (perhaps) {
      const why = `${place(perhaps.rule)} says ${perhaps.rule.effect} and may be meant: ${explain(perhaps)}`;
      doubt ??= { effect: 'ask', rule: perhaps.rule, sure: false, why };
    }
    for (const effect of EFFECTS) {
      const view = mine.find((v) => v.rule.effect === effect && v.holds === 'yes');
      if (!view) continue;
      if (effect === 'allow' && doubt) return doubt;
      const { rule } = view;
      return { effect, rule, sure: true, why: `${place(rule)} says ${effect}: ${explain(view)}` };
    }
  }
  return doubt;
}

/** Every rule that has something to say of the action, and why it does not decide. For `rules test`. */
export function otherViews(
  book: RuleBook,
  subject: RuleSubject,
  deciding: Ruling | null,
  now: number,
): (RuleView & { readonly because: string })[] {
  return book.rules
    .filter((rule) => rule !== deciding?.rule)
    .map((rule) => {
      const view = viewOf(rule, subject, now);
      return { ...view, because: view.holds === 'yes' && deciding ? outranked(rule, deciding.rule) : explain(view) };
    });
}

function outranked(rule: PersonRule, by: PersonRule): string {
  if (rule.tier !== by.tier) return `managed rules come before your own`;
  if (rule.effect !== by.effect) return `${by.effect} comes before ${rule.effect}`;
  return 'another rule with the same effect stands before it';
}
