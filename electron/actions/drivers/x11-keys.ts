/**
 * Keys of the intent vocabulary on an X keyboard: by what the layout types, never by position. A key that types z on a
 * German keyboard is z. Names that are not in the table, and characters no key can type, are refused before anything is
 * sent. Ctrl is Ctrl, and `cmd` is the Super key, which is where a Mac keyboard has it.
 */
import { SteadyhandError } from '../../protocol/errors.ts';
import type { NamedKey } from '../../protocol/intent.ts';
import { InputProgram } from './input-program.ts';
import { keysymOf } from './keysyms.ts';
import { noFreeKeys } from './x11-borrowed.ts';
import type { Layout } from './x11-layout.ts';
import type { X11Keyboard } from './x11-keyboard.ts';

/** Keysyms of each name; the first is what is pressed, the others count as well when the key is watched for. */
const NAMED: Readonly<Record<NamedKey, readonly [number, ...number[]]>> = {
  ctrl: [0xffe3, 0xffe4],
  alt: [0xffe9, 0xffea],
  shift: [0xffe1, 0xffe2],
  super: [0xffeb, 0xffec],
  cmd: [0xffeb, 0xffec],
  enter: [0xff0d, 0xff8d],
  tab: [0xff09],
  escape: [0xff1b],
  backspace: [0xff08],
  delete: [0xffff],
  space: [0x20],
  up: [0xff52],
  down: [0xff54],
  left: [0xff51],
  right: [0xff53],
  home: [0xff50],
  end: [0xff57],
  pageup: [0xff55],
  pagedown: [0xff56],
  f1: [0xffbe],
  f2: [0xffbf],
  f3: [0xffc0],
  f4: [0xffc1],
  f5: [0xffc2],
  f6: [0xffc3],
  f7: [0xffc4],
  f8: [0xffc5],
  f9: [0xffc6],
  f10: [0xffc7],
  f11: [0xffc8],
  f12: [0xffc9],
};
const MODIFIERS: ReadonlySet<string> = new Set(['ctrl', 'alt', 'shift', 'super', 'cmd']);
const isNamed = (key: string): key is NamedKey => Object.hasOwn(NAMED, key);

/** AltGr. */
const ISO_LEVEL3_SHIFT = 0xfe03;
/** Column of the first group's third level in the core mapping (two groups of two levels come first; XKB, 17.1.1). */
const THIRD_LEVEL = 4;

/** Long enough that a program which asks the server which keys are down sees them; far below the delay of a repeat. */
const HELD_MS = 8;

export class X11Keys {
  readonly #keyboard: X11Keyboard;

  constructor(keyboard: X11Keyboard) {
    this.#keyboard = keyboard;
  }

  /** @throws SteadyhandError `unknown_key`; nothing was sent */
  check(keys: readonly string[]): void {
    const { layout } = this.#keyboard;
    for (const key of keys) {
      const known = isNamed(key)
        ? layout.keycodes(NAMED[key][0]).length > 0 || (!MODIFIERS.has(key) && layout.pool.length > 0)
        : [...key].length === 1 && keysymOf(key) !== null;
      if (!known) throw unknownKey(key);
    }
  }

  /** Keysyms of a chord that have to be lent a key. */
  missing(keys: readonly string[]): number[] {
    return [...new Set(this.#keysyms(keys))].filter((k) => this.#stroke(k) === null);
  }

  /** All keys held together, in order, let go in reverse. Every keysym of it has a key by now. */
  chord(keys: readonly string[]): InputProgram {
    const program = new InputProgram();
    const down: number[] = [];
    const press = (keycode: number): void => {
      if (down.includes(keycode)) return;
      down.push(keycode);
      program.keyDown(keycode);
    };
    for (const keysym of this.#keysyms(keys)) {
      const stroke = this.#stroke(keysym);
      if (!stroke) throw noFreeKeys();
      for (const modifier of stroke.with) press(modifier);
      press(stroke.keycode);
    }
    program.wait(HELD_MS);
    for (const keycode of down.reverse()) program.keyUp(keycode);
    return program.mark().sync();
  }

  /** Keycodes of modifiers. */
  modifiers(names: readonly string[]): number[] {
    this.check(names);
    return [...new Set(names)].flatMap((name) =>
      isNamed(name) ? this.#keyboard.layout.keycodes(NAMED[name][0]).slice(0, 1) : [],
    );
  }

  /** For each key the keycodes that count as it: left and right Ctrl. */
  watched(keys: readonly string[]): number[][] {
    this.check(keys);
    const { layout } = this.#keyboard;
    return keys.map((key) => {
      const keysyms = isNamed(key) ? NAMED[key] : [keysymOf(key) ?? 0];
      return [...new Set(keysyms.flatMap((k) => layout.keycodes(k)))];
    });
  }

  #keysyms(keys: readonly string[]): number[] {
    // People write Ctrl+S and mean no Shift; a capital alone is a capital.
    const chord = keys.some((k) => MODIFIERS.has(k));
    return keys.map((key) => {
      const keysym = isNamed(key) ? NAMED[key][0] : keysymOf(chord ? key.toLowerCase() : key);
      if (keysym === null) throw unknownKey(key);
      return keysym;
    });
  }

  /** The key of a keysym and the modifiers it needs; null when no key has it. */
  #stroke(keysym: number): { readonly keycode: number; readonly with: readonly number[] } | null {
    const { rows, keycodes, shiftKeycode }: Layout = this.#keyboard.layout;
    const typed = this.#keyboard.stroke(keysym);
    if (typed) return { keycode: typed.keycode, with: typed.shift ? [shiftKeycode] : [] };
    const onLevel = (column: number): number | undefined =>
      keycodes(keysym).find((k) => rows.get(k)?.[column] === keysym);
    if (!isCharacter(keysym)) {
      // Without a modifier only: on another level the key would be another one.
      const keycode = onLevel(0);
      return keycode === undefined ? null : { keycode, with: [] };
    }
    // As a person presses it: programs look shortcuts up in mappings that they read long before a key was lent.
    const [altGr] = keycodes(ISO_LEVEL3_SHIFT);
    if (altGr === undefined) return null;
    const [third, fourth] = [onLevel(THIRD_LEVEL), onLevel(THIRD_LEVEL + 1)];
    if (third !== undefined) return { keycode: third, with: [altGr] };
    return fourth === undefined ? null : { keycode: fourth, with: [altGr, shiftKeycode] };
  }
}

const isCharacter = (keysym: number): boolean => keysym < 0xff00 || keysym >= 0x01000000;

const unknownKey = (key: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'unknown_key',
    `There is no key “${key}” here; nothing was sent.`,
    'Use a key name such as enter, ctrl, f5, or one character.',
  );
