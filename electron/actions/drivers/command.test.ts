import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from './command.ts';

const never = new AbortController().signal;

test.skipIf(process.platform === 'win32')('a command runs in its folder', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steadyhand-command-'));
  await runCommand("echo 'a b' > out.txt && touch done", folder, never);
  expect(existsSync(join(folder, 'done'))).toBe(true);
});

test.skipIf(process.platform === 'win32')('one that fails says what it said', async () => {
  await expect(runCommand('echo nothing works >&2; exit 7', tmpdir(), never)).rejects.toMatchObject({
    code: 'command_failed',
    message: expect.stringContaining('ended with 7: nothing works') as string,
  });
});

test.skipIf(process.platform === 'win32')(
  'one that takes too long, or is stopped, ends with what it started',
  async () => {
    await expect(runCommand('sleep 60 & sleep 60', tmpdir(), never, 0.2)).rejects.toMatchObject({
      code: 'command_slow',
    });
    const stop = new AbortController();
    const running = runCommand('sleep 60', tmpdir(), stop.signal);
    stop.abort(new Error('stopped by you'));
    await expect(running).rejects.toThrow('stopped by you');
  },
);
