/** What goes between the grounder and its worker. */

/** Model files, checked by the registry. */
export interface ActorSetup {
  readonly sentence: string;
  readonly tokeniser: string;
  readonly icon: string;
  readonly iconText: string;
  readonly iconNames: string;
  readonly purpose: string;
  readonly head: string;
  readonly threads: number;
  /** What the head is not told, to see what it is worth. */
  readonly without: readonly Witness[];
}

/** Who tells the head something of a thing: what is drawn on it, what it is for, and the rules. */
export type Witness = 'icons' | 'purposes' | 'rules';

/** One instruction on one screen. `n` things; lengths in units of 16 pixels at scale 1. */
export interface PointRequest {
  readonly kind: 'point';
  readonly instruction: string;
  /** The words that name the thing (features.ts, `coreOf`). */
  readonly core: string;
  /** What is written on each thing; empty for none. */
  readonly texts: readonly string[];
  /** For each thing, which crop shows its sign; -1 for none. */
  readonly cropOf: readonly number[];
  /** 48 × 48 × 3 bytes each, one after the other. */
  readonly crops: Uint8Array;
  /** `n × STILL_NUMBERS`. */
  readonly still: Float32Array;
  /** `n × 4`, units. */
  readonly boxes: Float32Array;
  /** Centres of the patches, `p × 2`, units. */
  readonly grid: Float32Array;
  /** `n × SAID_NUMBERS`. */
  readonly said: Float32Array;
}

export type ActorRequest = PointRequest | { readonly kind: 'warm' } | { readonly kind: 'forget' };

export interface PointAnswer {
  /** Logits of the things and, last, of absence. */
  readonly logits: Float32Array;
  /** Logits of the patches, row by row. */
  readonly patches: Float32Array;
}
