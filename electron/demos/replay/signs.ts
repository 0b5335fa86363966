/**
 * How well a piece of the screen agrees with what the recording says of a target beside its name: neighbours, place in
 * its window, kind and row.
 *
 * Pure; shares are 0 to 1. Errs towards disagreeing: a neighbour on the other side does not count.
 */
import { boxCentre, boxInflate } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import type { TargetAnchor } from '../skill/schema.ts';
import { isSameLabel } from '../target/likeness.ts';
import { labelOf, piecesIn, type Piece } from '../target/pieces.ts';

/** Further from its place than this, in pixels, it is not there. */
const PLACE_REACH = 90;

/** What a target is compared in. */
export interface Surroundings {
  readonly target: TargetAnchor;
  readonly pieces: readonly Piece[];
  /** The window, the menu or the screen that the target is in. */
  readonly around: Box;
}

/** Scores of a piece against the anchors that are not its name. */
export interface Signs {
  readonly piece: Piece;
  /** Share of the neighbours that are where they were, 0 to 1; null when the recording has none. */
  readonly beside: number | null;
  /** Neighbours found. */
  readonly found: number;
  readonly place: number;
  readonly kind: number;
  readonly row: number;
  readonly total: number;
}

export function signsOf(piece: Piece, { target, pieces, around }: Surroundings): Signs {
  const { share: beside, found } = besideShare(piece, target, pieces, around);
  const place = placeLikeness(piece, target, around);
  const kind = piece.kind === target.kind ? 1 : familyOf(piece.kind) === familyOf(target.kind) ? 0.7 : 0;
  const row = target.row === undefined ? 0.5 : inRow(piece, target.row, pieces) ? 1 : 0;
  const total = 0.4 * (beside ?? 0.5) + 0.25 * place + 0.15 * kind + (target.row === undefined ? 0 : 0.6 * row);
  return { piece, beside, found, place, kind, row, total };
}

/** Kinds that readers take for each other. */
const FAMILIES: Readonly<Record<string, string>> = {
  button: 'button',
  icon: 'button',
  image: 'button',
  window_control: 'button',
  tab: 'button',
  link: 'text',
  text: 'text',
  menu_item: 'text',
  row: 'text',
  checkbox: 'choice',
  radio: 'choice',
  switch: 'choice',
};
export const familyOf = (kind: string): string => FAMILIES[kind] ?? kind;

export function besideShare(
  piece: Piece,
  target: TargetAnchor,
  pieces: readonly Piece[],
  around: Box,
): { share: number | null; found: number } {
  if (target.beside.length === 0) return { share: null, found: 0 };
  const centre = boxCentre(piece.box);
  const inside = piecesIn(pieces, boxInflate(around, 1));
  let found = 0;
  for (const n of target.beside) {
    const there = inside.some((p) => {
      if (p.id === piece.id || !isSameLabel(labelOf(p), n.says)) return false;
      const c = boxCentre(p.box);
      return agrees(c.x - centre.x, n.dx) && agrees(c.y - centre.y, n.dy);
    });
    if (there) found++;
  }
  return { share: found / target.beside.length, found };
}

/** Another font, scale or window size stretches distances; it does not turn left into right. */
export function agrees(is: number, was: number): boolean {
  const slack = 14 + 0.4 * Math.abs(was);
  return Math.abs(is - was) <= slack && (Math.abs(was) < 24 || Math.sign(is) === Math.sign(was));
}

/** 1 where it was in its window, counted from the nearer edges or in proportion; 0 far from all of that. */
export function placeLikeness(piece: Piece, { place }: TargetAnchor, around: Box): number {
  const centre = boxCentre(piece.box);
  const off = (at: number, low: number, high: number, fromLow: number, fromHigh: number): number => {
    const share = fromLow / Math.max(1, fromLow + fromHigh);
    return Math.min(
      Math.abs(at - low - fromLow),
      Math.abs(high - at - fromHigh),
      Math.abs(at - low - share * (high - low)),
    );
  };
  const dx = off(centre.x, around.x1, around.x2, place.left, place.right);
  const dy = off(centre.y, around.y1, around.y2, place.top, place.bottom);
  return Math.max(0, 1 - Math.hypot(dx, dy) / PLACE_REACH);
}

export function inRow(piece: Piece, first: string, pieces: readonly Piece[]): boolean {
  const { y } = boxCentre(piece.box);
  return pieces.some((p) => isSameLabel(labelOf(p), first) && y >= p.box.y1 && y < p.box.y2 && p.id !== piece.id);
}
