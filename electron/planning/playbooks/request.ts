/** What is compared: a request, a phrase of a playbook, and how near they are. */
import type { Literals } from '../literals.ts';
import type { NumberWords } from '../numbers.ts';
import type { Language, Parameter } from './schema.ts';

/** A request with its literals taken out. */
export interface Said {
  readonly text: string;
  readonly literals: Literals;
  readonly numbers: NumberWords;
  readonly language: Language;
}

/** A phrase of a playbook with the parameters it may name. */
export interface Phrase {
  readonly text: string;
  readonly parameters: Readonly<Record<string, Parameter>>;
  readonly language: Language;
}

export interface Comparison {
  /** 0 nothing in common, 1 the same. */
  readonly score: number;
  readonly values: Readonly<Record<string, string>>;
}
