import { expect, test } from 'vitest';
import type { Entry } from '../record/entries.ts';
import { gesturesOf } from './gestures.ts';

const frame = null;
const press = (at: number, x = 10, y = 10, button = 1): Entry => ({ t: 'press', at, button, x, y, held: [], frame });
const release = (at: number, x = 10, y = 10, button = 1): Entry => ({ t: 'release', at, button, x, y, held: [] });
const char = (at: number, text: string): Entry => ({ t: 'char', at, text, frame });
const key = (at: number, name: string, held: ('ctrl' | 'shift')[] = []): Entry => ({
  t: 'key',
  at,
  key: name,
  held,
  frame,
});
const wheel = (at: number, direction: 'up' | 'down'): Entry => ({
  t: 'wheel',
  at,
  direction,
  x: 5,
  y: 5,
  held: [],
  frame,
});
const kinds = (entries: Entry[]): string[] => gesturesOf(entries).map((g) => g.kind);

test('typing is joined, and letters that were taken back are not there', () => {
  const entries = [char(1, 'c'), char(2, 'x'), key(3, 'backspace'), char(4, 'a'), char(5, 't')];
  expect(gesturesOf(entries)).toMatchObject([{ kind: 'type', text: 'cat', at: 1, endAt: 5 }]);
});

test('typing that was taken back wholly is nothing; further ones reach what was there before', () => {
  expect(kinds([char(1, 'c'), key(2, 'backspace'), key(3, 'backspace')])).toEqual(['press']);
});

test('two quick clicks on one place are a double click, slow ones are two', () => {
  expect(gesturesOf([press(0), release(40), press(200), release(240)])).toMatchObject([{ kind: 'click', count: 2 }]);
  expect(kinds([press(0), release(40), press(900), release(940)])).toEqual(['click', 'click']);
  expect(kinds([press(0), release(40), press(200, 40), release(240, 40)])).toEqual(['click', 'click']);
});

test('a hand that trembles clicks; one that moves drags', () => {
  expect(kinds([press(0), release(50, 13, 12)])).toEqual(['click']);
  expect(gesturesOf([press(0), release(500, 90, 40)])).toMatchObject([{ kind: 'drag', x: 10, toX: 90, toY: 40 }]);
});

test('turns of the wheel are one scroll until they turn back', () => {
  expect(gesturesOf([wheel(0, 'down'), wheel(100, 'down'), wheel(200, 'up')])).toMatchObject([
    { kind: 'scroll', direction: 'down', notches: 2 },
    { kind: 'scroll', direction: 'up', notches: 1 },
  ]);
});

test('a chord keeps what was held', () => {
  expect(gesturesOf([key(1, 's', ['ctrl', 'shift'])])).toMatchObject([{ kind: 'press', keys: ['ctrl', 'shift', 's'] }]);
});

test('a button that was down when the recording ended was a click', () => {
  expect(kinds([press(0)])).toEqual(['click']);
});

test('a right click that slipped is still a right click', () => {
  expect(gesturesOf([press(0, 10, 10, 3), release(80, 30, 10, 3)])).toMatchObject([{ kind: 'click', button: 'right' }]);
});
