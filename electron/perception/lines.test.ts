import { expect, test } from 'vitest';
import { inkRuns, splitBox } from './lines.ts';
import { blank, fill } from '../../test/fixtures/reading/draw.ts';

const GREY = [240, 240, 240] as const;
const BLACK = [0, 0, 0] as const;

/** Strokes like letters of 13 px text: six pixels wide, with one pixel between. */
function write(picture: ReturnType<typeof blank>, x: number, y: number, letters: number): void {
  for (let i = 0; i < letters; i++) fill(picture, x + i * 7, y, x + i * 7 + 6, y + 9, BLACK);
}

test('runs of ink are joined across narrow gaps only', () => {
  const ink = Uint8Array.from('##..##......##', (c) => (c === '#' ? 1 : 0));
  expect(inkRuns(ink, 3)).toEqual([
    { from: 0, to: 6 },
    { from: 12, to: 14 },
  ]);
});

test('menu titles that were found as one box become one box each', () => {
  const picture = blank(200, 30, GREY);
  write(picture, 10, 10, 4);
  write(picture, 58, 10, 4);
  write(picture, 106, 10, 3);
  const parts = splitBox(picture, { x1: 4, y1: 5, x2: 135, y2: 24 });
  expect(parts).toHaveLength(3);
  expect(parts[1]?.x1).toBeLessThanOrEqual(58);
  expect(parts[1]?.x2).toBeGreaterThanOrEqual(85);
});

test('menu titles are told apart in a box that was found too high, too', () => {
  const picture = blank(200, 40, GREY);
  write(picture, 10, 14, 4);
  write(picture, 53, 14, 4);
  expect(splitBox(picture, { x1: 4, y1: 4, x2: 90, y2: 34 })).toHaveLength(2);
});

test('words of one sentence stay together', () => {
  const picture = blank(200, 30, GREY);
  write(picture, 10, 10, 4);
  write(picture, 43, 10, 5);
  expect(splitBox(picture, { x1: 4, y1: 5, x2: 90, y2: 24 })).toHaveLength(1);
});

test('a vertical separator is a gap, not ink', () => {
  const picture = blank(200, 30, GREY);
  write(picture, 10, 10, 4);
  fill(picture, 46, 0, 47, 30, BLACK);
  write(picture, 56, 10, 4);
  expect(splitBox(picture, { x1: 4, y1: 5, x2: 100, y2: 24 })).toHaveLength(2);
});

test('an even area holds no line', () => {
  expect(splitBox(blank(50, 20, GREY), { x1: 0, y1: 0, x2: 50, y2: 20 })).toEqual([]);
});
