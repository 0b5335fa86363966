/**
 * Compact drawings that are not text: icons and images.
 *
 * The picture is looked at in cells; a cell is busy when it holds a strong edge that is not part of a long straight line
 * (a border). Neighbouring busy cells outside the text form one drawing. Errs towards joining icons that nearly touch.
 */
import type { EdgeMap } from './contours.ts';
import { area, type Area } from './picture.ts';

/** Edge of a cell, pixels: gaps between icons are wider, gaps inside an icon rarely. */
const CELL = 4;
/** Edges weaker than this are background texture. */
const STRONG = 24;
/** An edge that goes on straight for this many pixels on both sides is a border. */
const BORDER = 12;
const MIN_ICON = 8;
/** Drawings with fewer busy cells than this share of their box are scattered specks. */
const MIN_BUSY = 0.3;

/** How far a control's own edge reaches inward, round corners further than straight sides. */
const FRAME = 4;
const CORNER = 8;

/**
 * Boxes of drawings outside the given text boxes, in frame pixels, at least 8 pixels an edge. The outlines of `shapes`
 * are not drawings.
 */
export function findBlobs(map: EdgeMap, texts: readonly Area[], shapes: readonly Area[]): Area[] {
  const { width, height, light, edgesAbove } = map;
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const busy = new Uint8Array(columns * rows);
  for (let y = 1; y < height; y++) {
    const row = Math.floor(y / CELL) * columns;
    let o = y * width + 1;
    for (let x = 1; x < width; x++, o++) {
      const v = light[o] ?? 0;
      const dx = v - (light[o - 1] ?? 0);
      if (dx >= STRONG || dx <= -STRONG) {
        const from = Math.max(0, y - BORDER);
        const to = Math.min(height - 1, y + BORDER);
        const along = (edgesAbove[to * width + x] ?? 0) - (edgesAbove[from * width + x] ?? 0);
        if (along < to - from) busy[row + (x >> 2)] = 1;
      } else {
        const dy = v - (light[o - width] ?? 0);
        if ((dy >= STRONG || dy <= -STRONG) && !straightAcross(map, x, y)) busy[row + (x >> 2)] = 1;
      }
    }
  }
  const clear = (x1: number, y1: number, x2: number, y2: number): void => {
    const to = Math.min(columns, Math.ceil(x2 / CELL));
    const from = Math.max(0, Math.floor(x1 / CELL));
    for (let cy = Math.max(0, Math.floor(y1 / CELL)); cy < Math.min(rows, Math.ceil(y2 / CELL)); cy++) {
      busy.fill(0, cy * columns + from, cy * columns + to);
    }
  };
  for (const t of texts) clear(t.x1, t.y1, t.x2, t.y2);
  for (const { x1, y1, x2, y2 } of shapes) {
    clear(x1 - 1, y1 - 1, x2 + 1, y1 + FRAME);
    clear(x1 - 1, y2 - FRAME, x2 + 1, y2 + 1);
    clear(x1 - 1, y1 - 1, x1 + FRAME, y2 + 1);
    clear(x2 - FRAME, y1 - 1, x2 + 1, y2 + 1);
    const corner = Math.min(CORNER, (y2 - y1) / 4);
    for (const cx of [x1 - 1, x2 + 1 - corner])
      for (const cy of [y1 - 1, y2 + 1 - corner]) clear(cx, cy, cx + corner, cy + corner);
  }
  return components(busy, columns, rows)
    .map((c) => area(c.x1 * CELL, c.y1 * CELL, Math.min(width, c.x2 * CELL), Math.min(height, c.y2 * CELL)))
    .map((b) => tighten(map, b))
    .filter((b) => b.x2 - b.x1 >= MIN_ICON && b.y2 - b.y1 >= MIN_ICON);
}

/** True when the horizontal edge at (x, y) goes on to both sides, as a border does. */
function straightAcross({ width, light }: EdgeMap, x: number, y: number): boolean {
  if (x < BORDER || x >= width - BORDER) return true;
  for (let k = -BORDER; k <= BORDER; k += 3) {
    const d = (light[y * width + x + k] ?? 0) - (light[(y - 1) * width + x + k] ?? 0);
    if (d < STRONG && d > -STRONG) return false;
  }
  return true;
}

/** What differs this much from the corner of its cells belongs to the drawing. */
const DRAWN = 12;

/** Shrinks a box of whole cells to the pixels that are drawn, judged against the pixel at its top left. */
function tighten({ width, light }: EdgeMap, b: Area): Area {
  const ground = light[b.y1 * width + b.x1] ?? 0;
  let [x1, y1, x2, y2] = [b.x2, b.y2, b.x1, b.y1];
  for (let y = b.y1; y < b.y2; y++) {
    for (let x = b.x1; x < b.x2; x++) {
      if (Math.abs((light[y * width + x] ?? 0) - ground) < DRAWN) continue;
      x1 = Math.min(x1, x);
      y1 = Math.min(y1, y);
      x2 = Math.max(x2, x + 1);
      y2 = Math.max(y2, y + 1);
    }
  }
  return x2 > x1 ? area(x1, y1, x2, y2) : b;
}

function components(busy: Uint8Array, columns: number, rows: number): Area[] {
  const out: Area[] = [];
  const stack: number[] = [];
  for (let start = 0; start < busy.length; start++) {
    if (busy[start] !== 1) continue;
    let [x1, y1, x2, y2, count] = [columns, rows, 0, 0, 0];
    stack.push(start);
    busy[start] = 2;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const y = Math.floor(at / columns);
      const x = at - y * columns;
      count++;
      x1 = Math.min(x1, x);
      y1 = Math.min(y1, y);
      x2 = Math.max(x2, x + 1);
      y2 = Math.max(y2, y + 1);
      for (let ny = Math.max(0, y - 1); ny <= Math.min(rows - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(columns - 1, x + 1); nx++) {
          const n = ny * columns + nx;
          if (busy[n] !== 1) continue;
          busy[n] = 2;
          stack.push(n);
        }
      }
    }
    if (count >= MIN_BUSY * (x2 - x1) * (y2 - y1)) out.push(area(x1, y1, x2, y2));
  }
  return out;
}
