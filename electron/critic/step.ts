/**
 * Is it the right step for the task? A first, honest heuristic: words of the task against words of the target and its
 * dialog, with negation and history. Errs towards "correct" for safe steps (a wrong one costs little) and towards
 * "wrong" for steps that lose something the task did not ask for.
 */
import type { CriticInput, Verdict } from '../protocol/verdict.ts';
import type { Meaning } from './policy/lexicon.ts';
import type { Scene } from './evidence/scene.ts';
import { meaningIn, meaningsOf, wordsOf } from './evidence/text.ts';

export interface StepView {
  readonly correct: boolean;
  /** Probability of being right. */
  readonly score: number;
  readonly why: string;
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

/** The category of a risk, in words of the task that ask for it. */
const ASKS: Readonly<Record<string, readonly Meaning[]>> = {
  delete: ['delete', 'empty_trash', 'trash', 'remove', 'clear_data', 'discard'],
  overwrite: ['overwrite', 'save', 'exists'],
  close_unsaved: ['discard', 'close', 'kill', 'delete'],
  power: ['power', 'logout', 'close'],
  format_disk: ['format', 'resize', 'begin_install', 'install', 'delete', 'disk', 'remove', 'clear_data'],
  install_remove: ['install', 'uninstall', 'remove', 'delete', 'software'],
  settings_security: ['security', 'switch_off', 'allow'],
  send_publish: ['send', 'publish', 'share', 'submit'],
  payment: ['pay', 'money'],
  credentials: ['password', 'login', 'reveal'],
  permission_grant: ['allow', 'access', 'share'],
  shell: [],
};

const NEGATIVE =
  /\b(do not|don't|dont|never|without|instead of|not|no longer|keep|avoid|cancel|undo|nicht|kein\w*|ohne|behalten|no|sin|ne|pas|sans|non|senza|nao|sem|niet|geen|zonder|nie|bez|не|без)\b|不要|不|别|しない|せずに/;
const RETREAT =
  /\b(go back|back to|return to|cancel|abort|check|look at|first|before|see what|review|keep|leave .* (as|alone)|changed my mind|zuruck|abbrechen|behalten|prufen|volver|cancelar|revisar|annuler|revenir|verifier|annulla|torna|voltar|annuleren|terug|anuluj|wroc|отмен\w*|назад|вернуться)\b|取消|返回|キャンセル|戻/;

const STOP = new Set(
  'the a an of to in on and or for with it its this that is are be my me i you your from at by into as then them there so all any please want need make new now use der die das und ein eine in den dem zu la le les el los las un une de du des y et e o il lo gli'.split(
    ' ',
  ),
);
const SUFFIX = /(ing|ed|es|s|en|er|ion|tion|ations?|ly)$/;
const stem = (w: string): string => (w.length > 4 ? w.replace(SUFFIX, '') : w);
const contentWords = (text: string): Set<string> =>
  new Set(
    wordsOf(text)
      .filter((w) => !STOP.has(w) && w.length > 1)
      .map(stem),
  );

/** Splits a task into what it wants and what it does not want or wants only later. */
function clauses(task: string): { wanted: string; unwanted: string } {
  const parts = task.split(
    /(?<=[,.;:!?])\s+|\s+(?=but\b|instead\b|before\b|without\b|instead of\b|and not\b|aber\b|bevor\b|ohne\b|pero\b|antes\b|sin\b|mais\b|avant\b|sans\b)/i,
  );
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const part of parts) {
    const p = part.toLowerCase();
    const negated =
      /\b(don't|do not|never|without|instead of|before|not|nicht|ohne|bevor|sin|antes|sans|avant|senza|prima|sem|zonder|voordat|bez|не|без|keep)\b|不要|しない/.test(
        p,
      );
    (negated ? unwanted : wanted).push(part);
  }
  return { wanted: wanted.join(' '), unwanted: unwanted.join(' ') };
}

const has = (text: string, meanings: readonly Meaning[]): boolean => meanings.some((m) => meaningIn(m, text) !== null);

const sure = (score: number, why: string): StepView => ({ correct: score >= 0.5, score, why });

/** Judges one step. Deterministic; the scores are shares of right steps among cases of the same kind, rounded. */
export function judgeStep(
  input: CriticInput,
  scene: Scene,
  risk: Verdict['risk'],
  category: Verdict['category'],
): StepView {
  const { wanted, unwanted } = clauses(input.task);
  const label = scene.target?.label ?? '';
  const typed = input.action.type === 'type' ? input.action.text : '';
  const leavesOut =
    scene.signs.has('starts:cancel') ||
    scene.signs.has('starts:back') ||
    scene.signs.has('starts:no') ||
    scene.signs.has('escape');
  const retreat = RETREAT.test(wordsOf(input.task).join(' '));

  if (repeats(input, label, typed)) return sure(0.25, 'the history says that this was done already');
  if (risk !== 'safe') {
    const asks = ASKS[category] ?? [];
    if (has(unwanted, asks) && !has(wanted, asks)) return sure(0.1, 'the task says not to, or not yet');
    if (typed !== '') {
      const shared = overlap(typed, input.task);
      return shared > 0 || has(wanted, asks)
        ? sure(0.7, 'the text matches the task')
        : sure(0.3, 'the task does not ask for this text');
    }
    if (has(wanted, asks)) return sure(retreat ? 0.4 : 0.8, 'the task asks for it');
    if (overlap(label, wanted) > 0 && !retreat) return sure(0.65, 'the target is named in the task');
    return sure(0.2, 'the task does not ask for anything like it');
  }
  if (leavesOut) {
    if (retreat || NEGATIVE.test(wordsOf(input.task).join(' ')))
      return sure(0.85, 'the task asks to go back or not to do it');
    const deeds = DEEDS.filter((m) => scene.signs.has(`about:${m}`) || scene.signs.has(`with:${m}`));
    if (has(wanted, deeds)) return sure(0.15, 'the task asks for what this would cancel');
    return sure(0.55, 'leads out');
  }
  if (typed !== '')
    return overlap(typed, input.task) > 0
      ? sure(0.75, 'the text matches the task')
      : sure(0.45, 'the task does not name this text');
  if (overlap(label, wanted) > 0) return sure(0.75, 'the target is named in the task');
  if (overlap(label, unwanted) > 0) return sure(0.35, 'the target is named where the task says not to');
  const shared = meaningsOf(label).filter((m) => DEEDS.includes(m) && meaningIn(m, wanted) !== null);
  if (shared.length > 0) return sure(0.75, 'the target does what the task asks');
  return label === '' ? sure(0.5, 'the target has no words to compare') : sure(0.5, 'nothing speaks for or against it');
}

function overlap(text: string, task: string): number {
  const a = contentWords(text);
  const b = contentWords(task);
  return [...a].filter((w) => b.has(w)).length;
}

/** The last lines of the history name the same control, and it is not one that is pressed again and again. */
function repeats(input: CriticInput, label: string, typed: string): boolean {
  const last = input.history.at(-1);
  if (last === undefined) return false;
  const line = wordsOf(last).join(' ');
  if (typed.trim().length > 2) return line.includes(wordsOf(typed).join(' ')) && wordsOf(typed).length > 0;
  const name = wordsOf(label).join(' ');
  return (
    name.length > 3 &&
    line.includes(name) &&
    /\b(press|click|chose|select|open|tick|turn|switch|enable|disable)/.test(line) &&
    !/^(next|continue|add)$/.test(name)
  );
}
