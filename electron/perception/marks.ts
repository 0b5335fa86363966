/**
 * Checkboxes and radio buttons: small squares and rings just left of a line of text.
 *
 * The detector often takes the mark for the first letter of its label, so a line is trimmed of it before it is read, and
 * then the mark is looked for beside every line. Errs towards letters: only a square with four drawn sides, or a ring with
 * empty corners that is larger than an O in running text, is a mark.
 */
import { inkColumns, inkRows } from './lines.ts';
import { brightness, clip, type Area, type Picture } from './picture.ts';

export interface Mark {
  readonly kind: 'checkbox' | 'radio';
  readonly box: Area;
}

const MIN_SIDE = 10;
const MAX_SIDE = 24;
/** Between a mark and its label. */
const MIN_GAP = 4;
const MAX_GAP = 18;
/** How far above and below the text a mark may reach. */
const TALLER = 5;
/** Differences from the ground below this, and below this share of the strongest in the mark, are smoothing. */
const MIN_DRAWN = 12;
const DRAWN_SHARE = 0.25;
/** Share of a side that must be drawn: all but rounded corners for a square, the middle part for a ring. */
const SQUARE_SIDE = 0.8;
const RING_SIDE = 0.6;

/** Brightness at a pixel, the nearest one when it lies outside. */
const at = ({ data, width, height }: Picture, x: number, y: number): number =>
  brightness(data, (Math.min(height - 1, Math.max(0, y)) * width + Math.min(width - 1, Math.max(0, x))) * 4);

/** The mark in the columns `[x1, x2)` beside or within a line, or null when what is there is none. */
function markIn(picture: Picture, x1: number, x2: number, line: Area): Mark | null {
  if (x2 - x1 < MIN_SIDE - 3 || x2 - x1 > MAX_SIDE + 2) return null;
  const tall = clip(
    { x1: x1 - 2, y1: line.y1 - TALLER, x2: x2 + 2, y2: line.y2 + TALLER },
    picture.width,
    picture.height,
  );
  const rows = inkRows(picture, tall);
  // The run of rows through the middle of the line; other lines' marks may be near.
  const middle = Math.floor((tall.y2 - tall.y1) / 2);
  if (rows[middle] !== 1) return null;
  let top = middle;
  let bottom = middle;
  while (rows[top - 1] === 1) top--;
  while (rows[bottom + 1] === 1) bottom++;
  const rough = { x1, y1: tall.y1 + top, x2, y2: tall.y1 + bottom + 1 };

  const ground = at(picture, rough.x1 - 3, rough.y1 - 3);
  let strongest = 0;
  for (let y = rough.y1; y < rough.y2; y++)
    for (let x = rough.x1; x < rough.x2; x++) strongest = Math.max(strongest, Math.abs(at(picture, x, y) - ground));
  const threshold = Math.max(MIN_DRAWN, strongest * DRAWN_SHARE);
  const drawn = (x: number, y: number): boolean => Math.abs(at(picture, x, y) - ground) >= threshold;
  const box = wholly(rough, drawn);
  const kind = kindOf(box, drawn);
  return kind && twoColours(picture, box) ? { kind, box } : null;
}

/** Share of a mark that its two commonest colours make up; icons of the same size have more colours. */
const TWO_COLOURS = 0.5;

function twoColours(picture: Picture, box: Area): boolean {
  const bins = new Map<number, number>();
  for (let y = box.y1; y < box.y2; y++) {
    for (let x = box.x1; x < box.x2; x++) {
      const i = (y * picture.width + x) * 4;
      const [r = 0, g = 0, b = 0] = [picture.data[i], picture.data[i + 1], picture.data[i + 2]];
      const key = ((r >> 5) << 6) | ((g >> 5) << 3) | (b >> 5);
      bins.set(key, (bins.get(key) ?? 0) + 1);
    }
  }
  const [first = 0, second = 0] = [...bins.values()].sort((a, b) => b - a);
  return first + second >= TWO_COLOURS * (box.x2 - box.x1) * (box.y2 - box.y1);
}

