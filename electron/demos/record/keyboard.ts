/**
 * What a key types, from the server's own mapping and the state that came with the event. Pure.
 *
 * Follows the X protocol (chapter 5, "Keyboards") and the columns the keyboard extension gives it: 0, 1 are levels 1 and
 * 2 of group 1; 2, 3 those of group 2; 4, 5 levels 3 and 4 (AltGr) of group 1. Accents (dead keys) are put on the letter
 * that follows. What an input method composes cannot be told from keys; it arrives as what was pressed.
 */
import type { Modifier } from '../../protocol/intent.ts';
import { characterOf } from './keysym-text.ts';

/** The keysyms of each key code. */
export type KeyRows = ReadonlyMap<number, readonly number[]>;

const SHIFT = 1 << 0;
const LOCK = 1 << 1;
const CONTROL = 1 << 2;
const MOD1 = 1 << 3;
const MOD2 = 1 << 4;
const MOD4 = 1 << 6;
const MOD5 = 1 << 7;
const group = (state: number): number => (state >> 13) & 3;

/** What a key means at a moment. */
export type Meaning =
  | { readonly kind: 'modifier' }
  | { readonly kind: 'text'; readonly text: string }
  /** An accent that waits for its letter. */
  | { readonly kind: 'dead'; readonly mark: string }
  | { readonly kind: 'key'; readonly key: string; readonly held: readonly Modifier[] }
  | { readonly kind: 'unknown' };

/** Keysyms of keys that do something, by the names of the intent vocabulary. */
const NAMED: Readonly<Record<number, string>> = {
  0xff0d: 'enter',
  0xff8d: 'enter',
  0xff09: 'tab',
  0xfe20: 'tab',
  0xff1b: 'escape',
  0xff08: 'backspace',
  0xffff: 'delete',
  0xff9f: 'delete',
  0xff50: 'home',
  0xff51: 'left',
  0xff52: 'up',
  0xff53: 'right',
  0xff54: 'down',
  0xff55: 'pageup',
  0xff56: 'pagedown',
  0xff57: 'end',
  0xff95: 'home',
  0xff96: 'left',
  0xff97: 'up',
  0xff98: 'right',
  0xff99: 'down',
  0xff9a: 'pageup',
  0xff9b: 'pagedown',
  0xff9c: 'end',
};

/** Accents: keysym and the combining character. */
const DEAD: Readonly<Record<number, string>> = {
  0xfe50: '\u0300',
  0xfe51: '\u0301',
  0xfe52: '\u0302',
  0xfe53: '\u0303',
  0xfe54: '\u0304',
  0xfe55: '\u0306',
  0xfe56: '\u0307',
  0xfe57: '\u0308',
  0xfe58: '\u030a',
  0xfe59: '\u030b',
  0xfe5a: '\u030c',
  0xfe5b: '\u0327',
  0xfe5c: '\u0328',
};

const F1 = 0xffbe;
const isModifierKeysym = (k: number): boolean =>
  (k >= 0xffe1 && k <= 0xffee) || (k >= 0xfe01 && k <= 0xfe0f) || k === 0xff7f || k === 0xff7e || k === 0xff14;

/** Which modifiers of the intent vocabulary a state holds. Caps Lock, Num Lock and AltGr are none. */
export function heldOf(state: number): Modifier[] {
  const held: Modifier[] = [];
  if (state & CONTROL) held.push('ctrl');
  if (state & MOD1) held.push('alt');
  if (state & SHIFT) held.push('shift');
  if (state & MOD4) held.push('super');
  return held;
}

const isKeypad = (k: number): boolean => k >= 0xff80 && k <= 0xffbd;

/** The keysym of a key in a state. 0 when the key has none. */
export function keysymAt(row: readonly number[] | undefined, state: number): number {
  if (!row) return 0;
  const second = group(state) === 1 && (row[2] ?? 0) !== 0;
  const base = second ? 2 : 0;
  if (state & MOD5) {
    const third = second ? 6 : 4;
    const level = row[third + (state & SHIFT ? 1 : 0)] ?? 0;
    if (level !== 0) return level;
  }
  const lower = row[base] ?? 0;
  const upper = row[base + 1] ?? 0;
  const shift = (state & SHIFT) !== 0;
  // Num Lock turns the keypad's second column into its first, and Shift turns it back.
  if (state & MOD2 && isKeypad(upper)) return shift ? lower : upper;
  if (upper === 0) return capital(lower, shift || (state & LOCK) !== 0);
  const letter = isLetter(lower);
  return shift !== ((state & LOCK) !== 0 && letter) ? upper : lower;
}

const isLetter = (keysym: number): boolean => {
  const text = characterOf(keysym);
  return text !== null && text.toUpperCase() !== text.toLowerCase();
};
const capital = (keysym: number, upper: boolean): number => {
  const text = upper ? characterOf(keysym) : null;
  const big = text?.toUpperCase();
  return big !== undefined && [...big].length === 1 && big !== text
    ? (big.codePointAt(0) ?? 0) <= 0xff
      ? (big.codePointAt(0) ?? 0)
      : 0x01000000 + (big.codePointAt(0) ?? 0)
    : keysym;
};

/** What pressing a key means. */
export function meaningOf(rows: KeyRows, keycode: number, state: number): Meaning {
  const row = rows.get(keycode);
  const keysym = keysymAt(row, state);
  if (keysym === 0) return { kind: 'unknown' };
  if (isModifierKeysym(keysym)) return { kind: 'modifier' };
  const held = heldOf(state);
  const chord = held.some((m) => m !== 'shift');
  const named = NAMED[keysym] ?? (keysym >= F1 && keysym <= F1 + 11 ? `f${keysym - F1 + 1}` : undefined);
  if (named !== undefined) return { kind: 'key', key: named, held };
  const mark = DEAD[keysym];
  if (mark !== undefined) return { kind: 'dead', mark };
  if (chord) {
    // Ctrl+Shift+S is S with Shift: the key as it is without anything held.
    const text = characterOf(keysymAt(row, state & ~(SHIFT | LOCK))) ?? characterOf(keysym);
    return text === null ? { kind: 'unknown' } : { kind: 'key', key: text === ' ' ? 'space' : text, held };
  }
  const text = characterOf(keysym);
  return text === null ? { kind: 'unknown' } : { kind: 'text', text };
}

/** An accent and what was typed after it: one letter where there is one, else both. */
export function accented(mark: string, text: string): string {
  const joined = (text + mark).normalize('NFC');
  if ([...joined].length === 1) return joined;
  const alone = SPACING[mark] ?? '';
  return text === ' ' ? alone : alone + text;
}
const SPACING: Readonly<Record<string, string>> = {
  '\u0300': '`',
  '\u0301': '´',
  '\u0302': '^',
  '\u0303': '~',
  '\u0308': '¨',
  '\u0327': '¸',
};
