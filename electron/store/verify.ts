/**
 * Walks the audit trail from its first row to its head and says where it first breaks, and why.
 *
 * Noticed: a changed, removed, added or reordered row of the chain; a changed byte in any audited column of a run, step,
 * event or frame; a record missing or without a row in the chain; a cut-off tail; a damaged file. A run that was deleted
 * is missing with a row of the chain that says so, and then all of it is.
 */
import { AUDIT_KINDS, AUDITED, contentHash, NO_EVENTS, rowHash, withEvent } from './audit.ts';
import type { AuditKind, AuditRow, EventsSoFar } from './audit.ts';
import type { HistoryDatabase } from './database.ts';

export interface Broken {
  /** Row of the chain, counted from 1; null when the break is not at one row. */
  readonly seq: number | null;
  /** The run or frame concerned, where there is one. */
  readonly subject: string | null;
  /** One plain sentence. */
  readonly why: string;
}

export interface Verification {
  readonly ok: boolean;
  /** Rows of the chain that were checked. */
  readonly rows: number;
  readonly runs: number;
  /** Runs that were deleted, as the chain says. */
  readonly deleted: number;
  /** Hash of the newest row: noted elsewhere, it pins the history down. */
  readonly head: string;
  readonly broken: Broken | null;
}

class Break extends Error {
  readonly broken: Broken;
  constructor(seq: number | null, subject: string | null, why: string) {
    super(why);
    this.broken = { seq, subject, why };
  }
}

const isKind = (kind: string): kind is AuditKind => (AUDIT_KINDS as readonly string[]).includes(kind);

/** Checks everything that is in the database. Screenshot files are checked by `Frames.verify`. */
export function verifyHistory(db: HistoryDatabase): Verification {
  return db.read(() => {
    const head = db.get('SELECT genesis, seq, hash FROM audit_head WHERE id = 1');
    const runs = Number(db.get('SELECT count(*) AS n FROM runs')?.['n'] ?? 0);
    const deleted = Number(db.get('SELECT count(*) AS n FROM deleted_runs')?.['n'] ?? 0);
    const result = { runs, deleted, head: typeof head?.['hash'] === 'string' ? head['hash'] : '', rows: 0 };
    try {
      const damage = db.integrity();
      if (damage[0] !== undefined) throw new Break(null, null, `the database file is damaged: ${damage[0]}`);
      if (head === undefined) throw new Break(null, null, 'the record of the newest row is missing');
      const end = walk(db, String(head['genesis']), (n) => (result.rows = n));
      if (Number(head['seq']) !== end.seq) {
        const missing = Number(head['seq']) - end.seq;
        const why = missing > 0 ? `${missing} rows are missing from its end` : `${-missing} rows were added at its end`;
        throw new Break(end.seq, null, `the trail does not end where it should: ${why}`);
      }
      if (String(head['hash']) !== end.hash)
        throw new Break(end.seq, null, 'the newest row is not the one that was noted');
      findUnaudited(db);
    } catch (e) {
      if (e instanceof Break) return { ...result, ok: false, broken: e.broken };
      throw e;
    }
    return { ...result, ok: true, broken: null };
  });
}

function walk(db: HistoryDatabase, genesis: string, progress: (rows: number) => void): { seq: number; hash: string } {
  let seq = 0;
  let hash = genesis;
  const events = new EventWalk(db);
  const deletions = new DeletionWalk(db);
  for (const row of db.iterate('SELECT * FROM audit ORDER BY seq') as Generator<Row & AuditRow>) {
    if (row.seq !== seq + 1) throw new Break(seq + 1, null, `row ${seq + 1} is missing`);
    if (row.prev !== hash) throw new Break(row.seq, row.subject, 'the row does not follow from the one before it');
    if (rowHash(row) !== row.hash) throw new Break(row.seq, row.subject, 'the row was changed');
    if (!deletions.covers(row)) {
      checkContent(db, row);
      if (row.events !== null) events.check(row);
    }
    ({ seq, hash } = row);
    progress(seq);
  }
  return { seq, hash };
}

type Row = Record<string, unknown>;

