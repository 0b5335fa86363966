/** Input as a program receives it: a page in Chromium that covers the display and reports every event it sees. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { globalPoint } from '../../electron/protocol/coordinates.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const HARD = 'The quick brown fox @ 12:30 #%&* "x" {y} ünïcode 日本 € — ¡olé!';
/** More than the free keys of a keyboard (19), so that keys are used twice. Each new one keeps Chromium busy for long. */
const MANY = Array.from({ length: 30 }, (_, i) => String.fromCodePoint(0x3041 + i)).join('');
const signal = new AbortController().signal;

/** The upper half is a text area, the lower half a pad. Every event is sent home in order. */
const PAGE = `<!doctype html><meta charset="utf-8"><style>
  html,body{margin:0;height:100%;overflow:hidden} textarea{display:block;width:100%;height:50%;box-sizing:border-box}
</style><textarea autofocus></textarea><script>
  const text = document.querySelector('textarea');
  let queue = [];
  const flush = async () => {
    if (queue.length > 0) { const sent = queue; queue = [];
      await fetch('/events', { method: 'POST', body: JSON.stringify(sent) }); }
    setTimeout(flush, 20);
  };
  flush();
  const mods = e => [e.ctrlKey && 'ctrl', e.altKey && 'alt', e.shiftKey && 'shift', e.metaKey && 'super'].filter(Boolean);
  for (const type of ['mousedown', 'mouseup', 'mousemove'])
    addEventListener(type, e => queue.push({ type, x: e.screenX, y: e.screenY, button: e.button, buttons: e.buttons,
      count: e.detail, mods: mods(e) }), true);
  addEventListener('contextmenu', e => e.preventDefault());
  addEventListener('wheel', e => queue.push({ type: 'wheel', dx: e.deltaX, dy: e.deltaY }));
  addEventListener('keydown', e => {
    if (e.ctrlKey || e.altKey || e.metaKey || e.key.length > 1) queue.push({ type: 'key', key: e.key, mods: mods(e) });
    if (e.ctrlKey || e.altKey || e.key === 'F5') e.preventDefault();
  });
  text.addEventListener('input', () => queue.push({ type: 'text', text: text.value }));
  addEventListener('load', () => queue.push({ type: 'ready' }));
  const clear = () => { text.value = ''; text.focus(); };
  setInterval(async () => { if (await (await fetch('/clear')).text() === 'yes') { clear(); queue.push({ type: 'clear' }); } }, 50);
</script>`;

interface Seen {
  readonly type: string;
  readonly text?: string;
  readonly key?: string;
  readonly x?: number;
  readonly y?: number;
  readonly button?: number;
  readonly buttons?: number;
  readonly count?: number;
  readonly dx?: number;
  readonly dy?: number;
  readonly mods?: readonly string[];
}

let desktop: Desktop;
let driver: InputDriver;
let server: Server;
let seen: Seen[] = [];
let clear = false;

const of = (type: string): Seen[] => seen.filter((e) => e.type === type);
const typed = (): string => of('text').at(-1)?.text ?? '';

beforeAll(async () => {
  server = createServer((request, response) => {
    if (request.url === '/events') {
      let body = '';
      request.on('data', (c: Buffer) => (body += c.toString('latin1')));
      request.on('end', () => {
        seen.push(...(JSON.parse(Buffer.from(body, 'latin1').toString('utf8')) as Seen[]));
        response.end();
      });
    } else if (request.url === '/clear') {
      response.end(clear ? 'yes' : 'no');
      clear = false;
    } else {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end(PAGE);
    }
  });
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  desktop = await startDesktop();
  desktop.start('chromium', [
    '--kiosk',
    '--no-sandbox',
    '--no-first-run',
    '--disable-gpu',
    '--password-store=basic',
    `--user-data-dir=${join(desktop.home, 'chromium')}`,
    `http://127.0.0.1:${port}/`,
  ]);
  await until('the page', () => of('ready').length > 0, 120_000);
  await desktop.window(/chromium/i, 60_000);
  driver = await openDriver(desktop.display);
});
afterAll(async () => {
  await driver.close();
  await desktop.stop();
  server.closeAllConnections();
  server.close();
});
beforeEach(async () => {
  clear = true;
  seen = [];
  await until('a clean page', () => of('clear').length > 0);
  seen = [];
});

test.each(['us', 'de', 'us,de'])('text arrives in a browser character for character (layout %s)', async (layout) => {
  await desktop.run('setxkbmap', [layout]);
  try {
    await driver.type(`${HARD}\n${MANY}`, signal);
    await until('the text', () => typed().length >= HARD.length + 1 + MANY.length);
    expect(typed()).toBe(`${HARD}\n${MANY}`);
  } finally {
    await desktop.run('setxkbmap', ['us']);
  }
});

test('text with combining marks, right-to-left letters and characters beyond the basic plane arrives', async () => {
  const text = 'e\u0301 a\u0308\u0323 🙂👩\u200d👩\u200d👧 שלום مرحبا ไทย 한글 𝔘 ~^`´\\|<>§°';
  await driver.type(text, signal);
  await until('the text', () => typed().length >= text.length);
  expect(typed()).toBe(text);
});

