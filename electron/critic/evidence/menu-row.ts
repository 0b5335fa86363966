/** The entry of a menu that a point behind its words belongs to. All boxes are global physical pixels. */
import { boxCentre, type Point } from '../../protocol/coordinates.ts';
import type { Element, Screen } from '../../protocol/screen.ts';
import { wordsOf } from './text.ts';

/** Entries of a menu are pressed this far behind their words where no frame of a menu is seen, and lie this close. Pixels. */
const BEHIND = 80;
const UNDER = 40;

/** The entry whose row a blank point lies in: short words that end before it, flush with others under or above them. */
export function entryBeside(screen: Screen, p: Point): Element | null {
  const short = screen.elements.filter(
    (e) => e.kind === 'text' && e.text.trim() !== '' && wordsOf(e.text).length <= 5 && e.text.length <= 48,
  );
  const before = short.find(
    (e) => p.y >= e.box.y1 - 4 && p.y < e.box.y2 + 4 && e.box.x2 <= p.x && p.x - e.box.x2 <= BEHIND,
  );
  if (!before) return null;
  const flush = short.some(
    (e) =>
      e !== before &&
      Math.abs(e.box.x1 - before.box.x1) <= 4 &&
      Math.abs(boxCentre(e.box).y - boxCentre(before.box).y) <= UNDER,
  );
  return flush ? before : null;
}
