import { copyFileSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { SteadyhandError } from '../protocol/errors.ts';
import { recordStep, temporaryFolder } from '../../test/bench/store/sample.ts';
import { MIGRATIONS } from './migrations.ts';
import { openDatabase } from './database.ts';
import { openStore } from './store.ts';
import { asStoreError } from './store-errors.ts';

function home(): string {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  return folder.path;
}

/** A history with one finished run; answers its file. */
async function filled(at: string): Promise<string> {
  await using store = openStore({ home: at });
  const run = store.startRun({ task: 'press Save', display: ':99' });
  recordStep(run, 1);
  run.finish('done', 'all steps done');
  return store.file;
}

function refusal(work: () => unknown): SteadyhandError {
  try {
    work();
  } catch (e) {
    if (e instanceof SteadyhandError) return e;
    throw e;
  }
  throw new Error('it was not refused');
}

test('a history keeps what was written when it is opened again', async () => {
  const at = home();
  await filled(at);
  await using store = openStore({ home: at });
  expect(store.listRuns().map((r) => [r.task, r.status, r.steps])).toEqual([['press Save', 'done', 1]]);
});

test('write-ahead logging and full sync are on', () => {
  const db = openDatabase({ home: home() });
  db.write('power', () => {
    expect(db.get('PRAGMA journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(db.get('PRAGMA synchronous')).toEqual({ synchronous: 2 });
    expect(db.get('PRAGMA foreign_keys')).toEqual({ foreign_keys: 1 });
  });
  db.close();
});

test('a history from a newer version is refused with what to do, and not touched', async () => {
  const at = home();
  const file = await filled(at);
  const raw = new Database(file);
  raw.pragma('user_version = 99');
  raw.close();
  const before = readFileSync(file);
  const error = refusal(() => openStore({ home: at }));
  expect([error.kind, error.code]).toEqual(['environment', 'history_newer']);
  expect(error.line).toMatch(/newer Steadyhand.*Update/);
  expect(readFileSync(file)).toEqual(before);
});

test.each([
  ['overwritten with text', (file: string) => writeFileSync(file, 'this is not a database '.repeat(500))],
  ['cut in half', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2))],
  [
    'with a page of zeros inside',
    (file: string) => {
      const data = readFileSync(file);
      data.fill(0, 4096, 8192);
      writeFileSync(file, data);
    },
  ],
])('a history %s is refused with a remedy, and not touched', async (_how, damage) => {
  const at = home();
  const file = await filled(at);
  damage(file);
  const before = readFileSync(file);
  const error = refusal(() => openStore({ home: at }));
  expect([error.kind, error.code]).toEqual(['environment', 'history_damaged']);
  expect(error.line).toContain('backup');
  expect(readFileSync(file)).toEqual(before);
});

test('an emptied history is not taken for a new one while its screenshots are there', async () => {
  const at = home();
  const file = await filled(at);
  mkdirSync(path.join(at, 'frames', 'ab'), { recursive: true });
  truncateSync(file, 0);
  expect(refusal(() => openStore({ home: at })).code).toBe('history_damaged');
});

test('a history whose creation was cut off half way is created anew', async () => {
  const [at, half] = [home(), home()];
  const raw = new Database(path.join(half, 'history.db'));
  // A cache of one page makes SQLite write to the file, and its rollback journal, before the transaction ends.
  raw.pragma('cache_size = 1');
  raw.exec('BEGIN; CREATE TABLE half (a)');
  const insert = raw.prepare('INSERT INTO half VALUES (?)');
  for (let i = 0; i < 50; i++) insert.run('x'.repeat(4000));
  for (const end of ['', '-journal']) copyFileSync(`${raw.name}${end}`, path.join(at, `history.db${end}`));
  raw.close();
  expect(statSync(path.join(at, 'history.db')).size).toBeGreaterThan(0);
  await filled(at);
  await using store = openStore({ home: at });
  expect(store.verify()).toMatchObject({ ok: true, runs: 1 });
});

test('the database of another program is refused', () => {
  const at = home();
  const raw = new Database(path.join(at, 'history.db'));
  raw.exec('CREATE TABLE theirs (a)');
  raw.close();
  expect(refusal(() => openStore({ home: at })).code).toBe('history_foreign');
});

test('a locked history is said to be locked, at once for who does not wait', async () => {
  const at = home();
  const file = await filled(at);
  const other = new Database(file);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  onTestFinished(() => void other.close());
  const error = refusal(() => openStore({ home: at, busyTimeoutMs: 50 }));
  expect([error.kind, error.code]).toEqual(['environment', 'history_locked']);
});

test('a history that another program begins to lock during a run refuses the step', async () => {
  const at = home();
  await using store = openStore({ home: at, busyTimeoutMs: 50 });
  const run = store.startRun({ task: 'press Save', display: ':99' });
  const other = new Database(store.file);
  other.exec('BEGIN IMMEDIATE');
  expect(refusal(() => recordStep(run, 1)).code).toBe('history_locked');
  other.exec('ROLLBACK');
  other.close();
  recordStep(run, 1);
  expect(store.showRun('last').stepRecords).toHaveLength(1);
  expect(store.verify().ok).toBe(true);
});

test.each(['file/steadyhand', '/proc/steadyhand'])('the data folder %s cannot be made: home_unwritable', (folder) => {
  const at = home();
  writeFileSync(path.join(at, 'file'), '');
  const error = refusal(() => openStore({ home: path.resolve(at, folder) }));
  expect([error.kind, error.code]).toEqual(['environment', 'home_unwritable']);
  expect(error.remedy).toContain('STEADYHAND_HOME');
});

test('SQLite out of space is disk_full', () => {
  const raw = new Database(':memory:');
  raw.pragma('max_page_count = 2');
  let thrown: unknown;
  try {
    raw.exec('CREATE TABLE a (x); CREATE TABLE b (x); CREATE TABLE c (x)');
  } catch (e) {
    thrown = asStoreError(e, '/data/history.db');
  }
  expect(thrown).toMatchObject({ kind: 'environment', code: 'disk_full' });
});

test('what is no fault of the person or the disk stays a bug', () => {
  const bug = new TypeError('x is undefined');
  expect(asStoreError(bug, '/data/history.db')).toBe(bug);
});

test('read-only, a history that does not exist is empty and nothing is created', async () => {
  const at = path.join(home(), 'none');
  await using store = openStore({ home: at, readonly: true });
  expect(store.listRuns()).toEqual([]);
  expect(store.verify().ok).toBe(true);
  expect(existsSync(at)).toBe(false);
});

test('migrations are applied in order, once, and keep what is there', () => {
  const at = home();
  openDatabase({ home: at }).close();
  const longer = [...MIGRATIONS, 'CREATE TABLE later (a TEXT) STRICT', "INSERT INTO later VALUES ('x')"];
  for (let i = 0; i < 2; i++) {
    const db = openDatabase({ home: at, migrations: longer });
    expect(db.all('SELECT a FROM later')).toEqual([{ a: 'x' }]);
    db.close();
  }
  expect(refusal(() => openDatabase({ home: at })).code).toBe('history_newer');
});

test('a migration that fails leaves the version before it', () => {
  const at = home();
  openDatabase({ home: at }).close();
  expect(() => openDatabase({ home: at, migrations: [...MIGRATIONS, 'CREATE TABLE t (a); nonsense'] })).toThrow();
  const db = openDatabase({ home: at });
  expect(db.all("SELECT name FROM sqlite_schema WHERE name = 't'")).toEqual([]);
  db.close();
});

test.skipIf(process.platform === 'win32')('folder and files are for their owner only', async () => {
  const at = path.join(home(), 'data');
  const file = await filled(at);
  const store = openStore({ home: at });
  store.startRun({ task: 'x', display: ':99' });
  const mode = (p: string): number => statSync(p).mode & 0o777;
  expect([mode(at), mode(file), mode(`${file}-wal`)]).toEqual([0o700, 0o600, 0o600]);
  await store.close();
});
