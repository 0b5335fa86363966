import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { Element } from '../protocol/screen.ts';
import { createTextGrounder } from './grounder.ts';
import { namesOf } from './names.ts';

const icon = (id: string, x: number, name?: string): Element => ({
  id,
  kind: 'button',
  box: globalBox(x, 10, x + 36, 44),
  text: '',
  confidence: 0.9,
  source: 'pixels',
  words: [],
  children: [],
  fill: [240, 240, 240],
  ...(name === undefined ? {} : { name }),
});

function screenOf(elements: readonly Element[]) {
  const box = globalBox(0, 0, 400, 300);
  const data = new Uint8Array(400 * 300 * 4).fill(240);
  const display = { id: 'test', name: 'test', box, scale: 1, primary: true };
  const tiles = { size: 64, columns: 0, rows: 0, hashes: [] };
  const frame = { display, width: 400, height: 300, data, tiles, hash: 'x', takenAt: 0, source: 'file' };
  return { frame, elements, windows: [], changed: [], readMs: 0, reuse: { cached: 0, read: 0 } };
}

test('a name that repeats what is written adds nothing', () => {
  expect(namesOf({ text: 'Save As...', name: 'save as', hint: 'Save under another name' })).toEqual([
    'Save under another name',
  ]);
  expect(namesOf({ text: 'Save' })).toEqual([]);
});

test('an icon is found by the name its application gives it, and not without', async () => {
  const named = screenOf([icon('c0', 10, 'Back'), icon('c1', 60, 'Open Parent'), icon('c2', 110, 'Home')]);
  const found = await createTextGrounder().ground(named, 'Open Parent');
  expect(found).toMatchObject({ status: 'found', elementId: 'c1', point: { x: 78, y: 27 } });
  const bare = screenOf([icon('c0', 10), icon('c1', 60), icon('c2', 110)]);
  expect((await createTextGrounder().ground(bare, 'Open Parent')).status).toBe('absent');
});

test('a part of a name points at the whole control', async () => {
  const screen = screenOf([icon('c0', 10, 'Search for files in this folder')]);
  const found = await createTextGrounder().ground(screen, 'search for files');
  expect(found).toMatchObject({ status: 'found', box: globalBox(10, 10, 46, 44) });
});
