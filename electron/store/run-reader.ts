/**
 * Reads runs back: lists, searches, shows. Never writes.
 *
 * Status is computed when read: a run without an end whose process is gone is `interrupted`, recorded so or not.
 */
import { z } from 'zod';
import { actionSchema, type Action, type Effect } from '../protocol/action.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import { RUN_STATUSES, runEventSchema, type RunEvent } from '../protocol/events.ts';
import type { Grounding } from '../protocol/grounding.ts';
import { intentSchema } from '../protocol/intent.ts';
import type { Verdict } from '../protocol/verdict.ts';
import type { HistoryDatabase } from './database.ts';
import { isAlive } from './process-identity.ts';
import {
  effectSchema,
  groundingSchema,
  receiptSchema,
  verdictSchema,
  type RunDetail,
  type RunSummary,
  type ShownStatus,
  type StepRecord,
  type StepStage,
} from './records.ts';
import { storeError } from './store-errors.ts';

export interface ListOptions {
  /** Newest first; 50 when not given. */
  readonly limit?: number;
  /** Words that must all occur in the task, a step, an answer or the reason; the beginning of a word is enough. */
  readonly query?: string;
  /** Only runs that began before this one, in the order of the list: the next page. */
  readonly before?: { readonly startedAt: number; readonly id: string };
  readonly status?: readonly ShownStatus[];
  /** Runs with a step in this application. */
  readonly app?: string;
}

/** A run without its steps, which may be many. */
export type RunHead = Omit<RunDetail, 'stepRecords'>;

type Row = Record<string, unknown>;

const runRow = z.object({
  id: z.string(),
  task: z.string(),
  display: z.string(),
  options: z.string(),
  pid: z.number(),
  process: z.string(),
  started_at: z.number(),
  finished_at: z.number().nullable(),
  status: z.enum(RUN_STATUSES).nullable(),
  reason: z.string().nullable(),
  answers: z.string().nullable(),
  interrupted_at: z.number().nullable(),
  interrupted_note: z.string().nullable(),
  steps: z.number(),
});
type RunRow = z.infer<typeof runRow>;

const SUMMARY = 'SELECT r.*, (SELECT count(*) FROM steps s WHERE s.run_id = r.id) AS steps FROM runs r';

/** What a killed run had reached, by the last thing known of its last step. */
const STOPPED_AT: Readonly<Record<StepStage, (step: number) => string>> = {
  written: (n) => `interrupted at step ${n}, before it was decided; nothing of it was sent`,
  blocked: (n) => `interrupted after step ${n} was blocked; nothing of it was sent`,
  allowed: (n) => `interrupted at step ${n}, allowed; its input may have been sent`,
  sent: (n) => `interrupted at step ${n}, after its input was sent; its effect was not checked`,
  verified: (n) => `interrupted after step ${n}`,
};

/** The plain sentence for a run that ended without saying so. */
export const interruptedNote = (last: { step: number; stage: StepStage } | null): string =>
  last === null ? 'interrupted before the first step' : STOPPED_AT[last.stage](last.step);

export const stageOf = (row: Row): StepStage => {
  if (row['effect_at'] !== null) return 'verified';
  if (row['receipt_at'] !== null) return 'sent';
  if (row['decided_at'] === null) return 'written';
  return row['outcome'] === 'allow' ? 'allowed' : 'blocked';
};

/** The last step of a run that has no end. */
export function lastStep(db: HistoryDatabase, runId: string): { step: number; stage: StepStage } | null {
  const row = db.get('SELECT * FROM steps WHERE run_id = ? ORDER BY ordinal DESC LIMIT 1', runId);
  return row === undefined ? null : { step: Number(row['step']), stage: stageOf(row) };
}

/** The last moment on record of a run. */
export function lastMoment(db: HistoryDatabase, runId: string): number {
  const row = db.get('SELECT max(at) AS at FROM audit WHERE subject = ?', runId);
  return Number(row?.['at'] ?? 0);
}

