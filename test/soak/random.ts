/** Random input that a seed repeats: numbers, text of all scripts, chords. */

/** Numbers of one seed (mulberry32, public domain). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 up to 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000;
  }

  /** A whole number, both ends included. */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  of<T>(list: readonly [T, ...T[]] | readonly T[]): T {
    const value = list[this.int(0, list.length - 1)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }

  chance(part: number): boolean {
    return this.next() < part;
  }
}

/** First and last code point of what text is made of; emoji with joiners and combining marks are whole strings. */
const SCRIPTS: readonly (readonly [number, number])[] = [
  [0x20, 0x7e],
  [0x20, 0x7e],
  [0x61, 0x7a],
  [0xa1, 0xff],
  [0x100, 0x17f],
  [0x391, 0x3c9],
  [0x410, 0x44f],
  [0x5d0, 0x5ea],
  [0x621, 0x64a],
  [0x905, 0x939],
  [0xe01, 0xe2e],
  [0x3041, 0x3096],
  [0x4e00, 0x9fa0],
  [0xac00, 0xd7a0],
  [0x2190, 0x21ff],
  [0x1f600, 0x1f64f],
];
const WHOLE = ['👩‍👩‍👧‍👦', '🏳️‍🌈', 'e\u0301', 'n\u0303', 'ก้', 'क्ष', '🇪🇺', '\t', '\n', '  '] as const;

/** A text of up to `most` characters, in runs of one script each. */
export function randomText(random: Random, most: number): string {
  const length = random.int(1, most);
  let text = '';
  while ([...text].length < length) {
    if (random.chance(0.1)) {
      text += random.of(WHOLE);
      continue;
    }
    const [from, to] = random.of(SCRIPTS);
    for (let i = random.int(1, 12); i > 0; i--) text += String.fromCodePoint(random.int(from, to));
  }
  // A code point that is none (a gap of a block) is refused as a whole: leave those out.
  return [...text].filter((c) => !/\p{Cn}/u.test(c)).join('');
}

/** Chords that move about and edit, and none that ends a program or a session. */
export const CHORDS: readonly (readonly string[])[] = [
  ['ctrl', 'a'],
  ['ctrl', 'c'],
  ['ctrl', 'v'],
  ['ctrl', 'x'],
  ['ctrl', 'z'],
  ['ctrl', 'f'],
  ['shift', 'left'],
  ['ctrl', 'shift', 'right'],
  ['ctrl', 'home'],
  ['ctrl', 'end'],
  ['alt', 'tab'],
  ['escape'],
  ['home'],
  ['end'],
  ['pageup'],
  ['pagedown'],
  ['backspace'],
  ['delete'],
  ['f10'],
  ['down'],
  ['enter'],
  ['tab'],
  ['ctrl', 'shift', 'alt', 'up'],
  ['shift', 'ä'],
  ['ctrl', '+'],
];