const about = (row: AuditRow): string =>
  row.ordinal === null ? row.subject : `${row.subject}, step record ${row.ordinal + 1}`;

function checkContent(db: HistoryDatabase, row: AuditRow): void {
  if (!isKind(row.kind)) throw new Break(row.seq, row.subject, `the row is of an unknown kind "${row.kind}"`);
  const now = contentHash(db, row.kind, row);
  if (now === null) throw new Break(row.seq, row.subject, `the ${row.kind} record of ${about(row)} is missing`);
  if (now !== row.content)
    throw new Break(row.seq, row.subject, `the ${row.kind} record of ${about(row)} was changed after it was written`);
}

/** Knows which rows speak of a run that is gone, and that it was deleted after all of them. */
class DeletionWalk {
  readonly #db: HistoryDatabase;
  readonly #deleted: ReadonlySet<string>;
  readonly #told = new Set<string>();

  constructor(db: HistoryDatabase) {
    this.#db = db;
    this.#deleted = new Set(db.all('SELECT id FROM deleted_runs').map((r) => String(r['id'])));
  }

  covers(row: AuditRow): boolean {
    if (!this.#deleted.has(row.subject) || !isKind(row.kind)) return false;
    if (this.#told.has(row.subject))
      throw new Break(row.seq, row.subject, `a ${row.kind} record of ${row.subject} follows its deletion`);
    if (row.kind === 'run_deleted') {
      this.#told.add(row.subject);
      // The events of the run are gone with it; the record of the deletion itself is checked.
      checkContent(this.#db, row);
      return true;
    }
    if (contentHash(this.#db, row.kind, row) !== null)
      throw new Break(row.seq, row.subject, `the ${row.kind} record of ${about(row)} is there although it was deleted`);
    return true;
  }
}

/** Follows the events of every run along with the chain, each event read once. */
class EventWalk {
  readonly #db: HistoryDatabase;
  readonly #seen = new Map<string, EventsSoFar>();

  constructor(db: HistoryDatabase) {
    this.#db = db;
  }

  check(row: AuditRow): void {
    let so = this.#seen.get(row.subject) ?? NO_EVENTS;
    const wanted = row.events ?? 0;
    if (wanted < so.count) throw new Break(row.seq, row.subject, 'the row counts fewer events than the row before it');
    if (wanted > so.count) {
      const events = this.#db.all(
        'SELECT ordinal, event, body FROM events WHERE run_id = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal',
        row.subject,
        so.count,
        wanted,
      );
      for (const event of events) {
        if (event['ordinal'] !== so.count) break;
        so = withEvent(so, String(event['event']), String(event['body']));
      }
    }
    if (so.count !== wanted)
      throw new Break(row.seq, row.subject, `event ${so.count + 1} of run ${row.subject} is missing`);
    if (so.digest !== row.events_digest)
      throw new Break(row.seq, row.subject, `an event of run ${row.subject} was changed after it was written`);
    this.#seen.set(row.subject, so);
  }
}

/** A record that no row of the chain covers was not written by this program. */
function findUnaudited(db: HistoryDatabase): void {
  for (const kind of AUDIT_KINDS) {
    const { table, marker } = AUDITED[kind];
    const [subject, ordinal] = table === 'steps' ? ['t.run_id', 't.ordinal'] : ['t.id', 'NULL'];
    const row = db.get(
      `SELECT ${subject} AS subject FROM ${table} t WHERE t.${marker} IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM audit a WHERE a.subject = ${subject} AND a.kind = ? AND a.ordinal IS ${ordinal}) LIMIT 1`,
      kind,
    );
    if (row !== undefined)
      throw new Break(
        null,
        String(row['subject']),
        `a ${kind} record of ${String(row['subject'])} is not in the trail`,
      );
  }
  const after = db.get(`SELECT r.id FROM runs r WHERE r.finished_at IS NOT NULL AND
    (SELECT count(*) FROM events e WHERE e.run_id = r.id) >
    (SELECT coalesce(max(a.events), 0) FROM audit a WHERE a.subject = r.id)`);
  if (after !== undefined)
    throw new Break(null, String(after['id']), `events were added to run ${String(after['id'])} after it had finished`);
}
