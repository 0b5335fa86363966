import { spawn, spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const launcher = new URL('./steadyhand.mjs', import.meta.url).pathname;

/** Makes the process believe that it is an older Node. */
const pretend = (version: string): string =>
  'data:text/javascript,' +
  encodeURIComponent(
    `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '${version}' } });` +
      `Object.defineProperty(process, 'version', { value: 'v${version}' });`,
  );

test('an old Node gets one line with the remedy and the environment exit code', () => {
  const args = ['--import', pretend('20.20.2'), launcher, 'run', 'a task'];
  const result = spawnSync(process.execPath, args, { encoding: 'utf8' });
  expect(result.status).toBe(6);
  expect(result.stdout).toBe('');
  expect(result.stderr).toBe(
    'Steadyhand needs Node 24 or newer, this is v20.20.2; run it through npm: npm run -s steadyhand -- run …\n',
  );
});

test('a reader that leaves early causes no stack trace', async () => {
  const child = spawn(process.execPath, [launcher, '--help'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  await new Promise((done) => child.on('close', done));
  expect(errors).toBe('');
});

test('the exit code of the command line is the exit code of the process', () => {
  expect(spawnSync(process.execPath, [launcher, 'no-such-command'], { encoding: 'utf8' }).status).toBe(2);
});
