/**
 * Which goals without a playbook may be served by one control that is looked for: "sort by size", "show the toolbar".
 *
 * Errs towards refusing: a goal with a value, with several parts, or one that needs judgement is not one control's.
 */
import type { Intent } from '../../protocol/intent.ts';
import { isGoal, needsJudgement } from '../refuse.ts';

const VERB =
  /^(?:please )?(?:show|hide|display|reveal|enable|disable|turn (?:on|off)|switch (?:on|off|to)|activate|deactivate|toggle|sort|arrange|group|align|cent(?:er|re)|wrap|indent|rotate|flip|mirror|zoom|fit|freeze|lock|unlock|capitali[sz]e|highlight|underline|double[- ]space|check (?:the )?spelling|collapse|expand|refresh|mute|unmute|pause)\b/i;
const MOST_WORDS = 6;

/** A step that looks for the control, or null when the goal is none for it. `text` has its literals taken out. */
export function seekable(text: string): Intent | null {
  const goal = text.trim().replace(/[.!?]+$/, '');
  if (!VERB.test(goal) || goal.split(/\s+/).length > MOST_WORDS) return null;
  if (/[\uE000-\uF8FF\d]|[,;:>]|\b(?:and|then|if|until|every|each|all|my|your|his|her|our|their|for)\b/i.test(goal))
    return null;
  if (isGoal(goal) || needsJudgement(goal)) return null;
  return { do: 'click', target: goal.replace(/^please /i, ''), serves: true };
}
