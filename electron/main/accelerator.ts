/** Keys of our vocabulary as Electron writes them, for shortcuts that work wherever the focus is. */

const NAMES: Readonly<Record<string, string>> = {
  ctrl: 'Control',
  alt: 'Alt',
  shift: 'Shift',
  super: 'Super',
  cmd: 'Command',
  enter: 'Return',
  tab: 'Tab',
  escape: 'Escape',
  backspace: 'Backspace',
  delete: 'Delete',
  space: 'Space',
  up: 'Up',
  down: 'Down',
  left: 'Left',
  right: 'Right',
  home: 'Home',
  end: 'End',
  pageup: 'PageUp',
  pagedown: 'PageDown',
};

/** `ctrl+alt+escape` → `Control+Alt+Escape`; null when a key has no name there. */
export function acceleratorOf(keys: readonly string[]): string | null {
  const names = keys.map((key) => {
    if (/^f\d{1,2}$/.test(key)) return key.toUpperCase();
    return NAMES[key] ?? (/^[a-z0-9]$/.test(key) ? key.toUpperCase() : null);
  });
  return names.length === 0 || names.some((name) => name === null) ? null : names.join('+');
}
