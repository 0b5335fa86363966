import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { adviceFor, installer, machine, missing, REQUIREMENTS } from './ensure-system.mjs';

const everything = { program: () => true, file: () => true };
const names = (lacking: readonly { package: string }[]): string[] => lacking.map((r) => r.package);
const DEBIAN = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n';
const UBUNTU = 'ID=ubuntu\nID_LIKE=debian\n';
const MINT = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n';
const FEDORA = 'NAME="Fedora Linux"\nID=fedora\n';

test('nothing is missing where every program and file is found', () => {
  expect(missing(['demo', 'test'], everything)).toEqual([]);
});

test('a program that is not on the PATH is missing with its package', () => {
  expect(names(missing(['demo'], { ...everything, program: (name) => name !== 'thunar' }))).toEqual(['thunar']);
});

test('a package with several programs is missing when one of them is', () => {
  const lacking = missing(['demo'], { ...everything, program: (name) => name !== 'dbus-run-session' });
  expect(names(lacking)).toEqual(['dbus']);
});

test('one of the names under which Chromium is known is enough', () => {
  const lacking = missing(['test'], { ...everything, program: (name) => name !== 'chromium' });
  expect(lacking).toEqual([]);
});

test('a library may lie in any of the usual folders', () => {
  const file = (path: string): boolean => !path.includes('libXtst') || path.startsWith('/usr/lib64/');
  expect(missing(['demo'], { ...everything, file })).toEqual([]);
});

test('the demo does not ask for what only tests need', () => {
  expect(names(missing(['demo'], { program: () => false, file: () => false }))).not.toContain('chromium');
});

test('every requirement names a package and a way to see it', () => {
  for (const r of REQUIREMENTS) expect((r.programs ?? []).length + (r.files ?? []).length).toBeGreaterThan(0);
});

test('programs are found on the given PATH only when they can be run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'steadyhand-path-'));
  try {
    writeFileSync(join(folder, 'runs'), '#!/bin/sh\n');
    chmodSync(join(folder, 'runs'), 0o755);
    const { program } = machine(`/nowhere:${folder}`);
    expect([program('runs'), program('absent')]).toEqual([true, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.each([
  ['root on Debian', DEBIAN, 0, true],
  ['root on Ubuntu', UBUNTU, 0, true],
  ['root on a relative of Ubuntu', MINT, 0, true],
  ['a person on Debian', DEBIAN, 1000, false],
  ['root on Fedora', FEDORA, 0, false],
  ['root on an unknown system', '', 0, false],
])('%s: packages are installed: %#', (_who, release, uid, expected) => {
  expect(installer(release, uid, () => true).canInstall).toBe(expected);
});

test('without apt-get nothing is installed, whoever asks', () => {
  expect(installer(DEBIAN, 0, () => false).canInstall).toBe(false);
});

test('the advice is one line with a command that can be copied', () => {
  const lacking = missing(['demo'], { program: (name) => name !== 'Xvfb' && name !== 'openbox', file: () => true });
  expect(adviceFor(lacking, true)).toBe(
    'Missing system packages; install them with: sudo apt-get install --no-install-recommends xvfb openbox',
  );
});
