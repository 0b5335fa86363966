/** What makes native capture fast must never make it wrong: damage, memory that is used again, windows of our own. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { isMasked } from '../../electron/capture/geometry.ts';
import { NativeSource } from '../../electron/capture/sources/native.ts';
import { changedBoxes, hashTilesPortably } from '../../electron/capture/tiles.ts';
import { View } from '../../electron/capture/view.ts';
import { showPatch, type Patch } from '../../electron/capture/x11/patch.ts';
import { globalBox, globalPoint, type Box } from '../../electron/protocol/coordinates.ts';
import type { Frame } from '../../electron/protocol/frame.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const PINK = 0xd1006b;
const GREEN = 0x00c853;
const FLAT = [128, 128, 128, 255];
/** Process ids that are nobody's: beyond what Linux gives out. */
const OURS = 4_194_305;
const THEIRS = 4_194_306;

let desktop: Desktop;
let source: NativeSource;
let view: View;
const patches: Patch[] = [];

beforeAll(async () => {
  desktop = await startDesktop({ width: 1024, height: 700 });
  source = await NativeSource.open(desktop.display, { pids: [OURS], windows: [], classes: ['steadyhand'] });
  view = await View.open(source);
});
afterEach(async () => {
  for (const patch of patches.splice(0)) await patch.close();
});
afterAll(async () => {
  await source.close();
  await desktop.stop();
});

async function patch(box: Box, colour: number, pid: number): Promise<Patch> {
  const shown = await showPatch(desktop.x, box, colour, pid);
  patches.push(shown);
  return shown;
}
const pixel = (f: Frame, x: number, y: number): number[] => [...f.data.subarray((y * f.width + x) * 4).subarray(0, 4)];
const rgba = (c: number): number[] => [c >>> 16, (c >>> 8) & 255, c & 255, 255];

test('a screen on which nothing was drawn answers with the same pixels, and nothing is read', async () => {
  await until('a screen at rest', async () => {
    const first = await view.grab({ fresh: true });
    const second = await view.grab({ fresh: false });
    return source.cost?.pixelsRead === 0 && second.data === first.data && second.hash === first.hash;
  });
  const first = await view.grab({ fresh: true });
  await new Promise((r) => setTimeout(r, 5));
  const again = await view.grab({ fresh: false });
  expect(again.data).toBe(first.data);
  expect(again.takenAt).toBeGreaterThan(first.takenAt);
});

test('what was drawn to is all that is read, and the outcome is what reading everything gives', async () => {
  const moving = await patch(globalBox(100, 500, 130, 520), PINK, THEIRS);
  for (let i = 0; i < 40; i++) {
    await moving.moveTo(100 + 17 * i, 480 + ((i * 31) % 190));
    const part = await view.grab({ fresh: false });
    expect(source.cost?.pixelsRead).toBeLessThan(200_000);
    const all = await view.grab({ fresh: true });
    // Equal hashes: reading everything gave the same picture, down to the same memory.
    expect(all.hash).toBe(part.hash);
    expect(all.data).toBe(part.data);
    expect(part.tiles).toEqual(hashTilesPortably(part.data, part.width, part.height));
  }
  expect(source.cost?.damage).toBe(true);
});

test('an application that draws is seen without being told to look at everything', async () => {
  desktop.start('xterm', ['-T', 'counts', '-geometry', '40x6+20+20', '-e', 'sh -c "read x; echo; seq 1 40; read x"']);
  const window = await desktop.window(/^counts$/);
  await desktop.run('xdotool', ['windowfocus', '--sync', String(window.id)]);
  const before = await view.grab({ fresh: true });
  await desktop.run('xdotool', ['key', 'Return']);
  const after = await until('a change', async () => {
    const frame = await view.grab({ fresh: false });
    return changedBoxes(before, frame).length > 0 ? frame : null;
  });
  expect(changedBoxes(before, after).every((b) => b.x2 <= window.box.x2 + 4 && b.y2 <= window.box.y2 + 4)).toBe(true);
  await desktop.run('xdotool', ['key', 'Return']);
  await until('it to close', async () => !(await desktop.windows()).some((w) => w.id === window.id));
});

