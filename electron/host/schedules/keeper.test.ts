import { mkdtempSync, writeFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { ScheduleKeeper, type KeeperParts } from './keeper.ts';
import { ScheduleFile, type Schedule } from './schedule-file.ts';
import type { When } from './when.ts';

const START = new Date('2026-11-23T07:00:00').getTime();
const MINUTE = 60_000;
let home: string;
let file: ScheduleFile;
let now: number;
let did: (string | null)[];
let said: string[];
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'steadyhand-schedules-'));
  file = new ScheduleFile(home);
  now = START;
  [did, said] = [[], []];
});

const add = (when: When, over: Partial<Schedule> = {}): Schedule =>
  file.add({
    ...{ skill: 's', values: {}, when, fileParameter: null, catchUp: false, createdAt: START, seenUpTo: START },
    ...{ known: [], missed: 0, last: null },
    ...over,
  });
const keeper = (over: Partial<KeeperParts> = {}): ScheduleKeeper =>
  new ScheduleKeeper({
    file,
    perform: ({ file: path }) => {
      did.push(path);
      return Promise.resolve({ runId: 'r', status: 'done', reason: 'well' });
    },
    tell: (line) => said.push(line),
    now: () => now,
    ...over,
  });
const look = (k: ScheduleKeeper): Promise<void> => k.look(new AbortController().signal);
const EIGHT: When = { kind: 'daily', at: '08:00', days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] };

test('it is done when it is due, once, and what came of it is kept', async () => {
  const { id } = add(EIGHT);
  const k = keeper();
  await look(k);
  expect(did).toEqual([]);
  now += 60 * MINUTE + 1_000;
  await look(k);
  await look(k);
  expect(did).toEqual([null]);
  expect(new ScheduleFile(home).find(id).last).toMatchObject({ status: 'done', runId: 'r', at: now });
});

test('what was due while nobody watched is told and not done', async () => {
  const { id } = add(EIGHT);
  now += 3 * 24 * 60 * MINUTE;
  await look(keeper());
  expect(did).toEqual([]);
  expect(file.find(id).missed).toBe(3);
  expect(said.join()).toMatch(/due 3 times, the last at 2026-11-25 08:00, while nobody watched; not done/);
});

test('with catch-up it is made up for, once', async () => {
  add(EIGHT, { catchUp: true });
  now += 3 * 24 * 60 * MINUTE;
  await look(keeper());
  await look(keeper());
  expect(did).toEqual([null]);
});

test('a crash in the middle does not do it again', async () => {
  const { id } = add(EIGHT);
  now += 60 * MINUTE + 1_000;
  const dies = keeper({ perform: () => Promise.reject(new Error('killed')) });
  await look(dies);
  await look(keeper());
  expect(did).toEqual([]);
  expect(file.find(id).last).toMatchObject({ status: 'refused', reason: 'killed' });
});

test('a file is done once, when it no longer grows; those that were there do not count', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'steadyhand-inbox-'));
  writeFileSync(join(folder, 'old.csv'), 'x');
  add({ kind: 'file', folder, pattern: '*.csv' }, { known: ['old.csv'] });
  const k = keeper();
  await look(k);
  writeFileSync(join(folder, 'new.csv'), 'a');
  writeFileSync(join(folder, 'new.txt'), 'a');
  await look(k);
  now += 1_500;
  writeFileSync(join(folder, 'new.csv'), 'a,b,c');
  await look(k);
  expect(did).toEqual([]);
  now += 1_500;
  await look(k);
  now += 5_000;
  await look(k);
  // After a restart it is still known.
  const again = keeper();
  await look(again);
  now += 5_000;
  await look(again);
  expect(did).toEqual([join(folder, 'new.csv')]);
  rmSync(folder, { recursive: true });
});

test('one that was removed meanwhile is not done, and a folder that is gone waits', async () => {
  const { id } = add(EIGHT);
  add({ kind: 'file', folder: join(home, 'nowhere'), pattern: '*' });
  file.remove(id.slice(0, 4));
  now += 60 * MINUTE + 1_000;
  await look(keeper());
  expect(did).toEqual([]);
  expect(() => file.find(id)).toThrow(/no schedule/);
});

test('a damaged file is refused with its name', () => {
  add(EIGHT);
  writeFileSync(file.file, '{"format":1,"schedules":[{"id":"x"}]}');
  expect(() => file.list()).toThrow(/schedules\.json cannot be read/);
});
