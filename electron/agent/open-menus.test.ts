import { expect, test } from 'vitest';
import { globalBox, globalPoint } from '../protocol/coordinates.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import { menusInTheWay, refusedByMenu } from './open-menus.ts';

const menu = globalBox(100, 100, 200, 300);
const at =
  (x: number, y: number) =>
  (instruction: string): Promise<Grounding> =>
    Promise.resolve({
      ...{ status: 'found', instruction, confidence: 0.9, candidates: [], ms: 0, elementId: null },
      ...{ point: globalPoint(x, y), box: globalBox(x - 5, y - 5, x + 5, y + 5) },
    });

test.each<[SingleIntent, boolean]>([
  [{ do: 'click', target: 'picture.txt' }, true],
  [{ do: 'type', text: 'x' }, true],
  [{ do: 'hotkey', keys: ['ctrl', 's'] }, true],
  [{ do: 'hotkey', keys: ['down'] }, false],
  [{ do: 'read' }, false],
])('an open menu and %j', async (first, inTheWay) => {
  expect(await menusInTheWay(first, [menu], at(500, 500))).toBe(inTheWay);
});

test('a click on an entry of the open menu leaves it open', async () => {
  expect(await menusInTheWay({ do: 'click', target: 'Save As' }, [menu], at(150, 200))).toBe(false);
});

test('with no menu open nothing is in the way', async () => {
  expect(await menusInTheWay({ do: 'type', text: 'x' }, [], at(0, 0))).toBe(false);
});

test('a click on an entry that does nothing, with the menu still open, ends the run', async () => {
  const nothing = { changed: [], changedFraction: 0, settleMs: 1, settled: true, seen: 'no', note: '' } as const;
  const click = { do: 'click', target: 'Delete Slide' } as const;
  const open = () => Promise.resolve([menu]);
  expect((await refusedByMenu(click, nothing, open))?.reason).toContain('Delete Slide');
  expect(await refusedByMenu(click, { ...nothing, seen: 'yes' }, open)).toBeNull();
  expect(await refusedByMenu(click, nothing, () => Promise.resolve([]))).toBeNull();
  expect(await refusedByMenu({ do: 'hotkey', keys: ['down'] }, nothing, open)).toBeNull();
});
