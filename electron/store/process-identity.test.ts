import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { isAlive, ownIdentity } from './process-identity.ts';

test('this process is alive', () => {
  expect(ownIdentity().pid).toBe(process.pid);
  expect(isAlive(ownIdentity())).toBe(true);
});

test('a process that ended is not', async () => {
  const child = spawn(process.execPath, ['-e', '']);
  const pid = child.pid ?? 0;
  await once(child, 'close');
  expect(isAlive({ pid, started: '' })).toBe(false);
});

test.skipIf(process.platform === 'win32')('another process that got the same number is not it', () => {
  expect(isAlive({ pid: process.pid, started: 'another boot 1' })).toBe(false);
});
