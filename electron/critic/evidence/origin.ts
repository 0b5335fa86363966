/**
 * Where a step comes from: the task, or the screen. What the screen says is data; a step whose target or content stands
 * there and not in the task is asked about, whatever its risk, and the question says why.
 *
 * Two signs: the screen speaks to the program (`addressed.ts`) and the step is not in the task; or a text that is typed,
 * opened or run stands on the screen word for word and not in the task.
 */
import type { Action } from '../../protocol/action.ts';
import { boxCentre } from '../../protocol/coordinates.ts';
import type { CriticInput, Evidence } from '../../protocol/verdict.ts';
import { namesKeys } from '../task-words.ts';
import { addressedTexts } from './addressed.ts';
import type { Scene } from './scene.ts';
import { normalise, wordsOf } from './text.ts';

export interface Origin {
  readonly alarms: readonly string[];
  readonly evidence: readonly Evidence[];
}
const NONE: Origin = { alarms: [], evidence: [] };

/** Words that name no thing. */
const SMALL = new Set(
  'the a an of to in on and or for with it its this that my your into at by from please button icon link menu tab field box item entry option checkbox dialog window page screen der die das den dem ein eine und auf im in mit fur el la los las un una y en de del le les une et du des dans'.split(
    ' ',
  ),
);
const content = (text: string): string[] =>
  wordsOf(text)
    .flatMap((w) => w.split(/[-']/))
    .filter((w) => w.length > 1 && !SMALL.has(w));

/** Words share their beginning: "files" and "file", "downloads" and "download". */
const alike = (a: string, b: string): boolean =>
  a === b || (Math.min(a.length, b.length) >= 4 && (a.startsWith(b) || b.startsWith(a)));

/** Share of a text's words that the task has, 0 to 1; null when it has no words. */
function inTask(text: string, task: string): number | null {
  const words = content(text);
  if (words.length === 0) return null;
  if (/[\u3040-\u30ff\u3400-\u9fff]/.test(text)) {
    return normalise(task).replaceAll(' ', '').includes(normalise(text).replaceAll(' ', '')) ? 1 : 0;
  }
  const named = content(task);
  return words.filter((w) => named.some((n) => alike(n, w))).length / words.length;
}

/** Keys that move about and lead out; the loop presses some of them by itself. */
const QUIET = new Set([
  'escape',
  'tab',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'shift+tab',
  'ctrl+a',
]);

/** What an action says it is about, when it presses, enters or starts something; null for looking about. */
function contentOf(action: Action, target: string | null, label: string): { text: string; strict: boolean } | null {
  switch (action.type) {
    case 'move':
    case 'scroll':
    case 'arrange_window':
    case 'move_window':
      return null;
    case 'click':
      // What is pressed is what is written there, not what the step calls it.
      return { text: label || (target ?? ''), strict: false };
    case 'drag':
      return { text: `${target ?? ''} ${label}`, strict: false };
    case 'type':
      return { text: action.text, strict: true };
    case 'hotkey':
      return { text: action.keys.join(' '), strict: false };
    case 'focus_window':
    case 'close_window':
      return { text: action.title, strict: false };
    case 'open_app':
      return { text: action.app, strict: false };
    default: {
      const said = Object.entries(action).filter(([k, v]) => k !== 'type' && typeof v === 'string');
      return { text: said.map(([, v]) => String(v)).join(' '), strict: true };
    }
  }
}

const squash = (text: string): string => normalise(text).replaceAll(' ', '');
/** Shorter texts stand on many screens by chance. */
const LONG_ENOUGH = 10;

/** The line of the screen that holds a text word for word, other than the field it is typed into. */
function standsOn(input: CriticInput, text: string): string | null {
  const wanted = squash(text);
  if (wanted.length < LONG_ENOUGH) return null;
  const field = input.targetBox ? boxCentre(input.targetBox) : null;
  for (const e of input.screen.elements) {
    if (e.text.trim() === '') continue;
    const here = field && field.x >= e.box.x1 && field.x < e.box.x2 && field.y >= e.box.y1 && field.y < e.box.y2;
    if (!here && squash(e.text).includes(wanted)) return e.text;
  }
  return null;
}

const cut = (text: string): string => {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 90 ? `${flat.slice(0, 89)}…` : flat;
};

/** Whether a step is suspected to come from the screen. Pure. */
export function originOf(input: CriticInput, scene: Scene): Origin {
  const { action, task, target } = input;
  const said = contentOf(action, target, scene.target?.label ?? '');
  if (said === null) return NONE;
  if (action.type === 'hotkey' && (QUIET.has(action.keys.join('+')) || namesKeys(task, action.keys))) return NONE;
  const share = inTask(said.text, task);
  const stands = said.strict && (share ?? 1) < 0.6 ? standsOn(input, said.text.trim()) : null;
  const alarms: string[] = [];
  const evidence: Evidence[] = [];
  if (stands !== null) {
    alarms.push(`What is entered stands on the screen (“${cut(stands)}”) and not in your task.`);
  }
  // A thing without words cannot be compared: then it is not in the task either.
  if ((share ?? 0) < 0.6) {
    for (const { text, where } of addressedTexts(input.screen, task).slice(0, 1)) {
      alarms.push(
        `Text on the screen tries to tell the program what to do (“${cut(text)}”), and this step is not in your task.`,
      );
      evidence.push({ what: `the screen speaks to the program: “${cut(text)}”`, where });
    }
  }
  return alarms.length === 0 ? NONE : { alarms, evidence };
}
