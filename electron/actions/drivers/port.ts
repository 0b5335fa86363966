/** What the executor sends through. Each platform has one; nothing but the executor holds it. */
import type { Arrangement } from '../../protocol/action.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { Modifier } from '../../protocol/intent.ts';
import type { Interruption, WatchSettings } from '../../protocol/interruption.ts';

/** How something was sent, for the receipt. */
export interface Sent {
  readonly via: string;
  /** Input events, or 0 for programmatic actions. */
  readonly events: number;
  /** What was read, where something was. */
  readonly read?: string;
}

export type Button = 'left' | 'right' | 'middle';
export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * Acts on windows, by the ids of `WindowSystem.list`. Each waits until it was done, and throws a `SteadyhandError` that
 * says what stands in the way when it was not: `no_window_manager`, `no_window_control`, `window_gone`, `window_refused`.
 */
export interface WindowVerbs {
  /** To the front, with the keyboard; from another desktop or minimised too. */
  focus(id: number, signal: AbortSignal): Promise<Sent>;
  /** Asks the window to close. Done as well when it asks back instead, for example about unsaved changes. */
  close(id: number, signal: AbortSignal): Promise<Sent>;
  arrange(id: number, how: Arrangement, signal: AbortSignal): Promise<Sent>;
  /** `box` with decorations. The window may round its size (a terminal to whole characters) within it. */
  move(id: number, box: Box, signal: AbortSignal): Promise<Sent>;
}

/** Positions in global physical pixels. Every call stops between two events when the signal is aborted. */
export interface InputDriver {
  readonly name: string;
  /** Throws `unknown_key` when a key of the list cannot be pressed here. Called before anything is sent. */
  checkKeys(keys: readonly string[]): void;
  /** Waits until a click here is one of its own and not the second half of the one before; sends nothing. */
  clickApart(at: Point, button: Button, signal: AbortSignal): Promise<void>;
  click(
    at: Point,
    button: Button,
    count: 1 | 2 | 3,
    modifiers: readonly Modifier[],
    signal: AbortSignal,
  ): Promise<Sent>;
  move(to: Point, signal: AbortSignal): Promise<Sent>;
  drag(from: Point, to: Point, signal: AbortSignal): Promise<Sent>;
  scroll(at: Point | null, direction: Direction, notches: number, signal: AbortSignal): Promise<Sent>;
  /** Exactly this text; line feeds are Return, tabs are Tab. */
  type(text: string, signal: AbortSignal): Promise<Sent>;
  /** All held together, in order, released in reverse. */
  hotkey(keys: readonly string[], signal: AbortSignal): Promise<Sent>;
  /** Into the clipboard, where it stays also when this process ends. */
  copyText(text: string, signal: AbortSignal): Promise<Sent>;
  /** The text in the clipboard as `read`; throws `clipboard_empty` when there is none. */
  readClipboard(signal: AbortSignal): Promise<Sent>;
  openApp(command: readonly string[]): Promise<Sent>;
  openUrl(url: string): Promise<Sent>;
  openPath(path: string): Promise<Sent>;
  readonly windows: WindowVerbs;
  /** Lets go of every key and button held by us and undoes every temporary key mapping. May be called at any time. */
  releaseAll(): Promise<void>;
  /**
   * Watches for input that is not ours; what it sees has already halted this driver when the listener hears of it.
   * Null where this driver cannot tell (the reason is in `cannotWatch`).
   */
  watch(settings: WatchSettings, listener: (seen: Interruption) => void): (() => void) | null;
  /** Why `watch` answers null here; empty where it does not. */
  readonly cannotWatch: string;
  /** After a halt nothing is sent until this; every call until then throws `stopped`/`interrupted`. */
  arm(): void;
  close(): Promise<void>;
}

/** `cannotWatch` of every driver that works without the addon. */
export const CANNOT_WATCH =
  'without the native addon the stop keys and your own input are not noticed; stop with Ctrl+C in the terminal';

/** Waits, unless the signal is or gets aborted; then rejects with its reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  await new Promise<void>((done, fail) => {
    const stop = (): void => {
      clearTimeout(timer);
      fail(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      done();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The value of the work, unless the signal gets aborted first; the work itself goes on unattended. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Whatever becomes of it: nobody else looks at it, and a rejection that nobody sees ends the process.
  work.catch(() => undefined);
  signal.throwIfAborted();
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_done, fail) => {
    stop = () => fail(signal.reason instanceof Error ? signal.reason : new Error('stopped'));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
