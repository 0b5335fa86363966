/**
 * Is it the right step for the task? A first, honest heuristic: words of the task against words of the target, its
 * dialog and its rivals on the screen, with negation and history. Errs towards "correct" where nothing can be compared
 * and towards "wrong" for steps that lose something the task did not ask for.
 *
 * The scores are coarse on purpose: they order the answers, and the gate only compares them with one threshold.
 */
import type { CriticInput, Verdict } from '../protocol/verdict.ts';
import type { Meaning } from './policy/lexicon.ts';
import type { Scene } from './evidence/scene.ts';
import { isShort } from './evidence/target.ts';
import { meaningIn, meaningsOf, wordsOf } from './evidence/text.ts';
import {
  asksFor,
  clauses,
  namesIn,
  namesKeys,
  onlyLooks,
  otherEnding,
  saysNo,
  wantsBack,
  wantsRetreat,
} from './task-words.ts';

export interface StepView {
  readonly correct: boolean;
  /** Probability of being right. */
  readonly score: number;
  readonly why: string;
  /** A control of the screen that the task names more fully, where one was looked for. */
  readonly rival?: string;
  /** Nothing could be compared: the answer is a guess. */
  readonly unsure?: true;
}

/** Deeds a person can ask for or forbid, and what a control that does them means. */
const DEEDS: readonly Meaning[] = [
  'delete',
  'empty_trash',
  'trash',
  'remove',
  'clear_data',
  'discard',
  'overwrite',
  'kill',
  'format',
  'write_disk',
  'restore',
  'reset',
  'resize',
  'begin_install',
  'power',
  'logout',
  'install',
  'uninstall',
  'switch_off',
  'allow',
  'send',
  'publish',
  'share',
  'submit',
  'pay',
  'reveal',
  'login',
  'save',
  'close',
];

