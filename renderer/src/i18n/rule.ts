/** A rule as one sentence, and as a person may write it. */
import type { TFunction } from 'i18next';
import type { RuleDraft } from '../../../electron/protocol/client-parts.ts';
import { moment } from './format.ts';

type T = TFunction;

/** What a rule is about, without what it does: `Deleting in Files, until Friday`. */
export function sayScope(t: T, rule: RuleDraft, language: string, now: number): string {
  const parts = [
    rule.category === null ? t('rules.anything') : t(`category.${rule.category}`),
    rule.verb === null ? '' : t('rules.byVerb', { verb: sayVerb(rule.verb) }),
    rule.control === null ? '' : t('rules.onControl', { control: `“${rule.control}”` }),
    rule.window === null ? '' : t('rules.inWindow', { window: `“${rule.window}”` }),
    rule.app === null ? '' : t('rules.inApp', { app: rule.app }),
  ].filter((p) => p !== '');
  const what = parts.join(' ');
  if (rule.expiresAt === null) return what;
  return `${what}, ${t('rules.until', { when: moment(rule.expiresAt, language, now) })}`;
}

/** The whole rule: `Allow: Deleting in Files`. */
export const sayRule = (t: T, rule: RuleDraft, language: string, now: number): string =>
  t('rules.sentence', { effect: t(`rules.effects.${rule.effect}`), what: sayScope(t, rule, language, now) });

/** The type of an action, readable. */
export const sayVerb = (verb: string): string => verb.replaceAll('_', ' ');

/** True when nothing narrows the rule. */
export const isBroad = (rule: RuleDraft): boolean =>
  [rule.app, rule.window, rule.control].every((p) => p === null || /^[*?\s]*$/.test(p)) &&
  rule.category === null &&
  rule.verb === null;

export const EMPTY_RULE: RuleDraft = {
  effect: 'ask',
  app: null,
  window: null,
  control: null,
  category: null,
  verb: null,
  expiresAt: null,
  note: '',
};
