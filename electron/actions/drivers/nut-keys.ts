/** Key names of the intent vocabulary and the keys of nut-js that they are. A table: what is not in it is refused. */
type NutKey = import('@nut-tree-fork/nut-js').Key;
type NutKeyName = keyof typeof import('@nut-tree-fork/nut-js').Key;

const NAMED: Readonly<Record<string, NutKeyName>> = {
  ctrl: 'LeftControl',
  alt: 'LeftAlt',
  shift: 'LeftShift',
  super: 'LeftSuper',
  cmd: 'LeftSuper',
  enter: 'Return',
  tab: 'Tab',
  escape: 'Escape',
  backspace: 'Backspace',
  delete: 'Delete',
  space: 'Space',
  ' ': 'Space',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
};
const FUNCTION_KEY = /^f([1-9]|1[0-2])$/;

/** The key of nut-js for a key name, a letter or a digit; null for other characters, which depend on the layout. */
export function nutKey(keys: Readonly<Record<NutKeyName, NutKey>>, name: string): NutKey | null {
  const named = NAMED[name];
  if (named) return keys[named];
  if (FUNCTION_KEY.test(name)) return keys[name.toUpperCase() as NutKeyName];
  if (/^[a-z]$/i.test(name)) return keys[name.toUpperCase() as NutKeyName];
  if (/^\d$/.test(name)) return keys[`Num${name}` as NutKeyName];
  return null;
}
