import { expect, test } from 'vitest';
import fc from 'fast-check';
import { boxesFromMap, detectorInput } from './detect.ts';

const map = (width: number, height: number, cores: readonly (readonly [number, number, number, number, number?])[]) => {
  const data = new Float32Array(width * height);
  for (const [x1, y1, x2, y2, p = 0.9] of cores)
    for (let y = y1; y < y2; y++) data.fill(p, y * width + x1, y * width + x2);
  return { data, stride: width, width, height };
};

test('a core becomes a box around it, grown on every side', () => {
  const [box] = boxesFromMap(map(100, 40, [[20, 15, 60, 23]]));
  expect(box?.x1).toBeLessThan(20);
  expect(box?.y1).toBeLessThan(15);
  expect(box?.x2).toBeGreaterThan(60);
  expect(box?.y2).toBeGreaterThan(23);
});

test('two cores apart are two boxes, top first', () => {
  const boxes = boxesFromMap(
    map(100, 60, [
      [50, 40, 80, 48],
      [5, 5, 40, 12],
    ]),
  );
  expect(boxes.map((b) => b.y1 < 30)).toEqual([true, false]);
});

test('specks and faint areas are no text', () => {
  expect(boxesFromMap(map(50, 50, [[10, 10, 12, 12]]))).toEqual([]);
  expect(boxesFromMap(map(50, 50, [[10, 10, 40, 20, 0.35]]))).toEqual([]);
});

test('padding beyond the picture is not looked at', () => {
  const padded = { ...map(64, 64, [[40, 40, 60, 50]]), width: 32, height: 32 };
  expect(boxesFromMap(padded)).toEqual([]);
});

test('boxes stay inside the map whatever it holds', () => {
  fc.assert(
    fc.property(
      fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 24 * 16, maxLength: 24 * 16 }),
      (values) => {
        const boxes = boxesFromMap({ data: Float32Array.from(values), stride: 24, width: 24, height: 16 });
        return boxes.every((b) => b.x1 >= 0 && b.y1 >= 0 && b.x2 <= 24 && b.y2 <= 16 && b.x1 < b.x2 && b.y1 < b.y2);
      },
    ),
  );
});

test('the input is padded to the detector step and normalised by channel', () => {
  const data = new Uint8Array(3 * 2 * 4).fill(255);
  const { dims, data: input } = detectorInput({ data, width: 3, height: 2 }, { x1: 0, y1: 0, x2: 3, y2: 2 });
  expect(dims).toEqual([1, 3, 32, 32]);
  expect(input[0]).toBeCloseTo((1 - 0.485) / 0.229);
  expect(input[3]).toBe(0);
  expect(input[2 * 32 * 32]).toBeCloseTo((1 - 0.406) / 0.225);
});
