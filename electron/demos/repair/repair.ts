/**
 * A skill with one step changed: pointed at anew, done by the person in another way, or left out. Pure.
 *
 * Invariant: the values of the replay that halted do not become part of the skill; where the old step had a placeholder
 * and the new one shows its value, the placeholder stays. What the step risked is never lowered.
 */
import { captionOfClick } from '../compile/caption.ts';
import { MOST_TEXTS } from '../compile/expectation.ts';
import type { Values } from '../skill/parameters.ts';
import type { Expect, PlainStep, Skill, TargetAnchor, WindowAnchor } from '../skill/schema.ts';
import { placeholdersIn } from '../skill/template.ts';
import { isSameLabel } from '../target/likeness.ts';
import { titleLikeness } from '../target/windows.ts';
import { RISKS, type Risk } from '../../protocol/verdict.ts';

/** Where a step stands: which one, and in a loop which of its body. */
export type StepPath = readonly number[];

/** The step at a path; null when there is none. */
export function stepAt(skill: Skill, [i = -1, j]: StepPath): PlainStep | null {
  const step = skill.steps[i];
  if (!step) return null;
  if (step.do === 'for_each') return j === undefined ? null : (step.steps[j] ?? null);
  return j === undefined ? step : null;
}

/** The skill with other steps in the place of one. */
export function withSteps(skill: Skill, [i = -1, j]: StepPath, steps: readonly PlainStep[]): Skill {
  return {
    ...skill,
    steps: skill.steps.flatMap((step, at) => {
      if (at !== i) return [step];
      if (step.do !== 'for_each' || j === undefined) return [...steps];
      return [{ ...step, steps: step.steps.flatMap((inner, k) => (k === j ? [...steps] : [inner])) }];
    }),
  };
}

/** A text with the values it shows as the placeholders they came from, for those placeholders that the old step had. */
function unfilled(text: string, values: Values, had: readonly string[]): string {
  return had
    .map((name) => [name, values[name] ?? ''] as const)
    .filter(([, value]) => value !== '')
    .sort(([, a], [, b]) => b.length - a.length)
    .reduce((t, [name, value]) => (isSameLabel(t, value) ? `{{${name}}}` : t.replaceAll(value, `{{${name}}}`)), text);
}

/** The step with another target. Null for a step that points at nothing. */
export function pointedAt(
  step: PlainStep,
  target: TargetAnchor,
  window: WindowAnchor | undefined,
  values: Values,
): PlainStep | null {
  if (step.do !== 'click' && step.do !== 'drag' && step.do !== 'scroll') return null;
  const had = placeholdersIn(step);
  const put = (text: string): string => unfilled(text, values, had);
  const anchored: TargetAnchor = {
    ...target,
    label: put(target.label),
    ...(target.access ? { access: { ...target.access, name: put(target.access.name) } } : {}),
    ...(target.row === undefined ? {} : { row: put(target.row) }),
    beside: target.beside.map((n) => ({ ...n, says: put(n.says) })),
  };
  const where = window ? { ...window, title: put(window.title) } : step.window;
  const placed = where ? { window: where } : {};
  if (step.do !== 'click') return { ...step, ...placed, target: anchored };
  const how = { button: step.button ?? 'left', count: step.count ?? 1, held: step.modifiers ?? [] } as const;
  return { ...step, ...placed, target: anchored, say: captionOfClick(anchored, where, how) };
}

const riskier = (a: Risk, b: Risk): Risk => (RISKS.indexOf(a) >= RISKS.indexOf(b) ? a : b);

/** Steps the person did in the place of one, with its placeholders and no less risk. */
export function doneInstead(old: PlainStep, shown: readonly PlainStep[], values: Values): PlainStep[] {
  const had = placeholdersIn(old);
  const put = (text: string): string => unfilled(text, values, had);
  return shown.map((step, i): PlainStep => {
    const risk = riskier(step.risk, old.risk);
    const category = risk === step.risk ? step.category : old.category;
    // What came of the step when it was shown has come of these: it stays what is looked for at their end.
    const expect = i === shown.length - 1 && old.expect ? old.expect : shortened(step.expect);
    const base = { ...step, risk, category, ...(expect ? { expect } : {}) };
    if (base.do === 'type') return { ...base, text: put(base.text), say: put(base.say) };
    if (base.do !== 'click') return base;
    return { ...base, say: put(base.say), target: { ...base.target, label: put(base.target.label) } };
  });
}

const shortened = (expect: Expect | undefined): Expect | undefined =>
  expect?.shows ? { ...expect, shows: expect.shows.slice(0, MOST_TEXTS) } : expect;

/** Why what the person did had another effect than the step had when it was shown; null when it had that effect. */
export function otherEffect(old: Expect | undefined, shown: readonly PlainStep[]): string | null {
  const came = shown.flatMap((step) => (step.expect ? [step.expect] : []));
  const { opens, closes, shows = [] } = old ?? {};
  const window = (wanted: WindowAnchor, is: WindowAnchor | undefined): boolean =>
    is !== undefined && is.app === wanted.app && titleLikeness(wanted.title, is.title) >= 0.5;
  if (opens && !came.some((e) => window(opens, e.opens))) return `the window “${opens.title}” did not open`;
  if (closes && !came.some((e) => window(closes, e.closes))) return `the window “${closes.title}” did not close`;
  const texts = came.flatMap((e) => e.shows ?? []);
  const seen = shows.filter((s) => texts.some((t) => isSameLabel(t, s)));
  if (shows.length > 0 && seen.length / shows.length < 0.5) return `“${shows.join('”, “')}” did not show`;
  if (old?.changes === 'much' && came.every((e) => e.changes === 'nothing')) return 'nothing changed';
  return null;
}
