import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  boxContains,
  boxHeight,
  boxIsEmpty,
  boxWidth,
  frameBox,
  framePx,
  globalBox,
  globalPoint,
  type Box,
  type FramePx,
} from '../protocol/coordinates.ts';
import type { Display } from '../protocol/frame.ts';
import {
  boxesWithout,
  boxToFrame,
  boxToGlobal,
  clipToFrame,
  desktopBounds,
  displayAt,
  frameBounds,
  frameScale,
  globalToLogical,
  isMasked,
  logicalToGlobal,
  nearestOnDisplay,
  pictureDisplay,
  pointToFrame,
  pointToGlobal,
  type Placed,
} from './geometry.ts';
import { wholeDesktop } from './view.ts';

const origin = fc.integer({ min: -8000, max: 8000 });
const size = fc.integer({ min: 1, max: 4000 });
/** Scale factors that systems offer; 1.25 and 1.75 do not divide most sizes. */
const scale = fc.constantFrom(1, 1.25, 1.5, 1.75, 2, 3);

const display: fc.Arbitrary<Display> = fc
  .record({ x: origin, y: origin, w: size, h: size, scale })
  .map(({ x, y, w, h, scale: factor }) => ({
    id: `${x},${y}`,
    name: 'd',
    box: globalBox(x, y, x + w, y + h),
    scale: factor,
    primary: false,
  }));

/** A frame of a display, captured at its own resolution or at the logical one. */
const placed: fc.Arbitrary<Placed> = fc.record({ display, logical: fc.boolean() }).map(({ display: d, logical }) => ({
  display: d,
  width: Math.max(1, Math.round(boxWidth(d.box) / (logical ? d.scale : 1))),
  height: Math.max(1, Math.round(boxHeight(d.box) / (logical ? d.scale : 1))),
}));

const fraction = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const framePointOf = (f: Placed, u: number, v: number): { x: FramePx; y: FramePx } => ({
  x: framePx(Math.floor(u * f.width)),
  y: framePx(Math.floor(v * f.height)),
});
const frameBoxOf = (f: Placed, [u1, v1, u2, v2]: readonly [number, number, number, number]): Box<FramePx> => {
  const a = framePointOf(f, Math.min(u1, u2), Math.min(v1, v2));
  const b = framePointOf(f, Math.max(u1, u2), Math.max(v1, v2));
  return frameBox(a.x, a.y, b.x + 1, b.y + 1);
};
const corners = fc.tuple(fraction, fraction, fraction, fraction);

const within = (inner: Box<number>, outer: Box<number>): boolean =>
  inner.x1 >= outer.x1 && inner.y1 >= outer.y1 && inner.x2 <= outer.x2 && inner.y2 <= outer.y2;

test('a frame pixel taken to the world and back is the same pixel, and the world pixel is on the display', () => {
  fc.assert(
    fc.property(placed, fraction, fraction, (f, u, v) => {
      fc.pre(frameScale(f).x >= 1 && frameScale(f).y >= 1);
      const p = framePointOf(f, u, v);
      const global = pointToGlobal(f, p);
      expect(boxContains(f.display.box, global)).toBe(true);
      expect(pointToFrame(f, global)).toEqual(p);
    }),
  );
});

test('at its own resolution a frame is the display moved to zero', () => {
  fc.assert(
    fc.property(display, fraction, fraction, (d, u, v) => {
      const f: Placed = { display: d, width: boxWidth(d.box), height: boxHeight(d.box) };
      const p = framePointOf(f, u, v);
      expect(pointToGlobal(f, p)).toEqual({ x: d.box.x1 + p.x, y: d.box.y1 + p.y });
    }),
  );
});

