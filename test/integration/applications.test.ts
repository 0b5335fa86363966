/** The applications of this machine, and their windows on a real desktop, by what people call them. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Applications } from '../../electron/actions/apps.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let apps: Applications;

beforeAll(async () => {
  desktop = await startDesktop();
  apps = new Applications({ env: desktop.env });
});
afterAll(() => desktop.stop());

test.each([
  ['the text editor', 'mousepad'],
  ['Mousepad', 'mousepad'],
  ['calculator', 'galculator'],
  ['the file manager', 'thunar'],
  ['xterm', 'xterm'],
])('“%s” is installed as %s', async (phrase, program) => {
  expect((await apps.find(phrase))?.command).toEqual([program]);
});

test('a terminal is found, whichever the system prefers', async () => {
  expect((await apps.find('a terminal'))?.command[0]).toMatch(/term/);
});

test('an application that was found opens a window that answers to the same words', async () => {
  for (const phrase of ['text editor', 'calculator', 'file manager', 'terminal']) {
    const [program = '', ...args] = (await apps.find(phrase))?.command ?? [];
    desktop.start(program, args);
    await until(`a window for ${phrase}`, async () => apps.matchWindow(phrase, await desktop.windows()));
  }
  const windows = await desktop.windows();
  const matched = await Promise.all(
    ['text editor', 'calculator', 'file manager', 'terminal'].map((p) => apps.matchWindow(p, windows)),
  );
  expect(new Set(matched.map((w) => w?.id)).size).toBe(4);
  expect(matched.map((w) => w?.app.toLowerCase())).toEqual(['mousepad', 'galculator', 'thunar', 'xterm']);
  expect(await apps.matchWindow('web browser', windows)).toBeNull();
});
