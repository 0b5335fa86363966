import { expect, test } from 'vitest';
import { nextRow } from './virtual-rows.tsx';

test.each([
  ['ArrowDown', 4, 5],
  ['ArrowDown', 99, 99],
  ['ArrowUp', 0, 0],
  ['Home', 50, 0],
  ['End', 50, 99],
  ['PageDown', 95, 99],
  ['x', 5, null],
  ['constructor', 5, null],
])('%s from row %d of a hundred', (key, from, to) => {
  expect(nextRow(key, from, 100)).toBe(to);
});
