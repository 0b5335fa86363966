/**
 * The driver of an X11 display: pointer, clicks, drags, wheel, chords and text are programs of input. The native addon
 * plays them on a thread of its own, and its watch halts them when the person touches mouse or keyboard; without it they
 * are played from the event loop and nobody watches.
 *
 * Invariants: whatever goes down comes up, also when a program is cut short or this process dies (guard); keys lent to
 * characters are given back; after a halt by the watch nothing is sent until `arm`.
 */
import type { NativeInput } from '../../../native/input.ts';
import type { XConnection } from '../../capture/x11/connection.ts';
import { globalPoint, type Point } from '../../protocol/coordinates.ts';
import type { Modifier } from '../../protocol/intent.ts';
import type { Interruption, WatchSettings } from '../../protocol/interruption.ts';
import { InputProgram, type Player } from './input-program.ts';
import { InputSender } from './input-sender.ts';
import { typedCharacters } from './keysyms.ts';
import { launch, openPath, openWithSystem } from './launch.ts';
import { arriving, ClickSpacing, clicking, dragging, moving, scrolling, type Motion } from './pointer.ts';
import {
  CANNOT_WATCH,
  pause,
  type Button,
  type Direction,
  type InputDriver,
  type Sent,
  type WindowVerbs,
} from './port.ts';
import { copyText, readClipboard } from './x11-clipboard.ts';
import { X11Keyboard } from './x11-keyboard.ts';
import { X11Keys } from './x11-keys.ts';
import { KeyboardState } from './x11-modifiers.ts';
import { X11Paste } from './x11-paste.ts';
import { X11Text } from './x11-text.ts';
import { X11WindowVerbs } from './x11-windows.ts';

/** Motion below this within 200 ms is a nudged table, not a hand. */
const SLACK_PX = 6;

export interface X11DriverOptions {
  /** Default `instant`. */
  readonly motion?: Motion;
}

export interface X11DriverParts {
  readonly x: XConnection;
  readonly player: Player;
  /** The addon's input, which is the player as well; null without it. */
  readonly native: NativeInput | null;
  /** Told when everything has been let go and given back. */
  readonly guard: { dismiss(): void } | null;
}

export class X11Driver implements InputDriver {
  readonly name: string;
  readonly windows: WindowVerbs;
  readonly cannotWatch: string;
  readonly openApp = launch;
  readonly openUrl = openWithSystem;
  readonly openPath = openPath;
  readonly #parts: X11DriverParts;
  readonly #sender: InputSender;
  readonly #keyboard: X11Keyboard;
  readonly #keys: X11Keys;
  readonly #text: X11Text;
  readonly #paste: X11Paste;
  readonly #motion: Motion;
  readonly #clicks = new ClickSpacing();

  private constructor(parts: X11DriverParts, keyboard: X11Keyboard, state: KeyboardState, options: X11DriverOptions) {
    this.#parts = parts;
    this.name = parts.native ? 'native' : 'xtest';
    this.cannotWatch = parts.native ? '' : CANNOT_WATCH;
    this.windows = new X11WindowVerbs(parts.x);
    this.#sender = new InputSender(parts.player, parts.x.display);
    this.#keyboard = keyboard;
    this.#keys = new X11Keys(keyboard);
    this.#text = new X11Text(keyboard, state, this.#sender);
    this.#paste = new X11Paste(parts.x.display);
    this.#motion = options.motion ?? 'instant';
  }

  static async open(parts: X11DriverParts, options: X11DriverOptions = {}): Promise<X11Driver> {
    const state = new KeyboardState(parts.x, await parts.x.xkb());
    return new X11Driver(parts, await X11Keyboard.open(parts.x), state, options);
  }

  checkKeys(keys: readonly string[]): void {
    this.#keys.check(keys);
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
    await this.clickApart(at, button, signal);
    await this.#keyboard.refresh();
    const program = moving(new InputProgram(), await this.#from(), at);
    return this.#play(clicking(program, button, count, this.#keys.modifiers(modifiers)), signal, () =>
      this.#clicks.clicked(at, button),
    );
  }

