/**
 * Matching by what a control does: the words of an instruction against the words of a label, directly and by concept.
 *
 * Invariant: 0 to 1; 0 when no word of the label is explained by the instruction.
 * Errs towards labels that are explained as a whole: "Export" beats "Export the map as an image" for "export".
 */
import { conceptsOf } from './concepts.ts';
import type { ConceptHit } from './concepts.ts';
import type { Item } from './scene.ts';
import { stem, wordSimilarity } from './text.ts';
import { STOP_WORDS } from './words.ts';

/** Verbs and nouns that nearly every instruction has, and that tell little about the target. */
const COMMON = new Set(
  'show use pick choose make set open get go take keep let put start select change click press view file window page button list new type thing something all'
    .split(' ')
    .map(stem),
);

/** How much one word tells: names and content words fully, common ones little, grammar nearly nothing. */
const weightOf = (word: string, stemmed: string): number =>
  STOP_WORDS.has(word) ? 0.08 : COMMON.has(stemmed) ? 0.45 : /^\d+$/.test(word) ? 0.6 : 1;

export interface Purpose {
  readonly words: readonly string[];
  readonly stems: readonly string[];
  readonly weights: readonly number[];
  readonly concepts: ReadonlyMap<string, ConceptHit>;
}

export function purposeOf(words: readonly string[]): Purpose {
  const stems = words.map(stem);
  const concepts = new Map<string, ConceptHit>();
  for (const hit of conceptsOf(stems)) {
    const known = concepts.get(hit.concept);
    if (!known || hit.to - hit.from > known.to - known.from) concepts.set(hit.concept, hit);
  }
  return { words, stems, weights: words.map((w, i) => weightOf(w, stems[i] ?? w)), concepts };
}

/** How many labels of the screen have each stem: a word that is everywhere tells nothing. */
export function documentFrequency(items: readonly Item[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    if (item.joined) continue;
    for (const s of new Set(item.stems)) counts.set(s, (counts.get(s) ?? 0) + 1);
  }
  return counts;
}

export interface PurposeMatch {
  readonly score: number;
  /** Share of the label that the instruction explains, and of the instruction that the label explains. */
  readonly label: number;
  readonly instruction: number;
  readonly via: readonly string[];
}
const NO_MATCH: PurposeMatch = { score: 0, label: 0, instruction: 0, via: [] };

/** Labels longer than this are prose and only mention things. */
const PROSE_WORDS = 8;

export function purposeMatch(purpose: Purpose, item: Item, frequency: ReadonlyMap<string, number>): PurposeMatch {
  if (item.stems.length === 0 || item.stems.length > 30) return NO_MATCH;
  const explained = new Array<number>(item.stems.length).fill(0);
  const used = new Array<number>(purpose.words.length).fill(0);
  const via: string[] = [];
  item.stems.forEach((s, i) => {
    const word = item.tokens[i] ?? s;
    for (let k = 0; k < purpose.stems.length; k++) {
      const other = purpose.stems[k] ?? '';
      const similarity =
        other === s
          ? 1
          : s.length >= 5 && other.length >= 4 && s[0] === other[0]
            ? (sharedStart(s, other) ?? wordSimilarity(word, purpose.words[k] ?? '') * 0.9)
            : 0;
      if (similarity > (explained[i] ?? 0)) {
        explained[i] = similarity;
        if (similarity >= 0.8 && (purpose.weights[k] ?? 0) > 0.2) via.push(word);
      }
      if (similarity > (used[k] ?? 0)) used[k] = similarity;
    }
  });
  for (const hit of conceptsOf(item.stems)) {
    const asked = purpose.concepts.get(hit.concept);
    if (!asked) continue;
    const long = asked.to > asked.from || hit.to > hit.from;
    const value = long ? 0.95 : 0.85;
    for (let i = hit.from; i <= hit.to; i++) explained[i] = Math.max(explained[i] ?? 0, value);
    for (let k = asked.from; k <= asked.to; k++) used[k] = Math.max(used[k] ?? 0, value);
    via.push(hit.concept);
  }
  let have = 0;
  let total = 0;
  let evidence = 0;
  item.stems.forEach((s, i) => {
    const w = weightOf(item.tokens[i] ?? s, s);
    const rare = 1 / (1 + Math.log(Math.max(1, frequency.get(s) ?? 1)) * 0.5);
    have += w * (explained[i] ?? 0);
    total += w;
    evidence = Math.max(evidence, w * rare * (explained[i] ?? 0));
  });
  if (evidence < 0.2) return NO_MATCH;
  const asked = purpose.weights.reduce((a, b) => a + b, 0);
  const answered = purpose.weights.reduce((a, w, k) => a + w * (used[k] ?? 0), 0);
  const label = have / Math.max(0.3, total);
  const instruction = answered / Math.max(0.3, asked);
  const prose = item.stems.length > PROSE_WORDS ? 0.7 : 1;
  // Weak evidence (one common word) cannot make a full match.
  const strength = Math.min(1, 0.45 + 0.6 * evidence);
  // What is to be done tells more than what it is done to: headings name things, controls name deeds.
  const verb = purpose.weights.findIndex((w) => w > 0.2);
  const deed = verb >= 0 && (used[verb] ?? 0) >= 0.8 ? 1.12 : 0.88;
  return {
    score: Math.min(1, (0.55 * label + 0.45 * instruction) * prose * strength * deed),
    label,
    instruction,
    via: [...new Set(via)],
  };
}

/** Words of one family: "configure" and "configuration" share their first six letters. */
function sharedStart(a: string, b: string): number | null {
  let n = 0;
  while (n < a.length && n < b.length && a[n] === b[n]) n++;
  return n >= 5 && n >= Math.min(a.length, b.length) - 1 && n >= Math.max(a.length, b.length) * 0.55 ? 0.85 : null;
}
