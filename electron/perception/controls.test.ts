import { expect, test } from 'vitest';
import { findControls } from './controls.ts';
import type { Area } from './picture.ts';
import type { Line } from './recognise.ts';
import { blank, fill, outline } from '../../test/fixtures/reading/draw.ts';

const WINDOW = [240, 240, 240] as const;
const WHITE = [255, 255, 255] as const;
const LINE = [150, 150, 150] as const;
const INK = [20, 20, 20] as const;

const line = (text: string, box: Area): Line => ({ box, text, confidence: 1, words: [] });
const kinds = (controls: readonly { kind: string }[]): string[] => controls.map((c) => c.kind).sort();

test('an outlined box with text in its middle is a button, with its fill', () => {
  const picture = blank(300, 120, WINDOW);
  outline(picture, 100, 40, 190, 70, LINE, WHITE);
  const [button, ...rest] = findControls(picture, [line('Save', { x1: 128, y1: 46, x2: 162, y2: 64 })], []);
  expect(rest).toEqual([]);
  expect(button).toMatchObject({ kind: 'button', box: { x1: 100, y1: 40, x2: 190, y2: 70 }, fill: [255, 255, 255] });
});

test('a long empty box is a field, one with text at its left too', () => {
  const picture = blank(400, 160, WINDOW);
  outline(picture, 60, 20, 300, 48, LINE, WHITE);
  outline(picture, 60, 80, 300, 108, LINE, WHITE);
  const found = findControls(picture, [line('hello.txt', { x1: 66, y1: 85, x2: 120, y2: 103 })], []);
  expect(kinds(found)).toEqual(['field', 'field']);
});

test('a small square with a label on its right is a checkbox', () => {
  const picture = blank(300, 80, WINDOW);
  outline(picture, 40, 30, 54, 44, LINE, WHITE);
  const found = findControls(picture, [line('Remember me', { x1: 60, y1: 28, x2: 150, y2: 46 })], []);
  expect(kinds(found)).toEqual(['checkbox']);
});

test('a compact drawing without text is an icon, at a window corner a window control', () => {
  const picture = blank(400, 300, WINDOW);
  const draw = (x: number, y: number): void => {
    for (let i = 0; i < 14; i++) fill(picture, x + i, y + i, x + i + 3, y + i + 3, INK);
  };
  draw(100, 150);
  draw(372, 12);
  const found = findControls(picture, [], [{ x1: 0, y1: 0, x2: 400, y2: 300 }]);
  expect(kinds(found)).toEqual(['icon', 'window_control']);
});

test('a flat drawing of rectangles is an icon, though its outline looks like that of a control', () => {
  const picture = blank(200, 120, WINDOW);
  fill(picture, 100, 50, 116, 61, [0, 170, 225]);
  fill(picture, 100, 61, 116, 66, [70, 80, 85]);
  expect(findControls(picture, [], [])).toMatchObject([{ kind: 'icon', box: { x1: 100, y1: 50, x2: 116, y2: 66 } }]);
});

test('a letter that stands alone in its line is offered as a drawing, too', () => {
  const picture = blank(300, 80, WINDOW);
  const words = [
    { text: 'T', box: { x1: 20, y1: 20, x2: 44, y2: 50 } },
    { text: 'Format', box: { x1: 70, y1: 20, x2: 140, y2: 50 } },
  ];
  const found = findControls(picture, [{ ...line('T Format', { x1: 18, y1: 20, x2: 142, y2: 50 }), words }], []);
  expect(found).toMatchObject([{ kind: 'icon', box: { x1: 20, y1: 20, x2: 44, y2: 50 } }]);
});

test('an edge through a line of text is not a control', () => {
  const picture = blank(300, 120, WINDOW);
  outline(picture, 100, 40, 130, 70, LINE, WHITE);
  expect(findControls(picture, [line('across it all', { x1: 60, y1: 46, x2: 180, y2: 64 })], [])).toEqual([]);
});

test('an even picture and a single pixel have no controls', () => {
  expect(findControls(blank(200, 200, WINDOW), [], [])).toEqual([]);
  expect(findControls(blank(1, 1, WINDOW), [], [])).toEqual([]);
});
