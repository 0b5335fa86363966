/** Several monitors, other sizes, depths and scales, and what happens when they change or hang: on real X servers. */
import { spawnSync } from 'node:child_process';
import { afterEach, expect, test } from 'vitest';
import { openCapture } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import { View, wholeDesktop } from '../../electron/capture/view.ts';
import { displayAt, isMasked, pointToFrame } from '../../electron/capture/geometry.ts';
import { showPatch } from '../../electron/capture/x11/patch.ts';
import { globalBox, globalPoint } from '../../electron/protocol/coordinates.ts';
import type { Display, Frame } from '../../electron/protocol/frame.ts';
import { until } from '../fixtures/desktop.ts';
import { startXServer, type XServer } from '../fixtures/xserver.ts';

const PINK = 0xd1006b;
const PINK_RGBA = [0xd1, 0x00, 0x6b, 255];

const open: { close(): Promise<void> }[] = [];
const servers: XServer[] = [];
afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
  for (const server of servers.splice(0).reverse()) await server.stop();
});

async function server(...args: string[]): Promise<XServer> {
  const started = await startXServer(args);
  servers.push(started);
  return started;
}
/** Nothing is masked, so that the tests see what they draw. */
async function native(at: XServer): Promise<FrameSource> {
  const source = await openCapture({ display: at.display, only: 'native', own: { pids: [], classes: [] } });
  open.push(source);
  return source;
}
/** Two monitors side by side on one screen, the right one less high. */
async function twoMonitors(): Promise<XServer> {
  const x = await server('-screen', '0', '1200x600x24');
  await x.run('xrandr', ['--setmonitor', 'LEFT', '700/200x600/170+0+0', 'screen']);
  await x.run('xrandr', ['--setmonitor', 'RIGHT', '500/140x400/113+700+0', 'none']);
  return x;
}
const colourAt = (f: Frame, x: number, y: number): number[] => {
  const p = pointToFrame(f, globalPoint(x, y));
  return [...f.data.subarray((p.y * f.width + p.x) * 4).subarray(0, 4)];
};
const named = (displays: readonly Display[], name: string): Display => {
  const found = displays.find((d) => d.name === name);
  if (!found) throw new Error(`no ${name} among ${displays.map((d) => d.name).join()}`);
  return found;
};

test('each monitor is listed with its place, and its picture shows what is there', async () => {
  const x = await twoMonitors();
  const source = await native(x);
  const displays = await source.displays();
  expect(displays.map((d) => [d.name, d.box])).toEqual([
    ['LEFT', globalBox(0, 0, 700, 600)],
    ['RIGHT', globalBox(700, 0, 1200, 400)],
  ]);
  await showPatch(x.x, globalBox(690, 100, 720, 110), PINK);
  const [left, right] = [await source.grab(named(displays, 'LEFT')), await source.grab(named(displays, 'RIGHT'))];
  expect([left.width, left.height, right.width, right.height]).toEqual([700, 600, 500, 400]);
  expect([colourAt(left, 689, 105), colourAt(left, 690, 105)]).toEqual([[0, 0, 0, 255], PINK_RGBA]);
  expect([colourAt(right, 719, 105), colourAt(right, 720, 105)]).toEqual([PINK_RGBA, [0, 0, 0, 255]]);
});

test('by default all monitors are one picture, and what none of them shows cannot be pointed at', async () => {
  const x = await twoMonitors();
  const view = await View.open(await native(x));
  await showPatch(x.x, globalBox(1190, 390, 1210, 410), PINK);
  const frame = await view.grab();
  expect(frame.display.box).toEqual(globalBox(0, 0, 1200, 600));
  expect(frame.masked).toEqual([globalBox(700, 400, 1200, 600)]);
  expect(colourAt(frame, 1199, 399)).toEqual(PINK_RGBA);
  expect(colourAt(frame, 1199, 400)).not.toEqual(PINK_RGBA);
  expect([isMasked(frame, globalPoint(1199, 399)), isMasked(frame, globalPoint(1199, 400))]).toEqual([false, true]);
  expect([isMasked(frame, globalPoint(699, 599)), isMasked(frame, globalPoint(700, 599))]).toEqual([false, true]);
});

