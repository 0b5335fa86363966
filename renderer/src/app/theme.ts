/** Light or dark: the person's choice, else the system's. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { languageFor, speak, type Language } from '../i18n/index.ts';
import { useSnapshot } from '../host/use.ts';

/** Keeps the page's theme and language as the settings say. */
export function useAppearance(): void {
  const theme = useSnapshot((s) => s.settings.theme);
  const language = useSnapshot((s) => s.settings.language);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  useEffect(() => {
    const wanted: Language = language === 'system' ? languageFor(navigator.languages) : language;
    speak(wanted).catch((e: unknown) => console.warn('The language could not be loaded', e));
  }, [language]);
}

/** The language that is spoken now, for numbers and times. */
export function useLanguage(): string {
  return useTranslation().i18n.language;
}
