/**
 * Waits until the screen has stopped changing.
 *
 * Quiet is counted from the last change that was seen, so a fast program is left after one quiet period and a slow one
 * is waited for, up to a bound. A small thing that goes back and forth between two looks (a text caret, the colon of a
 * clock) is not a change. A spinner or a progress bar is: it shows that something is still under way. So this errs
 * towards waiting, never beyond the bound, and says what kept moving when it gave up.
 */
import { changedBoxes } from '../capture/tiles.ts';
import { boxArea, boxHeight, boxUnion, boxWidth, type Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';

export interface SettleOptions {
  readonly signal: AbortSignal;
  /** The frame the action was sent on: what the first picture is compared with. */
  readonly before?: Frame;
  /** How long nothing must change. */
  readonly quietMs?: number;
  /** The longest this waits. */
  readonly timeoutMs?: number;
}
export interface Settled {
  /** The last picture that was taken. */
  readonly frame: Frame;
  readonly settled: boolean;
  /** How long it waited, the quiet period included. */
  readonly ms: number;
  /** What kept moving, in plain words; empty when it settled. */
  readonly moving: string;
}

/** Longer than the gap between two pictures of an ordinary animation and than the redraw that follows a layout. */
const QUIET_MS = 250;
const TIMEOUT_MS = 5_000;
const POLL_MS = 50;
/** Until the first change, this many quiet periods: a program needs a while to answer its input. */
const FIRST_ANSWER = 2;
/** Changed pixels at one moment that may still be a blink: a caret or a block cursor is far below, a button above. */
const BLINK_AREA = 1024;
const CARET_WIDTH = 3;
/** A change that covers more of the screen than this is named as the screen, not as a place on it. */
const MOST = 0.5;

/** Resolves after `ms`; rejects with the reason of the signal as soon as it is aborted. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The value, unless the signal is aborted first: a source that hangs does not hold up a stop. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** Remembers how each tile looked, so that going back to the look before the last one is told from something new. */
class TileMemory {
  readonly #last: (string | undefined)[];
  readonly #beforeLast: (string | undefined)[] = [];

  constructor(first: Frame) {
    this.#last = [...first.tiles.hashes];
  }

  /** Notes a picture; true when every tile that changed returned to the look it had before its last change. */
  returned(frame: Frame): boolean {
    let all = true;
    frame.tiles.hashes.forEach((hash, i) => {
      if (hash === this.#last[i]) return;
      if (hash !== this.#beforeLast[i]) all = false;
      this.#beforeLast[i] = this.#last[i];
      this.#last[i] = hash;
    });
    return all;
  }
}

/** A caret that has blinked since the frame before is not yet an answer to the action. */
const isNarrow = (b: Box): boolean => boxWidth(b) <= CARET_WIDTH;

const totalArea = (boxes: readonly Box[]): number => boxes.reduce((sum, b) => sum + boxArea(b), 0);

/** What moved, for a person: one place, or most of the screen. */
function describe(boxes: readonly Box[], frame: Frame): string {
  const [first, ...rest] = boxes;
  if (!first) return 'the screen kept changing';
  const around = rest.reduce((all, b) => boxUnion(all, b), first);
  if (totalArea(boxes) > MOST * boxArea(frame.display.box)) return 'most of the screen kept changing';
  const places = rest.length === 0 ? 'an area' : `${boxes.length} places`;
  return `${places} of ${boxWidth(around)}×${boxHeight(around)} pixels at ${around.x1},${around.y1} kept changing`;
}

/**
 * Takes pictures until nothing has changed for `quietMs`, or `timeoutMs` have passed. Rejects with the reason of the
 * signal when it is aborted, and with the error of `grab` when no picture can be taken.
 */
export async function settle(grab: () => Promise<Frame>, options: SettleOptions): Promise<Settled> {
  const { signal, before, quietMs = QUIET_MS, timeoutMs = TIMEOUT_MS } = options;
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  signal.throwIfAborted();

  let last = before ?? (await unlessAborted(grab(), signal));
  const memory = new TileMemory(last);
  // Until something has changed nobody knows whether the answer is still to come.
  let needed = quietMs * FIRST_ANSWER;
  let changedAt = 0;
  let moved: readonly Box[] = [];
  for (;;) {
    const at = elapsed();
    const frame = await unlessAborted(grab(), signal);
    const boxes = changedBoxes(last, frame);
    last = frame;
    const blink = memory.returned(frame) && totalArea(boxes) <= BLINK_AREA;
    if (boxes.length > 0 && !blink) {
      moved = boxes;
      // Between the starts of two pictures, so that a slow source does not add its own time to the quiet.
      changedAt = at;
      if (!boxes.every(isNarrow)) needed = quietMs;
    }
    const ms = Math.round(elapsed());
    if (at - changedAt >= needed) return { frame, settled: true, ms, moving: '' };
    if (ms >= timeoutMs) {
      // A bound shorter than the quiet period, and nothing moved: that is all there was to see.
      if (moved.length === 0) return { frame, settled: true, ms, moving: '' };
      return { frame, settled: false, ms, moving: describe(moved, frame) };
    }
    await pause(Math.max(0, Math.min(POLL_MS - (elapsed() - at), timeoutMs - elapsed())), signal);
  }
}
