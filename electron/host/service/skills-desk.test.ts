import { expect, test } from 'vitest';
import { readTable } from '../../demos/index.ts';
import { csvOf } from './skills-desk.ts';

test('rows of a form arrive as they were typed', () => {
  const rows = [
    { name: 'Ada "the first"', note: 'one, two\nthree' },
    { name: 'Grüße', other: '' },
  ];
  const table = readTable(new TextEncoder().encode(csvOf(rows)), 'rows.csv');
  expect(table.columns).toEqual(['name', 'note', 'other']);
  expect(table.rows).toEqual([
    ['Ada "the first"', 'one, two\nthree', ''],
    ['Grüße', '', ''],
  ]);
});
