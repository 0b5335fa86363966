import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globalBox } from '../../protocol/coordinates.ts';
import { Canvas } from '../../../test/bench/grounding/canvas.ts';
import { CROP, LOOK_NUMBERS, cropOf, lookOf, spreadOf } from './look.ts';

const GREY: readonly [number, number, number] = [120, 120, 120];

/** A grey screen with a red button from 40,40 to 140,80. */
const frame = ((): ReturnType<Canvas['screen']>['frame'] => {
  const c = new Canvas(200, 150, GREY);
  c.control('button', globalBox(40, 40, 140, 80), '', [210, 30, 30]);
  return c.screen().frame;
})();

test('a crop of flat ground is that ground', () => {
  expect([...cropOf(frame, globalBox(150, 100, 190, 140))].every((v) => v === 120)).toBe(true);
});

test('a crop is the square about the middle, a quarter wider than the longer side', () => {
  const crop = cropOf(frame, globalBox(40, 40, 140, 80));
  const at = (x: number, y: number): number[] => [...crop.subarray((y * CROP + x) * 3, (y * CROP + x) * 3 + 3)];
  expect(at(24, 24)).toEqual([210, 30, 30]);
  // 125 pixels for 48: the button's edge 40 is 20 pixels below the crop's, 7 of 48.
  expect(at(24, 2)).toEqual([...GREY]);
  expect(at(1, 24)).toEqual([...GREY]);
});

test('the colour of a button and the share that is drawn on it', () => {
  const look = lookOf(frame, globalBox(50, 45, 130, 75));
  expect(look.slice(0, 3).map((v) => Math.round(v * 255))).toEqual([210, 30, 30]);
  expect(look).toHaveLength(LOOK_NUMBERS);
  expect(look[7]).toBeGreaterThan(0.6);
  expect(spreadOf(frame, globalBox(150, 100, 190, 140))).toBe(0);
  expect(spreadOf(frame, globalBox(20, 30, 160, 90))).toBeGreaterThan(0.05);
});

test('any box of any frame gives numbers that are finite', () => {
  const size = fc.integer({ min: 1, max: 70 });
  const edge = fc.integer({ min: -300, max: 500 });
  fc.assert(
    fc.property(size, size, edge, edge, edge, edge, (w, h, a, b, c, d) => {
      const small = new Canvas(w, h, [9, 200, 77]).screen().frame;
      const box = globalBox(Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d));
      expect(cropOf(small, box)).toHaveLength(CROP * CROP * 3);
      expect(lookOf(small, box).every((v) => Number.isFinite(v) && v >= 0 && v <= 3)).toBe(true);
    }),
    { numRuns: 200 },
  );
});
