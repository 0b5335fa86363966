import { describe, expect, test } from 'vitest';
import { sizeWithin, type SizeHints } from './x11-size-hints.ts';

/** WM_NORMAL_HINTS as the server keeps it. */
function hints(of: {
  min?: readonly [number, number];
  max?: readonly [number, number];
  step?: readonly [number, number];
  base?: readonly [number, number];
}): SizeHints {
  const flags = (of.min ? 16 : 0) | (of.max ? 32 : 0) | (of.step ? 64 : 0) | (of.base ? 256 : 0);
  const pair = (p: readonly [number, number] | undefined): readonly number[] => p ?? [0, 0];
  return [flags, 0, 0, 0, 0, ...pair(of.min), ...pair(of.max), ...pair(of.step), 0, 0, 0, 0, ...pair(of.base), 0];
}
const TERMINAL = hints({ min: [10, 17], step: [6, 13], base: [4, 4] });

describe('the size that a window accepts', () => {
  test('is what was wanted where it has no limits', () => {
    expect(sizeWithin({ width: 333, height: 222 }, [])).toEqual({ width: 333, height: 222, refused: null });
  });

  test('is whole characters for a terminal, and never more than wanted', () => {
    expect(sizeWithin({ width: 100, height: 100 }, TERMINAL)).toEqual({ width: 100, height: 95, refused: null });
    expect(sizeWithin({ width: 99, height: 94 }, TERMINAL)).toEqual({ width: 94, height: 82, refused: null });
  });

  test('is refused below the minimum and above the maximum, with the nearest it accepts', () => {
    const limits = hints({ min: [200, 100], max: [400, 300] });
    expect(sizeWithin({ width: 150, height: 150 }, limits)).toEqual({ width: 200, height: 150, refused: 'smaller' });
    expect(sizeWithin({ width: 250, height: 500 }, limits)).toEqual({ width: 250, height: 300, refused: 'larger' });
  });

  test('has no maximum where the program says zero', () => {
    expect(sizeWithin({ width: 900, height: 900 }, hints({ max: [0, 0] })).refused).toBeNull();
  });
});