const STOP = new Set(
  'the a an of to in on and or for with it its this that is are be my me i you your from at by into as then them there so all any please want need make new now use show open go get let der die das und ein eine in den dem zu la le les el los las un une de du des y et e o il lo gli'.split(
    ' ',
  ),
);
const SUFFIX = /(ings?|ed|es|s|en|er|ions?|ations?|ly)$/;
const stem = (w: string): string => (w.length > 4 ? w.replace(SUFFIX, '') : w);
const contentWords = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .flatMap((w) => w.split(/[-']/))
      .filter((w) => !STOP.has(w) && w.length > 1)
      .map(stem),
  );

const has = (text: string, meanings: readonly Meaning[]): boolean => meanings.some((m) => meaningIn(m, text) !== null);
const sure = (score: number, why: string): StepView => ({ correct: score >= 0.5, score, why });

const guess = (score: number, why: string): StepView => ({ ...sure(score, why), unsure: true });

interface Case {
  readonly input: CriticInput;
  readonly scene: Scene;
  readonly category: Verdict['category'];
  readonly label: string;
  readonly wanted: string;
  readonly unwanted: string;
  readonly retreat: boolean;
}

/** Judges one step. Deterministic. */
export function judgeStep(
  input: CriticInput,
  scene: Scene,
  risk: Verdict['risk'],
  category: Verdict['category'],
): StepView {
  const c: Case = {
    input,
    scene,
    category,
    label: scene.target?.label ?? '',
    ...clauses(input.task),
    retreat: wantsRetreat(input.task),
  };
  if (repeats(c)) return sure(0.25, 'the history says that this was done already');
  if (input.action.type === 'type') return judgeTyping(c, input.action.text, risk);
  if (input.action.type === 'hotkey' && namesKeys(c.wanted, input.action.keys)) {
    return sure(0.8, 'the task names these keys');
  }
  if (risk !== 'safe') return judgeRisky(c);
  if (['starts:cancel', 'starts:back', 'starts:no', 'escape'].some((s) => scene.signs.has(s))) return judgeWayOut(c);
  return judgeHarmless(c);
}

function judgeRisky(c: Case): StepView {
  const deed = c.scene.target?.place === 'dialog' ? [c.label, ...c.scene.target.statements].join(' ') : c.label;
  if (forbidden(c)) return sure(0.1, 'the task says not to, or not yet');
  if (otherObject(c, deed)) return sure(0.2, 'it is about something else than the task names');
  if (c.category === 'delete' && wantsBack(c.input.task)) return sure(0.1, 'the task wants something back, not gone');
  if (c.category === 'power' && otherEnding(c.input.task, deed))
    return sure(0.15, 'the task names another way to end the session');
  if (/\bonly\b/i.test(c.input.task) && /\b(all|everything)\b/i.test(c.label))
    return sure(0.15, 'the task asks for a part, this is all');
  if (onlyLooks(c.input.task) && c.category !== 'credentials') return sure(0.15, 'the task only asks to look');
  if (asksFor(c.wanted, c.category)) return sure(c.retreat ? 0.4 : 0.8, 'the task asks for it');
  if (overlap(c.label, c.wanted) > 0 && !c.retreat) return sure(0.65, 'the target is named in the task');
  return sure(0.2, 'the task does not ask for anything like it');
}

/** The task rules out this very deed, or the whole kind of it without asking for any. */
function forbidden(c: Case): boolean {
  const own = meaningsOf(c.label).filter((m) => DEEDS.includes(m));
  if (own.some((m) => meaningIn(m, c.unwanted) !== null && meaningIn(m, c.wanted) === null)) return true;
  return asksFor(c.unwanted, c.category) && !asksFor(c.wanted, c.category);
}

function judgeWayOut(c: Case): StepView {
  if (c.retreat || saysNo(c.input.task)) return sure(0.85, 'the task asks to go back or not to do it');
  const deeds = DEEDS.filter((m) => c.scene.signs.has(`about:${m}`) || c.scene.signs.has(`with:${m}`));
  if (has(c.wanted, deeds) || rival(c) !== null) return sure(0.15, 'the task asks for what this would cancel');
  return sure(0.55, 'leads out');
}

function judgeTyping(c: Case, text: string, risk: Verdict['risk']): StepView {
  const shared = overlap(text, c.input.task);
  if (c.scene.command) {
    if (risk === 'safe') return sure(0.6, 'a command that only looks');
    if (onlyLooks(c.input.task)) return sure(0.1, 'the task only asks to look');
    if (asksFor(c.unwanted, c.category) && !asksFor(c.wanted, c.category)) {
      return sure(0.1, 'the task says not to, or not yet');
    }
    if (otherObject(c, text)) return sure(0.2, 'it is about something else than the task names');
    if (c.category === 'shell') {
      return shared > 0 ? sure(0.55, 'the text matches the task') : sure(0.3, 'the task does not ask for this command');
    }
    if (!asksFor(c.wanted, c.category)) return sure(0.25, 'the task does not ask for what the command does');
    const alone = text.trim().split(/\s+/).length === 1;
    return alone || (shared > 0 && !/(^|\s)(\*|\/|~\/?|\.)(\s|$)/.test(text))
      ? sure(0.7, 'the command does what the task asks')
      : sure(0.3, 'the command reaches further than the task');
  }
  if (shared > 0) return sure(0.75, 'the text matches the task');
  return c.category === 'credentials'
    ? sure(0.55, 'secrets are rarely written into a task')
    : guess(0.45, 'the task does not name this text');
}

/** Words that lead on in any task: nothing can be held against them. */
const NEUTRAL: readonly Meaning[] = ['agree', 'forward', 'menu_title', 'help', 'close'];

/** Words that undo each other: a target with one of them is wrong for a task with the other. */
const OPPOSITES: readonly (readonly [string, string])[] = [
  ['in', 'out'],
  ['on', 'off'],
  ['up', 'down'],
  ['left', 'right'],
  ['next', 'previous'],
  ['next', 'back'],
  ['first', 'last'],
  ['show', 'hide'],
  ['enable', 'disable'],
  ['expand', 'collapse'],
  ['increase', 'decrease'],
  ['larger', 'smaller'],
  ['start', 'stop'],
  ['play', 'pause'],
  ['open', 'close'],
  ['lock', 'unlock'],
  ['mute', 'unmute'],
  ['mount', 'unmount'],
  ['import', 'export'],
  ['upload', 'download'],
  ['add', 'remove'],
  ['install', 'uninstall'],
  ['connect', 'disconnect'],
  ['ascending', 'descending'],
  ['horizontal', 'vertical'],
  ['maximize', 'minimize'],
  ['undo', 'redo'],
  ['cut', 'paste'],
];

function isOpposite(label: string, wanted: string): boolean {
  const l = new Set(wordsOf(label));
  const t = new Set(wordsOf(wanted));
  return OPPOSITES.some(([a, b]) =>
    [
      [a, b],
      [b, a],
    ].some(([x = '', y = '']) => l.has(x) && !l.has(y) && t.has(y) && !t.has(x)),
  );
}

function judgeHarmless(c: Case): StepView {
  if (c.input.action.type !== 'click') return guess(0.55, 'nothing speaks for or against it');
  if (c.label === '') return guess(0.5, 'the target has no words to compare');
  if (isShort(c.label) && isOpposite(c.label, c.wanted)) return sure(0.15, 'the target does the opposite');
  const own = overlap(c.label, c.wanted);
  const better = rival(c);
  if (better !== null) return { ...sure(0.3, `“${better}” fits the task better`), rival: better };
  if (own > 0) return sure(0.75, 'the target is named in the task');
  if (overlap(c.label, c.unwanted) > 0) return sure(0.35, 'the target is named where the task says not to');
  const meanings = meaningsOf(c.label);
  if (meanings.some((m) => DEEDS.includes(m) && meaningIn(m, c.wanted) !== null))
    return sure(0.75, 'the target does what the task asks');
  if (meanings.some((m) => NEUTRAL.includes(m))) return guess(0.55, 'leads on in any task');
  return guess(0.4, 'the target has nothing in common with the task');
}

/** Another control on the screen that the task names more fully and that was not used yet; null when there is none. */
function rival(c: Case): string | null {
  const wanted = contentWords(c.wanted);
  const done = contentWords(c.input.history.join(' '));
  const own = fit(c.label, wanted);
  let best: { text: string; score: number } | null = null;
  for (const e of c.input.screen.elements) {
    if (!isShort(e.text) || e.text === c.label || c.scene.target?.box === e.box) continue;
    const words = contentWords(e.text);
    // A text that names things the history already speaks of is where the task came from, not where it goes.
    if (words.size === 0 || [...words].every((w) => done.has(w))) continue;
    const score = fit(e.text, wanted);
    if (score > own && (best === null || score > best.score)) best = { text: e.text, score };
  }
  return best?.text ?? null;
}

/** How fully the task names a text: shared words, counted only when they are at least half of it. */
function fit(text: string, wanted: ReadonlySet<string>): number {
  const words = [...contentWords(text)];
  const shared = words.filter((w) => wanted.has(w)).length;
  return shared * 2 >= words.length ? shared : 0;
}

function overlap(text: string, task: string): number {
  const b = contentWords(task);
  return [...contentWords(text)].filter((w) => b.has(w)).length;
}

/** The task gives names (a file, a branch, a device), so does what is about to be done, and none is the same. */
function otherObject(c: Case, deed: string): boolean {
  const asked = namesIn(c.input.task);
  if (asked.size === 0) return false;
  // A command is about what it names in any form; a dialog only where it gives a name of the same kind.
  const said = c.scene.command
    ? new Set(
        deed
          .toLowerCase()
          .split(/[\s/'"]+/)
          .filter((w) => w.length > 2),
      )
    : namesIn(deed);
  if (said.size === 0) return false;
  return ![...said].some((n) => [...asked].some((a) => n.startsWith(a) || a.startsWith(n)));
}

/**
 * The last line of the history names the same control. A button in a dialog is no repetition: dialogs ask again with
 * the word that opened them.
 */
function repeats(c: Case): boolean {
  const last = c.input.history.at(-1);
  if (last === undefined) return false;
  const line = wordsOf(last).join(' ');
  if (c.input.action.type === 'type') {
    const typed = wordsOf(c.input.action.text).join(' ');
    return typed.length > 2 && /\b(typed|entered|wrote|filled)\b/.test(line) && line.includes(typed);
  }
  if (c.scene.target?.place === 'dialog') return false;
  const name = wordsOf(c.label).join(' ');
  // "pressed Restart to install" is about another control than "Install".
  const rest = [...contentWords(line)].filter((w) => !contentWords(name).has(w) && !PRESSED.has(w));
  return name.length > 3 && line.includes(name) && rest.length <= 1 && !/^(next|continue|add)$/.test(name);
}
const PRESSED = new Set(
  'press click choose chose select open tick turn switch enable disable button menu tab the on'.split(' ').map(stem),
);
