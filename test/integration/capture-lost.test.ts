import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyFolder, finished, startCli, type Outcome } from '../fixtures/cli.ts';

test('a display that goes away is an error that says so, not the end of the process', () => {
  // A process of its own: a failure of this test is a crash.
  const script = join(import.meta.dirname, '..', 'fixtures', 'lose-display.ts');
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 60_000 });
  expect(stdout).toBe('environment display_lost\n');
});

/** A run on a display of its own that waits for something; resolves once it has looked. */
async function waiting(): Promise<{ server: ChildProcess; child: ChildProcess; done: Promise<Outcome> }> {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '640x480x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const [told] = (await once(server.stdio[3] as NodeJS.ReadableStream, 'data')) as [Buffer];
  const env = { STEADYHAND_HOME: await emptyFolder(), XDG_RUNTIME_DIR: await emptyFolder() };
  const child = startCli(['run', 'wait until "Ready" is there', '--display', `:${told.toString().trim()}`], { env });
  const done = finished(child);
  await new Promise<void>((looked) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('not on the screen yet')) looked();
    });
  });
  return { server, child, done };
}

test('a display that goes away in the middle of a run ends it as an environment error, said once', async () => {
  const { server, done } = await waiting();
  server.kill('SIGKILL');
  const { code, stdout, stderr } = await done;
  expect(stderr).toBe('');
  expect(stdout.match(/was lost/g)).toHaveLength(1);
  expect(code).toBe(6);
});

test('the first Ctrl+C ends a run whose display does not answer', async () => {
  const { server, child, done } = await waiting();
  server.kill('SIGSTOP');
  try {
    const from = performance.now();
    child.kill('SIGINT');
    const { code, stdout } = await done;
    expect(code).toBe(4);
    expect(stdout).toContain('stopped by you (interrupt)');
    // Bounded by what is waited for, not by this machine's speed.
    expect(performance.now() - from).toBeLessThan(20_000);
  } finally {
    server.kill('SIGKILL');
    child.kill('SIGKILL');
  }
});
