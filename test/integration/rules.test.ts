/** The person's rules in whole runs on a real desktop: what they forbid is not done, and a refusal can say what to do. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cli, emptyFolder, jsonLines, type Outcome } from '../fixtures/cli.ts';
import { startDesktop, until, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;

beforeAll(async () => {
  desktop = await startDesktop({ width: 700, height: 420 });
  home = await emptyFolder();
  const file = join(desktop.home, 'letter.txt');
  await writeFile(file, '');
  desktop.start('mousepad', ['--disable-server', file]);
  const window = await desktop.window(/letter/, 180_000);
  await until('the editor in front', async () => (await desktop.windows()).find((w) => w.active)?.id === window.id);
});
afterAll(() => desktop.stop());

const steadyhand = (args: readonly string[], input = ''): Promise<Outcome> =>
  cli(args, { env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home }, input });
const run = (task: string, input = ''): Promise<Outcome> => steadyhand(['run', task, '--json'], input);
const events = (outcome: Outcome, name: string): Record<string, unknown>[] =>
  jsonLines(outcome.stdout).filter((e) => e['event'] === name);

test(
  'a refusal with a reason goes back to the planner, and what was said is done instead',
  { timeout: 600_000 },
  async () => {
    const outcome = await run('press Ctrl+Shift+Delete', 'n press Escape instead\n');
    expect(outcome.code).toBe(0);
    expect(events(outcome, 'acted').map((e) => e['what'])).toEqual(['Press Escape']);
    const [question] = events(outcome, 'confirmation_requested');
    expect(question).toMatchObject({
      request: { category: 'delete', scope: { apps: ['Mousepad'], controls: ['ctrl+shift+delete'] } },
    });
    expect(events(outcome, 'decision')[0]).toMatchObject({
      by: 'person:deny',
      asked: { answer: 'deny', person: true },
    });
  },
);

test('"always" saves the rule that was shown, and the next run is not asked', { timeout: 600_000 }, async () => {
  const first = await run('press Ctrl+Shift+Delete', 'a\n');
  expect(events(first, 'decision')[0]).toMatchObject({ outcome: 'allow', by: 'person:always' });
  const second = await run('press Ctrl+Shift+Delete');
  expect(events(second, 'confirmation_requested')).toEqual([]);
  const [decision] = events(second, 'decision');
  expect(decision?.['by']).toMatch(/^rule:allow-mousepad/);
  const tested = await steadyhand(['rules', 'test', '--run', 'last', '--json']);
  expect(jsonLines(tested.stdout)[0]).toMatchObject({ decision: 'allow', by: decision?.['by'] });
});

test('what a rule denies is not done, also when everything is allowed', { timeout: 600_000 }, async () => {
  expect(
    (await steadyhand(['rules', 'add', 'deny', '--app', 'mousepad', '--verb', 'type', '--id', 'hands-off'])).code,
  ).toBe(0);
  const outcome = await steadyhand(['run', 'type "hello"', '--json', '--confirm', 'allow']);
  expect(outcome.code).toBe(5);
  expect(events(outcome, 'acted')).toEqual([]);
  expect(events(outcome, 'decision')[0]).toMatchObject({ outcome: 'block', by: 'rule:hands-off' });
});

test('with damaged rules nothing is done, and the line is named', { timeout: 600_000 }, async () => {
  const file = join(home, 'rules.yaml');
  await writeFile(file, 'version: 1\nrules:\n  - id: x\n    effect: alow\n', { mode: 0o600 });
  const outcome = await run('press Escape');
  expect(outcome.code).toBe(5);
  expect(outcome.stderr).toContain(`${file}, line 4`);
  expect(events(outcome, 'acted')).toEqual([]);
});
