import { expect, test } from 'vitest';
import { globalBox, globalPoint } from '../protocol/coordinates.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import type { Programs } from './ports.ts';
import type { Grounder } from '../protocol/grounding.ts';
import { readsOtherwise, resolve, scrollNotches, withScheme } from './resolve.ts';

test('an address without a scheme is opened over https, one of this machine over http, one with a scheme is left alone', () => {
  expect(withScheme('lemonde.fr')).toBe('https://lemonde.fr');
  expect(withScheme('http://a.b/c')).toBe('http://a.b/c');
  expect(withScheme('file:///tmp/x')).toBe('file:///tmp/x');
  expect(withScheme('localhost:8080/x')).toBe('http://localhost:8080/x');
});

test('scroll amounts become notches', () => {
  expect(scrollNotches(undefined)).toBe(3);
  expect(scrollNotches(20)).toBe(20);
  expect(scrollNotches('page')).toBeGreaterThan(3);
});

test.each([
  ['Warp Drive', 'stem.', 'stem.'],
  ['Warp Drive', '', null],
  ['Warp Drive', 'Warp', null],
  ['Auto Indent', 'Auto-Indent', null],
  ['the warp drive', 'stem.', null],
  ['Löschen', 'Delete', 'Delete'],
])('for the name %j a place that reads %j: %j', (target, text, read) => {
  const box = globalBox(10, 10, 60, 24);
  const element: Element = {
    ...{ id: 'e1', kind: 'text', box, text, confidence: 0.9, source: 'pixels', words: [], children: [], fill: null },
  };
  const point = globalPoint(20, 15);
  const found = { status: 'found', point, box, confidence: 0.51, elementId: 'e1' } as Parameters<
    typeof readsOtherwise
  >[1];
  expect(readsOtherwise(target, found, { elements: [element] })).toBe(read);
});

test.each([
  ['a grounder that goes by words is doubted', false, 'absent'],
  ['one that recalls what it was shown is not', true, 'act'],
])('where another name stands, %s', async (_what, recalls, kind) => {
  const box = globalBox(10, 10, 60, 24);
  const there: Element = {
    ...{ id: 'e1', kind: 'button', box, text: 'Invoices', confidence: 0.9, source: 'pixels' },
    ...{ words: [], children: [], fill: null },
  };
  const screen = { elements: [there], windows: [] } as unknown as Screen;
  const grounder: Grounder = {
    name: 'one',
    recalls,
    ground: (_screen, instruction) =>
      Promise.resolve({
        ...{ status: 'found', instruction, confidence: 0.7, point: globalPoint(20, 15), box },
        ...{ elementId: 'e1', candidates: [], ms: 0 },
      }),
  };
  const { signal } = new AbortController();
  const context = { screen, grounder, signal, recent: [], programs: {} as Programs };
  expect(await resolve({ do: 'click', target: 'Billing' }, context)).toMatchObject({ kind });
});
