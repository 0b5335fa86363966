/**
 * A request, or a phrase of a playbook, as words that can be compared: small letters, endings taken off, quoted text and
 * addresses each in one piece. Keeps where each word stood, so that a value is taken over to the character.
 */
import type { Literals } from '../literals.ts';
import { GENERAL, LITTLE, PHRASES, SYNONYMS } from './words.ts';
import type { Language } from './schema.ts';

export type TokenKind = 'word' | 'number' | 'literal' | 'file' | 'slot' | 'sign';

export interface Token {
  readonly kind: TokenKind;
  /** As it was written; a literal is its placeholder. */
  readonly text: string;
  /** What is compared. */
  readonly key: string;
  /** 0 to 1: what it costs when nothing stands against it. */
  readonly weight: number;
  /** Where it stands in the text it was taken from. */
  readonly start: number;
  readonly end: number;
}

const FILE = /^[^\s/\\"'<>|?*]*[\p{L}\d)]\.[a-z][a-z0-9]{0,4}$/iu;
const PIECES =
  /\{[a-z][a-z0-9_]*\}|(?<!\S)[\p{L}\d_.-]*[\u4e00-\u9fff][\p{L}\d_.-]*\.[a-z][a-z0-9]{0,4}(?![\p{L}\d])|[\uE000-\uF8FF]|[\u4e00-\u9fff]|(?:[\p{L}\p{M}\d_][\p{L}\p{M}\d_.,:'’/-]*)?[\p{L}\p{M}\d_]+|[+\-*/×÷=^%()·]/gu;
const NUMBER = /^\d+(?:[.,]\d+)?$/;

/** Divides a request or a phrase, whose slots are `{name}`. */
export function tokens(text: string, language: Language): Token[] {
  const { shown, from, to } = oneWordEach(text, language);
  return [...shown.matchAll(PIECES)].map((m) => {
    const [piece] = m;
    const start = from[m.index] ?? 0;
    const end = to[m.index + piece.length - 1] ?? text.length;
    return { ...token(piece, language), start, end };
  });
}

/** The text with meanings of several words as one word, and where each character came from. */
function oneWordEach(text: string, language: Language): { shown: string; from: number[]; to: number[] } {
  let shown = text;
  let from = Array.from({ length: text.length }, (_, i) => i);
  let to = from.map((i) => i + 1);
  for (const [pattern, by] of PHRASES[language]) {
    for (const m of [...shown.matchAll(pattern)].reverse()) {
      const [whole] = m;
      const [start, end] = [m.index, m.index + whole.length];
      const [first, last] = [from[start] ?? 0, to[end - 1] ?? 0];
      shown = shown.slice(0, start) + by + shown.slice(end);
      from = [...from.slice(0, start), ...Array.from(by, () => first), ...from.slice(end)];
      to = [...to.slice(0, start), ...Array.from(by, () => last), ...to.slice(end)];
    }
  }
  return { shown, from, to };
}

function token(piece: string, language: Language): Omit<Token, 'start' | 'end'> {
  if (piece.startsWith('{')) return { kind: 'slot', text: piece, key: piece.slice(1, -1), weight: 0 };
  if (/^[\uE000-\uF8FF]$/u.test(piece)) return { kind: 'literal', text: piece, key: piece, weight: 1.2 };
  if (NUMBER.test(piece)) return { kind: 'number', text: piece, key: piece, weight: 1 };
  if (/^[^\p{L}\d]+$/u.test(piece)) return { kind: 'sign', text: piece, key: piece, weight: 0.3 };
  if (FILE.test(piece)) return { kind: 'file', text: piece, key: piece.toLowerCase(), weight: 1.2 };
  const lower = piece.toLowerCase().replace(/’/g, "'");
  const bare = lower.replace(/'s$/, '');
  const little = LITTLE[language].has(lower) || LITTLE[language].has(bare);
  return {
    kind: 'word',
    text: piece,
    key: stem(bare, language),
    weight: little ? 0.12 : GENERAL[language].has(bare) ? 0.5 : 1,
  };
}

const ENDINGS: Readonly<Record<Language, RegExp>> = {
  en: /(?:ing|ed|es|s)$/,
  de: /(?:est|st|en|et|em|er|es|t|e|n|s)$/,
  es: /(?:ando|iendo|ados|adas|ado|ada|ar|er|ir|en|an|as|es|os|a|e|o|s)$/,
  fr: /(?:ant|ées|és|ée|é|ez|er|ir|re|es|s|e|x)$/,
  zh: /(?!)/,
};
const KEEP = 3;

/** Takes one ending off; the rest is no word of the language, only the same for its forms. */
export function stem(word: string, language: Language): string {
  if (word.length <= (language === 'en' ? KEEP : KEEP + 1)) return language === 'en' ? (IRREGULAR[word] ?? word) : word;
  const irregular = IRREGULAR[word];
  if (language === 'en' && irregular !== undefined) return irregular;
  let out = word.replace(ENDINGS[language], (ending) => (word.length - ending.length < KEEP ? ending : ''));
  if (language === 'en') {
    // "copies" and "copy", "making" and "make", "cutting" and "cut".
    out = out.replace(/(?<=[^aeiou])i$/, 'y').replace(/([bdgmnprt])\1$/, '$1');
    out = out.replace(/e$/, '');
    return IRREGULAR[out] ?? out;
  }
  return out.normalize('NFD').replace(/\p{M}/gu, '');
}

const IRREGULAR: Readonly<Record<string, string>> = {
  wrote: 'writ',
  written: 'writ',
  found: 'find',
  made: 'mak',
  kept: 'keep',
  shown: 'show',
  hidden: 'hid',
  put: 'put',
  went: 'go',
  gone: 'go',
  ran: 'run',
  running: 'run',
  saw: 'see',
  taken: 'tak',
  took: 'tak',
  sent: 'send',
  shut: 'shut',
  uses: 'use',
  used: 'use',
  address: 'address',
  this: 'this',
  was: 'was',
  process: 'process',
  less: 'less',
};

/** Rows of synonyms by the stem of a word. */
const classes = new Map<Language, ReadonlyMap<string, ReadonlySet<number>>>();
function classesOf(language: Language): ReadonlyMap<string, ReadonlySet<number>> {
  const known = classes.get(language);
  if (known) return known;
  const made = new Map<string, Set<number>>();
  SYNONYMS[language].forEach((row, i) => {
    for (const word of row) {
      const key = stem(word, language);
      const set = made.get(key) ?? new Set();
      set.add(i);
      made.set(key, set);
    }
  });
  classes.set(language, made);
  return made;
}

/** 0 to 1: whether two words mean the same. */
export function wordLikeness(a: Token, b: Token, language: Language): number {
  if (a.kind === 'slot' || b.kind === 'slot') return 0;
  if (a.key === b.key) return 1;
  if (a.kind !== 'word' || b.kind !== 'word') return 0;
  const rows = classesOf(language);
  const [ca, cb] = [rows.get(a.key), rows.get(b.key)];
  if (ca && cb) for (const row of ca) if (cb.has(row)) return 0.9;
  if (a.weight < 0.5 && b.weight < 0.5) return 0.6;
  return nearly(a.key, b.key) ? 0.85 : 0;
}

/** One slip in a long word: a letter too many, too few, wrong, or two exchanged. */
function nearly(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < 5 || Math.abs(a.length - b.length) > 1 || a[0] !== b[0]) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  let j = 0;
  while (j < Math.min(a.length, b.length) - i && a[a.length - 1 - j] === b[b.length - 1 - j]) j++;
  const [left, right] = [a.length - i - j, b.length - i - j];
  return Math.max(left, right) <= 1 || (left === 2 && right === 2 && a[i] === b[i + 1] && a[i + 1] === b[i]);
}

/** The words from one token to another (not included) as they are meant: literals put back, the rest to the character. */
export function textOf(all: readonly Token[], from: number, to: number, source: string, literals: Literals): string {
  const [first, last] = [all[from], all[to - 1]];
  return first && last ? literals.plain(source.slice(first.start, last.end)).trim() : '';
}
