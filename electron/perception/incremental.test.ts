import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fullRegions, planRead } from './incremental.ts';
import { contains, overlaps, type Area } from './picture.ts';

const W = 1920;
const H = 1080;
const box = (maxW: number, maxH: number): fc.Arbitrary<Area> =>
  fc
    .record({
      x1: fc.integer({ min: 0, max: W - 2 }),
      y1: fc.integer({ min: 0, max: H - 2 }),
      w: fc.integer({ min: 1, max: maxW }),
      h: fc.integer({ min: 1, max: maxH }),
    })
    .map(({ x1, y1, w, h }) => ({ x1, y1, x2: Math.min(W, x1 + w), y2: Math.min(H, y1 + h) }));
const changes = fc.array(box(400, 300), { maxLength: 5 });
const lines = fc.array(box(500, 30), { maxLength: 40 });

test('a line is kept only when no pixel of it changed', () => {
  fc.assert(
    fc.property(changes, lines, (changed, before) => {
      const plan = planRead(changed, before, W, H);
      before.forEach((line, i) => {
        if (changed.some((c) => overlaps(c, line))) expect(plan.keep[i]).toBe(false);
      });
    }),
  );
});

test('whatever changed is looked at, and a line that is not kept is looked at whole', () => {
  fc.assert(
    fc.property(changes, lines, (changed, before) => {
      const plan = planRead(changed, before, W, H);
      for (const c of changed) expect(plan.regions.some((r) => contains(r.view, c))).toBe(true);
      before.forEach((line, i) => {
        if (plan.keep[i] === false) expect(plan.regions.some((r) => contains(r.view, line))).toBe(true);
      });
    }),
  );
});

test('regions lie in the picture and do not overlap unless they are its bands', () => {
  fc.assert(
    fc.property(changes, lines, (changed, before) => {
      const { regions, full } = planRead(changed, before, W, H);
      for (const { view } of regions) expect(contains({ x1: 0, y1: 0, x2: W, y2: H }, view)).toBe(true);
      if (full) return;
      regions.forEach((a, i) => {
        for (const b of regions.slice(i + 1)) expect(overlaps(a.view, b.view)).toBe(false);
      });
    }),
  );
});

test('nothing changed means nothing to read', () => {
  const plan = planRead([], [{ x1: 0, y1: 0, x2: 10, y2: 10 }], W, H);
  expect(plan).toEqual({ regions: [], keep: [true], full: false });
});

test('a letter typed beside a line has the whole line read again', () => {
  const line = { x1: 100, y1: 100, x2: 180, y2: 118 };
  const plan = planRead([{ x1: 184, y1: 103, x2: 191, y2: 114 }], [line], W, H);
  expect(plan.keep).toEqual([false]);
  expect(plan.regions.some((r) => contains(r.view, line))).toBe(true);
});

test('a large picture is read in bands that accept every row once', () => {
  const regions = fullRegions(3840, 2160);
  expect(regions.length).toBeGreaterThan(1);
  for (let y = 0; y < 2160; y++) {
    expect(regions.filter((r) => r.accept.some((a) => y >= a.y1 && y < a.y2))).toHaveLength(1);
  }
  for (const { view } of regions) expect((view.x2 - view.x1) * (view.y2 - view.y1)).toBeLessThan(2_500_000);
});
