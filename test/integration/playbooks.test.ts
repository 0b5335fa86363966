/** Goals without steps, on real applications, checked by what is on the disk afterwards. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../fixtures/cli.ts';
import { cli, emptyFolder } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop, until } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;
let files: string;

beforeAll(async () => {
  desktop = await startDesktop();
  home = await emptyFolder();
  files = join(desktop.home, 'papers');
  await mkdir(files, { recursive: true });
  await writeFile(join(files, 'notes.txt'), 'The cat sat.\nA cat!\n');
  desktop.start('mousepad', ['--disable-server', join(files, 'notes.txt')]);
  await desktop.window(/Mousepad/);
});
afterAll(() => desktop.stop());

const run = (task: string): Promise<Outcome> =>
  cli(['run', task, '--confirm', 'deny'], {
    env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home },
  });

test('words are replaced in the editor in front, and the file is saved', async () => {
  const { stdout, code } = await run('Replace every "cat" with "dog" in the document and save it');
  expect(stdout).toContain('Done');
  expect(code).toBe(0);
  const text = (): Promise<string> => readFile(join(files, 'notes.txt'), 'utf8');
  expect(await until('the words', async () => (await text()).includes('dog'))).toBe(true);
  expect(await text()).toBe('The dog sat.\nA dog!\n');
});

test('a goal for a program that is not open is refused, and nothing is typed into another one', async () => {
  const before = await readFile(join(files, 'notes.txt'), 'utf8');
  const { stdout, code } = await run('Make a new folder called Invoices');
  expect(code).toBe(3);
  expect(stdout).toContain('no file manager is open');
  expect(existsSync(join(files, 'Invoices'))).toBe(false);
  expect(await readFile(join(files, 'notes.txt'), 'utf8')).toBe(before);
});

test('a folder is made directly where its path is said', async () => {
  const { code } = await run(`Create the folder ${join(files, 'Made')}`);
  expect(code).toBe(0);
  expect(existsSync(join(files, 'Made'))).toBe(true);
});