/** Grows a box by the fainter pixels at its sides and shrinks it to what is drawn. */
function wholly(rough: Area, drawn: (x: number, y: number) => boolean): Area {
  let [x1, y1, x2, y2] = [rough.x2, rough.y2, rough.x1, rough.y1];
  for (let y = rough.y1 - 2; y < rough.y2 + 2; y++) {
    for (let x = rough.x1 - 2; x < rough.x2 + 2; x++) {
      if (!drawn(x, y)) continue;
      x1 = Math.min(x1, x);
      y1 = Math.min(y1, y);
      x2 = Math.max(x2, x + 1);
      y2 = Math.max(y2, y + 1);
    }
  }
  return { x1, y1, x2, y2 };
}

function kindOf({ x1, y1, x2, y2 }: Area, drawn: (x: number, y: number) => boolean): Mark['kind'] | null {
  const side = Math.max(x2 - x1, y2 - y1);
  if (side < MIN_SIDE || side > MAX_SIDE || Math.abs(x2 - x1 - (y2 - y1)) > 2) return null;
  const share = (from: number, to: number, test: (i: number) => boolean): number => {
    let n = 0;
    for (let i = from; i < to; i++) if (test(i)) n++;
    return n / Math.max(1, to - from);
  };
  /** The least drawn side, without `cut` pixels at its ends, on its outer or next line of pixels. */
  const sides = (cut: number): number =>
    Math.min(
      share(x1 + cut, x2 - cut, (x) => drawn(x, y1) || drawn(x, y1 + 1)),
      share(x1 + cut, x2 - cut, (x) => drawn(x, y2 - 1) || drawn(x, y2 - 2)),
      share(y1 + cut, y2 - cut, (y) => drawn(x1, y) || drawn(x1 + 1, y)),
      share(y1 + cut, y2 - cut, (y) => drawn(x2 - 1, y) || drawn(x2 - 2, y)),
    );
  // A corner is the two by two pixels there: a square draws in all four, even with its corners rounded off, a ring in none.
  const corner = (x: number, y: number): boolean =>
    drawn(x, y) || drawn(x + 1, y) || drawn(x, y + 1) || drawn(x + 1, y + 1);
  const corners = [corner(x1, y1), corner(x2 - 2, y1), corner(x1, y2 - 2), corner(x2 - 2, y2 - 2)];
  if (corners.every((c) => !c)) {
    return side >= MIN_SIDE + 1 && x2 - x1 === y2 - y1 && sides(Math.round(side * 0.36)) >= RING_SIDE ? 'radio' : null;
  }
  return corners.every(Boolean) && sides(1) >= SQUARE_SIDE ? 'checkbox' : null;
}

/** The mark just left of a line of text, or null. */
export function markBeside(picture: Picture, line: Area): Mark | null {
  const strip = clip(
    { x1: line.x1 - MAX_SIDE - MAX_GAP, y1: line.y1, x2: line.x1 + MIN_GAP, y2: line.y2 },
    picture.width,
    picture.height,
  );
  const ink = inkColumns(picture, strip, 0);
  // From the right: the beginning of the text itself, a gap, the mark, and ground again.
  let x = ink.length - 1;
  while (x >= 0 && strip.x1 + x >= line.x1 - 1 && ink[x] === 1) x--;
  const textFrom = x + 1;
  while (x >= 0 && ink[x] === 0) x--;
  const to = x + 1;
  while (x >= 0 && ink[x] === 1) x--;
  const from = x + 1;
  if (to <= from || x < 0 || textFrom - to > MAX_GAP + MIN_GAP) return null;
  return markIn(picture, strip.x1 + from, strip.x1 + to, line);
}

/** A line's box without the mark it begins with; the same box when it begins with a letter. */
export function withoutMark(picture: Picture, line: Area): Area {
  // The detector may have cut through the mark.
  const wide = { ...line, x1: Math.max(0, line.x1 - MAX_SIDE) };
  const ink = inkColumns(picture, wide, 0);
  let from = ink.indexOf(1, line.x1 - wide.x1);
  if (from < 0) return line;
  let to = from;
  while (ink[to] === 1) to++;
  while (ink[from - 1] === 1) from--;
  let next = to;
  while (next < ink.length && ink[next] === 0) next++;
  if (next >= ink.length || next - to < MIN_GAP || next - to > MAX_GAP) return line;
  if (!markIn(picture, wide.x1 + from, wide.x1 + to, line)) return line;
  return { ...line, x1: wide.x1 + next - Math.min(3, Math.floor((next - to) / 2)) };
}
