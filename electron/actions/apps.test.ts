import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { globalBox } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import { Applications } from './apps.ts';

interface Made {
  readonly id: string;
  readonly name: string;
  readonly exec: string;
  readonly more?: readonly string[];
}
const APPS: readonly Made[] = [
  {
    id: 'org.xfce.mousepad',
    name: 'Mousepad',
    exec: 'mousepad %U',
    more: ['GenericName=Text Editor', 'GenericName[de]=Texteditor', 'Categories=Utility;TextEditor;GTK;'],
  },
  {
    id: 'org.xfce.mousepad-settings',
    name: 'Text Editor Settings',
    exec: 'mousepad --preferences',
    more: ['Categories=Settings;'],
  },
  {
    id: 'vim',
    name: 'Vim',
    exec: 'vim %F',
    more: ['GenericName=Text Editor', 'Terminal=true', 'Categories=TextEditor;'],
  },
  {
    id: 'code',
    name: 'Visual Studio Code',
    exec: '"/usr/bin/env" A=1 code --unity-launch %F',
    more: ['GenericName=Text Editor', 'Categories=TextEditor;Development;IDE;', 'StartupWMClass=Code'],
  },
  { id: 'galculator', name: 'Galculator', exec: 'galculator', more: ['Categories=Utility;'] },
  {
    id: 'thunar',
    name: 'Thunar File Manager',
    exec: 'thunar %U',
    more: ['GenericName=File Manager', 'Keywords=explorer;browser;trash;', 'Categories=System;FileManager;'],
  },
  {
    id: 'thunar-settings',
    name: 'File Manager Settings',
    exec: 'thunar-settings',
    more: ['Keywords=settings;preferences;', 'Categories=Settings;'],
  },
  {
    id: 'debian-uxterm',
    name: 'UXTerm',
    exec: 'uxterm',
    more: ['Categories=TerminalEmulator;', 'StartupWMClass=UXTerm'],
  },
  { id: 'debian-xterm', name: 'XTerm', exec: 'xterm', more: ['Categories=TerminalEmulator;', 'StartupWMClass=XTerm'] },
  {
    id: 'chromium',
    name: 'Chromium Web Browser',
    exec: 'chromium %U',
    more: ['GenericName=Web Browser', 'Categories=Network;WebBrowser;', 'StartupWMClass=chromium', 'Keywords=browser'],
  },
  { id: 'epiphany', name: 'Web', exec: 'epiphany', more: ['GenericName=Web Browser', 'Categories=WebBrowser;'] },
  {
    id: 'writer',
    name: 'LibreOffice Writer',
    exec: 'libreoffice --writer',
    more: ['Categories=Office;WordProcessor;'],
  },
  { id: 'helper', name: 'Secret Helper', exec: 'helper', more: ['NoDisplay=true'] },
  { id: 'fancy', name: 'Notes Deluxe', exec: 'fancy', more: ['Keywords=memo;jotter;'] },
];
const PROGRAMS =
  'mousepad vim env code galculator thunar thunar-settings uxterm xterm chromium epiphany libreoffice helper fancy';

let dir = '';
let apps: Applications;
let env: Record<string, string> = {};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'steadyhand-apps-'));
  await mkdir(join(dir, 'share/applications'), { recursive: true });
  await mkdir(join(dir, 'bin'));
  for (const name of PROGRAMS.split(' ')) await writeFile(join(dir, 'bin', name), '#!/bin/sh\n', { mode: 0o755 });
  await symlink(join(dir, 'bin/uxterm'), join(dir, 'bin/x-terminal-emulator'));
  await symlink(join(dir, 'bin/chromium'), join(dir, 'bin/x-www-browser'));
  for (const { id, name, exec, more = [] } of APPS) {
    const lines = ['[Desktop Entry]', 'Type=Application', `Name=${name}`, `Exec=${exec}`, ...more];
    await writeFile(join(dir, 'share/applications', `${id}.desktop`), lines.join('\n'));
  }
  env = { PATH: join(dir, 'bin'), HOME: dir, XDG_DATA_DIRS: join(dir, 'share'), XDG_CONFIG_DIRS: join(dir, 'etc') };
  apps = new Applications({ env, dirs: [join(dir, 'share')] });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

test.each([
  ['text editor', 'Mousepad'],
  ['the text editor', 'Mousepad'],
  ['Text Editor app', 'Mousepad'],
  ['Texteditor', 'Mousepad'],
  ['éditeur de texte', 'Mousepad'],
  ['Mousepad', 'Mousepad'],
  ['mousepd', 'Mousepad'],
  ['calculator', 'Galculator'],
  ['the Calculator application', 'Galculator'],
  ['calc', 'Galculator'],
  ['Taschenrechner', 'Galculator'],
  ['Galculatr', 'Galculator'],
  ['file manager', 'Thunar File Manager'],
  ['Files', 'Thunar File Manager'],
  ['thunar', 'Thunar File Manager'],
  ['File Manager Settings', 'File Manager Settings'],
  ['terminal', 'UXTerm'],
  ['xterm', 'XTerm'],
  ['browser', 'Chromium Web Browser'],
  ['web browser', 'Chromium Web Browser'],
  ['Web', 'Web'],
  ['Chromium', 'Chromium Web Browser'],
  ['Visual Studio Code', 'Visual Studio Code'],
  ['VS Code', 'Visual Studio Code'],
  ['LibreOffice Writer', 'LibreOffice Writer'],
  ['libreoffice-writer', 'LibreOffice Writer'],
  ['word processor', 'LibreOffice Writer'],
  ['notes', 'Notes Deluxe'],
  ['jotter', 'Notes Deluxe'],
])('“%s” is %s', async (phrase, name) => {
  expect((await apps.find(phrase))?.name ?? null).toBe(name);
});

