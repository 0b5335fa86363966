/**
 * Which goals without a playbook may be served by one control that is looked for: "sort by size", "show the toolbar",
 * "delete my account" where a button says so.
 *
 * Errs towards refusing: a goal with a value or with several parts is not one control's. What needs judgement is served
 * only by a control in sight that says it.
 */
import type { Intent } from '../../protocol/intent.ts';
import { isGoal, needsJudgement } from '../refuse.ts';

/** Menus and settings are searched for these. */
const VERB =
  /^(?:show|hide|display|reveal|enable|disable|turn (?:on|off)|switch (?:on|off|to)|activate|deactivate|toggle|sort|arrange|group|align|cent(?:er|re)|wrap|indent|rotate|flip|mirror|zoom|fit|freeze|lock|unlock|capitali[sz]e|highlight|underline|double[- ]space|check (?:the )?spelling|collapse|expand|refresh|reload|mute|unmute|pause|invert|crop|reverse)\b/i;
/** What buttons and links say: looked for in sight only. */
const DEED =
  /^(?:send|submit|post|publish|reply|forward|share|buy|order|pay|purchase|place|checkout|check out|book|reserve|donate|transfer|register|sign (?:in|up|out|off)|log ?(?:in|out|on|off)|subscribe|unsubscribe|join|leave|follow|unfollow|apply|accept|confirm|agree|decline|reject|approve|cancel|delete|remove|erase|deactivate|close|archive|download|upload|show(?: me)?|open|visit|go to|view|read|start|stop|continue|skip|save|add (?:.+ )?to (?:the |my )?(?:cart|basket|bag|favou?rites|wish ?list)|edit|reset|clear|empty|shut down|restart|install|uninstall|update|refresh)\b/i;
const POLITE =
  /^(?:please|kindly|now|then|just|(?:can|could|would|will) you(?: please)?|i (?:want|would like|need) (?:you )?to|i'd like (?:you )?to)\s+/i;
const MOST_WORDS = 9;
/** What is hidden or shown is a part of the window: it is not clicked where it is seen. */
const SHOWS = /^(?:show|hide|display|sort|arrange)\b/i;

const SEVERAL = /\b(?:and|all|my|your|his|her|our|their|for)\b/i;

const goalOf = (text: string): string =>
  text
    .trim()
    .replace(/[.!?]+$/, '')
    .replace(POLITE, '');

/** A step that looks for the control, or null when the goal is none for it. `text` has its literals taken out. */
export function seekable(text: string): Intent | null {
  const goal = goalOf(text);
  if (goal === '' || goal.split(/\s+/).length > MOST_WORDS) return null;
  if (/[\uE000-\uF8FF\d]|[,;:>?]|\b(?:then|if|until|unless|every|each|that|which|who)\b/i.test(goal)) return null;
  if (!mayOpen(goal) && (!DEED.test(goal) || needsJudgement(goal))) return null;
  return { do: 'click', target: goal, serves: true };
}

/** Whether menus and settings are opened for a goal, or only what is in sight is looked at. */
export const mayOpen = (goal: string): boolean =>
  VERB.test(goalOf(goal)) && !SEVERAL.test(goal) && !isGoal(goalOf(goal)) && !needsJudgement(goal);

/** Whether the control that does it is another one than the thing that is named: "hide the toolbar". */
export const isBehindMenu = (text: string): boolean => SHOWS.test(goalOf(text)) && mayOpen(text);
