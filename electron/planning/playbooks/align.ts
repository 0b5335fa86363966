/**
 * Lays a phrase of a playbook beside a request, word by word in order, slots over the words that can be their values.
 *
 * What stands alone on either side costs its weight; the cheapest way to lay them counts. So an extra "please" costs next
 * to nothing, an extra "except the important ones" costs the match. Dynamic programming: words × words × slot lengths.
 */
import type { Comparison, Phrase, Said } from './request.ts';
import { wordLikeness } from './tokens.ts';
import type { Token } from './tokens.ts';
import { longest, valueOf } from './values.ts';

/** A phrase without its optional value costs nothing; without its required one it can still be asked for. */
const MISSING = 0.35;
/** A word of the request that the phrase does not account for says more than one of the phrase that was left out. */
const UNEXPLAINED = 1.6;
/** More words than this are several requests. */
const MOST_WORDS = 60;

interface Move {
  readonly from: number;
  readonly slot: string | null;
  readonly value: string;
  /** Weight of the request's words that this move explains or leaves over. */
  readonly weight: number;
}

const NO_MATCH: Comparison = { score: 0, values: {} };

export function align(phrase: readonly Token[], said: readonly Token[], request: Said, about: Phrase): Comparison {
  if (said.length === 0 || said.length > MOST_WORDS || hopeless(phrase, said, about)) return NO_MATCH;
  if (namesAnotherFormat(phrase, said)) return NO_MATCH;
  const [rows, columns] = [phrase.length + 1, said.length + 1];
  const cost = Array.from({ length: rows }, () => new Float64Array(columns).fill(Infinity));
  const moves = Array.from({ length: rows }, () => new Array<(Move & { up: boolean }) | undefined>(columns));
  const at = (i: number, j: number): number => cost[i]?.[j] ?? Infinity;
  const set = (i: number, j: number, value: number, move: Move & { up: boolean }): void => {
    const row = cost[i];
    const trail = moves[i];
    if (!row || !trail || value >= at(i, j)) return;
    row[j] = value;
    trail[j] = move;
  };
  if (cost[0]) cost[0][0] = 0;
  for (let i = 0; i < rows; i++) {
    const wanted = phrase[i];
    for (let j = 0; j < columns; j++) {
      const here = at(i, j);
      if (here === Infinity) continue;
      const word = said[j];
      if (word)
        set(i, j + 1, here + word.weight * UNEXPLAINED, {
          from: j,
          slot: null,
          value: '',
          weight: word.weight,
          up: false,
        });
      if (!wanted) continue;
      if (wanted.kind === 'slot') {
        const parameter = about.parameters[wanted.key];
        if (!parameter) continue;
        const optional = !parameter.required || parameter.default !== undefined;
        // Of two that may be meant, the later one is missing.
        const missing = optional ? 0 : MISSING * (1 + 0.02 * (phrase.length - i));
        set(i + 1, j, here + missing, { from: j, slot: null, value: '', weight: 0, up: true });
        for (let to = j + 1; to <= Math.min(said.length, j + longest(parameter)); to++) {
          const { literals, numbers } = request;
          const found = valueOf(parameter, { all: said, from: j, to, source: request.text, literals, numbers });
          if (!found) continue;
          const swallowed = to - j > 1 ? commands(said.slice(j, to)) : 0;
          const move = { from: j, slot: wanted.key, value: found.value, weight: 0, up: true };
          set(i + 1, to, here + found.cost + swallowed, move);
        }
        continue;
      }
      set(i + 1, j, here + wanted.weight, { from: j, slot: null, value: '', weight: 0, up: true });
      if (!word) continue;
      const like = wordLikeness(wanted, word, about.language);
      if (like > 0) {
        const least = Math.max(wanted.weight, word.weight);
        const move = { from: j, slot: null, value: '', weight: word.weight, up: true };
        set(i + 1, j + 1, here + (1 - like) * least * 1.5, move);
      }
    }
  }
  const total = at(phrase.length, said.length);
  const { values, weight } = trace(moves, phrase.length, said.length);
  const whole = weight + phrase.reduce((sum, t) => sum + t.weight, 0);
  const score = whole === 0 ? 0 : Math.max(0, 1 - total / whole);
  const slots = phrase.some((t) => t.kind === 'slot');
  return { score: slots ? score : Math.max(score, anyOrder(phrase, said, about) * OTHER_ORDER), values };
}

