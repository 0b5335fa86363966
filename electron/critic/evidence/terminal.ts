/**
 * Whether text goes to a command line, and what stands there.
 * Errs towards a terminal: taking an editor for one costs a question about text that looks like a command, no more.
 */
import type { Element, Screen } from '../../protocol/screen.ts';
import { waitingIn, type Waiting } from './prompt.ts';

const TERMINAL_APPS = /term|konsole|kitty|alacritty|tilix|terminator|guake|yakuake|powershell|cmd\.exe|ptyxis|kgx/i;

/** `user@host:~$`, `[root@host dir]#`, `bash-5.2$`, `PS C:\>`, a lone `$`, `#` or `❯` and what was typed after it. */
const PROMPT =
  /^\s*(?:\[?[\w.-]+@[\w.-]+[: ]\s*[^\s\]$#%]*\s*\]?\s*[$#%>]|(?:ba|z|da)?sh-[\d.]+[$#]|PS [A-Z]:[^>]*>|[A-Z]:\\[^>]*>|[$❯➜]|#(?=\s*$))(?:\s+(.*)|\s*$)/;

/** The command after a prompt, `''` for an empty prompt, null when the line is not a prompt. */
export function promptCommand(line: string): string | null {
  const m = PROMPT.exec(line);
  return m ? (m[1] ?? '').trim() : null;
}

/** Where a prompt of the usual form says it is: `anna@desk:~/notes$`. Null when it does not say. */
export function promptPlace(line: string): { readonly host: string; readonly folder: string } | null {
  const m = /^\s*\[?[\w.-]+@([\w.-]+)[: ]\s*((?:~|\/)[^\s\]$#%]*)\s*\]?\s*[$#%>]/.exec(line);
  return m?.[1] !== undefined && m[2] !== undefined ? { host: m[1], folder: m[2] } : null;
}

export interface TerminalSigns {
  /** Where the last prompt says it is. */
  readonly place: { readonly host: string; readonly folder: string } | null;
  readonly isTerminal: boolean;
  /** What stands at the last prompt, when it can be read. */
  readonly pending: string | null;
  /** True when the prompt is root's. */
  readonly root: boolean;
  /** The shell waits for a command: nothing runs. */
  readonly atPrompt: boolean;
  /** The last line asks for a password. */
  readonly asksSecret: boolean;
  /** A program that waits for an answer, and what the shell's line started. */
  readonly waiting: Waiting | null;
}

/** `Password:`, `[sudo] password for anna:`; a form has its field behind the words, a terminal nothing. */
const ASKS_SECRET =
  /^(?:\[sudo\] |enter |new |retype |current |old )*\w*(?:password|passphrase|passwort|kennwort|contrase(?:ñ|n)a|mot de passe|wachtwoord|has(?:ł|l)o)\b[^:?]{0,60}:\s*$/i;

/** The title that a shell gives its window: `anna@desk: ~/notes`. */
const TITLE = /^[\w.-]+@[\w.-]+\s?:\s?[~/][\w./~-]*$/;

/** Pixels. */
const EDGE = 10;

/** A reader may part a line where it is wide: what stands behind the first part belongs to it. */
const wholeLine = (first: Element, lines: readonly Element[]): string =>
  lines
    .filter((e) => e === first || (e.box.x1 > first.box.x1 && e.box.y1 < middle(first) && e.box.y2 > middle(first)))
    .sort((a, b) => a.box.x1 - b.box.x1)
    .map((e) => e.text)
    .join(' ');
const middle = (e: Element): number => (e.box.y1 + e.box.y2) / 2;

/** Looks at the active window first, then at the lines on the screen. */
export function terminalSigns(screen: Screen): TerminalSigns {
  const active = screen.windows.find((w) => w.active);
  const lines = textLines(screen.elements, active ? active.box : null);
  const prompts = lines
    .map((e) => ({ text: e.text, left: e.box.x1, command: promptCommand(e.text) }))
    .filter((l) => l.command !== null);
  const last = prompts.at(-1);
  // Lines of a terminal begin at one edge; what stands beside or under it begins elsewhere.
  const own = lines
    .filter((e) => last === undefined || Math.abs(e.box.x1 - last.left) <= EDGE)
    .map((e) => wholeLine(e, lines));
  const waiting = waitingIn(own, (line) => promptCommand(line) !== null);
  const byName = active !== undefined && TERMINAL_APPS.test(`${active.app} ${active.title}`);
  return {
    // A person at an editor with an open window of another name is not at a prompt, whatever the text shows.
    isTerminal:
      byName ||
      (active === undefined && lines.some((e) => TITLE.test(e.text.trim()))) ||
      (active === undefined && (waiting?.kind === 'database' || waiting?.kind === 'disk')) ||
      (last !== undefined && (active === undefined || /@/.test(active.title))),
    place: last === undefined ? null : promptPlace(last.text),
    pending: last?.command ?? null,
    root: last !== undefined && /^\s*(\[?root@|.*[\]\w~/]#)/.test(last.text),
    atPrompt: own.at(-1) !== undefined && promptCommand(own.at(-1) ?? '') !== null,
    asksSecret: ASKS_SECRET.test(own.at(-1) ?? ''),
    waiting,
  };
}

function textLines(
  elements: readonly Element[],
  within: { x1: number; y1: number; x2: number; y2: number } | null,
): Element[] {
  return elements
    .filter((e) => e.kind === 'text' && e.text.trim() !== '')
    .filter(
      (e) =>
        within === null ||
        (e.box.x1 >= within.x1 && e.box.x2 <= within.x2 && e.box.y1 >= within.y1 && e.box.y2 <= within.y2),
    )
    .sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1);
}
