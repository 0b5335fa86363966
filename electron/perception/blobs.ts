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
/** Small arrows: the flat side may be so low where the other is an icon's. */
const MIN_FLAT = 4;
/** Wider than this by its height, two or more drawings that nearly touch may have been taken for one. */
const WIDE = 1.7;
/** Columns without ink between such drawings. */
const BETWEEN = 2;
/** The dash of a title bar in pixels, and how far its neighbour's middle is at most, in widths of the neighbour. */
const MIN_DASH = 5;
const MAX_DASH = 20;
const DASH_HEIGHT = 4;
const MAX_SQUARE = 40;
/** Its neighbour is at most so many dashes wide: the box of a letter has margins. */
const MAX_BESIDE = 3.5;
const FAR_BUTTON = 4;
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
  const found = drawingsOf(map, texts, shapes);
  const drawings = found.filter((b) => {
    const [thin, long] = [b.x2 - b.x1, b.y2 - b.y1].sort((m, n) => m - n) as [number, number];
    return thin >= MIN_ICON || (thin >= MIN_FLAT && long >= MIN_ICON && isArrow(map, b));
  });
  const squares = [...drawings, ...texts].filter((b) => b.y2 - b.y1 <= MAX_SQUARE);
  return [...drawings, ...found.flatMap((b) => minimiseOf(b, squares))];
}

/** Whether a drawing gets narrower from one side to the other on both flanks, to half its width or less: an arrow's head. */
function isArrow({ width, light }: EdgeMap, b: Area): boolean {
  const w = b.x2 - b.x1;
  const h = b.y2 - b.y1;
  const ground = light[Math.max(0, b.y1 - 1) * width + Math.max(0, b.x1 - 1)] ?? 0;
  const drawn = (x: number, y: number): boolean => Math.abs((light[y * width + x] ?? 0) - ground) >= STRONG;
  const narrows = (lines: number, length: number, at: (line: number, i: number) => boolean): boolean => {
    const spans = Array.from({ length: lines }, (_, line) => {
      const ink = Array.from({ length }, (_i, i) => at(line, i));
      return { from: ink.indexOf(true), to: ink.lastIndexOf(true) };
    });
    const inward = [...spans, null].every((s, i) => {
      const before = spans[i - 1];
      return !s || s.from < 0 ? i === lines : !before || (s.from >= before.from && s.to <= before.to);
    });
    const [first, last] = [spans[0], spans.at(-1)];
    return inward && !!first && !!last && 2 * (last.to - last.from + 1) <= first.to - first.from + 1;
  };
  return (
    narrows(h, w, (y, x) => drawn(b.x1 + x, b.y1 + y)) ||
    narrows(h, w, (y, x) => drawn(b.x1 + x, b.y2 - 1 - y)) ||
    narrows(w, h, (x, y) => drawn(b.x1 + x, b.y1 + y)) ||
    narrows(w, h, (x, y) => drawn(b.x2 - 1 - x, b.y1 + y))
  );
}

/**
 * A dash with another button of a title bar close to its right is the one that minimises, as high as the other. A square or
 * a cross may have been read as a letter, so single letters count as buttons.
 */
function minimiseOf(dash: Area, squares: readonly Area[]): Area[] {
  const w = dash.x2 - dash.x1;
  if (w < MIN_DASH || w > MAX_DASH || dash.y2 - dash.y1 > DASH_HEIGHT) return [];
  const beside = squares.find((d) => {
    const size = d.x2 - d.x1;
    const high = d.y2 - d.y1;
    const pitch = (d.x1 + d.x2 - dash.x1 - dash.x2) / 2;
    return (
      size >= MIN_DASH &&
      size <= MAX_BESIDE * w &&
      high >= 0.6 * size &&
      high <= 1.6 * size &&
      pitch > size &&
      pitch <= FAR_BUTTON * size &&
      d.y1 <= dash.y1 + 2 &&
      d.y2 >= dash.y2 - 2
    );
  });
  return beside ? [area(dash.x1, Math.min(dash.y1, beside.y1), dash.x2, Math.max(dash.y2, beside.y2))] : [];
}

function drawingsOf(map: EdgeMap, texts: readonly Area[], shapes: readonly Area[]): Area[] {
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
    .flatMap((b) => apart(map, b));
}

/**
 * The drawings of a row that stand so close that their cells touch: a wide one is split at columns that hold nothing, when
 * every piece is about as wide as it is high. Errs towards leaving it whole.
 */
function apart(map: EdgeMap, b: Area): Area[] {
  const { width, light } = map;
  const height = b.y2 - b.y1;
  if (b.x2 - b.x1 < WIDE * height || height < MIN_ICON) return [b];
  const pieces: Area[] = [];
  let from = -1;
  let empty = 0;
  for (let x = b.x1; x <= b.x2; x++) {
    let [low, high] = [255, 0];
    for (let y = b.y1; x < b.x2 && y < b.y2; y++) {
      const v = light[y * width + x] ?? 0;
      if (v < low) low = v;
      if (v > high) high = v;
    }
    const drawn = high - low >= DRAWN;
    empty = drawn ? 0 : empty + 1;
    if (drawn && from < 0) from = x;
    if (from >= 0 && (empty >= BETWEEN || x === b.x2)) {
      pieces.push(tighten(map, area(Math.max(0, from - 1), b.y1, x - empty + 1, b.y2)));
      from = -1;
    }
  }
  const compact = pieces.every((p) => {
    const w = p.x2 - p.x1;
    return w >= MIN_ICON && w <= WIDE * height && w >= height / 2;
  });
  return pieces.length > 1 && compact ? pieces : [b];
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

/** Shrinks a box of whole cells to the pixels that are drawn, judged against the pixel outside its top left corner. */
function tighten({ width, light }: EdgeMap, b: Area): Area {
  const ground = light[Math.max(0, b.y1 - 1) * width + Math.max(0, b.x1 - 1)] ?? 0;
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
