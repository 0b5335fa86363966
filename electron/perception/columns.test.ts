import { expect, test } from 'vitest';
import { splitAtColumns } from './columns.ts';
import type { Line } from './recognise.ts';

/** A line of words, each given with the column it begins and ends at. */
const line = (y: number, ...words: readonly (readonly [string, number, number])[]): Line => ({
  box: { x1: (words[0]?.[1] ?? 0) - 3, y1: y, x2: (words.at(-1)?.[2] ?? 0) + 3, y2: y + 20 },
  text: words.map((w) => w[0]).join(' '),
  confidence: 0.9,
  words: words.map(([text, x1, x2]) => ({ text, box: { x1, y1: y, x2, y2: y + 20 } })),
});
const texts = (lines: readonly Line[]): string[] => lines.map((l) => l.text);
const table = [
  line(0, ['4.0', 40, 60], ['KiB', 64, 90], ['folder', 99, 140]),
  line(26, ['77', 46, 56], ['bytes', 60, 90], ['Media', 99, 130], ['playlist', 134, 180]),
  line(52, ['2.1', 40, 60], ['KiB', 64, 90], ['business', 99, 150], ['card', 154, 180]),
  line(78, ['1.5', 40, 60], ['KiB', 64, 90], ['CSV', 99, 120]),
];

test('rows whose second column begins at the same place are split there', () => {
  expect(texts(splitAtColumns(table, [])).slice(0, 4)).toEqual(['4.0 KiB', 'folder', '77 bytes', 'Media playlist']);
});

test('a part of a row keeps its words and does not overlap the other part', () => {
  const [size, kind] = splitAtColumns(table, []);
  expect(size?.words.map((w) => w.text)).toEqual(['4.0', 'KiB']);
  expect(size?.box.x2).toBeLessThanOrEqual(kind?.box.x1 ?? 0);
});

test('a new row is split like the rows that were kept', () => {
  const kept = splitAtColumns(table, []);
  expect(texts(splitAtColumns([line(104, ['9.9', 40, 60], ['KiB', 64, 90], ['folder', 99, 140])], kept))).toEqual([
    '9.9 KiB',
    'folder',
  ]);
});

test('running text stays whole, also where one gap is wide', () => {
  const prose = [
    line(0, ['Bake', 0, 30], ['at', 34, 44], ['180', 53, 75], ['degrees', 79, 120]),
    line(20, ['for', 0, 18], ['forty-five', 22, 80], ['minutes', 84, 130]),
    line(40, ['on', 0, 14], ['the', 18, 36], ['lower', 40, 70], ['shelf', 74, 100]),
  ];
  expect(texts(splitAtColumns(prose, []))).toEqual(texts(prose));
});

test('a line without words stays as it is', () => {
  expect(splitAtColumns([line(0)], [])).toHaveLength(1);
});
