import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import { RELATION_RULES, betweenScore, placeScore } from './relations.ts';

const bounds = globalBox(0, 0, 1000, 800);
const anchor = globalBox(300, 300, 400, 320);

test.each([
  ['right', globalBox(420, 300, 440, 320), globalBox(200, 300, 220, 320)],
  ['left', globalBox(200, 300, 220, 320), globalBox(420, 300, 440, 320)],
  ['below', globalBox(300, 330, 400, 350), globalBox(300, 260, 400, 280)],
  ['above', globalBox(300, 260, 400, 280), globalBox(300, 330, 400, 350)],
  ['beside', globalBox(420, 300, 440, 320), globalBox(420, 500, 440, 520)],
  ['row', globalBox(800, 300, 820, 320), globalBox(800, 400, 820, 420)],
  ['row_end', globalBox(900, 300, 920, 320), globalBox(100, 300, 120, 320)],
  ['row_start', globalBox(100, 300, 120, 320), globalBox(900, 300, 920, 320)],
] as const)('%s holds for the first box and not for the second', (relation, yes, no) => {
  const rule = RELATION_RULES[relation];
  expect(rule(yes, anchor, bounds)).toBeGreaterThan(0.4);
  expect(rule(no, anchor, bounds)).toBeLessThan(0.2);
});

test('the nearer of two is the better neighbour', () => {
  const near = globalBox(300, 326, 400, 346);
  const far = globalBox(300, 426, 400, 446);
  expect(RELATION_RULES.below(near, anchor, bounds)).toBeGreaterThan(RELATION_RULES.below(far, anchor, bounds));
});

test('between holds in rows and in columns', () => {
  const next = globalBox(500, 300, 600, 320);
  expect(betweenScore(globalBox(430, 300, 460, 320), anchor, next)).toBeGreaterThan(0.5);
  const under = globalBox(300, 400, 400, 420);
  expect(betweenScore(globalBox(300, 350, 400, 370), anchor, under)).toBeGreaterThan(0.5);
  expect(betweenScore(globalBox(300, 500, 400, 520), anchor, under)).toBe(0);
});

test('every rule gives 0 to 1', () => {
  const box = fc
    .tuple(
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 1, max: 100 }),
      fc.integer({ min: 1, max: 100 }),
    )
    .map(([x, y, w, h]) => globalBox(x, y, x + w, y + h));
  fc.assert(
    fc.property(box, box, box, (a, b, c) => {
      const scores = [
        ...Object.values(RELATION_RULES).map((rule) => rule(a, b, bounds)),
        betweenScore(a, b, c),
        placeScore(a, { h: 1, v: -1 }, bounds),
      ];
      expect(scores.every((s) => s >= 0 && s <= 1)).toBe(true);
    }),
    { seed: 9 },
  );
});
