/**
 * Programs that go on using the old keyboard mapping for a while after they have heard of a new one.
 *
 * Chromium, and every Electron program, asks the server for the mapping on the side: keys that come before the answer
 * are translated with the old one, and no ping tells. Electron programs carry any window class, so they are known by what
 * lies beside the program. Errs towards waiting: a program that cannot be looked at is taken by its class alone.
 */
import { access, readlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const CLASSES = /^(google-)?chrom|^brave|^vivaldi|^opera|^microsoft-edge|electron/i;
/** Part of every Chromium and Electron installation. */
const BESIDE = 'chrome_100_percent.pak';

/** Whether a window's program reads mappings late. `pid`: 0 when the window does not say. */
export async function readsMappingLate(windowClass: string, pid: number): Promise<boolean> {
  if (CLASSES.test(windowClass)) return true;
  if (pid === 0) return false;
  try {
    await access(join(dirname(await readlink(`/proc/${pid}/exe`)), BESIDE));
    return true;
  } catch {
    return false;
  }
}