test('a source without masks still tells what no monitor shows', async () => {
  const x = await twoMonitors();
  const displays = await (await native(x)).displays();
  const whole = wholeDesktop(displays);
  const blank = {
    width: 1200,
    height: 600,
    data: new Uint8Array(),
    tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
  };
  const plain: FrameSource = {
    ...{ name: 'test', spans: true, displays: () => Promise.resolve(displays), close: () => Promise.resolve() },
    grab: (display) => Promise.resolve({ ...blank, display, hash: '', takenAt: 0, source: 'test' }),
  };
  expect(whole?.box).toEqual(globalBox(0, 0, 1200, 600));
  expect((await (await View.open(plain)).grab()).masked).toEqual([globalBox(700, 400, 1200, 600)]);
});

test('one monitor can be asked for by name; a name that is none is refused with those that are', async () => {
  const x = await twoMonitors();
  const source = await native(x);
  const view = await View.open(source, 'RIGHT');
  expect((await view.grab()).display.box).toEqual(globalBox(700, 0, 1200, 400));
  await expect(View.open(source, 'TOP')).rejects.toMatchObject({
    code: 'no_such_monitor',
    remedy: 'Give one of: LEFT, RIGHT.',
  });
});

const hasXephyr = spawnSync('Xephyr', ['-help'], { stdio: 'ignore' }).error === undefined;

test.skipIf(!hasXephyr)('a display of two X screens (Xinerama) has two monitors in one space', async () => {
  const host = await server('-screen', '0', '1300x500x24');
  const nested = await startXephyr(host);
  const source = await native(nested);
  const displays = await source.displays();
  expect(displays.map((d) => d.box)).toEqual([globalBox(0, 0, 600, 400), globalBox(600, 0, 1100, 300)]);
  await showPatch(nested.x, globalBox(590, 100, 620, 110), PINK);
  const frame = await (await View.open(source)).grab({ fresh: true });
  expect([590, 599, 600, 619].map((px) => colourAt(frame, px, 105))).toEqual([1, 2, 3, 4].map(() => PINK_RGBA));
  expect(frame.masked).toEqual([globalBox(600, 300, 1100, 400)]);
  expect(displayAt(displays, globalPoint(600, 299))?.name).toBe(displays[1]?.name);
});

test('a second screen of a server (display :N.1) is a display of its own', async () => {
  const x = await server('-screen', '0', '640x480x24', '-screen', '1', '320x200x24');
  const source = await openCapture({ display: `${x.display}.1`, only: 'native' });
  open.push(source);
  expect((await source.displays()).map((d) => d.box)).toEqual([globalBox(0, 0, 320, 200)]);
});

test('the resolution changes in the middle: the source says so, and the next look is of the new size', async () => {
  const x = await server('-screen', '0', '1000x700x24');
  await x.run('xrandr', '--newmode small 0 640 640 640 640 480 480 480 480'.split(' '));
  await x.run('xrandr', ['--addmode', 'screen', 'small']);
  const source = await native(x);
  const view = await View.open(source);
  const before = await view.grab();
  await x.run('xrandr', ['--output', 'screen', '--mode', 'small']);
  await expect(source.grab(before.display)).rejects.toMatchObject({ kind: 'environment', code: 'display_changed' });
  const after = await view.grab();
  expect([after.width, after.height, after.display.box]).toEqual([640, 480, globalBox(0, 0, 640, 480)]);
  await x.run('xrandr', ['--output', 'screen', '--mode', '1000x700']);
  expect((await view.grab()).width).toBe(1000);
});

