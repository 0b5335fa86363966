/** Runs one task through the command that people use, `steadyhand run --json`, and collects what it reported. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const LAUNCHER = fileURLToPath(new URL('../../electron/cli/steadyhand.mjs', import.meta.url));

/**
 * `input` is what the command reads from its standard input: a text, or null for the caller's own. `onEvent` is given
 * every event as it happens. A run that is not done after `limitMs` is asked to stop and counts as failed.
 */
export async function runTask({ task, env, input, report, onEvent, limitMs }) {
  const args = [LAUNCHER, 'run', task, '--confirm', 'ask', '--report', report, '--json'];
  const child = spawn(process.execPath, args, { env, stdio: [input === null ? 'inherit' : 'pipe', 'pipe', 'inherit'] });
  if (input !== null) {
    child.stdin.on('error', () => {}); // It may end without reading.
    child.stdin.end(input);
  }
  const events = [];
  const stray = [];
  let late = false;
  const stop = setTimeout(() => {
    late = true;
    child.kill('SIGTERM');
  }, limitMs);
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    let event;
    try {
      event = JSON.parse(line);
    } catch {
      stray.push(line);
      return;
    }
    events.push(event);
    onEvent(event);
  });
  const code = await new Promise((done, fail) => {
    child.on('error', fail);
    child.on('close', (exitCode, signal) => done(exitCode ?? signal));
  });
  clearTimeout(stop);
  const finished = events.findLast((e) => e.event === 'run_finished') ?? null;
  return { code, events, stray, late, finished };
}
