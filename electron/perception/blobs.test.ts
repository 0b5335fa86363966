import { expect, test } from 'vitest';
import { findBlobs } from './blobs.ts';
import { edgeMap } from './contours.ts';
import type { Area, Picture } from './picture.ts';
import { blank, fill } from '../../test/fixtures/reading/draw.ts';

const GROUND = [240, 240, 240] as const;
const INK = [20, 20, 20] as const;
const blobs = (picture: Picture, texts: readonly Area[] = []): Area[] =>
  [...findBlobs(edgeMap(picture), texts, [])].sort((a, b) => a.x1 - b.x1);

/** A diagonal cross of 12 by 12 pixels. */
function cross(picture: Picture, x: number, y: number): void {
  for (let i = 0; i < 10; i++) {
    fill(picture, x + i, y + i, x + i + 2, y + i + 2, INK);
    fill(picture, x + 10 - i, y + i, x + 12 - i, y + i + 2, INK);
  }
}

test('drawings of a row that nearly touch are found one by one', () => {
  const picture = blank(200, 80, GROUND);
  for (const x of [41, 56, 71]) cross(picture, x, 30);
  expect(blobs(picture)).toHaveLength(3);
});

test('a wide drawing whose pieces are no icons stays whole', () => {
  const picture = blank(200, 80, GROUND);
  for (let x = 40; x < 80; x += 5) fill(picture, x, 30, x + 3, 44, INK);
  expect(blobs(picture)).toHaveLength(1);
});

test('a small arrow is found, a speck and a flat stroke are not', () => {
  const picture = blank(200, 80, GROUND);
  for (let i = 0; i < 5; i++) {
    fill(picture, 50 + i, 40 + i, 60 - i, 41 + i, INK);
    fill(picture, 80 + i, 40 + i, 81 + i, 50 - i, INK);
  }
  fill(picture, 120, 40, 123, 43, INK);
  fill(picture, 140, 40, 152, 45, INK);
  expect(blobs(picture)).toEqual([
    { x1: 50, y1: 40, x2: 60, y2: 45 },
    { x1: 80, y1: 40, x2: 85, y2: 50 },
  ]);
});

test('a dash beside the other buttons of a title bar minimises, also where those were read as letters', () => {
  const picture = blank(200, 80, GROUND);
  fill(picture, 101, 36, 109, 38, INK);
  expect(blobs(picture)).toEqual([]);
  expect(blobs(picture, [{ x1: 116, y1: 24, x2: 132, y2: 42 }])).toEqual([{ x1: 101, y1: 24, x2: 109, y2: 42 }]);
  cross(picture, 121, 27);
  expect(blobs(picture).map((b) => b.x1)).toEqual([101, 121]);
});
