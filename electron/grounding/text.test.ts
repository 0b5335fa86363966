import fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance, labelSimilarity, stem, tokens, wordSimilarity } from './text.ts';

test.each([
  ['Save As…', 'Save as...'],
  ['Größe', 'grosse'.replace('ss', 'ß')],
  ['Cancel', 'CANCEL'],
  ['Éditer', 'editer'],
])('%s and %s are the same label', (a, b) => {
  expect(labelSimilarity(a, b).similarity).toBeGreaterThan(0.95);
});

test.each([
  ['Preferences', 'Preterences', 0.75],
  ['File name', 'Fi1e name', 0.9],
  ['Save As', 'SaveAs', 0.95],
  ['Organization Name', 'Organization Na…', 0.85],
])('%s is still recognised in the misreading %s', (a, b, least) => {
  expect(labelSimilarity(a, b).similarity).toBeGreaterThan(least);
});

test.each([
  ['Open', 'Oven'],
  ['Paste', 'Delete'],
  ['12', '13'],
  ['Print Preview', 'Print…'],
  ['Save', ''],
])('%s is not %s', (a, b) => {
  expect(labelSimilarity(a, b).similarity).toBeLessThan(0.6);
});

test('a label within a merged line is found at its words', () => {
  const hit = labelSimilarity('View', 'File Edit View Help');
  expect([hit.from, hit.to]).toEqual([2, 2]);
});

test('a whole line beats a mention of the same words', () => {
  const line = labelSimilarity('Export', 'Export').similarity;
  expect(labelSimilarity('Export', 'Export the chosen entries to another program now').similarity).toBeLessThan(
    line - 0.2,
  );
});

test.each([
  ['switches', 'switch'],
  ['printing', 'print'],
  ['copies', 'copy'],
  ['boxes', 'box'],
])('%s and %s share a stem', (a, b) => {
  expect(stem(a)).toBe(stem(b));
});

test('ideographs are words of their own, and symbols only where there is nothing else', () => {
  expect(tokens('打开文件')).toEqual(['打', '开', '文', '件']);
  expect(tokens('+')).toEqual(['+']);
  expect(tokens('+ Add')).toEqual(['add']);
});

test('similarity stays between 0 and 1 and a text is like itself', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), fc.string({ maxLength: 40 }), (a, b) => {
      const s = labelSimilarity(a, b).similarity;
      expect(s >= 0 && s <= 1).toBe(true);
      if (tokens(a).length > 0) expect(labelSimilarity(a, a).similarity).toBe(1);
    }),
    { seed: 5 },
  );
});

test('edit distance is symmetric and stops at its limit', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
      expect(editDistance(a, b, 12)).toBe(editDistance(b, a, 12));
      expect(editDistance(a, b, 2)).toBeLessThanOrEqual(3);
    }),
    { seed: 6 },
  );
});

test('numbers are never nearly equal', () => {
  expect(wordSimilarity('2024', '2025')).toBe(0);
});
