/** What capture reports of a real desktop is what is there: pixels, windows, changes. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCapture, primaryDisplay } from '../../electron/capture/open.ts';
import type { FrameSource } from '../../electron/capture/sources/port.ts';
import { changedBoxes } from '../../electron/capture/tiles.ts';
import { boxArea, boxContains, boxIntersection, globalBox, globalPoint } from '../../electron/protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../electron/protocol/frame.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const BACKGROUND = [0x3b, 0x5b, 0x7c, 255];

let desktop: Desktop;
let fast: FrameSource;
let portable: FrameSource;

beforeAll(async () => {
  desktop = await startDesktop({ width: 1024, height: 700 });
  fast = await openCapture({ display: desktop.display, only: 'nut-js' });
  portable = await openCapture({ display: desktop.display, only: 'screenshot-desktop' });
});
afterAll(async () => {
  await Promise.all([fast, portable].map((source) => source.close()));
  await desktop.stop();
});

const grab = async (source = fast): Promise<Frame> => source.grab(await primaryDisplay(source));

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

test('both sources say where the display is, and agree', async () => {
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
    const [before, other, after] = [await grab(fast), await grab(portable), await grab(fast)];
    // Only a screen that stood still in between can be compared.
    if (before.hash !== after.hash) return null;
    expect(other.hash).toBe(after.hash);
    expect(Buffer.compare(other.data, after.data)).toBe(0);
    return true;
  });
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
  await until('it to close', async () => !(await desktop.windows()).some((w) => w.id === main.id));
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
    expect(covered, `a change at ${JSON.stringify(b)} outside of every window`).toBe(true);
  }
});

test('a display that is not there is refused in one line, before any native code is loaded for it', async () => {
  for (const only of ['nut-js', 'screenshot-desktop'] as const)
    await expect(openCapture({ display: ':987', only })).rejects.toMatchObject({
      kind: 'environment',
      code: 'no_display',
    });
});

test('a process that works on one display does not silently go on with another', async () => {
  const second = await import('../../scripts/desktop.mjs').then(({ startDesktop: start }) =>
    start({ size: { width: 320, height: 200 }, handleSignals: false }),
  );
  try {
    await expect(openCapture({ display: second.display })).rejects.toMatchObject({ code: 'one_display_per_process' });
    expect((await grab()).width).toBe(1024);
  } finally {
    await second.stop();
  }
});
