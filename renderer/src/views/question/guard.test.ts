import { describe, expect, test } from 'vitest';
import { ARM_MS, secondsLeft, whyIgnored } from './guard.ts';

describe('which key answers a question', () => {
  test.each([
    ['Enter', 'destructive', ARM_MS + 1, 'enter'],
    ['Enter', 'destructive', 3_600_000, 'enter'],
    [' ', 'destructive', ARM_MS + 1, null],
    ['Enter', 'caution', ARM_MS + 1, null],
    ['Enter', 'caution', ARM_MS - 1, 'too-early'],
    [' ', 'safe', 0, 'too-early'],
    ['Tab', 'destructive', 0, null],
  ] as const)('%j on a button that allows something %s after %d ms: %s', (key, risk, ms, why) => {
    expect(whyIgnored(key, risk, ms)).toBe(why);
  });

  test('the time left is whole seconds and never less than nothing', () => {
    expect([secondsLeft(10_000, 0), secondsLeft(10_000, 9001), secondsLeft(10_000, 10_001)]).toEqual([10, 1, 0]);
  });
});
