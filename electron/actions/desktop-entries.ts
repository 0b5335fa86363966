/**
 * The installed applications of a freedesktop system, as their `.desktop` files describe them.
 *
 * The text of a file is data: a command is an argument vector and never passes through a shell. A file that is damaged,
 * hidden or whose program is not installed is left out, so this errs towards knowing fewer applications.
 */
import { access, constants, readdir, readFile } from 'node:fs/promises';
import { delimiter, isAbsolute, join, sep } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface DesktopEntry {
  /** File id: path below `applications`, `/` as `-`, without `.desktop`. */
  readonly id: string;
  /** The name in the person's language. */
  readonly name: string;
  /** Every name the file gives, in any language. */
  readonly names: readonly string[];
  /** Every generic name ("Text Editor"), in any language. */
  readonly genericNames: readonly string[];
  /** In the person's language and untranslated. */
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  /** Argument vector without any file or address. */
  readonly command: readonly [string, ...string[]];
  /** Runs inside a terminal window. */
  readonly terminal: boolean;
  readonly wmClass: string | null;
  /** Not meant for menus: known by its windows, not offered for opening. */
  readonly noDisplay: boolean;
  /** Meant for this desktop environment (OnlyShowIn, NotShowIn). */
  readonly shownHere: boolean;
}

type Group = ReadonlyMap<string, string>;

/** The keys of `[Desktop Entry]`; null when there is no such group. */
function mainGroup(text: string): Group | null {
  const group = new Map<string, string>();
  let inside = false;
  let found = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    if (line.startsWith('[')) {
      inside = line === '[Desktop Entry]' && !found;
      found ||= inside;
      continue;
    }
    const at = line.indexOf('=');
    if (!inside || at < 1) continue;
    const key = line.slice(0, at).trim();
    if (!group.has(key)) group.set(key, line.slice(at + 1).trim());
  }
  return found ? group : null;
}

const ESCAPES: Readonly<Record<string, string>> = { s: ' ', n: '\n', t: '\t', r: '\r', '\\': '\\', ';': ';' };

const unescape = (value: string): string => value.replace(/\\(.)/g, (all, c: string) => ESCAPES[c] ?? all);

/** A list separated by semicolons, `\;` standing for one. */
const list = (value: string | undefined): string[] =>
  (value?.match(/(?:\\.|[^;\\])+/g) ?? []).map((v) => unescape(v).trim()).filter((v) => v !== '');

/** `de_AT.UTF-8@euro` as the keys to look under: `de_AT@euro`, `de_AT`, `de@euro`, `de`. */
export function localesOf(env: Environment): string[] {
  const value = [env['LC_ALL'], env['LC_MESSAGES'], env['LANG']].find((v) => v !== undefined && v !== '') ?? 'C';
  const match = /^([^_.@]+)(_[^.@]+)?(?:\.[^@]+)?(@.+)?$/.exec(value);
  if (!match || match[1] === 'C' || match[1] === 'POSIX') return [];
  const [, language = '', country = '', modifier = ''] = match;
  return [
    ...new Set([language + country + modifier, language + country, language + modifier, language].filter(Boolean)),
  ];
}

/** The value in the first of the person's languages that the file has, else the untranslated one. */
function localised(group: Group, key: string, locales: readonly string[]): string | undefined {
  const locale = locales.find((l) => group.has(`${key}[${l}]`));
  return group.get(locale === undefined ? key : `${key}[${locale}]`);
}

const inAnyLanguage = (group: Group, key: string): string[] => [
  ...new Set([...group].filter(([k]) => k === key || k.startsWith(`${key}[`)).map(([, v]) => unescape(v))),
];

/** Splits the value of Exec into arguments: quotes group, a backslash takes the next character as it is. */
function words(exec: string): string[] | null {
  const out: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let i = 0; i < exec.length; i++) {
    const c = exec[i] ?? '';
    if (c === '\\' && quote !== "'") {
      const next = exec[++i];
      if (next === undefined) return null;
      word = (word ?? '') + next;
    } else if (quote !== '') {
      if (c === quote) quote = '';
      else word = (word ?? '') + c;
    } else if (c === '"' || c === "'") {
      quote = c;
      word ??= '';
    } else if (c === ' ' || c === '\t' || c === '\n') {
      if (word !== null) out.push(word);
      word = null;
    } else word = (word ?? '') + c;
  }
  if (quote !== '') return null;
  if (word !== null) out.push(word);
  return out;
}

/**
 * The argument vector of an Exec value (already unescaped as a string) when no file or address is given. Null when it
 * cannot be parsed or names no program.
 */
export function parseExec(exec: string, fields: { name: string; file: string }): [string, ...string[]] | null {
  // What a field code stands for here; those of files, addresses, icons and the deprecated ones stand for nothing.
  const codes: Readonly<Record<string, string>> = { '%': '%', c: fields.name, k: fields.file };
  const args = words(exec)?.flatMap((word) => {
    if (/^%[a-zA-Z]$/.test(word) && codes[word.slice(1)] === undefined) return [];
    return [word.replace(/%(.)/g, (_all, code: string) => codes[code] ?? '')];
  });
  const [program, ...rest] = args ?? [];
  return program === undefined || program === '' ? null : [program, ...rest];
}

