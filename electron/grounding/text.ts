/**
 * Comparing what was asked for with what was read from pixels.
 *
 * Invariant: every function is total and pure; similarity is 0 to 1, symmetric in case, accents, ellipses and spacing.
 * Errs towards a lower similarity: a label that is merely close loses to one that is the same, and short words get no
 * benefit of the doubt (an edit in "Open" makes another word, an edit in "Preferences" is a misreading).
 */

/** Lower case, no accents, one kind of quote and dash, no ellipsis. Keeps symbols: they may be the whole label. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[…]|\.{2,}/g, ' ')
    .replace(/[‘’`´]/g, "'")
    .replace(/[“”„«»「」『』]/g, '"')
    .replace(/[‐‑‒–—−]/g, '-')
    .replace(/×/g, 'x')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}]+(?:['.][\p{L}\p{N}]+)*|[^\p{L}\p{N}\s]/gu;

/** Words of a folded text: letters and digits, single ideographs, and punctuation only where there is nothing else. */
export function tokens(text: string): string[] {
  const all = fold(text).match(WORD) ?? [];
  const words = all.filter((t) => /[\p{L}\p{N}]/u.test(t)).map((t) => t.replace(/'s$/, ''));
  return words.length > 0 ? words : all;
}

/** Letters that a reader of pixels confuses, mapped to one of each group. */
const CONFUSED: readonly (readonly [RegExp, string])[] = [
  [/[|!1ij]/g, 'l'],
  [/0/g, 'o'],
  [/rn/g, 'm'],
  [/5/g, 's'],
  [/vv/g, 'w'],
];
const unconfuse = (s: string): string => CONFUSED.reduce((t, [from, to]) => t.replace(from, to), s);

/** Levenshtein distance, cut off above `limit` (returns `limit + 1`). */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a.charCodeAt(i - 1) === b.charCodeAt(j - 1) ? 0 : 1;
      const value = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      row.push(value);
      if (value < best) best = value;
    }
    if (best > limit) return limit + 1;
    previous = row;
  }
  return previous[b.length] ?? limit + 1;
}

/** A crude English stem: plural, -ing, -ed, so that "switches" meets "switch" and "printing" meets "print". */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let w = word;
  if (w.endsWith('ies') && w.length > 4) w = `${w.slice(0, -3)}y`;
  else if (/(?:s|x|z|ch|sh)es$/.test(w)) w = w.slice(0, -2);
  else if (w.endsWith('s') && !/(?:ss|us|is)$/.test(w)) w = w.slice(0, -1);
  if (w.length > 5 && w.endsWith('ing')) w = w.slice(0, -3);
  else if (w.length > 4 && w.endsWith('ed')) w = w.slice(0, -2);
  if (w.length > 3 && /([^aeiouls])\1$/.test(w)) w = w.slice(0, -1);
  if (w.length > 3 && w.endsWith('e')) w = w.slice(0, -1);
  if (w.length > 3 && w.endsWith('y')) w = `${w.slice(0, -1)}i`;
  return w;
}

/** "Install" and "Uninstall" are two letters apart and opposites. */
const OPPOSITES = ['un', 'dis', 'de', 're', 'in', 'non', 'im', 'sub', 'super'];
const opposite = (a: string, b: string): boolean => {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 2 && long.endsWith(short) && OPPOSITES.includes(long.slice(0, long.length - short.length));
};

/** How alike two folded words are. Edits are forgiven in proportion to length. */
export function wordSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  // Two edits and one pair of run-together letters at most.
  if (a.length === 0 || b.length === 0 || Math.abs(a.length - b.length) > 4) return 0;
  if (opposite(a, b)) return 0;
  const ua = unconfuse(a);
  const ub = unconfuse(b);
  if (ua === ub) return a.length > 1 ? 0.95 : 0.6;
  const longest = Math.max(a.length, b.length);
  if (/^\d+$/.test(a) || /^\d+$/.test(b)) return 0;
  if (longest >= 4 && stem(a) === stem(b)) return 0.92;
  const limit = longest >= 9 ? 2 : longest >= 5 ? 1 : 0;
  if (limit === 0) return 0;
  const d = editDistance(ua, ub, limit);
  return d <= limit ? 1 - (d * 1.1) / longest : 0;
}

/** Where and how well one list of words lies within another. */
export interface Alignment {
  /** 0 to 1: weighted share of the wanted words found, in order and together. */
  readonly similarity: number;
  /** First and last matched word of the line, inclusive; -1 when there is none. */
  readonly from: number;
  readonly to: number;
  /** Share of the line that the match covers. */
  readonly coverage: number;
}
const NOWHERE: Alignment = { similarity: 0, from: -1, to: -1, coverage: 0 };

/** Weight of a word: long words tell more, but never without bound. */
const weightOf = (word: string): number => 1 + Math.min(word.length, 8) / 4;

