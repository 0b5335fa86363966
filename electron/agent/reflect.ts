/**
 * When a step did not come out as expected: what was expected, what is seen, why that may be, and what to do about it.
 *
 * Pure. Bounded by the caller. Errs towards asking: what was tried once is not tried again, and text is never typed twice.
 */
import type { Effect } from '../protocol/action.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';

/** The step before, and what came of it. */
export interface StepBefore {
  readonly intent: SingleIntent;
  readonly effect: Effect | null;
  /** It was taken a second time already. */
  readonly again: boolean;
}

export interface Reflection {
  readonly expected: string;
  readonly seen: string;
  readonly why: string;
  /** The step before once more; look for the control elsewhere; or leave it to the person. */
  readonly then: 'again' | 'elsewhere' | 'ask';
}

/** More than this in one run, and the task is not understood. */
export const MOST_REFLECTIONS = 4;
/** What may be sent twice without doing more than once. */
const REPEATABLE: ReadonlySet<SingleIntent['do']> = new Set(['click', 'hover', 'focus_window', 'open_app']);

/** What to make of a control that a step needs and that is not there. */
export function reflect(intent: SingleIntent, before: StepBefore | null, screen: Screen | null): Reflection {
  const target = 'target' in intent && intent.target !== undefined ? `“${intent.target}”` : 'its target';
  const front = screen?.windows.find((w) => w.active);
  const expected = `${target} in sight`;
  const seen = front ? `“${front.title}” in front, without it` : 'no window in front';
  const said = { expected, seen };
  const still = before?.effect?.seen === 'no';
  if (before && still && !before.again && REPEATABLE.has(before.intent.do) && isSingle(before.intent))
    return { ...said, why: 'the step before changed nothing', then: 'again' };
  if (intent.do === 'click' || intent.do === 'hover')
    return { ...said, why: 'it may be behind a menu or in the settings', then: 'elsewhere' };
  return { ...said, why: 'nothing else leads to it', then: 'ask' };
}

/** A double click that is sent twice opens twice. */
const isSingle = (intent: SingleIntent): boolean => intent.do !== 'click' || (intent.count ?? 1) === 1;

export const describeReflection = (r: Reflection): string =>
  `expected ${r.expected}; seen: ${r.seen}; perhaps ${r.why}`;
