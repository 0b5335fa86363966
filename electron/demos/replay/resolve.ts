/**
 * Where the target of a step is on the screen of now: anchors in order of their strength, each checked against the rest.
 *
 * 1. what it is called, by its application or in what is written on it; of several alike, the one with the same row and
 *    surroundings, by a clear margin;
 * 2. for a field, the labels around it; for an icon, its picture;
 * 3. for a control under another name or with another picture: the same place among the same surroundings;
 * 4. for a bare place on a surface, where it was in its window.
 *
 * Invariants: a result says by which anchor it was found and whether that is strong; a control that the recording knows
 * under another name is never taken for the target. Errs towards *absent* and *ambiguous*. Pure.
 */
import {
  boxCentre,
  boxContains,
  boxHeight,
  boxInflate,
  boxWidth,
  globalBox,
  globalPoint,
} from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { Frame } from '../../protocol/frame.ts';
import type { TargetAnchor } from '../skill/schema.ts';
import { isSameLabel, likeness } from '../target/likeness.ts';
import { amongOf } from '../target/anchors.ts';
import { isField, labelOf, piecesIn, shareIn, type Piece } from '../target/pieces.ts';
import { glyphOf, likenessAt, type Grey } from './crops.ts';
import { signsOf, familyOf, agrees, inRow, type Signs } from './signs.ts';

/** Each with what it is worth: an irreversible step needs a strong one. */
export type AnchorUsed = 'accessibility' | 'text' | 'label' | 'icon' | 'surroundings' | 'place' | 'grounder';
const STRONG: ReadonlySet<AnchorUsed> = new Set(['accessibility', 'text', 'label', 'icon']);
export const isStrong = (by: AnchorUsed): boolean => STRONG.has(by);

export interface Found {
  readonly status: 'found';
  readonly box: Box;
  readonly point: Point;
  readonly by: AnchorUsed;
  readonly id: string | null;
  /** 0 to 1. */
  readonly confidence: number;
  readonly why: string;
  readonly others: readonly Box[];
}
export interface NotFound {
  readonly status: 'absent' | 'ambiguous';
  readonly why: string;
  readonly others: readonly Box[];
}
export type Resolved = Found | NotFound;

export interface ResolveInput {
  readonly target: TargetAnchor;
  readonly pieces: readonly Piece[];
  readonly frame: Frame;
  /** The window, the menu or the screen that the target is in. */
  readonly around: Box;
  /** The picture of the target; null when there is none, or it depends on a value. */
  readonly crop: Grey | null;
  /** What is on the target depends on a value: its place among others says nothing. */
  readonly varies: boolean;
}

/** Between the best and the next of several alike. */
const MARGIN = 0.12;
/** Neighbours that must be where they were, for a target that is found by them. */
const SURROUNDED = 0.6;
const PICTURE = 0.85;
/** Pictures that differ by less are the same. */
const SAME_PICTURE = 0.05;

export function resolveTarget(input: ResolveInput): Resolved {
  if (input.target.kind === 'area') return bare(input);
  const near = piecesIn(input.pieces, boxInflate(input.around, 1)).filter((p) => p.kind !== 'container');
  return (
    byName(input, near) ??
    byLabel(input, near) ??
    byPicture(input, near) ??
    byRow(input, near) ??
    bySurroundings(input, near) ??
    absent(input, near)
  );
}

const found = (
  piece: Piece,
  by: AnchorUsed,
  confidence: number,
  why: string,
  others: readonly Piece[] = [],
): Found => ({
  status: 'found',
  box: piece.box,
  point: boxCentre(piece.box),
  by,
  id: piece.id,
  confidence,
  why,
  others: others.map((p) => p.box).slice(0, 9),
});