/**
 * Best place for the wanted words within a line: contiguous, allowing one stray token (a misread icon, a split word).
 */
export function align(wanted: readonly string[], line: readonly string[]): Alignment {
  const total = wanted.reduce((sum, w) => sum + weightOf(w), 0);
  if (wanted.length === 0 || line.length === 0) return NOWHERE;
  let best = NOWHERE;
  for (let start = 0; start < line.length; start++) {
    let at = start;
    let gained = 0;
    let first = -1;
    let last = -1;
    for (const w of wanted) {
      // The next word of the line, or the one after it; or two read as one ("SaveAs").
      let matched = false;
      for (let skip = 0; skip <= 1 && at + skip < line.length; skip++) {
        const seen = line[at + skip] ?? '';
        const s = wordSimilarity(w, seen);
        if (s >= 0.6) {
          gained += weightOf(w) * s * (skip === 0 ? 1 : 0.9);
          if (first < 0) first = at + skip;
          last = at + skip;
          at += skip + 1;
          matched = true;
          break;
        }
      }
      if (!matched && first < 0) break;
    }
    if (first < 0) continue;
    const similarity = Math.min(1, gained / total);
    if (similarity > best.similarity) {
      const covered = line.slice(first, last + 1).reduce((s, t) => s + t.length, 0);
      const length = line.reduce((s, t) => s + t.length, 0);
      best = { similarity, from: first, to: last, coverage: covered / Math.max(1, length) };
    }
  }
  return best;
}

/** A text made ready for many comparisons. */
export interface Prepared {
  readonly text: string;
  readonly folded: string;
  readonly words: readonly string[];
  /** Without spaces and punctuation, as far as anything is left: readers drop and invent both. */
  readonly bare: string;
  /** `bare` with letters that readers confuse made one. */
  readonly shape: string;
  /** Ends in an ellipsis. */
  readonly cut: boolean;
}

export function prepare(text: string): Prepared {
  const folded = fold(text);
  const solid = folded.replace(/\s/g, '');
  const letters = solid.replace(/[^\p{L}\p{N}]/gu, '');
  const bare = letters.length > 0 && letters.length >= solid.length * 0.5 ? letters : solid;
  return { text, folded, words: tokens(text), bare, shape: unconfuse(bare), cut: /(?:\.\.|…)\s*$/.test(text) };
}

/** `labelSimilarity` for texts made ready before. */
export function preparedSimilarity(label: Prepared, line: Prepared): Alignment {
  const wanted = label.words;
  const seen = line.words;
  if (wanted.length === 0 || seen.length === 0) return NOWHERE;
  const whole = { from: 0, to: seen.length - 1, coverage: 1 };
  if (label.bare === line.bare) {
    // Case and symbols still break ties between "+" and "+/-", or "add" in prose and the button "Add".
    return { similarity: label.folded === line.folded ? 1 : 0.97, ...whole };
  }
  let best = NOWHERE;
  const words = align(wanted, seen);
  if (words.similarity > 0) {
    // Inside prose a single word is a mention, not a label; inside a row of labels (a merged menu bar) it is one.
    const extra = 1 - words.coverage;
    // Several words in just this spelling, capital first, are a label even in a line that was merged from many.
    const literal = wanted.length > 1 && /^\p{Lu}/u.test(label.text) && line.text.includes(label.text);
    const prose = literal ? 0.6 : seen.length > 9 ? 1.6 : 1;
    best = { ...words, similarity: words.similarity * (1 - 0.3 * extra * prose) };
  }
  const longest = Math.max(label.bare.length, line.bare.length);
  if (longest >= 4 && !opposite(label.bare, line.bare)) {
    const limit = Math.floor(longest * 0.34);
    const d = editDistance(label.shape, line.shape, limit);
    if (d <= limit && longest - d >= 3) {
      const similarity = Math.max(0, 0.97 - (1.5 * d) / longest);
      if (similarity > best.similarity) best = { similarity, ...whole };
    }
  }
  if (line.cut && label.folded.startsWith(line.folded)) {
    // Cut off within a word; at the end of a word the dots may as well mean "asks for more" ("Print…").
    const within = /[\p{L}\p{N}]/u.test(label.folded[line.folded.length] ?? ' ');
    const similarity = within ? 0.9 : 0.75;
    if (line.folded.length >= (within ? 5 : 12) && best.similarity < similarity) best = { similarity, ...whole };
  }
  return best;
}

/**
 * How well a line reads as a label: the best of word by word and letter by letter.
 * A label that is only a part of a longer line counts for less, a cut-off line ("Organization Na…") for nearly all.
 */
export const labelSimilarity = (label: string, line: string): Alignment =>
  preparedSimilarity(prepare(label), prepare(line));
