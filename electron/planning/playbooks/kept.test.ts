import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { PlaybookLibrary } from './library.ts';

const FILE = `version: 1
playbooks:
  - id: test.greet
    title: Say hello
    phrases:
      en: [say hello to the world]
    ways:
      - steps:
          - type: hello
    cases:
      - { task: Say hello to the world }
`;

let home: string;
let folder: string;
let kept: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'kept-'));
  folder = join(home, 'playbooks');
  kept = join(home, 'cache', 'playbooks.json');
  mkdirSync(folder);
  writeFileSync(join(folder, 'own.yaml'), FILE);
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const open = (): PlaybookLibrary => PlaybookLibrary.open([folder], kept);

test('what was parsed is found again as it was', () => {
  const first = open();
  expect(existsSync(kept)).toBe(true);
  expect(open().all()).toEqual(first.all());
});

test('a changed file is parsed again', () => {
  open();
  writeFileSync(join(folder, 'own.yaml'), FILE.replace('Say hello\n', 'Say hi\n'));
  expect(open().get('test.greet')?.title).toBe('Say hi');
});

test('a damaged file is refused although a good one was kept, and nothing of it is kept', () => {
  open();
  const before = readFileSync(kept, 'utf8');
  writeFileSync(join(folder, 'own.yaml'), 'playbooks: [');
  expect(open).toThrow(/own.yaml/);
  expect(readFileSync(kept, 'utf8')).toBe(before);
});

test('what was kept and is cut off counts as none', () => {
  const first = open();
  writeFileSync(kept, readFileSync(kept, 'utf8').slice(0, 100));
  expect(open().all()).toEqual(first.all());
});

test('without a data folder nothing is left behind', () => {
  const nowhere = join(home, 'nobody', 'cache', 'playbooks.json');
  PlaybookLibrary.open([folder], nowhere);
  expect(existsSync(join(home, 'nobody'))).toBe(false);
});
