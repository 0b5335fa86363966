/**
 * Which texts of a plan are secrets: what is typed into a field whose name says so. They are hidden in everything that
 * is stored, the task included. Errs towards hiding: a text typed right after a click on a password field counts.
 */
import type { Action } from '../protocol/action.ts';
import { describeAction } from '../protocol/describe.ts';
import type { SingleIntent } from '../protocol/intent.ts';

const SECRET_FIELD =
  /pass ?(word|phrase|code|wort)|kennwort|\bpin\b|\bcvv\b|\bcvc\b|contraseñ?a|mot de passe|senha|api[ -]?key|\btoken\b|\bsecret\b|card number|kartennummer|密码|口令/iu;

/** Keys that move the keyboard to another field or window, or end the typing in this one. Ctrl+A does not. */
const LEAVES_FIELD = new Set(['tab', 'enter', 'escape', 'up', 'down', 'pageup', 'pagedown', 'alt', 'super', 'cmd']);

/** Steps that leave the keyboard where it is. */
const STAYS: ReadonlySet<SingleIntent['do']> = new Set(['wait', 'wait_for', 'read', 'hover', 'scroll']);

const staysInField = (step: SingleIntent): boolean =>
  step.do === 'hotkey' ? !step.keys.some((key) => LEAVES_FIELD.has(key)) : STAYS.has(step.do);

/** The texts that a plan types into secret fields, in order. `steps` are primitive: a target is a click of its own. */
export function secretsOf(steps: readonly SingleIntent[]): string[] {
  const secrets: string[] = [];
  let field = '';
  for (const step of steps) {
    if (step.do === 'click') field = step.target;
    else if (step.do === 'type' && SECRET_FIELD.test(field)) secrets.push(step.text);
    // Another window or field may have the focus: the one clicked before no longer counts.
    else if (step.do !== 'type' && !staysInField(step)) field = '';
  }
  return secrets;
}

/** Says actions in words; of a secret only its length. A long text is cut there, and its beginning would not be masked. */
export const describerFor =
  (secrets: readonly string[]) =>
  (action: Action, target: string | null): string =>
    describeAction(action, target, { secret: action.type === 'type' && secrets.includes(action.text) });
