/**
 * Where text is: the detector's input from pixels, and boxes from its probability map (DB: differentiable binarisation).
 *
 * The map marks the core of every line, smaller than the line itself; a component of the map above a threshold is one
 * line, grown back by the ratio the model was trained with. Errs towards too many boxes: what is not text reads as
 * nothing later and is dropped then.
 */
import { clip, type Area, type Picture } from './picture.ts';

/** The detector halves its input five times, so both edges must be multiples of this. */
export const DETECTOR_STEP = 32;

// ImageNet statistics, in the model's channel order: blue, green, red.
const MEAN = [0.485, 0.456, 0.406] as const;
const STD = [0.229, 0.224, 0.225] as const;
const normalise = (channel: 0 | 1 | 2): Float32Array =>
  Float32Array.from({ length: 256 }, (_, v) => (v / 255 - MEAN[channel]) / STD[channel]);
const TABLES = [normalise(0), normalise(1), normalise(2)] as const;

const roundUp = (n: number, step: number): number => Math.ceil(n / step) * step;

/** The detector's input for a part of a picture: planes of blue, green, red, padded right and below with zeros. */
export function detectorInput(picture: Picture, part: Area): { data: Float32Array; dims: [1, 3, number, number] } {
  const width = roundUp(part.x2 - part.x1, DETECTOR_STEP);
  const height = roundUp(part.y2 - part.y1, DETECTOR_STEP);
  const plane = width * height;
  const data = new Float32Array(3 * plane);
  const { data: px, width: stride } = picture;
  const [blue, green, red] = TABLES;
  for (let y = part.y1; y < part.y2; y++) {
    let o = (y - part.y1) * width;
    let i = (y * stride + part.x1) * 4;
    for (let x = part.x1; x < part.x2; x++, o++, i += 4) {
      data[o] = blue[px[i + 2] ?? 0] ?? 0;
      data[o + plane] = green[px[i + 1] ?? 0] ?? 0;
      data[o + 2 * plane] = red[px[i] ?? 0] ?? 0;
    }
  }
  return { data, dims: [1, 3, height, width] };
}

export interface DetectorMap {
  /** Probability of being the core of a line, row by row. */
  readonly data: Float32Array;
  /** Width of a row of `data`. */
  readonly stride: number;
  /** The part of the map that shows pixels rather than padding. */
  readonly width: number;
  readonly height: number;
}

export interface DetectorSettings {
  /** A pixel above this belongs to a line's core. */
  readonly pixel: number;
  /** A component whose mean probability is below this is noise. */
  readonly component: number;
  /** How far a core is grown: distance = area × ratio / perimeter. */
  readonly unclip: number;
}

/** Chosen on our own screens: lower thresholds find more specks, higher ones lose single digits. */
export const DETECTOR_SETTINGS: DetectorSettings = { pixel: 0.3, component: 0.5, unclip: 1.5 };

/** Cores smaller than this are not letters at any size a screen shows. */
const MIN_CORE_HEIGHT = 3;
const MIN_CORE_WIDTH = 3;

/** Boxes of the lines in a probability map, in the map's pixels, top to bottom, clipped to it. */
export function boxesFromMap(map: DetectorMap, settings: DetectorSettings = DETECTOR_SETTINGS): Area[] {
  const { data, stride, width, height } = map;
  const seen = new Uint8Array(width * height);
  const stack = new Int32Array(width * height);
  const boxes: Area[] = [];
  for (let start = 0, y0 = 0; y0 < height; y0++) {
    for (let x0 = 0; x0 < width; x0++, start++) {
      if (seen[start] !== 0 || (data[y0 * stride + x0] ?? 0) <= settings.pixel) continue;
      let [x1, y1, x2, y2] = [x0, y0, x0, y0];
      let sum = 0;
      let count = 0;
      let top = 0;
      stack[top++] = start;
      seen[start] = 1;
      while (top > 0) {
        const at = stack[--top] ?? 0;
        const y = Math.floor(at / width);
        const x = at - y * width;
        sum += data[y * stride + x] ?? 0;
        count++;
        if (x < x1) x1 = x;
        if (x > x2) x2 = x;
        if (y < y1) y1 = y;
        if (y > y2) y2 = y;
        for (let ny = Math.max(0, y - 1); ny <= y + 1 && ny < height; ny++) {
          for (let nx = Math.max(0, x - 1); nx <= x + 1 && nx < width; nx++) {
            const n = ny * width + nx;
            if (seen[n] !== 0 || (data[ny * stride + nx] ?? 0) <= settings.pixel) continue;
            seen[n] = 1;
            stack[top++] = n;
          }
        }
      }
      const w = x2 + 1 - x1;
      const h = y2 + 1 - y1;
      if (h < MIN_CORE_HEIGHT || w < MIN_CORE_WIDTH || sum / count < settings.component) continue;
      const grow = (w * h * settings.unclip) / (2 * (w + h));
      boxes.push(clip({ x1: x1 - grow, y1: y1 - grow, x2: x2 + 1 + grow, y2: y2 + 1 + grow }, width, height));
    }
  }
  return boxes;
}