/** 1: by what it is called. Null when nothing is called so. */
function byName(input: ResolveInput, near: readonly Piece[]): Resolved | null {
  const { target } = input;
  if (target.label === '' && !target.access) return null;
  if (isField(target) && !target.access) return null;
  const called = (p: Piece): AnchorUsed | null => {
    if (target.access && p.name !== '' && isSameLabel(p.name, target.access.name)) return 'accessibility';
    if (target.label === '') return null;
    if (isField(p) !== isField(target)) return null;
    return isSameLabel(labelOf(p), target.label) || (p.name !== '' && isSameLabel(p.name, target.label))
      ? 'text'
      : null;
  };
  const named = withoutTwins(
    near.map((p) => ({ p, by: called(p) })).filter((c): c is { p: Piece; by: AnchorUsed } => c.by !== null),
  );
  if (named.length === 0) return null;
  const what = `“${target.label === '' ? (target.access?.name ?? '') : target.label}”`;
  const { row } = target;
  const inIt = row === undefined ? named : named.filter((c) => inRow(c.p, row, input.pieces));
  if (row !== undefined && inIt.length === 0) {
    const others = named.map((c) => c.p.box);
    return { status: 'absent', why: `${what} is there, but not in the row of “${row}”`, others };
  }
  const [only] = inIt;
  if (inIt.length === 1 && only) {
    return found(
      only.p,
      only.by,
      0.97,
      `${what} by ${only.by === 'text' ? 'its text' : 'the name its application gives it'}`,
    );
  }
  const ranked = inIt
    .map(({ p, by }) => ({ p, by, s: signsOf(p, input), exact: likeness(labelOf(p), target.label) >= 0.98 ? 0.1 : 0 }))
    .sort((a, b) => b.s.total + b.exact - a.s.total - a.exact);
  const [best, next] = ranked;
  if (!best || !next) return null;
  if (best.s.total + best.exact - next.s.total - next.exact >= MARGIN) {
    return found(
      best.p,
      best.by,
      0.92,
      `${what}, told from ${ranked.length - 1} more by what is around it`,
      ranked.map((r) => r.p),
    );
  }
  return {
    status: 'ambiguous',
    why: `there are ${ranked.length} of ${what} and nothing around them tells which is meant`,
    others: ranked.map((r) => r.p.box),
  };
}

/** The text on a control and the control itself are one thing: the control. */
function withoutTwins<T extends { p: Piece }>(list: readonly T[]): T[] {
  return list.filter(
    (a) =>
      !list.some(
        (b) =>
          (b !== a &&
            shareIn(a.p.box, b.p.box) > 0.8 &&
            (b.p.kind !== 'text' || a.p.kind === 'text') &&
            list.indexOf(b) < list.indexOf(a)) ||
          (b !== a && a.p.kind === 'text' && b.p.kind !== 'text' && shareIn(a.p.box, b.p.box) > 0.7),
      ),
  );
}

/** 2a: a field, a checkbox or a slider by the labels around it. */
function byLabel(input: ResolveInput, near: readonly Piece[]): Resolved | null {
  const { target } = input;
  if (target.label !== '' || !LABELLED.has(target.kind)) return null;
  const ranked = near
    .filter((p) => familyOf(p.kind) === familyOf(target.kind))
    .map((p) => signsOf(p, input))
    .sort((a, b) => b.total - a.total);
  const [best, next] = ranked;
  if (!best) return null;
  const own = ownLabel(target);
  const labelled = own ? ranked.filter((r) => hasLabel(r.piece, own, input)) : [];
  const [only] = labelled;
  if (own && only && labelled.length === 1) {
    return found(only.piece, 'label', 0.92, `the ${target.kind} of “${own.says}”`, [only.piece]);
  }
  // Its label is somewhere else now, or gone: what stands at its place is another one.
  if (own && isThere(own.says, near)) return null;
  const margin = best.total - (next?.total ?? 0);
  if ((best.beside ?? 0) >= 0.5 && best.found > 0 && margin >= 0.05) {
    return found(
      best.piece,
      'label',
      0.9,
      `the ${target.kind} with the same labels around it`,
      ranked.map((r) => r.piece),
    );
  }
  if (ranked.length === 1 && best.place >= 0.5 && target.beside.length < 2) {
    return found(best.piece, 'place', 0.75, `the only ${target.kind} there`);
  }
  return null;
}
/** The text that a person takes for the label: the nearest left of it on its line, else just above. */
function ownLabel(target: TargetAnchor): TargetAnchor['beside'][number] | null {
  const reach = target.place.width / 2 + LABEL_GAP;
  const left = target.beside.filter((n) => n.dx < 0 && Math.abs(n.dy) <= ON_LINE && -n.dx <= reach + LABEL_GAP);
  const right = target.beside.filter((n) => n.dx > 0 && Math.abs(n.dy) <= ON_LINE && n.dx <= reach + LABEL_GAP);
  const above = target.beside.filter((n) => n.dy < 0 && -n.dy <= ABOVE && Math.abs(n.dx) <= reach);
  const nearest = (list: TargetAnchor['beside']): TargetAnchor['beside'][number] | undefined =>
    [...list].sort((a, b) => Math.hypot(a.dx, a.dy) - Math.hypot(b.dx, b.dy))[0];
  // A checkbox has its label behind it.
  return (
    (target.kind === 'field' || target.kind === 'slider' ? nearest(left) : (nearest(right) ?? nearest(left))) ??
    nearest(above) ??
    null
  );
}
const LABEL_GAP = 130;
const ON_LINE = 12;
const ABOVE = 46;

const isThere = (says: string, near: readonly Piece[]): boolean => near.some((p) => isSameLabel(labelOf(p), says));

