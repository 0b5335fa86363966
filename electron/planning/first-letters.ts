/**
 * The letters a pattern can begin with, read off its source: most patterns of a table are left uncompiled because no
 * instruction that began with one of their letters was ever read. Compiling them all is what a first plan would wait for.
 *
 * Pure. Errs towards "any letter" (null): a construct it does not know never hides a pattern.
 */

/** Letters in lower case; null stands for any. */
export type FirstLetters = ReadonlySet<string> | null;

interface Part {
  readonly letters: FirstLetters;
  /** It may match nothing, so that what follows may come first. */
  readonly empty: boolean;
}

const EPSILON: Part = { letters: new Set(), empty: true };
const ANY: Part = { letters: null, empty: false };

/** The letters that what matches `source` begins with, case aside; null when it may begin with anything, or with nothing. */
export function firstLetters(source: string): FirstLetters {
  const { letters, empty } = new Reader(source).alternatives();
  return empty ? null : letters;
}

const [BACKSLASH, BRACKET, BRACKET_END, OPEN, CLOSE, BAR] = [92, 91, 93, 40, 41, 124] as const;

const union = (a: FirstLetters, b: FirstLetters): FirstLetters => (a && b ? new Set([...a, ...b]) : null);

class Reader {
  readonly #source: string;
  #at = 0;

  constructor(source: string) {
    this.#source = source;
  }

  alternatives(): Part {
    let all = this.#sequence();
    while (this.#source[this.#at] === '|') {
      this.#at++;
      const next = this.#sequence();
      all = { letters: union(all.letters, next.letters), empty: all.empty || next.empty };
    }
    return all;
  }

  #sequence(): Part {
    let letters: FirstLetters = new Set<string>();
    let empty = true;
    while (empty && this.#at < this.#source.length && !'|)'.includes(this.#source[this.#at] ?? '')) {
      const part = this.#term();
      const optional = this.#quantifier();
      letters = union(letters, part.letters);
      empty = part.empty || optional;
    }
    this.#toEnd();
    return { letters, empty };
  }

  /** To the end of the alternative: what comes after the first letter is of no interest. */
  #toEnd(): void {
    const s = this.#source;
    for (let depth = 0; this.#at < s.length; this.#at++) {
      const c = s.charCodeAt(this.#at);
      if (c === BACKSLASH) this.#at++;
      else if (c === BRACKET)
        while (this.#at < s.length && s.charCodeAt(this.#at) !== BRACKET_END)
          this.#at += s.charCodeAt(this.#at) === BACKSLASH ? 2 : 1;
      else if (c === OPEN) depth++;
      else if (depth === 0 && (c === CLOSE || c === BAR)) return;
      else if (c === CLOSE) depth--;
    }
  }

  #term(): Part {
    const c = this.#source[this.#at++] ?? '';
    if (c === '(') return this.#group();
    if (c === '[') return this.#class();
    if (c === '\\') return this.#escape();
    if (c === '.') return ANY;
    if (c === '^' || c === '$') return EPSILON;
    // One half of a pair is no letter.
    return /[\ud800-\udfff]/.test(c) ? ANY : { letters: new Set([c.toLowerCase()]), empty: false };
  }

  #group(): Part {
    const open = /\?(?:<?[=!]|<\w+>|[a-z-]*:)/y;
    open.lastIndex = this.#at;
    const kind = open.exec(this.#source)?.[0] ?? '';
    this.#at += kind.length;
    const inner = this.alternatives();
    this.#at++;
    // What is only looked at takes up nothing.
    return /^\?<?[=!]$/.test(kind) ? EPSILON : inner;
  }

  #class(): Part {
    const from = this.#at;
    while (this.#at < this.#source.length && this.#source[this.#at] !== ']')
      this.#at += this.#source[this.#at] === '\\' ? 2 : 1;
    const inside = this.#source.slice(from, this.#at++);
    return /[\\^-]|[\ud800-\udfff]/.test(inside) ? ANY : { letters: new Set(inside.toLowerCase()), empty: false };
  }

  #escape(): Part {
    const c = this.#source[this.#at++] ?? '';
    if (c === 'b' || c === 'B') return EPSILON;
    return /[\p{L}\d]/u.test(c) ? ANY : { letters: new Set([c]), empty: false };
  }

  /** True when what stands before may be left out. */
  #quantifier(): boolean {
    const m = /(?:[*?]|\{0[^}]*\}|(?<some>\+|\{[^}]*\}))\??/y;
    m.lastIndex = this.#at;
    const found = m.exec(this.#source);
    if (!found) return false;
    this.#at += found[0].length;
    return found.groups?.['some'] === undefined;
  }
}
