import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('a display that goes away is an error that says so, not the end of the process', () => {
  // A process of its own: a failure of this test is a crash.
  const script = join(import.meta.dirname, '..', 'fixtures', 'lose-display.ts');
  const { stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8', timeout: 60_000 });
  expect(stdout).toBe('environment display_lost\n');
});
