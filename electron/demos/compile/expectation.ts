/** What came of a step when it was shown, as something to look for again. Pure. */
import { changedBoxes } from '../../capture/tiles.ts';
import { boxArea, boxInflate, boxIntersection, boxIsEmpty } from '../../protocol/coordinates.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { Expect } from '../skill/schema.ts';
import { isStable } from '../target/anchors.ts';
import { isSameLabel } from '../target/likeness.ts';
import { labelOf, piecesOf, type Piece } from '../target/pieces.ts';
import { anchorOfWindow } from '../target/windows.ts';

/** More would be waited for in vain sooner or later. */
export const MOST_TEXTS = 3;
/** Letters and digits mixed are counts, places and times; digits alone are a result. */
const MIXED = /\p{L}.*\d|\d.*\p{L}/u;
/** Above this share of the screen a change is much. */
const MUCH = 0.02;

const tells = (p: Piece): boolean => {
  const label = labelOf(p);
  if (!isStable(label) || p.secret) return false;
  return /^\d+([.,]\d+)?$/.test(label) || (label.length >= 3 && !MIXED.test(label));
};

/** Compares the screens before and after a step. `most`: texts that are named. */
export function expectationOf(before: Screen, after: Screen, most = MOST_TEXTS): Expect {
  const opened = after.windows.find((w) => !w.minimised && !before.windows.some((b) => b.id === w.id));
  const closed = before.windows.find((w) => !w.minimised && !after.windows.some((a) => a.id === w.id));
  const changed = changedBoxes(before.frame, after.frame).map((b) => boxInflate(b, 2));
  const share = changed.reduce((sum, b) => sum + boxArea(b), 0) / Math.max(1, boxArea(after.frame.display.box));
  const was = piecesOf(before).map(labelOf);
  const texts = piecesOf(after)
    .filter((p) => tells(p) && changed.some((b) => !boxIsEmpty(boxIntersection(b, p.box))))
    .filter((p) => !was.some((label) => isSameLabel(label, labelOf(p))))
    .sort((a, b) => b.box.y2 - b.box.y1 - (a.box.y2 - a.box.y1))
    .map(labelOf);
  const shows = [...new Set(texts)].slice(0, most);
  return {
    ...(opened ? { opens: anchorOfWindow(opened) } : {}),
    ...(closed ? { closes: anchorOfWindow(closed) } : {}),
    ...(shows.length > 0 ? { shows } : {}),
    changes: share === 0 ? 'nothing' : share > MUCH ? 'much' : 'little',
  };
}
