/** What capture reports of a real desktop is what is there: pixels, windows, changes. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameFromFile } from '../../electron/capture/image-file.ts';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import { changedBoxes } from '../../electron/capture/tiles.ts';
import { boxArea, boxContains, boxIntersection, globalBox, globalPoint } from '../../electron/protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../electron/protocol/frame.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const BACKGROUND = [0x3b, 0x5b, 0x7c, 255];

let desktop: Desktop;
let native: FrameSource;
let fast: FrameSource;
let portable: FrameSource;

beforeAll(async () => {
  desktop = await startDesktop({ width: 1024, height: 700 });
  native = await openCapture({ display: desktop.display, only: 'native' });
  fast = await openCapture({ display: desktop.display, only: 'nut-js' });
  portable = await openCapture({ display: desktop.display, only: 'screenshot-desktop' });
});
afterAll(async () => {
  await Promise.all([native, fast, portable].map((source) => source.close()));
  await desktop.stop();
});

const grab = async (source = native): Promise<Frame> => source.grab(await primaryDisplay(source));

/** A frame that is the same as the one before it. */
const still = (): Promise<Frame> =>
  until('the screen to stand still', async () => {
    const first = await grab();
    await new Promise((r) => setTimeout(r, 200));
    const second = await grab();
    return first.hash === second.hash ? second : null;
  });

const pixel = (f: Frame, x: number, y: number): number[] => [...f.data.subarray((y * f.width + x) * 4).subarray(0, 4)];
const isBackground = (f: Frame, x: number, y: number): boolean => String(pixel(f, x, y)) === String(BACKGROUND);

/** An xterm whose cursor does not blink, opened and drawn. */
async function terminal(title: string, geometry: string): Promise<WindowInfo> {
  desktop.start('xterm', ['-T', title, '-geometry', geometry, '+bc', '-e', 'sleep 1000']);
  return desktop.window(new RegExp(`^${title}$`));
}

test('all sources say where the display is, and agree', async () => {
  expect((await primaryDisplay(native)).box).toEqual(globalBox(0, 0, 1024, 700));
  expect((await primaryDisplay(fast)).box).toEqual(globalBox(0, 0, 1024, 700));
  expect((await primaryDisplay(portable)).box).toEqual(globalBox(0, 0, 1024, 700));
});

test('the colours are those that were painted', async () => {
  const frame = await grab();
  expect([frame.width, frame.height, frame.data.length]).toEqual([1024, 700, 1024 * 700 * 4]);
  expect(pixel(frame, 3, 3)).toEqual(BACKGROUND);
});

test('the sources agree pixel for pixel on a screen with applications', async () => {
  desktop.start('galculator');
  await desktop.window(/galculator/i);
  await terminal('shown', '40x10+20+30');
  await until('the same picture from both', async () => {
    const before = await grab(native);
    const others = [await grab(fast), await grab(portable), await grab(native)];
    // Only a screen that stood still in between can be compared.
    if (before.hash !== (await grab(native)).hash) return null;
    for (const other of others) {
      expect(other.hash).toBe(before.hash);
      expect(Buffer.compare(other.data, before.data)).toBe(0);
    }
    return true;
  });
});

test('a picture is what import -window root sees, pixel for pixel', async () => {
  const file = join(desktop.home, 'root.png');
  await until('a screen that stands still meanwhile', async () => {
    const before = await native.grab(await primaryDisplay(native), { fresh: true });
    await desktop.run('import', ['-window', 'root', `png:${file}`]);
    const after = await native.grab(await primaryDisplay(native), { fresh: true });
    if (before.hash !== after.hash) return null;
    const other = await frameFromFile(file);
    expect([other.width, other.height]).toEqual([after.width, after.height]);
    expect(Buffer.compare(other.data, after.data)).toBe(0);
    return true;
  });
});

test('the pointer is in no picture, and its place is reported apart', async () => {
  const before = await still();
  await desktop.run('xdotool', ['mousemove', '--sync', '300', '640']);
  expect(await native.pointer?.()).toEqual(globalPoint(300, 640));
  const there = await native.grab(before.display, { fresh: true });
  // The desktop's own ground: nothing reacts to the pointer here.
  expect([0, 2, 4, 6, 8].map((d) => pixel(there, 300 + d, 640 + d))).toEqual([0, 2, 4, 6, 8].map(() => BACKGROUND));
  await desktop.run('xdotool', ['mousemove', '--sync', '320', '660']);
  const moved = await native.grab(before.display, { fresh: true });
  const around = globalBox(280, 620, 380, 700);
  expect(changedBoxes(there, moved).filter((b) => boxArea(boxIntersection(b, around)) > 0)).toEqual([]);
});

