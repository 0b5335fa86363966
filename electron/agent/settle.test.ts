import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { makeFrame } from '../capture/make-frame.ts';
import { globalBox } from '../protocol/coordinates.ts';
import type { Display, Frame } from '../protocol/frame.ts';
import { BACKGROUND_MS, Habits } from './movers.ts';
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

function picture(patches: readonly Patch[], takenAt = 0): Frame {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (const { x, y, w, h, value } of patches)
    for (let row = y; row < y + h; row++)
      for (let column = x; column < x + w; column++)
        data.fill(value, (row * WIDTH + column) * 4, (row * WIDTH + column) * 4 + 3);
  return makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt });
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
  expect(result.moving).toContain('keeps moving');
});

test('something large that goes back and forth is not a blink', async () => {
  const flashing = (ms: number): Patch[] => [{ ...BUTTON, value: Math.floor(ms / 100) % 2 === 0 ? 0 : 255 }];
  const result = await run(flashing, { timeoutMs: 2000 });
  expect(result.settled).toBe(false);
  expect(result.ms).toBeGreaterThanOrEqual(2000);
  expect(result.ms).toBeLessThan(2200);
  expect(result.moving).toBe('a 90×30 area at 20,100 keeps moving');
});

/** A dot that goes round in a 24×24 place, eight pictures a turn. */
const spinner =
  (x: number, y: number, every = 80) =>
  (ms: number): Patch => {
    const phase = Math.floor(ms / every) % 8;
    const [dx, dy] = [
      [8, 0],
      [14, 2],
      [20, 8],
      [14, 14],
      [8, 20],
      [2, 14],
      [0, 8],
      [2, 2],
    ][phase] ?? [0, 0];
    return { x: x + (dx ?? 0), y: y + (dy ?? 0), w: 4, h: 4, value: 0 };
  };
const DIALOG = { x: 150, y: 60, w: 120, h: 90, value: 40 };

test('a spinner that never ends is left after a while, and named', async () => {
  const spin = spinner(40, 40);
  const result = await run((ms) => [spin(ms)], { before: blank, timeoutMs: 10_000 });
  expect(result.settled).toBe(true);
  expect(result.moving).toBe('a 24×24 area at 40,40 keeps moving');
  expect(result.ms).toBeGreaterThanOrEqual(BACKGROUND_MS);
  expect(result.ms).toBeLessThan(BACKGROUND_MS + 1000);
});

test('a spinner is waited for up to the bound when that comes first', async () => {
  const spin = spinner(40, 40);
  expect(await run((ms) => [spin(ms)], { timeoutMs: 2000 })).toMatchObject({
    settled: false,
    moving: 'a 24×24 area at 40,40 keeps moving',
  });
});

test('a dialog that opens beside a spinner is waited for while the spinner may still announce it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 300, max: BACKGROUND_MS - 200 }),
      fc.constantFrom(40, 80, 120, 200),
      fc.boolean(),
      async (opensAt, every, caret) => {
        const spin = spinner(30, 30, every);
        const shown = (ms: number): Patch[] => [
          ...(ms >= opensAt ? [DIALOG] : [spin(ms)]),
          ...(caret ? [{ ...CARET, x: 10, y: 150, value: Math.floor(ms / 530) % 2 === 0 ? 0 : 255 }] : []),
        ];
        const result = await run(shown, { before: blank, timeoutMs: 10_000 });
        expect(result.settled).toBe(true);
        const at = (DIALOG.y * WIDTH + DIALOG.x) * 4;
        expect(result.frame.data[at]).toBe(DIALOG.value);
      },
    ),
    { numRuns: 25 },
  );
});

test('a bar that fills is waited for until it is full, however slowly', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 500, max: 8_000 }), fc.integer({ min: 1, max: 12 }), async (takes, height) => {
      const bar = (ms: number): Patch[] => [
        { x: 20, y: 90, h: height, w: Math.max(1, Math.round(280 * Math.min(1, ms / takes))), value: 90 },
      ];
      const result = await run(bar, { before: blank, timeoutMs: 10_000 });
      expect(result.frame.hash).toBe(picture(bar(takes)).hash);
      expect(result.settled).toBe(true);
    }),
    { numRuns: 15 },
  );
});

