/**
 * Takes runs out of the history for good, at a person's word or because they are older than what is kept.
 *
 * Invariant: the chain still verifies afterwards and says what is gone. The rows of the chain about a deleted run stay
 * (they hold hashes, no content); a row `run_deleted` tells how many steps it had, when and why it went, and
 * `frame_removed` the same for each picture that no other run shows. Errs towards keeping: while any run is under way
 * nothing is deleted, because a picture of the past may be the one it is about to name.
 */
import { rm } from 'node:fs/promises';
import { SteadyhandError } from '../protocol/errors.ts';
import { appendAudit, storedEvents } from './audit.ts';
import type { HistoryDatabase } from './database.ts';
import type { Frames } from './frames.ts';
import { isAlive } from './process-identity.ts';

/** Who wanted it: the person for this run, or the number of days that are kept. */
export type DeletionReason = 'person' | 'retention';

export interface Deleted {
  readonly runs: readonly string[];
  /** Pictures that no remaining run shows. */
  readonly pictures: number;
}

/**
 * Deletes these runs, all or none of them. Ids are whole and known.
 * @throws SteadyhandError `run_running` while any run is under way; what a write throws
 */
export async function deleteRuns(
  db: HistoryDatabase,
  frames: Frames,
  ids: readonly string[],
  reason: DeletionReason,
  at: number,
): Promise<Deleted> {
  if (ids.length === 0) return { runs: [], pictures: 0 };
  await frames.settled();
  const orphans = db.write('power', () => {
    if (isBusy(db)) {
      throw new SteadyhandError(
        'usage',
        'run_running',
        'Nothing was deleted: a run is under way.',
        'Delete when it has ended.',
      );
    }
    const shown = new Set(ids.flatMap((id) => framesOf(db, id)));
    for (const id of ids) deleteOne(db, id, reason, at);
    // The indexes keep the words of what was deleted until they are written anew.
    for (const index of ['step_words', 'search']) db.run(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
    const needed = stillShown(db);
    const gone = [...shown].filter((frame) => !needed.has(frame));
    for (const frame of gone) {
      if (db.run('UPDATE frames SET removed_at = ? WHERE id = ? AND removed_at IS NULL', at, frame) === 1)
        appendAudit(db, 'frame_removed', { subject: frame, ordinal: null }, at, null);
    }
    return gone;
  });
  // What was deleted is not to be found in the log of the database either.
  db.checkpoint();
  await removeFiles(frames, orphans);
  return { runs: ids, pictures: orphans.length };
}

/** Runs that began before `before` (ms) and are over, oldest first. */
export function runsBefore(db: HistoryDatabase, before: number): string[] {
  if (isBusy(db)) return [];
  return db.all('SELECT id FROM runs WHERE started_at < ? ORDER BY started_at', before).map((r) => String(r['id']));
}

/** Files of pictures that are on record as removed and that no run shows: left by a program that was killed. */
export async function sweepFiles(db: HistoryDatabase, frames: Frames): Promise<void> {
  const needed = stillShown(db);
  const removed = db.all('SELECT id FROM frames WHERE removed_at IS NOT NULL').map((r) => String(r['id']));
  await removeFiles(
    frames,
    removed.filter((id) => !needed.has(id)),
  );
}

/** Is a run under way, in this program or another one? */
function isBusy(db: HistoryDatabase): boolean {
  const open = db.all('SELECT pid, process FROM runs WHERE finished_at IS NULL AND interrupted_at IS NULL');
  return open.some((r) => isAlive({ pid: Number(r['pid']), started: String(r['process']) }));
}

function deleteOne(db: HistoryDatabase, id: string, reason: DeletionReason, at: number): void {
  const events = storedEvents(db, id);
  const added = db.run(
    `INSERT INTO deleted_runs (id, started_at, steps, reason, deleted_at)
     SELECT r.id, r.started_at, (SELECT count(*) FROM steps s WHERE s.run_id = r.id), ?, ? FROM runs r WHERE r.id = ?`,
    reason,
    at,
    id,
  );
  if (added === 0) return; // Another process was faster.
  appendAudit(db, 'run_deleted', { subject: id, ordinal: null }, at, events);
  db.run('DELETE FROM step_words WHERE rowid IN (SELECT id FROM step_facts WHERE run_id = ?)', id);
  for (const table of ['step_facts', 'search', 'events', 'steps']) db.run(`DELETE FROM ${table} WHERE run_id = ?`, id);
  db.run('DELETE FROM runs WHERE id = ?', id);
}

const SHOWN = `
  SELECT run_id, frame AS id FROM steps WHERE frame IS NOT NULL
  UNION ALL SELECT run_id, frame_after FROM steps WHERE frame_after IS NOT NULL
  UNION ALL SELECT run_id, json_extract(body, '$.frame') FROM events WHERE json_extract(body, '$.frame') IS NOT NULL`;

const framesOf = (db: HistoryDatabase, run: string): string[] =>
  db.all(`SELECT DISTINCT id FROM (${SHOWN}) WHERE run_id = ?`, run).map((r) => String(r['id']));

const stillShown = (db: HistoryDatabase): Set<string> =>
  new Set(db.all(`SELECT DISTINCT id FROM (${SHOWN})`).map((r) => String(r['id'])));

async function removeFiles(frames: Frames, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const record = frames.record(id);
    // A file that cannot be removed now is swept away another time.
    if (record) await rm(frames.fileOf(record), { force: true }).catch(() => undefined);
  }
}
