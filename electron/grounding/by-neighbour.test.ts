import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Canvas } from '../../test/bench/grounding/canvas.ts';
import { boxContains, globalBox } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import { distance } from './by-neighbour.ts';
import { createTextGrounder } from './grounder.ts';

const grounder = createTextGrounder({ abstainBelow: 0 });
const PAGES = ['Home', 'Recipes', 'Travel', 'Garden', 'Letters'];
const page = (i: number): Box => globalBox(30, 160 + 26 * i, 130, 176 + 26 * i);
const tool = (i: number): Box => globalBox(300 + 90 * i, 60, 380 + 90 * i, 88);

/** An index of pages below its heading, and a bar of buttons. */
function notebook(): Canvas {
  const c = new Canvas(900, 600);
  c.text(30, 130, 'Index');
  PAGES.forEach((name, i) => c.text(30, 160 + 26 * i, name));
  ['Save', 'Share', 'Print', 'Help'].forEach((name, i) => c.control('button', tool(i), name));
  c.text(300, 300, 'A text that speaks of Travel and of many other things');
  return c;
}

describe('what has no name and stands beside what has one', () => {
  test.each([
    ['the entry below Recipes', page(2)],
    ['the page right after Home', page(1)],
    ['the page right before Letters', page(3)],
    ['the second entry under Home', page(2)],
    ['the item above Garden', page(2)],
    ['the first entry under the Index heading', page(0)],
    ['the button between Share and Help', tool(2)],
    ['the button to the right of Save', tool(1)],
    ['the button just before Help', tool(2)],
  ])('%s', async (said, box) => {
    const g = await grounder.ground(notebook().screen(), said);
    expect(g.status === 'found' && boxContains(box, g.point), JSON.stringify(g.candidates[0])).toBe(true);
  });

  test('a name with “After” in it is a name', async () => {
    const c = notebook();
    c.control('button', globalBox(300, 400, 420, 430), 'Paste After');
    const g = await grounder.ground(c.screen(), 'click Paste After');
    expect(g.status === 'found' && boxContains(globalBox(300, 400, 420, 430), g.point)).toBe(true);
  });
});

describe('distance', () => {
  const box = fc
    .tuple(fc.nat(1000), fc.nat(700), fc.integer({ min: 8, max: 200 }), fc.integer({ min: 8, max: 60 }))
    .map(([x, y, w, h]) => globalBox(x, y, x + w, y + h));
  test('right and left, above and below are the same way back', () => {
    fc.assert(
      fc.property(box, box, (a, b) => {
        expect(distance(a, b, 'right')).toBe(distance(b, a, 'left'));
        expect(distance(a, b, 'below')).toBe(distance(b, a, 'above'));
      }),
    );
  });
  test('is never negative', () => {
    fc.assert(fc.property(box, box, (a, b) => (distance(a, b, 'below') ?? 0) >= 0));
  });
});
