/**
 * Text that arrives exactly as asked on X11, on any keyboard layout, through XTEST.
 *
 * Characters that the layout types plainly (with or without Shift) are typed with their own key. Every other character
 * is put for a while on a key that the layout leaves empty. Clients translate a key with the mapping that is current
 * when they read the event, so a key is never given a second character, nor given back, while events for the first may
 * be unread: keys are taken in turn, and before one is used again the target says that it has read everything (EWMH
 * ping), or is given time where it cannot say. The mapping stays until `restore`.
 *
 * Text goes to the window that had the keyboard at the start and stops when another takes it.
 */
import type { XTest, Xkb, XkbState } from 'x11';
import type { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { keysymOf, typedCharacters } from './keysyms.ts';
import { pause, unlessAborted } from './port.ts';
import { KeyboardFocus, type KeyTarget } from './x11-focus.ts';
import {
  giveBack,
  giveBackLeftovers,
  noteBorrowed,
  putOnKey,
  readLayout,
  stillTypes,
  type Layout,
} from './x11-layout.ts';

const SHIFT_MASK = 1;
const LOCK_MASK = 2;
/** Everything a person may hold that turns text into something else: Shift, Ctrl, and Mod1 to Mod5 but Num Lock. */
const HELD_MASKS: readonly (readonly [number, string])[] = [
  [SHIFT_MASK, 'Shift'],
  [4, 'Ctrl'],
  [8, 'Alt'],
  [64, 'the Super key'],
  [128, 'AltGr'],
];
/** How long a held modifier is waited for. */
const HELD_WAIT_MS = 1000;
const LOOK_AGAIN_MS = 25;
/** After a change of mapping, so that clients have heard of it before the first key that uses it. */
const MAPPING_MS = 40;
/** For a window that cannot say whether it has read what was sent: long enough for a busy one. */
const CATCH_UP_MS = 400;
/** The longest a window that can say is waited for before typing goes on. */
const ANSWER_MS = 1000;
/** Keys between two looks at the abort signal, the focus and the server. */
const BURST = 12;
const BURST_MS = 6;
/** Bursts after which a target that can say so must have caught up: what waits there, no stop calls back. */
const BURSTS_AHEAD = 4;

export class X11Text {
  readonly #x: XConnection;
  readonly #test: XTest;
  readonly #xkb: Xkb;
  readonly #focus: KeyboardFocus;
  #layout: Layout;
  /** Borrowed keys: keysym to keycode, oldest first. */
  readonly #borrowed = new Map<number, number>();
  readonly #held = new Set<number>();
  /** The window that may not have read everything yet, and since when; null when it has said that it did. */
  #unread: { readonly target: KeyTarget; readonly since: number } | null = null;

  private constructor(x: XConnection, test: XTest, xkb: Xkb, layout: Layout) {
    this.#x = x;
    this.#test = test;
    this.#xkb = xkb;
    this.#focus = new KeyboardFocus(x);
    this.#layout = layout;
  }

  /** Reads the layout and gives back what an earlier run that was cut off had borrowed. */
  static async open(x: XConnection): Promise<X11Text> {
    const [test, xkb] = [await x.xtest(), await x.xkb()];
    await giveBackLeftovers(x);
    return new X11Text(x, test, xkb, await readLayout(x));
  }

  /**
   * Types the text into the window that has the focus.
   * @returns the number of key events sent
   * @throws SteadyhandError `text_untypable` naming the first character no key can type, `modifier_held`,
   * `focus_elsewhere`: nothing was sent; `focus_changed`: only the beginning was sent
   */
  async type(text: string, signal: AbortSignal): Promise<number> {
    const keysyms = typedCharacters(text).map((c) => keysymOf(c) ?? untypable(c));
    if (keysyms.length === 0) return 0;
    await this.#noModifiers(signal);
    const target = await this.#focus.target(signal);
    await this.#refreshLayout();
    const locks = await this.#clearLocks();
    let events = 0;
    try {
      for (let from = 0; from < keysyms.length;) {
        const count = await this.#prepare(keysyms, from, signal);
        for (let i = from, burst = 1; i < from + count; i += BURST, burst++) {
          signal.throwIfAborted();
          this.#unread = { target, since: Date.now() };
          const to = Math.min(i + BURST, from + count);
          for (const keysym of keysyms.slice(i, to)) events += this.#tap(keysym);
          const last = to === keysyms.length;
          // The last key may rightly close the window it went to.
          await (last ? this.#x.sync() : this.#focus.stillAt(target));
          if (target.answers && burst % BURSTS_AHEAD === 0) await unlessAborted(this.#letCatchUp(ANSWER_MS), signal);
          else await pause(BURST_MS, signal);
        }
        from += count;
      }
    } finally {
      this.#letGo();
      await this.#restoreLocks(locks);
    }
    return events;
  }

  /** Presses and releases the key of one character while others are held (Ctrl+ü). @returns events sent */
  async tap(character: string, signal: AbortSignal): Promise<number> {
    const keysym = keysymOf(character) ?? untypable(character);
    const target = await this.#focus.target(signal);
    await this.#refreshLayout();
    await this.#prepare([keysym], 0, signal);
    try {
      this.#unread = { target, since: Date.now() };
      const events = this.#tap(keysym);
      await this.#x.sync();
      return events;
    } finally {
      this.#letGo();
    }
  }

  /** Lets go of what is held, at once; gives the borrowed keys back as soon as what was typed with them is read. */
  async restore(): Promise<void> {
    this.#letGo();
    await this.#x.sync();
    if (this.#borrowed.size === 0) return;
    await this.#letCatchUp(CATCH_UP_MS);
    const keycodes = [...this.#borrowed.values()];
    this.#borrowed.clear();
    await giveBack(this.#x, keycodes, this.#layout.columns);
  }

  /** The layout as it is now: a person may have switched it, which also takes borrowed keys away. */
  async #refreshLayout(): Promise<void> {
    this.#layout = await readLayout(this.#x);
    for (const [keysym, keycode] of [...this.#borrowed])
      if (!stillTypes(this.#layout, keycode, keysym)) this.#borrowed.delete(keysym);
  }

  /** Returns once the target has read everything, or has had the time for it. */
  async #letCatchUp(answerMs: number): Promise<void> {
    const { target, since } = this.#unread ?? { target: null, since: 0 };
    if (target === null) return;
    if (await this.#focus.caughtUp(target, answerMs)) {
      this.#unread = null;
      return;
    }
    const left = since + CATCH_UP_MS - Date.now();
    if (left > 0) await new Promise((done) => setTimeout(done, left));
  }

  /**
   * Makes sure that keysyms from `from` on can be typed, as many as there are keys for.
   * @returns how many can be typed now, at least one
   */
  async #prepare(keysyms: readonly number[], from: number, signal: AbortSignal): Promise<number> {
    const room = new Set([...this.#layout.empty, ...this.#borrowed.values()]).size;
    const needed = new Set<number>();
    let count = 0;
    for (const keysym of keysyms.slice(from)) {
      if (!this.#layout.plain.has(keysym) && !needed.has(keysym)) {
        if (needed.size === room) break;
        needed.add(keysym);
      }
      count++;
    }
    if (count === 0) throw noFreeKeys();
    const missing = [...needed].filter((k) => !this.#borrowed.has(k));
    if (missing.length > 0) await this.#borrow(missing, needed, signal);
    return count;
  }

  async #borrow(missing: readonly number[], needed: ReadonlySet<number>, signal: AbortSignal): Promise<void> {
    const { empty, columns } = this.#layout;
    const taken = new Set(this.#borrowed.values());
    const free = empty.filter((k) => !taken.has(k));
    if (free.length < missing.length) {
      // Keys have to be given a second character: what was sent for the first must have been read.
      await unlessAborted(this.#letCatchUp(ANSWER_MS), signal);
      for (const [keysym, keycode] of [...this.#borrowed]) {
        if (free.length >= missing.length) break;
        if (needed.has(keysym)) continue;
        this.#borrowed.delete(keysym);
        free.push(keycode);
      }
    }
    await noteBorrowed(this.#x, columns, [...this.#borrowed.values(), ...free.slice(0, missing.length)]);
    for (const [i, keysym] of missing.entries()) {
      const keycode = free[i];
      if (keycode === undefined) throw noFreeKeys();
      putOnKey(this.#x, keycode, keysym, columns);
      this.#borrowed.set(keysym, keycode);
    }
    await this.#x.sync();
    await pause(MAPPING_MS, signal);
  }

  #tap(keysym: number): number {
    const borrowed = this.#borrowed.get(keysym);
    const stroke =
      this.#layout.plain.get(keysym) ?? (borrowed === undefined ? null : { keycode: borrowed, shift: false });
    if (!stroke) throw noFreeKeys();
    if (stroke.shift) this.#press(this.#layout.shiftKeycode);
    this.#press(stroke.keycode);
    this.#release(stroke.keycode);
    if (stroke.shift) this.#release(this.#layout.shiftKeycode);
    return stroke.shift ? 4 : 2;
  }

  #press(keycode: number): void {
    this.#held.add(keycode);
    this.#test.FakeInput(this.#test.KeyPress, keycode, 0, 0, 0, 0);
  }

  #release(keycode: number): void {
    this.#test.FakeInput(this.#test.KeyRelease, keycode, 0, 0, 0, 0);
    this.#held.delete(keycode);
  }

  #letGo(): void {
    for (const keycode of [...this.#held]) this.#release(keycode);
  }

  #state(): Promise<XkbState> {
    return this.#x.request<XkbState>((_c, done) => this.#xkb.GetState(this.#xkb.UseCoreKbd, done));
  }

  /** A person who holds Ctrl would turn the text into commands. */
  async #noModifiers(signal: AbortSignal): Promise<void> {
    const end = Date.now() + HELD_WAIT_MS;
    for (;;) {
      const { baseMods, latchedMods } = await this.#state();
      const held = HELD_MASKS.filter(([mask]) => ((baseMods | latchedMods) & mask) !== 0).map(([, name]) => name);
      if (held.length === 0) return;
      if (Date.now() > end) throw modifierHeld(held.join(' and '));
      await pause(LOOK_AGAIN_MS, signal);
    }
  }

  /** Caps Lock would change letters, and another layout group every key. Answers what was on. */
  async #clearLocks(): Promise<{ mods: number; group: number }> {
    const state = await this.#state();
    const mods = state.lockedMods & (LOCK_MASK | SHIFT_MASK);
    if (mods !== 0 || state.group !== 0) {
      this.#xkb.LatchLockState(this.#xkb.UseCoreKbd, mods, 0, state.group !== 0, 0, 0, 0, false, 0);
      await this.#x.sync();
    }
    return { mods, group: state.group };
  }

  async #restoreLocks({ mods, group }: { mods: number; group: number }): Promise<void> {
    if (mods === 0 && group === 0) return;
    this.#xkb.LatchLockState(this.#xkb.UseCoreKbd, mods, mods, group !== 0, group, 0, 0, false, 0);
    await this.#x.sync();
  }
}

function untypable(character: string): never {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw new SteadyhandError(
    'usage',
    'text_untypable',
    `The text holds U+${code}, a control character or half a character, which no key types.`,
    'Leave it out; line feeds and tabs can stay.',
  );
}

const noFreeKeys = (): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'key_mapping_full',
    'The keyboard layout leaves no key free for characters it does not have.',
    'Use a standard layout (setxkbmap us), then try again.',
  );

const modifierHeld = (keys: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'modifier_held',
    `Somebody is holding ${keys} down, which would change the text; nothing was sent.`,
    'Let go of the keys, then try again.',
  );
