/** The second way of text, through the clipboard: everything that was in it is in it again, whoever dies. */
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { X11Paste } from '../../electron/actions/drivers/x11-paste.ts';
import { Selection, type Format } from '../../electron/actions/drivers/x11-selection.ts';
import { XConnection } from '../../electron/capture/x11/connection.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { TYPING_APPS, type TypingDocument } from '../fixtures/typing-apps.ts';

const signal = new AbortController().signal;
/** Formats as a program offers several: text, markup, and a picture too long for one request. */
const FORMATS: readonly Format[] = [
  { target: 'UTF8_STRING', type: 'UTF8_STRING', bits: 8, data: Buffer.from('Ünïcode 日本') },
  { target: 'text/html', type: 'text/html', bits: 8, data: Buffer.from('<b>Ünïcode</b> 日本') },
  { target: 'image/png', type: 'image/png', bits: 8, data: Buffer.alloc(700_000, 'steadyhand') },
];

let desktop: Desktop;
let driver: InputDriver;
let document: TypingDocument;
let asking: Selection;

beforeAll(async () => {
  desktop = await startDesktop();
  driver = await openDriver(desktop.display);
  document = await TYPING_APPS.mousepad.open(desktop, 'paste');
  asking = await Selection.open(desktop.x);
});
afterAll(async () => {
  await driver.close();
  await desktop.stop();
});

/** Some other program that has copied. */
async function copied(formats: readonly Format[]): Promise<() => Promise<void>> {
  const x = await XConnection.open(desktop.display);
  const other = await Selection.open(x);
  await other.serve(formats, () => undefined);
  return () => x.close();
}

const content = async (): Promise<string[]> =>
  ((await asking.readAll()) ?? []).map((f) => `${f.target} ${f.data.length} ${f.data.toString('latin1').slice(0, 40)}`);

const pasteIt = (): Promise<unknown> => driver.hotkey(['ctrl', 'v'], signal);

test('a text is pasted, and every format that was in the clipboard is there again, also when its owner is gone', async () => {
  const quit = await copied(FORMATS);
  const before = await content();
  expect(before).toHaveLength(FORMATS.length);
  const text = 'pasted: 日本\n\tüñí 👩‍👩‍👧';
  expect(await new X11Paste(desktop.display).paste(text, pasteIt)).toBe(true);
  expect(await document.read(text.length)).toBe(text);
  await quit();
  expect(await content()).toEqual(before);
  await document.clear();
});

test('what a person copies afterwards stays', async () => {
  const quit = await copied(FORMATS);
  await new X11Paste(desktop.display).paste('x', pasteIt);
  const byHand: Format = { target: 'UTF8_STRING', type: 'UTF8_STRING', bits: 8, data: Buffer.from('by hand') };
  const quitToo = await copied([byHand]);
  expect(await content()).toEqual(['UTF8_STRING 7 by hand']);
  await quitToo();
  await quit();
  await document.clear();
});

test('an empty clipboard is empty again', async () => {
  desktop.x.client.SetSelectionOwner(0, await desktop.x.atom('CLIPBOARD'), 0);
  await until('an empty clipboard', async () => (await asking.owner()) === 0);
  await new X11Paste(desktop.display).paste('y', pasteIt);
  expect(await asking.owner()).toBe(0);
  await document.clear();
});

test('a program that does not ask for the text gets none, and the clipboard is as before', async () => {
  const quit = await copied(FORMATS);
  const before = await content();
  expect(await new X11Paste(desktop.display).paste('lost', () => Promise.resolve())).toBe(false);
  expect(await content()).toEqual(before);
  await quit();
});

test('killed in the middle of a paste, the clipboard has its formats again', async () => {
  const quit = await copied(FORMATS);
  const before = await content();
  const script = join(desktop.home, 'killed.ts');
  const module = join(import.meta.dirname, '../../electron/actions/drivers/x11-paste.ts');
  await writeFile(
    script,
    `import { X11Paste } from ${JSON.stringify(module)};
     await new X11Paste(${JSON.stringify(desktop.display)}).paste('secret', async () => {
       process.stdout.write('pasting');
       await new Promise(() => setInterval(() => {}, 1000));
     });`,
  );
  const child = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((done) => child.stdout.once('data', done));
  child.kill('SIGKILL');
  await quit();
  await until('the formats', async () => (await content()).join() === before.join());
  expect(await document.read(0)).toBe('');
});

test('text for LibreOffice goes this way where letters and line ends could overtake each other', async () => {
  const writer = await TYPING_APPS.writer.open(desktop, 'paste-office');
  try {
    const text = 'one\ntwo\tthree 👩‍👩‍👧 four\n\nfive';
    expect(await driver.type(text, signal)).toMatchObject({ via: 'clipboard' });
    expect(await writer.read(text.length)).toBe(text);
    await writer.clear();
    expect(await driver.type('one line, ünïcode 日本', signal)).toMatchObject({ via: 'xtest' });
  } finally {
    await writer.close();
  }
});
