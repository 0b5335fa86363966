/** The anchors of a target: everything by which it can be found again, taken from the screen it was seen on. Pure. */
import { boxCentre, boxHeight, boxWidth } from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { TargetAnchor } from '../skill/schema.ts';
import { isField, labelOf, piecesIn, shareIn, type Piece } from './pieces.ts';
import { isSameLabel, plain } from './likeness.ts';

const MOST_NEIGHBOURS = 6;
/** Longer texts are content, not landmarks. */
const LONGEST_LABEL = 60;
/** Times, sizes and counts change by themselves. */
const VOLATILE =
  /\d{1,2}:\d{2}|\d+\s?(?:%|[kKMGT]?i?B\b|bytes)|\b(?:ago|today|yesterday)\b|(?:Ln|Col|Line|Column)\W*\d/;

/** A text that will say the same another time. */
export const isStable = (text: string): boolean =>
  text.length > 0 && text.length <= LONGEST_LABEL && !VOLATILE.test(text) && plain(text) !== '';

/** Where a point is in a box, from all four edges, with the size of what is there. */
export function placeIn(point: Point, size: Box, around: Box): TargetAnchor['place'] {
  return {
    left: Math.round(point.x - around.x1),
    top: Math.round(point.y - around.y1),
    right: Math.round(around.x2 - point.x),
    bottom: Math.round(around.y2 - point.y),
    width: boxWidth(size),
    height: boxHeight(size),
  };
}

/** A title bar says which document is open: no landmark. */
const inTitleBar = (p: Piece, around: Box): boolean => p.box.y2 <= around.y1 + TITLE_BAR;
const TITLE_BAR = 26;

/** The texts around a piece, the nearest first, no two the same. */
export function neighboursOf(target: Piece, pieces: readonly Piece[], around: Box): TargetAnchor['beside'] {
  const centre = boxCentre(target.box);
  const seen = new Set<string>();
  return piecesIn(pieces, around)
    .filter(
      (p) =>
        p.id !== target.id &&
        !isField(p) &&
        !p.secret &&
        !inTitleBar(p, around) &&
        isStable(labelOf(p)) &&
        // A letter by itself is a mark of a reader more often than a word; on a button it is the button's.
        (labelOf(p).length > 1 || p.kind === 'button'),
    )
    .filter((p) => shareIn(p.box, target.box) < 0.5 && shareIn(target.box, p.box) < 0.9)
    .map((p) => {
      const c = boxCentre(p.box);
      return { says: labelOf(p), dx: Math.round(c.x - centre.x), dy: Math.round(c.y - centre.y) };
    })
    .sort((a, b) => distance(a) - distance(b))
    .filter(({ says }) => !seen.has(plain(says)) && seen.add(plain(says)))
    .slice(0, MOST_NEIGHBOURS);
}

/** What is on the same line counts as nearer than what is above or below. */
const distance = ({ dx, dy }: { dx: number; dy: number }): number => Math.hypot(dx, 2 * dy);

/** The first text of the row a piece stands in; only for one that is not first itself and stands in a list of rows. */
export function rowOf(target: Piece, pieces: readonly Piece[], around: Box): string | undefined {
  const centre = boxCentre(target.box);
  const first = piecesIn(pieces, around)
    .filter((p) => p.id !== target.id && p.kind !== 'container' && labelOf(p) !== '' && !isField(p))
    .filter((p) => centre.y >= p.box.y1 && centre.y < p.box.y2 && p.box.x2 <= target.box.x1)
    .sort((a, b) => a.box.x1 - b.box.x1)[0];
  return first && isStable(labelOf(first)) ? labelOf(first) : undefined;
}

/** Which it is of the controls of about its size on its line, from the left; a reader may take a drawing for a letter. */
export function amongOf(target: Piece, pieces: readonly Piece[]): { index: number; of: number } {
  const { y } = boxCentre(target.box);
  const near = (is: number, was: number): boolean => Math.abs(is - was) <= 0.35 * was;
  const alike = pieces
    .filter((p) => p.kind !== 'container' && p.kind !== 'text' && p.kind !== 'row')
    .filter((p) => y >= p.box.y1 && y < p.box.y2)
    .filter((p) => near(boxWidth(p.box), boxWidth(target.box)) && near(boxHeight(p.box), boxHeight(target.box)))
    .sort((a, b) => a.box.x1 - b.box.x1);
  return { index: alike.findIndex((p) => p.id === target.id), of: alike.length };
}

/** Anchors of a piece. `around`: its window, the menu it is in, or the screen. */
export function anchorsOf(
  target: Piece,
  pieces: readonly Piece[],
  around: Box,
  within: TargetAnchor['in'],
  crop: string | undefined,
): TargetAnchor {
  const label = isField(target) ? '' : labelOf(target);
  const twins = label === '' ? [] : piecesIn(pieces, around).filter((p) => isSameLabel(labelOf(p), label));
  const row = twins.length > 1 ? rowOf(target, pieces, around) : undefined;
  return {
    kind: target.kind,
    label,
    ...(target.name === ''
      ? {}
      : { access: { name: target.name, ...(target.hint === '' ? {} : { hint: target.hint }) } }),
    in: within,
    beside: neighboursOf(target, pieces, around),
    ...(label === '' && !isField(target) ? { among: amongOf(target, piecesIn(pieces, around)) } : {}),
    ...(row === undefined ? {} : { row }),
    ...(crop === undefined ? {} : { crop }),
    place: placeIn(boxCentre(target.box), target.box, around),
  };
}

/** Anchors of a bare place. */
export function anchorsOfPlace(
  point: Point,
  pieces: readonly Piece[],
  around: Box,
  within: TargetAnchor['in'],
): TargetAnchor {
  const spot = { x1: point.x, y1: point.y, x2: point.x + 1, y2: point.y + 1 } as Box;
  const self: Piece = { id: '', kind: 'container', box: spot, text: '', name: '', hint: '', states: [], secret: false };
  return {
    kind: 'area',
    label: '',
    in: within,
    beside: neighboursOf(self, pieces, around),
    place: placeIn(point, spot, around),
  };
}