test('an endless bar that runs to and fro is left like a spinner', async () => {
  const bar = (ms: number): Patch[] => [{ x: 20 + Math.abs(((ms / 10) % 80) - 40), y: 90, w: 20, h: 6, value: 90 }];
  const result = await run(bar, { before: blank, timeoutMs: 10_000 });
  expect(result.settled).toBe(true);
  expect(result.moving).toContain('keeps moving');
});

test('a change after 200 ms of quiet is still seen', async () => {
  const shown = (ms: number): Patch[] => [...(ms > 20 ? [{ ...BUTTON, value: 0 }] : []), ...(ms > 230 ? [DIALOG] : [])];
  expect((await run(shown, { before: blank })).frame.hash).toBe(picture(shown(1000)).hash);
});

/** What fills half the screen, another picture at every look. */
const video = (ms: number): Patch => ({ x: 0, y: 0, w: WIDTH / 2, h: HEIGHT, value: Math.floor(ms / 40) % 251 });

test('a video is waited for up to the bound, and named', async () => {
  const result = await run((ms) => [video(ms)], { before: blank, timeoutMs: 4000 });
  expect(result.settled).toBe(false);
  expect(result.ms).toBeGreaterThanOrEqual(4000);
  expect(result.moving).toContain('keeps moving');
});

/** Waits twice on one screen, the second time with an action at the start of it. */
async function twice(
  first: (ms: number) => readonly Patch[],
  between: (ms: number) => readonly Patch[],
  second: (ms: number) => readonly Patch[],
): Promise<Settled> {
  const habits = new Habits();
  await run(first, { before: blank, timeoutMs: 6000, habits });
  const before = picture(between(1017), 60_000);
  return run(second, { before, timeoutMs: 6000, habits });
}

test.each([
  ['video', (ms: number) => [video(ms)]],
  ['spinner', (ms: number) => [spinner(40, 40)(ms)]],
])('a %s that moved on before the action is no answer to it', async (_name, moves) => {
  const result = await twice(moves, moves, (ms) => [...moves(ms), ...(ms > 400 ? [DIALOG] : [])]);
  expect(result.settled).toBe(true);
  expect(result.moving).toContain('keeps moving');
  expect(result.frame.data[(DIALOG.y * WIDTH + 260) * 4]).toBe(DIALOG.value);
  expect(result.ms).toBeLessThan(1000);
});

test('a spinner that had stopped and begins again with the action shows that something is under way', async () => {
  const spin = spinner(40, 40);
  const result = await twice(
    (ms) => [spin(Math.min(ms, 2000))],
    () => [spin(2000)],
    (ms) => (ms < 2000 ? [spin(ms)] : [DIALOG]),
  );
  expect(result.frame.hash).toBe(picture([DIALOG]).hash);
});

test('a clock that was seen to tick is not taken for the answer', async () => {
  const habits = new Habits();
  const CLOCK = { x: 250, y: 4, w: 40, h: 10 };
  const time = (n: number): Patch => ({ ...CLOCK, value: 10 * n });
  for (let n = 1; n <= 4; n++) {
    const before = picture([time(n)], n * 1500);
    await run(() => [time(n)], { before, habits });
  }
  const shown = (ms: number): Patch[] => [time(ms > 100 ? 6 : 5), ...(ms > 430 ? [DIALOG] : [])];
  const result = await run(shown, { before: picture([time(5)], 9000), habits });
  expect(result.frame.hash).toBe(picture(shown(1000)).hash);
});

test('a clock does not keep the screen from settling', async () => {
  const result = await run((ms) => [{ x: 250, y: 4, w: 40, h: 10, value: Math.floor(ms / 1000) * 10 }]);
  expect(result).toMatchObject({ settled: true });
  expect(result.ms).toBeLessThan(1600);
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
