/**
 * Text that arrives exactly as asked on X11, on any keyboard layout, through XTEST.
 *
 * Characters that the layout types plainly (with or without Shift) are typed with their own key. Every other character
 * is put for a while on a key that the layout leaves empty. Clients translate a key with the mapping that is current
 * when they read the event, so a key is never given a second character while events for the first may be unread: keys
 * are taken in turn, and when all are used up the target gets time to catch up. The mapping stays until `restore`.
 *
 * Which keys were borrowed is noted on the root window, so that a run after a crash gives them back.
 */
import type { XTest, Xkb } from 'x11';
import type { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { keysymOf, typedCharacters } from './keysyms.ts';
import { pause } from './port.ts';

const NOTE = '_STEADYHAND_BORROWED_KEYS';
const CARDINAL = 6;
const SHIFT_MASK = 1;
const LOCK_MASK = 2;
/** After a change of mapping, so that clients have heard of it before the first key that uses it. */
const MAPPING_MS = 40;
/** Before a key is given another character: long enough for a busy application to read what was sent. */
const CATCH_UP_MS = 400;
/** Keys between two looks at the abort signal and the server. */
const BURST = 12;
const BURST_MS = 6;

interface Stroke {
  readonly keycode: number;
  readonly shift: boolean;
}

interface Layout {
  /** How the layout itself types a keysym. */
  readonly plain: ReadonlyMap<number, Stroke>;
  /** Keys that type nothing: free to borrow. */
  readonly empty: readonly number[];
  readonly columns: number;
  readonly shiftKeycode: number;
}

export class X11Text {
  readonly #x: XConnection;
  readonly #test: XTest;
  readonly #xkb: Xkb;
  readonly #layout: Layout;
  /** Borrowed keys: keysym to keycode, oldest first. */
  readonly #borrowed = new Map<number, number>();
  readonly #held = new Set<number>();

  private constructor(x: XConnection, test: XTest, xkb: Xkb, layout: Layout) {
    this.#x = x;
    this.#test = test;
    this.#xkb = xkb;
    this.#layout = layout;
  }

  /** Reads the layout and gives back what an earlier run that was cut off had borrowed. */
  static async open(x: XConnection): Promise<X11Text> {
    const [test, xkb] = [await x.xtest(), await x.xkb()];
    const columns = await giveBackLeftovers(x);
    const layout = await readLayout(x, columns);
    return new X11Text(x, test, xkb, layout);
  }

  /**
   * Types the text into the window that has the focus.
   * @returns the number of key events sent
   * @throws SteadyhandError `text_untypable` naming the first character no key can type; nothing is sent then
   */
  async type(text: string, signal: AbortSignal): Promise<number> {
    const characters = typedCharacters(text);
    const keysyms = characters.map((c) => keysymOf(c) ?? untypable(c));
    const lockedMods = await this.#clearLocks();
    let events = 0;
    try {
      for (let from = 0; from < keysyms.length;) {
        const count = await this.#prepare(keysyms, from, signal);
        for (let i = from; i < from + count; i += BURST) {
          signal.throwIfAborted();
          for (const keysym of keysyms.slice(i, Math.min(i + BURST, from + count))) events += this.#tap(keysym);
          await this.#x.sync();
          await pause(BURST_MS, signal);
        }
        from += count;
      }
    } finally {
      this.#letGo();
      await this.#restoreLocks(lockedMods);
    }
    return events;
  }

  /** Presses and releases the key of one character while others are held (Ctrl+ü). @returns events sent */
  async tap(character: string, signal: AbortSignal): Promise<number> {
    const keysym = keysymOf(character) ?? untypable(character);
    await this.#prepare([keysym], 0, signal);
    try {
      const events = this.#tap(keysym);
      await this.#x.sync();
      return events;
    } finally {
      this.#letGo();
    }
  }

  /** Lets go of what is held and gives the borrowed keys back. */
  async restore(): Promise<void> {
    this.#letGo();
    if (this.#borrowed.size > 0) {
      emptyKeys(this.#x, [...this.#borrowed.values()], this.#layout.columns);
      this.#borrowed.clear();
      this.#x.client.DeleteProperty(this.#x.root, await this.#x.atom(NOTE));
    }
    await this.#x.sync();
  }

  /**
   * Makes sure that keysyms from `from` on can be typed, as many as there are keys for.
   * @returns how many can be typed now, at least one
   */
  async #prepare(keysyms: readonly number[], from: number, signal: AbortSignal): Promise<number> {
    const needed = new Set<number>();
    let count = 0;
    for (const keysym of keysyms.slice(from)) {
      if (!this.#layout.plain.has(keysym)) {
        needed.add(keysym);
        if (needed.size > this.#layout.empty.length) {
          needed.delete(keysym);
          break;
        }
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
      await this.#x.sync();
      await pause(CATCH_UP_MS, signal);
      for (const [keysym, keycode] of [...this.#borrowed]) {
        if (free.length >= missing.length) break;
        if (needed.has(keysym)) continue;
        this.#borrowed.delete(keysym);
        free.push(keycode);
      }
    }
    const note = await this.#x.atom(NOTE);
    const all = [...this.#borrowed.values(), ...free.slice(0, missing.length)];
    this.#x.client.ChangeProperty(0, this.#x.root, note, CARDINAL, 32, [columns, ...all]);
    for (const [i, keysym] of missing.entries()) {
      const keycode = free[i];
      if (keycode === undefined) throw noFreeKeys();
      // The same character in every column: Shift, Caps Lock and the active group make no difference.
      this.#x.client.ChangeKeyboardMapping(keycode, columns, new Array<number>(columns).fill(keysym));
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

  /** Caps Lock would change letters, and another layout group every key. Answers what was on. */
  async #clearLocks(): Promise<{ mods: number; group: number }> {
    const { UseCoreKbd } = this.#xkb;
    const state = await this.#x.request<{ lockedMods: number; group: number }>((_c, done) =>
      this.#xkb.GetState(UseCoreKbd, done),
    );
    const mods = state.lockedMods & (LOCK_MASK | SHIFT_MASK);
    if (mods !== 0 || state.group !== 0) {
      this.#xkb.LatchLockState(UseCoreKbd, mods, 0, state.group !== 0, 0, 0, 0, false, 0);
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
    `The text holds the control character U+${code}, which no key types.`,
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

/** Clears keys that a run which was cut off had borrowed. @returns the number of columns of the mapping */
async function giveBackLeftovers(x: XConnection): Promise<number> {
  const [columns = 0, ...keycodes] = await x.numbers(x.root, NOTE);
  const sane = keycodes.filter((k) => k >= x.minKeycode && k <= x.maxKeycode);
  if (columns > 0 && columns <= 16 && sane.length > 0) {
    emptyKeys(x, sane, columns);
    x.client.DeleteProperty(x.root, await x.atom(NOTE));
    await x.sync();
  }
  const [row = []] = await x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, 1, done));
  return Math.max(4, row.length);
}

function emptyKeys(x: XConnection, keycodes: readonly number[], columns: number): void {
  for (const keycode of keycodes) x.client.ChangeKeyboardMapping(keycode, columns, new Array<number>(columns).fill(0));
}

async function readLayout(x: XConnection, columns: number): Promise<Layout> {
  const count = x.maxKeycode - x.minKeycode + 1;
  const rows = await x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, count, done));
  const modifiers = await x.request<number[][]>((c, done) => c.GetModifierMapping(done));
  const isModifier = new Set(modifiers.flat());
  const shiftKeycode = modifiers[0]?.find((k) => k !== 0) ?? 50;
  const plain = new Map<number, Stroke>();
  const empty: number[] = [];
  for (const [i, row] of rows.entries()) {
    const keycode = x.minKeycode + i;
    if (isModifier.has(keycode)) continue;
    if (row.every((keysym) => keysym === 0)) empty.push(keycode);
    for (const [column, shift] of [false, true].entries()) {
      const keysym = row[column] ?? 0;
      if (typesItself(keysym) && !plain.has(keysym)) plain.set(keysym, { keycode, shift });
    }
  }
  return { plain, empty, columns, shiftKeycode };
}

/** Latin-1, Return and Tab: the keysyms whose key types just that character. Dead keys and the keypad are left out. */
const typesItself = (keysym: number): boolean =>
  (keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff) || keysym === 0xff0d || keysym === 0xff09;
