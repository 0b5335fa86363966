/**
 * Reading in two steps: a fast recogniser for every line, a careful one for the words it was not sure of.
 *
 * The surer of two readings stands, so a second look can only replace what was in doubt. It costs what is in doubt: a
 * word within a long line is read again alone, without its line.
 */
import type { Area, Picture } from './picture.ts';
import { isEastAsian, recognise, type Reader, type Reading } from './recognise.ts';
import type { Span } from './spacing.ts';

/** Below this a word is read again: nine in ten misread words have such a letter, and one in ten others. */
export const SURE = 0.9;
/** Short lines and lines mostly in doubt are read again whole. */
const WHOLE_BELOW = 3;
const WHOLE_SHARE = 0.6;
/** A Latin reader passes over letters that it does not know: so much of a word without a letter, in heights of its line. */
const HIDDEN = 0.85;
/** Kept beside a word, at most, in pixels: the recogniser was trained with a little room. */
const ROOM = 4;

/** Words `[first, last]` of a line that are read again together. */
interface Doubt {
  readonly line: number;
  readonly first: number;
  readonly last: number;
  readonly box: Area;
}

/** The parts of a line that are in doubt: runs of unsure words, or all of it. Positions in the picture. */
export function doubtsOf(line: number, reading: Reading, box: Area): Doubt[] {
  const { spans } = reading;
  const hidden = HIDDEN * (box.y2 - box.y1);
  const unsure = spans.map((s) => s.weakest < SURE || s.blank > hidden);
  if (spans.length > 0 && !unsure.includes(true)) return [];
  const width = (s: Span): number => s.to - s.from;
  const doubtful = spans.reduce((sum, s, i) => sum + (unsure[i] === true ? width(s) : 0), 0);
  if (spans.length < WHOLE_BELOW || doubtful > WHOLE_SHARE * spans.reduce((sum, s) => sum + width(s), 0)) {
    return [{ line, first: 0, last: spans.length - 1, box }];
  }
  const doubts: Doubt[] = [];
  for (let first = 0; first < spans.length; first++) {
    if (unsure[first] !== true) continue;
    let last = first;
    while (unsure[last + 1] === true) last++;
    const from = spans[first]?.from ?? 0;
    const to = spans[last]?.to ?? 0;
    const before = spans[first - 1]?.to ?? 0;
    const after = spans[last + 1]?.from ?? box.x2 - box.x1;
    doubts.push({
      line,
      first,
      last,
      box: {
        x1: box.x1 + Math.max(0, from - Math.min(ROOM, Math.max(1, Math.floor((from - before) / 2)))),
        y1: box.y1,
        x2: Math.min(box.x2, box.x1 + to + Math.min(ROOM, Math.max(1, Math.floor((after - to) / 2)))),
        y2: box.y2,
      },
    });
    first = last;
  }
  return doubts;
}

const letterCount = (spans: readonly Span[]): number => spans.reduce((sum, s) => sum + [...s.text].length, 0);
/** Mean probability of a second reading that found much more than the first. */
const SURE_OF_MORE = 0.7;

/** Puts a second reading of some words into a line, when it is surer than the first. */
export function settle(reading: Reading, doubt: Doubt, second: Reading, lineBox: Area): Reading {
  const replaced = reading.spans.slice(doubt.first, doubt.last + 1);
  const first = replaced.length === 0 ? 0 : Math.min(...replaced.map((s) => s.weakest));
  const more = letterCount(second.spans) > 1.5 * letterCount(replaced) && second.confidence >= SURE_OF_MORE;
  if (second.weakest <= first && !more) return reading;
  const offset = doubt.box.x1 - lineBox.x1;
  const spans = [
    ...reading.spans.slice(0, doubt.first),
    ...second.spans.map((s) => ({ ...s, from: s.from + offset, to: s.to + offset })),
    ...reading.spans.slice(doubt.last + 1),
  ];
  const whole = replaced.length === reading.spans.length;
  return {
    text: spans.map((s) => s.text).join(' '),
    confidence: whole ? second.confidence : reading.confidence,
    weakest: Math.min(...spans.map((s) => s.weakest)),
    spans,
  };
}

/** Reads the given boxes, in doubt twice. The result has one reading a box, in their order. */
export async function readTwice(
  fast: Reader,
  careful: Reader,
  picture: Picture,
  boxes: readonly Area[],
  signal?: AbortSignal,
): Promise<Reading[]> {
  const readings = await recognise(fast, picture, boxes, signal);
  const doubts = readings.flatMap((reading, i) => {
    const box = boxes[i];
    return box ? doubtsOf(i, reading, box) : [];
  });
  const seconds = await recognise(
    careful,
    picture,
    doubts.map((d) => d.box),
    signal,
  );
  // A line that is not Latin after all is read once more whole: a Latin reader is sure of the few letters it knows there.
  const foreign = [
    ...new Set(
      doubts.flatMap((d, n) => (d.box !== boxes[d.line] && isEastAsian(seconds[n]?.text ?? '') ? [d.line] : [])),
    ),
  ];
  const whole = await recognise(
    careful,
    picture,
    foreign.flatMap((line) => boxes[line] ?? []),
    signal,
  );
  // Later words first, so that the indexes of earlier ones stay right.
  for (let n = doubts.length - 1; n >= 0; n--) {
    const doubt = doubts[n];
    const second = seconds[n];
    const reading = doubt && readings[doubt.line];
    const box = doubt && boxes[doubt.line];
    if (reading && second && box) readings[doubt.line] = settle(reading, doubt, second, box);
  }
  foreign.forEach((line, n) => {
    const again = whole[n];
    if (again && isEastAsian(again.text)) readings[line] = again;
  });
  return readings;
}
