/**
 * Which parts of the picture changed: a hash per tile, and the rectangles where two frames differ.
 *
 * Equal hashes mean equal pixels for every practical purpose: two 32-bit halves with different constants and mixing,
 * each a bijection of every single pixel, so that one changed pixel always changes both. The hashes are not cryptographic:
 * they tell change, they do not protect against somebody who constructs a collision.
 *
 * Errs towards reporting more change: rectangles cover everything that differs and may cover some pixels that do not.
 */
import { createHash } from 'node:crypto';
import { nativeTileHashes } from '../../native/screen.ts';
import { frameBox, type Box, type FramePx } from '../protocol/coordinates.ts';
import type { Frame, TileHashes } from '../protocol/frame.ts';
import { boxToGlobal } from './geometry.ts';

/** Edge of a tile. Small enough that a text caret dirties one tile, large enough that a 4K frame has ~2,000. */
export const TILE_SIZE = 64;

/** RGBA bytes as one 32-bit word a pixel, without a copy where the buffer is aligned. */
export function asPixels(data: Uint8Array): Uint32Array {
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >>> 2);
}

const hex8 = (n: number): string => (n >>> 0).toString(16).padStart(8, '0');

const A = 0x9e3779b1;
const B = 0xc2b2ae3d;
const START_A = 0x9e3779b9 | 0;
const START_B = 0x85ebca6b | 0;

/**
 * Hashes one rectangle of pixels; 16 hexadecimal digits. Column `i` of it goes to lane `i mod 4`, so that the four
 * chains do not wait for each other; native/src/x11/screen_pixels.cc does the same, digit for digit.
 */
function hashRectangle(px: Uint32Array, stride: number, x1: number, y1: number, x2: number, y2: number): string {
  let [a0, a1, a2, a3] = [START_A, START_A + 1, START_A + 2, START_A + 3];
  let [b0, b1, b2, b3] = [START_B, START_B + 1, START_B + 2, START_B + 3];
  const width = x2 - x1;
  for (let y = y1; y < y2; y++) {
    const row = y * stride + x1;
    for (let x = 0; x < width; x += 4) {
      const i = row + x;
      const v = px[i] ?? 0;
      a0 = Math.imul(a0 ^ v, A);
      a0 ^= a0 >>> 15;
      b0 = Math.imul(((b0 << 7) | (b0 >>> 25)) ^ v, B);
      if (x + 1 >= width) break;
      const w = px[i + 1] ?? 0;
      a1 = Math.imul(a1 ^ w, A);
      a1 ^= a1 >>> 15;
      b1 = Math.imul(((b1 << 7) | (b1 >>> 25)) ^ w, B);
      if (x + 2 >= width) break;
      const u = px[i + 2] ?? 0;
      a2 = Math.imul(a2 ^ u, A);
      a2 ^= a2 >>> 15;
      b2 = Math.imul(((b2 << 7) | (b2 >>> 25)) ^ u, B);
      if (x + 3 >= width) break;
      const t = px[i + 3] ?? 0;
      a3 = Math.imul(a3 ^ t, A);
      a3 ^= a3 >>> 15;
      b3 = Math.imul(((b3 << 7) | (b3 >>> 25)) ^ t, B);
    }
  }
  let [a, b] = [START_A, START_B];
  for (const [la, lb] of [
    [a0, b0],
    [a1, b1],
    [a2, b2],
    [a3, b3],
  ] as const) {
    a = Math.imul(a ^ la, A);
    a ^= a >>> 15;
    b = Math.imul(((b << 7) | (b >>> 25)) ^ lb, B);
  }
  b ^= b >>> 16;
  return hex8(a) + hex8(Math.imul(b, 0x27d4eb2f));
}

/** Digits of one hash. */
const DIGITS = 16;

/** Hashes that came as one string, tile by tile. */
export function tileHashes(digits: string, width: number, height: number, size: number = TILE_SIZE): TileHashes {
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const hashes = Array.from({ length: columns * rows }, (_, i) => digits.slice(i * DIGITS, (i + 1) * DIGITS));
  return { size, columns, rows, hashes };
}

/**
 * Hashes square tiles of an RGBA picture, row by row. `data` holds `width * height * 4` bytes. By the addon where there
 * is one, with the same outcome.
 */
export function hashTiles(data: Uint8Array, width: number, height: number, size: number = TILE_SIZE): TileHashes {
  const native = nativeTileHashes();
  if (!native) return hashTilesPortably(data, width, height, size);
  const aligned = data.byteOffset % 4 === 0 ? data : data.slice();
  return tileHashes(native(aligned, width, height, size), width, height, size);
}

