import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { accented, keysymAt, meaningOf, type KeyRows } from './keyboard.ts';
import { characterOf } from './keysym-text.ts';

const SHIFT = 1;
const LOCK = 2;
const CTRL = 4;
const ALT = 8;
const NUM = 16;
const ALTGR = 128;
const SECOND_GROUP = 1 << 13;

/** Rows as an X server gives them: a, 2 with AltGr, dead acute, keypad 7, Return, Shift, and я on a second group. */
const rows: KeyRows = new Map([
  [38, [0x61, 0x41, 0x6d1, 0x6f1, 0xe6, 0xc6]],
  [11, [0x32, 0x22, 0x32, 0x22, 0xb2, 0x32]],
  [21, [0xfe51, 0xfe50]],
  [79, [0xff95, 0xffb7]],
  [36, [0xff0d]],
  [50, [0xffe1]],
  [65, [0x20]],
  [39, [0x73, 0x53]],
]);
const typed = (code: number, state = 0): string => {
  const meaning = meaningOf(rows, code, state);
  return meaning.kind === 'text' ? meaning.text : meaning.kind;
};

test.each([
  [38, 0, 'a'],
  [38, SHIFT, 'A'],
  [38, LOCK, 'A'],
  [38, SHIFT | LOCK, 'a'],
  [11, LOCK, '2'],
  [11, SHIFT, '"'],
  [11, ALTGR, '²'],
  [38, ALTGR | SHIFT, 'Æ'],
  [38, SECOND_GROUP, 'я'],
  [38, SECOND_GROUP | SHIFT, 'Я'],
  [79, NUM, '7'],
  [65, 0, ' '],
])('key %d in state %d types %s', (code, state, text) => {
  expect(typed(code, state)).toBe(text);
});

test('a keypad without Num Lock moves the caret', () => {
  expect(meaningOf(rows, 79, 0)).toEqual({ kind: 'key', key: 'home', held: [] });
});

describe('chords', () => {
  test('Ctrl+Shift+S is S held with both, not a capital letter', () => {
    expect(meaningOf(rows, 39, CTRL | SHIFT)).toEqual({ kind: 'key', key: 's', held: ['ctrl', 'shift'] });
  });
  test('Alt+Space names the space bar', () => {
    expect(meaningOf(rows, 65, ALT)).toEqual({ kind: 'key', key: 'space', held: ['alt'] });
  });
  test('a modifier alone is no key', () => {
    expect(meaningOf(rows, 50, 0)).toEqual({ kind: 'modifier' });
  });
});

test.each([
  ['\u0301', 'e', 'é'],
  ['\u0308', 'u', 'ü'],
  ['\u0302', ' ', '^'],
  ['\u0301', 'x', '´x'],
])('accent %j on %j is %j', (mark, letter, text) => {
  expect(accented(mark, letter)).toBe(text);
});

test.each([
  [0x41, 'A'],
  [0xfc, 'ü'],
  [0x1000000 + 0x65e5, '日'],
  [0x20ac, '€'],
  [0x6c1, 'а'],
  [0x7e1, 'α'],
  [0xff0d, null],
])('keysym %d is the character %s', (keysym, text) => {
  expect(characterOf(keysym)).toBe(text);
});

test('no key and no state break it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 0, max: 0xffff }), (code, state) => {
      expect(keysymAt(rows.get(code), state)).toBeGreaterThanOrEqual(0);
      expect(typeof meaningOf(rows, code, state).kind).toBe('string');
    }),
  );
});
