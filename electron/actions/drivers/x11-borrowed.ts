/**
 * Keys lent to characters that the layout does not have: two characters a key, the second with Shift.
 *
 * What the keys had is noted on the root window before they are taken (docs/native.md, "Note format"): the note outlives
 * a crash of ours and dies with the server, and whoever finds it (the guard, or the next start) gives the keys back. Only
 * keys that still hold what we put there are given back: a layout that somebody loaded meanwhile stays as it is.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { isPlainRow, requestsFor, type Stroke } from './key-pool.ts';
import { readRows, type Layout, type Row, type Rows } from './x11-layout.ts';

const NOTE = '_STEADYHAND_BORROWED_ROWS';
const CARDINAL = 6;
const REPLACE = 0;
const MOST_COLUMNS = 32;
/** Two groups of two levels: what the core protocol always has. */
const LENT_COLUMNS = 4;

/** A key has room for two characters. */
interface Lent {
  /** Keysyms without and with Shift; 0 while there is none. */
  readonly on: [number, number];
  /** What the layout has there. */
  readonly original: Row;
}

export class BorrowedKeys {
  readonly #x: XConnection;
  readonly #lent = new Map<number, Lent>();
  readonly #strokes = new Map<number, Stroke>();

  constructor(x: XConnection) {
    this.#x = x;
  }

  get size(): number {
    return this.#strokes.size;
  }

  /** How a lent character is typed. */
  stroke(keysym: number): Stroke | undefined {
    return this.#strokes.get(keysym);
  }

