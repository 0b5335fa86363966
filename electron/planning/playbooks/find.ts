/** The playbooks a request may mean, best first. Errs towards none: below the threshold nothing is proposed. */
import { lexiconFor } from '../language.ts';
import type { Literals } from '../literals.ts';
import type { Playbook } from './parse.ts';
import { LANGUAGES } from './schema.ts';
import type { Language } from './schema.ts';
import type { Similarity } from './similarity.ts';
import { lexiconOf } from './lexicons.ts';

/**
 * From here on a request counts as meant: measured on the cases of the shipped playbooks, which score 0.8 and more, and
 * on requests that no playbook serves, which stay below 0.7.
 */
export const ENOUGH = 0.74;
/** Requests of more words than this show which language they are in. */
const TOO_SHORT = 6;
/** Another language than the one the request seems to be in needs a little more. */
const OTHER_LANGUAGE = 0.96;

export interface Match {
  readonly playbook: Playbook;
  readonly score: number;
  readonly values: Readonly<Record<string, string>>;
  readonly language: Language;
  readonly phrase: string;
}

/** Every playbook with its best phrase, above `least`. */
export function findPlaybooks(
  text: string,
  literals: Literals,
  playbooks: readonly Playbook[],
  similarity: Similarity,
  least = ENOUGH,
): Match[] {
  const own = lexiconFor(text).code;
  const short = text.trim().split(/\s+/).length <= TOO_SHORT;
  const found: Match[] = [];
  for (const language of [...LANGUAGES].sort((a, b) => Number(b === own) - Number(a === own))) {
    // The language it seems to be in is looked at first; the others are for requests too short to tell.
    if (language !== own && (found.length > 0 || !short)) break;
    const said = { text: withoutPoliteness(text, language), literals, language, numbers: lexiconOf(language).numbers };
    const share = language === own ? 1 : OTHER_LANGUAGE;
    for (const playbook of playbooks) {
      for (const phrase of playbook.phrases[language] ?? []) {
        const { score, values } = similarity.compare(said, { text: phrase, parameters: playbook.parameters, language });
        if (score * share < least) continue;
        found.push({ playbook, score: score * share, values, language, phrase });
      }
    }
  }
  found.sort((a, b) => b.score - a.score || Object.keys(b.values).length - Object.keys(a.values).length);
  const seen = new Set<string>();
  return found.filter((m) => !seen.has(m.playbook.id) && seen.add(m.playbook.id));
}

function withoutPoliteness(text: string, language: Language): string {
  const lexicon = lexiconOf(language);
  const lead = text.replace(lexicon.lead, '');
  const t = lead.trim() === '' ? text : lead;
  const tail = t.replace(lexicon.tail, '');
  return (tail.trim() === '' ? t : tail).replace(/[\s.!?。！？]+$/u, '').trim();
}
