/** Pixels as the reader sees them: RGBA bytes and their size, without the rest of a `Frame`. Frame pixels throughout. */
import type { Box } from '../protocol/coordinates.ts';

export interface Picture {
  /** RGBA, rows top to bottom, stride `width * 4`. */
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
}

/** A box in frame pixels, whole numbers; `x2`, `y2` exclusive. */
export type Area = Box<number>;

export const area = (x1: number, y1: number, x2: number, y2: number): Area => ({ x1, y1, x2, y2 });

/** The part of a box that lies in the picture, grown outward to whole pixels. */
export const clip = (a: Area, width: number, height: number): Area => ({
  x1: Math.max(0, Math.floor(a.x1)),
  y1: Math.max(0, Math.floor(a.y1)),
  x2: Math.min(width, Math.ceil(a.x2)),
  y2: Math.min(height, Math.ceil(a.y2)),
});

export const overlaps = (a: Area, b: Area): boolean => a.x1 < b.x2 && b.x1 < a.x2 && a.y1 < b.y2 && b.y1 < a.y2;

/** True when `inner` lies in `outer`, give or take `slack` pixels on each side. */
export const contains = (outer: Area, inner: Area, slack = 0): boolean =>
  inner.x1 >= outer.x1 - slack &&
  inner.y1 >= outer.y1 - slack &&
  inner.x2 <= outer.x2 + slack &&
  inner.y2 <= outer.y2 + slack;

/** Brightness of one pixel, 0 to 255, at byte offset `i`: weights in powers of two, close to what the eye sees. */
export const brightness = (data: Uint8Array, i: number): number =>
  ((data[i] ?? 0) * 5 + (data[i + 1] ?? 0) * 9 + (data[i + 2] ?? 0) * 2) >> 4;
