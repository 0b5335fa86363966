/** A task done once becomes a skill, which its sentence finds again with other values; on a real desktop. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder, jsonLines, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;
beforeAll(async () => {
  desktop = await startDesktop({ width: 1000, height: 700 });
  home = await emptyFolder();
});
afterAll(() => desktop.stop());

const steadyhand = (...args: string[]): Promise<Outcome> =>
  cli(args, { env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home } });
const noteFor = (month: string, file: string): string =>
  `Open Mousepad, type "Report for ${month}", press ctrl+shift+s, type "${file}" and press Enter`;
const saved = (file: string): string | null => {
  const path = join(desktop.home, file);
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
};

test('a run is saved, and its sentence with other values is done by the skill', async () => {
  const run = await steadyhand('run', noteFor('March', 'march.txt'), '--confirm', 'deny', '--json');
  expect(run.code).toBe(0);
  await until('march.txt', () => Promise.resolve(saved('march.txt') !== null));
  const skill = await steadyhand('demo', 'save-run', 'last', 'note', '--json');
  expect(skill.stderr).toBe('');
  const [read] = jsonLines(skill.stdout) as unknown as { parameters: { default: string }[]; said: string[] }[];
  expect(read?.parameters.map((p) => p.default)).toEqual(['Report for March', 'march.txt']);
  expect(read?.said).toEqual(['Open Mousepad, type {{text}}, press ctrl+shift+s, type {{file_name}} and press Enter']);

  const again = await steadyhand('run', noteFor('April', 'april.txt'), '--confirm', 'deny', '--json');
  expect(again.stderr).toContain('the skill “note”');
  expect(jsonLines(again.stdout).find((e) => e['event'] === 'planned')).toMatchObject({ source: 'skill:note' });
  expect(again.code).toBe(0);
  await until('april.txt', () => Promise.resolve(saved('april.txt') !== null));
  expect(saved('april.txt')).toBe('Report for April');
  expect((await steadyhand('demo', 'list')).stdout).toContain('1 of 1 replays done');

  // Another sentence is not done by it, and is not refused for it either.
  const other = await steadyhand('run', `${noteFor('May', 'may.txt')} twice`, '--dry-run', '--json');
  expect(jsonLines(other.stdout).find((e) => e['event'] === 'planned')).not.toMatchObject({ source: 'skill:note' });
});

test.each([
  ['a run that is not there', ['save-run', 'nothing', 'x'], 'There is no run "nothing"'],
  ['a name that is taken', ['save-run', 'last', 'note'], 'There is a skill “note” already'],
  ['the replay of a skill', ['save-run', 'last', 'again'], 'is the replay of a skill'],
])('%s is said in one line', async (_what, args, line) => {
  const outcome = await steadyhand('demo', ...args);
  expect(outcome.code).toBe(2);
  expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  expect(outcome.stderr).toContain(line);
});
