/** "In the calculator, …" and "… with the calculator": the program that is named, and the request without it. */
import type { Literals } from '../literals.ts';
import { calledByPerson } from './applications.ts';

const PLACE_FIRST =
  /^(?:in|on|with|using|within|im|in der|in dem|mit dem|mit der|en|dans|avec|con|在)\s*(?<place>[^,:，：]{2,40}?)\s*(?:[,:，：]|里|中)\s*(?<rest>\S.*)$/isu;
const PLACE_LAST =
  /^(?<rest>.*\S)\s+(?:in|with|using|im|in der|mit dem|mit der|en|dans|avec|con)\s+(?<place>\S[^,:]{1,40})$/isu;

/** `place` is an id or a kind of `applications.ts`; null when no program is named. */
export function placeIn(text: string, literals: Literals): { rest: string; place: string | null } {
  for (const pattern of [PLACE_FIRST, PLACE_LAST]) {
    const parts = pattern.exec(text.trim().replace(/[.!?]+$/, ''))?.groups;
    const place = parts ? calledByPerson(literals.plain(parts['place'] ?? '')) : null;
    if (place !== null && parts) return { rest: parts['rest'] ?? text, place };
  }
  return { rest: text, place: null };
}
