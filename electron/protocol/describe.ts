/**
 * An action in one plain sentence, without a full stop: the same words in the terminal, the history and the question.
 *
 * Says what will be sent, not what it is hoped to do. Does not mask: whoever knows that the text is a secret says so.
 */
import type { Action, Arrangement } from './action.ts';
import { boxHeight, boxWidth, type Point } from './coordinates.ts';
import type { FileOp } from './intent.ts';

export interface DescribeOptions {
  /** The text is a secret: only its length is said. */
  readonly secret?: boolean;
  /** For a person who has to decide: more of the text, and the command that opens an application. */
  readonly full?: boolean;
}

/** Characters of a text that are shown: what fits a line of a terminal, and what one reads before answering. */
const SHOWN = { line: 60, full: 200 } as const;

/** Names that are not simply the key with a capital letter. */
const KEY_NAMES: Readonly<Record<string, string>> = { pageup: 'Page Up', pagedown: 'Page Down', ' ': 'Space' };

const keyName = (key: string): string => KEY_NAMES[key] ?? key.charAt(0).toUpperCase() + key.slice(1);

/** A chord as people write it: `Ctrl+Shift+S`. */
export const describeKeys = (keys: readonly string[]): string => keys.map(keyName).join('+');

const VISIBLE: Readonly<Record<string, string>> = { '\n': '⏎', '\t': '⇥', '\r': '' };
const quote = (text: string): string => `“${text.replace(/[\n\t\r]/g, (c) => VISIBLE[c] ?? c)}”`;

/** The text in quotes, cut when it is long. */
function shown(text: string, most: number): string {
  const characters = [...text];
  return quote(characters.length > most ? `${characters.slice(0, most).join('')}…` : text);
}

const ARRANGES: Readonly<Record<Arrangement, readonly [before: string, after: string]>> = {
  raise: ['Put', ' above the others'],
  minimise: ['Minimise', ''],
  maximise: ['Maximise', ''],
  restore: ['Restore', ''],
};

const CLICKS = { 1: 'Click', 2: 'Double-click', 3: 'Triple-click' } as const;

/** The action as a sentence. `target` is the phrase it was aimed at, where there is one. */
export function describeAction(action: Action, target?: string | null, options: DescribeOptions = {}): string {
  const most = options.full ? SHOWN.full : SHOWN.line;
  const at = (p: Point): string => `${p.x},${p.y}`;
  const named = target ? `${shown(target, most)} ` : '';
  switch (action.type) {
    case 'click': {
      const button = action.button === 'left' ? '' : ` with the ${action.button} button`;
      const held = action.modifiers.length > 0 ? ` holding ${describeKeys(action.modifiers)}` : '';
      return `${CLICKS[action.count]}${button} ${named}at ${at(action.point)}${held}`;
    }
    case 'move':
      return `Move the pointer to ${named ? `${named}at ` : ''}${at(action.point)}`;
    case 'drag':
      return `Drag ${named}from ${at(action.from)} to ${at(action.to)}`;
    case 'scroll': {
      const notches = `${action.notches} ${action.notches === 1 ? 'notch' : 'notches'}`;
      const where = action.point ? ` ${target ? `over ${named}` : ''}at ${at(action.point)}` : '';
      return `Scroll ${action.direction} ${notches}${where}`;
    }
    case 'type': {
      const length = [...action.text].length;
      const into = target ? ` into ${shown(target, most)}` : '';
      if (options.secret) return `Type ${length} hidden ${length === 1 ? 'character' : 'characters'}${into}`;
      return `Type ${shown(action.text, most)}${length > most ? ` (${length} characters)` : ''}${into}`;
    }
    case 'hotkey':
      return `Press ${describeKeys(action.keys)}`;
    case 'open_app':
      return `Open ${action.app}${options.full ? ` (${action.command.join(' ')})` : ''}`;
    case 'open_url':
      return `Open the address ${shown(action.url, most)}`;
    case 'open_path':
      return `Open ${shown(action.path, most)}`;
    case 'file':
      return describeFile(action, most);
    case 'run_command':
      return `Run ${shown(action.command, most)} in ${action.folder}`;
    case 'copy_text':
      return options.secret
        ? 'Put a hidden text into the clipboard'
        : `Put ${shown(action.text, most)} into the clipboard`;
    case 'read_clipboard':
      return 'Read the text in the clipboard';
    case 'focus_window':
      return `Bring the window ${shown(action.title, most)} to the front`;
    case 'close_window':
      return `Close the window ${shown(action.title, most)}`;
    case 'arrange_window': {
      const [before, after] = ARRANGES[action.how];
      return `${before} the window ${shown(action.title, most)}${after}`;
    }
    case 'move_window': {
      const { box } = action;
      const size = `${boxWidth(box)}×${boxHeight(box)}`;
      return `Move the window ${shown(action.title, most)} to ${box.x1},${box.y1} at ${size}`;
    }
  }
}

const FILE_DEEDS: Readonly<Record<FileOp, string>> = {
  make_folder: 'Create the folder',
  make_file: 'Create the empty file',
  rename: 'Rename',
  move: 'Move',
  copy: 'Copy',
  trash: 'Move to the trash:',
};

function describeFile(action: Extract<Action, { type: 'file' }>, most: number): string {
  const to = action.to === null ? '' : ` to ${shown(action.to, most)}`;
  return `${FILE_DEEDS[action.op]} ${shown(action.path, most)}${to}`;
}
