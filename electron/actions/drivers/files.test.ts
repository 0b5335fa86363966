import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { FileOp } from '../../protocol/intent.ts';
import { fileOperation } from './files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'steadyhand-files-'));
});
const at = (name: string): string => join(folder, name);
const trash = (): { folder: string; now: () => Date } => ({
  folder: at('Trash'),
  now: () => new Date('2026-01-02T03:04:05Z'),
});
const act = (op: FileOp, path: string, to: string | null = null): Promise<unknown> =>
  fileOperation({ type: 'file', op, path, to }, trash());

test('a folder and an empty file are made', async () => {
  await act('make_folder', at('new'));
  await act('make_file', at('a.txt'));
  expect((await readdir(folder)).sort()).toEqual(['a.txt', 'new']);
});

test('a file is renamed, copied into a folder, and moved over nothing', async () => {
  await writeFile(at('a'), 'one');
  await mkdir(at('box'));
  await act('rename', at('a'), at('b'));
  await act('copy', at('b'), at('box'));
  expect(await readFile(join(at('box'), 'b'), 'utf8')).toBe('one');
  await expect(act('move', at('b'), at('box'))).rejects.toMatchObject({ code: 'file_exists' });
  expect(existsSync(at('b'))).toBe(true);
});

test.each<[FileOp, string | null]>([
  ['make_folder', null],
  ['make_file', null],
  ['rename', 'b'],
  ['copy', 'b'],
])('%s never overwrites', async (op, to) => {
  await writeFile(at('a'), 'one');
  await writeFile(at('b'), 'two');
  await expect(act(op, at('a'), to === null ? null : at(to))).rejects.toMatchObject({ code: 'file_exists' });
  expect(await readFile(at('a'), 'utf8')).toBe('one');
  expect(await readFile(at('b'), 'utf8')).toBe('two');
});

test.runIf(process.platform === 'linux')('what goes to the trash can be taken back from it', async () => {
  await writeFile(at('my notes.txt'), 'one');
  await act('trash', at('my notes.txt'));
  await writeFile(at('my notes.txt'), 'two');
  await act('trash', at('my notes.txt'));
  expect(existsSync(at('my notes.txt'))).toBe(false);
  expect((await readdir(join(at('Trash'), 'files'))).sort()).toEqual(['my notes.txt', 'my notes.txt.2']);
  const note = await readFile(join(at('Trash'), 'info', 'my notes.txt.trashinfo'), 'utf8');
  expect(note).toBe(`[Trash Info]\nPath=${encodeURI(at('my notes.txt'))}\nDeletionDate=2026-01-02T03:04:05\n`);
});

test('what is not there, and a folder put into itself, is refused in one line', async () => {
  await mkdir(at('box'));
  await expect(act('trash', at('none'))).rejects.toMatchObject({ code: 'file_missing' });
  await expect(act('move', at('none'), at('x'))).rejects.toMatchObject({ code: 'file_missing' });
  await expect(act('move', at('box'), join(at('box'), 'inner'))).rejects.toMatchObject({ code: 'file_failed' });
});
