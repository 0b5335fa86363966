/**
 * Signs without words that take something away or close: a bin, a minus, a cross. Told by their build, not by a picture.
 *
 * Invariant: pure, no learning. Errs towards "no such sign": an unknown icon is then judged like any other. Naming all
 * icons is the work of perception; these three are here because missing them costs data.
 */
import type { Frame } from '../../protocol/frame.ts';
import { isRed, type Area } from './panel.ts';

export type Sign = 'bin' | 'minus' | 'cross';

/** Icons are drawn this large, in pixels at scale 1: smaller is punctuation, larger a picture. */
const SMALLEST = 7;
const LARGEST = 40;
/** Parts of one icon lie at most this many pixels apart. */
const GAP = 4;
/** Cells of the field that the ink is scaled to, each way. */
const N = 16;

/** Ink around a point: what differs from the commonest colour there. Values 0 to 1; `blank` when there is none. Frame pixels. */
export function inkAround(
  frame: Frame,
  x: number,
  y: number,
  reach: number,
): { ink: Float32Array; size: number; blank: boolean } {
  const size = reach * 2 + 1;
  const grey = new Float32Array(size * size).fill(-1);
  const counts = new Uint16Array(32);
  for (let j = 0; j < size; j++)
    for (let i = 0; i < size; i++) {
      const [px, py] = [x - reach + i, y - reach + j];
      if (px < 0 || py < 0 || px >= frame.width || py >= frame.height) continue;
      const at = (py * frame.width + px) * 4;
      const v = ((frame.data[at] ?? 0) * 2 + (frame.data[at + 1] ?? 0) * 3 + (frame.data[at + 2] ?? 0)) / 6;
      grey[j * size + i] = v;
      // The ground is what surrounds the icon closely: a round button's fill rather than the window behind it.
      if (Math.abs(i - reach) <= 14 && Math.abs(j - reach) <= 14) {
        const bin = Math.min(31, v >> 3);
        counts[bin] = (counts[bin] ?? 0) + 1;
      }
    }
  let mode = 0;
  for (let i = 1; i < 32; i++) if ((counts[i] ?? 0) > (counts[mode] ?? 0)) mode = i;
  const ground = mode * 8 + 4;
  let furthest = 0;
  for (let j = reach - 8; j <= reach + 8; j++)
    for (let i = reach - 8; i <= reach + 8; i++) {
      const v = grey[j * size + i] ?? -1;
      if (v >= 0) furthest = Math.max(furthest, Math.abs(v - ground));
    }
  const ink = new Float32Array(size * size);
  // Fainter than this is a shadow or a gradient.
  if (furthest < 36) return { ink, size, blank: true };
  grey.forEach((v, k) => {
    if (v >= 0) ink[k] = Math.min(1, Math.abs(v - ground) / furthest);
  });
  return { ink, size, blank: false };
}

/** The inked pixel nearest to the middle, at most seven away each way. */
function nearestInk(ink: Float32Array, size: number, middle: number): number | null {
  for (let r = 0; r <= 7; r++)
    for (let dy = -r; dy <= r; dy++)
      for (let dx = -r; dx <= r; dx++) {
        const n = (middle + dy) * size + middle + dx;
        if ((ink[n] ?? 0) >= 0.4) return n;
      }
  return null;
}

/** The icon at the middle of a field of ink: its parts, joined over small gaps; null when it is no icon's size. */
function iconBox(ink: Float32Array, size: number): Area | null {
  const seen = new Uint8Array(size * size);
  const middle = (size - 1) / 2;
  const spread = (start: number): Area => {
    const stack = [start];
    let box: Area = { x1: size, y1: size, x2: 0, y2: 0 };
    seen[start] = 1;
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [cx, cy] = [at % size, Math.floor(at / size)];
      box = {
        x1: Math.min(box.x1, cx),
        y1: Math.min(box.y1, cy),
        x2: Math.max(box.x2, cx + 1),
        y2: Math.max(box.y2, cy + 1),
      };
      for (let dy = -GAP; dy <= GAP; dy++)
        for (let dx = -GAP; dx <= GAP; dx++) {
          const [nx, ny] = [cx + dx, cy + dy];
          if (nx < 0 || ny < 0 || nx >= size || ny >= size) continue;
          const n = ny * size + nx;
          if (seen[n] === 1 || (ink[n] ?? 0) < 0.4) continue;
          seen[n] = 1;
          stack.push(n);
        }
    }
    return box;
  };
  const start = nearestInk(ink, size, middle);
  if (start === null) return null;
  const found = spread(start);
  const [w, h] = [found.x2 - found.x1, found.y2 - found.y1];
  const touches = found.x1 === 0 || found.y1 === 0 || found.x2 === size || found.y2 === size;
  return touches || Math.max(w, h) < SMALLEST || Math.max(w, h) > LARGEST ? null : found;
}

