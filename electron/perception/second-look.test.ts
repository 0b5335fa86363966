import { expect, test } from 'vitest';
import { doubtsOf, settle } from './second-look.ts';
import type { Reading } from './recognise.ts';

const BOX = { x1: 100, y1: 50, x2: 300, y2: 70 };
const span = (text: string, from: number, to: number, weakest = 1, blank = 8) => ({ text, from, to, weakest, blank });
const reading = (...spans: ReturnType<typeof span>[]): Reading => ({
  text: spans.map((s) => s.text).join(' '),
  confidence: 0.95,
  weakest: Math.min(...spans.map((s) => s.weakest)),
  spans,
});
const sure = reading(span('one', 0, 40), span('two', 48, 90), span('three', 98, 150), span('four', 158, 200));
const unsure = reading(span('one', 0, 40), span('tvo', 48, 90, 0.5), span('three', 98, 150), span('four', 158, 200));

test('a line that was read surely is not read again', () => {
  expect(doubtsOf(0, sure, BOX)).toEqual([]);
});

test('one doubtful word is read again alone, with a little room', () => {
  const [doubt, ...rest] = doubtsOf(3, unsure, BOX);
  expect(rest).toEqual([]);
  expect(doubt).toMatchObject({ line: 3, first: 1, last: 1, box: { x1: 144, x2: 194 } });
});

test('a short line in doubt is read again whole', () => {
  expect(doubtsOf(0, reading(span('OK', 4, 30, 0.3)), BOX)).toEqual([{ line: 0, first: 0, last: 0, box: BOX }]);
});

test('where a word has no letters, some hide that the reader does not know', () => {
  // "文件(F) 打开 编辑 查看" by a reader of Latin letters.
  const hidden = reading(
    span('(F)', 0, 60, 1, 34),
    span('one', 68, 110),
    span('three', 118, 170),
    span('four', 178, 200),
  );
  expect(doubtsOf(0, hidden, BOX)).toMatchObject([{ first: 0, last: 0 }]);
  const [doubt] = doubtsOf(0, hidden, BOX);
  if (!doubt) throw new Error('expected a doubt');
  const better = settle(hidden, doubt, reading(span('文件(F)', 0, 60, 0.9)), BOX);
  expect(better.text).toBe('文件(F) one three four');
});

test('the surer reading of a word stands, in its place', () => {
  const [doubt] = doubtsOf(0, unsure, BOX);
  if (!doubt) throw new Error('expected a doubt');
  const better = settle(unsure, doubt, reading(span('two', 4, 46, 0.9)), BOX);
  expect(better.text).toBe('one two three four');
  expect(better.spans[1]).toMatchObject({ from: 48, to: 90 });
  expect(better.weakest).toBe(0.9);
  expect(settle(unsure, doubt, reading(span('xx', 4, 46, 0.2)), BOX)).toBe(unsure);
});
