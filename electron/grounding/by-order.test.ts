import { describe, expect, test } from 'vitest';
import { Canvas } from '../../test/bench/grounding/canvas.ts';
import { boxContains, globalBox, type Box } from '../protocol/coordinates.ts';
import { createTextGrounder } from './grounder.ts';

const grounder = createTextGrounder({ abstainBelow: 0 });

const NAMES = ['apples.txt', 'bread.txt', 'cheese.txt', 'dates.txt', 'eggs.txt', 'flour.txt', 'garlic.txt'];
const row = (i: number): Box => globalBox(200, 180 + 28 * i, 300, 196 + 28 * i);
const tool = (i: number): Box => globalBox(20 + 40 * i, 60, 44 + 40 * i, 84);
const tab = (i: number): Box => globalBox(200 + 110 * i, 100, 300 + 110 * i, 126);

/** A window with a bar of icons, tabs, and a list of files under a heading. */
function files(): Canvas {
  const c = new Canvas(900, 600);
  c.text(20, 20, 'Groceries');
  for (let i = 0; i < 6; i++) c.control('icon', tool(i), '');
  ['Files', 'Recent', 'Starred', 'Shared'].forEach((name, i) => c.control('tab', tab(i), name));
  c.text(200, 140, 'Name');
  NAMES.forEach((name, i) => c.text(200, 180 + 28 * i, name));
  c.text(200, 560, 'Seven files');
  return c;
}

describe('counting', () => {
  test.each([
    ['the third row', row(2)],
    ['select the last file in the list', row(6)],
    ['open the second to last entry', row(5)],
    ['click the 2nd row', row(1)],
    ['the fourth icon in the toolbar', tool(3)],
    ['click the last button of the toolbar', tool(5)],
    ['switch to the third tab', tab(2)],
    ['the last but one tab', tab(2)],
  ])('%s', async (said, box) => {
    const g = await grounder.ground(files().screen(), said);
    expect(g.status === 'found' && boxContains(box, g.point), JSON.stringify(g.candidates[0])).toBe(true);
  });

  test('further than there are things points at none of them surely', async () => {
    const g = await grounder.ground(files().screen(), 'the twentieth tab');
    expect(g.confidence).toBeLessThan(0.5);
  });
});
