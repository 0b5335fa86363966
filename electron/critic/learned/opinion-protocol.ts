/** What goes to the learned critic's thread and comes back. */
import { z } from 'zod';
import { CATEGORIES } from '../../protocol/verdict.ts';
import { SLOTS, type Facts } from './facts.ts';

/** Checked paths, and how many threads an operator may use. */
export interface OpinionSetup {
  readonly sentence: string;
  readonly tokeniser: string;
  readonly head: string;
  readonly terms: string;
  readonly threads: number;
}

export type OpinionRequest = { readonly kind: 'warm' } | { readonly kind: 'opine'; readonly facts: Facts };

/** Shares of 1 by risk (safe, caution, destructive) and category, and the calibrated probability of the right step. */
export interface Opinion {
  readonly risk: readonly number[];
  readonly category: readonly number[];
  readonly correct: number;
  readonly cuts: Cuts;
}

const share = z.number().min(0).max(1);
const cutsSchema = z.object({
  /** Calibration of the third output: sigmoid(a · logit + b). */
  a: z.number(),
  b: z.number(),
  /** From this share of "not safe" on the risk is caution at least, from this share of "destructive" on destructive. */
  caution: share,
  destructive: share,
  /** Below this probability the step is doubted. */
  doubt: share,
});
export type Cuts = z.infer<typeof cutsSchema>;

/** The file beside the weights: what the head was trained to be told. */
export const termsSchema = z.object({
  slots: z.array(z.string()).refine((s) => s.join() === SLOTS.join(), 'the head was made for other texts'),
  pieces: z.number().int().min(4).max(256),
  categories: z
    .array(z.string())
    .refine((c) => c.join() === CATEGORIES.join(), 'the head was made for other categories'),
  cuts: cutsSchema,
  signs: z.array(z.string()).min(1),
});
