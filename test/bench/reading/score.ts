/**
 * How much of what is written on a fixture screen was read, and read where it is.
 *
 * A word counts when a word of the reading with its centre in the true box says the same; each word read counts once.
 * True boxes from the accessibility tree are those of the whole control or text area, from the page those of the word.
 */
import { readFile } from 'node:fs/promises';
import { boxCentre, type Box } from '../../../electron/protocol/coordinates.ts';
import type { Screen } from '../../../electron/protocol/screen.ts';

export interface TrueWord {
  readonly text: string;
  /** x1, y1, x2, y2 in the picture's pixels. */
  readonly box: readonly [number, number, number, number];
}

export interface Score {
  readonly words: number;
  /** Case and punctuation do not count. */
  readonly lenient: number;
  readonly strict: number;
  /** Words not even read leniently, with what was read nearby. */
  readonly missed: readonly { readonly text: string; readonly near: string }[];
}

const FIXTURES = new URL('../../fixtures/reading/', import.meta.url);
/** How far outside its true box the centre of a word may lie. */
const SLACK = 5;

export const fixturePicture = (name: string): string => new URL(`${name}.png`, FIXTURES).pathname;

export async function trueWords(name: string): Promise<readonly TrueWord[]> {
  const file = JSON.parse(await readFile(new URL(`${name}.json`, FIXTURES), 'utf8')) as { words: TrueWord[] };
  return file.words;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

interface ReadWord {
  readonly text: string;
  readonly box: Box;
}

const inside = (w: ReadWord, [x1, y1, x2, y2]: TrueWord['box']): boolean => {
  const c = boxCentre(w.box);
  return c.x >= x1 - SLACK && c.x < x2 + SLACK && c.y >= y1 - SLACK && c.y < y2 + SLACK;
};

function countRight(truth: readonly TrueWord[], read: readonly ReadWord[], form: (t: string) => string): Set<TrueWord> {
  const used = new Set<ReadWord>();
  const right = new Set<TrueWord>();
  // Small boxes first: a word read in a label must not be used up by the text area around it.
  const area = (w: TrueWord): number => (w.box[2] - w.box[0]) * (w.box[3] - w.box[1]);
  for (const word of [...truth].sort((a, b) => area(a) - area(b))) {
    const wanted = form(word.text);
    const match = read.find((w) => !used.has(w) && form(w.text) === wanted && inside(w, word.box));
    // A word of punctuation only has nothing left to compare.
    if (match) used.add(match);
    if (match || wanted === '') right.add(word);
  }
  return right;
}

export function scoreScreen(screen: Screen, truth: readonly TrueWord[]): Score {
  const read = screen.elements.filter((e) => e.kind === 'text').flatMap((e) => e.words);
  const lenient = countRight(truth, read, plain);
  return {
    words: truth.length,
    lenient: lenient.size,
    strict: countRight(truth, read, (t) => t).size,
    missed: truth
      .filter((w) => !lenient.has(w))
      .map((w) => ({
        text: w.text,
        near: read
          .filter((r) => inside(r, w.box))
          .map((r) => r.text)
          .join(' ')
          .slice(0, 80),
      })),
  };
}
