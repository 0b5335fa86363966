/**
 * What SQLite and the file system say, turned into one line a person can act on.
 *
 * The table maps a code to a cause; anything that is not in it stays what it was, a bug with its stack trace. When in
 * doubt between "damaged" and something milder it says the milder thing: nobody should throw a good history away.
 */
import { statfsSync } from 'node:fs';
import path from 'node:path';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';

type StoreErrorCode = 'history_locked' | 'history_damaged' | 'disk_full' | 'home_unwritable' | 'history_io';

/** First match wins; a prefix covers SQLite's extended codes (`SQLITE_BUSY_SNAPSHOT`, `SQLITE_IOERR_READ`). */
const CODES: readonly (readonly [prefix: string, code: StoreErrorCode])[] = [
  ['SQLITE_BUSY', 'history_locked'],
  ['SQLITE_LOCKED', 'history_locked'],
  ['SQLITE_CORRUPT', 'history_damaged'],
  ['SQLITE_NOTADB', 'history_damaged'],
  ['SQLITE_FULL', 'disk_full'],
  ['SQLITE_CANTOPEN', 'home_unwritable'],
  ['SQLITE_READONLY', 'home_unwritable'],
  ['SQLITE_PERM', 'home_unwritable'],
  ['SQLITE_IOERR_SHORT_READ', 'history_damaged'],
  ['SQLITE_IOERR', 'history_io'],
  ['ENOSPC', 'disk_full'],
  ['EDQUOT', 'disk_full'],
  ['EACCES', 'home_unwritable'],
  ['EPERM', 'home_unwritable'],
  ['EROFS', 'home_unwritable'],
  ['ENOTDIR', 'home_unwritable'],
  ['EISDIR', 'home_unwritable'],
  ['EEXIST', 'home_unwritable'],
  ['ENOENT', 'home_unwritable'],
  ['ENAMETOOLONG', 'home_unwritable'],
  ['EIO', 'history_io'],
];

const MESSAGES: Readonly<Record<StoreErrorCode, (file: string) => readonly [message: string, remedy: string]>> = {
  history_locked: (file) => [
    `The history ${file} is locked by another program.`,
    'Close the other program (a second Steadyhand, a backup or a database viewer) and try again.',
  ],
  history_damaged: (file) => [
    `The history ${file} is damaged and was left untouched.`,
    `Restore it from a backup, or move the folder ${path.dirname(file)} aside to start a new history; \`sqlite3 ${file} .recover\` can save what is readable.`,
  ],
  disk_full: (file) => [
    `The disk that holds ${path.dirname(file)} is full.`,
    'Free some space, or point STEADYHAND_HOME at another disk; what was recorded before is safe.',
  ],
  home_unwritable: (file) => [
    `The data folder ${path.dirname(file)} cannot be written to.`,
    'Give yourself write permission there, or point STEADYHAND_HOME at a folder you own.',
  ],
  history_io: (file) => [
    `Reading or writing the history ${file} failed.`,
    'Check that the disk is connected and healthy, then try again.',
  ],
};

export const storeError = (code: StoreErrorCode, file: string, cause?: unknown, detail = ''): SteadyhandError => {
  const [message, remedy] = MESSAGES[code](file);
  return new SteadyhandError('environment', code, detail === '' ? message : `${message} (${detail})`, remedy, cause);
};

const codeOf = (e: unknown): string =>
  typeof e === 'object' && e !== null && 'code' in e && typeof e.code === 'string' ? e.code : '';

/** Less than this is full: SQLite reports a write that ran out of space as a plain I/O error on some file systems. */
const FULL_BYTES = 64 * 1024;

function diskIsFull(file: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(path.dirname(file));
    return bavail * bsize < FULL_BYTES;
  } catch {
    return false;
  }
}

/** The error to throw in place of `e`: a `SteadyhandError` when a person can do something about it, else `e` itself. */
export function asStoreError(e: unknown, file: string): unknown {
  if (e instanceof SteadyhandError) return e;
  const raw = codeOf(e);
  const code = CODES.find(([prefix]) => raw.startsWith(prefix))?.[1];
  if (code === undefined) return e;
  if (code === 'history_io' && diskIsFull(file)) return storeError('disk_full', file, e);
  return storeError(code, file, e, code === 'history_damaged' || code === 'history_io' ? messageOf(e) : '');
}

/** Runs `work`, turning what it throws into what a person can act on. */
export function withStoreErrors<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (e) {
    throw asStoreError(e, file);
  }
}