test('a monitor that is set up in the middle counts from the next look on', async () => {
  const x = await server('-screen', '0', '1000x700x24');
  const view = await View.open(await native(x));
  expect((await view.grab()).masked).toEqual([]);
  await x.run('xrandr', ['--setmonitor', 'UPPER', '1000/300x500/150+0+0', 'screen']);
  const frame = await view.grab();
  expect([frame.display.name, frame.height, frame.masked]).toEqual(['UPPER', 500, []]);
});

test('16-bit pixels are widened to the right colours; a palette is refused with the reason', async () => {
  const x = await server('-screen', '0', '300x200x16');
  await showPatch(x.x, globalBox(10, 10, 30, 30), 0xf81f);
  const source = await native(x);
  const [display] = await source.displays();
  if (!display) throw new Error('no display');
  const frame = await source.grab(display);
  expect([colourAt(frame, 20, 20), colourAt(frame, 5, 5)]).toEqual([
    [255, 0, 255, 255],
    [0, 0, 0, 255],
  ]);
  const palette = await server('-screen', '0', '300x200x8');
  await expect(openCapture({ display: palette.display, only: 'native' })).rejects.toMatchObject({
    code: 'capture_failed',
    message: expect.stringContaining('8-bit pixels'),
  });
});

test('without shared memory and without XDamage pictures are right as well', async () => {
  const x = await server('-screen', '0', '320x200x24', '-extension', 'MIT-SHM', '-extension', 'DAMAGE');
  const view = await View.open(await native(x));
  const before = await view.grab();
  const patch = await showPatch(x.x, globalBox(100, 100, 130, 120), PINK);
  const after = await view.grab();
  expect([colourAt(before, 129, 119), colourAt(after, 129, 119), colourAt(after, 130, 119)]).toEqual([
    [0, 0, 0, 255],
    PINK_RGBA,
    [0, 0, 0, 255],
  ]);
  await patch.close();
  expect((await view.grab()).hash).toBe(before.hash);
});

test('the scale factor is the one that toolkits use', async () => {
  const x = await server('-screen', '0', '320x200x24');
  const scale = async (): Promise<number | undefined> => (await source.displays())[0]?.scale;
  const source = await native(x);
  expect(await scale()).toBe(1);
  await x.run('xrdb', ['-merge', '-'], 'Xft.dpi: 144\n');
  expect(await scale()).toBe(1.5);
});

test('a display that hangs fails the picture and holds up nothing else', async () => {
  const x = await server('-screen', '0', '320x200x24');
  const view = await View.open(await native(x));
  await view.grab();
  x.process.kill('SIGSTOP');
  let turns = 0;
  const ticking = setInterval(() => turns++, 10);
  try {
    await expect(view.grab()).rejects.toMatchObject({
      code: 'capture_failed',
      message: expect.stringContaining('5 s'),
    });
    expect(turns).toBeGreaterThan(50);
  } finally {
    clearInterval(ticking);
    x.process.kill('SIGCONT');
  }
  expect((await until('it to answer again', () => view.grab().catch(() => null))).width).toBe(320);
});

test('closing while a display hangs does not wait for it', async () => {
  const x = await server('-screen', '0', '320x200x24');
  const source = await native(x);
  const view = await View.open(source);
  x.process.kill('SIGSTOP');
  try {
    const waiting = expect(view.grab()).rejects.toMatchObject({ code: 'capture_failed' });
    await source.close();
    const from = performance.now();
    await waiting;
    expect(performance.now() - from).toBeLessThan(4000);
    await expect(view.grab()).rejects.toMatchObject({ code: 'capture_failed' });
  } finally {
    x.process.kill('SIGCONT');
  }
});

/** An X server with two screens side by side, in windows of another one. */
async function startXephyr(host: XServer): Promise<XServer> {
  const args = ['+xinerama', '-extension', 'RANDR', '-noreset', '-no-host-grab'];
  const screens = ['-screen', '600x400', '-origin', '600,0', '-screen', '500x300'];
  const nested = await startXServer([...args, ...screens], { program: 'Xephyr', env: { DISPLAY: host.display } });
  servers.push(nested);
  return nested;
}
