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

/** What stands out from its ground by more than this is drawn on it. */
const INK = 28;
/** The frame of a button is the same on all of them. */
const INSET = 0.16;
/** Smaller than this, anything is like anything. */
const LEAST_INK = 5;

/** The drawing on a control, without its ground and frame; the whole where nothing stands out. */
export function glyphOf(grey: Grey): Grey {
  const [left, top] = [Math.floor(grey.width * INSET), Math.floor(grey.height * INSET)];
  const inside: number[] = [];
  for (let y = top; y < grey.height - top; y++)
    for (let x = left; x < grey.width - left; x++) inside.push(grey.data[y * grey.width + x] ?? 0);
  const ground = [...inside].sort((a, b) => a - b)[inside.length >> 1] ?? 0;
  let [x1, y1, x2, y2] = [Infinity, Infinity, -1, -1];
  for (let y = top; y < grey.height - top; y++) {
    for (let x = left; x < grey.width - left; x++) {
      if (Math.abs((grey.data[y * grey.width + x] ?? 0) - ground) < INK) continue;
      [x1, y1, x2, y2] = [Math.min(x1, x), Math.min(y1, y), Math.max(x2, x), Math.max(y2, y)];
    }
  }
  if (x2 - x1 < LEAST_INK || y2 - y1 < LEAST_INK) return grey;
  return part(
    grey,
    Math.max(0, x1 - 1),
    Math.max(0, y1 - 1),
    Math.min(grey.width, x2 + 2),
    Math.min(grey.height, y2 + 2),
  );
}

function part(grey: Grey, x1: number, y1: number, x2: number, y2: number): Grey {
  const [width, height] = [x2 - x1, y2 - y1];
  const data = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    data.set(grey.data.subarray((y1 + y) * grey.width + x1, (y1 + y) * grey.width + x2), y * width);
  return { width, height, data };
}

/** How far beyond its box a drawing may reach, pixels. */
const REACH = 4;

/**
 * The best likeness of a drawing (`glyphOf` a crop) anywhere on a control, 0 to 1.
 * @param wasHeight of the control on the crop: one that is larger now has a larger drawing
 */
export function likenessAt(glyph: Grey, frame: Frame, box: Box, wasHeight: number): number {
  const area = greyOf(frame, boxInflate(box, REACH));
  if (!area) return 0;
  const ratio = boxHeight(box) / Math.max(1, wasHeight);
  const scales = ratio > 0.9 && ratio < 1.1 ? [1] : [1, Math.min(2, Math.max(0.5, ratio))];
  let best = 0;
  for (const scale of scales) {
    const size = [Math.round(glyph.width * scale), Math.round(glyph.height * scale)] as const;
    const scaled = scale === 1 ? glyph : resized(glyph, ...size);
    for (let y = 0; y + scaled.height <= area.height; y++) {
      for (let x = 0; x + scaled.width <= area.width; x++) {
        // A dark theme turns light and dark around.
        best = Math.max(best, Math.abs(correlation(scaled, area, x, y)));
      }
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