test('every pixel of the display is shown by a pixel of its frame', () => {
  fc.assert(
    fc.property(placed, fraction, fraction, (f, u, v) => {
      const { x1, y1 } = f.display.box;
      const x = x1 + Math.floor(u * boxWidth(f.display.box));
      const y = y1 + Math.floor(v * boxHeight(f.display.box));
      expect(boxContains(frameBounds(f), pointToFrame(f, globalPoint(x, y)))).toBe(true);
    }),
  );
});

test('a frame box taken to the world and back still covers itself, and stays on the display', () => {
  fc.assert(
    fc.property(placed, corners, (f, uv) => {
      const box = frameBoxOf(f, uv);
      const global = boxToGlobal(f, box);
      expect(within(global, f.display.box)).toBe(true);
      expect(within(box, boxToFrame(f, global))).toBe(true);
    }),
  );
});

test('what a box covers in the world it covers in the frame, and no box grows by a whole pixel at each side', () => {
  fc.assert(
    fc.property(placed, corners, (f, uv) => {
      const box = frameBoxOf(f, uv);
      const global = boxToGlobal(f, box);
      const s = frameScale(f);
      expect(boxWidth(global)).toBeLessThan(boxWidth(box) * s.x + 2);
      expect(boxHeight(global)).toBeLessThan(boxHeight(box) * s.y + 2);
      // The middle of each corner pixel stays inside.
      for (const p of [
        { x: box.x1, y: box.y1 },
        { x: framePx(box.x2 - 1), y: framePx(box.y2 - 1) },
      ])
        expect(boxContains(global, pointToGlobal(f, p))).toBe(true);
    }),
  );
});

test('clipping keeps within the frame, and is empty for a box beside the display', () => {
  fc.assert(
    fc.property(placed, corners, origin, origin, (f, uv, dx, dy) => {
      const b = boxToGlobal(f, frameBoxOf(f, uv));
      const moved = globalBox(b.x1 + dx, b.y1 + dy, b.x2 + dx, b.y2 + dy);
      const clipped = clipToFrame(f, moved);
      expect(boxIsEmpty(clipped) || within(clipped, frameBounds(f))).toBe(true);
      const { box } = f.display;
      const beside = moved.x2 <= box.x1 || moved.x1 >= box.x2 || moved.y2 <= box.y1 || moved.y1 >= box.y2;
      if (beside) expect(boxIsEmpty(clipped)).toBe(true);
    }),
  );
});

/** Displays side by side, each with a scale of its own, the second one to the left of the origin. */
const MIXED: readonly Display[] = [
  { id: 'main', name: 'main', box: globalBox(0, 0, 2560, 1440), scale: 1, primary: true },
  { id: 'left', name: 'left', box: globalBox(-3840, -360, 0, 1800), scale: 2, primary: false },
  { id: 'above', name: 'above', box: globalBox(300, -1080, 2220, 0), scale: 1.25, primary: false },
];

test('each point belongs to the display it is on, edges to the one that begins there', () => {
  const at = (x: number, y: number): string | undefined => displayAt(MIXED, globalPoint(x, y))?.id;
  expect([at(0, 0), at(-1, 0), at(-3840, -360), at(300, -1), at(299, -1)]).toEqual([
    'main',
    'left',
    'left',
    'above',
    undefined,
  ]);
  expect(at(2560, 0)).toBeUndefined();
});

test('the desktop reaches around all displays', () => {
  expect(desktopBounds(MIXED)).toEqual(globalBox(-3840, -1080, 2560, 1800));
  expect(desktopBounds([])).toBeNull();
});

test('the nearest pixel on a display is on one, nothing is nearer, and a point on a display stays', () => {
  fc.assert(
    fc.property(fc.array(display, { minLength: 1, maxLength: 4 }), origin, origin, (displays, x, y) => {
      const p = globalPoint(x, y);
      const nearest = nearestOnDisplay(displays, p);
      expect(nearest).not.toBeNull();
      if (!nearest) return;
      expect(displayAt(displays, nearest)).not.toBeNull();
      if (displayAt(displays, p)) expect(nearest).toEqual(p);
      const distance = (q: { x: number; y: number }): number => (q.x - x) ** 2 + (q.y - y) ** 2;
      for (const { box } of displays)
        for (const q of [
          { x: box.x1, y: box.y1 },
          { x: box.x2 - 1, y: box.y2 - 1 },
        ])
          expect(distance(nearest)).toBeLessThanOrEqual(distance(q));
    }),
  );
  expect(nearestOnDisplay([], globalPoint(0, 0))).toBeNull();
});

