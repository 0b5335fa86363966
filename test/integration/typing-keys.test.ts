/** Chords as a browser receives them, on four layouts: by what the layout types, with the modifiers that were asked for. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { NAMED_KEYS } from '../../electron/protocol/intent.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { Page } from '../fixtures/typing-page.ts';

const LAYOUTS = ['us', 'de', 'fr', 'dvorak'] as const;
const signal = new AbortController().signal;
const PRINTABLE = Array.from({ length: 94 }, (_, i) => String.fromCharCode(0x21 + i));
/** What DOM events call them. */
const DOM: Readonly<Record<string, string>> = {
  ...{ ctrl: 'Control', alt: 'Alt', shift: 'Shift', super: 'Meta', cmd: 'Meta', enter: 'Enter', tab: 'Tab' },
  ...{ escape: 'Escape', backspace: 'Backspace', delete: 'Delete', space: ' ', up: 'ArrowUp', down: 'ArrowDown' },
  ...{ left: 'ArrowLeft', right: 'ArrowRight', home: 'Home', end: 'End', pageup: 'PageUp', pagedown: 'PageDown' },
};

interface Press {
  readonly key: string;
  readonly mods: string;
  readonly repeat: boolean;
}

let desktop: Desktop;
let driver: InputDriver;
let page: Page;

beforeAll(async () => {
  desktop = await startDesktop();
  page = await Page.open(
    desktop,
    'keys',
    `<title>keys</title><meta charset=utf-8><body><script>
    window.seen = [];
    for (const type of ['keydown', 'keyup']) addEventListener(type, e => { e.preventDefault();
      const mods = [e.ctrlKey && 'ctrl', e.altKey && 'alt', e.shiftKey && 'shift', e.metaKey && 'super'];
      seen.push({ type, key: e.key, mods: mods.filter(Boolean).join('+'), repeat: e.repeat }); }, true);
  </script>`,
  );
  driver = await openDriver(desktop.display);
});
afterAll(async () => {
  await driver.close();
  await desktop.stop();
});
beforeEach(async () => {
  await page.evaluate('seen.length = 0');
});

/** What was pressed, once as many keys came up as went down. */
const pressed = (count: number): Promise<readonly Press[]> =>
  until('the keys', () =>
    page.evaluate<readonly Press[] | false>(
      `seen.filter(e => e.type === 'keyup').length >= ${count} && seen.filter(e => e.type === 'keydown')`,
    ),
  );

const setLayout = (layout: string): Promise<unknown> =>
  desktop.run('setxkbmap', layout === 'dvorak' ? ['us', '-variant', 'dvorak'] : [layout]);

/** Dead keys there: a key has to be lent, and Chromium looks shortcuts up in an older mapping. */
const DEAD: Readonly<Record<string, string>> = { de: '^`' };

test.each(LAYOUTS)(
  'every printable character in a chord with Ctrl is that character on the %s layout',
  async (layout) => {
    await setLayout(layout);
    const characters = PRINTABLE.filter((c) => !(DEAD[layout] ?? '').includes(c));
    for (const c of characters) await driver.hotkey(['ctrl', c], signal);
    const keys = (await until('all of them', async () => {
      const seen = (await pressed(1)).filter((e) => e.key.length === 1);
      return seen.length >= characters.length ? seen : null;
    })) as readonly Press[];
    // A capital with Ctrl means the key of the letter, without Shift.
    expect(keys.map((e) => e.key)).toEqual(characters.map((c) => c.toLowerCase()));
    expect(keys.every((e) => e.mods.includes('ctrl') && !e.mods.includes('super') && !e.repeat)).toBe(true);
  },
);

test.each(NAMED_KEYS.filter((k) => k !== 'f11'))('%s is that key', async (name) => {
  await setLayout('de');
  await driver.hotkey([name], signal);
  const [first] = await pressed(1);
  expect(first).toMatchObject({ key: DOM[name] ?? name.toUpperCase(), repeat: false });
});

test.each([
  [['ctrl', 'shift', 't'], 'T', 'ctrl+shift'],
  [['ctrl', 'shift', 'T'], 'T', 'ctrl+shift'],
  [['alt', 'f2'], 'F2', 'alt'],
  [['ctrl', 'alt', 'shift', 'k'], 'K', 'ctrl+alt+shift'],
  [['shift', 'tab'], 'Tab', 'shift'],
])('%j arrives with just these modifiers', async (keys, key, mods) => {
  await setLayout('us');
  await driver.hotkey(keys, signal);
  expect((await pressed(keys.length)).at(-1)).toEqual({ type: 'keydown', key, mods, repeat: false });
});

test('an unknown name anywhere in a chord sends nothing', async () => {
  await expect(driver.hotkey(['ctrl', 'hyper', 's'], signal)).rejects.toMatchObject({ code: 'unknown_key' });
  await expect(driver.hotkey(['ctrl', '\u0007'], signal)).rejects.toMatchObject({ code: 'unknown_key' });
  await driver.hotkey(['a'], signal);
  expect((await pressed(1)).map((e) => e.key)).toEqual(['a']);
});
