/**
 * What can be known about windows, whatever the system: X11 answers it by EWMH (windows-x11.ts); Win32 and macOS fit
 * behind the same interface (docs/decisions/010). Read only: acts on windows are `WindowVerbs` in actions/.
 */
import type { Box } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';

export interface WindowState {
  readonly minimised: boolean;
  /** In both directions. */
  readonly maximised: boolean;
  readonly fullscreen: boolean;
  /** Kept above all others. */
  readonly above: boolean;
  readonly below: boolean;
  /** Its owner takes no input while it is open. */
  readonly modal: boolean;
  /** Counted from 0; null when it shows on all of them, or when there are none. */
  readonly desktop: number | null;
}

/** A window with everything the system tells; `minimised` of `WindowInfo` is true on another desktop too. */
export interface WindowDetails extends WindowInfo {
  /** What the program draws in: without decorations and shadow. Global physical pixels. */
  readonly clientBox: Box;
  /** File name of the program, for example `xterm`; null where the system does not tell. */
  readonly executable: string | null;
  readonly state: WindowState;
}

export interface WindowSystem {
  /** Front to back. Windows that are not on the screen (minimised, other desktops) are listed too, last. */
  list(): Promise<WindowDetails[]>;
  /** Boxes of the menus that are open: they are no windows of the list. Global physical pixels. */
  menus(): Promise<Box[]>;
  /** Name of what manages the windows; null when nothing does, and then the list is empty. */
  manager(): Promise<string | null>;
  /** Whether the program of a window still works off its events; null when it cannot be asked. */
  answers(id: number, timeoutMs: number): Promise<boolean | null>;
  close(): Promise<void>;
}
