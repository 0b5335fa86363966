/**
 * What a line says: crops scaled to the recogniser's height, grouped by width, decoded.
 *
 * Lines of similar width go through together: a batch costs what its widest line costs for each of its lines.
 */
import type { Session } from '../inference/session.ts';
import { confidenceOf, decodeCtc, meanProbability, type Letter } from './ctc.ts';
import { inkColumns } from './lines.ts';
import type { Area, Picture } from './picture.ts';
import { wordSpans, type Span } from './spacing.ts';

/** Height the recogniser was trained at. */
const INPUT_HEIGHT = 48;
/** Widths are padded to this many pixels, one output step. */
const WIDTH_STEP = 8;
const MIN_WIDTH = 16;
/** Longer lines are squeezed to this: 4K-wide terminal lines still read, and memory stays bounded. */
const MAX_WIDTH = 4096;
/** Widest sum of widths in a batch; bounds memory (about 40 MB of activations) and keeps two cores busy. */
const BATCH_WIDTH = 4800;
const BATCH_LINES = 12;
/** Widest sum of padding in a batch: padding is computed like writing, and a call of its own costs less than this. */
const MOST_PADDING = 300;

/** A line that was read. Boxes in frame pixels. */
export interface Line {
  readonly box: Area;
  readonly text: string;
  readonly confidence: number;
  readonly words: readonly { readonly text: string; readonly box: Area }[];
}

/** The words `[from, to)` of a line as a line of their own; what lies before the first word and after the last stays with them. */
export function pieceOf(line: Line, from: number, to: number): Line {
  const words = line.words.slice(from, to);
  return {
    box: {
      ...line.box,
      x1: from === 0 ? line.box.x1 : (words[0]?.box.x1 ?? line.box.x1) - 1,
      x2: to === line.words.length ? line.box.x2 : (words.at(-1)?.box.x2 ?? line.box.x2) + 1,
    },
    text: words.map((w) => w.text).join(' '),
    confidence: line.confidence,
    words,
  };
}

/** A line's reading, positions relative to the left of its box: what the cache keeps. */
export interface Reading {
  readonly text: string;
  readonly confidence: number;
  /** Probability of the least certain letter. */
  readonly weakest: number;
  readonly spans: readonly Span[];
}

/** Width of a line in the recogniser's input. */
const inputWidth = (box: Area): number => {
  const scaled = Math.ceil((INPUT_HEIGHT * (box.x2 - box.x1)) / Math.max(1, box.y2 - box.y1));
  return Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, scaled));
};

/** Groups line indexes into batches of similar width, narrow first. */
export function batches(widths: readonly number[]): number[][] {
  const order = widths.map((_, i) => i).sort((a, b) => (widths[a] ?? 0) - (widths[b] ?? 0));
  const out: number[][] = [];
  let current: number[] = [];
  let filled = 0;
  for (const i of order) {
    const width = widths[i] ?? 0;
    const padded = width * (current.length + 1);
    const full = padded > BATCH_WIDTH || current.length >= BATCH_LINES || padded - filled - width > MOST_PADDING;
    if (current.length > 0 && full) {
      out.push(current);
      current = [];
      filled = 0;
    }
    current.push(i);
    filled += width;
  }
  if (current.length > 0) out.push(current);
  return out;
}

/** Scales a box bilinearly into one line of a batch: planes of blue, green, red, -1 to 1. */
function writeCrop(picture: Picture, box: Area, width: number, out: Float32Array, offset: number, plane: number): void {
  const { data, width: stride } = picture;
  const boxW = box.x2 - box.x1;
  const boxH = box.y2 - box.y1;
  const rowStep = plane / INPUT_HEIGHT;
  // Source column (as byte offset in a row) left and right of each output column, and the right one's weight.
  const left = new Int32Array(width);
  const right = new Int32Array(width);
  const weight = new Float32Array(width);
  for (let x = 0; x < width; x++) {
    const sx = Math.min(boxW - 1, Math.max(0, ((x + 0.5) * boxW) / width - 0.5));
    const x0 = Math.floor(sx);
    left[x] = (box.x1 + x0) * 4;
    right[x] = (box.x1 + Math.min(boxW - 1, x0 + 1)) * 4;
    weight[x] = sx - x0;
  }
  for (let y = 0; y < INPUT_HEIGHT; y++) {
    const sy = Math.min(boxH - 1, Math.max(0, ((y + 0.5) * boxH) / INPUT_HEIGHT - 0.5));
    const y0 = Math.floor(sy);
    const wy = sy - y0;
    const above = (box.y1 + y0) * stride * 4;
    const below = (box.y1 + Math.min(boxH - 1, y0 + 1)) * stride * 4;
    let o = offset + y * rowStep;
    for (let x = 0; x < width; x++, o++) {
      const l = left[x] ?? 0;
      const r = right[x] ?? 0;
      const wx = weight[x] ?? 0;
      const a = (1 - wx) * (1 - wy);
      const b = wx * (1 - wy);
      const c = (1 - wx) * wy;
      const d = wx * wy;
      for (let ch = 0; ch < 3; ch++) {
        const v =
          a * (data[above + l + ch] ?? 0) +
          b * (data[above + r + ch] ?? 0) +
          c * (data[below + l + ch] ?? 0) +
          d * (data[below + r + ch] ?? 0);
        // Red is byte 0 and plane 2.
        out[o + (2 - ch) * plane] = v / 127.5 - 1;
      }
    }
  }
}

