/**
 * Whether text goes to a command line, and what stands there.
 * Errs towards a terminal: taking an editor for one costs a question about text that looks like a command, no more.
 */
import type { Element, Screen } from '../../protocol/screen.ts';

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
}

/** Looks at the active window first, then at the lines on the screen. */
export function terminalSigns(screen: Screen): TerminalSigns {
  const active = screen.windows.find((w) => w.active);
  const lines = textLines(screen.elements, active ? active.box : null);
  const prompts = lines
    .map((e) => ({ text: e.text, command: promptCommand(e.text) }))
    .filter((l) => l.command !== null);
  const last = prompts.at(-1);
  const byName = active !== undefined && TERMINAL_APPS.test(`${active.app} ${active.title}`);
  return {
    // A person at an editor with an open window of another name is not at a prompt, whatever the text shows.
    isTerminal: byName || (last !== undefined && (active === undefined || /@/.test(active.title))),
    place: last === undefined ? null : promptPlace(last.text),
    pending: last?.command ?? null,
    root: last !== undefined && /^\s*(\[?root@|.*[\]\w~/]#)/.test(last.text),
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
