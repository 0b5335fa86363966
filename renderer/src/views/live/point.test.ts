import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveCross, toScreen } from './point.ts';

const box = { x1: -1280, y1: 0, x2: 1920, y2: 1080 };
const inside = (p: { x: number; y: number } | null): boolean =>
  p !== null && p.x >= box.x1 && p.x < box.x2 && p.y >= box.y1 && p.y < box.y2;

test('a click on the picture is the pixel under it, at any size of the picture', () => {
  const picture = { left: 100, top: 50, width: 1600, height: 540 };
  expect(toScreen({ clientX: 100, clientY: 50 }, picture, box)).toEqual({ x: -1280, y: 0 });
  expect(toScreen({ clientX: 900, clientY: 320 }, picture, box)).toEqual({ x: 320, y: 540 });
});

test('whatever is clicked or pressed, the place lies on the screen', () => {
  const numbers = fc.integer({ min: -10_000, max: 10_000 });
  const keys = fc.constantFrom('ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Enter');
  fc.assert(
    fc.property(numbers, numbers, fc.nat(4000), fc.nat(4000), keys, fc.boolean(), (x, y, width, height, key, exact) => {
      const picture = { left: 0, top: 0, width, height };
      const at = toScreen({ clientX: x, clientY: y }, picture, box);
      expect(inside(at) && inside(moveCross(at, key, exact, box))).toBe(true);
    }),
  );
});

test('other keys are not for the cross', () => {
  expect([moveCross({ x: 0, y: 0 }, 'a', false, box), moveCross({ x: 0, y: 0 }, 'toString', false, box)]).toEqual([
    null,
    null,
  ]);
});
