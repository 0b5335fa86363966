import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openPath } from './launch.ts';

test.runIf(process.platform === 'linux')(
  'the file that is opened is the one that was found, not its namesake at home',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'steadyhand-open-'));
    const file = join(folder, 'notes.txt');
    await writeFile(file, '');
    const told = join(folder, 'told');
    await writeFile(
      join(folder, 'xdg-open'),
      `#!/bin/sh\nprintf %s "$1" > '${told}.part' && mv '${told}.part' '${told}'\n`,
      {
        mode: 0o755,
      },
    );
    vi.stubEnv('PATH', `${folder}:${process.env['PATH'] ?? ''}`);
    try {
      await openPath(relative(process.cwd(), file));
      await expect.poll(() => readFile(told, 'utf8').catch(() => '')).toBe(file);
    } finally {
      vi.unstubAllEnvs();
    }
  },
);
