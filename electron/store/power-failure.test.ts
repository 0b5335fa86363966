/** What is left after a power failure, as far as it can be made without one: the write-ahead log cut off anywhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { MEMORY, recordStep, temporaryFolder } from '../../test/bench/store/sample.ts';
import { historyFile } from './paths.ts';
import { openStore } from './store.ts';

test('a log cut off at any byte is a shorter history that verifies', async () => {
  const folder = temporaryFolder(MEMORY);
  onTestFinished(folder.remove);
  const home = path.join(folder.path, 'home');
  const store = openStore({ home });
  const run = store.startRun({ task: 'press Save', display: ':99' });
  for (let step = 1; step <= 10; step++) recordStep(run, step);
  // Copied while open: closing would move the log into the database.
  const database = readFileSync(historyFile(home));
  const log = readFileSync(`${historyFile(home)}-wal`);
  const whole = store.verify().rows;
  await store.close();

  const left = async (length: number): Promise<{ rows: number; stages: string[] }> => {
    const file = historyFile(home);
    writeFileSync(file, database);
    writeFileSync(`${file}-wal`, log.subarray(0, length));
    await using again = openStore({ home });
    const result = again.verify();
    expect(result).toMatchObject({ ok: true });
    const [shown] = again.listRuns();
    return {
      rows: result.rows,
      stages: shown === undefined ? [] : again.showRun(shown.id).stepRecords.map((s) => s.stage),
    };
  };

  expect((await left(log.length)).rows).toBe(whole);
  await fc.assert(
    fc.asyncProperty(fc.nat(log.length), async (length) => {
      const { stages } = await left(length);
      // Only the last step can be unfinished.
      expect(stages.slice(0, -1).every((s) => s === 'verified')).toBe(true);
    }),
    { numRuns: 60, seed: 12 },
  );
}, 120_000);
