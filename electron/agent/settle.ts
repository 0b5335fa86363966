/**
 * Waits until the screen has stopped changing.
 *
 * Quiet is counted from the last change that was seen, so a fast program is left after one quiet period and a slow one
 * is waited for, up to a bound. Not a change: a small thing that goes back and forth (a text caret), what moved by
 * itself before the action already (a clock, a video), and a small place that has kept moving where it is for seconds
 * (a spinner that never ends). A spinner that has just begun is one: it shows that something is under way. So this errs
 * towards waiting, never beyond the bound, and says what kept moving.
 *
 * What pixels cannot tell: work that shows nothing at all, a spinner that outlasts `BACKGROUND_MS` and then ends, and
 * something new that appears wholly inside a place that moves by itself.
 */
import { changedBoxes } from '../capture/tiles.ts';
import { boxArea, boxWidth, type Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';
import { describeMoving, Movers, type Habits } from './movers.ts';
import { pause, unlessAborted } from './waiting.ts';

export interface SettleOptions {
  readonly signal: AbortSignal;
  /** The frame the action was sent on: what the first picture is compared with. */
  readonly before?: Frame;
  /** How long nothing must change. */
  readonly quietMs?: number;
  /** The longest this waits. */
  readonly timeoutMs?: number;
  /** What moves by itself, learned from one wait to the next. */
  readonly habits?: Habits;
}
export interface Settled {
  /** The last picture that was taken. */
  readonly frame: Frame;
  readonly settled: boolean;
  /** How long it waited, the quiet period included. */
  readonly ms: number;
  /** What kept moving, in plain words, also when it settled apart from that; empty when nothing did. */
  readonly moving: string;
  /** The places of it, global physical pixels. */
  readonly movers: readonly Box[];
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
/** What changed within this long before the end is still moving: a spinner has several pictures a second. */
const STILL_MS = 700;

/** Remembers how each tile looked, so that going back to the look before the last one is told from something new. */
class TileMemory {
  readonly #last: (string | undefined)[];
  readonly #beforeLast: (string | undefined)[] = [];

  constructor(first: Frame) {
    this.#last = [...first.tiles.hashes];
  }

  /** Notes a picture; the tiles that changed to a look other than the one before their last change. */
  news(frame: Frame): ReadonlySet<number> {
    const fresh = new Set<number>();
    frame.tiles.hashes.forEach((hash, i) => {
      if (hash === this.#last[i]) return;
      if (hash !== this.#beforeLast[i]) fresh.add(i);
      this.#beforeLast[i] = this.#last[i];
      this.#last[i] = hash;
    });
    return fresh;
  }
}

/** A small thing that went back to how it looked before. */
function isBlink(box: Box, fresh: ReadonlySet<number>, frame: Frame): boolean {
  if (boxArea(box) > BLINK_AREA) return false;
  const { size, columns } = frame.tiles;
  const { x1, y1 } = frame.display.box;
  for (let row = Math.floor((box.y1 - y1) / size); row * size < box.y2 - y1; row++)
    for (let column = Math.floor((box.x1 - x1) / size); column * size < box.x2 - x1; column++)
      if (fresh.has(row * columns + column)) return false;
  return true;
}

/** A caret that has blinked since the frame before is not yet an answer to the action. */
const isNarrow = (b: Box): boolean => boxWidth(b) <= CARET_WIDTH;

/**
 * Takes pictures until nothing has changed for `quietMs`, or `timeoutMs` have passed. Rejects with the reason of the
 * signal when it is aborted, and with the error of `grab` when no picture can be taken.
 */
export async function settle(grab: () => Promise<Frame>, options: SettleOptions): Promise<Settled> {
  const { signal, before, habits, quietMs = QUIET_MS, timeoutMs = TIMEOUT_MS } = options;
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  signal.throwIfAborted();

  let last = before ?? (await unlessAborted(grab(), signal));
  const memory = new TileMemory(last);
  const movers = new Movers((before && habits?.known(before)) ?? [], boxArea(last.display.box));
  // Until something has changed nobody knows whether the answer is still to come.
  let needed = quietMs * FIRST_ANSWER;
  for (;;) {
    const at = elapsed();
    const frame = await unlessAborted(grab(), signal);
    const fresh = memory.news(frame);
    const boxes = changedBoxes(last, frame).filter((box) => !isBlink(box, fresh, frame));
    last = frame;
    // Between the starts of two pictures, so that a slow source does not add its own time to the quiet.
    const answers = boxes.filter((box) => movers.note(box, at));
    if (answers.some((box) => !isNarrow(box))) needed = quietMs;
    movers.promote(at);
    const ms = Math.round(elapsed());
    const settled = at - movers.lastAnswer(0) >= needed;
    if (settled || ms >= timeoutMs) {
      const moving = movers.moving(at, STILL_MS);
      habits?.end(frame, moving);
      // A bound shorter than the quiet period, and nothing moved: that is all there was to see.
      const left = settled ? moving : movers.changing(at, Math.max(needed, STILL_MS));
      const said = describeMoving(left, frame);
      return { frame, settled: settled || left.length === 0, ms, moving: said, movers: left };
    }
    await pause(Math.max(0, Math.min(POLL_MS - (elapsed() - at), timeoutMs - elapsed())), signal);
  }
}
