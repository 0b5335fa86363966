import { existsSync, readFileSync, readdirSync } from 'node:fs';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { MEMORY, recordStep, sampleFrame, temporaryFolder } from '../../test/bench/store/sample.ts';
import { openStore, type Store } from './store.ts';
import type { Verification } from './verify.ts';

const DAY = 86_400_000;

interface History {
  readonly store: Store;
  readonly home: string;
  /** Shown by one run each, and by both. */
  readonly pictures: { readonly first: string; readonly second: string; readonly both: string };
  /** The store's clock, ms. */
  at: number;
}

/** Two runs ten days apart; the task of the first has a word that nothing else has. */
async function history(): Promise<History> {
  const folder = temporaryFolder(MEMORY);
  onTestFinished(folder.remove);
  const made = { home: folder.path, at: 100 * DAY } as { -readonly [K in keyof History]: History[K] };
  const store = openStore({ home: folder.path, now: () => made.at });
  onTestFinished(() => store.close());
  const [first, second, both] = [
    await store.frames.put(sampleFrame(1)),
    await store.frames.put(sampleFrame(2)),
    await store.frames.put(sampleFrame(3)),
  ];
  for (const [id, frame] of [
    ['first', first],
    ['second', second],
  ] as const) {
    const run = store.startRun({
      id,
      task: id === 'first' ? 'buy xylophones' : 'save it',
      display: ':99',
      options: {},
    });
    recordStep(run, 1, { frame });
    recordStep(run, 2, { frame: both });
    run.finish('done', 'all steps done', []);
    made.at += 10 * DAY;
  }
  return Object.assign(made, { store, pictures: { first, second, both } });
}

const there = async (store: Store, frame: string): Promise<boolean> => (await store.frames.get(frame)) !== null;

/** Changes the database behind the store's back, then verifies. */
async function tampered({ store, home }: History, sql: string): Promise<Verification> {
  await store.close();
  const raw = new Database(store.file);
  raw.pragma('foreign_keys = OFF');
  raw.exec(sql);
  raw.close();
  await using again = openStore({ home });
  return again.verify();
}

test('a deleted run is gone with its pictures, the chain still verifies and says so', async () => {
  const { store, pictures } = await history();
  expect(await store.deleteRun('fir')).toEqual({ runs: ['first'], pictures: 1 });
  expect(store.listRuns().map((r) => r.id)).toEqual(['second']);
  expect(store.listRuns({ query: 'xylophones' })).toEqual([]);
  expect(store.searchSteps({ from: 0, limit: 10 }).total).toBe(2);
  expect([await there(store, pictures.first), await there(store, pictures.both)]).toEqual([false, true]);
  expect(await store.verifyAll()).toMatchObject({ ok: true, runs: 1, deleted: 1, frames: [] });
});

test('nothing of it can be read in the files any more', async () => {
  const { store, home } = await history();
  const holds = (): boolean =>
    readdirSync(home, { recursive: true, withFileTypes: true }).some(
      (f) => f.isFile() && readFileSync(`${f.parentPath}/${f.name}`).includes('xylophones'),
    );
  expect(holds()).toBe(true);
  await store.deleteRun('first');
  expect(holds()).toBe(false);
});

test('what is older than the days that are kept goes, the newer stays', async () => {
  const { store } = await history();
  expect(await store.keepOnly(15)).toEqual({ runs: ['first'], pictures: 1 });
  expect(await store.keepOnly(15)).toEqual({ runs: [], pictures: 0 });
  expect(await store.verifyAll()).toMatchObject({ ok: true, runs: 1, deleted: 1 });
});

test('while a run is under way nothing is deleted', async () => {
  const { store } = await history();
  const run = store.startRun({ id: 'now', task: 'now', display: ':99', options: {} });
  await expect(store.deleteRun('first')).rejects.toMatchObject({ code: 'run_running' });
  expect((await store.keepOnly(1)).runs).toEqual([]);
  run.finish('done', '', []);
  expect((await store.keepOnly(1)).runs).toEqual(['first', 'second']);
  expect(await store.verifyAll()).toMatchObject({ ok: true, runs: 1, deleted: 2, frames: [] });
});

test('a picture that is seen again after it was deleted is kept again', async () => {
  const { store, pictures } = await history();
  await store.deleteRun('first');
  await store.frames.put(sampleFrame(1));
  const run = store.startRun({ id: 'again', task: 'again', display: ':99', options: {} });
  recordStep(run, 1, { frame: pictures.first });
  run.finish('done', '', []);
  await store.keepOnly(1000);
  expect(await there(store, pictures.first)).toBe(true);
  await store.deleteRun('again');
  expect(await there(store, pictures.first)).toBe(false);
  expect(await store.verifyAll()).toMatchObject({ ok: true, frames: [] });
});

test('a file that a killed program left behind is swept away', async () => {
  const { store, pictures } = await history();
  await store.deleteRun('first');
  await store.frames.put(sampleFrame(1));
  const record = store.frames.record(pictures.first);
  if (record === null) throw new Error('the picture is not on record');
  expect(existsSync(store.frames.fileOf(record))).toBe(true);
  await store.keepOnly(1000);
  expect(existsSync(store.frames.fileOf(record))).toBe(false);
});

test('deleting what is not there is a usage error', async () => {
  const { store } = await history();
  await expect((async () => store.deleteRun('nothing'))()).rejects.toMatchObject({ code: 'run_unknown' });
});

test.each([
  [
    'the record of the deletion changed',
    'UPDATE deleted_runs SET steps = steps + 1',
    /run_deleted record .* was changed/,
  ],
  ['the record of the deletion removed', 'DELETE FROM deleted_runs', /record of first is missing/],
  [
    'a run said to be deleted that never was',
    "INSERT INTO deleted_runs VALUES ('second', 1, 1, 'person', 1)",
    /although it was deleted/,
  ],
  [
    'a deletion without a row of the chain',
    "INSERT INTO deleted_runs VALUES ('x', 1, 1, 'person', 1)",
    /not in the trail/,
  ],
  [
    'a deleted run put back',
    "INSERT INTO runs SELECT 'first', task, display, options, pid, process, started_at, finished_at, status, reason, answers, NULL, NULL, NULL FROM runs",
    /although it was deleted/,
  ],
  ['another run removed without a word', "DELETE FROM steps WHERE run_id = 'second'", /is missing/],
  [
    'a picture said to be removed',
    'UPDATE frames SET removed_at = 5 WHERE removed_at IS NULL',
    /frame_removed record .* not in the trail/,
  ],
  [
    'the time of a removal changed',
    'UPDATE frames SET removed_at = 5 WHERE removed_at IS NOT NULL',
    /frame_removed record .* was changed/,
  ],
])('%s is noticed', async (_what, sql, why) => {
  const made = await history();
  await made.store.deleteRun('first');
  const result = await tampered(made, sql);
  expect(result.ok).toBe(false);
  expect(result.broken?.why).toMatch(why);
});
