/**
 * The languages. English comes with the program, the others are fetched (from the program's own files) when chosen.
 * Every language has the type of the English words, so that a missing one does not compile.
 */
import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en, type Words } from './en.ts';

export const LANGUAGES = ['en', 'de', 'es', 'fr', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each language calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  zh: '中文',
};

const OTHERS: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Words>>> = {
  de: async () => (await import('./de.ts')).de,
  es: async () => (await import('./es.ts')).es,
  fr: async () => (await import('./fr.ts')).fr,
  zh: async () => (await import('./zh.ts')).zh,
};

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'words';
    resources: { words: Words };
  }
}

/** The first of the system's languages that there is; English otherwise. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const found = LANGUAGES.find((l) => l === tag.toLowerCase().split('-')[0]);
    if (found) return found;
  }
  return 'en';
}

await i18next.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  defaultNS: 'words',
  resources: { en: { words: en } },
  interpolation: { escapeValue: false },
  returnNull: false,
  // Codes of the host have colons in them.
  nsSeparator: false,
});

/** Changes the language of the page, its `lang` attribute included. Keeps the present one when the words cannot be had. */
export async function speak(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'words')) {
    i18next.addResourceBundle(language, 'words', await OTHERS[language]());
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : language;
}

export { i18next };
