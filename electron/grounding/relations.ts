/**
 * How well one box stands in a relation to another: 0 (not at all) to 1.
 *
 * Invariant: pure geometry in global physical pixels; distances count relative to the size of what is compared, so that
 * scale factors do not matter. Errs towards the nearest thing: people describe a target by its neighbour.
 */
import { boxArea, boxCentre, boxContains, boxHeight, boxIntersection, boxWidth } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { RelationType, Place } from './words.ts';

/** A typical control height for these two boxes: what "near" is measured in. */
const unit = (a: Box, b: Box): number => Math.max(12, Math.min(40, Math.max(boxHeight(a), boxHeight(b))));

/** How much two boxes share a line of sight horizontally: 1 same row, falling to 0 at about a row's height apart. */
export function sameRow(a: Box, b: Box): number {
  const dy = Math.abs((a.y1 + a.y2) / 2 - (b.y1 + b.y2) / 2);
  const overlap = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  const tall = Math.max(boxHeight(a), boxHeight(b));
  if (overlap >= Math.min(boxHeight(a), boxHeight(b)) * 0.8 && dy <= tall * 0.3) return 1;
  return Math.max(0, 1 - dy / (unit(a, b) * 1.3));
}

function sameColumn(a: Box, b: Box): number {
  const overlap = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const narrow = Math.max(1, Math.min(boxWidth(a), boxWidth(b)));
  if (overlap >= narrow * 0.5) return 1;
  const left = Math.abs(a.x1 - b.x1);
  return Math.max(0, 0.9 - Math.max(0, Math.min(left, -overlap + narrow * 0.5)) / 80);
}

/** 1 when touching, halving about every `half` units. */
const near = (distance: number, u: number, half: number): number => Math.pow(0.5, Math.max(0, distance) / (u * half));
const same = (t: Box, a: Box): boolean => boxArea(boxIntersection(t, a)) > 0.6 * Math.min(boxArea(t), boxArea(a));

type Rule = (target: Box, anchor: Box, bounds: Box) => number;

const right: Rule = (t, a) => {
  const gap = t.x1 - a.x2;
  if (gap < -unit(t, a) * 0.3) return 0;
  return sameRow(t, a) * (0.35 + 0.65 * near(gap, unit(t, a), 5));
};
const left: Rule = (t, a) => {
  const gap = a.x1 - t.x2;
  if (gap < -unit(t, a) * 0.3) return 0;
  return sameRow(t, a) * (0.35 + 0.65 * near(gap, unit(t, a), 5));
};
const below: Rule = (t, a) => {
  const gap = t.y1 - a.y2;
  if (gap < -unit(t, a) * 0.35) return 0;
  return sameColumn(t, a) * near(gap, unit(t, a), 2.5);
};
const above: Rule = (t, a) => below(a, t, a);

/** One rule for each relation. */
export const RELATION_RULES: Readonly<Record<RelationType, Rule>> = {
  right,
  left,
  above,
  below,
  // In a list what comes next is below, in a bar on the right.
  after: (t, a) => Math.max(right(t, a, a) * 0.9, below(t, a, a) * 0.95),
  before: (t, a) => Math.max(left(t, a, a) * 0.9, above(t, a, a) * 0.95),
  beside: (t, a) => {
    if (same(t, a)) return 0;
    return Math.max(right(t, a, a), left(t, a, a) * 0.92, below(t, a, a) * 0.55, above(t, a, a) * 0.45);
  },
  row: (t, a) => (same(t, a) ? 0.3 : sameRow(t, a) * 0.95),
  row_end: (t, a, bounds) => {
    if (t.x1 < a.x2 - 4) return 0;
    return sameRow(t, a) * (0.6 + (0.4 * (t.x2 - a.x2)) / Math.max(1, bounds.x2 - a.x2));
  },
  row_start: (t, a) => {
    if (t.x2 > a.x1 + 6) return same(t, a) ? 0.3 : 0;
    return sameRow(t, a) * (0.5 + 0.5 * near(a.x1 - t.x2, unit(t, a), 6));
  },
  between: () => 0, // Needs two anchors: see `betweenScore`.
  inside: (t, a) => {
    if (boxContains(a, boxCentre(t)) && boxArea(a) > boxArea(t) * 1.5) return 1;
    // A named line: things on it. Otherwise things below a heading.
    return Math.max(right(t, a, a) * 0.9, left(t, a, a) * 0.7, below(t, a, a) * 0.6);
  },
  holds: (t, a) => (boxContains(t, boxCentre(a)) ? 1 : right(a, t, t) * 0.3),
};

/** How well a box lies between two others, along either axis. */
export function betweenScore(t: Box, a: Box, b: Box): number {
  const c = boxCentre(t);
  const [first, second] = a.x1 + a.y1 * 4 <= b.x1 + b.y1 * 4 ? [a, b] : [b, a];
  const stacked = Math.min(first.y2, second.y2) - Math.max(first.y1, second.y1) <= 0;
  if (same(t, a) || same(t, b)) return 0;
  if (stacked) {
    if (c.y <= first.y1 || c.y >= second.y2) return 0;
    const mid = (first.y2 + second.y1) / 2;
    const span = Math.max(1, second.y1 - first.y2);
    return sameColumn(t, first) * Math.max(0.2, 1 - Math.abs(c.y - mid) / span);
  }
  const [l, r] = a.x1 <= b.x1 ? [a, b] : [b, a];
  if (c.x <= l.x1 || c.x >= r.x2) return 0;
  const mid = (l.x2 + r.x1) / 2;
  const span = Math.max(1, r.x1 - l.x2);
  return Math.max(sameRow(t, l), sameRow(t, r)) * Math.max(0.2, 1 - Math.abs(c.x - mid) / span);
}

/** How well a box lies at a named place of an area: 1 at the very edge or corner, falling to 0 across it. */
export function placeScore(t: Box, place: Place, area: Box): number {
  const c = boxCentre(t);
  const x = (c.x - area.x1) / Math.max(1, boxWidth(area));
  const y = (c.y - area.y1) / Math.max(1, boxHeight(area));
  const along = (p: number, side: -1 | 0 | 1 | null): number =>
    side === null ? 1 : side < 0 ? 1 - p : side > 0 ? p : 1 - Math.abs(p - 0.5) * 2;
  const clamp = (n: number): number => Math.min(1, Math.max(0, n));
  return clamp(along(clamp(x), place.h)) * clamp(along(clamp(y), place.v));
}
