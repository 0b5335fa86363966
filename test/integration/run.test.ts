/** Whole runs on a real desktop through the command line, and what is left when they are cut short. */
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Outcome } from '../fixtures/cli.ts';
import { cli, emptyFolder, finished, jsonLines, startCli } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop, until } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;
let files: string;

beforeAll(async () => {
  desktop = await startDesktop();
  home = await emptyFolder();
  files = join(desktop.home, 'files');
  await mkdir(files);
  await writeFile(join(files, 'precious.txt'), 'keep me');
});
afterAll(async () => {
  await desktop.stop();
});

const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
const steadyhand = (args: readonly string[], input?: string): Promise<Outcome> =>
  cli(args, { env: env(), ...(input === undefined ? {} : { input }) });

/** An editor in front, empty, ready for keys. */
async function editor(name: string): Promise<string> {
  const file = join(files, name);
  await writeFile(file, '');
  desktop.start('mousepad', ['--disable-server', file]);
  const window = await desktop.window(new RegExp(name));
  await until('the editor in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
  await new Promise((r) => setTimeout(r, 800));
  return file;
}

test('a task is carried out, recorded and reported', async () => {
  const file = await editor('letter.txt');
  const report = await emptyFolder();
  const { code, stdout, stderr } = await steadyhand([
    'run',
    'Type "Grüße, 3 × 4 = 12 €" and press Ctrl+S',
    '--json',
    '--report',
    report,
  ]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  expect(await until('the text', async () => (await readFile(file, 'utf8')) || null)).toBe('Grüße, 3 × 4 = 12 €');
  const events = jsonLines(stdout).map((e) => e['event']);
  expect(events[0]).toBe('run_started');
  expect(events.at(-1)).toBe('run_finished');
  // Each step: judged, decided, sent, verified, in this order.
  expect(events.filter((e) => ['verdict', 'decision', 'acted', 'verified'].includes(String(e)))).toEqual([
    'verdict',
    'decision',
    'acted',
    'verified',
    'verdict',
    'decision',
    'acted',
    'verified',
  ]);
  const [page] = await readdir(report);
  const html = await readFile(join(report, page ?? ''), 'utf8');
  expect(html).toContain('Grüße');
  expect(html).not.toMatch(/(src|href)="(?!data:|#)/);
  expect((await steadyhand(['history', 'verify'])).code).toBe(0);
  expect((await steadyhand(['history', 'show', 'last'])).stdout).toContain('Ctrl+S');
});

test('a destructive step asks, "n" leaves everything as it was, and the answer is on record', async () => {
  desktop.start('thunar', [files]);
  await desktop.window(/files/);
  const task = 'In the file manager, click "precious.txt" and press Shift+Delete';
  const { code, stdout } = await steadyhand(['run', task, '--confirm', 'ask'], 'n\n');
  expect(code).toBe(5);
  expect(stdout).toContain('destructive');
  expect(await readFile(join(files, 'precious.txt'), 'utf8')).toBe('keep me');
  expect((await steadyhand(['history', 'show', 'last'])).stdout).toContain('person:deny');
});

test('with nobody there to answer, no answer is no', async () => {
  const { code } = await steadyhand(['run', 'Press Shift+Delete', '--confirm', 'ask'], '');
  expect(code).toBe(5);
  expect(existsSync(join(files, 'precious.txt'))).toBe(true);
});

test('a control that is not there ends the run with what was looked for', async () => {
  const { code, stdout } = await steadyhand(['run', 'Click "Launch the rocket"']);
  expect(code).toBe(3);
  expect(stdout).toContain('“Launch the rocket” is not on the screen');
});

test('a task that needs judgement is not guessed at', async () => {
  const { code, stdout } = await steadyhand(['run', 'Find out which of our suppliers is the most reliable']);
  expect(code).toBe(3);
  expect(stdout).toContain("don't know how");
});

test('the step budget ends a run', async () => {
  await editor('budget.txt');
  const { code, stdout } = await steadyhand(['run', 'Press Enter 5 times', '--max-steps', '2']);
  expect(code).toBe(3);
  expect(stdout).toContain('step budget of 2');
});

test('Ctrl+C in the middle of typing stops, lets go of every key and ends as stopped', async () => {
  await editor('long.txt');
  const child = startCli(['run', `Type "${'many words '.repeat(900)}"`], { env: env() });
  const done = finished(child);
  await until('typing', async () => (await desktop.run('xdotool', ['getactivewindow', 'getwindowname'])).includes('*'));
  child.kill('SIGINT');
  const { code, stdout } = await done;
  expect(code).toBe(4);
  expect(stdout).toContain('Stopped');
  const keys = await desktop.x.request<Buffer>((c, ready) => c.QueryKeymap(ready));
  expect([...keys].every((b) => b === 0)).toBe(true);
  expect((await steadyhand(['history', 'show', 'last'])).stdout).toContain('stopped');
});

test('closing the terminal stops a run in order', async () => {
  const child = startCli(['run', 'wait 30 seconds'], { env: env() });
  const done = finished(child);
  child.stdout?.on('data', (chunk: Buffer) => {
    if (chunk.includes('Plan')) child.kill('SIGHUP');
  });
  const { code, stdout } = await done;
  expect(code).toBe(4);
  expect(stdout).toContain('the terminal was closed');
  expect((await steadyhand(['history', 'show', 'last'])).stdout).toContain('stopped');
});

test('two runs at once on one display: the second is refused and names the first', async () => {
  const child = startCli(['run', 'wait 60 seconds', '--json'], { env: env() });
  const first = finished(child);
  // Only a run that has begun holds the display; before that either of the two may be first.
  let told = '';
  child.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await until('the first run', () => told.includes('run_started'), 60_000);
  const second = await steadyhand(['run', 'wait 0 seconds']);
  expect(second.code).toBe(6);
  expect(second.stderr).toContain(String(child.pid));
  child.kill('SIGTERM');
  expect((await first).code).toBe(4);
});

test('killed at any moment, the history verifies and says where it stopped', async () => {
  await editor('killed.txt');
  for (const after of [250, 700, 1200, 1700, 2300, 3000]) {
    const child = startCli(['run', 'Type "one", press Enter, type "two", press Enter, type "three"'], { env: env() });
    const done = finished(child);
    setTimeout(() => child.kill('SIGKILL'), after);
    await done;
    const verified = await steadyhand(['history', 'verify']);
    expect(verified.stdout).toContain('whole');
  }
  const runs = jsonLines((await steadyhand(['history', 'list', '--json'])).stdout);
  expect(runs.some((r) => r['status'] === 'interrupted')).toBe(true);
});
