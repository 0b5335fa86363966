/** A skill whose control is called something else now: it halts, is pointed at anew, tried, and kept only if the effect came. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SkillLibrary, type Skill } from '../../electron/demos/index.ts';
import { boxCentre } from '../../electron/protocol/coordinates.ts';
import { openPerson, type Person } from '../bench/replay/person.ts';
import { cli, emptyFolder, finished, jsonLines, startCli, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let person: Person;
let home: string;
const skill: Skill = {
  ...{ format: 1, name: 'save-menu', title: 'Open the file menu', parameters: [] },
  recorded: { at: '2026-01-01T00:00:00Z', screen: [1000, 700], monitors: 1, scale: 1 },
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
const text = (): string => readFileSync(join(home, 'skills/save-menu/skill.yaml'), 'utf8');
const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
const demo = (...args: string[]): Promise<Outcome> => cli(['demo', ...args], { env: env() });
const replay = (): Promise<Outcome> => demo('replay', 'save-menu', '--confirm', 'deny', '--patience', '3', '--json');

async function at(label: string): Promise<string> {
  const { stdout } = await cli(['screen', '--display', desktop.display, '--json'], { env: env() });
  const [screen] = jsonLines(stdout) as unknown as {
    elements: {
      text: string;
      words?: { text: string; box: Parameters<typeof boxCentre>[0] }[];
      box: Parameters<typeof boxCentre>[0];
    }[];
  }[];
  const words = screen?.elements.flatMap((e) =>
    e.text === label ? [e] : (e.words ?? []).filter((w) => w.text === label),
  );
  const box = words?.[0]?.box;
  if (!box) throw new Error(`${label} is not on the screen`);
  const { x, y } = boxCentre(box);
  return `${Math.round(x)},${Math.round(y)}`;
}
async function closeMenu(): Promise<void> {
  await person.press('escape');
  await person.pause(500);
}

beforeAll(async () => {
  desktop = await startDesktop({ width: 1000, height: 700 });
  person = await openPerson(desktop.display);
  home = await emptyFolder();
  new SkillLibrary(home).save(skill, new Map());
  desktop.start('mousepad', ['--disable-server']);
  await desktop.window(/Mousepad/);
  await person.pause(2_000);
});
afterAll(async () => {
  await person.close();
  await desktop.stop();
});

test('nothing that did not halt is repaired without saying which step', async () => {
  const outcome = await demo('repair', 'save-menu', '--at', '1,1');
  expect(outcome.code).toBe(2);
  expect(outcome.stderr).toContain('did not halt');
});

test('a wrong place is tried and not kept; the right one is, after the change was shown', async () => {
  const halted = await replay();
  expect(halted.code).toBe(3);
  const before = text();

  const wrong = await demo(
    'repair',
    'save-menu',
    '--at',
    await at('Help'),
    '--yes',
    '--confirm',
    'deny',
    '--patience',
    '3',
    '--json',
  );
  expect(jsonLines(wrong.stdout).at(-1)).toMatchObject({
    event: 'dropped',
    why: expect.stringContaining('Save As') as string,
  });
  expect(wrong.code).toBe(3);
  expect(text()).toBe(before);
  await closeMenu();

  const file = await at('File');
  const unasked = await demo('repair', 'save-menu', '--at', file);
  expect(unasked.stdout).toContain('+');
  expect(unasked.code).toBe(4);
  expect(text()).toBe(before);

  const right = await demo('repair', 'save-menu', '--at', file, '--yes', '--confirm', 'deny', '--json');
  expect(jsonLines(right.stdout).find((e) => e['event'] === 'proposed')).toMatchObject({
    diff: expect.arrayContaining([expect.stringMatching(/^\+.*label: File/)]) as string[],
  });
  expect(jsonLines(right.stdout).at(-1)).toMatchObject({ event: 'kept' });
  expect(text()).toContain('label: File');
  await closeMenu();
  expect((await replay()).code).toBe(0);
  await closeMenu();
  expect((await demo('list')).stdout).toContain('1 of 2 replays done');
});

test('the person does the step, with its effect: that is kept; with another effect it is not', async () => {
  const withOther = async (does: () => Promise<void>): Promise<Outcome> => {
    const args = ['demo', 'repair', 'save-menu', '--step', '1', '--show', '--yes', '--json'];
    const child = startCli(args, { env: env() });
    const done = finished(child);
    let told = '';
    child.stdout?.on('data', (c: Buffer) => (told += c.toString()));
    await until('the recording', () => Promise.resolve(told.includes('"recording"')));
    await person.pause(1_000);
    await does();
    await person.pause(1_500);
    child.kill('SIGINT');
    return done;
  };
  const [x = 0, y = 0] = (await at('Help')).split(',').map(Number);
  const before = text();
  const other = await withOther(() => person.click({ x, y }));
  expect(other.code).toBe(3);
  expect(other.stderr).toContain('did not show');
  expect(text()).toBe(before);
  await closeMenu();
  const [fx = 0, fy = 0] = (await at('File')).split(',').map(Number);
  const kept = await withOther(() => person.click({ x: fx, y: fy }));
  expect(kept.stderr).toBe('');
  expect(jsonLines(kept.stdout).at(-1)).toMatchObject({ event: 'kept' });
  expect(text()).not.toBe(before);
  await closeMenu();
  expect((await replay()).code).toBe(0);
});
