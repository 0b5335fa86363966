/**
 * Where toolkits report boxes that are not where things are, and how that is put right.
 *
 * Errs towards the toolkit: a box is moved only when the object that holds it contradicts it.
 */
import type { RawBox } from './bus.ts';
import { ROLE } from './roles.ts';

/** What is added to the boxes below a node to get to the screen. */
export interface Offset {
  readonly x: number;
  readonly y: number;
}

export const NO_OFFSET: Offset = { x: 0, y: 0 };

const inside = (inner: RawBox, outer: RawBox): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

export const moved = (box: RawBox, by: Offset): RawBox => ({ ...box, x: box.x + by.x, y: box.y + by.y });

/**
 * The offset of a node, given its parent's corrected box and offset.
 *
 * LibreOffice with the GTK backend counts the boxes of its own controls from the top of the window, while GTK puts the
 * menu bar above them: its root pane says it is where the menu bar is, with the size of the GTK panel that holds it. So
 * the root pane is moved to that panel, and everything in it with it, but for GTK controls embedded below, which are
 * right as they are (Writer's side bar).
 */
export function offsetOf(role: number, box: RawBox | null, parent: RawBox | null, inherited: Offset): Offset {
  if (!box || !parent) return inherited;
  const sameSize = box.width === parent.width && box.height === parent.height;
  if (role === ROLE.rootPane && sameSize) return { x: parent.x - box.x, y: parent.y - box.y };
  if (inherited.x === 0 && inherited.y === 0) return inherited;
  if (!inside(moved(box, inherited), parent) && inside(box, parent)) return NO_OFFSET;
  return inherited;
}