/** A recogniser and the characters its classes stand for. */
export interface Reader {
  readonly session: Session;
  /** Latin, a space, and what else it reads. */
  readonly alphabet: readonly string[];
  /** Whether what follows the space is read too: where Latin letters do not fit. */
  readonly beyondLatin: boolean;
}

/** Mean probability that East Asian letters need, and more for a single one: drawings look like one. */
const SURE_EAST_ASIAN = 0.75;
const SURE_SINGLE = 0.95;
const EAST_ASIAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Whether a text has Chinese or Japanese letters. */
export const isEastAsian = (text: string): boolean => EAST_ASIAN.test(text);

/** The letters of one line: whatever the recogniser knows where that is surely East Asian writing, else Latin alone. */
function lettersOf(
  { alphabet, beyondLatin }: Omit<Reader, 'session'>,
  scores: Float32Array,
  steps: number,
  classes: number,
): Letter[] {
  const space = alphabet.indexOf(' ');
  const latin = space < 0 ? classes : Math.min(classes, space + 2);
  if (beyondLatin && latin < classes) {
    const all = decodeCtc(scores, steps, classes, alphabet);
    const eastAsian = all.filter((l) => isEastAsian(l.char));
    const needed = eastAsian.length === 1 ? SURE_SINGLE : SURE_EAST_ASIAN;
    if (eastAsian.length > 0 && meanProbability(eastAsian) >= needed) return all;
  }
  return decodeCtc(scores, steps, classes, alphabet, latin);
}

/** Reads the given boxes. The result has one reading a box, in their order. */
export async function recognise(
  { session, ...reader }: Reader,
  picture: Picture,
  boxes: readonly Area[],
  signal?: AbortSignal,
): Promise<Reading[]> {
  const widths = boxes.map(inputWidth);
  const readings: Reading[] = [];
  for (const batch of batches(widths)) {
    const widest = Math.max(...batch.map((i) => widths[i] ?? 0));
    const width = Math.ceil(widest / WIDTH_STEP) * WIDTH_STEP;
    const plane = INPUT_HEIGHT * width;
    const input = new Float32Array(batch.length * 3 * plane);
    batch.forEach((i, n) => {
      const box = boxes[i];
      if (box) writeCrop(picture, box, widths[i] ?? MIN_WIDTH, input, n * 3 * plane, plane);
    });
    signal?.throwIfAborted();
    const output = await session.run({ data: input, dims: [batch.length, 3, INPUT_HEIGHT, width] });
    const [, steps = 0, classes = 0] = output.dims;
    batch.forEach((i, n) => {
      const box = boxes[i];
      if (!box) return;
      const scores = output.data.subarray(n * steps * classes, (n + 1) * steps * classes);
      const letters = lettersOf(reader, scores, steps, classes);
      const boxWidth = box.x2 - box.x1;
      const pixelsPerStep = ((width / steps) * boxWidth) / (widths[i] ?? width);
      const spans = wordSpans(letters, pixelsPerStep, inkColumns(picture, box));
      readings[i] = {
        text: spans.map((s) => s.text).join(' '),
        confidence: meanProbability(letters),
        weakest: confidenceOf(letters),
        spans,
      };
    });
  }
  return readings;
}

/** Ink at the ends of a line in which no letter was read, beyond its margins, in pixels, is a drawing beside the writing. */
const BESIDE = 8;
const MARGIN = 3;

/** Places a reading on the screen. The line ends where its letters do, so that an icon beside them is not under it. */
export function lineAt(box: Area, reading: Reading): Line {
  const from = reading.spans[0]?.from ?? 0;
  const to = reading.spans.at(-1)?.to ?? box.x2 - box.x1;
  const written: Area = {
    ...box,
    x1: from > BESIDE ? Math.floor(box.x1 + from) - MARGIN : box.x1,
    x2: to < box.x2 - box.x1 - BESIDE ? Math.ceil(box.x1 + to) + MARGIN : box.x2,
  };
  return {
    box: written,
    text: reading.text,
    confidence: reading.confidence,
    words: reading.spans.map(({ text, from: left, to: right }) => ({
      text,
      box: {
        x1: Math.min(box.x2 - 1, Math.max(box.x1, Math.floor(box.x1 + left))),
        y1: box.y1,
        x2: Math.max(box.x1 + 1, Math.min(box.x2, Math.ceil(box.x1 + right))),
        y2: box.y2,
      },
    })),
  };
}
