import { copyFile, mkdtemp, rm, writeFile, chmod } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readsMappingLate } from './x11-late-readers.ts';

test('Chromium and its kin are known by their class', async () => {
  for (const name of ['Chromium', 'Google-chrome', 'Brave-browser', 'Electron'])
    expect(await readsMappingLate(name, 0)).toBe(true);
  for (const name of ['Mousepad', 'XTerm', 'featherpad', '']) expect(await readsMappingLate(name, 0)).toBe(false);
});

test.runIf(process.platform === 'linux')('an Electron program is known by what lies beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'steadyhand-late-'));
  const program = join(folder, 'some-editor');
  await copyFile('/bin/sleep', program);
  await chmod(program, 0o755);
  const child = spawn(program, ['30']);
  try {
    await once(child, 'spawn');
    const pid = child.pid ?? 0;
    expect(await readsMappingLate('some-editor', pid)).toBe(false);
    await writeFile(join(folder, 'chrome_100_percent.pak'), '');
    expect(await readsMappingLate('some-editor', pid)).toBe(true);
  } finally {
    child.kill();
    await rm(folder, { recursive: true });
  }
});
