/** The parts of the addon for systems that are not here: that they compile is all that can be said of them. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const COMPILERS = ['/usr/bin/x86_64-w64-mingw32-g++-posix', '/usr/bin/x86_64-w64-mingw32-g++'];
const script = (...args: readonly string[]): { readonly status: number | null; readonly said: string } => {
  const done = spawnSync(process.execPath, [join(ROOT, 'scripts', 'native.mjs'), ...args], { encoding: 'utf8' });
  return { status: done.status, said: done.stdout + done.stderr };
};

test.skipIf(!COMPILERS.some((file) => existsSync(file)))('the sources for Windows compile without a warning', () => {
  const { status, said } = script('--syntax', 'win');
  expect(said).toMatch(/files compile for Windows/);
  expect(status).toBe(0);
});

test('for a system without a compiler here nothing is claimed', () => {
  expect(script('--syntax', 'mac')).toMatchObject({
    status: 2,
    said: expect.stringContaining('no compiler') as string,
  });
});
