/**
 * The driver of a desktop that is not X11: pointer and chords by nut-js, text by the clipboard, whose old text comes
 * back afterwards. (X11 has a driver of its own, x11-driver.ts; there this one serves for comparison.)
 *
 * Invariant: every key and button that goes down is noted first and comes up again, also after an abort or an error.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import type { Point } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Modifier } from '../../protocol/intent.ts';
import { nutKey } from './nut-keys.ts';
import type { Button, Direction, InputDriver, Sent, WindowVerbs } from './port.ts';
import { ClickSpacing } from './pointer.ts';
import { CANNOT_WATCH, pause } from './port.ts';
import { launch, openPath, openWithSystem } from './launch.ts';
import { noText } from './x11-clipboard.ts';
import { noWindowVerbs, X11WindowVerbs } from './x11-windows.ts';

type Nut = typeof import('@nut-tree-fork/nut-js');
type NutKey = import('@nut-tree-fork/nut-js').Key;
type NutButton = import('@nut-tree-fork/nut-js').Button;

/** Between the presses of a multiple click: well inside every toolkit's double-click time (usually 400 ms). */
const BETWEEN_CLICKS_MS = 40;
/** So that an application sees the pointer arrive before the button goes down. */
const ARRIVE_MS = 30;
/** Steps of a drag. Toolkits start a drag after a few pixels of motion and follow it event by event. */
const DRAG_STEPS = 16;
const DRAG_STEP_MS = 12;
/** Drop targets need a moment under the pointer before they accept. */
const BEFORE_DROP_MS = 120;
const NOTCH_MS = 8;
/** An application reads the clipboard when it handles the paste; only then may the old text come back. */
const PASTE_MS = 400;

export interface DesktopDriverParts {
  readonly nut: Nut;
  /** Null on systems without X11. */
  readonly x: XConnection | null;
}

export class DesktopDriver implements InputDriver {
  readonly name: string;
  readonly windows: WindowVerbs;
  readonly #parts: DesktopDriverParts;
  readonly #keysDown: NutKey[] = [];
  readonly #buttonsDown: NutButton[] = [];
  readonly #clicks = new ClickSpacing();

  constructor(parts: DesktopDriverParts) {
    this.#parts = parts;
    this.name = 'nut-js + clipboard';
    this.windows = parts.x ? new X11WindowVerbs(parts.x) : noWindowVerbs;
    parts.nut.keyboard.config.autoDelayMs = 0;
    parts.nut.mouse.config.autoDelayMs = 0;
  }

  checkKeys(keys: readonly string[]): void {
    for (const key of keys) {
      if (nutKey(this.#parts.nut.Key, key) === null) {
        throw new SteadyhandError(
          'incomplete',
          'unknown_key',
          `There is no key “${key}” here; nothing was sent.`,
          'Use a key name such as enter, ctrl, f5, a letter or a digit.',
        );
      }
    }
  }

  clickApart(at: Point, button: Button, signal: AbortSignal): Promise<void> {
    return pause(this.#clicks.wait(at, button), signal);
  }

  async click(
    at: Point,
    button: Button,
    count: 1 | 2 | 3,
    modifiers: readonly Modifier[],
    signal: AbortSignal,
  ): Promise<Sent> {
    await this.#moveTo(at);
    await pause(Math.max(ARRIVE_MS, this.#clicks.wait(at, button)), signal);
    const id = this.#button(button);
    return this.#holding(modifiers, async () => {
      for (let i = 0; i < count; i++) {
        signal.throwIfAborted();
        if (i > 0) await pause(BETWEEN_CLICKS_MS, signal);
        await this.#pressed(id, () => Promise.resolve());
        this.#clicks.clicked(at, button);
      }
      return { via: 'nut-js', events: 1 + count * 2 + modifiers.length * 2 };
    });
  }

  async move(to: Point, signal: AbortSignal): Promise<Sent> {
    signal.throwIfAborted();
    await this.#moveTo(to);
    return { via: 'nut-js', events: 1 };
  }

  async drag(from: Point, to: Point, signal: AbortSignal): Promise<Sent> {
    await this.#moveTo(from);
    await pause(ARRIVE_MS, signal);
    return this.#pressed(this.#button('left'), async () => {
      await pause(ARRIVE_MS, signal);
      for (let i = 1; i <= DRAG_STEPS; i++) {
        signal.throwIfAborted();
        const part = i / DRAG_STEPS;
        const x = Math.round(from.x + (to.x - from.x) * part);
        const y = Math.round(from.y + (to.y - from.y) * part);
        await this.#moveTo({ x, y } as Point);
        await pause(DRAG_STEP_MS, signal);
      }
      await pause(BEFORE_DROP_MS, signal);
      return { via: 'nut-js', events: DRAG_STEPS + 3 };
    });
  }

