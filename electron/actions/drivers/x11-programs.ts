/** What is peculiar to programs that take text, by their window class (WM_CLASS). A table: what is not in it is plain. */

export interface Manners {
  /**
   * Takes keys by several ways inside, and one may overtake another: LibreOffice carries out a Return some time after it
   * has read it, and inserts a character beyond the basic plane before letters that it still collects.
   */
  readonly severalWays?: boolean;
  /**
   * Presses a button of its own for each key, and takes no second press of the same button before this many milliseconds
   * are over: GTK shows a button as pressed for 250 ms, and galculator makes 63 of 1000-377.
   */
  readonly sameKeyMs?: number;
  /** The chord that pastes the clipboard. Null: none that is sure. Default Ctrl+V. */
  readonly paste?: readonly string[] | null;
}

const TABLE: readonly (readonly [windowClass: RegExp, manners: Manners])[] = [
  // A spreadsheet asks how to divide what is pasted.
  [/^libreoffice-calc/i, { severalWays: true, paste: null }],
  [/^(libreoffice|soffice)/i, { severalWays: true }],
  [/^(?:galculator|gnome-calculator|mate-calc)/i, { sameKeyMs: 280 }],
  // Ctrl+V is a control character there, and a line feed in what is pasted may carry out a command.
  [/term|konsole|kitty|alacritty|tilix|guake|yakuake|foot|rxvt|wezterm|ghostty|ptyxis|console/i, { paste: null }],
  [/^(emacs|gvim|neovide)/i, { paste: null }],
];

/** The manners of a program; an unknown one is taken to be plain. */
export const mannersOf = (windowClass: string): Manners => TABLE.find(([c]) => c.test(windowClass))?.[1] ?? {};
