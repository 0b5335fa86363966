import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nativeTileHashes } from '../../native/screen.ts';
import { boxArea, boxContains, boxIntersection, boxIsEmpty, globalBox, globalPoint } from '../protocol/coordinates.ts';
import type { Display, Frame } from '../protocol/frame.ts';
import { makeFrame } from './make-frame.ts';
import { changedBoxes, hashTiles, hashTilesPortably } from './tiles.ts';

const WIDTH = 200;
const HEIGHT = 150;

function frame(paint: (data: Uint8Array) => void, origin: readonly [number, number] = [0, 0]): Frame {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  paint(data);
  const display: Display = {
    id: 'd',
    name: 'd',
    box: globalBox(origin[0], origin[1], origin[0] + WIDTH, origin[1] + HEIGHT),
    scale: 1,
    primary: true,
  };
  return makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt: 0 });
}
const setPixel = (data: Uint8Array, x: number, y: number, value = 0): void =>
  void data.fill(value, (y * WIDTH + x) * 4, (y * WIDTH + x) * 4 + 3);

const spot = fc.record({ x: fc.nat(WIDTH - 1), y: fc.nat(HEIGHT - 1) });

test('a single changed bit of a single pixel changes exactly one tile', () => {
  const base = new Uint8Array(WIDTH * HEIGHT * 4).fill(200);
  const before = hashTiles(base, WIDTH, HEIGHT);
  fc.assert(
    fc.property(spot, fc.nat(2), fc.nat(7), ({ x, y }, channel, bit) => {
      const data = base.slice();
      const at = (y * WIDTH + x) * 4 + channel;
      data[at] = (data[at] ?? 0) ^ (1 << bit);
      const after = hashTiles(data, WIDTH, HEIGHT);
      const changed = after.hashes.flatMap((h, i) => (h === before.hashes[i] ? [] : [i]));
      expect(changed).toEqual([Math.floor(y / 64) * before.columns + Math.floor(x / 64)]);
    }),
  );
});

test.skipIf(nativeTileHashes() === null)('the addon makes the same hashes, digit for digit', () => {
  const picture = fc
    .record({ width: fc.integer({ min: 1, max: 150 }), height: fc.integer({ min: 1, max: 70 }) })
    .chain(({ width, height }) =>
      fc.record({
        width: fc.constant(width),
        height: fc.constant(height),
        data: fc.uint8Array({ minLength: width * height * 4, maxLength: width * height * 4, size: 'max' }),
        size: fc.constantFrom(64, 64, 16, 7, 1),
      }),
    );
  fc.assert(
    fc.property(picture, ({ data, width, height, size }) => {
      expect(hashTiles(data, width, height, size)).toEqual(hashTilesPortably(data, width, height, size));
    }),
    { numRuns: 60 },
  );
});

test('a hash is this one: stored pictures are found by it', () => {
  const data = Uint8Array.from({ length: 70 * 3 * 4 }, (_, i) => (i * 37) & 0xff);
  expect(hashTilesPortably(data, 70, 3).hashes).toEqual(['dd466fe606194d73', '8ecec52cb0350b2d']);
});

test('hashes do not depend on where in memory the pixels lie', () => {
  const odd = new Uint8Array(WIDTH * HEIGHT * 4 + 1).fill(7);
  expect(hashTiles(odd.subarray(1), WIDTH, HEIGHT)).toEqual(hashTiles(odd.slice(1), WIDTH, HEIGHT));
});

test('swapping two pixels or shifting a row is seen', () => {
  const a = frame((d) => setPixel(d, 10, 10));
  const b = frame((d) => setPixel(d, 11, 10));
  const c = frame((d) => setPixel(d, 10, 11));
  expect(new Set([a.hash, b.hash, c.hash]).size).toBe(3);
});

test('changed boxes cover every changed pixel, overlap nowhere, and lie in global pixels', () => {
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 12 }), fc.integer({ min: -3000, max: 3000 }), (spots, origin) => {
      const before = frame(() => undefined, [origin, -origin]);
      const after = frame((d) => spots.forEach(({ x, y }) => setPixel(d, x, y)), [origin, -origin]);
      const boxes = changedBoxes(before, after);
      for (const { x, y } of spots)
        expect(boxes.filter((b) => boxContains(b, globalPoint(origin + x, -origin + y)))).toHaveLength(1);
      boxes.forEach((b, i) => {
        boxes.slice(i + 1).forEach((c) => expect(boxIsEmpty(boxIntersection(b, c))).toBe(true));
      });
      expect(boxes.length).toBeLessThanOrEqual(spots.length);
    }),
  );
});

test('a changed box is tight around what changed, not around its tiles', () => {
  const after = frame((d) => {
    for (let y = 40; y < 52; y++) setPixel(d, 63, y);
  });
  expect(
    changedBoxes(
      frame(() => undefined),
      after,
    ),
  ).toEqual([globalBox(63, 40, 64, 52)]);
});

test('far changes stay apart', () => {
  const after = frame((d) => {
    setPixel(d, 3, 3);
    setPixel(d, 190, 140);
  });
  const boxes = changedBoxes(
    frame(() => undefined),
    after,
  );
  expect(boxes).toHaveLength(2);
  expect(boxes.reduce((sum, b) => sum + boxArea(b), 0)).toBe(2);
});

test('with nothing to compare with, all has changed', () => {
  const f = frame(() => undefined);
  expect(changedBoxes(null, f)).toEqual([f.display.box]);
  expect(changedBoxes({ ...f, width: 100 }, f)).toEqual([f.display.box]);
  expect(changedBoxes(f, f)).toEqual([]);
});
