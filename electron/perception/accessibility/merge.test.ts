import { expect, test } from 'vitest';
import { globalBox, type Box } from '../../protocol/coordinates.ts';
import type { Element, ElementKind } from '../../protocol/screen.ts';
import { mergeWitnesses } from './merge.ts';
import type { AccessibleThing } from './port.ts';

const drawn = (id: string, kind: ElementKind, box: Box, text = ''): Element => ({
  id,
  kind,
  box,
  text,
  confidence: 0.6,
  source: 'pixels',
  words: [],
  children: [],
  fill: [1, 2, 3],
});
const said = (kind: ElementKind, box: Box, name: string, more: Partial<AccessibleThing> = {}): AccessibleThing => ({
  kind,
  box,
  name,
  hint: '',
  states: [],
  secret: false,
  part: false,
  ...more,
});

test('without a second witness the list is as it was', () => {
  const elements = [drawn('c0', 'button', globalBox(0, 0, 40, 30))];
  expect(mergeWitnesses(elements, [])).toEqual(elements);
});

test('what both saw is there once, with the box of the pixels, the kind and name of the application, and surer', () => {
  const [element, ...rest] = mergeWitnesses(
    [drawn('c0', 'button', globalBox(11, 11, 49, 39))],
    [said('checkbox', globalBox(10, 10, 50, 40), 'Wrap lines', { states: ['checked'] })],
  );
  expect(rest).toEqual([]);
  expect(element).toMatchObject({
    id: 'c0',
    kind: 'checkbox',
    box: globalBox(11, 11, 49, 39),
    name: 'Wrap lines',
    text: '',
    source: 'pixels',
    states: ['checked'],
    fill: [1, 2, 3],
  });
  expect(element?.confidence).toBeCloseTo(0.9);
});

test('a sign in the middle of a button is the button', () => {
  const merged = mergeWitnesses(
    [drawn('c0', 'icon', globalBox(22, 18, 38, 34))],
    [said('button', globalBox(10, 10, 50, 42), 'Home')],
  );
  expect(merged).toMatchObject([{ id: 'c0', kind: 'button', box: globalBox(10, 10, 50, 42), name: 'Home', text: '' }]);
});

test('two buttons beside each other keep their own signs', () => {
  const merged = mergeWitnesses(
    [drawn('c0', 'icon', globalBox(62, 18, 78, 34)), drawn('c1', 'icon', globalBox(22, 18, 38, 34))],
    [said('button', globalBox(10, 10, 50, 42), 'Back'), said('button', globalBox(50, 10, 90, 42), 'Forward')],
  );
  expect(merged.map((e) => [e.id, e.name])).toEqual([
    ['c0', 'Forward'],
    ['c1', 'Back'],
  ]);
});

test('a control that pixels did not show as one is added, with what is written on it', () => {
  const merged = mergeWitnesses(
    [drawn('t0', 'text', globalBox(20, 15, 60, 28), 'Save As...')],
    [said('menu_item', globalBox(0, 10, 200, 35), 'Save As…')],
  );
  expect(merged).toHaveLength(2);
  expect(merged[1]).toMatchObject({
    id: 'a0',
    kind: 'menu_item',
    source: 'accessibility',
    text: 'Save As...',
    name: 'Save As…',
    children: ['t0'],
  });
});

test('a document is no text of its field', () => {
  const lines = [0, 1, 2, 3].map((i) => drawn(`t${i}`, 'text', globalBox(5, 5 + 20 * i, 90, 18 + 20 * i), `Line ${i}`));
  const merged = mergeWitnesses(lines, [said('field', globalBox(0, 0, 300, 200), '')]);
  expect(merged.at(-1)).toMatchObject({ kind: 'field', text: '', words: [], children: ['t0', 't1', 't2', 't3'] });
});

test('a control of which nothing is known but its place is not added', () => {
  expect(mergeWitnesses([], [said('button', globalBox(0, 0, 40, 30), '')])).toEqual([]);
  expect(mergeWitnesses([], [said('field', globalBox(0, 0, 40, 30), '')])).toHaveLength(1);
});

test('a label that was read is no second text, and one that was not read is one', () => {
  const line = drawn('t0', 'text', globalBox(10, 10, 80, 24), 'File name:');
  const merged = mergeWitnesses(
    [line],
    [said('text', globalBox(8, 8, 90, 26), 'File name:'), said('text', globalBox(8, 50, 90, 66), 'Faint')],
  );
  expect(merged.map((e) => [e.id, e.text, e.name])).toEqual([
    ['t0', 'File name:', undefined],
    ['a0', '', 'Faint'],
  ]);
  expect(merged[0]?.confidence).toBeCloseTo(0.9);
});

test('what is written in a password field is as secret as the field', () => {
  const merged = mergeWitnesses(
    [drawn('c0', 'field', globalBox(0, 0, 200, 30)), drawn('t0', 'text', globalBox(5, 8, 60, 22), 'hunter2')],
    [said('field', globalBox(0, 0, 200, 30), 'Password', { secret: true })],
  );
  expect(merged.map((e) => e.secret)).toEqual([true, true]);
});

test('a window is no control, however well it fits', () => {
  const merged = mergeWitnesses(
    [drawn('c0', 'container', globalBox(0, 0, 300, 200))],
    [said('button', globalBox(0, 0, 300, 200), 'Everything')],
  );
  expect(merged[0]).toEqual(drawn('c0', 'container', globalBox(0, 0, 300, 200)));
  expect(merged).toHaveLength(2);
});
