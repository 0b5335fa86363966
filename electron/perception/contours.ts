/**
 * Rectangles on the screen: pairs of horizontal edges joined by vertical ones, from brightness alone.
 *
 * Drawn controls are rectangles with straight edges, in every theme; letters are not. Two passes over the picture collect
 * horizontal edge runs and count vertical edges, then runs are paired. Corners may be round up to a full half circle.
 * Errs towards missing a shape whose edge is faint or interrupted.
 */
import { brightness, type Area, type Picture } from './picture.ts';

/** Neighbouring pixels that differ by this much in brightness make an edge; flat themes use steps of 5 to 10. */
export const EDGE = 5;
/** Shorter horizontal runs are the strokes of letters. */
const MIN_RUN = 10;
/** Ends of the upper and lower edge of one rectangle differ by at most this. */
const ALIGN = 4;
export const MIN_SHAPE = 9;
/** Taller than this a pair of edges is looked for only among window-sized shapes, where sides must be complete. */
const ROUND_LIMIT = 72;
/** Share of the straight part of a side that must be an edge. */
const SIDE_SHARE = 0.75;
/** A rounded side is straight for at least this share of the height, even on a pill. */
const MIN_STRAIGHT = 0.3;
/** Lines of a border are at most this thick. */
const BORDER_WIDTH = 2;
/** Just inside its edge a control is plain: at most this share of the pixels along the inner ring may be an edge. */
const RING_INSET = 3;
const RING_BUSY = 0.12;
/** Lists and tables scroll under their edges, so large shapes may be busier there. */
const RING_BUSY_LARGE = 0.4;
/** Lower edges tried for one upper edge. */
const MAX_TRIES = 12;
/** Shapes whose sides all lie this close are one shape: the outer and inner line of a border. */
const SAME_WITHIN = 4;

/** Brightness of every pixel and how many vertical edges lie above it in its column. */
export interface EdgeMap {
  readonly width: number;
  readonly height: number;
  readonly light: Uint8Array;
  /** `edgesAbove[y * width + x]`: vertical edges between columns x - 1 and x in rows 0 … y. */
  readonly edgesAbove: Uint16Array;
}

export function edgeMap(picture: Picture): EdgeMap {
  const { width, height, data } = picture;
  const light = new Uint8Array(width * height);
  for (let i = 0, o = 0; o < light.length; o++, i += 4) light[o] = brightness(data, i);
  const edgesAbove = new Uint16Array(width * height);
  for (let y = 0, o = 0; y < height; y++) {
    o++;
    for (let x = 1; x < width; x++, o++) {
      const d = (light[o] ?? 0) - (light[o - 1] ?? 0);
      const edge = d >= EDGE || d <= -EDGE ? 1 : 0;
      edgesAbove[o] = (y > 0 ? (edgesAbove[o - width] ?? 0) : 0) + edge;
    }
  }
  return { width, height, light, edgesAbove };
}

/** A horizontal edge: between row `y - 1` and row `y`, columns `[x1, x2)`. */
interface Run {
  readonly y: number;
  readonly x1: number;
  readonly x2: number;
}

function horizontalRuns({ width, height, light }: EdgeMap): Run[] {
  const runs: Run[] = [];
  for (let y = 1; y < height; y++) {
    let sign = 0;
    let from = 0;
    let o = y * width;
    for (let x = 0; x <= width; x++, o++) {
      let s = 0;
      if (x < width) {
        const d = (light[o] ?? 0) - (light[o - width] ?? 0);
        s = d >= EDGE ? 1 : d <= -EDGE ? -1 : 0;
      }
      if (s === sign) continue;
      if (sign !== 0 && x - from >= MIN_RUN) runs.push({ y, x1: from, x2: x });
      sign = s;
      from = x;
    }
  }
  return runs;
}

/** Vertical edges of column `x` in rows `[y1, y2)`. */
const edgesIn = (map: EdgeMap, x: number, y1: number, y2: number): number =>
  (map.edgesAbove[(y2 - 1) * map.width + x] ?? 0) - (y1 > 0 ? (map.edgesAbove[(y1 - 1) * map.width + x] ?? 0) : 0);

/**
 * The column of a side near the end of a horizontal run, or null when there is none. Outward from the run's end the
 * corner may be round: the straight part then is shorter by as much above and below.
 */
function sideNear(map: EdgeMap, end: number, outward: -1 | 1, y1: number, y2: number): number | null {
  const height = y2 - y1;
  const reach = height <= ROUND_LIMIT ? Math.ceil(height / 2) + 1 : 6;
  let found: number | null = null;
  for (let k = -2; k <= reach; k++) {
    const x = end + outward * k;
    if (x < 1 || x >= map.width) continue;
    const round = Math.max(1, k + 1);
    const straight = height - 2 * round;
    const side =
      straight >= Math.max(3, height * MIN_STRAIGHT) &&
      edgesIn(map, x, y1 + round, y2 - round) >= straight * SIDE_SHARE;
    // The line of a border has an inner and an outer edge; the outer one comes right after.
    if (side) found = x;
    else if (found !== null && Math.abs(x - found) >= BORDER_WIDTH) break;
  }
  return found;
}

