import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  dataFolders,
  localesOf,
  parseDesktopEntry,
  parseExec,
  programOf,
  readDesktopEntries,
  type DesktopEntry,
} from './desktop-entries.ts';

const parse = (lines: string, env: Record<string, string> = {}): DesktopEntry => {
  const parsed = parseDesktopEntry(`[Desktop Entry]\nType=Application\n${lines}`, { id: 'x', file: '/f.desktop' }, env);
  if (parsed === null || parsed === 'hidden') throw new Error(`not an application: ${String(parsed)}`);
  return parsed.entry;
};
const fields = { name: 'Some Name', file: '/usr/share/applications/x.desktop' };

test.each<[string, string[] | null]>([
  ['mousepad %U', ['mousepad']],
  ['thunar --bulk-rename %F', ['thunar', '--bulk-rename']],
  ['prog %i %c', ['prog', 'Some Name']],
  ['prog --desktop-file=%k', ['prog', '--desktop-file=/usr/share/applications/x.desktop']],
  ['prog 100%%', ['prog', '100%']],
  ['prog %d %D %n %N %v %m', ['prog']],
  ['"/opt/My App/run" --name "a \\"quoted\\" word"', ['/opt/My App/run', '--name', 'a "quoted" word']],
  ["sh -c 'echo $HOME; exit'", ['sh', '-c', 'echo $HOME; exit']],
  ['prog ""', ['prog', '']],
  ['prog a\\ b', ['prog', 'a b']],
  ['env A=1 B=2 prog', ['env', 'A=1', 'B=2', 'prog']],
  ['prog "unfinished', null],
  ['prog \\', null],
  ['%U', null],
  ['', null],
])('the command %o is %o', (exec, command) => {
  expect(parseExec(exec, fields)).toEqual(command);
});

test('any arguments survive quoting and parsing', () => {
  const quoted = (arg: string): string => `"${arg.replace(/["`$\\]/g, '\\$&').replaceAll('%', '%%')}"`;
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 5 }), (args) => {
      expect(parseExec(['prog', ...args.map(quoted)].join(' '), fields)).toEqual(['prog', ...args]);
    }),
  );
});

test('a value is unescaped before its quotes are read', () => {
  expect(parse('Name=N\nExec=prog "C:\\\\\\\\dir" a').command).toEqual(['prog', 'C:\\dir', 'a']);
});

test('reads what matters and nothing from other groups', () => {
  const entry = parse(
    [
      '# a comment',
      'Name=Mousepad',
      'Name[de]=Mauspad',
      'GenericName=Text Editor',
      'GenericName[fr]=Éditeur de texte',
      'Keywords=plain;text\\;file;;',
      'Categories=Utility;TextEditor;GTK;',
      'Exec=mousepad %U',
      'StartupWMClass=Mousepad',
      '[Desktop Action preferences]',
      'Name=Preferences',
      'Exec=mousepad --preferences',
    ].join('\n'),
  );
  expect(entry).toMatchObject({
    name: 'Mousepad',
    names: ['Mousepad', 'Mauspad'],
    genericNames: ['Text Editor', 'Éditeur de texte'],
    keywords: ['plain', 'text;file'],
    categories: ['Utility', 'TextEditor', 'GTK'],
    command: ['mousepad'],
    wmClass: 'Mousepad',
    terminal: false,
    noDisplay: false,
    shownHere: true,
  });
});

test("the name is in the person's language, the nearest there is", () => {
  const lines = 'Name=Files\nName[de]=Dateien\nName[de_AT]=Dateien (AT)\nName[sr@latin]=Datoteke\nExec=x';
  expect(parse(lines, { LANG: 'de_AT.UTF-8' }).name).toBe('Dateien (AT)');
  expect(parse(lines, { LANG: 'de_CH.UTF-8' }).name).toBe('Dateien');
  expect(parse(lines, { LANG: 'sr_RS.UTF-8@latin' }).name).toBe('Datoteke');
  expect(parse(lines, { LANG: 'fr_FR.UTF-8' }).name).toBe('Files');
  expect(parse(lines, { LANG: 'de_DE', LC_ALL: 'C.UTF-8' }).name).toBe('Files');
});

