/**
 * The audit trail: a chain in which every row carries the hash of the one before it.
 *
 * A row does not repeat what it covers. It holds the hash of the audited columns of one stored record (`content`) and,
 * for rows about a run, how many of its events were stored by then and their running digest. `audit_head` holds the
 * number and hash of the newest row and moves in the same transaction, so a cut-off tail shows.
 *
 * What it proves: the record is as it was written, unless someone rewrote the whole chain after it. There is no secret
 * key; whoever can rewrite every hash can forge a history. To pin one down, note the head hash elsewhere (reports and
 * exports carry it).
 */
import { canonicalJson, sha256 } from '../protocol/action-hash.ts';
import type { HistoryDatabase } from './database.ts';

export const AUDIT_KINDS = [
  'run_started',
  'step_written',
  'decision',
  'receipt',
  'effect',
  'run_finished',
  'run_interrupted',
  'frame_stored',
  'run_deleted',
  'frame_removed',
] as const;
export type AuditKind = (typeof AUDIT_KINDS)[number];

interface Audited {
  readonly table: 'runs' | 'steps' | 'frames' | 'deleted_runs';
  /** The record is there when this column is not null. */
  readonly marker: string;
  readonly columns: readonly string[];
}

/** Which columns each kind of row covers. Every column but a row's own key belongs to exactly one kind. */
export const AUDITED: Readonly<Record<AuditKind, Audited>> = {
  run_started: {
    table: 'runs',
    marker: 'started_at',
    columns: ['id', 'task', 'display', 'options', 'pid', 'process', 'started_at'],
  },
  step_written: {
    table: 'steps',
    marker: 'written_at',
    columns: [
      'run_id',
      'ordinal',
      'step',
      'written_at',
      'what',
      'intent',
      'grounding',
      'action',
      'verdict',
      'action_hash',
      'frame',
    ],
  },
  decision: {
    table: 'steps',
    marker: 'decided_at',
    columns: ['decided_at', 'outcome', 'decided_by', 'decision_reason', 'permit_id'],
  },
  receipt: { table: 'steps', marker: 'receipt_at', columns: ['receipt_at', 'receipt'] },
  effect: { table: 'steps', marker: 'effect_at', columns: ['effect_at', 'effect', 'frame_after'] },
  run_finished: {
    table: 'runs',
    marker: 'finished_at',
    columns: ['finished_at', 'status', 'reason', 'answers'],
  },
  run_interrupted: {
    table: 'runs',
    marker: 'interrupted_at',
    columns: ['interrupted_at', 'interrupted_step', 'interrupted_note'],
  },
  frame_stored: {
    table: 'frames',
    marker: 'stored_at',
    columns: [
      'id',
      'display',
      'x1',
      'y1',
      'x2',
      'y2',
      'width',
      'height',
      'taken_at',
      'source',
      'file',
      'bytes',
      'sha256',
      'stored_at',
    ],
  },
  run_deleted: {
    table: 'deleted_runs',
    marker: 'deleted_at',
    columns: ['id', 'started_at', 'steps', 'reason', 'deleted_at'],
  },
  frame_removed: { table: 'frames', marker: 'removed_at', columns: ['removed_at'] },
};

/** What a row is about: a run or frame by id, and for steps which. */
export interface AuditSubject {
  readonly subject: string;
  readonly ordinal: number | null;
}

/** How many events of the run were stored when the row was written, and the digest over them; null for frames. */
export interface EventsSoFar {
  readonly count: number;
  readonly digest: string;
}

export interface AuditRow extends AuditSubject {
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly content: string;
  readonly events: number | null;
  readonly events_digest: string | null;
  readonly prev: string;
  readonly hash: string;
}

/** The digest of no events. */
export const NO_EVENTS: EventsSoFar = { count: 0, digest: sha256('') };

/** The digest after one more event. */
export const withEvent = (so: EventsSoFar, event: string, body: string): EventsSoFar => ({
  count: so.count + 1,
  digest: sha256(canonicalJson([so.digest, so.count, event, body])),
});

/** The digest over the first `count` stored events of a run (all when null). */
export function storedEvents(db: HistoryDatabase, runId: string): EventsSoFar {
  let so = NO_EVENTS;
  for (const row of db.all('SELECT event, body FROM events WHERE run_id = ? ORDER BY ordinal', runId))
    so = withEvent(so, String(row['event']), String(row['body']));
  return so;
}

/** The hash of the audited columns as they are stored now; null when there is no such record. */
export function contentHash(db: HistoryDatabase, kind: AuditKind, about: AuditSubject): string | null {
  const { table, columns, marker } = AUDITED[kind];
  const where = table === 'steps' ? 'run_id = ? AND ordinal = ?' : 'id = ?';
  const key = table === 'steps' ? [about.subject, about.ordinal] : [about.subject];
  const row = db.get(`SELECT ${columns.join(', ')} FROM ${table} WHERE ${where} AND ${marker} IS NOT NULL`, ...key);
  return row === undefined ? null : sha256(canonicalJson(row));
}

/** The hash of an audit row: over the previous hash and every other column. */
export const rowHash = (row: Omit<AuditRow, 'hash'>): string =>
  sha256(
    canonicalJson({
      seq: row.seq,
      at: row.at,
      kind: row.kind,
      subject: row.subject,
      ordinal: row.ordinal,
      content: row.content,
      events: row.events,
      events_digest: row.events_digest,
      prev: row.prev,
    }),
  );

/** Adds a row about a record just written. Must run inside the write transaction that wrote the record. */
export function appendAudit(
  db: HistoryDatabase,
  kind: AuditKind,
  about: AuditSubject,
  at: number,
  events: EventsSoFar | null,
): void {
  const head = db.get('SELECT seq, hash FROM audit_head WHERE id = 1');
  const content = contentHash(db, kind, about);
  if (head === undefined || content === null) throw new Error(`nothing to audit: ${kind} ${about.subject}`);
  const row = {
    seq: Number(head['seq']) + 1,
    at,
    kind,
    subject: about.subject,
    ordinal: about.ordinal,
    content,
    events: events?.count ?? null,
    events_digest: events?.digest ?? null,
    prev: String(head['hash']),
  };
  const hash = rowHash(row);
  db.run(
    `INSERT INTO audit (seq, at, kind, subject, ordinal, content, events, events_digest, prev, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    row.seq,
    row.at,
    row.kind,
    row.subject,
    row.ordinal,
    row.content,
    row.events,
    row.events_digest,
    row.prev,
    hash,
  );
  db.run('UPDATE audit_head SET seq = ?, hash = ? WHERE id = 1', row.seq, hash);
}
