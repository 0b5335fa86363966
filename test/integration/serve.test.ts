/** `steadyhand serve` as a person uses it: the printed address in a real browser, a task seen through, and the end. */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder, finished, startCli } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop, until } from '../fixtures/desktop.ts';

const CHROMIUM = '/usr/bin/chromium';
const hasBrowser = existsSync(CHROMIUM);

let desktop: Desktop;
let browser: Browser;
let server: ChildProcess;
let printed = '';
let files: string;

beforeAll(async () => {
  if (!hasBrowser) return;
  if (!existsSync(join('renderer', 'dist', 'index.html'))) execFileSync('npm', ['run', '-s', 'build:renderer']);
  desktop = await startDesktop();
  files = join(desktop.home, 'files');
  await mkdir(files);
  const home = await emptyFolder();
  await writeFile(join(home, 'settings.json'), JSON.stringify({ welcomed: true, language: 'en' }));
  const env = { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home };
  server = startCli(['serve', '--display', desktop.display, '--json'], { env });
  server.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until('the address', () => printed.includes('\n'));
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
});
afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  server.kill('SIGKILL');
  await desktop.stop();
});

const address = (): string => (JSON.parse(printed.split('\n')[0] ?? '') as { address: string }).address;

/** A page of its own session, and what its console complained about. */
async function visit(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await browser.newContext()).newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(url);
  return { page, complaints };
}

test.skipIf(!hasBrowser)('a task is given, planned, carried out and seen in the browser', async () => {
  const file = join(files, 'page.txt');
  await writeFile(file, '');
  desktop.start('mousepad', ['--disable-server', file]);
  await desktop.window(/page\.txt/);
  const { page, complaints } = await visit(address());
  await page.getByText('Ready', { exact: true }).waitFor();
  // The token does not stay where it could be bookmarked or seen.
  expect(page.url()).not.toContain('token');
  expect(await page.evaluate('document.cookie')).toBe('');
  await page.getByRole('textbox', { name: 'Task' }).fill('Type "from the browser" and press Ctrl+S');
  await page.getByRole('button', { name: 'Show the plan' }).click();
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await until('the text', async () => (await readFile(file, 'utf8')) === 'from the browser', 150_000);
  // The content security policy lets through all that the interface does.
  expect(complaints).toEqual([]);
});

test.skipIf(!hasBrowser)('the same address lets nobody else in', async () => {
  const { page } = await visit(address());
  await page.getByText('This address was used already').first().waitFor();
});

test.skipIf(!hasBrowser)('Ctrl+C ends it in order', async () => {
  const end = finished(server);
  server.kill('SIGINT');
  expect((await end).code).toBe(0);
});

test.each([
  [['serve', '--port', '99999'], 'a port from 0 to 65535'],
  [['serve', '--port', '80x'], 'a port from 0 to 65535'],
])('%j is a usage error', async (args, says) => {
  const { code, stderr } = await cli(args);
  expect(code).toBe(2);
  expect(stderr).toContain(says);
});
