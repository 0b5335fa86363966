import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import { replacesName } from './file-names.ts';

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