  async move(to: Point, signal: AbortSignal): Promise<Sent> {
    return this.#play(moving(new InputProgram(), await this.#from(), to).sync(), signal);
  }

  async drag(from: Point, to: Point, signal: AbortSignal): Promise<Sent> {
    const program = moving(new InputProgram(), await this.#from(), from);
    return this.#play(dragging(program, from, to, this.#motion), signal);
  }

  async scroll(at: Point | null, direction: Direction, notches: number, signal: AbortSignal): Promise<Sent> {
    const program = new InputProgram();
    if (at) arriving(moving(program, await this.#from(), at));
    return this.#play(scrolling(program, direction, notches), signal);
  }

  async type(text: string, signal: AbortSignal): Promise<Sent> {
    const pasted = await this.#pasted(text, signal);
    if (pasted) return pasted;
    return { via: 'xtest', events: await this.#text.type(text, signal) };
  }

  copyText(text: string, signal: AbortSignal): Promise<Sent> {
    return copyText(this.#parts.x.display, text, signal);
  }

  readClipboard(signal: AbortSignal): Promise<Sent> {
    return readClipboard(this.#parts.x.display, signal);
  }

  async hotkey(keys: readonly string[], signal: AbortSignal): Promise<Sent> {
    await this.#keyboard.refresh();
    this.#keys.check(keys);
    const missing = this.#keys.missing(keys);
    if (missing.length > 0) {
      const target = await this.#keyboard.focus.target(signal);
      const settled = await this.#keyboard.lend(missing, target, signal);
      if (!settled) {
        this.#keyboard.sending(target);
        await this.#keyboard.settled(target, signal);
      }
    }
    return this.#play(this.#keys.chord(keys), signal);
  }

  async releaseAll(): Promise<void> {
    await this.#sender.letGo();
    if (!this.#parts.x.isLost) await this.#keyboard.restore();
  }

  watch(settings: WatchSettings, listener: (seen: Interruption) => void): (() => void) | null {
    const { native } = this.#parts;
    if (!native) return null;
    const hotkey = settings.hotkey.length > 0 ? this.#keys.watched(settings.hotkey) : [];
    native.watch({ hotkey, person: settings.onInput, slackPx: SLACK_PX }, (seen) => {
      this.#sender.interrupted();
      listener(seen);
    });
    return () => native.unwatch();
  }

  arm(): void {
    this.#sender.arm();
  }

  async close(): Promise<void> {
    try {
      await this.releaseAll();
    } finally {
      this.#parts.native?.close();
      this.#parts.guard?.dismiss();
      await this.#parts.x.close();
    }
  }

  /** By the clipboard, where that is surer or much faster; null where it is not, or nobody took the text. */
  async #pasted(text: string, signal: AbortSignal): Promise<Sent | null> {
    const chord = await this.#text.betterPasted(text, signal);
    if (!chord) return null;
    let events = 0;
    const done = await this.#paste.paste(typedCharacters(text).join(''), async () => {
      ({ events } = await this.hotkey(chord, signal));
    });
    return done ? { via: 'clipboard', events } : null;
  }

  /** Where a motion that takes time begins; null when the pointer is to be there at once. */
  async #from(): Promise<Point | null> {
    if (this.#motion === 'instant') return null;
    const { x } = this.#parts;
    const { rootX, rootY } = await x.request<{ rootX: number; rootY: number }>((c, done) =>
      c.QueryPointer(x.root, done),
    );
    return globalPoint(rootX, rootY);
  }

  async #play(program: InputProgram, signal: AbortSignal, done: () => void = () => undefined): Promise<Sent> {
    const { events } = await this.#sender.play(program, signal);
    done();
    return { via: 'xtest', events };
  }
}
