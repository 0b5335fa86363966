/**
 * What is to be done with one action before anybody is asked: the rules of the person, then the defaults of its risk.
 * Pure; used by the gate, by `critique --batch` and by `rules test`, so that what is explained is what happens.
 *
 * Errs towards asking: alarms, doubt and a missing verdict are asked about whatever a rule allows.
 */
import type { Ruling } from '../rules/index.ts';
import { rulingFor } from '../rules/index.ts';
import type { RuleBook, RuleSubject } from '../../protocol/rules.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import { capital } from '../sentence.ts';
import { ASK, verdictIsUsable, type GateSettings } from './settings.ts';

export interface Leaning {
  readonly outcome: 'allow' | 'ask' | 'block';
  /** Who or what decides, as it stands in a decision's `by`. */
  readonly by: string;
  readonly reason: string;
  /** An answer "for this run" covers the next one like it. */
  readonly once: boolean;
  readonly ruling: Ruling | null;
}

export interface LeaningParts {
  readonly verdict: Verdict | null;
  readonly subject: RuleSubject;
  readonly book: RuleBook;
  readonly settings: Pick<GateSettings, 'blocked' | 'doubtBelow'>;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export const ruleBy = (ruling: Ruling): string => `rule:${ruling.rule.id}`;

/** True for a step that is more likely wrong than right. */
export const isDoubted = (verdict: Verdict, settings: Pick<GateSettings, 'doubtBelow'>): boolean =>
  !verdict.correct && verdict.score < settings.doubtBelow;

/** A category is enabled by a rule that names it and surely holds. */
const enables = (ruling: Ruling | null, category: Verdict['category']): boolean =>
  ruling !== null && ruling.sure && ruling.effect !== 'deny' && (ruling.rule.category ?? []).includes(category);

/** See the head of this file. Never throws. */
export function leaningFor({ verdict, subject, book, settings, now }: LeaningParts): Leaning {
  const usable = verdictIsUsable(verdict) ? verdict : null;
  const ruling = rulingFor(book, { ...subject, category: usable?.category ?? null }, now);
  const because = ruling ? `${capital(ruling.why)}.` : '';
  const say = (outcome: Leaning['outcome'], by: string, reason: string, once = false): Leaning => ({
    ...{ outcome, by, reason, once, ruling },
  });
  if (ruling?.effect === 'deny') return say('block', ruleBy(ruling), because);
  if (!usable) return say('ask', 'no-verdict', 'The critic gave no usable verdict, so nothing is taken as safe.');
  const { risk, category } = usable;
  const alarm = usable.alarms?.[0];
  if (risk !== 'safe' && (book.blocked ?? settings.blocked).includes(category) && !enables(ruling, category)) {
    // What the screen asked for is said although nobody is asked: the planner and the record read it here.
    const off = `Actions of the category ${category} are switched off: ${usable.observation}`;
    return say('block', 'blocked-category', alarm === undefined ? off : `${off} ${alarm}`);
  }
  if (alarm !== undefined) return say('ask', 'alarm', alarm);
  if (ruling?.effect === 'ask') return say('ask', ruleBy(ruling), because);
  const doubted = isDoubted(usable, settings);
  if (ruling?.effect === 'allow' && !(doubted && risk !== 'safe')) return say('allow', ruleBy(ruling), because);
  if (ASK[risk] === 'never') return say('allow', 'default:safe', usable.observation);
  // What could not be looked at in full is asked about each time.
  const once = ASK[risk] === 'once' && !doubted && usable.degraded === undefined;
  return say('ask', `default:${risk}`, usable.observation, once);
}