/** True when the pixels along the inside of the edge are plain, which is what makes it an edge of a control. */
function plainInside({ width, light }: EdgeMap, box: Area): boolean {
  const [x1, y1, x2, y2] = [box.x1 + RING_INSET, box.y1 + RING_INSET, box.x2 - 1 - RING_INSET, box.y2 - 1 - RING_INSET];
  // Corners are left out: they may be round.
  const corner = Math.floor(Math.min(x2 - x1, y2 - y1) / 4);
  let busy = 0;
  let seen = 0;
  const look = (at: number, before: number): void => {
    const d = (light[at] ?? 0) - (light[before] ?? 0);
    if (d >= EDGE || d <= -EDGE) busy++;
    seen++;
  };
  for (let x = x1 + corner; x < x2 - corner; x++) {
    look(y1 * width + x + 1, y1 * width + x);
    look(y2 * width + x + 1, y2 * width + x);
  }
  for (let y = y1 + corner; y < y2 - corner; y++) {
    look((y + 1) * width + x1, y * width + x1);
    look((y + 1) * width + x2, y * width + x2);
  }
  return busy <= seen * (box.y2 - box.y1 > ROUND_LIMIT ? RING_BUSY_LARGE : RING_BUSY);
}

const sameShape = (a: Area, b: Area): boolean =>
  Math.abs(a.x1 - b.x1) <= SAME_WITHIN &&
  Math.abs(a.y1 - b.y1) <= SAME_WITHIN &&
  Math.abs(a.x2 - b.x2) <= SAME_WITHIN &&
  Math.abs(a.y2 - b.y2) <= SAME_WITHIN;

/** Rectangles in the picture, larger first, each once (its outer line). */
export function findRectangles(map: EdgeMap): Area[] {
  const byColumn = new Map<number, Run[]>();
  const runs = horizontalRuns(map);
  for (const run of runs) {
    const key = run.x1 >> 3;
    const list = byColumn.get(key);
    if (list) list.push(run);
    else byColumn.set(key, [run]);
  }
  const found: Area[] = [];
  for (const top of runs) {
    const below: Run[] = [];
    for (let key = (top.x1 - ALIGN) >> 3; key <= (top.x1 + ALIGN) >> 3; key++) {
      const list = byColumn.get(key) ?? [];
      for (let i = firstBelow(list, top.y + MIN_SHAPE), tries = 0; i < list.length && tries < MAX_TRIES; i++) {
        const run = list[i];
        if (!run || Math.abs(run.x1 - top.x1) > ALIGN || Math.abs(run.x2 - top.x2) > ALIGN) continue;
        below.push(run);
        tries++;
      }
    }
    below.sort((a, b) => a.y - b.y);
    for (const bottom of below) {
      const left = sideNear(map, Math.min(top.x1, bottom.x1), -1, top.y, bottom.y);
      if (left === null) continue;
      const right = sideNear(map, Math.max(top.x2, bottom.x2), 1, top.y, bottom.y);
      if (right === null || right - left < MIN_SHAPE) continue;
      // The same for the lower line of the border.
      const outer = below.findLast((b) => b.y - bottom.y <= BORDER_WIDTH && b.y >= bottom.y);
      const box = { x1: left, y1: top.y, x2: right, y2: outer?.y ?? bottom.y };
      if (!plainInside(map, box)) continue;
      found.push(box);
      break;
    }
  }
  found.sort((a, b) => (b.x2 - b.x1) * (b.y2 - b.y1) - (a.x2 - a.x1) * (a.y2 - a.y1));
  return distinct(found);
}

/** Index of the first run at or below `y` in a list ordered by y. */
function firstBelow(list: readonly Run[], y: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if ((list[mid]?.y ?? 0) < y) low = mid + 1;
    else high = mid;
  }
  return low;
}

/** Drops shapes that repeat an earlier one; a grid over the top left corners keeps this linear. */
function distinct(shapes: readonly Area[]): Area[] {
  const cell = 2 * SAME_WITHIN;
  const grid = new Map<number, Area[]>();
  const keyOf = (cx: number, cy: number): number => cy * 100_003 + cx;
  return shapes.filter((shape) => {
    const cx = Math.floor(shape.x1 / cell);
    const cy = Math.floor(shape.y1 / cell);
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        if (grid.get(keyOf(cx + dx, cy + dy))?.some((other) => sameShape(other, shape))) return false;
      }
    }
    const list = grid.get(keyOf(cx, cy));
    if (list) list.push(shape);
    else grid.set(keyOf(cx, cy), [shape]);
    return true;
  });
}
