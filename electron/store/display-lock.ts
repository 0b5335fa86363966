/**
 * One run at a time on one display.
 *
 * The lock is an open SQLite transaction on a small file, that is, a lock of the operating system: it ends with the
 * process however that ends, so there is no stale lock to judge and no race in taking one over. A note beside it says
 * who holds it; the note is only for the message.
 */
import { chmodSync, closeSync, lstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Database from 'better-sqlite3';
import { SteadyhandError } from '../protocol/errors.ts';
import { sha256 } from '../protocol/action-hash.ts';
import { makeFolder } from './folders.ts';
import { isAlive, ownIdentity, type ProcessIdentity } from './process-identity.ts';
import { asStoreError } from './store-errors.ts';

export interface DisplayLock {
  readonly display: string;
  /** Gives the display back. Doing it twice is harmless. */
  release(): void;
}

/**
 * Where locks lie when nothing is said: a folder of this person's that does not depend on the data folder, because two
 * runs with different data folders still share the display.
 */
export function defaultLockFolder(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const runtime = env['XDG_RUNTIME_DIR'];
  if (runtime !== undefined && path.isAbsolute(runtime)) return path.join(runtime, 'steadyhand');
  const user = process.getuid?.() ?? 'user';
  return path.join(tmpdir(), `steadyhand-${user}`);
}

/** `:0` and `:0.0` are the same display to X11: the part behind the dot is a screen of it. */
export const sameDisplayName = (display: string): string => display.trim().replace(/^(.*:\d+)\.\d+$/, '$1');

/**
 * Takes the display. Throws `SteadyhandError` (`environment`): `display_busy` when another run has it, naming its pid;
 * `home_unwritable` when the folder cannot be used.
 */
export function lockDisplay(display: string, folder: string = defaultLockFolder()): DisplayLock {
  const name = sameDisplayName(display);
  const file = path.join(folder, `display-${sha256(name).slice(0, 16)}.lock`);
  const note = `${file}.json`;
  let sql: Database.Database | null = null;
  try {
    ownFolder(folder);
    closeSync(openSync(file, 'a', 0o600));
    sql = new Database(file, { timeout: 0 });
    sql.exec('BEGIN EXCLUSIVE');
    writeFileSync(note, JSON.stringify({ ...ownIdentity(), display: name, since: Date.now() }), { mode: 0o600 });
  } catch (e) {
    sql?.close();
    if (e instanceof Database.SqliteError && /^SQLITE_(BUSY|LOCKED)/.test(e.code)) throw busy(name, readNote(note));
    throw asStoreError(e, file);
  }
  const held = sql;
  return { display: name, release: () => held.close() };
}

function ownFolder(folder: string): void {
  makeFolder(folder);
  if (process.getuid === undefined) return;
  const found = lstatSync(folder);
  // In a shared temporary folder someone else could have made it first, and would then decide who gets the display.
  if (!found.isDirectory() || found.uid !== process.getuid()) {
    throw new SteadyhandError(
      'environment',
      'home_unwritable',
      `The lock folder ${folder} belongs to someone else.`,
      'Remove it, or set XDG_RUNTIME_DIR to a folder of your own.',
    );
  }
  if ((found.mode & 0o077) !== 0 && path.basename(folder).startsWith('steadyhand')) chmodSync(folder, 0o700);
}

function readNote(note: string): ProcessIdentity | null {
  try {
    const value: unknown = JSON.parse(readFileSync(note, 'utf8'));
    if (typeof value !== 'object' || value === null || !('pid' in value) || !('started' in value)) return null;
    const { pid, started } = value;
    return typeof pid === 'number' && typeof started === 'string' ? { pid, started } : null;
  } catch {
    return null;
  }
}

function busy(display: string, holder: ProcessIdentity | null): SteadyhandError {
  // The note of an earlier holder may still lie there for an instant.
  const known = holder !== null && isAlive(holder);
  return new SteadyhandError(
    'environment',
    'display_busy',
    `Another run is using display ${display}${known ? ` (process ${holder.pid})` : ''}.`,
    known
      ? `Wait for it to end, stop it with \`kill ${holder.pid}\`, or name another display with --display.`
      : 'Wait for it to end, or name another display with --display.',
  );
}
