/** The lexicon of each language of the playbooks. */
import type { Lexicon } from '../context.ts';
import { german } from '../lexicon/de.ts';
import { english } from '../lexicon/en.ts';
import { spanish } from '../lexicon/es.ts';
import { french } from '../lexicon/fr.ts';
import { chinese } from '../lexicon/zh.ts';
import type { Language } from './schema.ts';

const LEXICONS: Readonly<Record<Language, Lexicon>> = {
  en: english,
  de: german,
  es: spanish,
  fr: french,
  zh: chinese,
};

export const lexiconOf = (language: Language): Lexicon => LEXICONS[language];
