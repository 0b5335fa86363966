/**
 * Colours of a part of the frame as numbers, and crops of it for the icon encoder.
 *
 * Reads a bounded number of pixels of a box, however large it is. Positions are global physical pixels.
 */
import type { Box } from '../../protocol/coordinates.ts';
import type { Frame } from '../../protocol/frame.ts';

/** Points sampled along each side of a box. */
const SAMPLES = 24;
/** How far a colour must be from the commonest one to count as drawn on it: sum over channels, 0 to 765. */
const INK = 90;
/** Width of the rim about a box that shows what it stands on, in pixels. */
const RIM = 3;

export const LOOK_NUMBERS = 12;

type Rgb = readonly [number, number, number];
const BLACK: Rgb = [0, 0, 0];

const brightness = ([r, g, b]: Rgb): number => (0.299 * r + 0.587 * g + 0.114 * b) / 255;

function samples(frame: Frame, x1: number, y1: number, x2: number, y2: number): Rgb[] {
  const out: Rgb[] = [];
  const nx = Math.max(1, Math.min(SAMPLES, Math.round(x2 - x1)));
  const ny = Math.max(1, Math.min(SAMPLES, Math.round(y2 - y1)));
  for (let j = 0; j < ny; j++) {
    const y = Math.floor(y1 + ((j + 0.5) * (y2 - y1)) / ny);
    if (y < 0 || y >= frame.height) continue;
    for (let i = 0; i < nx; i++) {
      const x = Math.floor(x1 + ((i + 0.5) * (x2 - x1)) / nx);
      if (x < 0 || x >= frame.width) continue;
      const at = (y * frame.width + x) * 4;
      out.push([frame.data[at] ?? 0, frame.data[at + 1] ?? 0, frame.data[at + 2] ?? 0]);
    }
  }
  return out;
}

function median(colours: readonly Rgb[]): Rgb {
  if (colours.length === 0) return BLACK;
  const middle = (k: 0 | 1 | 2): number => {
    const sorted = colours.map((c) => c[k]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return [middle(0), middle(1), middle(2)];
}

const mean = (colours: readonly Rgb[]): Rgb => {
  const sum = colours.reduce<[number, number, number]>((s, c) => [s[0] + c[0], s[1] + c[1], s[2] + c[2]], [0, 0, 0]);
  const n = Math.max(1, colours.length);
  return [sum[0] / n, sum[1] / n, sum[2] / n];
};

const deviation = (values: readonly number[]): number => {
  const n = Math.max(1, values.length);
  const middle = values.reduce((a, b) => a + b, 0) / n;
  return Math.sqrt(values.reduce((a, v) => a + (v - middle) ** 2, 0) / n);
};

/** The box in frame pixels. */
const local = (frame: Frame, box: Box): readonly [number, number, number, number] => {
  const { x1, y1 } = frame.display.box;
  return [box.x1 - x1, box.y1 - y1, box.x2 - x1, box.y2 - y1];
};

/** Standard deviation of brightness in a box, 0 (flat) to about 0.5. */
export const spreadOf = (frame: Frame, box: Box): number => {
  const [x1, y1, x2, y2] = local(frame, box);
  return deviation(samples(frame, x1 + 3, y1 + 3, x2 - 3, y2 - 3).map(brightness));
};

/**
 * Twelve numbers about the colours of a box: the commonest colour, that of what is drawn on it, brightness, saturation,
 * spread of brightness, difference from the rim, saturation of the mean, share of drawn pixels. About 0 to 1 each.
 */
export function lookOf(frame: Frame, box: Box): number[] {
  const [x1, y1, x2, y2] = local(frame, box);
  const inside = samples(frame, x1, y1, x2, y2);
  if (inside.length === 0) return new Array<number>(LOOK_NUMBERS).fill(0);
  const rim = [
    ...samples(frame, x1, y1 - RIM, x2, y1),
    ...samples(frame, x1, y2, x2, y2 + RIM),
    ...samples(frame, x1 - RIM, y1, x1, y2),
    ...samples(frame, x2, y1, x2 + RIM, y2),
  ];
  const common = median(inside);
  const about = rim.length > 0 ? median(rim) : common;
  const away = (a: Rgb, b: Rgb): number => Math.abs(a[0] - b[0]) + Math.abs(a[1] - b[1]) + Math.abs(a[2] - b[2]);
  const ink = inside.filter((c) => away(c, common) > INK);
  const tint = ink.length > 0 ? mean(ink) : common;
  const all = mean(inside);
  const vivid = (c: Rgb): number => (Math.max(...c) - Math.min(...c)) / 255;
  return [
    ...common.map((v) => v / 255),
    ...tint.map((v) => v / 255),
    brightness(common),
    vivid(common),
    deviation(inside.map(brightness)) * 2,
    away(common, about) / 255,
    vivid(all),
    Math.min(1, (ink.length / inside.length) * 2),
  ];
}

/** Edge of a crop in pixels. */
export const CROP = 48;
/** Side of the square that is cropped, in longer sides of the box: some of what is around it helps. */
const SPREAD = 1.25;

/**
 * The square about the middle of a box as `CROP` × `CROP` RGB: bilinear where it grows, averaged where it shrinks
 * (models/grounding/icons.md). What lies outside the frame repeats its edge.
 */
export function cropOf(frame: Frame, box: Box): Uint8Array {
  const [x1, y1, x2, y2] = local(frame, box);
  const side = Math.max(x2 - x1, y2 - y1, 6) * SPREAD;
  const left = (x1 + x2 - side) / 2;
  const top = (y1 + y2 - side) / 2;
  const columns = taps(left, side / CROP, frame.width);
  const rows = taps(top, side / CROP, frame.height);
  const out = new Uint8Array(CROP * CROP * 3);
  for (let j = 0; j < CROP; j++) {
    for (let i = 0; i < CROP; i++) {
      let r = 0;
      let g = 0;
      let b = 0;
      for (const [y, wy] of rows[j] ?? []) {
        for (const [x, wx] of columns[i] ?? []) {
          const at = (y * frame.width + x) * 4;
          const w = wx * wy;
          r += (frame.data[at] ?? 0) * w;
          g += (frame.data[at + 1] ?? 0) * w;
          b += (frame.data[at + 2] ?? 0) * w;
        }
      }
      const to = (j * CROP + i) * 3;
      out[to] = Math.round(r);
      out[to + 1] = Math.round(g);
      out[to + 2] = Math.round(b);
    }
  }
  return out;
}

/** For each of `CROP` places along an axis, source pixels and their weights (a triangle as wide as the step). */
function taps(from: number, step: number, limit: number): (readonly [number, number])[][] {
  const reach = Math.max(1, step);
  // A few pixels tell the mean of many: a crop of a whole screen costs no more than one of an icon.
  const stride = Math.max(1, Math.floor(step / 3));
  return Array.from({ length: CROP }, (_, i) => {
    const centre = from + (i + 0.5) * step;
    const found: [number, number][] = [];
    let total = 0;
    for (let p = Math.floor(centre - reach); p <= Math.ceil(centre + reach); p += stride) {
      const w = 1 - Math.abs(p + 0.5 - centre) / reach;
      if (w <= 0) continue;
      found.push([Math.min(limit - 1, Math.max(0, p)), w]);
      total += w;
    }
    return found.map(([p, w]) => [p, w / total] as const);
  });
}