/** True when a value that lists desktop environments names the current one. */
const namesDesktop = (value: string | undefined, env: Environment): boolean => {
  const current = (env['XDG_CURRENT_DESKTOP'] ?? '').split(':');
  return list(value).some((d) => current.includes(d));
};

/** `hidden` is a file that says its application is deleted, which also hides files of the same id further down. */
type Parsed = { readonly entry: DesktopEntry; readonly tryExec: string | null } | 'hidden' | null;

/** Reads the text of one file. Null when it is no application that can be started. */
export function parseDesktopEntry(text: string, at: { id: string; file: string }, env: Environment): Parsed {
  const group = mainGroup(text);
  if (!group) return null;
  const yes = (key: string): boolean => group.get(key)?.toLowerCase() === 'true';
  if (yes('Hidden')) return 'hidden';
  const locales = localesOf(env);
  const name = unescape(localised(group, 'Name', locales) ?? '');
  const exec = group.get('Exec');
  if ((group.get('Type') ?? 'Application') !== 'Application' || name === '' || exec === undefined) return null;
  const command = parseExec(unescape(exec), { name, file: at.file });
  if (!command) return null;
  const onlyIn = group.get('OnlyShowIn');
  return {
    tryExec: group.get('TryExec') ?? null,
    entry: {
      id: at.id,
      name,
      names: inAnyLanguage(group, 'Name'),
      genericNames: inAnyLanguage(group, 'GenericName'),
      keywords: [...new Set([...list(group.get('Keywords')), ...list(localised(group, 'Keywords', locales))])],
      categories: list(group.get('Categories')),
      command,
      terminal: yes('Terminal'),
      wmClass: group.get('StartupWMClass') ?? null,
      noDisplay: yes('NoDisplay'),
      shownHere: (onlyIn === undefined || namesDesktop(onlyIn, env)) && !namesDesktop(group.get('NotShowIn'), env),
    },
  };
}

/** Folders that hold `applications/`, the more important first. */
export function dataFolders(env: Environment): string[] {
  const home = env['HOME'] ?? '';
  const own = env['XDG_DATA_HOME'] ?? (home === '' ? '' : join(home, '.local/share'));
  const shared = (env['XDG_DATA_DIRS'] ?? '') || '/usr/local/share:/usr/share';
  // Where Flatpak and Snap put theirs, for sessions that were started before the first was installed.
  const added = ['/var/lib/flatpak/exports/share', '/var/lib/snapd/desktop'];
  if (own !== '') added.unshift(join(own, 'flatpak/exports/share'));
  return [...new Set([own, ...shared.split(delimiter), ...added].filter((dir) => isAbsolute(dir)))];
}

/** The program that a command really starts: `env A=b prog` starts `prog`. */
export const programOf = (command: readonly string[]): string =>
  command[0]?.split(sep).at(-1) === 'env'
    ? (command.slice(1).find((arg) => !arg.includes('=') && !arg.startsWith('-')) ?? 'env')
    : (command[0] ?? '');

/** Where a program lies, looked up in PATH when it is only a name; null when it is not there or cannot be run. */
export async function findProgram(program: string, env: Environment): Promise<string | null> {
  const places = isAbsolute(program)
    ? [program]
    : (env['PATH'] ?? '').split(delimiter).map((dir) => join(dir === '' ? '.' : dir, program));
  for (const place of places) {
    const runs = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (runs) return place;
  }
  return null;
}

const ENDING = '.desktop';

/** Every application in the folders (those that hold `applications/`); of several files with one id the first counts. */
export async function readDesktopEntries(folders: readonly string[], env: Environment): Promise<DesktopEntry[]> {
  const entries = new Map<string, Parsed>();
  for (const folder of folders) {
    const root = join(folder, 'applications');
    const listed = await readdir(root, { recursive: true }).catch(() => []);
    for (const path of listed.filter((f) => f.endsWith(ENDING)).sort()) {
      const id = path.slice(0, -ENDING.length).replaceAll(sep, '-');
      if (entries.has(id)) continue;
      const file = join(root, path);
      const text = await readFile(file, 'utf8').catch(() => null);
      // A dangling link does not hide what lies further down.
      if (text !== null) entries.set(id, parseDesktopEntry(text, { id, file }, env));
    }
  }
  const installed = await Promise.all(
    [...entries.values()].map(async (parsed) => {
      if (parsed === null || parsed === 'hidden') return null;
      const needed = [programOf(parsed.entry.command), ...(parsed.tryExec === null ? [] : [parsed.tryExec])];
      const found = await Promise.all(needed.map((program) => findProgram(program, env)));
      return found.includes(null) ? null : parsed.entry;
    }),
  );
  return installed.filter((entry) => entry !== null);
}
