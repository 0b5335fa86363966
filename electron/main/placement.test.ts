import fc from 'fast-check';
import { expect, test } from 'vitest';
import { edgesOf, intersects, outOfTheWay, overlayStrips, toLogical } from './placement.ts';
import type { Rectangle, ScreenInfo } from './port.ts';

const screen = (x: number, y: number, width: number, height: number, scaleFactor = 1): ScreenInfo => ({
  bounds: { x, y, width, height },
  workArea: { x, y, width, height },
  scaleFactor,
});
const desk = screen(0, 0, 1920, 1080);

test('physical places become logical ones, on a second screen of twice the density too', () => {
  const box = { x1: 200, y1: 100, x2: 300, y2: 140 };
  expect(toLogical(box, [desk])).toEqual({ x: 200, y: 100, width: 100, height: 40 });
  expect(toLogical(box, [screen(0, 0, 960, 540, 2)])).toEqual({ x: 100, y: 50, width: 50, height: 20 });
});

const rectangle = fc
  .tuple(fc.nat(1800), fc.nat(1000), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 200 }))
  .map(([x, y, width, height]): Rectangle => ({ x, y, width, height }));

test('a window that moves is on a screen and off the target; one that is not in the way stays', () => {
  fc.assert(
    fc.property(rectangle, fc.integer({ min: 200, max: 1900 }), fc.integer({ min: 200, max: 1060 }), (target, w, h) => {
      const window = { x: 10, y: 10, width: w, height: h };
      const place = outOfTheWay(window, target, [desk, screen(1920, 0, 1280, 1024)]);
      if (place === null) expect(intersects(window, target)).toBe(false);
      else if (place !== 'hide') {
        expect(intersects(place, target)).toBe(false);
        expect([place.width, place.height]).toEqual([w, h]);
        expect(place.x >= 0 && place.x + w <= 3200 && place.y >= 0).toBe(true);
      }
    }),
  );
});

test('with no room anywhere it is hidden', () => {
  expect(
    outOfTheWay({ x: 0, y: 0, width: 1900, height: 1070 }, { x: 900, y: 500, width: 50, height: 20 }, [desk]),
  ).toBe('hide');
});

test('the strips frame the screen and the target, and cover neither', () => {
  const target = { x: 500, y: 300, width: 80, height: 30 };
  const strips = overlayStrips(true, target, [desk], 'darwin');
  expect(strips).toHaveLength(8);
  for (const strip of strips) expect(intersects(strip, target)).toBe(false);
  expect(strips.reduce((sum, s) => sum + s.width * s.height, 0)).toBeLessThan(0.02 * 1920 * 1080);
  expect(overlayStrips(false, target, [desk], 'darwin')).toEqual([]);
});

test('on X11 the target is not framed: the step’s permit is bound to the pixels around it', () => {
  expect(overlayStrips(true, { x: 5, y: 5, width: 9, height: 9 }, [desk], 'linux')).toEqual(edgesOf(desk.bounds));
});
