/** Input on a real desktop: what is typed arrives, what is refused does not, what goes down comes up. */
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDriver } from '../../electron/actions/drivers/open.ts';
import type { InputDriver } from '../../electron/actions/drivers/port.ts';
import { Executor } from '../../electron/actions/executor.ts';
import { settle } from '../../electron/agent/settle.ts';
import { actionContext, contextMatches } from '../../electron/capture/context.ts';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import { DEFAULT_GATE_SETTINGS, fixedConfirmer, Gate } from '../../electron/critic/gate/index.ts';
import type { Action } from '../../electron/protocol/action.ts';
import { globalPoint } from '../../electron/protocol/coordinates.ts';
import type { Permit, Verdict } from '../../electron/protocol/verdict.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop, until } from '../fixtures/desktop.ts';

const HARD = 'The quick brown fox @ 12:30 #%&* "x" {y} ünïcode 日本 € — ¡olé!';
const signal = new AbortController().signal;

let desktop: Desktop;
let driver: InputDriver;
let source: FrameSource;
let opened: ChildProcess | null = null;

beforeAll(async () => {
  desktop = await startDesktop();
  source = await openCapture({ display: desktop.display });
  driver = await openDriver(desktop.display);
});
afterAll(async () => {
  await driver.close();
  await source.close();
  await desktop.stop();
});

const glance = async () => ({
  frame: await source.grab(await primaryDisplay(source)),
  windows: await desktop.windows(),
});

function gate(): Gate {
  return new Gate({
    clock: Date.now,
    confirmer: fixedConfirmer('deny'),
    settings: DEFAULT_GATE_SETTINGS,
    contextMatches,
    randomId: randomUUID,
  });
}

const SAFE: Verdict = {
  ...{ risk: 'safe', category: 'none', correct: true, score: 1, observation: 'test', result: '', suggestion: '' },
  ...{ reversible: null, evidence: [], rule: 'test', ms: 0 },
};

/** A permit for the action on the screen as it is now. */
async function permitFor(redeemer: Gate, action: Action): Promise<Permit> {
  const { frame, windows } = await glance();
  const context = actionContext(frame, windows, action);
  const request = { verdict: SAFE, action, context, task: 'test', picture: null, target: null };
  const decision = await redeemer.decide(request, signal);
  if (decision.outcome !== 'allow') throw new Error(decision.reason);
  return decision.permit;
}

