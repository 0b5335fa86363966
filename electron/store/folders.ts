/** Folders and files that only their owner can look into. */
import { randomBytes } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Makes a folder and those above it, mode 0700; one that is there stays as it is. One level at a time on purpose: Node's
 * own recursive `mkdir` never returns below a folder such as /proc that refuses with "no such file".
 */
export function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return;
  const above = path.dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (e) {
    // Another process may have made it meanwhile.
    if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) throw e;
  }
}

/**
 * Writes a file of the person's so that it is complete or as it was, whatever happens meanwhile: beside it first, on the
 * disk, then in its place. Its folder must be there. Throws what the system says.
 */
export function writeWhole(file: string, text: string): void {
  const beside = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  try {
    writeFileSync(beside, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
