/** Controls that are not in sight: looked for behind menus and in settings of a real editor. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../fixtures/cli.ts';
import { cli, emptyFolder } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;

beforeAll(async () => {
  desktop = await startDesktop();
  home = await emptyFolder();
  const file = join(desktop.home, 'poem.txt');
  await writeFile(file, 'one\ntwo\nthree\n');
  desktop.start('mousepad', ['--disable-server', file]);
  await desktop.window(/Mousepad/);
  await new Promise((r) => setTimeout(r, 1500));
});
afterAll(() => desktop.stop());

const run = (task: string): Promise<Outcome> =>
  cli(['run', task, '--confirm', 'deny'], {
    env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home },
  });

test('a control behind a menu is found there, and the way is told', async () => {
  const { code, stdout, stderr } = await run('Click Auto Indent');
  const said = stdout + stderr;
  expect(said).toContain('looking for it in menus and settings');
  expect(said).toMatch(/Document > Auto Indent says what is wanted/);
  expect(said).toContain('Done');
  expect(code).toBe(0);
});

test('a goal that nobody wrote a way for is served by the control that says it', async () => {
  const { code, stdout, stderr } = await run('Show the whitespace');
  expect(stdout + stderr).toMatch(/says what is wanted/);
  expect(code).toBe(0);
});

test('what is nowhere is looked for, and then the person is asked', async () => {
  const { code, stdout, stderr } = await run('Click Warp Drive');
  const said = stdout + stderr;
  expect(said).toMatch(/looked in .*View/);
  expect(said).toContain('show me once');
  expect(code).toBe(3);
});
