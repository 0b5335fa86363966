/** The pointer as programs take it: files that move, words that are selected, lines that are drawn. */
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { Selection } from '../../electron/actions/drivers/x11-selection.ts';
import { settle } from '../../electron/agent/settle.ts';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import { globalPoint, type Box, type Point } from '../../electron/protocol/coordinates.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';
import { TYPING_APPS } from '../fixtures/typing-apps.ts';
import { Page } from '../fixtures/typing-page.ts';

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

const PAGE = `<title>pointer</title><meta charset=utf-8><style>body{margin:0} *{position:absolute}</style>
  <canvas id=c width=400 height=300 style="left:20px;top:20px;border:0"></canvas>
  <input id=r type=range min=0 max=100 value=0 style="left:20px;top:400px;width:400px;margin:0">
  <p id=p style="left:500px;top:20px;margin:0;font:20px monospace;white-space:nowrap">alpha beta gamma</p>
  <div id=s style="left:500px;top:100px;width:300px;height:200px;overflow:scroll"><div style="width:3000px;height:3000px"></div></div>
  <script>
    const g = c.getContext('2d'); let at = null; window.moves = 0;
    c.onmousedown = e => at = [e.offsetX, e.offsetY];
    c.onmousemove = e => { if (!at) return; moves++; g.beginPath(); g.lineWidth = 3; g.moveTo(...at); at = [e.offsetX, e.offsetY];
      g.lineTo(...at); g.stroke(); };
    onmouseup = () => at = null;
    window.ink = (x, y) => g.getImageData(x, y, 1, 1).data[3] > 0;
  </script>`;

test('a page: a line is drawn on a canvas, a slider moved, words and lines selected, the wheel turned both ways', async () => {
  const page = await Page.open(desktop, 'pointer', PAGE);
  // A browser without a window manager's frame covers the display: page pixels are global pixels.
  await driver.drag(globalPoint(40, 40), globalPoint(340, 240), signal);
  await until('the line', () => page.evaluate<boolean>('moves > 8 && ink(20, 20) && ink(170, 120) && ink(318, 218)'));
  await driver.drag(globalPoint(28, 408), globalPoint(300, 408), signal);
  await until('the slider', async () => (await page.evaluate<number>('Number(r.value)')) > 50);
  const selected = (): Promise<string> => page.evaluate<string>('getSelection().toString().trim()');
  await driver.click(globalPoint(590, 32), 'left', 2, [], signal);
  await until('the word', async () => (await selected()) === 'beta');
  await driver.click(globalPoint(590, 32), 'left', 3, [], signal);
  await until('the line', async () => (await selected()) === 'alpha beta gamma');
  await driver.scroll(globalPoint(600, 200), 'down', 3, signal);
  await driver.scroll(globalPoint(600, 200), 'right', 2, signal);
  await until('the wheel', () => page.evaluate<boolean>('s.scrollTop > 100 && s.scrollLeft > 50'));
  await driver.scroll(null, 'up', 20, signal);
  await driver.scroll(null, 'left', 20, signal);
  await until('the wheel back', () => page.evaluate<boolean>('s.scrollTop === 0 && s.scrollLeft === 0'));
  await page.close();
}, 180_000);

test('text is selected by dragging over it, in an editor', async () => {
  const document = await TYPING_APPS.mousepad.open(desktop, 'select');
  await driver.type('alpha beta gamma\n', signal);
  const { box } = await desktop.window(/select\.txt/);
  // From the middle of the window to its first line's beginning: everything.
  const [right, left] = [globalPoint(box.x2 - 40, box.y2 - 60), globalPoint(box.x1 + 2, box.y1 + 60)];
  await driver.drag(right, left, signal);
  await driver.hotkey(['ctrl', 'c'], signal);
  const clipboard = await Selection.open(desktop.x);
  await until('the selection', async () =>
    (await clipboard.readAll())?.some((f) => f.target === 'UTF8_STRING' && f.data.toString().includes('beta')),
  );
  await document.close();
});

/** Where Thunar shows the n-th of its icons, from the corner of its window; root gets a warning above them. */
const iconAt = (box: Box, n: number): Point =>
  globalPoint(box.x1 + 212 + n * 74, box.y1 + (process.getuid?.() === 0 ? 163 : 129));

test('in a file manager Ctrl+click selects two files, and a file dragged onto a folder is moved there', async () => {
  const folder = join(desktop.home, 'files');
  await mkdir(join(folder, 'a-folder'), { recursive: true });
  await writeFile(join(folder, 'b-file.txt'), 'b');
  await writeFile(join(folder, 'c-file.txt'), 'c');
  desktop.start('thunar', [folder]);
  await desktop.window(/^files/i);
  const source = await openCapture({ display: desktop.display });
  await settle(async () => source.grab(await primaryDisplay(source)), { signal, quietMs: 1000 });
  await source.close();
  // Only now: a busy window manager moves a new window after it is listed.
  const { box } = await desktop.window(/^files/i);

  const clipboard = await Selection.open(desktop.x);
  await until('two files copied', async () => {
    await driver.click(iconAt(box, 1), 'left', 1, [], signal);
    await driver.click(iconAt(box, 2), 'left', 1, ['ctrl'], signal);
    await driver.hotkey(['ctrl', 'c'], signal);
    const copied = (await clipboard.readAll())?.find((f) => f.target === 'text/uri-list')?.data.toString() ?? '';
    return copied.includes('b-file.txt') && copied.includes('c-file.txt');
  });

  await driver.click(globalPoint(box.x1 + 400, box.y2 - 80), 'left', 1, [], signal);
  await driver.drag(iconAt(box, 1), iconAt(box, 0), signal);
  await until('the file in the folder', async () => (await readdir(join(folder, 'a-folder'))).includes('b-file.txt'));
  expect((await readdir(folder)).sort()).toEqual(['a-folder', 'c-file.txt']);
});
