/**
 * What is on record: the one entrance to the history.
 *
 * Invariants: a step is durable before its input is sent (`RunRecorder`); the trail can be verified at any time
 * (`verify`); nothing that is stored is ever rewritten. Errs towards refusing: what cannot be recorded is not done.
 */
import { randomBytes } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import { answeredQuestions, type AnsweredQuestion } from './approvals.ts';
import { appendAudit, storedEvents } from './audit.ts';
import { openDatabase, type HistoryDatabase, type OpenOptions } from './database.ts';
import { deleteRuns, runsBefore, sweepFiles, type Deleted } from './deletion.ts';
import { makeFolder } from './folders.ts';
import { Frames, type FrameProblem } from './frames.ts';
import { maskSecrets, type Mask } from './mask.ts';
import { isAlive } from './process-identity.ts';
import type { RunDetail, RunSummary, StepRecord } from './records.ts';
import { interruptedNote, lastMoment, lastStep, RunReader, type ListOptions, type RunHead } from './run-reader.ts';
import { renderReport } from './report.ts';
import { RunRecorder, type RunStart } from './run-recorder.ts';
import { searchedApps, searchSteps, type StepFilter, type StepHit } from './step-search.ts';
import { verifyHistory, type Verification } from './verify.ts';

export interface StoreOptions extends OpenOptions {
  /** Replaces secrets in every text before it is stored; `maskSecrets` when not given. */
  readonly mask?: Mask;
  /** Milliseconds since the epoch; tests bring their own clock. */
  readonly now?: () => number;
}

const DAY_MS = 86_400_000;

/** The verification of the database and of every screenshot file. */
export interface FullVerification extends Verification {
  /** A missing file is reported but does not break the trail: it can be pruned. A changed one does. */
  readonly frames: readonly FrameProblem[];
}

export class Store {
  readonly frames: Frames;
  readonly #db: HistoryDatabase;
  readonly #mask: Mask;
  readonly #now: () => number;
  readonly #reader: RunReader;

  constructor(db: HistoryDatabase, mask: Mask, now: () => number) {
    this.#db = db;
    this.#mask = mask;
    this.#now = now;
    this.#reader = new RunReader(db);
    this.frames = new Frames(db, now);
  }

  /** The data folder, absolute. */
  get home(): string {
    return this.#db.home;
  }

  /** The database file, absolute. */
  get file(): string {
    return this.#db.file;
  }

