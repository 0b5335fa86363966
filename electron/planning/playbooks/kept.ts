/**
 * What was parsed from playbook files, kept from start to start: reading YAML takes a quarter of a second, reading this
 * a few milliseconds.
 *
 * It is good only for the very same files, read by the very same program: their texts and the parser's own files are in
 * its key. Errs towards parsing again: what cannot be read, or is of another key, is as good as none.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Playbook } from './parse.ts';

export interface SourceFile {
  readonly file: string;
  readonly text: string;
}

/** The playbooks of these files as they were parsed before, or null. */
export function recall(kept: string, files: readonly SourceFile[]): Playbook[] | null {
  try {
    const value: unknown = JSON.parse(readFileSync(kept, 'utf8'));
    if (typeof value !== 'object' || value === null || !('key' in value) || !('playbooks' in value)) return null;
    const { key, playbooks } = value;
    return key === keyOf(files) && Array.isArray(playbooks) ? (playbooks as Playbook[]) : null;
  } catch {
    return null;
  }
}

/** Keeps them. A folder that cannot be written to costs time at the next start, nothing else. */
export function keep(kept: string, files: readonly SourceFile[], playbooks: readonly Playbook[]): void {
  const draft = `${kept}.${process.pid}`;
  try {
    // The data folder itself is made by whoever has something of the person's to keep.
    if (!existsSync(dirname(kept))) mkdirSync(dirname(kept), { mode: 0o700 });
    writeFileSync(draft, JSON.stringify({ key: keyOf(files), playbooks }), { mode: 0o600 });
    renameSync(draft, kept);
  } catch {
    rmSync(draft, { force: true });
  }
}

function keyOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  const here = fileURLToPath(import.meta.url);
  for (const name of ['parse', 'schema', 'library']) {
    const { size, mtimeMs } = statSync(join(dirname(here), `${name}${here.endsWith('.ts') ? '.ts' : '.js'}`));
    hash.update(`${name} ${size} ${mtimeMs}\n`);
  }
  for (const { file, text } of files) hash.update(`${file} ${text.length}\n${text}`);
  return hash.digest('hex');
}
