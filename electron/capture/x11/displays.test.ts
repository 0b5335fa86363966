import { expect, test } from 'vitest';
import { globalBox } from '../../protocol/coordinates.ts';
import type { Display } from '../../protocol/frame.ts';
import { arranged, scaleOf } from './displays.ts';

test.each([
  ['', undefined, 1],
  ['Xft.dpi:\t144\n', undefined, 1.5],
  ['Xcursor.size: 24\nXft.dpi: 192\nXft.antialias: 1\n', undefined, 2],
  ['', '2', 2],
  ['Xft.dpi: 120\n', '2', 2],
  ['Xft.dpi: 192\n', '1', 2],
  ['Xft.dpi: none\n', 'none', 1],
  ['Xft.dpi: 0\n', '0', 1],
])('resources %j with GDK_SCALE %j are scale %d', (resources, gdk, scale) => {
  expect(scaleOf(resources, gdk ?? '')).toBe(scale);
});

const monitor = (name: string, x: number, y: number, w: number, h: number, primary = false): Display => ({
  ...{ id: name, name, scale: 1, primary },
  box: globalBox(x, y, x + w, y + h),
});

test('mirrored monitors are one display: the larger one, primary when either is', () => {
  const list = arranged([monitor('small', 0, 0, 800, 600, true), monitor('large', 0, 0, 1024, 768)]);
  expect(list).toEqual([monitor('large', 0, 0, 1024, 768, true)]);
});

test('the primary one comes first, the others from the top left; one is primary in any case', () => {
  const [a, b, c] = [
    monitor('a', 800, 0, 800, 600),
    monitor('b', 0, 0, 800, 600),
    monitor('c', 0, 600, 800, 600, true),
  ];
  expect(arranged([a, b, c]).map((d) => d.name)).toEqual(['c', 'b', 'a']);
  expect(arranged([a, b]).map((d) => [d.name, d.primary])).toEqual([
    ['b', true],
    ['a', false],
  ]);
});
