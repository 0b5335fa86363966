/**
 * What moves on a screen, place by place, and which of it would move anyway.
 *
 * A place that keeps changing and stays where it is (a spinner, a video, an endless bar) says nothing about whether an
 * action has been answered once it has gone on for a while, or when it moved before the action already. A place that
 * grows (a bar that fills, text that is printed) does: it is never background. Errs towards taking movement for an
 * answer that is still coming: background needs evidence.
 */
import { changedBoxes } from '../capture/tiles.ts';
import {
  boxArea,
  boxHeight,
  boxInflate,
  boxIntersection,
  boxIsEmpty,
  boxUnion,
  boxWidth,
} from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';

/** Changes this near each other are one place: the arms of a spinner. */
const NEAR_PX = 4;
/** A place that grew within this time has not found its size yet. */
const GROWS_MS = 1_000;
/** Looks with a change in one place until it counts as one that keeps moving. */
const OFTEN = 5;
/** An endless spinner is one after this long. Longer than most work that a spinner announces and a person waits for. */
export const BACKGROUND_MS = 3_000;
/** Share of the screen: more than that is no spinner, and is waited for up to the bound. */
const SMALL = 0.02;
/** A clock: a small place that changes by itself, at least this far apart, this often. */
const TICK_MS = 900;
const TICKS = 3;
const TICK_AREA = 6_000;
/** Places that ticked and are remembered. */
const MOST_TICKING = 24;
/** A change that covers more of the screen than this is named as the screen, not as a place on it. */
const MOST = 0.5;

const contains = (outer: Box, inner: Box): boolean =>
  inner.x1 >= outer.x1 && inner.y1 >= outer.y1 && inner.x2 <= outer.x2 && inner.y2 <= outer.y2;
const touch = (a: Box, b: Box): boolean => !boxIsEmpty(boxIntersection(boxInflate(a, NEAR_PX), b));

/** The changes that are not wholly inside a place that moves anyway. */
export const apartFrom = (movers: readonly Box[], changed: readonly Box[]): Box[] =>
  changed.filter((box) => !movers.some((m) => contains(boxInflate(m, NEAR_PX), box)));

interface Place {
  box: Box;
  readonly since: number;
  last: number;
  grewAt: number;
  count: number;
  background: boolean;
}

/** The places that change during one wait. Times are milliseconds since its start. */
export class Movers {
  readonly #places: Place[] = [];
  readonly #smallArea: number;

  /** @param known places that moved before, and would move whatever was done */
  constructor(known: readonly Box[], screenArea: number) {
    this.#smallArea = screenArea * SMALL;
    for (const box of known) {
      this.#places.push({ box, since: 0, last: -Infinity, grewAt: -Infinity, count: 0, background: true });
    }
  }

  /** Notes a change; false when it is background. */
  note(box: Box, at: number): boolean {
    const home = this.#places.find((p) => p.background && contains(boxInflate(p.box, NEAR_PX), box));
    if (home) {
      home.last = at;
      home.count++;
      return false;
    }
    const place = this.#places.find((p) => !p.background && touch(p.box, box));
    if (!place) {
      this.#places.push({ box, since: at, last: at, grewAt: at, count: 1, background: false });
      return true;
    }
    if (!contains(place.box, box)) {
      place.box = boxUnion(place.box, box);
      place.grewAt = at;
    }
    place.last = at;
    place.count++;
    return true;
  }

  /** Takes what has kept moving in a small place for long enough as background. */
  promote(at: number): void {
    for (const p of this.#places) {
      if (p.background || p.count < OFTEN || boxArea(p.box) > this.#smallArea) continue;
      if (at - p.since >= BACKGROUND_MS && at - p.grewAt >= GROWS_MS) p.background = true;
    }
  }

  /** When something last changed that is not background; `none` when nothing did. */
  lastAnswer(none: number): number {
    return this.#places.reduce((last, p) => (p.background ? last : Math.max(last, p.last)), none);
  }

  /** Places that were still moving within `ms` before `at`. */
  moving(at: number, ms: number): Box[] {
    return this.#places.filter((p) => p.count >= OFTEN && at - p.last <= ms).map((p) => p.box);
  }

  /** The same, those that changed only once or twice included. */
  changing(at: number, ms: number): Box[] {
    return this.#places.filter((p) => at - p.last <= ms).map((p) => p.box);
  }
}

interface Tick {
  readonly box: Box;
  times: number[];
}

/**
 * What is remembered from one wait to the next: places that kept moving at its end, and places that tick. What moved
 * then and has moved on until now, while nothing was sent, moves by itself.
 */
export class Habits {
  #last: Frame | null = null;
  #moving: readonly Box[] = [];
  #ticks: Tick[] = [];

  /** Places that move by themselves, judged by the picture an action is sent on. */
  known(before: Frame): Box[] {
    if (!this.#last) return [];
    const idle = changedBoxes(this.#last, before);
    for (const box of idle) this.#tick(box, before.takenAt);
    const still = this.#moving.filter((m) => idle.some((box) => contains(boxInflate(m, NEAR_PX), box)));
    return [...still, ...this.#ticks.filter((t) => t.times.length >= TICKS).map((t) => t.box)];
  }

  /** The end of a wait: its last picture, and what was still moving. */
  end(frame: Frame, moving: readonly Box[]): void {
    this.#last = frame;
    this.#moving = moving;
  }

  #tick(box: Box, at: number): void {
    if (boxArea(box) > TICK_AREA) return;
    const known = this.#ticks.find((t) => touch(t.box, box) && boxArea(boxUnion(t.box, box)) <= TICK_AREA);
    if (!known) {
      this.#ticks = [...this.#ticks, { box, times: [at] }].slice(-MOST_TICKING);
      return;
    }
    const last = known.times.at(-1) ?? -Infinity;
    const times = at - last >= TICK_MS ? [...known.times, at].slice(-TICKS) : known.times;
    this.#ticks = [...this.#ticks.filter((t) => t !== known), { box: boxUnion(known.box, box), times }];
  }
}

const areaOf = (boxes: readonly Box[]): number => boxes.reduce((sum, b) => sum + boxArea(b), 0);

/**
 * What moved, for a person: `a 24×24 area in “Downloads” keeps moving`. Empty for no boxes.
 * @param windows front to back; the first that holds a place names it
 */
export function describeMoving(boxes: readonly Box[], frame: Frame, windows: readonly WindowInfo[] = []): string {
  const [first, ...rest] = boxes;
  if (!first) return '';
  if (areaOf(boxes) > MOST * boxArea(frame.display.box)) return 'most of the screen keeps moving';
  const around = rest.reduce((all, b) => boxUnion(all, b), first);
  const size = `${boxWidth(around)}×${boxHeight(around)}`;
  const holder = windows.find((w) => !w.minimised && contains(w.box, around));
  const where = holder?.title ? `in “${holder.title}”` : `at ${around.x1},${around.y1}`;
  return rest.length === 0
    ? `a ${size} area ${where} keeps moving`
    : `${boxes.length} places within ${size} ${where} keep moving`;
}