test('a pixel in logical units and back is the same pixel, at every scale and origin', () => {
  fc.assert(
    fc.property(display, fraction, fraction, (d, u, v) => {
      const x = d.box.x1 + Math.floor(u * boxWidth(d.box));
      const y = d.box.y1 + Math.floor(v * boxHeight(d.box));
      const logical = globalToLogical(d, globalPoint(x, y));
      expect(logicalToGlobal(d, logical.x, logical.y)).toEqual(globalPoint(x, y));
    }),
  );
});

test('a picture from a file is a display of its own size at zero', () => {
  const d = pictureDisplay('a.png', 640, 480);
  expect(d.box).toEqual(globalBox(0, 0, 640, 480));
  expect(d.scale).toBe(1);
});

const smallBox: fc.Arbitrary<Box> = fc
  .record({ x: fc.integer({ min: -60, max: 60 }), y: fc.integer({ min: -60, max: 60 }), w: fc.nat(50), h: fc.nat(50) })
  .map(({ x, y, w, h }) => globalBox(x, y, x + w, y + h));

test('what is left of a box without others is exactly the pixels that none of them has, each once', () => {
  const pixel = fc.integer({ min: -70, max: 120 });
  fc.assert(
    fc.property(smallBox, fc.array(smallBox, { maxLength: 5 }), pixel, pixel, (box, holes, x, y) => {
      const p = globalPoint(x, y);
      const wanted = boxContains(box, p) && !holes.some((h) => boxContains(h, p));
      expect(boxesWithout([box], holes).filter((b) => boxContains(b, p))).toHaveLength(wanted ? 1 : 0);
    }),
  );
});

test('a point of the desktop picture is masked exactly where no display is, whatever the origins and sizes', () => {
  fc.assert(
    fc.property(fc.array(display, { minLength: 1, maxLength: 4 }), fraction, fraction, (displays, u, v) => {
      const whole = wholeDesktop(displays);
      if (!whole) throw new Error('no desktop');
      const frame = {
        masked: boxesWithout(
          [whole.box],
          displays.map((d) => d.box),
        ),
      };
      const x = whole.box.x1 + Math.floor(u * boxWidth(whole.box));
      const y = whole.box.y1 + Math.floor(v * boxHeight(whole.box));
      const p = globalPoint(x, y);
      expect(isMasked(frame, p)).toBe(displayAt(displays, p) === null);
      // One space: the pixel of the whole picture is the pixel that the display itself would show there.
      const placedWhole: Placed = { display: whole, width: boxWidth(whole.box), height: boxHeight(whole.box) };
      expect(pointToGlobal(placedWhole, pointToFrame(placedWhole, p))).toEqual(p);
    }),
  );
});

test('on displays of different scale a logical position goes to the display it is counted on, and comes back', () => {
  fc.assert(
    fc.property(
      fc.array(display, { minLength: 2, maxLength: 4 }),
      fc.nat(3),
      fraction,
      fraction,
      (displays, i, u, v) => {
        const on = displays[i % displays.length];
        if (!on) throw new Error('no display');
        const p = globalPoint(
          on.box.x1 + Math.floor(u * boxWidth(on.box)),
          on.box.y1 + Math.floor(v * boxHeight(on.box)),
        );
        const logical = globalToLogical(on, p);
        expect(logicalToGlobal(on, logical.x, logical.y)).toEqual(p);
      },
    ),
  );
});