test('memory is used again, but never that of a frame that somebody holds, or holds a part of', () => {
  const script = join(import.meta.dirname, '..', 'fixtures', 'hold-frames.ts');
  const args = ['--expose-gc', script, desktop.display];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  expect(stderr).toBe('');
  const { kept, changed, made, reused } = JSON.parse(stdout) as Record<string, number>;
  expect(kept).toBe(20);
  expect(changed).toBe(0);
  expect(reused).toBeGreaterThan(100);
  // 20 held whole, 20 in part, and those that wait to be collected.
  expect(made).toBeLessThan(120);
});

test('a window of ours is filled flat and reported; the application it lies on stays visible around it', async () => {
  await patch(globalBox(400, 500, 600, 600), GREEN, THEIRS);
  await patch(globalBox(450, 520, 500, 560), PINK, OURS);
  const frame = await view.grab({ fresh: true });
  expect(frame.masked).toEqual([globalBox(450, 520, 500, 560)]);
  expect([pixel(frame, 450, 520), pixel(frame, 499, 559)]).toEqual([FLAT, FLAT]);
  expect([pixel(frame, 449, 520), pixel(frame, 500, 559)]).toEqual([rgba(GREEN), rgba(GREEN)]);
  expect([isMasked(frame, globalPoint(499, 559)), isMasked(frame, globalPoint(500, 559))]).toEqual([true, false]);
});

test('what lies on a window of ours is visible: only what shows of ours is masked', async () => {
  await patch(globalBox(400, 500, 600, 600), PINK, OURS);
  const above = await patch(globalBox(500, 450, 650, 550), GREEN, THEIRS);
  const frame = await view.grab({ fresh: true });
  expect([pixel(frame, 500, 500), pixel(frame, 499, 500), pixel(frame, 599, 550)]).toEqual([rgba(GREEN), FLAT, FLAT]);
  expect(isMasked(frame, globalPoint(520, 520))).toBe(false);
  await above.close();
  patches.pop();
  const after = await view.grab({ fresh: false });
  expect(after.masked).toEqual([globalBox(400, 500, 600, 600)]);
  expect(pixel(after, 520, 520)).toEqual(FLAT);
});

test('a window of ours that moves never shows, not even between two pictures', async () => {
  const ours = await patch(globalBox(300, 500, 360, 540), PINK, OURS);
  let on = true;
  const move = async (): Promise<void> => {
    for (let i = 0; on; i++) await ours.moveTo(300 + ((i * 13) % 500), 480 + ((i * 7) % 150));
  };
  const moved = move();
  const wanted = Buffer.from(rgba(PINK));
  const shown: string[] = [];
  for (let i = 0; i < 150; i++) {
    const frame = await view.grab({ fresh: i % 3 === 0 });
    for (let y = 470; y < 690; y += 5)
      for (let x = 290; x < 900; x += 5)
        if (wanted.compare(frame.data, (y * frame.width + x) * 4, (y * frame.width + x) * 4 + 4) === 0)
          shown.push(`${x},${y} in picture ${i}`);
  }
  on = false;
  await moved;
  expect(shown).toEqual([]);
});

test('windows with decorations are known by the class of what is inside', async () => {
  desktop.start('xterm', ['-class', 'Steadyhand', '-T', 'ours', '-geometry', '30x6+600+100', '-e', 'sleep 1000']);
  const window = await desktop.window(/^ours$/);
  const frame = await until('it to be masked', async () => {
    const seen = await view.grab({ fresh: true });
    return (seen.masked?.length ?? 0) > 0 ? seen : null;
  });
  // Title bar and borders included.
  expect(frame.masked).toEqual([window.box]);
  await desktop.run('xdotool', ['windowclose', String(window.id)]);
  await until('nothing to be masked', async () => (await view.grab({ fresh: true })).masked?.length === 0);
});

test('who is ours can be changed at any time', async () => {
  const named = await patch(globalBox(400, 500, 440, 540), PINK, THEIRS);
  expect((await view.grab({ fresh: true })).masked).toEqual([]);
  await source.mask({ pids: [], windows: [named.id], classes: [] });
  expect((await view.grab({ fresh: false })).masked).toEqual([globalBox(400, 500, 440, 540)]);
  await source.mask({ pids: [OURS], windows: [], classes: ['steadyhand'] });
  expect(pixel(await view.grab({ fresh: false }), 420, 520)).toEqual(rgba(PINK));
});
