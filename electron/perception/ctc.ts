/**
 * From the recogniser's output to text: greedy CTC decoding that remembers where each character was seen.
 */

/** One character and where it was seen: `at` is the step of the output it is centred on. */
export interface Letter {
  readonly char: string;
  readonly at: number;
  readonly probability: number;
}

/**
 * Decodes one line. `scores` holds `steps * classes` probabilities; class 0 is the blank, class `i` is
 * `alphabet[i - 1]`. Repeats without a blank between them are one character.
 *
 * Only the first `known` classes are read, as if the others did not exist: their probabilities are those of a recogniser
 * whose head ends there.
 */
export function decodeCtc(
  scores: Float32Array,
  steps: number,
  classes: number,
  alphabet: readonly string[],
  known = classes,
): Letter[] {
  const letters: Letter[] = [];
  let previous = 0;
  let from = 0;
  let best = 0;
  const end = (step: number): void => {
    const char = previous > 0 ? alphabet[previous - 1] : undefined;
    if (char !== undefined) letters.push({ char, at: (from + step - 1) / 2, probability: best });
  };
  for (let t = 0; t < steps; t++) {
    let top = 0;
    let topScore = -1;
    let sum = 0;
    for (let c = 0, i = t * classes; c < known; c++, i++) {
      const s = scores[i] ?? 0;
      sum += s;
      if (s > topScore) {
        topScore = s;
        top = c;
      }
    }
    if (known < classes && sum > 0) topScore /= sum;
    if (top === previous) {
      best = Math.max(best, topScore);
      continue;
    }
    end(t);
    previous = top;
    from = t;
    best = topScore;
  }
  end(steps);
  return letters;
}

/**
 * How sure the reading is: the probability of its least certain visible letter, 0 for none. Spaces are left out, because
 * the gaps between the strokes decide about them.
 */
export const confidenceOf = (letters: readonly Letter[]): number => {
  const visible = letters.filter((l) => l.char !== ' ');
  return visible.length === 0 ? 0 : Math.min(...visible.map((l) => l.probability));
};

/** Mean probability of the letters, 0 for none: tells text from drawings. */
export const meanProbability = (letters: readonly Letter[]): number =>
  letters.length === 0 ? 0 : letters.reduce((sum, l) => sum + l.probability, 0) / letters.length;
