/** Waiting for real applications to finish drawing. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
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

test('a terminal that never stops printing is given up, and what moved is said', async () => {
  // In its window, something new at every look.
  const script = 'while :; do head -c 300 /dev/urandom | base64; sleep 0.02; done';
  desktop.start('xterm', ['-T', 'endless', '-geometry', '60x20+100+100', '-e', script]);
  await desktop.window(/^endless$/);
  const result = await settle(grab, { signal, timeoutMs: 2000 });
  expect(result.settled).toBe(false);
  expect(result.moving).toMatch(/keeps? moving$/);
});
