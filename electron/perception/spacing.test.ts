import { expect, test } from 'vitest';
import type { Letter } from './ctc.ts';
import { gapsOf, wordSpans } from './spacing.ts';

/** Columns of ink: `#` ink, `.` none. */
const ink = (row: string): Uint8Array => Uint8Array.from(row, (c) => (c === '#' ? 1 : 0));
/** Letters at the given columns. */
const letters = (...at: readonly (readonly [string, number])[]): Letter[] =>
  at.map(([char, column]) => ({ char, at: column - 0.5, probability: 0.9 }));
const words = (l: readonly Letter[], row: string): string[] => wordSpans(l, 1, ink(row)).map((s) => s.text);

test('gaps lie between strokes, margins are none', () => {
  expect(gapsOf(ink('..##...#..'))).toEqual([{ from: 4, to: 7 }]);
  expect(gapsOf(ink('....'))).toEqual([]);
});

test('words are split at read spaces and bounded by their ink', () => {
  const row = '..####.####.....####..';
  const spans = wordSpans(letters(['a', 4], ['b', 9], [' ', 13], ['c', 18]), 1, ink(row));
  expect(spans).toEqual([
    { text: 'ab', from: 2, to: 11, weakest: 0.9, blank: 5 },
    { text: 'c', from: 16, to: 20, weakest: 0.9, blank: 2 },
  ]);
});

test('a lost space comes back where the gap is as wide as the other spaces', () => {
  const row = '####.####.....####.####.....####';
  expect(words(letters(['a', 2], ['b', 7], [' ', 11], ['c', 16], ['d', 21], ['e', 30]), row)).toEqual([
    'ab',
    'cd',
    'e',
  ]);
});

test('a lost space comes back where one gap stands out from all others', () => {
  const row = '####.####.####......####.####.####';
  expect(words(letters(['1', 2], ['2', 7], ['3', 12], ['4', 22], ['5', 27], ['6', 32]), row)).toEqual(['123', '456']);
});

test('even gaps are not spaces', () => {
  const row = '####..####..####..####';
  expect(words(letters(['a', 2], ['b', 8], ['c', 14], ['d', 20]), row)).toEqual(['abcd']);
});

test('no ink and no letters give no words', () => {
  expect(words([], '....')).toEqual([]);
  expect(words(letters(['a', 2]), '....')).toEqual(['a']);
});

test('a drawing before or after the writing is left out, letters that were not known are not forgotten', () => {
  const row = '############.....####.####.####....############';
  const [span] = wordSpans(letters(['a', 19], ['b', 24], ['c', 29]), 1, ink(row));
  expect(span).toMatchObject({ text: 'abc', from: 17, to: 31 });
  // The careful reader is asked because of it.
  expect(span?.blank).toBe(19);
});

test('a long stretch without letters is writing in letters that are not known', () => {
  const row = '##############################.....####.####';
  expect(wordSpans(letters(['a', 37], ['b', 42]), 1, ink(row))[0]?.from).toBe(0);
});

test('letters that all stand far apart are tools of a bar, narrow ones in wide cells are not', () => {
  const row = '########........########........########';
  expect(words(letters(['T', 4], ['F', 20], ['H', 36]), row)).toEqual(['T', 'F', 'H']);
  expect(words(letters(['T', 4], ['i', 20], ['H', 36]), row)).toEqual(['TiH']);
});
