import { expect, test } from 'vitest';
import { keyPool, nextPart, requestsFor } from './key-pool.ts';

const XF86_LAUNCH = 0x1008ff41;
const rows = (entries: Record<number, readonly number[]>): Map<number, readonly number[]> =>
  new Map(Object.entries(entries).map(([k, r]) => [Number(k), r]));

test('free are empty keys and keys for functions nobody has, not those that type, modify, or act by number', () => {
  const of = rows({
    38: [0x61, 0x41],
    50: [0xffe1, 0],
    97: [0, 0],
    118: [0xff63, 0], // Insert
    124: [0x1008ff2a, 0], // PowerOff
    156: [XF86_LAUNCH, 0],
    166: [0, 0], // Back, to Chromium, whatever is on it
    190: [XF86_LAUNCH, 0], // grabbed by somebody
  });
  expect(keyPool(of, new Set([50, 190]))).toEqual([156, 97]);
});

test('keys that desktops often bind to something come last', () => {
  const of = rows({ 200: [0x1008ff13, 0], 201: [XF86_LAUNCH, 0] });
  expect(keyPool(of, new Set())).toEqual([201, 200]);
});

test('a stretch of keys comes before single ones, so that one request changes many', () => {
  const long = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [140 + i * 1, [XF86_LAUNCH]]));
  expect(keyPool(rows({ ...long, 250: [0] }), new Set()).at(-1)).toBe(250);
});

test('changes with keys between them that may be rewritten are one request', () => {
  const changes = rows({ 10: [1], 12: [2], 20: [3] });
  const bridge = (k: number): readonly number[] | null => (k === 11 ? [9] : null);
  expect(requestsFor(changes, bridge)).toEqual([
    { first: 10, rows: [[1], [9], [2]] },
    { first: 20, rows: [[3]] },
  ]);
});

test('a text is cut where room for characters ends, and the frequent ones come first', () => {
  const own = (k: number): boolean => k < 10;
  expect(nextPart([11, 1, 12, 12, 2, 13, 11], 0, own, 2)).toEqual({ to: 5, needed: [12, 11] });
  expect(nextPart([11, 1, 12, 12, 2, 13, 11], 5, own, 2)).toEqual({ to: 7, needed: [13, 11] });
  expect(nextPart([11], 0, own, 0)).toEqual({ to: 0, needed: [] });
});