export class RunReader {
  readonly #db: HistoryDatabase;

  constructor(db: HistoryDatabase) {
    this.#db = db;
  }

  list(options: ListOptions = {}): RunSummary[] {
    const { where, parameters } = conditionsFor(options);
    return this.#db.read(() =>
      this.#db
        .all(`${SUMMARY} ${where} ORDER BY r.started_at DESC, r.id DESC LIMIT ?`, ...parameters, options.limit ?? 50)
        .map((row) => this.#summary(this.#parse(runRow, row, 'a run'))),
    );
  }

  /** A run by id, the beginning of one, or `last`. Throws `usage` `run_unknown` or `run_ambiguous`. */
  show(idOrPrefix: string): RunDetail {
    return this.#db.read(() => {
      const head = this.head(idOrPrefix);
      const steps = this.#db.all('SELECT * FROM steps WHERE run_id = ? ORDER BY ordinal', head.id);
      return { ...head, stepRecords: steps.map((s) => this.#step(s)) };
    });
  }

  /** Some of a run's steps, in order, and how many there are. */
  steps(idOrPrefix: string, from: number, limit: number): { total: number; steps: StepRecord[] } {
    return this.#db.read(() => {
      const { id, steps: total } = this.#find(idOrPrefix.trim());
      const rows = this.#db.all(
        'SELECT * FROM steps WHERE run_id = ? AND ordinal >= ? ORDER BY ordinal LIMIT ?',
        ...[id, from, limit],
      );
      return { total, steps: rows.map((s) => this.#step(s)) };
    });
  }

  head(idOrPrefix: string): RunHead {
    return this.#db.read(() => {
      const row = this.#find(idOrPrefix.trim());
      const events = this.#db.all('SELECT body FROM events WHERE run_id = ? ORDER BY ordinal', row.id);
      return {
        ...this.#summary(row),
        options: this.#json(z.record(z.string(), z.unknown()), row.options),
        events: events.map((e): RunEvent => this.#json(runEventSchema, String(e['body']))),
      };
    });
  }

  #find(wanted: string): RunRow {
    const rows =
      wanted === 'last'
        ? this.#db.all(`${SUMMARY} ORDER BY r.started_at DESC, r.id DESC LIMIT 1`)
        : this.#db.all(
            `${SUMMARY} WHERE substr(r.id, 1, length(?)) = ? ORDER BY r.id = ? DESC LIMIT 3`,
            wanted,
            wanted,
            wanted,
          );
    const [first, second] = rows;
    if (first === undefined || wanted === '') {
      throw new SteadyhandError(
        'usage',
        'run_unknown',
        wanted === 'last' ? 'There is no run yet.' : `There is no run "${wanted}".`,
        'See `steadyhand history list`.',
      );
    }
    if (second !== undefined && first['id'] !== wanted) {
      throw new SteadyhandError(
        'usage',
        'run_ambiguous',
        `More than one run begins with "${wanted}": ${rows.map((r) => String(r['id'])).join(', ')}.`,
        'Give more of the id.',
      );
    }
    return this.#parse(runRow, first, 'a run');
  }

  #summary(row: RunRow): RunSummary {
    const base = { id: row.id, task: row.task, display: row.display, startedAt: row.started_at, steps: row.steps };
    if (row.finished_at !== null && row.status !== null) {
      return {
        ...base,
        status: row.status,
        reason: row.reason ?? '',
        endedAt: row.finished_at,
        answers: this.#json(z.array(z.string()), row.answers ?? '[]'),
      };
    }
    const alive = row.interrupted_at === null && isAlive({ pid: row.pid, started: row.process });
    const status: ShownStatus = alive ? 'running' : 'interrupted';
    return {
      ...base,
      status,
      reason: alive ? '' : (row.interrupted_note ?? interruptedNote(lastStep(this.#db, row.id))),
      endedAt: alive ? null : (row.interrupted_at ?? lastMoment(this.#db, row.id)),
      answers: [],
    };
  }

  #step(row: Row): StepRecord {
    const text = (column: string): string | null => (typeof row[column] === 'string' ? row[column] : null);
    const json = <T>(schema: z.ZodType<T>, column: string): T | null => {
      const body = text(column);
      return body === null ? null : this.#json(schema, body);
    };
    const receipt = json(receiptSchema, 'receipt');
    const effect = json(effectSchema, 'effect');
    const outcome = text('outcome');
    return {
      ordinal: Number(row['ordinal']),
      step: Number(row['step']),
      stage: stageOf(row),
      writtenAt: Number(row['written_at']),
      what: text('what') ?? '',
      intent: this.#json(intentSchema, text('intent') ?? ''),
      // The schemas check the shape; which pixels the numbers count is known by where they were stored.
      grounding: json(groundingSchema, 'grounding') as Grounding | null,
      action: json<Action>(actionSchema, 'action'),
      verdict: json(verdictSchema, 'verdict') as Verdict | null,
      actionHash: text('action_hash'),
      frame: text('frame'),
      decision:
        outcome === null
          ? null
          : {
              outcome: outcome === 'allow' ? 'allow' : 'block',
              by: text('decided_by') ?? '',
              reason: text('decision_reason') ?? '',
              permitId: text('permit_id'),
              at: Number(row['decided_at']),
            },
      receipt: receipt === null ? null : { ...receipt, at: Number(row['receipt_at']) },
      effect: effect === null ? null : { ...(effect as unknown as Effect), at: Number(row['effect_at']) },
      frameAfter: text('frame_after'),
    };
  }

  #json<T>(schema: z.ZodType<T>, text: string): T {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (e) {
      throw storeError('history_damaged', this.#db.file, e, 'a record is not JSON');
    }
    return this.#parse(schema, value, 'a record');
  }

  #parse<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const issue = parsed.error.issues[0];
    const where = issue === undefined ? '' : ` at ${issue.path.join('.') || 'top'}: ${issue.message}`;
    throw storeError('history_damaged', this.#db.file, parsed.error, `${what} has an unexpected shape${where}`);
  }
}

/** Scripts without spaces between words: the index has no words to find there, so the text itself is searched. */
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

type Condition = { readonly sql: string; readonly values: readonly (string | number)[] };

/** The list's filters as SQL. What is running and what was interrupted is known only by looking at its process. */
function conditionsFor({ query, before, status, app }: ListOptions): {
  where: string;
  parameters: (string | number)[];
} {
  const conditions: Condition[] = [...searchFor(query ?? '')];
  if (before) conditions.push({ sql: '(r.started_at, r.id) < (?, ?)', values: [before.startedAt, before.id] });
  if (status) {
    const ended = status.filter((s) => s !== 'running' && s !== 'interrupted');
    const open = ended.length < status.length ? ' OR r.finished_at IS NULL' : '';
    conditions.push({ sql: `(r.status IN (${ended.map(() => '?').join(', ')})${open})`, values: ended });
  }
  if (app !== undefined) {
    conditions.push({
      sql: 'EXISTS (SELECT 1 FROM step_facts f WHERE f.run_id = r.id AND f.app = ?)',
      values: [app],
    });
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.map((c) => c.sql).join(' AND ')}`;
  return { where, parameters: conditions.flatMap((c) => c.values) };
}

/** Each word of the query as a condition; a quotation mark or star in it is text, not syntax. */
function searchFor(query: string): Condition[] {
  const words = query.split(/\s+/).filter((w) => w !== '');
  return words.map((word): Condition => {
    if (NO_SPACES.test(word) || !/[\p{L}\p{N}]/u.test(word)) {
      return { sql: 'r.id IN (SELECT run_id FROM search WHERE instr(text, ?) > 0)', values: [word] };
    }
    const phrase = `text : "${word.replaceAll('"', '""')}" *`;
    return { sql: 'r.id IN (SELECT run_id FROM search WHERE search MATCH ?)', values: [phrase] };
  });
}
