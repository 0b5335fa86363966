import { readFileSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { SteadyhandError } from '../protocol/errors.ts';
import { MEMORY, recordStep, sampleFrame, temporaryFolder } from '../../test/bench/store/sample.ts';
import { AUDIT_KINDS, AUDITED, rowHash, type AuditRow } from './audit.ts';
import { openStore } from './store.ts';
import type { Verification } from './verify.ts';

/** A history in which every audited column of every table has a value. */
async function intact(): Promise<{ home: string; file: string }> {
  const folder = temporaryFolder(MEMORY);
  onTestFinished(folder.remove);
  const store = openStore({ home: folder.path });
  const frame = await store.frames.put(sampleFrame(1));
  for (const task of ['first', 'second', 'third']) {
    const run = store.startRun({ id: task, task, display: ':99', options: { confirm: 'ask' } });
    for (let step = 1; step <= 3; step++) recordStep(run, step, { frame });
    run.finish('done', 'all steps done', ['408']);
  }
  await store.close();
  return { home: folder.path, file: store.file };
}

/** Changes the database behind the store's back, then verifies. */
async function tampered(
  history: { home: string; file: string },
  change: (sql: Database.Database) => void,
): Promise<Verification> {
  const sql = new Database(history.file);
  sql.pragma('foreign_keys = OFF');
  change(sql);
  sql.close();
  await using store = openStore({ home: history.home });
  return store.verify();
}

test('an intact history verifies', async () => {
  const history = await intact();
  expect(await tampered(history, () => undefined)).toMatchObject({
    ok: true,
    runs: 3,
    rows: 1 + 3 * (2 + 3 * 4),
    broken: null,
  });
});

/** One row of each table; the last step, so that its number can grow without meeting another. */
const FIRST = {
  runs: "id = 'first'",
  steps: "run_id = 'first' AND ordinal = 2",
  frames: '1 = 1',
  deleted_runs: '1 = 1',
} as const;

// Deletions have tests of their own.
const NOT_HERE: readonly string[] = ['run_interrupted', 'run_deleted', 'frame_removed'];
const columns = AUDIT_KINDS.filter((k) => !NOT_HERE.includes(k)).flatMap((kind) =>
  AUDITED[kind].columns.map((column) => [AUDITED[kind].table, column] as const),
);
test.each(columns)('a changed %s.%s is noticed', async (table, column) => {
  const history = await intact();
  const result = await tampered(history, (sql) => {
    const where = FIRST[table];
    const before = sql.prepare(`SELECT ${column} AS v FROM ${table} WHERE ${where}`).get() as { v: unknown };
    // The least change: one more, or one byte of a text.
    const after = typeof before.v === 'number' ? before.v + 1 : flipped(String(before.v));
    sql.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`).run(after);
  });
  expect(result.ok).toBe(false);
  expect(result.broken?.why).toMatch(/changed|missing|not in the trail/);
});

/** The text with its last byte changed. */
const flipped = (text: string): string => text.slice(0, -1) + String.fromCharCode(text.charCodeAt(text.length - 1) ^ 1);

test.each(['at', 'kind', 'subject', 'ordinal', 'content', 'events', 'events_digest', 'prev', 'hash'])(
  'a changed %s of a row of the trail is noticed there',
  async (column) => {
    const history = await intact();
    const result = await tampered(history, (sql) => {
      const { v } = sql.prepare(`SELECT ${column} AS v FROM audit WHERE seq = 6`).get() as { v: unknown };
      const after = typeof v === 'number' ? v + 1 : flipped(String(v));
      sql.prepare(`UPDATE audit SET ${column} = ? WHERE seq = 6`).run(after);
    });
    expect(result.broken?.seq).toBe(6);
  },
);

test.each<[string, (sql: Database.Database) => void, number | null, RegExp]>([
  ['a row removed from the middle', (sql) => sql.exec('DELETE FROM audit WHERE seq = 7'), 7, /row 7 is missing/],
  ['the first row removed', (sql) => sql.exec('DELETE FROM audit WHERE seq = 1'), 1, /row 1 is missing/],
  ['the tail cut off', (sql) => sql.exec('DELETE FROM audit WHERE seq > 30'), 30, /13 rows are missing from its end/],
  ['everything removed', (sql) => sql.exec('DELETE FROM audit'), 0, /43 rows are missing/],
  [
    'two rows exchanged',
    (sql) => sql.exec('UPDATE audit SET seq = -seq WHERE seq IN (5, 6); UPDATE audit SET seq = 11 + seq WHERE seq < 0'),
    5,
    /does not follow/,
  ],
  [
    'the tail cut off and the head moved to match',
    (sql) =>
      sql.exec(
        'DELETE FROM audit WHERE seq > 30; UPDATE audit_head SET seq = 30, hash = (SELECT hash FROM audit WHERE seq = 30)',
      ),
    null,
    /is not in the trail/,
  ],
  ['a step removed', (sql) => sql.exec('DELETE FROM steps WHERE ordinal = 1'), 7, /step record 2 is missing/],
  [
    'a run added',
    (sql) =>
      sql.exec(
        "INSERT INTO runs SELECT 'x', task, display, options, pid, process, started_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM runs LIMIT 1",
      ),
    null,
    /not in the trail/,
  ],
  [
    'an event changed',
    (sql) => sql.exec("UPDATE events SET body = replace(body, '90', '91') WHERE ordinal = 0"),
    null,
    /event of run .* was changed/,
  ],
  ['an event removed', (sql) => sql.exec('DELETE FROM events WHERE ordinal = 4'), null, /event 5 of run .* is missing/],
  [
    'an event added at the end',
    (sql) => sql.exec('INSERT INTO events SELECT run_id, 99, event, body FROM events WHERE ordinal = 0'),
    null,
    /events were added/,
  ],
  ['the genesis changed', (sql) => sql.exec("UPDATE audit_head SET genesis = 'x'"), 1, /does not follow/],
  ['the head record removed', (sql) => sql.exec('DELETE FROM audit_head'), null, /newest row is missing/],
])('%s is noticed', async (_what, change, seq, why) => {
  const history = await intact();
  const result = await tampered(history, change);
  expect(result.ok).toBe(false);
  expect(result.broken?.why).toMatch(why);
  if (seq !== null) expect(result.broken?.seq).toBe(seq);
});

test('a row rewritten together with its own hash is noticed at the row after it', async () => {
  const history = await intact();
  const result = await tampered(history, (sql) => {
    const row = sql.prepare('SELECT * FROM audit WHERE seq = 6').get() as AuditRow;
    const forged = { ...row, at: row.at + 1 };
    sql.prepare('UPDATE audit SET at = ?, hash = ? WHERE seq = 6').run(forged.at, rowHash(forged));
  });
  expect(result.broken?.seq).toBe(7);
});

test('every bit of the file matters or is not part of the record', async () => {
  const { home, file } = await intact();
  const good = readFileSync(file);
  const read = async (): Promise<string> => {
    await using store = openStore({ home });
    const { ok, head } = store.verify();
    return JSON.stringify([ok, head, store.listRuns().map((r) => store.showRun(r.id))]);
  };
  const expected = await read();
  await fc.assert(
    fc.asyncProperty(fc.nat(statSync(file).size - 1), fc.integer({ min: 0, max: 7 }), async (at, bit) => {
      const bad = Buffer.from(good);
      bad[at] = (bad[at] ?? 0) ^ (1 << bit);
      writeFileSync(file, bad);
      let outcome: string;
      try {
        outcome = await read();
      } catch (e) {
        // Refused when opened or read, in words a person can use: as good as noticed.
        expect(e).toBeInstanceOf(SteadyhandError);
        return;
      }
      if (outcome !== expected) expect((JSON.parse(outcome) as unknown[])[0]).toBe(false);
    }),
    { numRuns: 120, seed: 408 },
  );
}, 120_000);

test('screenshot files are compared with what was recorded; a missing one is only reported', async () => {
  const { home } = await intact();
  await using store = openStore({ home });
  expect(await store.verifyAll()).toMatchObject({ ok: true, frames: [] });
  const record = store.frames.record(sampleFrame(1).hash);
  if (record === null) throw new Error('the frame is not on record');
  const file = store.frames.fileOf(record);
  writeFileSync(file, Buffer.concat([readFileSync(file), Buffer.from('x')]));
  expect(await store.verifyAll()).toMatchObject({ ok: false, frames: [{ problem: 'changed' }] });
  const { rmSync } = await import('node:fs');
  rmSync(file);
  expect(await store.verifyAll()).toMatchObject({ ok: true, frames: [{ problem: 'missing' }] });
});
