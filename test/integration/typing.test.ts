/** Text into five real programs on four layouts, read back from the program: exactly what was asked, or an error. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { CORPUS } from '../bench/input/corpus.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { TYPING_APPS, type TypingAppName, type TypingDocument } from '../fixtures/typing-apps.ts';
import { typeBatch } from '../fixtures/typing-batch.ts';

const LAYOUTS = ['us', 'de', 'fr', 'dvorak'] as const;
/** One string of each kind of the corpus, another one on each layout. */
const KINDS = 24;
const signal = new AbortController().signal;

let desktop: Desktop;
let driver: InputDriver;

beforeAll(async () => {
  desktop = await startDesktop();
  driver = await openDriver(desktop.display);
});
afterAll(async () => {
  await driver.close();
  await desktop.stop();
});

const setLayout = (layout: string): Promise<unknown> =>
  desktop.run('setxkbmap', layout === 'dvorak' ? ['us', '-variant', 'dvorak'] : [layout]);
const mapping = (): Promise<string> => desktop.run('xkbcomp', ['-xkb', desktop.display, '-']);

describe.each(Object.keys(TYPING_APPS) as TypingAppName[])('%s', (name) => {
  const app = TYPING_APPS[name];
  let document: TypingDocument;
  beforeAll(async () => {
    await setLayout('us');
    document = await app.open(desktop, `typing-${name}`);
  });
  afterAll(async () => {
    await document.close();
    await setLayout('us');
  });

  test.each(LAYOUTS)('holds what was typed, character for character, on the %s layout', async (layout) => {
    await setLayout(layout);
    const from = LAYOUTS.indexOf(layout) * KINDS;
    const strings = CORPUS.slice(from, from + (app.lines ? KINDS : 8));
    const { wrong } = await typeBatch(app, document, strings, (text) => driver.type(text, signal));
    expect(wrong).toEqual([]);
  });
});

describe('in an editor', () => {
  let document: TypingDocument;
  beforeAll(async () => {
    document = await TYPING_APPS.mousepad.open(desktop, 'long');
  });
  afterAll(() => document.close());

  test('ten thousand characters arrive, with tabs, and line ends of any kind as one', async () => {
    const line = 'The quick brown fox @ 12:30 #%&* "x" {y}\tünïcode 日本 — ¡olé! 👩‍👩‍👧\r\n';
    const text = line.repeat(Math.ceil(10_000 / Array.from(line).length));
    await driver.type(text, signal);
    const wanted = text.replaceAll('\r\n', '\n');
    expect(await document.read(wanted.length)).toBe(wanted);
    await document.clear();
  });

  test('far more different characters than there are keys arrive', async () => {
    const text = Array.from({ length: 1500 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join('');
    await driver.type(text, signal);
    expect(await document.read(text.length)).toBe(text);
    await document.clear();
  });

  test('an abort in the middle says how much arrived, and that much is there', async () => {
    const abort = new AbortController();
    const text = Array.from({ length: 10_000 }, (_, i) => 'abcdefghij'[i % 10]).join('');
    const typing = driver.type(text, abort.signal);
    setTimeout(() => abort.abort(new Error('stop')), 300);
    const error: unknown = await typing.catch((e: unknown) => e);
    expect(error).toMatchObject({ code: 'interrupted', arrived: { of: 10_000, unit: 'character' } });
    const { done } = (error as { arrived: { done: number } }).arrived;
    const got = await document.read(done);
    expect(text.startsWith(got)).toBe(true);
    // What was on its way when it stopped may have arrived as well.
    expect(got.length - done).toBeGreaterThanOrEqual(0);
    expect(got.length - done).toBeLessThanOrEqual(64);
    await document.clear();
  });

  test('everything is on its key again afterwards, with the key types and actions it had', async () => {
    await driver.releaseAll();
    const before = await mapping();
    await driver.type('日本語の文、한국어 — ∑∫ 👩‍👩‍👧', signal);
    expect(await mapping()).not.toBe(before);
    await driver.releaseAll();
    expect(await mapping()).toBe(before);
    await document.clear();
  });

  test.each([
    ['the guard gives the keys back', {}],
    ['without the addon the next start does', { STEADYHAND_NATIVE: 'off' }],
  ])('killed while keys are lent: %s', async (_what, env) => {
    await driver.releaseAll();
    const before = await mapping();
    const module = join(import.meta.dirname, '../../electron/actions/drivers/open.ts');
    const script = join(desktop.home, 'killed.ts');
    await writeFile(
      script,
      `import { openDriver } from ${JSON.stringify(module)};
       const driver = await openDriver(process.argv[2]);
       await driver.type('日本語', new AbortController().signal);
       process.stdout.write('typed');
       setInterval(() => {}, 1000);`,
    );
    const child = spawn(process.execPath, [script, desktop.display], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await new Promise((done) => child.stdout.once('data', done));
    expect(await mapping()).not.toBe(before);
    child.kill('SIGKILL');
    if ('STEADYHAND_NATIVE' in env) await (await openDriver(desktop.display)).close();
    await until('the mapping as before', async () => (await mapping()) === before, 20_000);
    await document.clear();
  });

  test('a layout that somebody loads in the middle is noticed, and stays', async () => {
    await driver.releaseAll();
    await setLayout('fr');
    const french = await mapping();
    await setLayout('us');
    const american = await mapping();
    const typing = driver.type('日本 hello '.repeat(600), signal);
    const noticed = expect(typing).rejects.toMatchObject({ code: 'layout_changed' });
    await until('keys are lent', async () => (await mapping()) !== american);
    await setLayout('fr');
    await noticed;
    await driver.releaseAll();
    expect(await mapping()).toBe(french);
    await setLayout('us');
  });

  test('a key that another program has grabbed is not lent', async () => {
    await driver.releaseAll();
    const before = await desktop.run('xmodmap', ['-pke']);
    await driver.type('日', signal);
    const lent = (await desktop.run('xmodmap', ['-pke'])).split('\n').find((l, i) => l !== before.split('\n')[i]);
    const keycode = Number(/keycode +(\d+)/.exec(lent ?? '')?.[1]);
    await driver.releaseAll();
    desktop.x.client.GrabKey(desktop.x.root, 0, 0x8000, keycode, 1, 1, () => undefined);
    await desktop.x.sync();
    const other = await openDriver(desktop.display);
    try {
      await document.clear();
      await other.type('日', signal);
      expect(await document.read(1)).toBe('日');
    } finally {
      desktop.x.client.UngrabKey(desktop.x.root, keycode, 0x8000);
      await other.close();
    }
  });
});