test.each(['settings', 'the preferences', 'Firefox', 'image viewer', 'Secret Helper', 'lxterm', 'app', 'the', '', '…'])(
  '“%s” is none of them, and none is guessed',
  async (phrase) => {
    expect(await apps.find(phrase)).toBeNull();
  },
);

test('a command has no field codes left, a terminal around a terminal program, and the class of its windows', async () => {
  expect(await apps.find('mousepad')).toEqual({ name: 'Mousepad', command: ['mousepad'], wmClass: null });
  expect((await apps.find('code'))?.command).toEqual(['/usr/bin/env', 'A=1', 'code', '--unity-launch']);
  expect((await apps.find('code'))?.wmClass).toBe('Code');
  expect((await apps.find('vim'))?.command).toEqual(['x-terminal-emulator', '-e', 'vim']);
});

test("the person's own choice decides between several of a kind, a name does not ask for it", async () => {
  const config = await mkdtemp(join(dir, 'config-'));
  await writeFile(
    join(config, 'mimeapps.list'),
    '[Added Associations]\ntext/plain=vim.desktop\n[Default Applications]\ntext/plain=gone.desktop;code.desktop;\n' +
      'x-scheme-handler/https=epiphany.desktop\n',
  );
  const own = new Applications({ env: { ...env, XDG_CONFIG_HOME: config }, dirs: [join(dir, 'share')] });
  expect((await own.find('web browser'))?.name).toBe('Web');
  expect((await own.find('text editor'))?.name).toBe('Visual Studio Code');
  expect((await own.find('Chromium'))?.name).toBe('Chromium Web Browser');
});

test('without any application nothing is found and nothing fails', async () => {
  const none = new Applications({ env: {}, dirs: [join(dir, 'nowhere')] });
  expect(await none.find('text editor')).toBeNull();
});

let nextId = 1;
const window = (title: string, app: string, more: Partial<WindowInfo> = {}): WindowInfo => ({
  id: nextId++,
  title,
  app,
  pid: null,
  box: globalBox(0, 0, 10, 10),
  active: false,
  minimised: false,
  transientFor: null,
  dialog: false,
  ...more,
});

const shell = window('root@box: ~/terminal', 'XTerm');
const letter = window('letter.txt - Mousepad', 'Mousepad');
const notes = window('terminal notes.txt - Mousepad', 'Mousepad');
const folder = window('Documents - Thunar', 'Thunar');
const sum = window('galculator', 'Galculator');
const page = window('How to use a text editor - Chromium', 'Chromium');
const OPEN = [shell, letter, notes, folder, sum, page];

test.each<[string, WindowInfo | null]>([
  ['terminal', shell],
  ['the terminal window', shell],
  ['xterm', shell],
  ['text editor', letter],
  ['the text editor window', letter],
  ['Mousepad', letter],
  ['letter.txt', letter],
  ['terminal notes', notes],
  ['the text editor with terminal notes.txt', notes],
  ['letter in Mousepad', letter],
  ['file manager', folder],
  ['Documents', folder],
  ['the Documents folder in the file manager', folder],
  ['calculator', sum],
  ['browser', page],
  ['How to use a text editor', page],
  ['spreadsheet', null],
  ['letter.pdf', null],
  ['the window', null],
  ['', null],
])('“%s” names the right window', async (phrase, expected) => {
  expect(await apps.matchWindow(phrase, OPEN)).toBe(expected);
});

test('of several the active one is meant, else the one in front, a minimised one last', async () => {
  const hidden = window('a.txt - Mousepad', 'Mousepad', { minimised: true });
  const front = window('b.txt - Mousepad', 'Mousepad');
  const active = window('c.txt - Mousepad', 'Mousepad', { active: true });
  expect(await apps.matchWindow('text editor', [hidden, front, active])).toBe(active);
  expect(await apps.matchWindow('text editor', [hidden, front])).toBe(front);
  expect(await apps.matchWindow('text editor', [hidden])).toBe(hidden);
});

test('a dialog in front of its application answers for it', async () => {
  const main = window('Untitled 1 - Mousepad', 'Mousepad');
  const dialog = window('Save As', 'Mousepad', { dialog: true, active: true, transientFor: main.id });
  expect(await apps.matchWindow('text editor', [dialog, main])).toBe(dialog);
  expect(await apps.matchWindow('Save As', [dialog, main])).toBe(dialog);
  expect(await apps.matchWindow('the Save As dialog', [dialog, main])).toBe(dialog);
  expect(await apps.matchWindow('untitled', [dialog, main])).toBe(main);
});

test('a program that has no entry is still known by its class', async () => {
  const none = new Applications({ env: {}, dirs: [join(dir, 'nowhere')] });
  expect(await none.matchWindow('mousepad', OPEN)).toBe(letter);
  expect(await none.matchWindow('calculator', OPEN)).toBe(sum);
});
