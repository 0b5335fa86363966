/** Scrolling further than one page: to the end, or until something shows. */
import type { Effect } from '../protocol/action.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Ending } from './refusal.ts';

/** Scrolling to the end, or until something shows, takes at most this many pages. */
const MAX_PAGES = 60;

export type ScrollIntent = Extract<SingleIntent, { do: 'scroll' }>;

export interface Scroller {
  /** One step with everything around it. */
  act(intent: ScrollIntent): Promise<{ readonly ending: Ending | null; readonly effect: Effect | null }>;
  /** Whether a phrase is on the screen. */
  shows(phrase: string): Promise<boolean>;
}

/** Scrolls once, to the end, or until a phrase is on the screen. Returns the ending when the run is over. */
export async function scroll(intent: ScrollIntent, until: string | null, by: Scroller): Promise<Ending | null> {
  const toEnd = intent.amount === 'top' || intent.amount === 'bottom';
  if (!toEnd && !until) return (await by.act(intent)).ending;
  for (let page = 0; page < MAX_PAGES; page++) {
    if (until && (await by.shows(until))) return null;
    const { ending, effect } = await by.act({ ...intent, amount: 'page' });
    if (ending) return ending;
    if (effect?.changedFraction === 0) {
      return until ? { status: 'incomplete', reason: `Scrolled to the end and “${until}” did not show.` } : null;
    }
  }
  return { status: 'incomplete', reason: `Scrolled ${MAX_PAGES} pages without reaching the end.` };
}
