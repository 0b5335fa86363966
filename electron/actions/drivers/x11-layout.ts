/**
 * The keyboard layout of an X server: which key types what, which keys type nothing, and which of those we borrowed.
 *
 * What was borrowed is noted on the root window before it is borrowed, so that the next start gives it back when a run
 * was cut off. A key that is not empty is never taken, and only keys in the note are ever emptied.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import { RETURN, TAB } from './keysyms.ts';

const NOTE = '_STEADYHAND_BORROWED_KEYS';
const CARDINAL = 6;
const REPLACE = 0;
/** Two groups of two levels: what the core protocol always has. */
const FEWEST_COLUMNS = 4;
const MOST_COLUMNS = 32;
/** Left Shift on every evdev keyboard, for a layout that forgot to map the modifier. */
const USUAL_SHIFT = 50;

export interface Stroke {
  readonly keycode: number;
  readonly shift: boolean;
}

export interface Layout {
  /** How the layout itself types a keysym, in its first group. */
  readonly plain: ReadonlyMap<number, Stroke>;
  /** Keys that type nothing: free to borrow. */
  readonly empty: readonly number[];
  /** Every key's keysyms. */
  readonly rows: ReadonlyMap<number, readonly number[]>;
  readonly columns: number;
  readonly shiftKeycode: number;
}

/** Reads the layout as it is now. */
export async function readLayout(x: XConnection): Promise<Layout> {
  const count = x.maxKeycode - x.minKeycode + 1;
  const [rows, modifiers] = await Promise.all([
    x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, count, done)),
    x.request<number[][]>((c, done) => c.GetModifierMapping(done)),
  ]);
  const isModifier = new Set(modifiers.flat());
  const plain = new Map<number, Stroke>();
  const empty: number[] = [];
  const byKey = new Map<number, readonly number[]>();
  for (const [i, row] of rows.entries()) {
    const keycode = x.minKeycode + i;
    byKey.set(keycode, row);
    if (isModifier.has(keycode)) continue;
    if (row.every((keysym) => keysym === 0)) empty.push(keycode);
    for (const [column, shift] of [false, true].entries()) {
      const keysym = row[column] ?? 0;
      if (typesItself(keysym) && !plain.has(keysym)) plain.set(keysym, { keycode, shift });
    }
  }
  return {
    plain,
    empty,
    rows: byKey,
    columns: Math.max(FEWEST_COLUMNS, rows[0]?.length ?? 0),
    shiftKeycode: modifiers[0]?.find((k) => k !== 0) ?? USUAL_SHIFT,
  };
}

/** Latin-1, Return and Tab: the keysyms whose key types just that character. Dead keys and the keypad are left out. */
const typesItself = (keysym: number): boolean =>
  (keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff) || keysym === RETURN || keysym === TAB;

/** Whether a key still types the character it was borrowed for; a change of layout takes it away. */
export const stillTypes = (layout: Layout, keycode: number, keysym: number): boolean =>
  layout.rows.get(keycode)?.[0] === keysym;

/** Notes which keys are borrowed. Before they are. */
export async function noteBorrowed(x: XConnection, columns: number, keycodes: readonly number[]): Promise<void> {
  x.client.ChangeProperty(REPLACE, x.root, await x.atom(NOTE), CARDINAL, 32, [columns, ...keycodes]);
}

/** The same character in every column: Shift, Caps Lock and the active group make no difference. */
export function putOnKey(x: XConnection, keycode: number, keysym: number, columns: number): void {
  x.client.ChangeKeyboardMapping(keycode, columns, new Array<number>(columns).fill(keysym));
}

/** Empties borrowed keys again and takes the note away. */
export async function giveBack(x: XConnection, keycodes: readonly number[], columns: number): Promise<void> {
  for (const keycode of keycodes) putOnKey(x, keycode, 0, columns);
  x.client.DeleteProperty(x.root, await x.atom(NOTE));
  await x.sync();
}

/** Empties the keys that a run which was cut off had borrowed. */
export async function giveBackLeftovers(x: XConnection): Promise<void> {
  const [columns = 0, ...keycodes] = await x.numbers(x.root, NOTE);
  const sane = keycodes.filter((k) => k >= x.minKeycode && k <= x.maxKeycode);
  if (columns > 0 && columns <= MOST_COLUMNS && sane.length > 0) await giveBack(x, sane, columns);
}
