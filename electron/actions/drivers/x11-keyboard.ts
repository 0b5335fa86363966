/**
 * The keyboard of an X server as it is now: the layout, and the keys of it that are lent to other characters.
 *
 * Clients translate a key with the mapping that is current when they read the event. So no key gets another character,
 * nor is given back, while events for the one before may be unread: the window that got them says that it has read
 * everything (EWMH ping), or is given time where it cannot say.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import type { Stroke } from './key-pool.ts';
import { pause, unlessAborted } from './port.ts';
import { BorrowedKeys, giveBackLeftovers } from './x11-borrowed.ts';
import { KeyboardFocus, type KeyTarget } from './x11-focus.ts';
import { readLayout, readRows, type Layout, type Rows } from './x11-layout.ts';

/** For a window that cannot say whether it has read what was sent: long enough for a busy one. */
const CATCH_UP_MS = 400;
/** The longest a window that can say is waited for before typing goes on. */
const ANSWER_MS = 1000;
/** The same before a key gets another character: what is read only then would become that one. */
const REUSE_MS = 10_000;
/** LibreOffice on an idle machine: 5 ms after a Return were too short, 20 were enough; with eight processes to a core not. */
const SETTLE_MS = 60;

export class X11Keyboard {
  readonly x: XConnection;
  readonly focus: KeyboardFocus;
  readonly #borrowed: BorrowedKeys;
  #layout: Layout;
  /** Every key's row when it was last read or written. */
  #rows: Rows;
  /** The window that may not have read everything yet, and since when; null when it has said that it did. */
  #unread: { readonly target: KeyTarget; readonly since: number } | null = null;

  private constructor(x: XConnection, rows: Rows, layout: Layout) {
    this.x = x;
    this.focus = new KeyboardFocus(x);
    this.#borrowed = new BorrowedKeys(x);
    this.#layout = layout;
    this.#rows = rows;
  }

  /** Reads the layout and gives back what an earlier run that was cut off had borrowed. */
  static async open(x: XConnection): Promise<X11Keyboard> {
    await giveBackLeftovers(x);
    const rows = await readRows(x);
    return new X11Keyboard(x, rows, await readLayout(x, rows));
  }

  get layout(): Layout {
    return this.#layout;
  }

  /** Characters that can be lent a key at the same time. */
  get room(): number {
    return this.#layout.pool.length * 2;
  }

  /** How a keysym is typed now; undefined when it has to be lent a key first. */
  stroke(keysym: number): Stroke | undefined {
    return this.#layout.plain.get(keysym) ?? this.#borrowed.stroke(keysym);
  }

  /** The layout as it is now: a person may have switched it, which also takes borrowed keys away. */
  async refresh(): Promise<void> {
    const present = await readRows(this.x);
    if (sameRows(present, this.#rows)) return;
    this.#rows = present;
    this.#layout = await readLayout(this.x, this.#borrowed.underneath(present));
  }

  /** Whether everything is on its key as it was when keys were last lent or the layout was read. */
  async unchanged(): Promise<boolean> {
    return sameRows(await readRows(this.x), this.#rows);
  }

  /**
   * Lends keys to those of the keysyms that have none, and waits until the window that will get them translates them so.
   * @param needed the most frequent first, at most `room`
   * @returns whether it waited as `settled` does
   */
  async lend(needed: readonly number[], target: KeyTarget, signal: AbortSignal): Promise<boolean> {
    const caughtUp = (): Promise<void> => unlessAborted(this.caughtUp(REUSE_MS), signal);
    const rows = await this.#borrowed.lend(needed, this.#layout, caughtUp);
    if (rows === null) return false;
    this.#rows = rows;
    if (!target.readsLate) return false;
    this.sending(target);
    await this.settled(target, signal);
    return true;
  }

  /** Keys are being sent to this window now. */
  sending(target: KeyTarget): void {
    this.#unread = { target, since: Date.now() };
  }

  /** Returns once the window has read everything, or has had the time for it. */
  async caughtUp(answerMs = ANSWER_MS): Promise<void> {
    const { target, since } = this.#unread ?? { target: null, since: 0 };
    if (target === null) return;
    if (await this.focus.caughtUp(target, answerMs)) {
      this.#unread = null;
      return;
    }
    const left = since + CATCH_UP_MS - Date.now();
    if (left > 0) await new Promise((done) => setTimeout(done, left));
  }

  /**
   * Returns once a program that works on keys after it has read them has done so: it has read, then had time, the longer
   * the slower it answers, then answered again.
   */
  async settled(target: KeyTarget, signal: AbortSignal): Promise<void> {
    const from = performance.now();
    await unlessAborted(this.caughtUp(), signal);
    await pause(SETTLE_MS + 4 * (performance.now() - from), signal);
    this.sending(target);
    await unlessAborted(this.caughtUp(), signal);
  }

  /** Gives the borrowed keys back as soon as what was typed with them is read. */
  async restore(): Promise<void> {
    if (this.#borrowed.size === 0) return;
    await this.caughtUp(ANSWER_MS);
    await this.#borrowed.giveBack();
  }
}

const sameRows = (a: Rows, b: Rows): boolean =>
  a.size === b.size && [...a].every(([k, row]) => row.every((s, i) => s === (b.get(k)?.[i] ?? 0)));
