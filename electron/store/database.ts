/**
 * Opens the database file, brings it to this version's schema and runs transactions on it.
 *
 * Invariant: a file that this program does not fully understand (damaged, newer, foreign) is never written to. Errs
 * towards refusing to open: a run that cannot be recorded must not start.
 */
import { chmodSync, closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import { makeFolder } from './folders.ts';
import { framesFolder, historyFile } from './paths.ts';
import { APPLICATION_ID, MIGRATIONS } from './migrations.ts';
import { asStoreError, storeError, withStoreErrors } from './store-errors.ts';

/**
 * `power` is on the disk when the call returns and survives a power failure. `process` survives the death of the
 * program at any instant; after a power failure the newest of these may be missing, never half there.
 */
export type Durability = 'power' | 'process';

export interface OpenOptions {
  readonly home: string;
  readonly readonly?: boolean;
  /** How long to wait for another writer, milliseconds. */
  readonly busyTimeoutMs?: number;
  /** Tests bring their own. */
  readonly migrations?: readonly string[];
}

/** Writers hold the lock for a few milliseconds; one that holds it for five seconds is stuck or is not us. */
const BUSY_TIMEOUT_MS = 5000;
/** Up to this size the whole file is checked when it is opened (about 20 ms for each 10 MB); `verify` always does. */
const CHECK_AT_OPEN_BYTES = 32 * 1024 * 1024;

type Row = Record<string, unknown>;

export class HistoryDatabase {
  readonly home: string;
  readonly file: string;
  readonly #sql: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #durability: Durability | null = null;

  constructor(home: string, sql: Database.Database) {
    this.home = home;
    this.file = historyFile(home);
    this.#sql = sql;
  }

  get readonly(): boolean {
    return this.#sql.readonly;
  }

  #prepare(sql: string): Database.Statement {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#sql.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  /** Every row. Throws `SteadyhandError` for what a person can mend, as do the next four. */
  all(sql: string, ...parameters: unknown[]): Row[] {
    return withStoreErrors(this.file, () => this.#prepare(sql).all(...parameters) as Row[]);
  }

  get(sql: string, ...parameters: unknown[]): Row | undefined {
    return withStoreErrors(this.file, () => this.#prepare(sql).get(...parameters) as Row | undefined);
  }

  /** Rows one at a time; no other statement may write while it runs. */
  *iterate(sql: string, ...parameters: unknown[]): Generator<Row> {
    try {
      // A statement of its own: a cached one could be asked for again while this one is still open.
      yield* this.#sql.prepare(sql).iterate(...parameters) as IterableIterator<Row>;
    } catch (e) {
      throw asStoreError(e, this.file);
    }
  }

  /** Returns how many rows changed. */
  run(sql: string, ...parameters: unknown[]): number {
    return withStoreErrors(this.file, () => this.#prepare(sql).run(...parameters).changes);
  }

  /** One write transaction: everything in `work` is kept, or nothing. Do not nest. */
  write<T>(durability: Durability, work: () => T): T {
    return withStoreErrors(this.file, () => {
      if (durability !== this.#durability) {
        this.#sql.pragma(`synchronous = ${durability === 'power' ? 'FULL' : 'NORMAL'}`);
        this.#durability = durability;
      }
      return this.#sql.transaction(work).immediate();
    });
  }

  /** One consistent view while others may be writing. */
  read<T>(work: () => T): T {
    return withStoreErrors(this.file, () => this.#sql.transaction(work).deferred());
  }

  /** Brings the write-ahead log into the file, as far as readers allow now, and empties it. */
  checkpoint(): void {
    withStoreErrors(this.file, () => this.#sql.pragma('wal_checkpoint(TRUNCATE)'));
  }

  /** What is wrong with the file as a file; empty when nothing is. */
  integrity(): string[] {
    return withStoreErrors(this.file, () => {
      const rows = checking(this.file, () => this.#sql.pragma('integrity_check(10)') as { integrity_check: string }[]);
      return rows.map((r) => r.integrity_check).filter((m) => m !== 'ok');
    });
  }

  close(): void {
    this.#sql.close();
  }
}

/**
 * Opens (and creates, and migrates) the history in `home`.
 *
 * Throws `SteadyhandError` of kind `environment`: `home_unwritable`, `history_locked`, `history_damaged`,
 * `history_newer`, `history_foreign`, `disk_full`, `history_io`. Read-only, a history that does not exist yet is empty.
 */
export function openDatabase(options: OpenOptions): HistoryDatabase {
  const home = path.resolve(options.home);
  const file = historyFile(home);
  const timeout = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS;
  const migrations = options.migrations ?? MIGRATIONS;
  let sql: Database.Database | null = null;
  try {
    if (options.readonly && !existsSync(file)) {
      sql = new Database(':memory:');
      migrate(sql, migrations);
      return new HistoryDatabase(home, sql);
    }
    if (!options.readonly) prepareFolder(home, file);
    if (existsSync(file) && statSync(file).size > 0) {
      if (inspect(file, timeout, migrations.length) < migrations.length && options.readonly)
        openDatabase({ ...options, readonly: false }).close();
    } else if (leftovers(home)) {
      throw storeError('history_damaged', file, undefined, 'the file is empty although screenshots exist');
    }
    sql = new Database(file, { timeout, readonly: options.readonly ?? false });
    if (!options.readonly) configure(sql);
    sql.pragma('foreign_keys = ON');
    migrate(sql, migrations);
    return new HistoryDatabase(home, sql);
  } catch (e) {
    sql?.close();
    throw asStoreError(e, file);
  }
}

function prepareFolder(home: string, file: string): void {
  makeFolder(home);
  // The database holds what was on screen and what was typed: made for its owner only; -wal and -shm follow its mode.
  closeSync(openSync(file, 'a', 0o600));
  if (process.platform !== 'win32') chmodSync(file, 0o600);
}

/** Screenshots without a database: a history was here. */
function leftovers(home: string): boolean {
  const frames = framesFolder(home);
  return existsSync(frames) && readdirSync(frames).length > 0;
}

/** Looks at an existing file without changing what it says; returns its version. */
function inspect(file: string, timeout: number, known: number): number {
  // A program killed while it was creating the history leaves a rollback journal; only a writer may play it back, and
  // until then the file cannot be read at all.
  const halfMade = existsSync(`${file}-journal`);
  const sql = new Database(file, { timeout, readonly: !halfMade, fileMustExist: true });
  try {
    const version = sql.pragma('user_version', { simple: true }) as number;
    const id = sql.pragma('application_id', { simple: true }) as number;
    const tables = sql.prepare("SELECT count(*) FROM sqlite_schema WHERE type = 'table'").pluck().get() as number;
    if (id !== APPLICATION_ID && (tables > 0 || version > 0)) {
      throw new SteadyhandError(
        'environment',
        'history_foreign',
        `${file} is a database of another program and was left untouched.`,
        'Move it away, or point STEADYHAND_HOME at another folder.',
      );
    }
    if (version > known) {
      throw new SteadyhandError(
        'environment',
        'history_newer',
        `The history ${file} was written by a newer Steadyhand (format ${version}, this one knows ${known}) and was left untouched.`,
        'Update Steadyhand, or point STEADYHAND_HOME at another folder.',
      );
    }
    if (statSync(file).size <= CHECK_AT_OPEN_BYTES) {
      const found = checking(file, () => sql.pragma('quick_check(1)', { simple: true }) as string);
      if (found !== 'ok') throw storeError('history_damaged', file, undefined, found.replace(/\s+/g, ' '));
    }
    return version;
  } finally {
    sql.close();
  }
}

/** A search index that is spoilt does not answer a check: it makes the check itself fail, as a plain error. */
function checking<T>(file: string, check: () => T): T {
  try {
    return check();
  } catch (e) {
    if ((e as { code?: unknown }).code !== 'SQLITE_ERROR') throw e;
    throw storeError('history_damaged', file, e, messageOf(e));
  }
}

function configure(sql: Database.Database): void {
  sql.pragma('journal_mode = WAL');
  // What a person deletes is overwritten, not only let go of.
  sql.pragma('secure_delete = ON');
  // macOS: a plain fsync leaves data in the drive's cache. No effect elsewhere.
  sql.pragma('fullfsync = ON');
  sql.pragma('checkpoint_fullfsync = ON');
}

function migrate(sql: Database.Database, migrations: readonly string[]): void {
  const version = (): number => sql.pragma('user_version', { simple: true }) as number;
  if (version() === migrations.length) return;
  sql.pragma('synchronous = FULL');
  sql
    .transaction(() => {
      // Read again inside the lock: another process may have migrated meanwhile.
      for (let v = version(); v < migrations.length; v++) sql.exec(migrations[v] ?? '');
      sql.pragma(`user_version = ${migrations.length}`);
      sql.pragma(`application_id = ${APPLICATION_ID}`);
    })
    .immediate();
}
