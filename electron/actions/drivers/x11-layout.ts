/** The keyboard layout of an X server: which key types what, and which keys can be lent to other characters. */
import type { XConnection } from '../../capture/x11/connection.ts';
import { keyPool, type Stroke } from './key-pool.ts';
import { RETURN, TAB } from './keysyms.ts';

/** Left Shift on every evdev keyboard, for a layout that forgot to map the modifier. */
const USUAL_SHIFT = 50;
const ANY_MODIFIER = 0x8000;
const ASYNCHRONOUS = 1;

export type Row = readonly number[];
export type Rows = ReadonlyMap<number, Row>;

export interface Layout {
  /** How the layout itself types a keysym, in its first group. */
  readonly plain: ReadonlyMap<number, Stroke>;
  /** Keys that can be lent to characters the layout does not have, the best first. */
  readonly pool: readonly number[];
  /** Every key's keysyms. */
  readonly rows: Rows;
  readonly columns: number;
  readonly shiftKeycode: number;
  /** Keys that have this keysym, the one that has it without a modifier first. */
  readonly keycodes: (keysym: number) => readonly number[];
}

/** Every key's keysyms as they are now. */
export async function readRows(x: XConnection): Promise<Rows> {
  const count = x.maxKeycode - x.minKeycode + 1;
  const rows = await x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, count, done));
  return new Map(rows.map((row, i) => [x.minKeycode + i, row]));
}

/**
 * Reads the layout.
 * @param rows every key's keysyms as the layout has them, without what we put on keys
 */
export async function readLayout(x: XConnection, rows: Rows): Promise<Layout> {
  const [modifiers, grabbed] = await Promise.all([
    x.request<number[][]>((c, done) => c.GetModifierMapping(done)),
    grabbedKeys(x, rows),
  ]);
  const isModifier = new Set(modifiers.flat());
  const plain = new Map<number, Stroke>();
  const byKeysym = new Map<number, number[]>();
  for (let column = 0; column < (rows.values().next().value?.length ?? 0); column++) {
    for (const [keycode, row] of rows) {
      const keysym = row[column] ?? 0;
      if (keysym === 0) continue;
      const keycodes = byKeysym.get(keysym) ?? [];
      if (!keycodes.includes(keycode)) byKeysym.set(keysym, [...keycodes, keycode]);
      const shift = column === 1;
      if (column < 2 && !isModifier.has(keycode) && typesItself(keysym) && !plain.has(keysym))
        plain.set(keysym, { keycode, shift });
    }
  }
  return {
    plain,
    pool: keyPool(rows, new Set([...isModifier, ...grabbed])),
    rows,
    columns: rows.values().next().value?.length ?? 0,
    shiftKeycode: modifiers[0]?.find((k) => k !== 0) ?? USUAL_SHIFT,
    keycodes: (keysym) => byKeysym.get(keysym) ?? [],
  };
}

/** Latin-1, Return and Tab: the keysyms whose key types just that character. Dead keys and the keypad are left out. */
const typesItself = (keysym: number): boolean =>
  (keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff) || keysym === RETURN || keysym === TAB;

/** Keys that another program has grabbed: it would get them instead of the window. Found by trying to grab them. */
async function grabbedKeys(x: XConnection, rows: Rows): Promise<ReadonlySet<number>> {
  const grabbed = new Set<number>();
  const { client, root } = x;
  const tried = [...rows.keys()].map(
    (keycode) =>
      new Promise<void>((done) => {
        client.GrabKey(root, 0, ANY_MODIFIER, keycode, ASYNCHRONOUS, ASYNCHRONOUS, (error) => {
          if (error) grabbed.add(keycode);
          done();
        });
        client.UngrabKey(root, keycode, ANY_MODIFIER);
      }),
  );
  await x.sync();
  await Promise.race([Promise.all(tried), x.sync()]);
  return grabbed;
}
