import { expect, test } from 'vitest';
import { tableLines } from './bench/table.mjs';
import { countTests } from './test/count.mjs';

const file = (status: string, ...statuses: string[]) => ({
  status,
  assertionResults: statuses.map((s) => ({ status: s })),
});

test('passed, failed and skipped tests are counted over all files', () => {
  const report = { testResults: [file('passed', 'passed', 'passed', 'skipped'), file('failed', 'failed', 'todo')] };
  expect(countTests(report)).toEqual({ passed: 2, failed: 1, skipped: 2 });
});

test('a file that did not load counts as one failed test', () => {
  expect(countTests({ testResults: [file('failed')] })).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test('a file that failed after its tests had passed counts as one failed test', () => {
  expect(countTests({ testResults: [file('failed', 'passed')] })).toEqual({ passed: 1, failed: 1, skipped: 0 });
});

test('a table puts numbers to the right and keeps three significant digits', () => {
  const table = {
    columns: ['what', 'median ms'],
    rows: [
      ['plan', 0.012345],
      ['read a screen', 1670],
    ],
  };
  expect(tableLines(table)).toEqual([
    '  what           median ms',
    '  -------------  ---------',
    '  plan              0.0123',
    '  read a screen       1670',
  ]);
});

test('a table without rows is its heading', () => {
  expect(tableLines({ columns: ['a'], rows: [] })).toEqual(['  a', '  -']);
});
