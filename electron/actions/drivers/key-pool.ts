/**
 * Which keys of a layout can be lent to characters that the layout does not have.
 *
 * Free are keys that type nothing and keys for functions that hardly a keyboard has. Never taken: modifiers, anything
 * that types, keys that a program listens to by its own means, and a few that programs know by their number, whatever
 * is on them. Errs towards too few keys.
 */

/** How a keysym is typed. */
export interface Stroke {
  readonly keycode: number;
  readonly shift: boolean;
}

/**
 * Chromium acts on these by number (evdev): copy, paste, cut, bookmarks, back, forward, home, reload, search. Found by
 * typing on every free key in turn; the other keys arrived as text in GTK, Qt, LibreOffice, Chromium and xterm.
 */
const BY_NUMBER: ReadonlySet<number> = new Set([141, 143, 145, 164, 166, 167, 180, 181, 225]);

const XF86_FIRST = 0x1008ff00;
const XF86_LAST = 0x1008ffff;
const SUN_FIRST = 0x1005ff00;
const SUN_LAST = 0x1005ffff;
/** F13 to F35. */
const HIGH_F_FIRST = 0xffca;
const HIGH_F_LAST = 0xffe0;
/** Kanji to Eisu_toggle, and Hangul keys: language switches, on a layout of another language. */
const LANGUAGE_FIRST = 0xff20;
const LANGUAGE_LAST = 0xff3f;
/** Undo, Redo, Find, Cancel, Help. Not Insert, Menu and Break, which keyboards have. */
const EDITING: ReadonlySet<number> = new Set([0xff65, 0xff66, 0xff68, 0xff69, 0xff6a]);
/** Sleep, PowerOff, WakeUp, LogOff, Suspend, Hibernate: what they might do cannot be undone. */
const NEVER: ReadonlySet<number> = new Set([0x1008ff2f, 0x1008ff2a, 0x1008ff2b, 0x1008ff61, 0x1008ffa7, 0x1008ffa8]);
/**
 * Volume, brightness, player, radio, display, mail, browser, search, calculator and the like: desktops bind something
 * to them, and may do so by key number. Used when nothing else is left.
 */
const OFTEN_BOUND: ReadonlySet<number> = new Set(
  [
    ...[0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19, 0x1b, 0x1c, 0x1d],
    ...[0x2c, 0x2d, 0x2e, 0x31, 0x32, 0x33, 0x3e, 0x59, 0x5d, 0x6e, 0x74, 0x81, 0x8f, 0x93, 0x94, 0x95, 0x97, 0xa9],
    ...[0xb0, 0xb1, 0xb2, 0xb4, 0xb5, 0xf4],
  ].map((n) => XF86_FIRST + n),
);

const within = (k: number, first: number, last: number): boolean => k >= first && k <= last;
const isSpare = (k: number): boolean =>
  k === 0 ||
  within(k, XF86_FIRST, XF86_LAST) ||
  within(k, SUN_FIRST, SUN_LAST) ||
  within(k, HIGH_F_FIRST, HIGH_F_LAST) ||
  within(k, LANGUAGE_FIRST, LANGUAGE_LAST) ||
  EDITING.has(k);

type Row = readonly number[];

/** Rows that can be written back as they are: a key that types nothing has no key type that a rewrite would lose. */
export const isPlainRow = (row: Row): boolean => row.every(isSpare);

/** Stretches of free keys shorter than this come last: each costs a request, and each request a reload in clients. */
const SHORT = 8;

/**
 * The keys that can be lent, the best first.
 * @param rows every key's keysyms, as the layout itself has them
 * @param taken keys that are modifiers or that somebody listens to
 */
export function keyPool(rows: ReadonlyMap<number, Row>, taken: ReadonlySet<number>): number[] {
  const can = (k: number, row: Row): boolean =>
    !taken.has(k) && !BY_NUMBER.has(k) && isPlainRow(row) && !row.some((s) => NEVER.has(s));
  const stretches: number[][] = [];
  let open: number[] | null = null;
  for (const [keycode, row] of [...rows].sort(([a], [b]) => a - b)) {
    if (!isPlainRow(row) || taken.has(keycode)) open = null;
    else if (can(keycode, row)) {
      if (!open) stretches.push((open = []));
      open.push(keycode);
    }
  }
  const ordered = stretches
    .sort((a, b) => Number(a.length < SHORT) - Number(b.length < SHORT) || (b[0] ?? 0) - (a[0] ?? 0))
    .flat();
  const bound = (k: number): boolean => (rows.get(k) ?? []).some((s) => OFTEN_BOUND.has(s));
  return [...ordered.filter((k) => !bound(k)), ...ordered.filter(bound)];
}

/** One request: rows for keys in a row. */
export interface RowsWritten {
  readonly first: number;
  readonly rows: readonly Row[];
}

/**
 * The fewest requests that write these rows: a gap of keys that may be rewritten as they are is written along, because
 * every request makes every program read the whole mapping again.
 * @param bridge the present row of a key that may be rewritten, null for any other key
 */
export function requestsFor(changes: ReadonlyMap<number, Row>, bridge: (keycode: number) => Row | null): RowsWritten[] {
  const requests: { first: number; rows: Row[] }[] = [];
  for (const [keycode, row] of [...changes].sort(([a], [b]) => a - b)) {
    const last = requests.at(-1);
    const next = last ? last.first + last.rows.length : keycode;
    const gap = Array.from({ length: keycode - next }, (_, i) => bridge(next + i));
    const between = gap.filter((r) => r !== null);
    if (last && between.length === gap.length) last.rows.push(...between, row);
    else requests.push({ first: keycode, rows: [row] });
  }
  return requests;
}

/** The next part of a text that can be typed with `room` borrowed places, and what it needs, the most frequent first. */
export function nextPart(
  keysyms: readonly number[],
  from: number,
  hasOwnKey: (keysym: number) => boolean,
  room: number,
): { readonly to: number; readonly needed: readonly number[] } {
  const counts = new Map<number, number>();
  let to = from;
  for (; to < keysyms.length; to++) {
    const keysym = keysyms[to] ?? 0;
    if (hasOwnKey(keysym)) continue;
    const count = counts.get(keysym);
    if (count === undefined && counts.size === room) break;
    counts.set(keysym, (count ?? 0) + 1);
  }
  return { to, needed: [...counts].sort(([, a], [, b]) => b - a).map(([k]) => k) };
}
