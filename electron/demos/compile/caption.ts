/** Steps in plain words, for people: "Click *Save* in the *Save As* dialog". Pure. */
import { describeKeys } from '../../protocol/describe.ts';
import type { FileOp } from '../../protocol/intent.ts';
import type { StepOf, TargetAnchor, WindowAnchor } from '../skill/schema.ts';

const star = (text: string): string => `*${text.length > 60 ? `${text.slice(0, 57)}…` : text}*`;

const KIND_WORDS: Readonly<Record<TargetAnchor['kind'], string>> = {
  text: 'text',
  button: 'button',
  field: 'field',
  checkbox: 'checkbox',
  radio: 'choice',
  switch: 'switch',
  slider: 'slider',
  tab: 'tab',
  menu_item: 'menu item',
  row: 'row',
  icon: 'icon',
  link: 'link',
  window_control: 'window button',
  image: 'picture',
  container: 'area',
  area: 'place',
};

/** The target as a phrase that also names it on the screen: `*Save*`, `the field right of *Name*`. */
export function phraseOf(target: TargetAnchor): string {
  if (target.label !== '')
    return `${star(target.label)}${target.row === undefined ? '' : ` in the row of ${star(target.row)}`}`;
  const kind = KIND_WORDS[target.kind];
  if (target.access) return `the ${star(target.access.name)} ${kind}`;
  // A label stands left of or above what it is for.
  const beside =
    target.beside.find((b) => Math.abs(b.dy) <= 14 && b.dx < 0) ??
    target.beside.find((b) => b.dy < 0) ??
    target.beside[0];
  if (!beside) return `the ${kind} at ${target.place.left},${target.place.top}`;
  const side = Math.abs(beside.dy) <= 14 ? (beside.dx < 0 ? 'right of' : 'left of') : beside.dy < 0 ? 'below' : 'above';
  return `the ${kind} ${side} ${star(beside.says)}`;
}

/** Where it is, for people: ` in the *Save As* dialog`. */
export function whereOf(window: WindowAnchor | undefined, target: TargetAnchor | undefined): string {
  if (target?.in === 'menu') return ' in the menu';
  if (!window || window.title === '') return '';
  return window.dialog === true ? ` in the ${star(window.title)} dialog` : ` in ${star(window.title)}`;
}

const CLICK_WORDS = { 1: 'Click', 2: 'Double-click', 3: 'Triple-click' } as const;

export const captionOfClick = (
  target: TargetAnchor,
  window: WindowAnchor | undefined,
  how: { button: string; count: 1 | 2 | 3; held: readonly string[] },
): string => {
  const held = how.held.length > 0 ? `${describeKeys(how.held)}-` : '';
  const verb =
    how.button === 'right' ? 'Right-click' : how.button === 'middle' ? 'Middle-click' : CLICK_WORDS[how.count];
  return `${held}${verb} ${phraseOf(target)}${whereOf(window, target)}`;
};

export const captionOfKeys = (keys: readonly string[], window: WindowAnchor | undefined): string =>
  `Press ${describeKeys(keys)}${whereOf(window, undefined)}`;

export const captionOfText = (text: string, window: WindowAnchor | undefined): string =>
  `Type ${star(text.replaceAll('\n', ' ⏎ '))}${whereOf(window, undefined)}`;

const FILE_WORDS: Readonly<Record<FileOp, string>> = {
  make_folder: 'Make the folder',
  make_file: 'Make the file',
  rename: 'Rename',
  move: 'Move',
  copy: 'Copy',
  trash: 'Move to the trash:',
};

export function captionOfAct(intent: StepOf<'act'>['intent']): string {
  switch (intent.do) {
    case 'open_app':
      return `Open ${star(intent.app)}`;
    case 'open_url':
      return `Open ${star(intent.url)}`;
    case 'open_path':
      return `Open ${star(intent.path)}`;
    case 'close_window':
      return `Close ${intent.window === undefined ? 'the window' : star(intent.window)}`;
    case 'file':
      return `${FILE_WORDS[intent.op]} ${star(intent.path)}${intent.to === undefined ? '' : ` to ${star(intent.to)}`}`;
    case 'copy_text':
      return `Put ${star(intent.text)} into the clipboard`;
    case 'read_clipboard':
      return 'Read the clipboard';
    case 'run_command':
      return `Run ${star(intent.command)}`;
  }
}