  /** Rows as the layout has them: with what we put on keys taken off. Forgets keys that somebody else has changed. */
  underneath(present: Rows): Rows {
    const rows = new Map(present);
    for (const [keycode, lent] of [...this.#lent]) {
      if (this.#holds(keycode, present)) rows.set(keycode, lent.original);
      else this.#forget(keycode);
    }
    return rows;
  }

  /**
   * Puts characters on keys, all in one go. Those that are there already stay where they are.
   * @param needed keysyms, the most frequent first; no more than two for each key of the pool
   * @param beforeReuse called before a key that has typed something gets another character
   * @returns every key's row afterwards; null when nothing had to change
   */
  async lend(needed: readonly number[], layout: Layout, beforeReuse: () => Promise<void>): Promise<Rows | null> {
    const missing = needed.filter((k) => !this.#strokes.has(k));
    if (missing.length === 0) return null;
    const keep = new Set(needed);
    let places = this.#places(layout, (keysym) => keysym === 0);
    if (places.length < missing.length) {
      await beforeReuse();
      places = this.#places(layout, (keysym) => !keep.has(keysym));
    }
    const changed = new Set<number>();
    for (const [i, keysym] of missing.entries()) {
      const place = places[i];
      if (!place) throw noFreeKeys();
      const lent = this.#lent.get(place.keycode) ?? {
        on: [0, 0] as [number, number],
        original: layout.rows.get(place.keycode) ?? [],
      };
      this.#strokes.delete(lent.on[place.shift ? 1 : 0]);
      lent.on[place.shift ? 1 : 0] = keysym;
      this.#lent.set(place.keycode, lent);
      this.#strokes.set(keysym, place);
      changed.add(place.keycode);
    }
    await this.#note(layout.columns);
    const rows = new Map([...changed].map((k) => [k, this.#row(k)]));
    this.#write(rows, LENT_COLUMNS, (k) => {
      const original = this.#lent.get(k)?.original ?? layout.rows.get(k);
      if (!original || !isPlainRow(original) || original.slice(LENT_COLUMNS).some((s) => s !== 0)) return null;
      return this.#lent.has(k) ? this.#row(k) : original.slice(0, LENT_COLUMNS);
    });
    const present = await readRows(this.#x);
    if (![...this.#lent.keys()].every((k) => this.#holds(k, present))) throw layoutChanged('Nothing more was sent.');
    return present;
  }

  /** Gives every key back that still holds what we put there. */
  async giveBack(): Promise<void> {
    if (this.#lent.size === 0) return;
    const present = await readRows(this.#x);
    this.underneath(present);
    const rows = new Map([...this.#lent].map(([k, { original }]) => [k, original]));
    this.#lent.clear();
    this.#strokes.clear();
    const columns = Math.max(0, ...[...rows.values()].map((r) => r.length));
    if (columns > 0) {
      this.#write(rows, columns, (k) => {
        const row = present.get(k);
        return row && isPlainRow(row) ? row : null;
      });
    }
    this.#x.client.DeleteProperty(this.#x.root, await this.#x.atom(NOTE));
    await this.#x.sync();
  }

  /** Free places on the keys of the pool: those without Shift first, the keys in use before others. */
  #places(layout: Layout, free: (keysym: number) => boolean): Stroke[] {
    const [plain, shifted]: [Stroke[], Stroke[]] = [[], []];
    for (const keycode of layout.pool) {
      const [first, second] = this.#lent.get(keycode)?.on ?? [0, 0];
      if (free(first)) plain.push({ keycode, shift: false });
      if (free(second)) shifted.push({ keycode, shift: true });
    }
    return [...plain, ...shifted];
  }

  #row(keycode: number): Row {
    const [first, second] = this.#lent.get(keycode)?.on ?? [0, 0];
    // The same in every place that has no character of its own: Shift and the active group then make no difference.
    const [a, b] = [first === 0 ? second : first, second === 0 ? first : second];
    return [a, b, a, b];
  }

  #holds(keycode: number, present: Rows): boolean {
    const [a, b] = this.#row(keycode);
    const row = present.get(keycode) ?? [];
    return row[0] === a && (row[1] === b || (a === b && (row[1] ?? 0) === 0));
  }

  #forget(keycode: number): void {
    for (const keysym of this.#lent.get(keycode)?.on ?? []) this.#strokes.delete(keysym);
    this.#lent.delete(keycode);
  }

  async #note(columns: number): Promise<void> {
    const rows = [...this.#lent].flatMap(([keycode, { original }]) => [
      keycode,
      this.#row(keycode)[0] ?? 0,
      ...Array.from({ length: columns }, (_, i) => original[i] ?? 0),
    ]);
    this.#x.client.ChangeProperty(REPLACE, this.#x.root, await this.#x.atom(NOTE), CARDINAL, 32, [columns, ...rows]);
  }

  #write(rows: Rows, columns: number, bridge: (keycode: number) => Row | null): void {
    for (const request of requestsFor(rows, bridge)) {
      const flat = request.rows.flatMap((row) => Array.from({ length: columns }, (_, i) => row[i] ?? 0));
      this.#x.client.ChangeKeyboardMapping(request.first, columns, flat);
    }
  }
}

/** Gives back what the note of a run that was cut off says, where the key still holds it, and takes the note away. */
export async function giveBackLeftovers(x: XConnection): Promise<void> {
  const [columns = 0, ...numbers] = await x.numbers(x.root, NOTE);
  if (columns === 0 || columns > MOST_COLUMNS) return;
  const present = await readRows(x);
  for (let i = 0; i + columns + 1 < numbers.length; i += columns + 2) {
    const [keycode = 0, lent = 0, ...row] = numbers.slice(i, i + columns + 2);
    if (lent !== 0 && present.get(keycode)?.[0] === lent) x.client.ChangeKeyboardMapping(keycode, columns, row);
  }
  x.client.DeleteProperty(x.root, await x.atom(NOTE));
  await x.sync();
}

/** Somebody loaded another layout, or took a lent key, while text was typed. */
export const layoutChanged = (what: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'layout_changed',
    `The keyboard layout was changed while text was typed. ${what}`,
    'Look at what arrived before going on.',
  );

export const noFreeKeys = (): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'key_mapping_full',
    'The keyboard layout leaves no key free for characters it does not have.',
    'Use a standard layout (setxkbmap us), then try again.',
  );
