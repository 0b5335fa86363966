import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFrame } from '../capture/make-frame.ts';
import { globalBox } from '../protocol/coordinates.ts';
import type { Display, Frame } from '../protocol/frame.ts';
import { settle, type Settled, type SettleOptions } from './settle.ts';

const WIDTH = 320;
const HEIGHT = 192;
const display: Display = { id: 'd', name: 'd', box: globalBox(0, 0, WIDTH, HEIGHT), scale: 1, primary: true };

interface Patch {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly value: number;
}
const CARET = { x: 100, y: 40, w: 1, h: 16 };
const BUTTON = { x: 20, y: 100, w: 90, h: 30 };

function picture(patches: readonly Patch[]): Frame {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (const { x, y, w, h, value } of patches)
    for (let row = y; row < y + h; row++)
      for (let column = x; column < x + w; column++)
        data.fill(value, (row * WIDTH + column) * 4, (row * WIDTH + column) * 4 + 3);
  return makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt: 0 });
}
const blank = picture([]);

/** A screen that shows at each moment (milliseconds since the start) what `at` says; each picture takes `takes` ms. */
function screen(at: (ms: number) => readonly Patch[], takes = 10): () => Promise<Frame> {
  const from = performance.now();
  return async () => {
    const shown = picture(at(performance.now() - from));
    await new Promise((r) => setTimeout(r, takes));
    return shown;
  };
}

async function run(at: (ms: number) => readonly Patch[], options: Partial<SettleOptions> = {}): Promise<Settled> {
  const result = settle(screen(at), { signal: new AbortController().signal, ...options });
  await vi.advanceTimersByTimeAsync(30_000);
  return result;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a screen that has changed and stands still is left after one quiet period', async () => {
  const result = await run(() => [{ ...BUTTON, value: 0 }], { before: blank });
  expect(result).toMatchObject({ settled: true, moving: '' });
  expect(result.ms).toBeGreaterThanOrEqual(250);
  expect(result.ms).toBeLessThan(400);
});

test('a screen that has not answered yet is given longer than one quiet period', async () => {
  const late = picture([{ ...BUTTON, value: 0 }]);
  const result = await run((ms) => (ms > 400 ? [{ ...BUTTON, value: 0 }] : []), { before: blank });
  expect(result.settled).toBe(true);
  expect(result.frame.hash).toBe(late.hash);
});

test('a caret that blinked meanwhile is not taken for the answer', async () => {
  const answer = { ...BUTTON, value: 0 };
  const result = await run((ms) => (ms > 400 ? [answer] : []), { before: picture([{ ...CARET, value: 0 }]) });
  expect(result.frame.hash).toBe(picture([answer]).hash);
});

test('a screen that never answers is left, and nothing is said to have moved', async () => {
  const result = await run(() => [], { before: blank });
  expect(result).toMatchObject({ settled: true, moving: '' });
  expect(result.ms).toBeLessThan(700);
});

test('an animation is waited for, and the last picture is the finished one', async () => {
  const growing = (ms: number): Patch[] => [{ ...BUTTON, w: Math.min(90, 1 + Math.floor(ms / 15)), value: 0 }];
  const result = await run(growing, { before: blank });
  expect(result.settled).toBe(true);
  expect(result.frame.hash).toBe(picture([{ ...BUTTON, value: 0 }]).hash);
});

test.each([60, 130, 200, 530])(
  'a caret that blinks every %i ms does not keep the screen from settling',
  async (every) => {
    const result = await run((ms) => [{ ...CARET, value: Math.floor(ms / every) % 2 === 0 ? 0 : 255 }]);
    expect(result).toMatchObject({ settled: true, moving: '' });
    expect(result.ms).toBeLessThan(1500);
  },
);

test('a caret that moves on with text being written is not a blink', async () => {
  const writing = (ms: number): Patch[] => [{ ...CARET, x: 10 + Math.floor(ms / 100), value: 0 }];
  const result = await run(writing, { before: blank, timeoutMs: 2000 });
  expect(result.settled).toBe(false);
  expect(result.moving).toContain('kept changing');
});

test('something large that goes back and forth is not a blink', async () => {
  const flashing = (ms: number): Patch[] => [{ ...BUTTON, value: Math.floor(ms / 100) % 2 === 0 ? 0 : 255 }];
  const result = await run(flashing, { timeoutMs: 2000 });
  expect(result.settled).toBe(false);
  expect(result.ms).toBeGreaterThanOrEqual(2000);
  expect(result.ms).toBeLessThan(2200);
  expect(result.moving).toBe('an area of 90×30 pixels at 20,100 kept changing');
});

test('a spinner keeps the screen unsettled until the bound', async () => {
  const spin = (ms: number): Patch[] => [{ x: 50 + 4 * (Math.floor(ms / 80) % 8), y: 50, w: 4, h: 4, value: 0 }];
  expect((await run(spin, { timeoutMs: 3000 })).settled).toBe(false);
});

test('a source that is slower than the quiet period still needs two equal pictures', async () => {
  const from = performance.now();
  let taken = 0;
  const slow = async (): Promise<Frame> => {
    taken++;
    const shown = picture(performance.now() - from < 100 ? [] : [{ ...BUTTON, value: 0 }]);
    await new Promise((r) => setTimeout(r, 400));
    return shown;
  };
  const result = settle(slow, { signal: new AbortController().signal, before: blank });
  await vi.advanceTimersByTimeAsync(10_000);
  expect((await result).frame.hash).toBe(picture([{ ...BUTTON, value: 0 }]).hash);
  expect(taken).toBeGreaterThanOrEqual(3);
});

test('a bound shorter than the quiet period ends with the picture there is', async () => {
  const result = await run(() => [], { before: blank, timeoutMs: 100 });
  expect(result).toMatchObject({ settled: true, moving: '' });
  expect(result.ms).toBeLessThan(200);
});

test.each([
  ['between two pictures', 35],
  ['while a picture is taken', 5],
])('an abort %s rejects at once with its reason', async (_when, afterMs) => {
  const stop = new AbortController();
  const reason = new Error('the person stopped it');
  const result = settle(
    screen(() => []),
    { signal: stop.signal, before: blank },
  );
  const outcome = result.catch((e: unknown) => e);
  await vi.advanceTimersByTimeAsync(afterMs);
  stop.abort(reason);
  expect(await outcome).toBe(reason);
  expect(vi.getTimerCount()).toBeLessThanOrEqual(1); // At most the picture that was being taken.
});

test('no picture is taken when it was aborted before', async () => {
  const grab = vi.fn(screen(() => []));
  await expect(settle(grab, { signal: AbortSignal.abort(new Error('stopped')) })).rejects.toThrow('stopped');
  expect(grab).not.toHaveBeenCalled();
});

test('a source that fails is not hidden', async () => {
  const failing = (): Promise<Frame> => Promise.reject(new Error('the display is gone'));
  await expect(settle(failing, { signal: new AbortController().signal })).rejects.toThrow('the display is gone');
});
