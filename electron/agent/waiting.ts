/**
 * Waiting that ends with the run: every wait here ends at once when its signal is aborted, with the signal's reason.
 * Nothing waits for a fixed time where there is a condition to wait for.
 */
import type { Frame } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Eyes } from './ports.ts';

/** A timer for longer than this would go off at once. */
export const LONGEST_TIMER_MS = 2 ** 31 - 1;
/** Between two looks at a screen that did not change. */
const LOOK_EVERY_MS = 250;
/** Between two looks for a window that is being opened, and how long one is waited for. */
const WINDOW_EVERY_MS = 100;
const WINDOW_MS = 20_000;

/** The reason of an aborted signal, as an error. */
export const abortReason = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error('stopped');

/** Resolves after `ms`; rejects with the reason of the signal as soon as it is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done, fail) => {
    if (signal.aborted) {
      fail(abortReason(signal));
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      fail(abortReason(signal));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/**
 * The value of the work, unless the signal is aborted first: a display that hangs does not hold up a stop. The work
 * itself goes on unattended; `graceMs` lets it end in order before it is left.
 */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal, graceMs = 0): Promise<T> {
  // Whatever becomes of it once it was left: a rejection that nobody sees ends the process.
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  let stop = (): void => undefined;
  const left = new Promise<never>((_done, fail) => {
    stop = () => {
      const leave = (): void => fail(abortReason(signal));
      if (graceMs === 0) leave();
      else timer = setTimeout(leave, graceMs);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, left]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** The value of the work, or null when it takes longer than `ms`: for what must not hold up the end of a run. */
export async function within<T>(ms: number, work: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((done) => (timer = setTimeout(() => done(null), ms)));
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

interface Looking {
  readonly eyes: Eyes;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** Looks at frames until one differs from `frame`. False when the deadline passed first. */
export async function waitForChange(frame: Frame, deadline: number, { eyes, now, signal }: Looking): Promise<boolean> {
  while (now() < deadline) {
    await pause(LOOK_EVERY_MS, signal);
    const view = await eyes.settle(frame, signal, { timeoutMs: 3_000 });
    if (view.frame.hash !== frame.hash) return true;
  }
  return false;
}

/** After a launch: until there is a window that was not there, or another one is in front. */
export async function waitForWindow(before: Screen, { eyes, now, signal }: Looking): Promise<void> {
  const deadline = now() + WINDOW_MS;
  const front = before.windows.find((w) => w.active)?.id;
  while (now() < deadline) {
    const windows = await unlessAborted(eyes.windows(), signal);
    const isNew = windows.some((w) => w.active && !before.windows.some((b) => b.id === w.id));
    if (isNew || windows.find((w) => w.active)?.id !== front) return;
    await pause(WINDOW_EVERY_MS, signal);
  }
}
