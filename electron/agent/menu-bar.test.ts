import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';
import { menuTitle } from './menu-bar.ts';

const text = (words: string, x: number, y: number) => ({
  ...{ id: `${words}@${x},${y}`, kind: 'text', box: globalBox(x, y, x + 8 * words.length, y + 16), text: words },
  words: words.split(' ').map((w, i) => ({ text: w, box: globalBox(x + 40 * i, y, x + 40 * i + 30, y + 16) })),
});
const screen = (...elements: unknown[]): Screen =>
  ({
    frame: { display: { scale: 1 } },
    elements,
    windows: [{ active: true, minimised: false, box: globalBox(0, 0, 1280, 800) }],
  }) as unknown as Screen;
const bar = ['File', 'Edit', 'View', 'Slide', 'Slide Show'].map((t, i) => text(t, 10 + 60 * i, 30));

test('a menu is found by its exact name, beside one whose name begins so', () => {
  const found = menuTitle(screen(...bar, text('Slide', 900, 150)), 'Slide menu');
  expect(found?.elementId).toBe('Slide@190,30');
  expect(menuTitle(screen(...bar), 'the Slide Show menu')?.elementId).toBe('Slide Show@250,30');
});

test('a bar that was read as one line has its words', () => {
  expect(menuTitle(screen(text('File Edit View Tools Help', 10, 30)), 'Tools menu')?.point.x).toBe(145);
});

test('without a row of menu titles, for another name or for no menu nothing is said', () => {
  expect(menuTitle(screen(text('Slide', 10, 30), text('Cancel', 80, 30)), 'Slide menu')).toBeNull();
  expect(menuTitle(screen(...bar), 'Table menu')).toBeNull();
  expect(menuTitle(screen(...bar), 'Slide')).toBeNull();
  expect(menuTitle(screen(...bar.map((e) => ({ ...e, box: globalBox(10, 400, 60, 416) }))), 'Slide menu')).toBeNull();
});

test('a name that stands twice in the row is left to the grounder', () => {
  expect(menuTitle(screen(...bar, text('Slide', 700, 30)), 'Slide menu')).toBeNull();
});
