/** Waiting for real applications to finish drawing. */
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Habits } from '../../electron/agent/movers.ts';
import { settle } from '../../electron/agent/settle.ts';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import type { Frame } from '../../electron/protocol/frame.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const signal = new AbortController().signal;

let desktop: Desktop;
let source: FrameSource;

beforeAll(async () => {
  desktop = await startDesktop({ width: 800, height: 600 });
  source = await openCapture({ display: desktop.display });
});
afterAll(async () => {
  await source.close();
  await desktop.stop();
});

const grab = async (): Promise<Frame> => source.grab(await primaryDisplay(source));

test('a terminal that prints is waited for until it has printed all', async () => {
  const done = join(desktop.home, 'done');
  const script = `for i in $(seq 40); do echo "line $i"; sleep 0.05; done; touch ${done}; sleep 1000`;
  const before = await grab();
  desktop.start('xterm', ['-T', 'printing', '-geometry', '40x30+10+10', '+bc', '-e', script]);
  await desktop.window(/^printing$/);
  // Long against a pause of a loaded machine between two lines.
  const result = await settle(grab, { signal, before, quietMs: 1000, timeoutMs: 60_000 });
  expect(result).toMatchObject({ settled: true, moving: '' });
  expect(existsSync(done)).toBe(true);
  expect((await grab()).hash).toBe(result.frame.hash);
});

test('a text field with a blinking caret settles', async () => {
  desktop.start('mousepad', ['--disable-server']);
  const window = await desktop.window(/Mousepad/);
  await until('it to have the focus', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  const result = await settle(grab, { signal, quietMs: 900, timeoutMs: 60_000 });
  expect(result).toMatchObject({ settled: true, moving: '' });
});

/** A page in a browser of its own window, without its bars. */
async function page(title: string, html: string): Promise<void> {
  const file = join(desktop.home, `${title}.html`);
  await writeFile(file, `<!doctype html><title>${title}</title>${html}`);
  const profile = join(desktop.home, `profile-${title}`);
  const flags = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--window-position=0,0', '--window-size=700,500'];
  desktop.start('chromium', [...flags, `--user-data-dir=${profile}`, `--app=file://${file}`]);
  const window = await desktop.window(new RegExp(title));
  await until('it in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await until('the page to be drawn', async () => shows(await grab(), PAPER));
}

const SPINNER = `<style>
  i { position: absolute; left: 60px; top: 60px; width: 24px; height: 24px; border-radius: 50%;
      border: 4px solid #ccc; border-top-color: #06c; box-sizing: border-box; animation: turn .8s linear infinite }
  @keyframes turn { to { transform: rotate(360deg) } }
  body { background: #e0f0c0 }
  dialog { position: absolute; left: 200px; top: 120px; width: 300px; height: 150px; background: #804020 }
</style><i></i>`;
/** Backgrounds of the page and of its dialog. */
const PAPER = [0xe0, 0xf0, 0xc0];
const BROWN = [0x80, 0x40, 0x20];
const shows = ({ data }: Frame, colour: readonly number[]): boolean => {
  for (let i = 0; i < data.length; i += 4) {
    if (colour.every((v, channel) => Math.abs((data[i + channel] ?? 0) - v) < 3)) return true;
  }
  return false;
};

test('a dialog that a page opens beside its spinner is waited for', async () => {
  const opens = 'document.onkeydown = () => setTimeout(() => document.querySelector("dialog").show(), 1800)';
  await page(
    'late',
    `${SPINNER}<style>i { display: none } .on i { display: block }</style><dialog></dialog>
    <script>${opens}; document.addEventListener('keydown', () => document.body.classList.add('on'))</script>`,
  );
  await settle(grab, { signal, quietMs: 1000, timeoutMs: 60_000 });
  const before = await grab();
  await desktop.run('xdotool', ['key', 'Return']);
  const result = await settle(grab, { signal, before, timeoutMs: 20_000 });
  expect(shows(result.frame, BROWN)).toBe(true);
  expect(result.settled).toBe(true);
});

test('a page whose spinner never ends settles, the spinner is named, and from then on it costs nothing', async () => {
  await page('endless-spinner', SPINNER);
  const habits = new Habits();
  const first = await settle(grab, { signal, before: await grab(), habits, timeoutMs: 30_000 });
  expect(first.settled).toBe(true);
  expect(first.moving).toMatch(/^a \d+×\d+ area .* keeps moving$/);
  // A busy browser may not have drawn the next turn yet; what stands still is not known to move.
  const before = await until('the spinner to turn', async () => {
    const frame = await grab();
    return frame.hash === first.frame.hash ? null : frame;
  });
  const second = await settle(grab, { signal, before, habits, timeoutMs: 30_000 });
  expect(second.settled).toBe(true);
  expect(second.movers).toHaveLength(1);
  expect(second.ms).toBeLessThan(first.ms);
});

test('a terminal that never stops printing is given up, and what moved is said', async () => {
  // In its window, something new at every look.
  const script = 'while :; do head -c 300 /dev/urandom | base64; sleep 0.02; done';
  desktop.start('xterm', ['-T', 'endless', '-geometry', '60x20+100+100', '-e', script]);
  await desktop.window(/^endless$/);
  const result = await settle(grab, { signal, timeoutMs: 2000 });
  expect(result.settled).toBe(false);
  expect(result.moving).toMatch(/keeps? moving$/);
});
