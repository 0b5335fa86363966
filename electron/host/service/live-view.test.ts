/** The live view over pictures that a test draws: what kind of picture a part of the screen becomes. */
import { expect, test, vi } from 'vitest';
import { makeFrame } from '../../capture/make-frame.ts';
import type { View } from '../../capture/view.ts';
import { globalBox } from '../../protocol/coordinates.ts';
import type { Frame } from '../../protocol/frame.ts';
import { LiveView, type FrameEvent, type Pictures } from './live-view.ts';

const [WIDTH, HEIGHT] = [640, 480];
const display = { id: 'd', name: 'd', box: globalBox(0, 0, WIDTH, HEIGHT), scale: 1, primary: true };

/** A frame whose pixels are what `colour` says, as 0xRRGGBB. */
function drawn(colour: (x: number, y: number) => number): Frame {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(255);
  for (let i = 0; i < WIDTH * HEIGHT; i++) {
    const c = colour(i % WIDTH, Math.floor(i / WIDTH));
    data.set([c >> 16, (c >> 8) & 255, c & 255], i * 4);
  }
  return makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'test', takenAt: 1 });
}

/** The first picture that a client gets of it. */
async function firstOf(frame: Frame): Promise<FrameEvent> {
  const view = { display, grab: () => Promise.resolve(frame) } as unknown as View;
  const source = { close: () => Promise.resolve() } as unknown as Pictures['source'];
  const live = new LiveView(() => Promise.resolve({ source, view }));
  try {
    return await new Promise<FrameEvent>((done, fail) => {
      live.watch({ maxFps: 20, quality: 80 }, done, (why) => fail(new Error(why))).catch(fail);
    });
  } finally {
    await live.close();
  }
}

test('windows and text come without loss, however large, and smaller than as a photograph', async () => {
  // Lines of letters with smooth edges: a hundred greys.
  const [tile] = (await firstOf(drawn((x, y) => (y % 20 < 12 && x % 9 < 5 ? ((x * y) % 100) * 0x010101 : 0xf5f5f5))))
    .tiles;
  expect(tile).toMatchObject({ mime: 'image/png', width: WIDTH, height: HEIGHT });
});

test('a photograph comes as JPEG', async () => {
  let seed = 7;
  const noise = (): number => (seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0) >>> 8;
  const [tile] = (await firstOf(drawn(noise))).tiles;
  expect(tile).toMatchObject({ mime: 'image/jpeg', width: WIDTH, height: HEIGHT });
});

test('a client that leaves while the screen is looked at is not waited for', async () => {
  const frame = drawn(() => 0xffffff);
  let looks = 0;
  let looked: (frame: Frame) => void = () => undefined;
  const grab = (): Promise<Frame> => (looks++ === 0 ? Promise.resolve(frame) : new Promise((done) => (looked = done)));
  let closed = false;
  const close = (): Promise<void> => {
    closed = true;
    return Promise.resolve();
  };
  const pictures = { source: { close }, view: { display, grab } } as unknown as Pictures;
  const live = new LiveView(() => Promise.resolve(pictures));
  const watching = await live.watch({ maxFps: 20, quality: 80 }, () => undefined, expect.unreachable);
  await vi.waitFor(() => expect(looks).toBe(2), 20_000);
  watching.stop();
  // The loop would wait as long as for the slowest client there can be, five seconds.
  vi.useFakeTimers();
  looked(frame);
  await vi.advanceTimersByTimeAsync(1000);
  vi.useRealTimers();
  expect(closed).toBe(true);
});
