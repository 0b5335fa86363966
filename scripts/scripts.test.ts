import { expect, test } from 'vitest';
import { tableLines } from './bench/table.mjs';
import { linesOf } from './demo/print-events.mjs';
import { countTests, isWholeRun } from './test/count.mjs';

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

test.each([
  [[], true],
  [['--bail=1'], true],
  [['electron/store'], false],
  [['-t', 'clicks'], false],
  [['--project=unit'], false],
])('arguments %j leave the whole suite in: %s', (args, whole) => {
  expect(isWholeRun(args)).toBe(whole);
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

const base = { runId: 'r', at: 0, step: 2 };

test('a grounded step says where and how sure', () => {
  const event = {
    ...base,
    event: 'grounded' as const,
    instruction: 'the Save button',
    status: 'found' as const,
    point: { x: 10, y: 20 },
    box: null,
    confidence: 0.934,
    candidates: [],
    ms: 4,
  };
  expect(linesOf(event)).toEqual(['  2  where    "the Save button" is at (10, 20), 93 % sure']);
});

test('an absent target is said to be absent', () => {
  const event = {
    ...base,
    event: 'grounded' as const,
    instruction: 'Export',
    status: 'absent' as const,
    point: null,
    box: null,
    confidence: 0.1,
    candidates: [],
    ms: 4,
  };
  expect(linesOf(event)).toEqual(['  2  where    "Export" is not on this screen']);
});

test('the end of a run shows its answers, then its status and reason', () => {
  const event = {
    event: 'run_finished' as const,
    runId: 'r',
    at: 0,
    status: 'done' as const,
    reason: 'Every step was done.',
    steps: 1,
    ms: 2500,
    answers: ['408'],
    report: null,
  };
  expect(linesOf(event)).toEqual(['     answer   408', '     end      done: Every step was done. (1 step, 2.5 s)']);
});
