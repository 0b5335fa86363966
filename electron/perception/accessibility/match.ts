/** Which window of the window manager an accessible top level object is. Pure. */
import { boxIou, type Box } from '../../protocol/coordinates.ts';
import { placeOf, type Node } from './node.ts';

/** A window as the frame has it. */
export interface WindowSeen {
  readonly id: number;
  readonly title: string;
  readonly pid: number | null;
  /** With decorations. Global physical pixels. */
  readonly box: Box;
  readonly active: boolean;
}

/** A window and its content overlap at least so much: decorations and invisible shadows make the difference. */
const SAME_PLACE = 0.5;

/**
 * The window that lies where the object says it is; among several (two windows of one size, one on the other) the one
 * with its title. Null when none does: an object in the wrong place is better left out.
 */
export function matchWindow(node: Pick<Node, 'box' | 'name'>, windows: readonly WindowSeen[]): WindowSeen | null {
  const place = placeOf(node.box);
  if (!place) return null;
  let best: WindowSeen | null = null;
  let bestScore = 0;
  for (const window of windows) {
    const overlap = boxIou(place, window.box);
    if (overlap < SAME_PLACE) continue;
    const titled = node.name !== '' && node.name.trim() === window.title.trim() ? 1 : 0;
    if (overlap + titled > bestScore) {
      best = window;
      bestScore = overlap + titled;
    }
  }
  return best;
}

/** Whether a window cannot be seen at all because another lies over it. Two that cover it together are not noticed. */
export const isCovered = (box: Box, inFront: readonly Box[]): boolean =>
  inFront.some((f) => f.x1 <= box.x1 && f.y1 <= box.y1 && f.x2 >= box.x2 && f.y2 >= box.y2);
