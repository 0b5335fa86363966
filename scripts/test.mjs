/**
 * `npm test [-- vitest arguments]`: unit tests and tests on real applications, and a last line that counts. `-- --coverage` says
 * what they cover, and takes a few minutes more.
 *
 * Tests never see a person's display, home data or history: those variables are taken out of the environment.
 * Errs towards failing: a test file that does not load, or results that cannot be read, count as failed.
 */
import './require-node-24.mjs';
import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countTests } from './test/count.mjs';
import { ensureSystem } from './ensure-system.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const results = join(root, 'out', 'test-results.json');

await ensureSystem(['test']);

mkdirSync(dirname(results), { recursive: true });
rmSync(results, { force: true });
const home = mkdtempSync(join(tmpdir(), 'steadyhand-test-'));
const env = { ...process.env, STEADYHAND_HOME: home };
for (const name of ['DISPLAY', 'WAYLAND_DISPLAY', 'XAUTHORITY']) delete env[name];
const started = Date.now();
const vitest = [
  join(root, 'node_modules', 'vitest', 'vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${results}`,
  ...args,
];
const child = spawn(process.execPath, vitest, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
const code = await new Promise((done) => {
  child.on('error', () => done(1));
  child.on('close', (exitCode) => done(exitCode ?? 1));
});
rmSync(home, { recursive: true, force: true });

let counts;
try {
  counts = countTests(JSON.parse(readFileSync(results, 'utf8')));
} catch {
  console.error(`Vitest ended with code ${code} and left no results that can be read (${results}).`);
  process.exit(code || 1);
}
console.log(`Time: ${Math.round((Date.now() - started) / 1000)} s`);
console.log(`Tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(code || (counts.failed > 0 ? 1 : 0));
