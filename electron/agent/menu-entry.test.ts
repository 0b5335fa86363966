import { describe, expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';
import { entryName, menuEntry } from './menu-entry.ts';

const text = (words: string, y: number, x = 320) => ({
  ...{
    id: `${words}@${x},${y}`,
    kind: 'text',
    box: globalBox(x, y, x + 8 * words.length, y + 20),
    text: words,
    words: [],
  },
});
const screen = (...elements: unknown[]): Screen => ({ elements, windows: [] }) as unknown as Screen;
const MENU = [globalBox(300, 40, 660, 720)];
const entries = ['Delete Rows', 'Insert Sheet...', 'Delete Sheet...', 'Duplicate Sheet', 'Export...', 'Export As'];
const menu = entries.map((words, i) => text(words, 60 + 25 * i));
const found = (phrase: string, ...more: unknown[]): string | null | undefined =>
  menuEntry(screen(...menu, ...more), phrase, MENU)?.elementId;

test.each([
  ['Delete Sheet', 'Delete Sheet...@320,110'],
  ['the Delete Sheet entry', 'Delete Sheet...@320,110'],
  ['Export As', 'Export As@320,185'],
  ['export', 'Export...@320,160'],
])('%s is the entry of just that name, not one like it', (phrase, id) => {
  expect(found(phrase)).toBe(id);
});

test('a doubled letter that the reader lost, and keys beside the name, make no other name of it', () => {
  expect(found('Hide Sheet', text('Hide Shet', 300))).toBe('Hide Shet@320,300');
  expect(found('Delete Cells', text('Delete Cells... Ctrl+-', 300))).toBe('Delete Cells... Ctrl+-@320,300');
});

describe('is left to the grounder', () => {
  test('a name that is not in the menu, or that is part of one', () => {
    expect(found('Sheet')).toBeUndefined();
    expect(found('Rename Sheet')).toBeUndefined();
  });
  test('a name that stands in it twice', () => {
    expect(found('Delete Rows', text('Delete Rows', 400))).toBeUndefined();
  });
  test('what stands beside the menu, and everything while no menu is open', () => {
    expect(found('Undo', text('Undo', 300, 900))).toBeUndefined();
    expect(menuEntry(screen(...menu), 'Delete Sheet', [])).toBeNull();
  });
});

test('the name of an entry is without its keys and arrows', () => {
  expect(entryName('Save As...  Shift+Ctrl+S')).toBe('Save As...');
  expect(entryName('Arrange ▸')).toBe('Arrange');
  expect(entryName('Styles F11')).toBe('Styles');
  expect(entryName('Open…')).toBe('Open...');
});
