import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import { asksForName, frontForName, replacesName } from './file-names.ts';

const window = (title: string, dialog = true): WindowInfo => ({
  ...{ id: 1, title, app: 'Editor', pid: null, box: globalBox(0, 0, 10, 10), active: true, minimised: false },
  ...{ transientFor: dialog ? 2 : null, dialog },
});
const type = (text: string) => ({ do: 'type' as const, text });

test.each(['Save As', 'Rename "notes.txt"', 'Speichern unter', 'Enregistrer sous', '另存为'])(
  'a file name typed into “%s” replaces the whole name',
  (title) => {
    expect(replacesName(type('copy.txt'), window(title))).toBe(true);
  },
);

test.each([
  ['copy', 'Save As'],
  ['I saved 3.5 euros.', 'Save As'],
  ['copy.txt', 'Find and Replace'],
  ['/home/ada/copy.txt', 'Save As'],
])('%j in “%s” is left alone', (text, title) => {
  expect(replacesName(type(text), window(title))).toBe(false);
});

test('a document that is called Save is no dialog', () => {
  expect(replacesName(type('copy.txt'), window('Save the date.txt - Editor', false))).toBe(false);
  expect(replacesName(type('copy.txt'), undefined)).toBe(false);
});

test('a name waits for the dialog that was asked for, and nothing else does', async () => {
  const document = window('notes.txt - Editor', false);
  const dialog = window('Save As');
  const shows = [document, document, dialog];
  const next = (): Promise<WindowInfo[]> => Promise.resolve([shows.shift() ?? dialog]);
  const { signal } = new AbortController();
  const saves = { do: 'hotkey' as const, keys: ['ctrl', 'shift', 's'] };
  expect(await frontForName(type('copy.txt'), saves, next, signal)).toBe(dialog);
  const still = (): Promise<WindowInfo[]> => Promise.resolve([document]);
  expect(await frontForName(type('copy.txt'), null, still, signal)).toBe(document);
  expect(await frontForName(type('some words'), saves, still, signal)).toBe(document);
});

test.each([
  [{ do: 'click' as const, target: 'Save As' }, true],
  [{ do: 'hotkey' as const, keys: ['f2'] }, true],
  [{ do: 'hotkey' as const, keys: ['ctrl', 'shift', 'n'] }, false],
  [{ do: 'click' as const, target: 'the saved file' }, false],
  [null, false],
])('%j asks for a name: %s', (step, asks) => {
  expect(asksForName(step)).toBe(asks);
});
