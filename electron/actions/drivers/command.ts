/**
 * Runs one line of the system's shell, in a folder, without a terminal, to its end.
 *
 * What it starts ends with it when the run is stopped or it takes too long: a command that goes on unseen is worse than
 * one that was cut off.
 */
import { spawn } from 'node:child_process';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Sent } from './port.ts';

export const COMMAND_SECONDS = 60;
/** Of what it prints, kept for the error. */
const TAIL = 400;

/** @throws SteadyhandError `command_failed`, `command_slow`, or the reason of the signal */
export async function runCommand(
  command: string,
  folder: string,
  signal: AbortSignal,
  seconds = COMMAND_SECONDS,
): Promise<Sent> {
  signal.throwIfAborted();
  const windows = process.platform === 'win32';
  const [shell, flag] = windows ? ['cmd.exe', '/c'] : ['/bin/sh', '-c'];
  const child = spawn(shell, [flag, command], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], detached: !windows });
  let said = '';
  const hear = (chunk: Buffer): void => {
    said = (said + chunk.toString()).slice(-TAIL);
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const end = (): void => {
    try {
      if (!windows && child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      else child.kill();
    } catch {
      // It has ended.
    }
  };
  const clock = { ranOut: false };
  const timer = setTimeout(() => {
    clock.ranOut = true;
    end();
  }, seconds * 1000);
  signal.addEventListener('abort', end, { once: true });
  try {
    const code = await new Promise<number | null>((done, fail) => {
      child.once('error', fail);
      child.once('close', done);
    });
    signal.throwIfAborted();
    if (clock.ranOut) throw failure('command_slow', `it had not ended after ${seconds} s`);
    if (code !== 0)
      throw failure('command_failed', `it ended with ${code ?? 'a signal'}${said ? `: ${said.trim()}` : ''}`);
    return { via: 'shell', events: 0 };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }

  function failure(code: string, why: string): SteadyhandError {
    return new SteadyhandError('incomplete', code, `The command ${command} failed: ${why}.`, 'Run it in a terminal.');
  }
}
