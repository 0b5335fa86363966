/**
 * The window at work on a real desktop: what is recorded is put into words meanwhile, a step is tried, a skill that halted
 * is repaired by pointing at its control, and one is scheduled. In a real browser, over `steadyhand serve`.
 */
import { execFileSync, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { SkillLibrary, type Skill } from '../../electron/demos/index.ts';
import { boxCentre } from '../../electron/protocol/coordinates.ts';
import { openPerson, type Person, type Place } from '../bench/replay/person.ts';
import { cli, emptyFolder, jsonLines, startCli } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

const CHROMIUM = '/usr/bin/chromium';
const hasBrowser = existsSync(CHROMIUM);
const SIZE = { width: 1000, height: 700 };
/** A busy machine reads a screen in many seconds. */
const PATIENT = 240_000;

let desktop: Desktop;
let person: Person;
let browser: Browser;
let server: ChildProcess;
let page: Page;
let home: string;
let inbox: string;
const complaints: string[] = [];

const common = {
  ...{ format: 1, parameters: [] },
  recorded: {
    at: '2026-01-01T00:00:00Z',
    screen: [SIZE.width, SIZE.height] as [number, number],
    monitors: 1,
    scale: 1,
  },
};
/** Its control is called something else by now. */
const openMenu: Skill = {
  ...{ ...common, name: 'open-menu', title: 'Open the file menu' },
  steps: [
    {
      ...{ do: 'click', say: 'Click *Papers* in *Untitled 1 - Mousepad*', risk: 'safe', category: 'none' },
      window: { app: 'Mousepad', title: 'Untitled 1 - Mousepad' },
      target: {
        ...{ kind: 'text', label: 'Papers', in: 'window', beside: [] },
        place: { left: 500, top: 400, right: 100, bottom: 100, width: 40, height: 20 },
      },
      expect: { shows: ['Save As...'], changes: 'much' },
    },
  ],
};

/** Where a word stands on the display. */
async function at(label: string): Promise<Place> {
  const env = { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home };
  const { stdout } = await cli(['screen', '--display', desktop.display, '--json'], { env });
  type Word = { text: string; box: Parameters<typeof boxCentre>[0] };
  const [screen] = jsonLines(stdout) as unknown as { elements: (Word & { words?: Word[] })[] }[];
  const box = screen?.elements
    .flatMap((e) => (e.text === label ? [e] : (e.words ?? []).filter((w) => w.text === label)))
    .at(0)?.box;
  if (!box) throw new Error(`${label} is not on the screen`);
  const { x, y } = boxCentre(box);
  return { x: Math.round(x), y: Math.round(y) };
}
const goTo = (route: string): Promise<unknown> => page.evaluate(`location.hash = ${JSON.stringify(route)}`);
const ended = (): Promise<void> => page.locator('.result').waitFor();
async function closeMenu(): Promise<void> {
  await person.press('escape');
  await person.pause(1000);
}

beforeAll(async () => {
  if (!hasBrowser) return;
  if (!existsSync(join('renderer', 'dist', 'index.html'))) execFileSync('npm', ['run', '-s', 'build:renderer']);
  desktop = await startDesktop(SIZE);
  person = await openPerson(desktop.display);
  home = await emptyFolder();
  inbox = join(desktop.home, 'inbox');
  await mkdir(inbox);
  await writeFile(join(inbox, 'old.csv'), 'x');
  await writeFile(join(home, 'settings.json'), JSON.stringify({ welcomed: true, language: 'en' }));
  const library = new SkillLibrary(home);
  library.save(openMenu, new Map());
  const to = join(desktop.home, 'copy.csv');
  library.save(
    {
      ...{ ...common, name: 'keep-copy', title: 'Keep a copy' },
      parameters: [{ name: 'file', type: 'text', default: join(inbox, 'old.csv') }],
      steps: [
        {
          ...{ do: 'act', say: 'Copy {{file}}', risk: 'safe', category: 'none' },
          intent: { do: 'file', op: 'copy', path: '{{file}}', to },
        },
      ],
    },
    new Map(),
  );
  desktop.start('mousepad', ['--disable-server']);
  await desktop.window(/Mousepad/);
  const env = { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home };
  server = startCli(['serve', '--display', desktop.display, '--json'], { env });
  let printed = '';
  server.stdout?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  await until('the address', () => printed.includes('\n'), PATIENT);
  browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(PATIENT);
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto((JSON.parse(printed.split('\n')[0] ?? '') as { address: string }).address);
  await page.getByText('Ready', { exact: true }).waitFor();
}, PATIENT);
afterAll(async () => {
  if (!hasBrowser) return;
  await browser.close();
  server.kill('SIGKILL');
  await person.close();
  await desktop.stop();
});
beforeEach((context) => {
  if (!hasBrowser) context.skip();
});

test(
  'a skill that halts is shown with its reason; its control is pointed at in the live view, tried and kept',
  async () => {
    await goTo('#/demonstrations/open-menu');
    await page.getByRole('button', { name: 'Replay', exact: true }).click();
    await ended();
    const file = await at('File');
    await goTo('#/demonstrations/open-menu');
    await page.getByText('The last replay stopped at step 1/1').waitFor();
    await page.getByRole('button', { name: 'Point at the control' }).click();
    const stage = page.locator('.stage[data-state=on]');
    await stage.waitFor();
    const size = await stage.boundingBox();
    if (!size) throw new Error('the stage is not there');
    await stage.click({ position: { x: (file.x / SIZE.width) * size.width, y: (file.y / SIZE.height) * size.height } });
    await page.getByRole('button', { name: 'It is here' }).click();
    await page.getByRole('button', { name: 'Try it now' }).waitFor();
    const text = (): string => readFileSync(join(home, 'skills/open-menu/skill.yaml'), 'utf8');
    // Nothing is kept before it was tried.
    expect(text()).toContain('label: Papers');
    await page.getByRole('button', { name: 'Try it now' }).click();
    await page.getByText('Kept. The next replay does it this way.').waitFor();
    expect(text()).toContain('label: File');
    await closeMenu();
    expect(complaints).toEqual([]);
  },
  2 * PATIENT,
);

test(
  'one step of a skill is tried through the same run, and is no replay of the skill',
  async () => {
    const replays = new SkillLibrary(home).list().find((s) => s.name === 'open-menu')?.stats.replays;
    await goTo('#/demonstrations/open-menu/steps');
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Try this step' }).click();
    await page.getByText('Try step 1 of “open-menu”').first().waitFor();
    await page.locator('.result').getByText('Done', { exact: true }).waitFor();
    expect(new SkillLibrary(home).list().find((s) => s.name === 'open-menu')?.stats.replays).toBe(replays);
    await closeMenu();
  },
  PATIENT,
);

test(
  'what is done while a recording runs is put into words in the window',
  async () => {
    const help = await at('Help');
    await goTo('#/demonstrations');
    await page.getByRole('button', { name: 'Record a demonstration' }).click();
    await page.getByLabel('Name', { exact: true }).fill('look-at-help');
    await page.getByRole('button', { name: 'Start recording' }).click();
    await page.locator('.recording').waitFor();
    await person.pause(1500);
    await person.click(help);
    await page.locator('.recording .captions li', { hasText: /Click Help/ }).waitFor();
    await person.press('escape');
    await page.locator('.recording .captions li', { hasText: /Press Esc/ }).waitFor();
    await page.getByRole('button', { name: 'Finish' }).click();
    await page.locator('.recording').waitFor({ state: 'detached' });
    await until('the skill', () => new SkillLibrary(home).has('look-at-help'), PATIENT);
    expect(complaints).toEqual([]);
  },
  2 * PATIENT,
);

test(
  'a skill is scheduled for a file that appears, and what came of it is seen',
  async () => {
    await goTo('#/demonstrations/keep-copy/schedule');
    await page.getByRole('button', { name: 'Add to the schedule' }).click();
    const form = page.getByRole('form');
    await form.getByLabel('When', { exact: true }).selectOption('file');
    await form.getByLabel('Folder').fill(inbox);
    await form.getByLabel('File name').fill('*.csv');
    await form.getByLabel('Give the file to').selectOption('file');
    await form.getByRole('button', { name: 'Add to the schedule' }).click();
    await page.getByRole('heading', { name: `When *.csv appears in ${inbox}` }).waitFor();
    await writeFile(join(inbox, 'march.csv'), 'a,b\n1,2\n');
    const copy = join(desktop.home, 'copy.csv');
    await until('the copy', () => existsSync(copy), PATIENT);
    expect(readFileSync(copy, 'utf8')).toBe('a,b\n1,2\n');
    await page.getByText('Done', { exact: true }).first().waitFor();
    expect(complaints).toEqual([]);
  },
  PATIENT,
);
