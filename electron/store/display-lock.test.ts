import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../../test/bench/store/sample.ts';
import { defaultLockFolder, lockDisplay, sameDisplayName } from './display-lock.ts';

function folder(): string {
  const made = temporaryFolder();
  onTestFinished(made.remove);
  return made.path;
}

test('the second to want a display is told who has it and what to do', () => {
  const at = folder();
  const lock = lockDisplay(':7', at);
  expect(() => lockDisplay(':7', at)).toThrow(
    expect.objectContaining({
      kind: 'environment',
      code: 'display_busy',
      message: expect.stringContaining(`process ${process.pid}`),
      remedy: expect.stringContaining('--display'),
    }),
  );
  lock.release();
});

test('a display that was given back can be taken again, and giving back twice is harmless', () => {
  const at = folder();
  const lock = lockDisplay(':7', at);
  lock.release();
  lock.release();
  lockDisplay(':7', at).release();
});

test('two displays do not hinder each other; two names of one do', () => {
  const at = folder();
  const one = lockDisplay(':7', at);
  const two = lockDisplay(':8', at);
  expect(() => lockDisplay(':7.0', at)).toThrow(expect.objectContaining({ code: 'display_busy' }));
  one.release();
  two.release();
});

test.each([
  [':0', ':0'],
  [':0.0', ':0'],
  [' host:10.1 ', 'host:10'],
  ['screen 1', 'screen 1'],
])('%s is known as %s', (name, known) => expect(sameDisplayName(name)).toBe(known));

test('a leftover note or lock file of a dead run is no obstacle', () => {
  const at = folder();
  lockDisplay(':7', at).release();
  lockDisplay(':7', at).release();
});

test('a lock folder that cannot be used is said so', () => {
  const at = folder();
  writeFileSync(path.join(at, 'file'), '');
  expect(() => lockDisplay(':7', path.join(at, 'file'))).toThrow(expect.objectContaining({ kind: 'environment' }));
});

test.skipIf(process.platform === 'win32')('a lock folder that is a link to elsewhere is refused', () => {
  const at = folder();
  mkdirSync(path.join(at, 'theirs'));
  symlinkSync(path.join(at, 'theirs'), path.join(at, 'link'));
  expect(() => lockDisplay(':7', path.join(at, 'link'))).toThrow(expect.objectContaining({ code: 'home_unwritable' }));
});

test('the lock folder does not depend on the data folder', () => {
  expect(defaultLockFolder({ XDG_RUNTIME_DIR: '/run/user/7', STEADYHAND_HOME: '/x' })).toBe('/run/user/7/steadyhand');
});