/** The same words in another order are nearly the same request, when none of them is a value. */
const OTHER_ORDER = 0.97;

function anyOrder(phrase: readonly Token[], said: readonly Token[], about: Phrase): number {
  const left = [...said];
  let [cost, whole] = [0, 0];
  for (const wanted of phrase) {
    let [best, at] = [0, -1];
    left.forEach((word, i) => {
      const like = wordLikeness(wanted, word, about.language);
      if (like > best) [best, at] = [like, i];
    });
    whole += wanted.weight;
    const word = left[at];
    if (word === undefined) {
      cost += wanted.weight;
      continue;
    }
    left.splice(at, 1);
    whole += word.weight;
    cost += (1 - best) * Math.max(wanted.weight, word.weight) * 1.5;
  }
  for (const word of left) {
    whole += word.weight;
    cost += word.weight * UNEXPLAINED;
  }
  return whole === 0 ? 0 : Math.max(0, 1 - cost / whole);
}

function trace(
  moves: readonly (readonly ((Move & { up: boolean }) | undefined)[])[],
  i: number,
  j: number,
): { values: Record<string, string>; weight: number } {
  const values: Record<string, string> = {};
  let weight = 0;
  for (;;) {
    const move = moves[i]?.[j];
    if (!move) return { values, weight };
    weight += move.weight;
    if (move.slot !== null) values[move.slot] = move.value;
    j = move.from;
    if (move.up) i--;
  }
}

/** Instructions that a loose value would swallow: "Reports and then delete it". */
const commands = (parts: readonly Token[]): number =>
  parts.some((p) => p.kind === 'word' && SEQUENCE.test(p.text)) ? 0.8 : 0;
const SEQUENCE = /^(?:then|afterwards|except|unless|dann|danach|außer|luego|después|excepto|puis|ensuite|sauf)$/i;

/** Kinds of files: what comes of it is another file. */
const FORMAT = /^(?:pdf|csv|tsv|html?|xml|json|png|jpe?g|svg|gif|webp|odt|ods|odp|docx?|xlsx?|pptx?|rtf|epub|zip)$/i;

/** "Save the spreadsheet" is not "save the spreadsheet as PDF", however much of it is said. */
function namesAnotherFormat(phrase: readonly Token[], said: readonly Token[]): boolean {
  const unsaid = ({ kind, key, text }: Token): boolean =>
    kind === 'word' &&
    FORMAT.test(text) &&
    !said.some((t) => t.key === key || t.text.toLowerCase().endsWith(`.${key}`));
  return phrase.some(unsaid);
}

/** No score below this is of use to anybody. */
const LEAST = 0.5;

/**
 * Looked at first because most phrases end here: nothing that counts in common, or so many words of the phrase without
 * one like them that the best way to lay them cannot be good. A bound: never true for a score above `LEAST`.
 */
function hopeless(phrase: readonly Token[], said: readonly Token[], about: Phrase): boolean {
  let [lost, whole] = [0, said.reduce((sum, t) => sum + t.weight, 0)];
  let common = false;
  const slots = phrase.some((p) => p.kind === 'slot');
  const matched = new Set<Token>();
  for (const wanted of phrase) {
    if (wanted.kind === 'slot') continue;
    whole += wanted.weight;
    let best = 0;
    for (const word of said) {
      const like = wordLikeness(wanted, word, about.language);
      if (like > 0) matched.add(word);
      if (like > best) best = like;
    }
    if (best === 0) lost += wanted.weight;
    common ||= wanted.weight >= 0.5 && best >= 0.85;
  }
  // Without a slot nothing else takes up a word that is like none.
  if (!slots) for (const word of said) if (!matched.has(word)) lost += word.weight * UNEXPLAINED;
  return !common || 1 - lost / whole < LEAST;
}
