import { appendFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Entry } from './entries.ts';
import { framePath, Journal, readJournal } from './journal.ts';

const start: Entry = {
  t: 'start',
  version: 1,
  at: 0,
  name: 'x',
  display: ':1',
  screen: { x1: 0, y1: 0, x2: 100, y2: 100 } as never,
  monitors: 1,
  scale: 1,
};
const press = (at: number, frame: string): Entry => ({ t: 'press', at, button: 1, x: 1, y: 2, held: [], frame });
const seen = (at: number, frame: string): Entry => ({ t: 'seen', at, frame, windows: [], menus: [], things: [] });
const folder = (): string => join(mkdtempSync(join(tmpdir(), 'steadyhand-journal-')), 'rec');
const [A, B] = ['aaaaaaaaaaaaaaaa', 'bbbbbbbbbbbbbbbb'];

test('a recording that was cut off in the middle of a line keeps what came before', () => {
  const at = folder();
  Journal.create(at).append([start, press(5, A)]);
  appendFileSync(join(at, 'journal.jsonl'), '{"t":"press","at":9,"butt');
  const read = readJournal(at);
  expect(read.entries).toHaveLength(2);
  expect(read.ended).toBe(false);
  expect(read.damaged).toBe(1);
});

test('what is forgotten is gone from the disk, with its pictures', async () => {
  const at = folder();
  const journal = Journal.create(at);
  journal.append([start, seen(1, A), press(2, A), seen(50, B), press(51, B)]);
  await journal.putFrame(A, Buffer.from('a'));
  await journal.putFrame(B, Buffer.from('b'));
  expect(journal.forget((e) => e.at < 50)).toBe(2);
  journal.append([press(60, A)]);
  journal.close();
  expect(readFileSync(join(at, 'journal.jsonl'), 'utf8')).not.toContain(B);
  expect([existsSync(framePath(at, A)), existsSync(framePath(at, B))]).toEqual([true, false]);
  expect(readJournal(at).entries.map((e) => e.at)).toEqual([0, 1, 2, 60]);
});

test('a picture that something older still speaks of stays', async () => {
  const at = folder();
  const journal = Journal.create(at);
  journal.append([start, seen(1, A), press(2, A), press(51, A)]);
  await journal.putFrame(A, Buffer.from('a'));
  journal.forget((e) => e.at < 50);
  expect(existsSync(framePath(at, A))).toBe(true);
});

test('a name of a picture that leads out of the folder is no entry', () => {
  const at = folder();
  Journal.create(at).append([start, { ...press(1, A), frame: '../../../etc/passwd' } as Entry]);
  expect(readJournal(at).entries).toHaveLength(1);
});

test.each([
  ['there is none', null, 'recording_missing'],
  ['it has no beginning', '{"t":"press"}\n', 'recording_damaged'],
  ['it is from a newer version', `${JSON.stringify({ ...start, version: 2 })}\n`, 'recording_newer'],
])('a recording is refused when %s', (_why, text, code) => {
  const at = folder();
  if (text !== null) {
    Journal.create(at).close();
    writeFileSync(join(at, 'journal.jsonl'), text);
  }
  expect(() => readJournal(at)).toThrow(expect.objectContaining({ kind: 'usage', code }) as Error);
});
