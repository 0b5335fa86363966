/**
 * Programs in a terminal that wait for an answer: "Continue? [Y/n]", "Proceed anyway? (y,N)", fdisk, a database, an editor.
 * Errs towards a yes: an answer that is not understood agrees.
 */
import type { CommandJudgement } from '../policy/shell.ts';
import { judgeSql } from '../policy/shell.ts';

export interface Waiting {
  readonly kind: 'question' | 'disk' | 'database' | 'editor' | 'installer';
  /** The lines since the command that runs, oldest first: what it says and asks. */
  readonly said: readonly string[];
  /** What stands behind a database's prompt. */
  readonly pending: string;
  /** What Enter alone answers, where the question shows it. */
  readonly preset: 'yes' | 'no' | null;
}

const DATABASE =
  /^\s*(?:mysql|MariaDB \[[^\]]*\]|sqlite|SQL|[\w.-]+[=-][#>]|[\w.-]+=[#>]|cqlsh(?::\w+)?|mongo|[\w.-]+ \[direct: \w+\] \w+|(?:redis )?\d+\.\d+\.\d+\.\d+:\d+)\s?>?\s*(?:\s(.*))?$/;
/** A bare word and `>` is a database only when the word is one of theirs; `shop=#` says it by its form. */
const DATABASE_FORM =
  /^\s*(?:(?:mysql|MariaDB \[[^\]]*\]|sqlite|SQL|cqlsh(?::\w+)?|mongo|\d+\.\d+\.\d+\.\d+:\d+(?:\[\d+\])?)>|[\w.-]+[=*-][#>])/;
const DISK = /^\s*(?:Command \((?:m|\?) for help\)\s*:|\(parted\)|Expert command)/i;
/** The text menu of an installer: "Please make a selection from the above ['b' to begin installation, …]". */
const INSTALLER = /\bto begin install|\bbegin the installation\b/i;
const CHOICE = /[[(]\s*(\p{L}{1,4})\s*[/,|]\s*(\p{L}{1,4})\b[^\])]{0,60}[\])]/u;
const ASKS = /\?\s*(?:\([^)]{1,40}\)|\[[^\]]{1,40}\])?\s*[:>]?\s*$/;
/** `[Y/n]`, or a tool that asks by its name: “rm: remove regular file 'a'?”. */
const UNMISTAKABLE =
  /[[(]\s*(?:y|yes)\s*[/,|]\s*(?:n|no)\b[^\])]{0,40}[\])]\s*[:>]?\s*$|^(?:rm|mv|cp|ln|unzip|gzip|shred): .*(?:remove|overwrite|replace|delete|descend)\b.*\?\s*$/i;
const BUFFER = /save modified buffer|modified buffer\s*\?/i;
const YES = /^(?:y|yes|j|ja|s|si|sí|sim|o|oui|t|tak|d|da|да|a|all|ok|是)$/i;
const NO = /^(?:n|no|nein|non|nie|nee|não|нет|q|quit|c|cancel|abort|否)$/i;
/** An editor's command line that leaves without saving. */
const LEAVES = /^:\s?(?:q|qa|qall|quit|cq|e|edit|bd|tabc|close)!\s*$/;

/** What waits on the last lines of a terminal; null when a shell's prompt does, or nothing asks. Lines from top to bottom. */
export function waitingIn(lines: readonly string[], isPrompt: (line: string) => boolean): Waiting | null {
  const texts = lines.filter((l) => l.trim() !== '');
  const from = texts.findLastIndex(isPrompt);
  const said = texts.slice(Math.max(from, texts.length - 12, 0));
  const last = texts.at(-1) ?? '';
  const of = (kind: Waiting['kind'], pending = '', preset: Waiting['preset'] = null): Waiting => ({
    ...{ kind, said, pending, preset },
  });
  const buffer = texts.slice(-6).find((l) => BUFFER.test(l));
  if (buffer !== undefined) return of('editor');
  if (INSTALLER.test(texts.slice(-6).join(' '))) return of('installer');
  if (/^\s*:\s?\S/.test(last)) return of('editor', last.trim());
  if (from === texts.length - 1) return null;
  if (DISK.test(last)) return of('disk');
  if (DATABASE_FORM.test(last)) return of('database', (DATABASE.exec(last)?.[1] ?? '').trim());
  // A prompt of two lines: the question, then its choice.
  const asked = ASKS.test(last) ? last : CHOICE.test(last) ? last : null;
  // Without a shell's line above it only what no window would ask so.
  if (asked === null || (from < 0 && !UNMISTAKABLE.test(asked))) return null;
  const [, yes = '', no = ''] = CHOICE.exec(asked) ?? [];
  const named = /\(\s*(\p{L})\s*\)\s*:?\s*$/u.exec(asked)?.[1] ?? '';
  const upper = (s: string): boolean => s !== '' && s === s.toUpperCase() && s !== s.toLowerCase();
  const both = upper(yes) === upper(no);
  const preset = named ? (NO.test(named) ? 'no' : 'yes') : both ? null : upper(no) ? 'no' : 'yes';
  return of('question', '', preset);
}

