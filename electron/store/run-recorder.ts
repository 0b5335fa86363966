/**
 * Writes one run, step by step.
 *
 * Invariant: when `writeAhead` or `decision` has returned, the step is on the disk and in the chain; the caller sends
 * input only after that. When either throws, nothing may be sent: a step that cannot be recorded is not taken.
 * Texts are masked before they reach the database.
 */
import { actionHash } from '../protocol/action-hash.ts';
import type { Effect, Receipt } from '../protocol/action.ts';
import type { RunEvent, RunStatus } from '../protocol/events.ts';
import type { Decision } from '../protocol/verdict.ts';
import { appendAudit, NO_EVENTS, withEvent, type AuditKind, type EventsSoFar } from './audit.ts';
import type { HistoryDatabase } from './database.ts';
import { maskDeep, maskLiterals, type Mask } from './mask.ts';
import { ownIdentity } from './process-identity.ts';
import type { DecisionRecord, StepAhead } from './records.ts';

export interface RunStart {
  readonly task: string;
  /** For example `:99`. */
  readonly display: string;
  /** The flags the run was started with, for the record. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Given by the caller when it needs the id before; otherwise made here. */
  readonly id?: string;
  /** Texts to hide wherever they occur, the task included. */
  readonly secrets?: readonly string[];
}

/** A step of this run, as `writeAhead` answered it. */
export type StepOrdinal = number;

export class RunRecorder {
  readonly id: string;
  readonly #db: HistoryDatabase;
  readonly #baseMask: Mask;
  readonly #secrets: string[];
  readonly #now: () => number;
  #mask: Mask;
  #events: EventsSoFar = NO_EVENTS;
  #steps = 0;
  #finished = false;

  constructor(db: HistoryDatabase, mask: Mask, start: RunStart & { readonly id: string }, now: () => number) {
    this.id = start.id;
    this.#db = db;
    this.#baseMask = mask;
    this.#secrets = [...(start.secrets ?? [])];
    this.#mask = maskLiterals(mask, this.#secrets);
    this.#now = now;
    const at = now();
    const { pid, started } = ownIdentity();
    const task = this.#mask(start.task);
    this.#record('run_started', null, at, () => {
      db.run(
        'INSERT INTO runs (id, task, display, options, pid, process, started_at) VALUES (?, ?, ?, ?, ?, ?, ?)',
        this.id,
        task,
        start.display,
        JSON.stringify(maskDeep(start.options ?? {}, this.#mask)),
        pid,
        started,
        at,
      );
      this.#index(task);
    });
  }

  /** Hides this text (a password about to be typed) in everything written from now on. */
  addSecret(text: string): void {
    this.#secrets.push(text);
    this.#mask = maskLiterals(this.#baseMask, this.#secrets);
  }