test.each([
  [0, 0],
  [1279, 799],
  [640, 500],
])('a click at %i,%i is seen at that pixel', async (x, y) => {
  await driver.click(globalPoint(x, y), 'left', 1, [], signal);
  // The browser still works off the changes of mapping of the texts before.
  await until('the click', () => of('mouseup').length > 0, 90_000);
  expect(of('mousedown')).toMatchObject([{ x, y, button: 0, count: 1, mods: [] }]);
});

test.each([1, 2, 3] as const)('%i clicks are seen as one click of that count', async (count) => {
  await driver.click(globalPoint(700, 600), 'left', count, [], signal);
  await until('the clicks', () => of('mouseup').length >= count);
  expect(of('mousedown').map((e) => e.count)).toEqual([1, 2, 3].slice(0, count));
});

test('the right and the middle button, and modifiers held during a click', async () => {
  await driver.click(globalPoint(300, 600), 'right', 1, [], signal);
  await driver.click(globalPoint(800, 650), 'middle', 1, ['ctrl', 'shift'], signal);
  await until('the clicks', () => of('mouseup').length >= 2);
  expect(of('mousedown')).toMatchObject([
    { button: 2, mods: [] },
    { button: 1, mods: ['ctrl', 'shift'] },
  ]);
});

test('a drag goes down at its start, moves with the button held, and ends at its end', async () => {
  await driver.drag(globalPoint(200, 500), globalPoint(900, 700), signal);
  await until('the drop', () => of('mouseup').length > 0);
  expect(of('mousedown')).toMatchObject([{ x: 200, y: 500 }]);
  expect(of('mouseup')).toMatchObject([{ x: 900, y: 700 }]);
  expect(of('mousemove').filter((e) => e.buttons === 1).length).toBeGreaterThan(3);
});

test('a drag that is stopped half way lets go of the button', async () => {
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('stop')), 120);
  await expect(driver.drag(globalPoint(200, 500), globalPoint(900, 700), abort.signal)).rejects.toMatchObject({
    code: 'interrupted',
  });
  await until('the release', () => of('mouseup').length > 0);
});

test.each([
  ['up', 0, -1],
  ['down', 0, 1],
  ['left', -1, 0],
  ['right', 1, 0],
] as const)('the wheel turns %s as many notches as asked', async (direction, dx, dy) => {
  // Browsers join notches that come quickly into one event: what counts is how far they scroll in all.
  const total = (): number => of('wheel').reduce((sum, e) => sum + (e.dx ?? 0) * dx + (e.dy ?? 0) * dy, 0);
  const turn = async (notches: number, reach: number): Promise<number> => {
    seen = [];
    await driver.scroll(globalPoint(640, 600), direction, notches, signal);
    await until('the wheel', () => total() >= reach);
    return total();
  };
  const one = await turn(1, 1);
  expect(await turn(5, 5 * one)).toBe(5 * one);
});

test('chords arrive with exactly their modifiers', async () => {
  const chords: [string[], string, string[]][] = [
    [['ctrl', 's'], 's', ['ctrl']],
    [['ctrl', 'shift', 'k'], 'K', ['ctrl', 'shift']],
    [['ctrl', '-'], '-', ['ctrl']],
    [['alt', 'left'], 'ArrowLeft', ['alt']],
    [['f5'], 'F5', []],
    [['pagedown'], 'PageDown', []],
  ];
  for (const [keys] of chords) await driver.hotkey(keys, signal);
  const main = (): Seen[] => of('key').filter((e) => !['Control', 'Shift', 'Alt'].includes(e.key ?? ''));
  await until('the keys', () => main().length >= chords.length);
  expect(main().map(({ key, mods }) => [key, mods])).toEqual(chords.map(([, key, mods]) => [key, mods]));
});

test('text is not typed while somebody holds Ctrl', async () => {
  await desktop.run('xdotool', ['keydown', 'ctrl']);
  try {
    await expect(driver.type('never', signal)).rejects.toMatchObject({ code: 'modifier_held' });
  } finally {
    await desktop.run('xdotool', ['keyup', 'ctrl']);
  }
  await driver.type('afterwards', signal);
  await until('the text', () => typed().length >= 10);
  expect(typed()).toBe('afterwards');
});

test('text stops when another window takes the keyboard, and that window can be closed by name', async () => {
  const typing = driver.type('word '.repeat(4000), signal);
  const outcome = typing.then(
    () => 'typed all',
    (e: unknown) => (e as { code?: string }).code,
  );
  desktop.start('xev');
  expect(await outcome).toBe('focus_changed');
  const thief = await desktop.window(/Event Tester/);
  await driver.windows.close(thief.id, new AbortController().signal);
  await until('the window gone', async () => (await desktop.windows()).every((w) => w.id !== thief.id));
  const browser = await desktop.window(/chromium/i);
  await driver.windows.focus(browser.id, new AbortController().signal);
  await until('the browser in front', async () => (await desktop.window(/chromium/i)).active);
});

test('characters that no key types are refused before anything is sent', async () => {
  for (const text of ['a\u0007b', 'a\u001b[2J', 'half \ud83d'])
    await expect(driver.type(text, signal)).rejects.toMatchObject({ code: 'text_untypable' });
  await driver.type('.', signal);
  await until('the text', () => typed().length > 0);
  expect(typed()).toBe('.');
});
