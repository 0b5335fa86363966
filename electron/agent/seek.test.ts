import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { seek, viewOf } from './seek.ts';
import type { Seeker } from './seek.ts';

const text = (words: string, x: number, y: number, kind: Element['kind'] = 'text'): Element => ({
  ...{ id: words, kind, box: globalBox(x, y, x + 60, y + 16), text: words, confidence: 1, source: 'pixels' },
  ...{
    words: words.split(' ').map((w) => ({ text: w, box: globalBox(x, y, x + 10, y + 16) })),
    children: [],
    fill: null,
  },
});
const MENU = globalBox(0, 60, 200, 400);
const bar = text('File Edit View Help', 0, 30);
const MENUS: Readonly<Record<string, readonly string[]>> = {
  'View menu': ['Toolbar Ctrl+T', 'Word Wrap', 'Zoom In'],
  'Edit menu': ['Undo', 'Delete all'],
};

/** A window with a menu bar whose menus open one at a time. */
function desk(refuses: (intent: SingleIntent) => boolean = () => false) {
  let open: string | null = null;
  const sent: string[] = [];
  const told: string[] = [];
  const by: Seeker = {
    look: () => {
      const items = open === null ? [] : (MENUS[open] ?? []).map((t, i) => text(t, 10, 80 + 20 * i));
      const window = { id: 1, title: 'Notes', app: 'notes', pid: null, box: globalBox(0, 0, 800, 600), active: true };
      const screen = {
        frame: { display: { scale: 1 } },
        elements: [bar, ...items],
        windows: [{ ...window, minimised: false, transientFor: null, dialog: false }],
      } as unknown as Screen;
      return Promise.resolve({ screen, menus: open === null ? [] : [MENU] });
    },
    attempt: (intent) => {
      if (refuses(intent)) return Promise.resolve(false);
      sent.push(intent.do === 'click' || intent.do === 'hover' ? `${intent.do} ${intent.target}` : intent.do);
      if (intent.do === 'click') open = intent.target;
      if (intent.do === 'hotkey') open = null;
      return Promise.resolve(true);
    },
    notice: (line) => void told.push(line),
  };
  return { by, sent, told };
}

test('the menu that is likely is opened first, and what serves is named, not clicked', async () => {
  const { by, sent } = desk();
  expect(await seek('turn on word wrap', by)).toMatchObject({ kind: 'found', label: 'Word Wrap' });
  expect(sent).toEqual(['click View menu']);
});

test('the keys beside a name are no part of it', async () => {
  expect(await seek('Toolbar', desk().by)).toMatchObject({ kind: 'found', label: 'Toolbar' });
});

test('what is nowhere ends with what was looked into, and with every menu closed', async () => {
  const { by, sent, told } = desk();
  const sought = await seek('warp drive', by);
  expect(sought).toMatchObject({ kind: 'nothing' });
  expect(sought.kind === 'nothing' && sought.why).toContain('View');
  expect(sent.at(-1)).toBe('hotkey');
  expect(told).toContain('nothing in View serves it');
});

test('a step that is not safe is not taken on the way, and the search ends all the same', async () => {
  const { by, sent } = desk((intent) => intent.do === 'click');
  expect((await seek('word wrap', by)).kind).toBe('nothing');
  expect(sent.filter((s) => s.startsWith('click'))).toEqual([]);
});

test.each(['Preferences...', 'Preferences..', 'Preferences…', 'Preferences .. Ctrl+P', 'Preferences… Ctrl+P'])(
  'an entry that reads %j goes on to a dialog',
  (read) => {
    const screen = { frame: { display: { scale: 1 } }, elements: [text(read, 10, 80)], windows: [] };
    expect(viewOf(screen as unknown as Screen, [MENU]).labels).toEqual([{ text: 'Preferences...', where: 'menu' }]);
  },
);
