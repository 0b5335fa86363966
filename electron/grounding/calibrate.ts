/**
 * From the evidence for a candidate to a probability that it is the right one.
 *
 * A logistic function of a few features. Its constants come from a fit on synthetic screens of our own
 * (`test/bench/grounding/fit.ts`), never on an evaluation set, and were then rounded by hand: drawn icons are easier to
 * tell than real ones, so `look` is less sure than its fit; the few cases of `sign` leave it near its first guess.
 */
import type { Scored } from './evidence.ts';

/** One row of weights for each way a candidate is found. */
export interface Weights {
  readonly bias: number;
  readonly score: number;
  readonly margin: number;
  readonly coverage: number;
  readonly kind: number;
  readonly relation: number;
}
export const WEIGHTS: Readonly<Record<Scored['features']['mode'], Weights>> = {
  label: { bias: -9.9, score: 12, margin: 1.9, coverage: 0.7, kind: 0, relation: 0.1 },
  purpose: { bias: -6, score: 7.8, margin: 2.7, coverage: 0, kind: 2, relation: 0 },
  sign: { bias: -5.2, score: 6.2, margin: 3, coverage: 0.5, kind: 0.2, relation: 0.3 },
  // By hand: the first of ten counted places is right in a quarter of made screens, more often in lists.
  order: { bias: -3.2, score: 3.2, margin: 4, coverage: 0, kind: 0, relation: 0 },
  look: { bias: -3.8, score: 5.9, margin: 5, coverage: 0, kind: -0.2, relation: 0.4 },
};

/** The inputs of the logistic function, in a fixed order; the fit uses the same. */
export function featureVector(best: Scored, second: Scored | undefined): readonly number[] {
  const margin = Math.min(0.5, best.score - (second?.score ?? 0));
  return [1, best.score, margin, best.features.coverage, best.features.kind, best.features.relation];
}

export function probability(best: Scored, second: Scored | undefined): number {
  const w = WEIGHTS[best.features.mode];
  const x = featureVector(best, second);
  const z = [w.bias, w.score, w.margin, w.coverage, w.kind, w.relation].reduce((sum, k, i) => sum + k * (x[i] ?? 0), 0);
  return 1 / (1 + Math.exp(-z));
}

/**
 * Below this probability the answer is "absent". A wrong click costs more than a question, but an agent that asks all
 * the time is of no use: a guess that is right one time in five is still worth a look by the critic and the gate, who
 * check every step after this one; below that it is noise.
 */
export const ABSTAIN_BELOW = 0.2;
