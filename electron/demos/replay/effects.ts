/** Whether what came of a step when it was shown came again. Pure. */
import type { Effect } from '../../protocol/action.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import type { Expect, WindowAnchor } from '../skill/schema.ts';
import { contains, isSameLabel } from '../target/likeness.ts';
import { labelOf, piecesOf } from '../target/pieces.ts';
import { findWindow } from '../target/windows.ts';

export interface Outcome {
  readonly seen: Effect['seen'];
  readonly note: string;
}

export type FindWindow = (anchor: WindowAnchor, windows: readonly WindowInfo[]) => WindowInfo | null;

/** Of several texts, so many must show: the reader misses one now and then. */
const ENOUGH = 0.5;

/**
 * Compares what is expected with the screens before and after. `no` names what did not come; it may still come, and the
 * caller decides how long to wait for it.
 */
export function outcomeOf(
  expect: Expect | undefined,
  before: Screen,
  after: Screen,
  effect: Effect,
  find: FindWindow = findWindow,
): Outcome | null {
  if (!expect) return null;
  if (expect.opens) {
    const window = find(expect.opens, after.windows);
    if (!window) return { seen: 'no', note: `the window “${expect.opens.title}” did not open` };
  }
  if (expect.closes) {
    const was = find(expect.closes, before.windows);
    const still = was && after.windows.some((w) => w.id === was.id && !w.minimised);
    if (still) return { seen: 'no', note: `the window “${expect.closes.title}” did not close` };
  }
  const { shows = [] } = expect;
  if (shows.length > 0) {
    const labels = piecesOf(after).map(labelOf);
    const seen = shows.filter((text) => labels.some((l) => isSameLabel(l, text) || contains(l, text)));
    if (seen.length / shows.length < ENOUGH) {
      const missing = shows.filter((text) => !seen.includes(text)).map((text) => `“${text}”`);
      return { seen: 'no', note: `${missing.join(', ')} did not show` };
    }
    return { seen: 'yes', note: `shows ${seen.map((text) => `“${text}”`).join(', ')}` };
  }
  if (expect.opens) return { seen: 'yes', note: `opened “${expect.opens.title}”` };
  if (expect.closes) return { seen: 'yes', note: `closed “${expect.closes.title}”` };
  if (expect.changes === 'much' && effect.changedFraction === 0)
    return { seen: 'no', note: 'nothing changed, and much did when it was shown' };
  return null;
}
