import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SteadyhandError } from '../../electron/protocol/errors.ts';
import { openStore } from '../../electron/store/store.ts';
import { recordStep, sampleFrame, temporaryFolder } from '../bench/store/sample.ts';

/** A disk of one megabyte. Only where this user may mount one. */
const made = temporaryFolder();
const disk = path.join(made.path, 'disk');
const mounted = ((): boolean => {
  mkdirSync(disk);
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', disk]).status === 0;
})();

beforeAll(() => {
  if (!mounted) console.warn('skipped: needs root and leave to mount a small disk');
});
afterAll(() => {
  if (mounted) spawnSync('umount', [disk]);
  made.remove();
});

test.skipIf(!mounted)('a full disk stops the run before its input, and loses nothing that was recorded', async () => {
  const home = path.join(disk, 'home');
  const store = openStore({ home });
  const run = store.startRun({ task: 'fill the disk', display: ':99' });
  recordStep(run, 1);
  let steps = 1;
  let refusal: unknown = null;
  while (refusal === null && steps < 2000) {
    try {
      recordStep(run, steps + 1);
      steps++;
    } catch (e) {
      refusal = e;
    }
  }
  expect(refusal).toBeInstanceOf(SteadyhandError);
  expect(refusal).toMatchObject({ kind: 'environment', code: 'disk_full' });
  await expect(store.frames.put(sampleFrame(7))).rejects.toMatchObject({ code: 'disk_full' });
  expect(store.verify().ok).toBe(true);
  const kept = store.showRun('last').stepRecords.filter((s) => s.stage === 'verified').length;
  expect(kept).toBe(steps);
  await store.close();

  spawnSync('mount', ['-o', 'remount,size=8m', disk]);
  await using again = openStore({ home });
  expect(again.verify().ok).toBe(true);
  again.startRun({ task: 'there is space again', display: ':99' }).finish('done', 'ok');
  expect(again.listRuns()).toHaveLength(2);
});

test.skipIf(!mounted)('a history cannot be begun on a full disk: one line, with the remedy', () => {
  spawnSync('mount', ['-o', 'remount,size=8m', disk]);
  const ballast = path.join(disk, 'ballast');
  try {
    writeFileSync(ballast, Buffer.alloc(16 * 1024 * 1024));
  } catch {
    // Full, as intended.
  }
  expect(() => openStore({ home: path.join(disk, 'other') })).toThrow(
    expect.objectContaining({ kind: 'environment', code: 'disk_full' }),
  );
  rmSync(ballast, { force: true });
});
