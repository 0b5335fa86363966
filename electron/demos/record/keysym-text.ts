/**
 * Keysyms as characters. Sources: X Window System Protocol, appendix A (Latin-1, 0x01000000 + code point) and the legacy
 * pages that layouts still use: Latin-2, Latin-4, Cyrillic and Greek, as tables of runs.
 */
const UNICODE = 0x01000000;

/** Cyrillic letters of page 6 in the order of KOI8: 0x6c0 to 0x6df small, 0x6e0 to 0x6ff capital. */
const KOI8 = 'юабцдефгхийклмнопярстужвьызшэщчъ';
/** Greek of page 7, 0x7c1 on (capital) and 0x7e1 on (small); a blank is no letter. */
const GREEK_CAPITAL = 'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣ ΤΥΦΧΨΩ';
const GREEK_SMALL = 'αβγδεζηθικλμνξοπρσςτυφχψω';
const LATIN2 = new Map<number, string>([
  ...runs(0x1a1, 'Ą˘Ł'),
  ...runs(0x1a5, 'ĽŚ'),
  ...runs(0x1a9, 'ŠŞŤŹ'),
  ...runs(0x1ae, 'ŽŻ'),
  ...runs(0x1b1, 'ą˛ł'),
  ...runs(0x1b5, 'ľśˇ'),
  ...runs(0x1b9, 'šşťź˝žżŔ'),
  ...runs(0x1c3, 'Ă'),
  ...runs(0x1c5, 'ĹĆ'),
  ...runs(0x1c8, 'Č'),
  ...runs(0x1ca, 'Ę'),
  ...runs(0x1cc, 'Ě'),
  ...runs(0x1cf, 'ĎĐŃŇ'),
  ...runs(0x1d5, 'Ő'),
  ...runs(0x1d8, 'ŘŮ'),
  ...runs(0x1db, 'Ű'),
  ...runs(0x1de, 'Ţ'),
  ...runs(0x1e0, 'ŕ'),
  ...runs(0x1e3, 'ă'),
  ...runs(0x1e5, 'ĺć'),
  ...runs(0x1e8, 'č'),
  ...runs(0x1ea, 'ę'),
  ...runs(0x1ec, 'ě'),
  ...runs(0x1ef, 'ďđńň'),
  ...runs(0x1f5, 'ő'),
  ...runs(0x1f8, 'řů'),
  ...runs(0x1fb, 'ű'),
  ...runs(0x1fe, 'ţ'),
  // Latin-9 and others that have no Latin-1 code.
  [0x13bc, 'Œ'],
  [0x13bd, 'œ'],
  [0x13be, 'Ÿ'],
  [0x20ac, '€'],
  [0x2b9, 'ı'],
  [0x2a9, 'İ'],
  [0x2ab, 'Ğ'],
  [0x2bb, 'ğ'],
]);

function runs(first: number, letters: string): [number, string][] {
  return [...letters].map((letter, i) => [first + i, letter]);
}

/** The keypad: digits and signs. */
function keypad(keysym: number): string | null {
  if (keysym >= 0xffb0 && keysym <= 0xffb9) return String(keysym - 0xffb0);
  const sign = {
    0xffaa: '*',
    0xffab: '+',
    0xffac: ',',
    0xffad: '-',
    0xffae: '.',
    0xffaf: '/',
    0xffbd: '=',
    0xff80: ' ',
  };
  return (sign as Readonly<Record<number, string>>)[keysym] ?? null;
}

/** The character a keysym types; null when it types none. */
export function characterOf(keysym: number): string | null {
  if ((keysym >= 0x20 && keysym <= 0x7e) || (keysym >= 0xa0 && keysym <= 0xff)) return String.fromCharCode(keysym);
  if (keysym > UNICODE + 0xff && keysym <= UNICODE + 0x10ffff) return String.fromCodePoint(keysym - UNICODE);
  if (keysym >= 0x6c0 && keysym <= 0x6df) return KOI8[keysym - 0x6c0] ?? null;
  if (keysym >= 0x6e0 && keysym <= 0x6ff) return KOI8[keysym - 0x6e0]?.toUpperCase() ?? null;
  if (keysym === 0x6a3) return 'ё';
  if (keysym === 0x6b3) return 'Ё';
  if (keysym >= 0x7c1 && keysym <= 0x7d9) return GREEK_CAPITAL[keysym - 0x7c1]?.trim() || null;
  if (keysym >= 0x7e1 && keysym <= 0x7f9) return GREEK_SMALL[keysym - 0x7e1] ?? null;
  return LATIN2.get(keysym) ?? keypad(keysym);
}
