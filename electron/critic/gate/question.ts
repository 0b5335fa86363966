/**
 * The words of a confirmation: one plain sentence what, what follows and whether it can be undone, why it is asked.
 * Secrets are never written out: text that goes to a password or card field is shown as a count of characters.
 */
import type { Action } from '../../protocol/action.ts';
import { verdictIsUsable } from './settings.ts';
import type { ConfirmationRequest, Verdict } from '../../protocol/verdict.ts';

const SHOWN_TEXT = 200;

const quote = (text: string): string =>
  `“${text.length > SHOWN_TEXT ? `${text.slice(0, SHOWN_TEXT)}…` : text}”`.replaceAll('\n', '⏎');

const secretCategories = new Set(['credentials', 'payment']);

/** The action as one plain sentence. `target` is the phrase it was aimed at, where there is one. */
export function describeAction(action: Action, target: string | null, secret: boolean): string {
  const at = (p: { x: number; y: number }): string => `${String(p.x)}, ${String(p.y)}`;
  const named = target ? `${quote(target)} ` : '';
  switch (action.type) {
    case 'click': {
      const times = ['', 'Click', 'Double-click', 'Triple-click'][action.count] ?? 'Click';
      const verb = action.button === 'left' ? times : `${times} with the ${action.button} button`;
      const held = action.modifiers.length > 0 ? ` holding ${action.modifiers.join('+')}` : '';
      return `${verb} ${named}at ${at(action.point)}${held}.`;
    }
    case 'move':
      return `Move the pointer to ${named}at ${at(action.point)}.`;
    case 'drag':
      return `Drag ${named}from ${at(action.from)} to ${at(action.to)}.`;
    case 'scroll':
      return `Scroll ${action.direction} by ${String(action.notches)}${action.point ? ` at ${at(action.point)}` : ''}.`;
    case 'type': {
      const into = target ? ` into ${quote(target)}` : '';
      return secret
        ? `Type ${String([...action.text].length)} hidden characters${into}.`
        : `Type ${quote(action.text)}${into}.`;
    }
    case 'hotkey':
      return `Press ${action.keys.join('+')}.`;
    case 'open_app':
      return `Open the application ${quote(action.app)} (${action.command.join(' ')}).`;
    case 'open_url':
      return `Open the address ${quote(action.url)}.`;
    case 'open_path':
      return `Open ${quote(action.path)}.`;
    case 'focus_window':
      return `Bring the window ${quote(action.title)} to the front.`;
    case 'close_window':
      return `Close the window ${quote(action.title)}.`;
  }
}

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
      action: describeAction(parts.action, parts.target, false),
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
    action: describeAction(parts.action, parts.target, secretCategories.has(verdict.category)),
    risk: verdict.risk,
    category: verdict.category,
    consequence: [verdict.result, verdict.reversible].filter((s) => s !== null && s !== '').join(' '),
    why: `${verdict.observation}${doubt}`,
    suggestion: verdict.suggestion,
  };
}
