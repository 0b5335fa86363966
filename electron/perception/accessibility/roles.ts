/**
 * AT-SPI roles and states as element kinds and states: tables, nothing else.
 *
 * The numbers are those of `AtspiRole` and `AtspiStateType` (at-spi2-core, atspi-constants.h); they are part of the wire
 * protocol and do not change. A role that is not listed is structure: it holds things and is none.
 */
import type { ElementKind, ElementState } from '../../protocol/screen.ts';

export const ROLE = {
  checkBox: 7,
  comboBox: 11,
  dialog: 16,
  filler: 20,
  frame: 23,
  menu: 33,
  menuBar: 34,
  panel: 39,
  passwordText: 40,
  popupMenu: 41,
  rootPane: 46,
  toolBar: 63,
  toolTip: 64,
  window: 69,
} as const;

const KINDS: readonly (readonly [ElementKind, readonly number[]])[] = [
  // push button, toggle button, column header, table column header, push button menu
  ['button', [43, 62, 10, 57, 129]],
  ['checkbox', [ROLE.checkBox]],
  ['radio', [44]],
  // combo box, date editor, password text, spin button, text, autocomplete, edit bar, entry
  ['field', [ROLE.comboBox, 12, ROLE.passwordText, 52, 61, 76, 77, 79]],
  ['slider', [51, 15]],
  ['tab', [37]],
  // check menu item, menu, menu item, radio menu item, tear-off menu item
  ['menu_item', [8, ROLE.menu, 35, 45, 59]],
  // list item, table cell, table row, tree item
  ['row', [32, 56, 90, 91]],
  ['icon', [13, 26]],
  ['image', [27]],
  ['link', [88]],
  // label, status bar, paragraph, caption, heading, static, tool tip
  ['text', [29, 54, 73, 81, 83, 116, ROLE.toolTip]],
];

const KIND_OF = new Map(KINDS.flatMap(([kind, roles]) => roles.map((role) => [role, kind] as const)));

/** What a role is on the screen; null for structure. */
export const kindOfRole = (role: number): ElementKind | null => KIND_OF.get(role) ?? null;

/** Frame, dialog, window, alert, file, colour and font chooser: what a window manager shows as a window. */
export const TOP_LEVEL: ReadonlySet<number> = new Set([ROLE.frame, ROLE.dialog, ROLE.window, 2, 19, 9, 22]);
/** Things under these may be on a popup, outside the window they belong to. */
export const OPENS_POPUP: ReadonlySet<number> = new Set([
  ROLE.menu,
  ROLE.popupMenu,
  ROLE.comboBox,
  ROLE.window,
  ROLE.toolTip,
]);
/** Scroll pane, viewport, internal frame and documents: what is outside of them cannot be seen. */
export const CLIPS: ReadonlySet<number> = new Set([49, 68, 28, 82, 92, 93, 94, 95, 96]);
/** Bars: without a size of their own, nothing on them is shown, whatever their children say. */
export const BARS: ReadonlySet<number> = new Set([ROLE.menuBar, ROLE.toolBar]);
/** Roles that only put a box around something else; a tool item in GTK is a panel around a button. */
export const WRAPPERS: ReadonlySet<number> = new Set([ROLE.panel, ROLE.filler]);

export const STATE = {
  checked: 4,
  defunct: 6,
  editable: 7,
  enabled: 8,
  expanded: 10,
  focused: 12,
  multiLine: 17,
  pressed: 20,
  selected: 23,
  sensitive: 24,
  showing: 25,
  visible: 30,
} as const;

/** The 64 states of an object as two 32-bit words, as they come over the bus. */
export type StateWords = readonly [number, number];

export const has = (states: StateWords, bit: number): boolean =>
  (((bit < 32 ? states[0] : states[1]) >>> (bit % 32)) & 1) === 1;

/** On the screen, as far as the application knows. */
export const isShown = (states: StateWords): boolean =>
  has(states, STATE.showing) && has(states, STATE.visible) && !has(states, STATE.defunct);

/** The states worth telling. */
export function statesOf(states: StateWords): ElementState[] {
  const out: ElementState[] = [];
  if (!has(states, STATE.sensitive) && !has(states, STATE.enabled)) out.push('disabled');
  if (has(states, STATE.focused)) out.push('focused');
  if (has(states, STATE.checked) || has(states, STATE.pressed)) out.push('checked');
  if (has(states, STATE.selected)) out.push('selected');
  if (has(states, STATE.expanded)) out.push('expanded');
  if (has(states, STATE.editable)) out.push('editable');
  return out;
}
