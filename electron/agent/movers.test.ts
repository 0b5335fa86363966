import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import { apartFrom, describeMoving } from './movers.ts';

const frame = { display: { box: globalBox(0, 0, 1000, 800) } } as Frame;
const downloads = {
  id: 1,
  title: 'Downloads',
  box: globalBox(100, 100, 600, 500),
  minimised: false,
} as WindowInfo;
const spinner = globalBox(200, 200, 224, 224);

test('what moves is named by its size and its window', () => {
  expect(describeMoving([spinner], frame, [downloads])).toBe('a 24×24 area in “Downloads” keeps moving');
  expect(describeMoving([spinner], frame)).toBe('a 24×24 area at 200,200 keeps moving');
  expect(describeMoving([spinner, globalBox(300, 200, 324, 224)], frame, [downloads])).toBe(
    '2 places within 124×24 in “Downloads” keep moving',
  );
  expect(describeMoving([globalBox(0, 0, 900, 700)], frame)).toBe('most of the screen keeps moving');
  expect(describeMoving([], frame)).toBe('');
});

test('a change inside a place that moves anyway is no effect; one that reaches out of it is', () => {
  const dialog = globalBox(190, 190, 400, 300);
  expect(apartFrom([spinner], [globalBox(205, 205, 215, 215), dialog])).toEqual([dialog]);
});
