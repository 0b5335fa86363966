/** Twenty rows of a table through one skill: the row that fails is named with its line, the others are done. */
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SkillLibrary } from '../../electron/demos/index.ts';
import { cli, emptyFolder, jsonLines } from '../fixtures/cli.ts';
import { startDesktop, type Desktop } from '../fixtures/desktop.ts';

let desktop: Desktop;
let home: string;
let folder: string;
beforeAll(async () => {
  desktop = await startDesktop({ width: 640, height: 480 });
  home = await emptyFolder();
  folder = join(desktop.home, 'rows');
  await mkdir(folder);
  new SkillLibrary(home).save(
    {
      ...{ format: 1, name: 'copy-one', title: 'Copy a file' },
      recorded: { at: '', screen: [640, 480], monitors: 1, scale: 1 },
      parameters: [
        { name: 'from', type: 'text', default: 'a' },
        { name: 'to', type: 'text', default: 'b' },
      ],
      steps: [
        {
          ...{ do: 'act', say: 'Copy {{from}} to {{to}}', risk: 'safe', category: 'none' },
          intent: { do: 'file', op: 'copy', path: '{{from}}', to: '{{to}}' },
        },
      ],
    },
    new Map(),
  );
});
afterAll(() => desktop.stop());

test('of 20 rows 19 are done, and the one that fails is named', async () => {
  const names = Array.from({ length: 20 }, (_, i) => `n${i + 1}`);
  // The seventh is not there.
  for (const name of names) if (name !== 'n7') await writeFile(join(folder, name), name);
  const table = join(folder, 'rows.csv');
  await writeFile(
    table,
    `from,to\n${names.map((n) => `${join(folder, n)},${join(folder, `${n}.copy`)}`).join('\n')}\n`,
  );
  const outcome = await cli(['demo', 'replay', 'copy-one', '--data', table, '--confirm', 'allow', '--json'], {
    env: { ...desktop.env, PATH: process.env['PATH'], STEADYHAND_HOME: home },
  });
  expect(jsonLines(outcome.stdout).at(-1)).toMatchObject({
    ...{ event: 'rows_finished', rows: 20, done: 19, left: 0 },
    failed: [{ row: 7, line: 8 }],
  });
  expect(outcome.code).not.toBe(0);
  for (const name of names) expect(existsSync(join(folder, `${name}.copy`))).toBe(name !== 'n7');
}, 900_000);