  /** Puts the step on record, durably, before anything is sent. Answers the number the later calls are given. */
  writeAhead(step: StepAhead): StepOrdinal {
    this.#assertOpen();
    const ordinal = this.#steps;
    const at = this.#now();
    const safe = maskDeep({ ...step, frame: null }, this.#mask);
    this.#record('step_written', ordinal, at, () => {
      this.#db.run(
        `INSERT INTO steps (run_id, ordinal, step, written_at, what, intent, grounding, action, verdict, action_hash, frame)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        this.id,
        ordinal,
        step.step,
        at,
        safe.what,
        JSON.stringify(safe.intent),
        jsonOrNull(safe.grounding),
        jsonOrNull(safe.action),
        jsonOrNull(safe.verdict),
        step.action === null ? null : actionHash(step.action),
        step.frame,
      );
      this.#index(safe.what);
    });
    this.#steps = ordinal + 1;
    return ordinal;
  }

  /** Who decided what. Durable when it returns. Once a step. */
  decision(ordinal: StepOrdinal, decision: Decision | DecisionRecord): void {
    this.#assertOpen();
    const at = this.#now();
    this.#update(
      'decision',
      ordinal,
      at,
      'decided_at = ?, outcome = ?, decided_by = ?, decision_reason = ?, permit_id = ?',
      [at, decision.outcome, this.#mask(decision.by), this.#mask(decision.reason), permitIdOf(decision)],
    );
  }

  /** What was sent. Durable when it returns. Once a step. */
  receipt(ordinal: StepOrdinal, receipt: Receipt): void {
    this.#assertOpen();
    const at = this.#now();
    this.#update('receipt', ordinal, at, 'receipt_at = ?, receipt = ?', [
      at,
      JSON.stringify(maskDeep(receipt, this.#mask)),
    ]);
  }

  /** What changed on the screen, and the frame after. Once a step. Survives the program's death. */
  effect(ordinal: StepOrdinal, effect: Effect, frameAfter: string | null): void {
    this.#assertOpen();
    const at = this.#now();
    const body = JSON.stringify(maskDeep(effect, this.#mask));
    this.#update('effect', ordinal, at, 'effect_at = ?, effect = ?, frame_after = ?', [at, body, frameAfter]);
  }

  /**
   * Keeps an event in order. Survives the program's death; the next durable call also puts it on the disk. Events may
   * follow `finish` (the report is made from the finished run); each then gets a row of the chain of its own.
   */
  event(event: RunEvent): void {
    const body = JSON.stringify(maskDeep(withoutPicture(event), this.#mask));
    const next = withEvent(this.#events, event.event, body);
    this.#db.write(this.#finished ? 'power' : 'process', () => {
      this.#db.run(
        'INSERT INTO events (run_id, ordinal, event, body) VALUES (?, ?, ?, ?)',
        this.id,
        this.#events.count,
        event.event,
        body,
      );
      if (this.#finished) appendAudit(this.#db, 'run_finished', { subject: this.id, ordinal: null }, this.#now(), next);
    });
    this.#events = next;
  }

  /** Closes the run. Only events can be added afterwards. */
  finish(status: RunStatus, reason: string, answers: readonly string[] = []): void {
    this.#assertOpen();
    const at = this.#now();
    const safe = { reason: this.#mask(reason), answers: answers.map(this.#mask) };
    this.#record('run_finished', null, at, () => {
      const changed = this.#db.run(
        'UPDATE runs SET finished_at = ?, status = ?, reason = ?, answers = ? WHERE id = ? AND finished_at IS NULL',
        at,
        status,
        safe.reason,
        JSON.stringify(safe.answers),
        this.id,
      );
      if (changed !== 1) throw new Error(`run ${this.id} is already finished`);
      for (const text of [safe.reason, ...safe.answers]) this.#index(text);
    });
    this.#finished = true;
  }

  /** One transaction: the record, and the row of the chain that covers it. */
  #record(kind: AuditKind, ordinal: StepOrdinal | null, at: number, write: () => void): void {
    // An effect is looked at after the fact: the next step's row syncs it too, and losing it says "not checked".
    this.#db.write(kind === 'effect' ? 'process' : 'power', () => {
      write();
      appendAudit(this.#db, kind, { subject: this.id, ordinal }, at, this.#events);
    });
  }

  #update(
    kind: 'decision' | 'receipt' | 'effect',
    ordinal: StepOrdinal,
    at: number,
    set: string,
    values: unknown[],
  ): void {
    const column = { decision: 'decided_at', receipt: 'receipt_at', effect: 'effect_at' }[kind];
    this.#record(kind, ordinal, at, () => {
      const changed = this.#db.run(
        `UPDATE steps SET ${set} WHERE run_id = ? AND ordinal = ? AND ${column} IS NULL`,
        ...values,
        this.id,
        ordinal,
      );
      if (changed !== 1) throw new Error(`step ${ordinal} of run ${this.id} is unknown or already has its ${kind}`);
    });
  }

  #index(text: string): void {
    if (text !== '') this.#db.run('INSERT INTO search (run_id, text) VALUES (?, ?)', this.id, text);
  }

  #assertOpen(): void {
    if (this.#finished) throw new Error(`run ${this.id} is already finished`);
  }
}

const jsonOrNull = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

const permitIdOf = (decision: Decision | DecisionRecord): string | null => {
  if ('permitId' in decision) return decision.permitId;
  return decision.outcome === 'allow' ? decision.permit.id : null;
};

/** The crop a person was shown is a second copy of pixels that the step's frame already has. */
const withoutPicture = (event: RunEvent): RunEvent =>
  event.event === 'confirmation_requested' ? { ...event, request: { ...event.request, picture: null } } : event;