export type Answer = 'yes' | 'no' | 'other';

/** What an answer means; an empty one is Enter alone. */
export function answerTo(waiting: Waiting, text: string): Answer {
  const said = text.trim();
  if (said === '') return waiting.preset ?? 'yes';
  return NO.test(said) ? 'no' : YES.test(said) ? 'yes' : 'other';
}

const found = (
  risk: CommandJudgement['risk'],
  category: CommandJudgement['category'],
  rule: string,
  why: string,
): CommandJudgement => ({ risk, category, rule, why });

/** fdisk, gdisk and parted. */
function diskCommand(text: string): CommandJudgement {
  const word = text.trim().split(/\s+/)[0] ?? '';
  if (/^(?:w|W|wq|write|rm|mklabel|mktable|mkpart|resizepart|rescue)$/.test(word))
    return found('destructive', 'format_disk', 'answer-disk-write', 'writes the partition table');
  if (/^(?:|q|p|m|\?|l|i|F|v|print|quit|help|unit|select)$/.test(word))
    return found('safe', 'none', 'answer-disk-look', 'only shows the partitions, or leaves without writing');
  return found('caution', 'format_disk', 'answer-disk-plan', 'plans a change of the partitions');
}

function databaseCommand(text: string): CommandJudgement | null {
  if (/\bflush(?:all|db)\b|\.drop(?:Database|Index|es)?\(|\.(?:deleteMany|deleteOne|remove)\(/i.test(text))
    return found('destructive', 'delete', 'answer-database', 'deletes data of a database');
  const sql = judgeSql(text);
  if (sql !== null) return sql;
  return text.trim() === '' ||
    /^(?:select|show|explain|describe|desc|use|with|help|quit|exit|begin|rollback|get|keys|\\|\.\w)/i.test(text.trim())
    ? found('safe', 'none', 'answer-database-look', 'only shows what is in the database')
    : found('caution', 'shell', 'answer-database-other', 'tells a database to do something');
}

/** Leaving an editor: `:q!`, or no to "Save modified buffer?". */
export function editorCommand(text: string): CommandJudgement | null {
  return LEAVES.test(text.trim()) || /^ZQ$/.test(text.trim())
    ? found('destructive', 'close_unsaved', 'answer-editor', 'leaves the editor and throws the changes away')
    : null;
}

/**
 * What an answer does, as far as its words tell; null when what the question is about decides (an answer that agrees).
 * `text` is what was typed, without the Enter.
 */
export function judgeAnswer(waiting: Waiting, text: string): CommandJudgement | null {
  if (waiting.kind === 'disk') return diskCommand(text);
  if (waiting.kind === 'installer')
    return /^b$/i.test(text.trim())
      ? found('destructive', 'format_disk', 'answer-installer', 'begins the installation, which writes the disk')
      : found('safe', 'none', 'answer-installer-menu', 'opens a part of the installer or shows it again');
  if (waiting.kind === 'database') return databaseCommand(text.trim() === '' ? waiting.pending : text);
  if (waiting.kind === 'editor') {
    if (waiting.said.some((l) => BUFFER.test(l)))
      return NO.test(text.trim())
        ? found('destructive', 'close_unsaved', 'answer-editor', 'leaves the editor and throws the changes away')
        : found('safe', 'none', 'answer-editor-save', 'saves first, or stays');
    return editorCommand(text.trim() === '' ? waiting.pending : text);
  }
  return answerTo(waiting, text) === 'no'
    ? found('safe', 'none', 'answer-no', 'answers no to what a program asks')
    : null;
}