test('locales go from the particular to the general', () => {
  expect(localesOf({ LANG: 'de_AT.UTF-8@euro' })).toEqual(['de_AT@euro', 'de_AT', 'de@euro', 'de']);
  expect(localesOf({ LC_ALL: '', LC_MESSAGES: 'fr', LANG: 'de' })).toEqual(['fr']);
  expect(localesOf({})).toEqual([]);
});

test.each([
  ['no group', 'Name=X\nExec=x'],
  ['another type', '[Desktop Entry]\nType=Link\nName=X\nURL=http://x'],
  ['no name', '[Desktop Entry]\nExec=x'],
  ['no command', '[Desktop Entry]\nName=X\nDBusActivatable=true'],
  ['an unfinished quote', '[Desktop Entry]\nName=X\nExec="x'],
  ['nothing', ''],
  ['binary data', '\0\x01\xff[Desktop'],
])('a file with %s is no application', (_what, text) => {
  expect(parseDesktopEntry(text, { id: 'x', file: '/x' }, {})).toBeNull();
});

test('knows for which desktop environment an entry is meant', () => {
  const xfce = { XDG_CURRENT_DESKTOP: 'XFCE' };
  expect(parse('Name=X\nExec=x\nOnlyShowIn=XFCE;MATE;', xfce).shownHere).toBe(true);
  expect(parse('Name=X\nExec=x\nOnlyShowIn=GNOME;', xfce).shownHere).toBe(false);
  expect(parse('Name=X\nExec=x\nNotShowIn=XFCE;', xfce).shownHere).toBe(false);
  expect(parse('Name=X\nExec=x\nOnlyShowIn=GNOME;').shownHere).toBe(false);
});

test('the program behind env is the one that counts', () => {
  expect(programOf(['env', '-u', 'A=1', 'prog', 'x'])).toBe('prog');
  expect(programOf(['/usr/bin/prog'])).toBe('/usr/bin/prog');
});

test('data folders follow the environment, the own one first, relative ones ignored', () => {
  const env = { HOME: '/home/a', XDG_DATA_DIRS: '/x/share:relative:/y/share' };
  expect(dataFolders(env).slice(0, 3)).toEqual(['/home/a/.local/share', '/x/share', '/y/share']);
  expect(dataFolders({ XDG_DATA_HOME: '/own', HOME: '/home/a' })[0]).toBe('/own');
  expect(dataFolders({ HOME: '/home/a' })).toContain('/usr/share');
});

let dir = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'steadyhand-apps-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function put(path: string, text: string, mode = 0o644): Promise<void> {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, mode);
}
const desktopFile = (name: string, extra = ''): string =>
  `[Desktop Entry]\nType=Application\nName=${name}\nExec=prog %U\n${extra}`;
const namesIn = async (...folders: string[]): Promise<string[]> => {
  const entries = await readDesktopEntries(
    folders.map((f) => join(dir, f)),
    { PATH: join(dir, 'bin') },
  );
  return entries.map((e) => e.name).sort();
};

test('only what is installed is listed', async () => {
  await put('bin/prog', '#!/bin/sh\n', 0o755);
  await put('bin/not-executable', '', 0o644);
  await put('a/applications/yes.desktop', desktopFile('Yes'));
  await put('a/applications/sub/deep.desktop', desktopFile('Deep'));
  await put('a/applications/try.desktop', desktopFile('Missing helper', 'TryExec=nowhere'));
  await put('a/applications/gone.desktop', desktopFile('Gone').replace('prog', 'gone'));
  await put('a/applications/off.desktop', desktopFile('Off').replace('prog', 'not-executable'));
  await put('a/applications/readme.txt', desktopFile('No'));
  expect(await namesIn('a', 'no-such-folder')).toEqual(['Deep', 'Yes']);
});

test('of several files with one id the first counts, even when it says that it is deleted', async () => {
  await put('bin/prog', '#!/bin/sh\n', 0o755);
  await put('own/applications/one.desktop', desktopFile('Mine'));
  await put('own/applications/two.desktop', desktopFile('Two', 'Hidden=true'));
  await put('own/applications/kde/three.desktop', desktopFile('My Three'));
  await put('all/applications/one.desktop', desktopFile('Theirs'));
  await put('all/applications/two.desktop', desktopFile('Two'));
  await put('all/applications/kde-three.desktop', desktopFile('Their Three'));
  expect(await namesIn('own', 'all')).toEqual(['Mine', 'My Three']);
});
