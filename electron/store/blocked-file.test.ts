import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readBlocked, writeBlocked } from './blocked-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'blocked-'));
afterAll(() => rmSync(folder, { recursive: true }));
let n = 0;
const fresh = (text?: string): string => {
  const file = join(folder, `${String(n++)}.yaml`);
  if (text !== undefined) writeFileSync(file, text, { mode: 0o600 });
  return file;
};

test('no file says nothing; what was written is read, also an empty list', () => {
  const file = fresh();
  expect(readBlocked(file)).toBeNull();
  writeBlocked(file, ['payment', 'power', 'payment']);
  expect(readBlocked(file)).toEqual(['payment', 'power']);
  writeBlocked(file, []);
  expect(readBlocked(file)).toEqual([]);
  expect(readFileSync(file, 'utf8')).toContain('version: 1');
});

test.each([
  ['empty', '', 'rules_damaged'],
  ['no YAML', 'blocked: [', 'rules_damaged'],
  ['a list alone', '- payment', 'rules_damaged'],
  ['without a version', 'blocked: [payment]', 'rules_damaged'],
  ['of a newer version', 'version: 2\nblocked: []', 'rules_newer'],
  ['with a category nobody knows', 'version: 1\nblocked: [fun]', 'rules_damaged'],
  ['with one that cannot be switched off', 'version: 1\nblocked: [none]', 'rules_damaged'],
  ['with something else in it', 'version: 1\nblocked: []\nallowed: [payment]', 'rules_damaged'],
])('a file that is %s is refused, and says where', (_name, text, code) => {
  const file = fresh(text);
  expect(() => readBlocked(file)).toThrow(expect.objectContaining({ code, kind: 'blocked' }) as Error);
  expect(() => readBlocked(file)).toThrow(file);
});

test('the line of a wrong word is named', () => {
  expect(() => readBlocked(fresh('version: 1\nblocked:\n  - payment\n  - fun\n'))).toThrow('line 4');
});

test.skipIf(process.platform === 'win32')('a file that anybody may write to is refused', () => {
  const file = fresh('version: 1\nblocked: []\n');
  chmodSync(file, 0o666);
  expect(() => readBlocked(file)).toThrow('anybody may write');
});
