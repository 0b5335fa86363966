/**
 * The words of a confirmation: one plain sentence what, what follows and whether it can be undone, why it is asked.
 * Secrets are never written out: text that goes to a password or card field is shown as a count of characters.
 */
import type { Action } from '../../protocol/action.ts';
import { describeAction } from '../../protocol/describe.ts';
import { meaningIn } from '../evidence/text.ts';
import { verdictIsUsable } from './settings.ts';
import type { ConfirmationRequest, Verdict } from '../../protocol/verdict.ts';

const secretCategories = new Set(['credentials', 'payment']);

/** The action as a sentence, with what a person needs to decide. */
const sentence = (action: Action, target: string | null, secret: boolean): string =>
  `${describeAction(action, target, { secret, full: true })}.`;

/** Builds the question. A missing or unusable verdict is said to be so. */
export function confirmationRequest(parts: {
  readonly id: string;
  readonly verdict: Verdict | null;
  readonly action: Action;
  readonly target: string | null;
  readonly picture: string | null;
  readonly timeoutSeconds: number;
}): ConfirmationRequest {
  const verdict = verdictIsUsable(parts.verdict) ? parts.verdict : null;
  const base = { id: parts.id, timeoutSeconds: parts.timeoutSeconds, picture: parts.picture };
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
  return {
    ...base,
    action: sentence(parts.action, parts.target, secretCategories.has(verdict.category)),
    risk: verdict.risk,
    category: verdict.category,
    consequence: [verdict.result, verdict.reversible].filter((s) => s !== null && s !== '').join(' '),
    why: `${verdict.observation}${doubt}`,
    suggestion: verdict.suggestion,
  };
}
