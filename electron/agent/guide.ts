/**
 * Steps that somebody showed before: what has to be in place before each, and what has to come of it.
 *
 * The loop asks a guide where there is one (a replay) and is otherwise as it is without. A guide sends nothing: what it
 * wants done first is an intent like any other, with a verdict, a permit and a record of its own.
 */
import type { Action, Effect } from '../protocol/action.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Ending } from './refusal.ts';

/** Whether a step can be taken on this screen. */
export type Way =
  | { readonly kind: 'clear' }
  /** This first, and then look again. */
  | { readonly kind: 'first'; readonly intent: SingleIntent; readonly why: string }
  /** Not yet: it may still come. */
  | { readonly kind: 'wait'; readonly why: string }
  | { readonly kind: 'halt'; readonly why: string };

export interface Guide {
  /** How long what should be there is waited for, milliseconds. */
  readonly patienceMs: number;
  /** The next step of the plan begins. */
  begin(): void;
  before(screen: Screen): Promise<Way>;
  /** What came of an action of the step; null when nothing particular was expected. `no` may still become a yes. */
  outcome(action: Action, before: Screen, after: Screen, effect: Effect): Pick<Effect, 'seen' | 'note'> | null;
}

/** What the loop does for a guide. */
export interface Guided {
  now(): number;
  look(): Promise<Screen>;
  act(intent: SingleIntent): Promise<{ readonly ending: Ending | null }>;
  /** Waits until the screen looks different; false when the deadline passed first. */
  change(screen: Screen, deadline: number): Promise<boolean>;
  notice(line: string): void;
}

/** More than this is no clearing of the way. */
const MOST_FIRSTS = 4;

/** Makes the way clear for the step that begins. Returns the ending when it cannot be made. Without a guide it is. */
export async function clearWay(guide: Guide | undefined, by: Guided): Promise<Ending | null> {
  if (!guide) return null;
  guide.begin();
  const deadline = by.now() + guide.patienceMs;
  for (let firsts = 0; ;) {
    const screen = await by.look();
    const way = await guide.before(screen);
    if (way.kind === 'clear') return null;
    if (way.kind === 'halt') return { status: 'incomplete', reason: way.why };
    if (way.kind === 'first') {
      if (++firsts > MOST_FIRSTS) return { status: 'incomplete', reason: `${way.why}, and doing so did not help.` };
      by.notice(way.why);
      const { ending } = await by.act(way.intent);
      if (ending) return ending;
    } else if (by.now() >= deadline || !(await by.change(screen, deadline))) {
      return { status: 'incomplete', reason: way.why };
    }
  }
}

/** Waits for what should come of an action, as long as the guide has patience. Answers the last screen and the effect. */
export async function awaitOutcome(
  guide: Guide | undefined,
  taken: { readonly action: Action; readonly before: Screen; readonly after: Screen; readonly effect: Effect },
  by: Pick<Guided, 'now' | 'look' | 'change'>,
): Promise<{ readonly after: Screen; readonly effect: Effect }> {
  const { action, before, effect } = taken;
  if (!guide) return taken;
  const deadline = by.now() + guide.patienceMs;
  for (let after = taken.after; ; after = await by.look()) {
    const outcome = guide.outcome(action, before, after, effect);
    const settled = outcome === null ? effect : { ...effect, ...outcome };
    if (outcome?.seen !== 'no' || !(await by.change(after, deadline))) return { after, effect: settled };
  }
}
