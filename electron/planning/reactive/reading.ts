/**
 * Words as readers of pixels confuse them: of a doubled letter one is lost ("Delete Shet"), and strokes are taken for
 * each other. For comparing a name that was said with names that were read; never for text that is typed.
 */

/** The same for two words that a reader may take for each other. */
export const asRead = (word: string): string =>
  word
    .toLowerCase()
    .replace(/[i1|]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/(\p{L})\1+/gu, '$1');