/** Opens an editor on an empty file and answers its path. */
async function editor(name: string): Promise<string> {
  const file = join(desktop.home, name);
  await writeFile(file, '');
  // One editor at a time, so that windows do not cover each other. It is gone before the next one opens: a window
  // manager that sees a new window under the number of the old one may lose track of the keyboard. That it has seen the
  // end of the old one only its own list tells, and it is slow after many changes of the keyboard.
  if (opened) {
    const clients = (): Promise<number[]> => desktop.x.numbers(desktop.x.root, '_NET_CLIENT_LIST');
    const last = (await desktop.windows()).find((w) => w.pid === opened?.pid)?.id;
    opened.kill('SIGKILL');
    await until('the last editor gone', async () => last === undefined || !(await clients()).includes(last));
  }
  opened = desktop.start('mousepad', ['--disable-server', file]);
  const window = await desktop.window(new RegExp(name));
  await until('the editor in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  // The window is there before its text area takes keys.
  const before = (await glance()).frame;
  await settle(async () => (await glance()).frame, { signal, before, quietMs: 400 });
  return file;
}

const saved = async (file: string, length: number): Promise<string> => {
  await driver.hotkey(['ctrl', 's'], signal);
  return until('the file', async () => {
    const text = await readFile(file, 'utf8');
    return text.length >= length ? text : null;
  });
};

test.each(['us', 'de', 'fr'])('text arrives in an editor character for character on the %s layout', async (layout) => {
  await desktop.run('setxkbmap', [layout]);
  const local = await openDriver(desktop.display);
  try {
    const file = await editor(`typed-${layout}.txt`);
    const text = `${HARD}\n\tsecond line with a tab, combining é and 👩‍👩‍👧 مرحبا ~^\`\\|<>`;
    await local.type(text, signal);
    expect(await saved(file, text.length)).toBe(text);
  } finally {
    await local.close();
    await desktop.run('setxkbmap', ['us']);
  }
});

test('more different characters than the keyboard has free keys still arrive', async () => {
  const file = await editor('many.txt');
  const text = Array.from({ length: 400 }, (_, i) => String.fromCodePoint(0x4e00 + i * 3)).join('');
  await driver.type(text, signal);
  expect(await saved(file, text.length)).toBe(text);
});

test('text arrives in a terminal, and with Caps Lock on', async () => {
  const file = join(desktop.home, 'terminal.txt');
  desktop.start('xterm', ['-u8', '-T', 'sink', '-e', `cat > ${file}`]);
  // The first terminal on a fresh server loads its fonts for seconds.
  await desktop.window(/sink/, 60_000);
  await new Promise((r) => setTimeout(r, 700));
  await desktop.run('xdotool', ['key', 'Caps_Lock']);
  try {
    await driver.type(`${HARD}\n`, signal);
    await driver.hotkey(['ctrl', 'd'], signal);
    expect(await until('the text', async () => (await readFile(file, 'utf8')) || null)).toBe(`${HARD}\n`);
  } finally {
    await desktop.run('xdotool', ['key', 'Caps_Lock']);
  }
});

test('the keyboard mapping is as before once everything is let go, and a crash leaves nothing for good', async () => {
  // A window of its own: the one that had the keyboard before may just be closing.
  await editor('mapping.txt');
  await driver.releaseAll();
  const before = await desktop.run('xmodmap', ['-pke']);
  await driver.type('日本', signal);
  expect(await desktop.run('xmodmap', ['-pke'])).not.toBe(before);
  // A second driver stands for the next start after a crash: it finds the note and gives the keys back.
  const next = await openDriver(desktop.display);
  expect(await desktop.run('xmodmap', ['-pke'])).toBe(before);
  await next.close();
  await driver.releaseAll();
  expect(await desktop.run('xmodmap', ['-pke'])).toBe(before);
});

test('an abort in the middle of a long text stops it and leaves no key down', async () => {
  await editor('abort.txt');
  const abort = new AbortController();
  setTimeout(() => abort.abort(new Error('stop')), 120);
  const cut = driver.type('x Y '.repeat(5000), abort.signal);
  await expect(cut).rejects.toMatchObject({ code: 'interrupted', arrived: { of: 20_000, unit: 'character' } });
  const keys = await desktop.x.request<Buffer>((c, done) => c.QueryKeymap(done));
  expect([...keys].every((b) => b === 0)).toBe(true);
});

test('an unknown key is refused and nothing is sent', () => {
  expect(() => driver.checkKeys(['ctrl', 'hyperdrive'])).toThrow(/no key “hyperdrive”.*nothing was sent/);
});

test('the pointer reaches the very corner, and clicks land where they are aimed', async () => {
  for (const [x, y] of [
    [0, 0],
    [1279, 799],
    [333, 444],
  ] as const) {
    await driver.move(globalPoint(x, y), signal);
    expect(await desktop.run('xdotool', ['getmouselocation', '--shell'])).toContain(`X=${x}\nY=${y}\n`);
  }
});

test('a double click selects the word under it', async () => {
  const file = await editor('clicks.txt');
  await driver.type('alpha beta gamma', signal);
  const window = (await desktop.windows()).find((w) => w.active);
  const box = window?.box ?? { x1: 0, y1: 0, x2: 0, y2: 0 };
  // The first line of the text area, below title bar, menu bar and (for root) a warning.
  const y = await until('the text on the screen', async () => {
    const { frame } = await glance();
    return firstInkBelow(frame.data, frame.width, box.x1 + 8, box.y1 + 72, box.y2);
  });
  await driver.click(globalPoint(box.x1 + 20, y), 'left', 2, [], signal);
  await driver.type('ALPHA', signal);
  expect(await saved(file, 10)).toBe('ALPHA beta gamma');
});

test('without a permit of the gate nothing is sent', async () => {
  const file = await editor('forged.txt');
  const executor = new Executor({ driver, redeemer: gate(), observe: glance });
  const action: Action = { type: 'type', text: 'forged' };
  const forged = { id: 'x', actionHash: 'x', contextHash: 'x', expiresAt: Date.now() + 1e6 } as unknown as Permit;
  await expect(executor.execute(action, forged, signal)).rejects.toMatchObject({ code: 'permit_unknown' });
  const redeemer = gate();
  const honest = new Executor({ driver, redeemer, observe: glance });
  const permit = await permitFor(redeemer, { type: 'type', text: 'honest' });
  await expect(honest.execute(action, permit, signal)).rejects.toMatchObject({ code: 'permit_other_action' });
  await driver.hotkey(['ctrl', 's'], signal);
  expect(await readFile(file, 'utf8')).toBe('');
});

test('a permit is good for one action on the screen it was given for', async () => {
  const file = await editor('honest.txt');
  const redeemer = gate();
  const executor = new Executor({ driver, redeemer, observe: glance });
  const action: Action = { type: 'type', text: 'once' };
  const permit = await permitFor(redeemer, action);
  const receipt = await executor.execute(action, permit, signal);
  expect(receipt).toMatchObject({ via: 'xtest', permitId: permit.id });
  await expect(executor.execute(action, permit, signal)).rejects.toMatchObject({ code: 'permit_used' });
  expect(await saved(file, 4)).toBe('once');
});

test('a window that opens over the approved point makes the permit void', async () => {
  const redeemer = gate();
  const executor = new Executor({ driver, redeemer, observe: glance });
  const action: Action = { type: 'click', point: globalPoint(1240, 60), button: 'left', count: 1, modifiers: [] };
  const permit = await permitFor(redeemer, action);
  desktop.start('xterm', ['-T', 'cover', '-geometry', '40x10-0+0']);
  await desktop.window(/cover/, 60_000);
  await new Promise((r) => setTimeout(r, 500));
  await expect(executor.execute(action, permit, signal)).rejects.toMatchObject({ code: 'permit_context_changed' });
});

test('a point beside the display is refused', async () => {
  const executor = new Executor({ driver, redeemer: gate(), observe: glance });
  const action: Action = { type: 'move', point: globalPoint(5000, 10) };
  const permit = {} as unknown as Permit;
  await expect(executor.execute(action, permit, signal)).rejects.toMatchObject({ code: 'off_screen' });
});

/** The first row below `from` where the pixels left of a line of text are dark. */
function firstInkBelow(data: Uint8Array, width: number, x: number, from: number, to: number): number | null {
  for (let y = from; y < to; y++) {
    for (let dx = 0; dx < 40; dx++) {
      const at = (y * width + x + dx) * 4;
      if ((data[at] ?? 255) < 60 && (data[at + 1] ?? 255) < 60 && (data[at + 2] ?? 255) < 60) return y + 4;
    }
  }
  return null;
}
