/** Skills done when a file appears, with nobody there: what is harmless is done, what would ask is denied and reported. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SkillLibrary, type Skill } from '../../electron/demos/index.ts';
import { cli, emptyFolder, finished, jsonLines, startCli, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;
let inbox: string;
beforeAll(async () => {
  desktop = await startDesktop({ width: 800, height: 600 });
  home = await emptyFolder();
  inbox = join(desktop.home, 'inbox');
  await mkdir(inbox);
  await writeFile(join(inbox, 'old.csv'), 'x');
  const common = { format: 1, recorded: { at: '', screen: [800, 600] as [number, number], monitors: 1, scale: 1 } };
  const parameters: Skill['parameters'] = [{ name: 'file', type: 'text', default: join(inbox, 'old.csv') }];
  const step = (op: 'copy' | 'trash', to?: string): Skill['steps'] => [
    {
      ...{ do: 'act', say: `${op} {{file}}`, risk: 'safe', category: 'none' },
      intent: { do: 'file', op, path: '{{file}}', ...(to === undefined ? {} : { to }) },
    },
  ];
  const library = new SkillLibrary(home);
  library.save(
    { ...common, name: 'keep-copy', title: 'Copy', parameters, steps: step('copy', join(desktop.home, 'copy.csv')) },
    new Map(),
  );
  library.save({ ...common, name: 'throw-away', title: 'Throw away', parameters, steps: step('trash') }, new Map());
});
afterAll(() => desktop.stop());
const env = (): NodeJS.ProcessEnv => ({ ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home });
const schedule = (...args: string[]): Promise<Outcome> => cli(['schedule', ...args], { env: env() });

test('a file that appears is worked on; what would ask is denied, and both are told', async () => {
  for (const skill of ['keep-copy', 'throw-away']) {
    const added = await schedule('add', skill, '--file', join(inbox, '*.csv'), '--file-param', 'file');
    expect(added.stderr).toBe('');
    expect(added.stdout).toContain('*.csv appears in');
  }
  const child = startCli(['schedule', 'watch', '--json'], { env: env() });
  const done = finished(child);
  let told = '';
  child.stdout?.on('data', (c: Buffer) => (told += c.toString()));
  await until('the watch', () => Promise.resolve(told.includes('"watching"')));
  // A second one would do everything twice.
  const second = await schedule('watch');
  expect(second.code).toBe(6);
  expect(second.stderr).toContain('Another process watches');
  await writeFile(join(inbox, 'march.csv'), 'a,b\n1,2\n');
  await until('both', async () => (await schedule('list')).stdout.match(/last \d/g)?.length === 2, 120_000);
  child.kill('SIGINT');
  expect((await done).code).toBe(0);
  expect(existsSync(join(desktop.home, 'copy.csv'))).toBe(true);
  // Nobody was there to say yes.
  expect(existsSync(join(inbox, 'march.csv'))).toBe(true);
  const list = (await schedule('list')).stdout;
  expect(list).toMatch(/keep-copy.*: done/);
  expect(list).toMatch(/throw-away.*: blocked \(.*nobody was there to be asked/);
});

test('a schedule that was removed is gone', async () => {
  const added = await schedule('add', 'keep-copy', '--every', '1m', '--json');
  const [made] = jsonLines(added.stdout) as unknown as { id: string }[];
  const id = made?.id ?? '';
  expect((await schedule('list')).stdout).toContain('every 1 min');
  expect((await schedule('remove', id)).stdout).toContain('Removed');
  expect((await schedule('list')).stdout).not.toContain('every 1 min');
});

test.each([
  ['no time', ['add', 'keep-copy'], 'It is not said when'],
  ['a skill that is not there', ['add', 'nothing', '--at', '08:00'], 'There is no skill'],
  ['a time that is past', ['add', 'keep-copy', '--at', '2020-01-01 08:00'], 'is past'],
  ['a folder that is not there', ['add', 'keep-copy', '--file', '/nowhere/*.csv'], 'There is no folder'],
  ['a parameter nobody knows', ['add', 'keep-copy', '--at', '08:00', '--file-param', 'x'], 'has no parameter'],
  ['a schedule that is not there', ['remove', 'ffffff'], 'There is no schedule'],
])('%s is said in one line', async (_what, args, line) => {
  const outcome = await schedule(...args);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  expect(outcome.stderr).toContain(line);
});