/** Whether a piece has the label on the same side, as near as it was. */
function hasLabel(
  piece: Piece,
  label: { says: string; dx: number; dy: number },
  { pieces, around }: ResolveInput,
): boolean {
  const c = boxCentre(piece.box);
  return piecesIn(pieces, boxInflate(around, 1)).some((p) => {
    if (p.id === piece.id || !isSameLabel(labelOf(p), label.says)) return false;
    const at = boxCentre(p.box);
    const [dx, dy] = [at.x - c.x, at.y - c.y];
    const slack = Math.max(14, 0.45 * Math.abs(label.dy));
    return (
      Math.abs(dy - label.dy) <= slack &&
      (Math.abs(label.dx) < 24 || Math.sign(dx) === Math.sign(label.dx)) &&
      Math.abs(dx - label.dx) <= 40 + 0.5 * Math.abs(label.dx)
    );
  });
}

const LABELLED: ReadonlySet<string> = new Set(['field', 'checkbox', 'radio', 'switch', 'slider']);

/** 2b: an icon by its picture. What is drawn on it decides; only between the same pictures its surroundings do. */
function byPicture(input: ResolveInput, near: readonly Piece[]): Resolved | null {
  const { target } = input;
  if (!input.crop || target.label !== '' || input.varies) return null;
  const ranked = pictured(input, near).filter((r) => r.like >= PICTURE);
  const [best] = ranked;
  if (!best) return null;
  const same = ranked.filter((r) => best.like - r.like < SAME_PICTURE).sort((a, b) => b.s.total - a.s.total);
  const [first, second] = same;
  if (!first) return null;
  if (!second || first.s.total - second.s.total >= MARGIN) {
    const why = `its picture, ${Math.round(first.like * 100)}% the same`;
    return found(
      first.p,
      'icon',
      0.9,
      why,
      same.map((r) => r.p),
    );
  }
  return { status: 'ambiguous', why: `${same.length} icons look like it`, others: same.map((r) => r.p.box) };
}

/** A reader takes a drawing for a letter or two. */
const READ_AS = 2;

/** Controls without a label by how much their drawing is like the one that was shown, best first. */
function pictured(input: ResolveInput, near: readonly Piece[]): { p: Piece; like: number; s: Signs }[] {
  const { target, crop, frame } = input;
  if (!crop) return [];
  const glyph = glyphOf(crop);
  const fits = (p: Piece): boolean =>
    boxWidth(p.box) <= 2 * target.place.width + 8 && boxHeight(p.box) <= 2 * target.place.height + 8;
  const off = (p: Piece): number =>
    Math.abs(boxWidth(p.box) - target.place.width) + Math.abs(boxHeight(p.box) - target.place.height);
  const candidates = near
    .filter((p) => familyOf(p.kind) === familyOf(target.kind) && labelOf(p).length <= READ_AS && fits(p))
    .sort((a, b) => off(a) - off(b));
  // A button and the drawing on it are one thing: the one of about the size that was shown.
  const single: Piece[] = [];
  for (const p of candidates) {
    if (!single.some((q) => shareIn(p.box, q.box) > 0.6 || shareIn(q.box, p.box) > 0.6)) single.push(p);
  }
  return single
    .map((p) => ({ p, like: likenessAt(glyph, frame, p.box, target.place.height), s: signsOf(p, input) }))
    .sort((a, b) => b.like - a.like);
}

/** 3: under another name, at the same place among the same surroundings. */
function bySurroundings(input: ResolveInput, near: readonly Piece[]): Resolved | null {
  const { target } = input;
  // One of a list: what stands in its place is another one.
  if (input.varies || target.row !== undefined) return null;
  const known = target.beside.map((n) => n.says);
  const sized = (p: Piece): boolean => {
    const [w, h] = [
      boxWidth(p.box) / Math.max(1, target.place.width),
      boxHeight(p.box) / Math.max(1, target.place.height),
    ];
    return w > 0.4 && w < 2.5 && h > 0.5 && h < 2;
  };
  const ranked = near
    .filter((p) => familyOf(p.kind) === familyOf(target.kind) && sized(p))
    .filter((p) => !known.some((says) => isSameLabel(says, labelOf(p))))
    .map((p) => signsOf(p, input))
    .filter((s) => (s.beside ?? 0) >= SURROUNDED && s.found >= 2 && s.place >= 0.4 && onTwoSides(s.piece, input))
    .sort((a, b) => b.total - a.total);
  const [best, next] = ranked;
  if (!best || (next && best.total - next.total < MARGIN)) return null;
  // Another picture: another set of icons, or another icon. Only where all its like stand as they did is it the same one.
  if (target.label === '' && !sameAmong(best.piece, target, near)) return null;
  const label = labelOf(best.piece);
  const named = label === '' ? '' : `, now called “${label}”`;
  return found(
    best.piece,
    'surroundings',
    0.7,
    `the same place among the same surroundings${named}`,
    ranked.map((r) => r.piece),
  );
}