  /** Begins a run; it is on the disk when this returns. */
  startRun(start: RunStart): RunRecorder {
    return new RunRecorder(this.#db, this.#mask, { ...start, id: start.id ?? newRunId(this.#now()) }, this.#now);
  }

  /** Newest first. */
  listRuns(options: ListOptions = {}): RunSummary[] {
    return this.#reader.list(options);
  }

  /** By id, the beginning of one, or `last`. Throws `usage` `run_unknown` or `run_ambiguous`. */
  showRun(idOrPrefix: string): RunDetail {
    return this.#reader.show(idOrPrefix);
  }

  /** The newest questions that a person answered, oldest first. */
  answers(): AnsweredQuestion[] {
    return this.#db.read(() => answeredQuestions(this.#db));
  }

  /** A run without its steps. Throws as `showRun` does. */
  runHead(idOrPrefix: string): RunHead {
    return this.#reader.head(idOrPrefix);
  }

  /** Steps of a run from an ordinal on, and how many it has. Throws as `showRun` does. */
  stepsOf(idOrPrefix: string, from: number, limit: number): { total: number; steps: StepRecord[] } {
    return this.#reader.steps(idOrPrefix, from, limit);
  }

  /** Steps of all runs by words and decision, newest first. */
  searchSteps(filter: StepFilter): { total: number; hits: StepHit[] } {
    return searchSteps(this.#db, filter);
  }

  /** Applications that steps were taken in, most steps first. */
  searchedApps(): { app: string; steps: number }[] {
    return searchedApps(this.#db);
  }

  /** Checks the database and the chain; a file that is not intact is answered, not thrown. */
  verify(): Verification {
    try {
      return verifyHistory(this.#db);
    } catch (e) {
      if (!(e instanceof SteadyhandError) || e.code !== 'history_damaged') throw e;
      return {
        ok: false,
        rows: 0,
        runs: 0,
        deleted: 0,
        head: '',
        broken: { seq: null, subject: null, why: messageOf(e) },
      };
    }
  }

  /** `verify`, and every screenshot file compared with its recorded hash. */
  async verifyAll(): Promise<FullVerification> {
    const chain = this.verify();
    if (!chain.ok) return { ...chain, frames: [] };
    const frames = await this.frames.verify();
    const changed = frames.find((f) => f.problem === 'changed');
    if (changed === undefined) return { ...chain, frames };
    const why = `the screenshot ${changed.id} is not the one that was recorded`;
    return { ...chain, ok: false, frames, broken: { seq: null, subject: changed.id, why } };
  }

  /** The run as one self-contained HTML page. */
  async renderRun(idOrPrefix: string): Promise<string> {
    const run = this.showRun(idOrPrefix);
    return renderReport(run, { frames: this.frames, verification: this.verify(), madeAt: this.#now() });
  }

  /**
   * Writes that page to a file, complete or not at all; an existing file is replaced. Answers its absolute path.
   * Throws what `showRun` throws, and `export_unwritable` when the file cannot be written.
   */
  async exportRun(idOrPrefix: string, file: string): Promise<string> {
    await this.frames.settled();
    const page = await this.renderRun(idOrPrefix);
    const target = path.resolve(file);
    const temporary = `${target}.${randomBytes(4).toString('hex')}.tmp`;
    try {
      makeFolder(path.dirname(target));
      // It shows what was on the screen: for its owner, until they share it.
      await writeFile(temporary, page, { mode: 0o600, flag: 'wx' });
      await rename(temporary, target);
    } catch (e) {
      await rm(temporary, { force: true }).catch(() => undefined);
      throw new SteadyhandError(
        'environment',
        'export_unwritable',
        `The report could not be written to ${target}: ${messageOf(e)}.`,
        'Name a file in a folder you can write to, on a disk with space.',
        e,
      );
    }
    return target;
  }

  /**
   * Records an end for every run whose process is gone without having said so; answers their ids. Call it once at
   * start, when the history is open for writing.
   */
  markInterrupted(): string[] {
    const open = this.#db.all(
      'SELECT id, pid, process FROM runs WHERE finished_at IS NULL AND interrupted_at IS NULL ORDER BY started_at',
    );
    const dead = open.filter((r) => !isAlive({ pid: Number(r['pid']), started: String(r['process']) }));
    return dead.map((r) => String(r['id'])).filter((id) => this.#markOne(id));
  }

  #markOne(id: string): boolean {
    return this.#db.write('power', () => {
      const last = lastStep(this.#db, id);
      const changed = this.#db.run(
        `UPDATE runs SET interrupted_at = ?, interrupted_step = ?, interrupted_note = ?
         WHERE id = ? AND finished_at IS NULL AND interrupted_at IS NULL`,
        lastMoment(this.#db, id),
        last?.step ?? null,
        interruptedNote(last),
        id,
      );
      if (changed === 0) return false; // Another process was faster.
      const events = storedEvents(this.#db, id);
      appendAudit(this.#db, 'run_interrupted', { subject: id, ordinal: null }, this.#now(), events);
      return true;
    });
  }

  /**
   * Takes a run out of the history for good; its rows of the chain stay and one more says that it was deleted.
   * @throws SteadyhandError as `showRun` does; `run_running` while any run is under way
   */
  async deleteRun(idOrPrefix: string): Promise<Deleted> {
    return deleteRuns(this.#db, this.frames, [this.runHead(idOrPrefix).id], 'person', this.#now());
  }

  /** Deletes the runs that are older than so many days. Nothing while a run is under way. */
  async keepOnly(days: number): Promise<Deleted> {
    const at = this.#now();
    const gone = await deleteRuns(this.#db, this.frames, runsBefore(this.#db, at - days * DAY_MS), 'retention', at);
    await sweepFiles(this.#db, this.frames);
    return gone;
  }

  /** Closes the database; waits for frames that are still being written. */
  async close(): Promise<void> {
    await this.frames.settled();
    this.#db.close();
  }

  /** `await using store = openStore(…)`. */
  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/**
 * Opens the history in `home` (see `dataFolder`), creating or migrating it unless `readonly`.
 *
 * Throws `SteadyhandError` of kind `environment`, each with its remedy: `home_unwritable`, `history_locked`,
 * `history_damaged`, `history_newer`, `history_foreign`, `disk_full`, `history_io`.
 */
export const openStore = (options: StoreOptions): Store =>
  new Store(openDatabase(options), options.mask ?? maskSecrets, options.now ?? Date.now);

/** Readable, sorts by time, unlikely to repeat: `20261123-032001-4f9a1c` (UTC). */
export function newRunId(at: number): string {
  const digits = new Date(at).toISOString().replace(/\D/g, '');
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${randomBytes(3).toString('hex')}`;
}
