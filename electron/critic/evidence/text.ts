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

const AT_ONCE = /^(?:立即|立刻|马上|现在|今すぐ)(?=.)/;
const CJK = /[\u3040-\u30ff\u3400-\u9fff]/;

/** Where in a text a meaning stands. */
export type Standing = 'start' | 'inside';

/**
 * A word as a reader may have seen it: i, l and 1 alike, o and 0 alike, doubled letters single. Short words stay as they
 * are, since too many of them would fall together.
 */
function skeleton(word: string): string {
  const bare = word
    .replace(/[l1|]/g, 'i')
    .replace(/0/g, 'o')
    .replace(/(\p{L})\1+/gu, '$1');
  return bare.length >= 5 ? bare : word;
}

interface Phrase {
  readonly meaning: Meaning;
  readonly words: readonly string[];
}
/** Phrases by their first word; those whose first word ends in a star are tried one by one. */
const byFirstWord = new Map<string, Phrase[]>();
const byPrefix: Phrase[] = [];
const bySkeleton = new Map<string, Phrase[]>();
const cjkPhrases: { readonly meaning: Meaning; readonly text: string }[] = [];
/** First words with one letter lost, as readers lose them: only of words this long, and of what is no other word. */
const SHORTEST_LOSS = 6;
const byLost = new Map<string, Phrase[]>();
/** Longer phrases without their spaces, for readers that run words together. */
const squashedPhrases: { readonly meaning: Meaning; readonly text: string }[] = [];

for (const meaning of Object.keys(LEXICON) as Meaning[]) {
  for (const list of Object.values(LEXICON[meaning])) {
    for (const raw of list.split('|')) {
      const words = raw
        .split(' ')
        .map((w) => (w.endsWith('*') ? `${normalise(w.slice(0, -1))}*` : normalise(w)))
        .flatMap((w) => w.split(' '))
        .filter((w) => w !== '');
      const first = words[0];
      if (first === undefined) continue;
      const squashed = words.join('').replaceAll('*', '');
      if (CJK.test(squashed)) cjkPhrases.push({ meaning, text: squashed });
      else if (first.endsWith('*')) byPrefix.push({ meaning, words });
      else byFirstWord.set(first, [...(byFirstWord.get(first) ?? []), { meaning, words }]);
      if (!CJK.test(squashed) && !first.endsWith('*') && first.length >= SHORTEST_LOSS)
        for (let i = 0; i < first.length; i++) {
          const lost = first.slice(0, i) + first.slice(i + 1);
          byLost.set(lost, [...(byLost.get(lost) ?? []), { meaning, words: [lost, ...words.slice(1)] }]);
        }
      const bones = words.map(skeleton);
      if (!first.endsWith('*') && bones[0] !== undefined) {
        bySkeleton.set(bones[0], [...(bySkeleton.get(bones[0]) ?? []), { meaning, words: bones }]);
      }
      if (words.length > 1 && squashed.length >= 9) squashedPhrases.push({ meaning, text: squashed });
    }
  }
}

const wordFits = (pattern: string, word: string): boolean =>
  pattern.endsWith('*') ? word.startsWith(pattern.slice(0, -1)) : word === pattern;

function read(text: string): Map<Meaning, Standing> {
  const found = new Map<Meaning, Standing>();
  const note = (meaning: Meaning, at: number): void => {
    if (at === 0) found.set(meaning, 'start');
    else if (at > 0 && !found.has(meaning)) found.set(meaning, 'inside');
  };
  const words = wordsOf(text);
  const bones = words.map(skeleton);
  const fitsAt = (p: Phrase, texts: readonly string[], at: number): boolean =>
    p.words.every((w, i) => wordFits(w, texts[at + i] ?? ''));
  words.forEach((word, at) => {
    for (const p of byFirstWord.get(word) ?? []) if (fitsAt(p, words, at)) note(p.meaning, at);
    if (!byFirstWord.has(word)) for (const p of byLost.get(word) ?? []) if (fitsAt(p, words, at)) note(p.meaning, at);
    for (const p of byPrefix) if (fitsAt(p, words, at)) note(p.meaning, at);
    for (const p of bySkeleton.get(bones[at] ?? '') ?? []) if (fitsAt(p, bones, at)) note(p.meaning, at);
  });
  const squashed = words.join('');
  // “At once” before the verb changes nothing of what is done.
  const bare = squashed.replace(AT_ONCE, '');
  if (CJK.test(squashed)) for (const p of cjkPhrases) note(p.meaning, bare.indexOf(p.text));
  // Only a long word can hide several.
  if (words.some((w) => w.length >= 9)) for (const p of squashedPhrases) note(p.meaning, squashed.indexOf(p.text));
  return found;
}

/** Lines of a screen come back step after step: what they mean is kept, up to this many texts. */
const KEPT_TEXTS = 4096;
const kept = new Map<string, ReadonlyMap<Meaning, Standing>>();

/** All meanings of a text, and whether it begins with them. */
export function meaningsIn(text: string): ReadonlyMap<Meaning, Standing> {
  const known = kept.get(text);
  if (known) return known;
  if (kept.size >= KEPT_TEXTS) kept.clear();
  const found = read(text);
  kept.set(text, found);
  return found;
}

/** Where in the text the meaning is, or null when it is not there. */
export const meaningIn = (meaning: Meaning, text: string): Standing | null => meaningsIn(text).get(meaning) ?? null;

export const meaningsOf = (text: string): Meaning[] => [...meaningsIn(text).keys()];

/** True when the text ends in an ellipsis: on a control, "this opens a dialog". */
export const opensMore = (text: string): boolean => /(\.\.\.|…|\.\.)\s*$/.test(text.trim());

const QUOTED = /“[^“”]{1,60}”|„[^„“”]{1,60}[“”]|«[^«»]{1,60}»|"[^"]{1,60}"|「[^「」]{1,40}」|‘[^‘’]{2,60}’(?!\p{L})/gu;
/** The text without the names in quotes: they say nothing of what is done. */
export const withoutNames = (text: string): string => text.replace(QUOTED, ' … ');
