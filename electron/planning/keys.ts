/**
 * Reads key names and chords ("Ctrl+Shift+T", "the down arrow", "⌘C") as people write them.
 *
 * Errs towards "not a key": what it does not know completely is not a chord, so that "press Control Panel" stays a click.
 */
import { MODIFIERS } from '../protocol/intent.ts';

/** Names that people use in any language; a lexicon adds its own. */
export const COMMON_KEYS: Readonly<Record<string, string>> = {
  ctrl: 'ctrl',
  control: 'ctrl',
  ctl: 'ctrl',
  cntrl: 'ctrl',
  alt: 'alt',
  option: 'alt',
  opt: 'alt',
  altgr: 'alt',
  '⌥': 'alt',
  shift: 'shift',
  '⇧': 'shift',
  super: 'super',
  meta: 'super',
  win: 'super',
  windows: 'super',
  'windows logo': 'super',
  '⊞': 'super',
  cmd: 'cmd',
  command: 'cmd',
  '⌘': 'cmd',
  '⌃': 'ctrl',
  enter: 'enter',
  return: 'enter',
  '⏎': 'enter',
  '↵': 'enter',
  tab: 'tab',
  tabulator: 'tab',
  escape: 'escape',
  esc: 'escape',
  backspace: 'backspace',
  'back space': 'backspace',
  '⌫': 'backspace',
  delete: 'delete',
  del: 'delete',
  space: 'space',
  spacebar: 'space',
  'space bar': 'space',
  up: 'up',
  down: 'down',
  left: 'left',
  right: 'right',
  'up arrow': 'up',
  'down arrow': 'down',
  'left arrow': 'left',
  'right arrow': 'right',
  'arrow up': 'up',
  'arrow down': 'down',
  'arrow left': 'left',
  'arrow right': 'right',
  '↑': 'up',
  '↓': 'down',
  '←': 'left',
  home: 'home',
  end: 'end',
  'page up': 'pageup',
  'page-up': 'pageup',
  pageup: 'pageup',
  pgup: 'pageup',
  'pg up': 'pageup',
  'page down': 'pagedown',
  'page-down': 'pagedown',
  pagedown: 'pagedown',
  pgdn: 'pagedown',
  pgdown: 'pagedown',
  'pg dn': 'pagedown',
};
for (let n = 1; n <= 12; n++) (COMMON_KEYS as Record<string, string>)[`f${n}`] = `f${n}`;
/** Words for symbol keys; alone they may be labels: only after a modifier, or where "key" is said. */
export const KEY_SIGNS: Readonly<Record<string, string>> = {
  plus: '+',
  minus: '-',
  comma: ',',
  period: '.',
  dot: '.',
  slash: '/',
  equals: '=',
  zero: '0',
  question: '?',
  backslash: '\\',
};

const modifiers = new Set<string>(MODIFIERS);
/** True for keys that are held while another is pressed. */
export const isModifier = (key: string): key is (typeof MODIFIERS)[number] => modifiers.has(key);

const onlyModifiers = (chord: readonly string[]): boolean => chord.every((k) => modifiers.has(k));

export type KeyNames = Readonly<Record<string, string>>;

/** Key names longest first, so that "page down" is found before "page". */
const ordered = new WeakMap<KeyNames, readonly string[]>();
function namesOf(names: KeyNames): readonly string[] {
  const known = ordered.get(names);
  if (known) return known;
  const list = Object.keys(names).sort((a, b) => b.length - a.length);
  ordered.set(names, list);
  return list;
}

const JOIN = /^(?:\s*[+＋]\s*|\s*[-–]\s*|\s+(?:and|und|y|et|plus)\s+(?:the\s+)?|\s+|(?=.))/;

/**
 * Reads chords one after the other: "ctrl+k ctrl+s" is two. Null when anything in the phrase is not a key.
 * @param phrase without article; case does not matter.
 */
export function parseChords(phrase: string, names: KeyNames): string[][] | null {
  let rest = phrase.trim().toLowerCase();
  if (rest === '' || rest.length > 80) return null;
  const chords: string[][] = [];
  let chord: string[] = [];
  let first = true;
  while (rest !== '') {
    if (!first) {
      const list = /^\s*(?:,|，|、)\s*(?:and\s+|then\s+)?|^\s+then\s+/.exec(rest);
      const join = list ?? JOIN.exec(rest);
      if (!join) return null;
      if (list && chord.length > 0) {
        chords.push(chord);
        chord = [];
      }
      const shut = rest.slice(join[0].length);
      if (shut === '' && join[0].trim() !== '' && chord.length > 0) {
        // "Ctrl++" and "Ctrl+-": the last sign is the key.
        const sign = join[0].trim();
        if (onlyModifiers(chord)) chord.push(sign);
        else return null;
        break;
      }
      rest = shut;
    }
    first = false;
    const held = chord.length > 0 && onlyModifiers(chord);
    const found = nextKey(rest, names, held);
    if (!found) return null;
    if (chord.length > 0 && !onlyModifiers(chord)) {
      chords.push(chord);
      chord = [];
    }
    chord.push(found.key);
    rest = rest.slice(found.length).replace(/^\s+(?:keys?|taste|tecla|touche)(?=$|[\s,+])/, '');
  }
  if (chord.length > 0) chords.push(chord);
  return chords.length > 0 && chords.length <= 50 && chords.every((c) => c.length <= 8) ? chords : null;
}

function nextKey(rest: string, names: KeyNames, held: boolean): { key: string; length: number } | null {
  for (const name of namesOf(names)) {
    if (!rest.startsWith(name)) continue;
    const after = rest[name.length];
    const symbol = !/[\p{L}\d]/u.test(name.at(-1) ?? '') || /[\u3400-\u9fff]/.test(name);
    if (!symbol && after !== undefined && /[\p{L}\d]/u.test(after)) continue;
    return { key: names[name] ?? name, length: name.length };
  }
  if (held) {
    const word = /^[a-z]+/.exec(rest)?.[0];
    const sign = word === undefined ? undefined : KEY_SIGNS[word];
    if (word !== undefined && sign !== undefined) return { key: sign, length: word.length };
  }
  const c = [...rest.slice(0, 2)][0];
  // A character of a script without an alphabet is a word, not a key.
  if (c === undefined || /[\s\uE000-\uF8FF\p{Script=Han}]/u.test(c)) return null;
  const after = rest.slice(c.length);
  if (after === '' || /^(?:[\s,，、+]|-\S)/.test(after)) return { key: c, length: c.length };
  return null;
}