  async scroll(at: Point | null, direction: Direction, notches: number, signal: AbortSignal): Promise<Sent> {
    const { mouse } = this.#parts.nut;
    if (at) {
      await this.#moveTo(at);
      await pause(ARRIVE_MS, signal);
    }
    const left = (): Promise<unknown> => mouse.scrollLeft(1);
    const right = (): Promise<unknown> => mouse.scrollRight(1);
    // On X11 nut-js has the two mixed up: it sends button 7 for left, which every toolkit takes for right.
    const mixedUp = this.#parts.x !== null;
    const turn = {
      up: () => mouse.scrollUp(1),
      down: () => mouse.scrollDown(1),
      left: mixedUp ? right : left,
      right: mixedUp ? left : right,
    }[direction];
    for (let i = 0; i < notches; i++) {
      await turn();
      await pause(NOTCH_MS, signal);
    }
    return { via: 'nut-js', events: notches * 2 + (at ? 1 : 0) };
  }

  async type(text: string, signal: AbortSignal): Promise<Sent> {
    return this.#paste(text, signal);
  }

  hotkey(keys: readonly string[], signal: AbortSignal): Promise<Sent> {
    this.checkKeys(keys);
    signal.throwIfAborted();
    return this.#holding(keys, () => Promise.resolve({ via: 'nut-js', events: keys.length * 2 }));
  }

  async copyText(text: string, signal: AbortSignal): Promise<Sent> {
    signal.throwIfAborted();
    await this.#parts.nut.clipboard.setContent(text);
    return { via: 'clipboard', events: 0 };
  }

  async readClipboard(signal: AbortSignal): Promise<Sent> {
    signal.throwIfAborted();
    const read = await this.#parts.nut.clipboard.getContent().catch(() => '');
    if (read === '') throw noText();
    return { via: 'clipboard', events: 0, read };
  }

  async releaseAll(): Promise<void> {
    // Nothing is held on a display that has gone, and nut-js would end the process there.
    if (this.#parts.x?.isLost === true) return;
    const { keyboard, mouse } = this.#parts.nut;
    for (const key of this.#keysDown.splice(0).reverse()) await keyboard.releaseKey(key);
    for (const button of this.#buttonsDown.splice(0).reverse()) await mouse.releaseButton(button);
  }

  readonly cannotWatch = CANNOT_WATCH;
  readonly openApp = launch;
  readonly openUrl = openWithSystem;
  readonly openPath = openPath;

  watch(): null {
    return null;
  }

  arm(): void {
    // Nothing halts this driver but the abort signal of each call.
  }

  async close(): Promise<void> {
    try {
      await this.releaseAll();
    } finally {
      await this.#parts.x?.close();
    }
  }

  async #moveTo(p: Point): Promise<void> {
    await this.#parts.nut.mouse.setPosition(new this.#parts.nut.Point(p.x, p.y));
  }

  #button(button: Button): NutButton {
    const { Button: buttons } = this.#parts.nut;
    return { left: buttons.LEFT, right: buttons.RIGHT, middle: buttons.MIDDLE }[button];
  }

  async #pressed<T>(button: NutButton, work: () => Promise<T>): Promise<T> {
    const { mouse } = this.#parts.nut;
    this.#buttonsDown.push(button);
    try {
      await mouse.pressButton(button);
      return await work();
    } finally {
      await mouse.releaseButton(button);
      this.#buttonsDown.splice(this.#buttonsDown.indexOf(button), 1);
    }
  }

  /** Holds keys down, in order, while the work is done; lets go in reverse. */
  async #holding<T>(names: readonly string[], work: () => Promise<T>): Promise<T> {
    const { keyboard, Key } = this.#parts.nut;
    const keys = names.map((name) => nutKey(Key, name)).filter((k) => k !== null);
    const down: NutKey[] = [];
    try {
      for (const key of keys) {
        down.push(key);
        this.#keysDown.push(key);
        await keyboard.pressKey(key);
      }
      return await work();
    } finally {
      for (const key of down.reverse()) {
        await keyboard.releaseKey(key);
        this.#keysDown.splice(this.#keysDown.lastIndexOf(key), 1);
      }
    }
  }

  /** The second way: through the clipboard. Its old text comes back; other formats of it are lost. */
  async #paste(text: string, signal: AbortSignal): Promise<Sent> {
    const { clipboard } = this.#parts.nut;
    const before = await clipboard.getContent().catch(() => null);
    await clipboard.setContent(text);
    try {
      signal.throwIfAborted();
      await this.#holding([process.platform === 'darwin' ? 'cmd' : 'ctrl', 'v'], () => Promise.resolve());
      await pause(PASTE_MS, signal);
    } finally {
      if (before !== null) await clipboard.setContent(before);
    }
    return { via: 'clipboard', events: 4 };
  }
}
