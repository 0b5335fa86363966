/** A quarter of a minute of the soak, so that it works when somebody wants half an hour of it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const SCRIPT = join(import.meta.dirname, '..', '..', 'scripts', 'soak.mjs');

test('random input leaves nothing behind on the server', () => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [SCRIPT, '--minutes', '0.25', '--seed', '3', '--json'],
    {
      encoding: 'utf8',
    },
  );
  const report = JSON.parse(stdout) as { readonly failures: readonly string[]; readonly acts: number };
  expect(report.failures, stderr).toEqual([]);
  expect(report.acts).toBeGreaterThan(0);
  expect(status).toBe(0);
});

test('a wrong option is refused', () => {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '--minutes', 'many'], { encoding: 'utf8' });
  expect(status).toBe(2);
  expect(stderr).toContain('--minutes is a number');
});