function sameAmong(piece: Piece, target: TargetAnchor, near: readonly Piece[]): boolean {
  if (!target.among) return true;
  const now = amongOf(piece, near);
  return now.index === target.among.index && now.of === target.among.of;
}

/**
 * In a table: the same column of the same row, where that column is called something else in all rows. (Where another row
 * still has the name that was shown, `byName` has answered already.)
 */
function byRow(input: ResolveInput, near: readonly Piece[]): Resolved | null {
  const { target, around, pieces } = input;
  const { row, place } = target;
  if (row === undefined || input.varies) return null;
  const inColumn = (p: Piece): boolean => {
    const { x } = boxCentre(p.box);
    const off = Math.min(Math.abs(x - around.x1 - place.left), Math.abs(around.x2 - x - place.right));
    return off <= Math.max(COLUMN, place.width / 2);
  };
  const there = near.filter(
    (p) =>
      familyOf(p.kind) === familyOf(target.kind) &&
      !isSameLabel(labelOf(p), row) &&
      inColumn(p) &&
      inRow(p, row, pieces),
  );
  const [only] = there;
  if (!only || there.length > 1) return null;
  return found(only, 'surroundings', 0.7, `its column in the row of “${row}”, now called “${labelOf(only)}”`);
}
const COLUMN = 24;

/** A list that moved up by one has the neighbours of one side only. */
function onTwoSides(piece: Piece, { target, pieces, around }: ResolveInput): boolean {
  const centre = boxCentre(piece.box);
  const inside = piecesIn(pieces, boxInflate(around, 1));
  const there = target.beside.filter((n) =>
    inside.some((p) => {
      const c = boxCentre(p.box);
      return (
        p.id !== piece.id &&
        isSameLabel(labelOf(p), n.says) &&
        agrees(c.x - centre.x, n.dx) &&
        agrees(c.y - centre.y, n.dy)
      );
    }),
  );
  const sides = new Set(
    there.map((n) =>
      Math.abs(n.dx) > 2 * Math.abs(n.dy) ? (n.dx < 0 ? 'left' : 'right') : n.dy < 0 ? 'above' : 'below',
    ),
  );
  return sides.size >= 2 || there.length === target.beside.length;
}

/** 4: a place on a surface. A control that is there now was not there then. */
function bare({ target, pieces, around }: ResolveInput): Resolved {
  const { place } = target;
  const within = (low: number, high: number, at: number): number => Math.max(low + 2, Math.min(high - 3, at));
  const along = (low: number, high: number, fromLow: number, fromHigh: number): number => {
    // Counted from the edge it was nearer to; in the middle, in proportion.
    const size = fromLow + fromHigh;
    const share = fromLow / Math.max(1, size);
    if (Math.abs(high - low - size) <= 2 || share < 0.35) return within(low, high, low + fromLow);
    if (share > 0.65) return within(low, high, high - fromHigh);
    return within(low, high, low + share * (high - low));
  };
  const at = globalPoint(
    Math.round(along(around.x1, around.x2, place.left, place.right)),
    Math.round(along(around.y1, around.y2, place.top, place.bottom)),
  );
  const control = pieces.find(
    (p) => CLICKABLE.has(p.kind) && boxContains(p.box, at) && boxWidth(p.box) * boxHeight(p.box) < 40_000,
  );
  if (control) {
    return {
      status: 'absent',
      why: `at its place there is “${labelOf(control) || control.kind}” now`,
      others: [control.box],
    };
  }
  return {
    status: 'found',
    box: globalBox(at.x - 4, at.y - 4, at.x + 5, at.y + 5),
    point: at,
    by: 'place',
    id: null,
    confidence: 0.72,
    why: 'its place in the window',
    others: [],
  };
}
const CLICKABLE: ReadonlySet<string> = new Set([
  'button',
  'checkbox',
  'radio',
  'switch',
  'link',
  'menu_item',
  'tab',
  'icon',
]);

function absent({ target }: ResolveInput, near: readonly Piece[]): NotFound {
  const closest = [...near].sort((a, b) => likeness(labelOf(b), target.label) - likeness(labelOf(a), target.label))[0];
  const almost =
    closest && target.label !== '' && likeness(labelOf(closest), target.label) > 0.5
      ? `; the nearest is “${labelOf(closest)}”`
      : '';
  return { status: 'absent', why: `nothing there is it${almost}`, others: closest ? [closest.box] : [] };
}