/** Share of ink in each cell of an N × N field stretched over the icon. */
function field(ink: Float32Array, size: number, b: Area): Float32Array {
  const out = new Float32Array(N * N);
  const [w, h] = [b.x2 - b.x1, b.y2 - b.y1];
  for (let j = 0; j < N * 3; j++)
    for (let i = 0; i < N * 3; i++) {
      const x = b.x1 + Math.floor(((i + 0.5) * w) / (N * 3));
      const y = b.y1 + Math.floor(((j + 0.5) * h) / (N * 3));
      const cell = Math.floor(j / 3) * N + Math.floor(i / 3);
      out[cell] = (out[cell] ?? 0) + (ink[y * size + x] ?? 0) / 9;
    }
  return out;
}

/** First and last inked column of a row, or null when it is empty. */
function span(f: Float32Array, row: number): readonly [number, number] | null {
  let [first, last] = [-1, -1];
  for (let i = 0; i < N; i++) {
    if ((f[row * N + i] ?? 0) < 0.35) continue;
    if (first < 0) first = i;
    last = i;
  }
  return first < 0 ? null : [first, last + 1];
}
const wide = (s: readonly [number, number] | null): number => (s ? s[1] - s[0] : 0);

/**
 * A bin: as wide as high or narrower, alike left and right, a lid over its whole width with a narrower handle on top,
 * and under the lid a body with two walls, narrower than the lid, closed at the bottom.
 */
function isBin(f: Float32Array, width: number, height: number): boolean {
  const aspect = width / height;
  if (aspect < 0.6 || aspect > 1.1) return false;
  let [same, all] = [0, 0];
  for (let j = 0; j < N; j++)
    for (let i = 0; i < N; i++) {
      const [a, b] = [f[j * N + i] ?? 0, f[j * N + N - 1 - i] ?? 0];
      same += Math.min(a, b);
      all += Math.max(a, b);
    }
  if (same < all * 0.72) return false;
  const rows = Array.from({ length: N }, (_, j) => span(f, j));
  const lid = rows.findIndex((s) => wide(s) >= N - 1);
  if (lid < 1 || lid > 5) return false;
  const handle = Math.max(...rows.slice(0, lid).map(wide));
  if (handle < 3 || handle > N - 2) return false;
  const body = rows.slice(lid + 5, N - 1);
  if (body.some((s) => wide(s) < 7 || wide(s) > N - 2)) return false;
  // Walls go down straight or lean inwards a little.
  const lean = wide(body[0] ?? null) - wide(body.at(-1) ?? null);
  return lean >= 0 && lean <= 5 && wide(rows[N - 1] ?? null) >= 5 && !(wide(rows[N - 1] ?? null) >= N - 1);
}

/** One bar, much wider than high. */
const isMinus = (f: Float32Array, width: number, height: number): boolean =>
  width / height >= 3.2 && width <= 24 && f.reduce((s, v) => s + v, 0) / f.length >= 0.75;

