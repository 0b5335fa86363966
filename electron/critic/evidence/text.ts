/**
 * Text as the rules compare it: lower case, without accents, words apart; and which meanings of the lexicon it carries.
 * Errs towards finding a meaning: words that a reader ran together ("MovetoTrash") still match.
 */
import { LEXICON, type Meaning } from '../policy/lexicon.ts';

/** Letters that no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};

/** Lower case, accents off, camel case and punctuation apart; one space between words. */
export function normalise(text: string): string {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[łøđßæœ’‘ʼ]/g, (c) => LETTERS[c] ?? c)
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}'&+*-]+/gu, ' ')
    .replace(/(^|\s)['*&+-]+|['*&+-]+(?=\s|$)/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words of a text after `normalise`. */
export const wordsOf = (text: string): string[] => {
  const n = normalise(text);
  return n === '' ? [] : n.split(' ');
};

const CJK = /[\u3040-\u30ff\u3400-\u9fff]/;

interface Phrase {
  readonly text: string;
  readonly words: readonly string[];
  readonly cjk: boolean;
  readonly squashed: string | null;
}

const phrases = new Map<Meaning, readonly Phrase[]>();
for (const meaning of Object.keys(LEXICON) as Meaning[]) {
  const seen = new Set<string>();
  for (const list of Object.values(LEXICON[meaning])) for (const p of list.split('|')) seen.add(keepStar(p));
  phrases.set(
    meaning,
    [...seen].filter(Boolean).map((text): Phrase => {
      const words = text.split(' ');
      const squashed = words.length > 1 && text.length >= 9 ? words.join('').replaceAll('*', '') : null;
      return { text, words, cjk: CJK.test(text), squashed };
    }),
  );
}

/** Like `normalise`, but a trailing star stays where it stood. */
function keepStar(phrase: string): string {
  return phrase
    .split(' ')
    .map((w) => (w.endsWith('*') ? `${normalise(w.slice(0, -1))}*` : normalise(w)))
    .join(' ');
}

const wordFits = (pattern: string, word: string): boolean =>
  pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;

function phraseAt(phrase: Phrase, words: readonly string[], at: number): boolean {
  return at + phrase.words.length <= words.length && phrase.words.every((w, i) => wordFits(w, words[at + i] ?? ''));
}

/** Where in the text the meaning is: `start`, `inside`, or null when it is not there. */
export function meaningIn(meaning: Meaning, text: string): 'start' | 'inside' | null {
  const norm = normalise(text);
  if (norm === '') return null;
  const words = norm.split(' ');
  const squashed = words.join('');
  let inside = false;
  for (const phrase of phrases.get(meaning) ?? []) {
    if (phrase.cjk) {
      const at = squashed.indexOf(phrase.text.replaceAll(' ', ''));
      if (at === 0) return 'start';
      inside ||= at > 0;
      continue;
    }
    for (let at = 0; at < words.length; at++) {
      if (!phraseAt(phrase, words, at)) continue;
      if (at === 0) return 'start';
      inside = true;
    }
    if (phrase.squashed !== null) {
      const at = squashed.indexOf(phrase.squashed);
      if (at === 0) return 'start';
      inside ||= at > 0;
    }
  }
  return inside ? 'inside' : null;
}

export const means = (meaning: Meaning, text: string): boolean => meaningIn(meaning, text) !== null;

/** All meanings of a text. */
export const meaningsOf = (text: string): Meaning[] =>
  (Object.keys(LEXICON) as Meaning[]).filter((m) => means(m, text));

/** True when the text ends in an ellipsis: on a control, "this opens a dialog". */
export const opensMore = (text: string): boolean => /(\.\.\.|…|\.\.)\s*$/.test(text.trim());