test('a window has its title, class, process and the box that it covers on the screen', async () => {
  const window = await terminal('measured', '30x6+740+560');
  const frame = await still();
  const now = (await desktop.windows()).find((w) => w.id === window.id);
  expect(now).toMatchObject({ title: 'measured', app: 'XTerm', active: true, minimised: false, dialog: false });
  const { box } = now ?? window;
  const [x, y] = [Math.floor((box.x1 + box.x2) / 2), Math.floor((box.y1 + box.y2) / 2)];
  // The decorations end where the background begins.
  const edges = [
    [box.x1, y, -1, 0],
    [box.x2 - 1, y, 1, 0],
    [x, box.y1, 0, -1],
    [x, box.y2 - 1, 0, 1],
  ] as const;
  for (const [ex, ey, dx, dy] of edges)
    expect([isBackground(frame, ex, ey), isBackground(frame, ex + dx, ey + dy)]).toEqual([false, true]);
});

test('windows come front to back, minimised ones last', async () => {
  const low = await terminal('low', '30x8+100+300');
  const high = await terminal('high', '30x8+140+330');
  const order = async (): Promise<number[]> => (await desktop.windows()).map((w) => w.id);
  const has = (ids: readonly number[], ...wanted: number[]): boolean =>
    String(ids.filter((id) => wanted.includes(id))) === String(wanted);
  await until('the newer one in front', async () => has(await order(), high.id, low.id));
  await desktop.run('xdotool', ['windowactivate', String(low.id)]);
  await until('the other in front', async () => has(await order(), low.id, high.id));
  await desktop.run('xdotool', ['windowminimize', String(low.id)]);
  await until('it last', async () => (await order()).at(-1) === low.id);
  expect((await desktop.windows()).at(-1)).toMatchObject({ id: low.id, minimised: true, active: false });
});

test('a dialog names its window', async () => {
  desktop.start('mousepad', ['--disable-server']);
  const main = await desktop.window(/Mousepad/);
  await until('it has the focus', async () => (await desktop.windows()).find((w) => w.active)?.id === main.id);
  // A key that comes before the window takes keys is lost, so it is pressed until the dialog is there.
  const dialog = await until('the dialog', async () => {
    const found = (await desktop.windows()).find((w) => w.dialog);
    if (!found) await desktop.run('xdotool', ['key', '--clearmodifiers', 'ctrl+o', 'sleep', '0.5']);
    return found;
  });
  expect(dialog).toMatchObject({ app: 'Mousepad', transientFor: main.id, minimised: false });
  expect((await desktop.windows())[0]?.id).toBe(dialog.id);
  await desktop.run('xdotool', ['windowclose', String(main.id)]);
  // Its program ends the dialog a little later: the next test shall not see it go.
  await until('both to close', async () => !(await desktop.windows()).some((w) => w.app === 'Mousepad'));
});

test('what changes is where the new window is, and nowhere else', async () => {
  const before = await still();
  const window = await terminal('new', '20x4+780+40');
  const after = await still();
  // Titles of the other windows turn grey when the focus leaves them.
  const others = await desktop.windows();
  expect(after.display).toEqual(before.display);
  const boxes = changedBoxes(before, after);
  expect(boxes.some((b) => boxContains(b, globalPoint(window.box.x1 + 5, window.box.y2 - 5)))).toBe(true);
  for (const b of boxes) {
    const covered = others.some((w) => boxArea(boxIntersection(w.box, b)) === boxArea(b));
    expect(covered, `a change at ${JSON.stringify(b)} outside of ${JSON.stringify(others)}`).toBe(true);
  }
});

test('a display that is not there is refused in one line, before any native code is loaded for it', async () => {
  for (const only of ['native', 'nut-js', 'screenshot-desktop', undefined] as const)
    await expect(openCapture({ display: ':987', ...(only && { only }) })).rejects.toMatchObject({
      kind: 'environment',
      code: 'no_display',
    });
});

test('a process that works on one display does not silently go on with another', async () => {
  const second = await import('../../scripts/desktop.mjs').then(({ startDesktop: start }) =>
    start({ size: { width: 320, height: 200 }, handleSignals: false }),
  );
  try {
    const other = await openCapture({ display: second.display });
    expect((await grab(other)).width).toBe(320);
    await other.close();
    // nut-js reads the display it was loaded for.
    const refused = openCapture({ display: second.display, only: 'nut-js' });
    await expect(refused).rejects.toMatchObject({ code: 'one_display_per_process' });
    expect((await grab()).width).toBe(1024);
  } finally {
    await second.stop();
  }
});

test('every source notices that the resolution has changed, and sees the new one when asked again', async () => {
  const sources = [native, fast, portable];
  const displays = await Promise.all(sources.map(primaryDisplay));
  await desktop.run('xrandr', '--newmode small 0 640 640 640 640 480 480 480 480'.split(' '));
  await desktop.run('xrandr', ['--addmode', 'screen', 'small']);
  await desktop.run('xrandr', ['--output', 'screen', '--mode', 'small']);
  try {
    for (const [i, source] of sources.entries()) {
      const old = displays[i];
      if (!old) throw new Error('no display');
      await expect(source.grab(old), source.name).rejects.toMatchObject({ code: 'display_changed' });
      const frame = await grab(source);
      expect([source.name, frame.width, frame.height]).toEqual([source.name, 640, 480]);
    }
  } finally {
    await desktop.run('xrandr', ['--output', 'screen', '--mode', '1024x700']);
  }
});