/** The same without the addon. */
export function hashTilesPortably(
  data: Uint8Array,
  width: number,
  height: number,
  size: number = TILE_SIZE,
): TileHashes {
  const px = asPixels(data);
  const columns = Math.ceil(width / size);
  const rows = Math.ceil(height / size);
  const hashes: string[] = [];
  for (let row = 0; row < rows; row++) {
    const y1 = row * size;
    const y2 = Math.min(height, y1 + size);
    for (let column = 0; column < columns; column++) {
      const x1 = column * size;
      hashes.push(hashRectangle(px, width, x1, y1, Math.min(width, x1 + size), y2));
    }
  }
  return { size, columns, rows, hashes };
}

/** Hash over the size and all tiles: equal means the same picture. */
export const frameHash = (tiles: TileHashes, width: number, height: number): string =>
  createHash('sha256')
    .update(`${width}x${height}/${tiles.size}:`)
    .update(tiles.hashes.join(''))
    .digest('hex')
    .slice(0, 32);

/** Indexes of the tiles that differ; null when the two cannot be compared. */
function dirtyTiles(a: TileHashes, b: TileHashes): Uint8Array | null {
  if (a.size !== b.size || a.columns !== b.columns || a.rows !== b.rows) return null;
  return Uint8Array.from(b.hashes, (h, i) => (h === a.hashes[i] ? 0 : 1));
}

/** The smallest rectangle around the pixels that differ within one tile; null when none do (a hash can only err so). */
function differenceInTile(a: Uint32Array, b: Uint32Array, stride: number, tile: Box<FramePx>): Box<FramePx> | null {
  let x1 = Infinity;
  let y1 = Infinity;
  let x2 = -1;
  let y2 = -1;
  for (let y = tile.y1 as number; y < tile.y2; y++) {
    const row = y * stride;
    for (let x = tile.x1 as number; x < tile.x2; x++) {
      if (a[row + x] === b[row + x]) continue;
      if (x < x1) x1 = x;
      if (x > x2) x2 = x;
      if (y < y1) y1 = y;
      if (y > y2) y2 = y;
    }
  }
  return x2 < 0 ? null : frameBox(x1, y1, x2 + 1, y2 + 1);
}

interface Rectangle {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** Changes closer than this belong together: the letters of one word, the rows of one list. */
const JOIN_WITHIN = 16;

const near = (p: Rectangle, q: Rectangle): boolean =>
  p.x1 <= q.x2 + JOIN_WITHIN && q.x1 <= p.x2 + JOIN_WITHIN && p.y1 <= q.y2 + JOIN_WITHIN && q.y1 <= p.y2 + JOIN_WITHIN;

/** Joins rectangles that touch or nearly touch until none do. */
function joinNear(boxes: readonly Rectangle[]): Rectangle[] {
  const out: Rectangle[] = [];
  for (const box of boxes) {
    const grown: Rectangle = { ...box };
    // A rectangle that grew may have come near others that it was not near before.
    for (let i = 0; i < out.length;) {
      const other = out[i];
      if (other && near(grown, other)) {
        grown.x1 = Math.min(grown.x1, other.x1);
        grown.y1 = Math.min(grown.y1, other.y1);
        grown.x2 = Math.max(grown.x2, other.x2);
        grown.y2 = Math.max(grown.y2, other.y2);
        out.splice(i, 1);
        i = 0;
      } else {
        i++;
      }
    }
    out.push(grown);
  }
  return out;
}

/**
 * The rectangles in which `b` differs from `a`, in global physical pixels, top to bottom, disjoint and tight around the
 * changed pixels. Nothing to compare with (no earlier frame, another display, another size) is all changed.
 */
export function changedBoxes(a: Frame | null, b: Frame): Box[] {
  if (!a || a.width !== b.width || a.height !== b.height || a.display.id !== b.display.id) return [b.display.box];
  if (a.hash === b.hash) return [];
  const dirty = dirtyTiles(a.tiles, b.tiles);
  if (!dirty) return [b.display.box];

  const pa = asPixels(a.data);
  const pb = asPixels(b.data);
  const { size, columns } = b.tiles;
  const boxes: Rectangle[] = [];
  dirty.forEach((changed, i) => {
    if (!changed) return;
    const x1 = (i % columns) * size;
    const y1 = Math.floor(i / columns) * size;
    const tile = frameBox(x1, y1, Math.min(b.width, x1 + size), Math.min(b.height, y1 + size));
    const box = differenceInTile(pa, pb, b.width, tile);
    if (box) boxes.push(box);
  });
  return joinNear(boxes)
    .sort((p, q) => p.y1 - q.y1 || p.x1 - q.x1)
    .map((r) => boxToGlobal(b, frameBox(r.x1, r.y1, r.x2, r.y2)));
}
