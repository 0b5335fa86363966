/**
 * What text does when it is entered: as a command, as an answer to a program that waits, as a program's arguments.
 * Errs towards a command: text that looks like one is judged as one wherever it is typed.
 */
import { RISKS } from '../../protocol/verdict.ts';
import { judgeShell, judgeSql, looksLikeCommand, type CommandJudgement, type IsNew } from '../policy/shell.ts';
import { answerTo, editorCommand, judgeAnswer, type Waiting } from './prompt.ts';
import type { TerminalSigns } from './terminal.ts';
import { meaningsOf, withoutNames } from './text.ts';

/**
 * What can be known of the files of this machine. `host` null means this machine; another's files are not known. Answers
 * true only when nothing of the name is there.
 */
export interface Files {
  isNew(file: string, folder: string, host: string | null): boolean;
}

/** Answers for one place; where nothing is known of it, every file may be there. */
export const newIn =
  (files: Files | null, place: { readonly folder: string; readonly host: string | null } | null): IsNew =>
  (file) =>
    files !== null && place !== null && files.isNew(file, place.folder, place.host);

/** What typed text does: a command at a terminal, SQL, or what looks like a command elsewhere; null for other text. */
export function judgeTyped(
  text: string,
  submits: boolean,
  terminal: boolean,
  root: boolean,
  isNew?: IsNew,
): CommandJudgement | null {
  const sql = submits && /;\s*$/.test(text.trim()) ? judgeSql(text) : null;
  if (sql && !terminal) return sql;
  if (!terminal && !(submits && looksLikeCommand(text))) return null;
  const found = judgeShell(text, isNew);
  if (sql) return sql;
  if (!submits) {
    // Not entered yet: it can still be taken back, and Enter is judged by what then stands there.
    return found.risk === 'destructive' ? { ...found, risk: 'caution' } : null;
  }
  return root && found.risk === 'safe' && found.rule === 'cmd-unknown' ? { ...found, risk: 'caution' } : found;
}

/** The worse of two; the second where they are alike. */
const worse = (a: CommandJudgement | null, b: CommandJudgement): CommandJudgement =>
  a !== null && RISKS.indexOf(a.risk) > RISKS.indexOf(b.risk) ? a : b;

/**
 * What an answer to a waiting program does; null when nothing waits. An answer that agrees inherits what the program
 * says (as signs, for the table) and what its command line would do.
 */
export function answered(
  { waiting, pending }: TerminalSigns,
  text: string,
  submits: boolean,
  signs: Set<string>,
): CommandJudgement | null {
  const line = text.replace(/\n+$/, '');
  if (submits && !line.includes('\n')) {
    const left = editorCommand(line);
    if (left) return left;
  }
  if (waiting === null || (!submits && waiting.kind !== 'editor') || line.includes('\n')) return null;
  const told = judgeAnswer(waiting, line);
  if (told !== null || waiting.kind !== 'question') return told;
  aboutWaiting(waiting, signs);
  const agrees = answerTo(waiting, line) === 'yes';
  const why = agrees ? 'agrees to what a program asks' : 'answers a program that waits';
  const base: CommandJudgement = { risk: 'caution', category: 'shell', rule: 'answer-yes', why };
  return worse(pending ? judgeShell(pending) : null, base);
}

function aboutWaiting(waiting: Waiting, signs: Set<string>): void {
  signs.add('enter').add('in:dialog');
  // Of packages: room on a disk is no disk.
  const said = waiting.said.slice(-6).map((l) => l.replace(/\bdisk space\b/gi, 'room'));
  for (const text of [...said, said.join(' ')]) for (const m of meaningsOf(withoutNames(text))) signs.add(`about:${m}`);
}

/**
 * What stands at a prompt, `pending` as it was read: a reader loses a space now and then, so where the letters are those of
 * the text that was typed a step before, that text stands there.
 */
export function asTyped(pending: string | null, history: readonly string[]): string | null {
  const typed = /^Type [“"](.+)[”"]/u.exec(history.at(-1) ?? '')?.[1];
  const letters = (text: string): string => text.replace(/\s+|[█▮|_]$/gu, '');
  return pending !== null && typed !== undefined && letters(typed) === letters(pending) ? typed : pending;
}

/** What Enter runs at a shell's prompt. */
export function judgePending(pending: string | null, root: boolean, isNew: IsNew): CommandJudgement | null {
  if (pending === null)
    return { risk: 'caution', category: 'shell', rule: 'enter-unread', why: 'enters a line that could not be read' };
  return pending === '' ? null : judgeTyped(`${pending}\n`, true, true, root, isNew);
}

/** Opening a program by name is safe; arguments that make it run code are judged like a typed command. */
export function judgeLaunch(argv: readonly string[]): CommandJudgement | null {
  const line = argv.map((a) => (/^[\w@%+=:,./-]+$/.test(a) ? a : `'${a.replaceAll("'", "'\\''")}'`)).join(' ');
  const found = judgeShell(line);
  return found.rule === 'cmd-unknown' ? null : found;
}
