import { expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Display } from '../protocol/frame.ts';
import { makeFrame } from './make-frame.ts';
import type { FrameSource } from './sources/port.ts';
import { View } from './view.ts';

const display = (name: string, x: number, y: number, w: number, h: number, primary = false): Display => ({
  ...{ id: name, name, scale: 1, primary },
  box: globalBox(x, y, x + w, y + h),
});
const MAIN = display('main', 0, 0, 40, 30, true);
const LEFT = display('left', -20, -10, 20, 20);

/** A source whose displays are those of `arrangement` at this moment. */
function source(arrangement: () => readonly Display[], spans = true): FrameSource {
  let told: readonly Display[] = [];
  return {
    name: 'fake',
    spans,
    displays: () => Promise.resolve([...(told = arrangement())]),
    grab: (d) => {
      if (told !== arrangement())
        return Promise.reject(new SteadyhandError('environment', 'display_changed', 'changed', 'look again'));
      const [width, height] = [d.box.x2 - d.box.x1, d.box.y2 - d.box.y1];
      const data = new Uint8Array(width * height * 4);
      return Promise.resolve(makeFrame({ display: d, width, height, data, source: 'fake', takenAt: 0 }));
    },
    close: () => Promise.resolve(),
  };
}

test('all displays are one picture that begins at the leftmost and uppermost, below zero where that is', async () => {
  const both = [MAIN, LEFT];
  const frame = await (await View.open(source(() => both))).grab();
  expect(frame.display.box).toEqual(globalBox(-20, -10, 40, 30));
  expect(frame.masked).toEqual([globalBox(0, -10, 40, 0), globalBox(-20, 10, 0, 30)]);
});

test('a source that cannot span displays shows the primary one', async () => {
  const both = [LEFT, MAIN];
  const frame = await (await View.open(source(() => both, false))).grab();
  expect([frame.display.name, frame.masked]).toEqual(['main', undefined]);
});

test('displays that are arranged anew are looked at as they are then', async () => {
  let now = [MAIN];
  const view = await View.open(source(() => now));
  expect((await view.grab()).display.name).toBe('main');
  now = [MAIN, LEFT];
  expect((await view.grab()).display.name).toBe('main + left');
  expect(view.display.box.x1).toBe(-20);
});

test('the monitor that was asked for and has gone is an error that names the others', async () => {
  let now = [MAIN, LEFT];
  const view = await View.open(
    source(() => now),
    'left',
  );
  expect((await view.grab()).display.name).toBe('left');
  now = [MAIN];
  await expect(view.grab()).rejects.toMatchObject({ code: 'no_such_monitor', remedy: 'Give one of: main.' });
});

test('displays that never come to rest are an error, not an endless wait', async () => {
  const view = await View.open(source(() => [MAIN]));
  await expect(view.grab()).rejects.toMatchObject({ code: 'display_changed' });
});

test('no display at all is said', async () => {
  await expect(View.open(source(() => []))).rejects.toMatchObject({ code: 'no_display' });
});
