/**
 * What an application calls its controls, as further texts to match: an icon's name is written nowhere.
 *
 * Errs towards what is written: a name that only repeats it adds nothing. Pictures from files have no names.
 */
import type { Element } from '../protocol/screen.ts';

/** Longer names are contents. */
const MAX_NAME = 120;

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** The name and the hint of an element, where they say more than what is written on it. */
export function namesOf(element: Pick<Element, 'text' | 'name' | 'hint'>): string[] {
  const known = new Set([plain(element.text), '']);
  return [element.name, element.hint].flatMap((given) => {
    const text = (given ?? '').slice(0, MAX_NAME);
    if (known.has(plain(text))) return [];
    known.add(plain(text));
    return [text];
  });
}
