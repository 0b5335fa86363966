import { expect, test } from 'vitest';
import { blank, fill, outline } from '../../test/fixtures/reading/draw.ts';
import { markBeside, withoutMark } from './marks.ts';
import type { Picture } from './picture.ts';

const GROUND = [245, 245, 245] as const;
const INK = [30, 30, 30] as const;
const BLUE = [40, 110, 220] as const;
const LABEL = { x1: 58, y1: 20, x2: 100, y2: 38 };
/** The same line with the mark taken for its first letter. */
const WITH_MARK = { ...LABEL, x1: 36 };

/** A label of five letters from x = 60. */
function labelled(): Picture {
  const picture = blank(160, 60, GROUND);
  for (let i = 0; i < 5; i++) fill(picture, 60 + i * 8, 24, 66 + i * 8, 34, INK);
  return picture;
}
function ring(picture: Picture, cx: number, cy: number, radius: number): void {
  for (let y = cy - radius; y <= cy + radius; y++)
    for (let x = cx - radius; x <= cx + radius; x++) {
      const d = Math.hypot(x - cx, y - cy);
      if (d <= radius + 0.3 && d >= radius - 1.2) fill(picture, x, y, x + 1, y + 1, INK);
    }
}

test('an outlined square beside a label is a checkbox, and no letter of it', () => {
  const picture = labelled();
  outline(picture, 38, 22, 51, 35, INK, GROUND);
  expect(markBeside(picture, LABEL)).toEqual({ kind: 'checkbox', box: { x1: 38, y1: 22, x2: 51, y2: 35 } });
  expect(withoutMark(picture, WITH_MARK).x1).toBeGreaterThanOrEqual(51);
});

test('a filled square is a checkbox too', () => {
  const picture = labelled();
  fill(picture, 38, 22, 51, 35, BLUE);
  expect(markBeside(picture, LABEL)?.kind).toBe('checkbox');
});

test('a box that the detector cut in two is trimmed whole', () => {
  const picture = labelled();
  outline(picture, 38, 22, 51, 35, INK, GROUND);
  expect(withoutMark(picture, { ...LABEL, x1: 45 }).x1).toBeGreaterThanOrEqual(51);
});

test('a ring is a radio button', () => {
  const picture = labelled();
  ring(picture, 44, 28, 6);
  expect(markBeside(picture, LABEL)?.kind).toBe('radio');
});

test('letters are no marks', () => {
  const picture = labelled();
  expect(markBeside(picture, LABEL)).toBeNull();
  expect(withoutMark(picture, LABEL)).toEqual(LABEL);
  fill(picture, 40, 24, 42, 34, INK);
  fill(picture, 40, 24, 47, 26, INK);
  expect(markBeside(picture, LABEL)).toBeNull();
  expect(withoutMark(picture, WITH_MARK)).toEqual(WITH_MARK);
});

test('a line at the edge of the picture has nothing beside it', () => {
  const picture = blank(40, 20, GROUND);
  fill(picture, 0, 5, 6, 14, INK);
  expect(markBeside(picture, { x1: 0, y1: 2, x2: 12, y2: 18 })).toBeNull();
});
