/**
 * Whether a picture is on the screen at a place: normalised cross-correlation of grey values, 1 the same, 0 nothing
 * alike. Brightness and contrast do not count; a light and a dark theme compare by their edges. Pure.
 */
import { clipToFrame } from '../../capture/geometry.ts';
import { boxHeight, boxInflate, boxIsEmpty, boxWidth } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import type { Frame } from '../../protocol/frame.ts';

/** Grey values, row by row. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

export function greyOf(frame: Frame, wanted?: Box): Grey | null {
  const b = clipToFrame(frame, wanted ?? frame.display.box);
  if (boxIsEmpty(b)) return null;
  const [width, height] = [boxWidth(b), boxHeight(b)];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const i = ((b.y1 + y) * frame.width + b.x1 + x) * 4;
      data[y * width + x] =
        0.3 * (frame.data[i] ?? 0) + 0.59 * (frame.data[i + 1] ?? 0) + 0.11 * (frame.data[i + 2] ?? 0);
    }
  }
  return { width, height, data };
}

/** How far a target may be from where it is looked for, pixels. */
const REACH = 4;

/** The best likeness of a crop around a box, 0 to 1. A crop of another size is compared at the size of the box. */
export function likenessAt(crop: Grey, frame: Frame, box: Box): number {
  const [width, height] = [boxWidth(box), boxHeight(box)];
  const near = (a: number, b: number): boolean => a / b < 2 && b / a < 2;
  if (!near(crop.width, Math.max(1, width)) || !near(crop.height, Math.max(1, height))) return 0;
  const grown = boxInflate(box, REACH + 2);
  const area = greyOf(frame, grown);
  if (!area) return 0;
  const scaled =
    Math.abs(width + 4 - crop.width) <= 4 && Math.abs(height + 4 - crop.height) <= 4
      ? crop
      : resized(crop, width, height);
  let best = 0;
  for (let y = 0; y + scaled.height <= area.height; y++) {
    for (let x = 0; x + scaled.width <= area.width; x++) {
      // A dark theme turns light and dark around.
      best = Math.max(best, Math.abs(correlation(scaled, area, x, y)));
    }
  }
  return best;
}

function resized(grey: Grey, width: number, height: number): Grey {
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const from = Math.floor((y * grey.height) / height) * grey.width + Math.floor((x * grey.width) / width);
      data[y * width + x] = grey.data[from] ?? 0;
    }
  return { width, height, data };
}

function correlation(a: Grey, b: Grey, left: number, top: number): number {
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let y = 0; y < a.height; y++) {
    for (let x = 0; x < a.width; x++) {
      const u = a.data[y * a.width + x] ?? 0;
      const v = b.data[(top + y) * b.width + left + x] ?? 0;
      sa += u;
      sb += v;
      saa += u * u;
      sbb += v * v;
      sab += u * v;
    }
  }
  const n = a.width * a.height;
  const va = saa - (sa * sa) / n;
  const vb = sbb - (sb * sb) / n;
  // A flat picture is like everything and nothing.
  if (va < n || vb < n) return 0;
  return (sab - (sa * sb) / n) / Math.sqrt(va * vb);
}
