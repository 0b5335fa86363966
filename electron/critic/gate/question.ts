/**
 * The words of a confirmation: one plain sentence what, what follows and whether it can be undone, why it is asked.
 * Secrets are never written out: text that goes to a password or card field is shown as a count of characters.
 */
import type { Action } from '../../protocol/action.ts';
import { describeAction } from '../../protocol/describe.ts';
import { meaningIn } from '../evidence/text.ts';
import { verdictIsUsable } from './settings.ts';
import type { RuleEntry } from '../../protocol/rules.ts';
import {
  ANSWERS,
  type AnswerKind,
  type ConfirmationRequest,
  type QuestionScope,
  type Verdict,
} from '../../protocol/verdict.ts';

const secretCategories = new Set(['credentials', 'payment']);

/** The action as a sentence, with what a person needs to decide. */
const sentence = (action: Action, target: string | null, secret: boolean): string =>
  `${describeAction(action, target, { secret, full: true })}.`;

export interface QuestionParts {
  readonly id: string;
  readonly verdict: Verdict | null;
  readonly action: Action;
  readonly target: string | null;
  readonly picture: string | null;
  readonly timeoutSeconds: number;
  /** Why it is asked when it is not the risk: a rule, a budget. */
  readonly reason?: string | null;
  readonly rule?: { readonly words: string; readonly entry: RuleEntry } | null;
  readonly scope?: QuestionScope;
  readonly canTakeOver?: boolean;
  readonly canAllowRun?: boolean;
  readonly allowedBefore?: number;
}

/** After so many times a person is told that a rule would spare the question. */
const OFTEN = 5;

function choicesOf(parts: QuestionParts): AnswerKind[] {
  const offered: Partial<Record<AnswerKind, boolean>> = {
    allow_run: parts.canAllowRun ?? true,
    always: parts.rule !== undefined && parts.rule !== null,
    take_over: parts.canTakeOver ?? false,
  };
  return ANSWERS.filter((a) => offered[a] ?? true);
}

/** Builds the question. A missing or unusable verdict is said to be so. */
export function confirmationRequest(parts: QuestionParts): ConfirmationRequest {
  const verdict = verdictIsUsable(parts.verdict) ? parts.verdict : null;
  const { id, timeoutSeconds, picture, scope, rule, allowedBefore = 0 } = parts;
  const base = {
    ...{ id, timeoutSeconds, picture, allowedBefore, alarms: [...(verdict?.alarms ?? [])], choices: choicesOf(parts) },
    rule: rule ? { words: rule.words, entry: { ...rule.entry } } : null,
    ...(scope ? { scope } : {}),
  };
  const reason = parts.reason && !base.alarms.includes(parts.reason) ? `${parts.reason} ` : '';
  if (!verdict) {
    return {
      ...base,
      // Without a verdict the words of the target are all there is to tell a secret by.
      action: sentence(parts.action, parts.target, meaningIn('password', parts.target ?? '') !== null),
      risk: 'caution',
      category: 'none',
      consequence: 'What follows could not be judged, and whether it can be undone is unknown.',
      why: 'The critic gave no usable verdict, so nothing is taken as safe.',
      suggestion: 'Look at the screen before you allow it.',
    };
  }
  const doubt = verdict.correct
    ? ''
    : ` It also looks like the wrong step for the task (${Math.round(verdict.score * 100)} % sure it is right).`;
  const less = verdict.degraded === undefined ? '' : ` Less was looked at than usual: ${verdict.degraded}.`;
  const often =
    allowedBefore >= OFTEN && rule
      ? ` You allowed the same ${allowedBefore} times in a row: “always” would save a rule.`
      : '';
  return {
    ...base,
    action: sentence(parts.action, parts.target, secretCategories.has(verdict.category)),
    risk: verdict.risk,
    category: verdict.category,
    consequence: [verdict.result, verdict.reversible].filter((s) => s !== null && s !== '').join(' '),
    why: `${reason}${verdict.observation}${doubt}${less}${often}`,
    suggestion: verdict.suggestion,
  };
}
