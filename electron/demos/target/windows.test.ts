import { expect, test } from 'vitest';
import { globalBox } from '../../protocol/coordinates.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import { findWindow, openedInstead, titleLikeness } from './windows.ts';

let ids = 1;
const window = (app: string, title: string, over: Partial<WindowInfo> = {}): WindowInfo => ({
  ...{ id: ids++, title, app, pid: null, box: globalBox(0, 0, 400, 300), active: false, minimised: false },
  ...{ transientFor: null, dialog: false },
  ...over,
});

test('a title says the same with the mark of unsaved work, and less so with another document', () => {
  expect(titleLikeness('Untitled 1 - Mousepad', '*Untitled 1 - Mousepad')).toBe(1);
  expect(titleLikeness('a.txt - Mousepad', 'report.txt - Mousepad')).toBeGreaterThan(0.3);
  expect(titleLikeness('Save As', 'Print')).toBeLessThan(0.5);
});

test('a window is known by its program, with another document in it too', () => {
  const now = [window('Thunar', 'papers - Thunar'), window('Mousepad', 'b.txt - Mousepad')];
  expect(findWindow({ app: 'Mousepad', title: 'a.txt - Mousepad' }, now)).toBe(now[1]);
});

test('a dialog needs its title, and is never taken for the main window', () => {
  const [main, print] = [window('Mousepad', 'a - Mousepad'), window('Mousepad', 'Print', { dialog: true })];
  expect(findWindow({ app: 'Mousepad', title: 'Save As', dialog: true }, [print, main])).toBeNull();
  expect(findWindow({ app: 'Mousepad', title: 'a - Mousepad' }, [print, main])).toBe(main);
});

test('of two that fit alike the one in front is meant, and none when neither is', () => {
  const [a, b] = [window('XTerm', 'shell'), window('XTerm', 'shell', { active: true })];
  expect(findWindow({ app: 'XTerm', title: 'shell' }, [a, b])).toBe(b);
  expect(findWindow({ app: 'XTerm', title: 'shell' }, [a, { ...b, active: false }])).toBeNull();
});

test('a window that is minimised is not there', () => {
  expect(findWindow({ app: 'XTerm', title: 'x' }, [window('XTerm', 'x', { minimised: true })])).toBeNull();
});

test('a dialog in another language is known by what opened it and its size; an error message is not', () => {
  const before = [window('Thunar', 'papers')];
  const anchor = { app: 'Thunar', title: 'Rename “a”', dialog: true, size: [400, 300] as [number, number] };
  const german = window('Thunar', '„a“ umbenennen', { dialog: true, box: globalBox(10, 10, 450, 310) });
  const error = window('Thunar', 'Error', { dialog: true, box: globalBox(0, 0, 700, 120) });
  expect(openedInstead(anchor, before, [german, ...before])).toBe(german);
  expect(openedInstead(anchor, before, [error, ...before])).toBeNull();
  expect(openedInstead(anchor, [...before, german], [german, ...before])).toBeNull();
});
