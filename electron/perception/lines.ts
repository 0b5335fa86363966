/**
 * From the detector's boxes to lines that hold one thing each: split at columns and separators, trimmed to the ink.
 *
 * A column of pixels holds ink when its brightness varies from top to bottom. A vertical separator or a change of
 * background does not vary along a column, so both count as gaps, which is what they are.
 */
import { brightness, type Area, type Picture } from './picture.ts';

/** Brightness differences below this are texture and shadow, not letters. */
const MIN_CONTRAST = 28;
/** Ink is what varies by more than this share of the strongest variation in the box (thin and smoothed strokes). */
const INK_SHARE = 0.3;
/**
 * A gap this wide separates two things, about three word spaces: as a share of the box's height, or of the ink's when
 * that is less. The detector makes boxes higher or lower by a third from one word to the next; a separator makes the ink
 * as high as the box.
 */
const COLUMN_GAP = 0.72;
const COLUMN_GAP_OF_INK = 1.1;
const MIN_COLUMN_GAP = 13;
/** Rows at the top and bottom of a box that are left out of the ink test: they may hold a border line. */
const TRIM_ROWS = 0.16;
/** What is left beside the ink when a box is trimmed, as a share of its height. */
const SIDE_MARGIN = 0.18;

/** Marks the entries that vary by enough, given the darkest and the lightest pixel of each. */
function varying(low: Uint8Array, high: Uint8Array): Uint8Array {
  let strongest = 0;
  for (let i = 0; i < low.length; i++) strongest = Math.max(strongest, (high[i] ?? 0) - (low[i] ?? 0));
  const threshold = Math.max(MIN_CONTRAST, strongest * INK_SHARE);
  return low.map((l, i) => ((high[i] ?? 0) - l >= threshold ? 1 : 0));
}

/** Which pixel columns of a box hold ink, one entry a column. `trimShare` of the rows are left out above and below. */
export function inkColumns(picture: Picture, box: Area, trimShare: number = TRIM_ROWS): Uint8Array {
  const width = Math.max(0, box.x2 - box.x1);
  const trim = Math.floor((box.y2 - box.y1) * trimShare);
  const low = new Uint8Array(width).fill(255);
  const high = new Uint8Array(width);
  for (let y = box.y1 + trim; y < box.y2 - trim; y++) {
    let i = (y * picture.width + box.x1) * 4;
    for (let x = 0; x < width; x++, i += 4) {
      const v = brightness(picture.data, i);
      if (v < (low[x] ?? 0)) low[x] = v;
      if (v > (high[x] ?? 0)) high[x] = v;
    }
  }
  return varying(low, high);
}

/** Which pixel rows of a box hold ink, one entry a row. */
export function inkRows(picture: Picture, box: Area): Uint8Array {
  const height = Math.max(0, box.y2 - box.y1);
  const low = new Uint8Array(height).fill(255);
  const high = new Uint8Array(height);
  for (let y = 0; y < height; y++) {
    let i = ((box.y1 + y) * picture.width + box.x1) * 4;
    for (let x = box.x1; x < box.x2; x++, i += 4) {
      const v = brightness(picture.data, i);
      if (v < (low[y] ?? 0)) low[y] = v;
      if (v > (high[y] ?? 0)) high[y] = v;
    }
  }
  return varying(low, high);
}

/** From the first row of ink to the last; the box's own height when it holds none. */
function inkHeight(picture: Picture, box: Area): number {
  const rows = inkRows(picture, box);
  const first = rows.indexOf(1);
  return first < 0 ? rows.length : rows.lastIndexOf(1) - first + 1;
}

/** A run of columns `[from, to)`. */
interface Run {
  readonly from: number;
  readonly to: number;
}

/** Runs of ink that are separated by gaps of at least `gap` columns. */
export function inkRuns(ink: Uint8Array, gap: number): Run[] {
  const runs: Run[] = [];
  let from = -1;
  let last = -1;
  ink.forEach((v, x) => {
    if (v === 0) return;
    if (from >= 0 && x - last > gap) {
      runs.push({ from, to: last + 1 });
      from = x;
    }
    if (from < 0) from = x;
    last = x;
  });
  if (from >= 0) runs.push({ from, to: last + 1 });
  return runs;
}

/** Splits one detected box at wide gaps and trims it at the sides. No ink at all gives no boxes. */
export function splitBox(picture: Picture, box: Area): Area[] {
  const height = box.y2 - box.y1;
  const wide = Math.min(height * COLUMN_GAP, inkHeight(picture, box) * COLUMN_GAP_OF_INK);
  const gap = Math.max(MIN_COLUMN_GAP, Math.round(wide));
  const margin = Math.max(2, Math.round(height * SIDE_MARGIN));
  return inkRuns(inkColumns(picture, box), gap).map(({ from, to }) => ({
    x1: Math.max(0, box.x1 + from - margin),
    y1: box.y1,
    x2: Math.min(picture.width, box.x1 + to + margin),
    y2: box.y2,
  }));
}