/** Two diagonals and nothing between their ends. */
function isCross(f: Float32Array, width: number, height: number): boolean {
  const aspect = width / height;
  if (aspect < 0.8 || aspect > 1.25) return false;
  const at = (i: number, j: number): number => f[j * N + i] ?? 0;
  let [diagonal, gaps] = [0, 0];
  for (let i = 0; i < N; i++)
    diagonal +=
      Math.max(at(i, i), at(Math.max(0, i - 1), i)) + Math.max(at(N - 1 - i, i), at(Math.min(N - 1, N - i), i));
  for (let k = 0; k < 4; k++)
    for (let i = 6; i < 10; i++) gaps += at(i, k) + at(i, N - 1 - k) + at(k, i) + at(N - 1 - k, i);
  return diagonal / (2 * N) >= 0.6 && gaps / 64 <= 0.15;
}

/** A bar across and a bar down, and empty corners. */
function isPlus(f: Float32Array, width: number, height: number): boolean {
  const aspect = width / height;
  if (aspect < 0.8 || aspect > 1.25) return false;
  const at = (i: number, j: number): number => f[j * N + i] ?? 0;
  let [bars, corners] = [0, 0];
  for (let k = 0; k < N; k++) bars += Math.max(at(k, 7), at(k, 8)) + Math.max(at(7, k), at(8, k));
  for (let j = 0; j < 5; j++)
    for (let i = 0; i < 5; i++) corners += at(i, j) + at(N - 1 - i, j) + at(i, N - 1 - j) + at(N - 1 - i, N - 1 - j);
  return bars / (2 * N) >= 0.7 && corners / 100 <= 0.1;
}

/**
 * A minus with its plus to the right or above counts down or zooms out; lists have the plus first and to the left.
 * Frame pixels.
 */
function countsDown(frame: Frame, x: number, y: number): boolean {
  for (let d = 20; d <= 60; d += 4) {
    for (const [px, py] of [
      [x + d, y],
      [x, y - d],
    ] as const) {
      const { ink, size } = inkAround(frame, px, py, 16);
      const box = iconBox(ink, size);
      if (box && isPlus(field(ink, size, box), box.x2 - box.x1, box.y2 - box.y1)) return true;
    }
  }
  return false;
}

/** Nothing else is drawn close by: a bar with neighbours is a line of a list or of a menu sign. */
function stands(ink: Float32Array, size: number, b: Area): boolean {
  for (let y = Math.max(0, b.y1 - 10); y < Math.min(size, b.y2 + 10); y++)
    for (let x = Math.max(0, b.x1 - 2); x < Math.min(size, b.x2 + 2); x++) {
      const own = x >= b.x1 - 1 && x < b.x2 + 1 && y >= b.y1 - 1 && y < b.y2 + 1;
      if (!own && (ink[y * size + x] ?? 0) >= 0.4) return false;
    }
  return true;
}

/** The sign at a point (frame pixels), or null. */
export function signAt(frame: Frame, x: number, y: number): Sign | null {
  const { ink, size } = inkAround(frame, Math.round(x), Math.round(y), 26);
  const box = iconBox(ink, size);
  if (!box) return null;
  const f = field(ink, size, box);
  const [w, h] = [box.x2 - box.x1, box.y2 - box.y1];
  if (isMinus(f, w, h))
    return stands(ink, size, box) && !countsDown(frame, Math.round(x), Math.round(y)) ? 'minus' : null;
  if (isCross(f, w, h)) return 'cross';
  return isBin(f, w, h) ? 'bin' : null;
}

/** Whether the icon at a point is drawn in red and nothing else. Program icons of many colours are not meant. */
export function isRedIcon(frame: Frame, x: number, y: number): boolean {
  const reach = 26;
  const [cx, cy] = [Math.round(x), Math.round(y)];
  const { ink, size } = inkAround(frame, cx, cy, reach);
  const box = iconBox(ink, size);
  if (!box) return false;
  let [red, all] = [0, 0];
  for (let j = box.y1; j < box.y2; j++)
    for (let i = box.x1; i < box.x2; i++) {
      if ((ink[j * size + i] ?? 0) < 0.5) continue;
      const at = ((cy - reach + j) * frame.width + cx - reach + i) * 4;
      all++;
      if (isRed(frame.data[at] ?? 0, frame.data[at + 1] ?? 0, frame.data[at + 2] ?? 0)) red++;
    }
  return all > 0 && red / all >= 0.7;
}
