/** Everyday tasks on real applications, checked by what is on the disk or on the display afterwards. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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
  await mkdir(join(files, 'Archive'), { recursive: true });
  for (const name of ['notes.txt', 'budget.csv']) await writeFile(join(files, name), 'hello\n');
  desktop.start('thunar', [files]);
  await desktop.window(/Thunar/);
  await new Promise((r) => setTimeout(r, 1500));
});
afterAll(() => desktop.stop());

const run = (task: string, confirm: 'deny' | 'allow' = 'deny'): Promise<Outcome> =>
  cli(['run', task, '--confirm', confirm], {
    env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home },
  });

test('a file is renamed through its context menu, extension and all', async () => {
  const { code, stdout } = await run(
    'In the file manager, right-click notes.txt and choose Rename, type "letter.txt" and press Enter',
  );
  expect(stdout).toContain('Done');
  expect(code).toBe(0);
  expect(await until('the new name', async () => (await readdir(files)).includes('letter.txt'))).toBe(true);
  expect(await readdir(files)).not.toContain('notes.txt');
});

test('a file is dragged into a folder', async () => {
  // A drop onto a folder moves the file: that is asked about.
  expect((await run('Drag budget.csv onto Archive')).code).toBe(5);
  expect((await run('Drag budget.csv onto Archive', 'allow')).code).toBe(0);
  expect(await until('the file', () => existsSync(join(files, 'Archive', 'budget.csv')))).toBe(true);
  expect(await readdir(files)).not.toContain('budget.csv');
});

test('a file is opened, changed, saved, and saved under another name', async () => {
  expect((await run('Double-click letter.txt')).code).toBe(0);
  const change = await run('In the text editor, press Ctrl+End, type "Grüße, 12 €" and press Ctrl+S');
  expect(change.code).toBe(0);
  expect(await until('the text', async () => (await readFile(join(files, 'letter.txt'), 'utf8')).slice(6))).toContain(
    'Grüße, 12 €',
  );
  expect((await run('Save the file as copy.txt')).stdout).toContain('Done');
  expect(await until('the copy', () => existsSync(join(files, 'copy.txt')))).toBe(true);
});

test('a menu that was left open does not lead the next run to the wrong file', async () => {
  expect((await run('In the file manager, click View')).code).toBe(0);
  const { code, stdout } = await run('Click letter.txt, press F2, type "final.txt" and press Enter');
  expect(stdout).toContain('a menu was left open');
  expect(code).toBe(0);
  expect(await until('the new name', async () => (await readdir(files)).includes('final.txt'))).toBe(true);
  expect((await readdir(files)).sort()).toEqual(['Archive', 'copy.txt', 'final.txt']);
});

test('a sum is worked out by clicking, and read', async () => {
  const { code, stdout } = await run(
    'Open the calculator, click 7, click *, click 8 and click =, then tell me the result',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/Answer\s+56/);
});
