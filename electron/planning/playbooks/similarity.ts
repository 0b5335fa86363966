/**
 * How near a request is to a phrase of a playbook, with the values it gives.
 *
 * An interface, so that a sentence encoder can take the place of words: it says how near, the alignment says which words
 * are values.
 */
import { align } from './align.ts';
import type { Comparison, Phrase, Said } from './request.ts';
import type { Language } from './schema.ts';
import { tokens } from './tokens.ts';
import type { Token } from './tokens.ts';

export interface Similarity {
  readonly name: string;
  compare(said: Said, phrase: Phrase): Comparison;
}

/** By words, their forms and their synonyms. Pure; keeps the words of phrases it has seen. */
export class WordSimilarity implements Similarity {
  readonly name = 'words';
  readonly #phrases = new Map<string, readonly Token[]>();
  #said: { readonly text: string; readonly language: Language; readonly tokens: readonly Token[] } | null = null;

  compare(said: Said, phrase: Phrase): Comparison {
    const key = `${phrase.language} ${phrase.text}`;
    let wanted = this.#phrases.get(key);
    if (!wanted) {
      wanted = tokens(phrase.text, phrase.language);
      this.#phrases.set(key, wanted);
    }
    if (this.#said?.text !== said.text || this.#said.language !== phrase.language)
      this.#said = { text: said.text, language: phrase.language, tokens: tokens(said.text, phrase.language) };
    return align(wanted, this.#said.tokens, said, phrase);
  }
}
