/** One accessible object as it was last read, and the parts of the screen that changed since. Pure. */
import { boxIntersection, boxIsEmpty, globalBox, type Box } from '../../protocol/coordinates.ts';
import type { RawBox, Ref } from './bus.ts';
import type { StateWords } from './roles.ts';

export interface Node {
  readonly ref: Ref;
  /** When its last complete reading began, milliseconds since the epoch; null when it was never read. */
  readAt: number | null;
  role: number;
  states: StateWords;
  name: string;
  description: string;
  /** Name of what labels it, for a field without one of its own. */
  label: string;
  /** As the application says; null when it has no place. */
  box: RawBox | null;
  /**
   * Set when it was found elsewhere than before, until its children were read again: a window that is moved while another
   * covers it changes no pixels where they were.
   */
  moved: boolean;
  children: Node[];
}

export const makeNode = (ref: Ref): Node => ({
  ref,
  readAt: null,
  role: 0,
  states: [0, 0],
  name: '',
  description: '',
  label: '',
  box: null,
  moved: false,
  children: [],
});

export const samePlace = (a: RawBox | null, b: RawBox | null): boolean =>
  a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && a?.height === b?.height;

/** A part of the screen whose pixels changed, and when the frame was taken that showed it first. */
export interface Area {
  readonly box: Box;
  readonly since: number;
}

/**
 * Applications tell their tree later than they draw (Chromium some 100 ms): a reading counts as the last word on a
 * change only when it began this long after it. Measured on the applications of the tests, with room to spare.
 */
export const SETTLES_MS = 500;

/** Coordinates beyond this are no place on any screen; toolkits write the extremes of an integer for "nowhere". */
const FARTHEST = 65_536;

/** A raw box as a box; null for nowhere. */
export function placeOf(raw: RawBox | null): Box | null {
  if (!raw || raw.width <= 0 || raw.height <= 0) return null;
  if (Math.abs(raw.x) > FARTHEST || Math.abs(raw.y) > FARTHEST) return null;
  if (raw.width > FARTHEST || raw.height > FARTHEST) return null;
  return globalBox(raw.x, raw.y, raw.x + raw.width, raw.y + raw.height);
}

const touches = (area: Box, place: Box | null): boolean => place === null || !boxIsEmpty(boxIntersection(area, place));

/** Whether a node must be asked again: never read, or read too early to know of a change where it is. */
export const mustRead = (node: Node, place: Box | null, areas: readonly Area[]): boolean =>
  node.readAt === null || areas.some((a) => (node.readAt ?? 0) < a.since + SETTLES_MS && touches(a.box, place));

/** Whether what is known of a node was read after the last change where it is. */
export const isCurrent = (node: Node, place: Box | null, areas: readonly Area[]): boolean =>
  node.readAt !== null && !areas.some((a) => (node.readAt ?? 0) < a.since && touches(a.box, place));
