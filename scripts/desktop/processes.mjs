/**
 * Finds and ends the processes of one desktop by the mark in their environment. A process group is not enough:
 * D-Bus services, terminals and detached applications leave it.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Name of the environment variable that holds the desktop's id. */
export const MARK = 'STEADYHAND_DESKTOP';

/** Process ids that carry the mark, this process excluded. */
export function marked(id) {
  const entry = `${MARK}=${id}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').split('\0').includes(entry);
      } catch {
        return false; // Ended meanwhile, or not ours.
      }
    })
    .map(Number);
}

function signal(pids, name) {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch {
      // Ended meanwhile.
    }
  }
}

/** Ends every process of the desktop: politely, and after half a second for good. */
export async function endAll(id) {
  signal(marked(id), 'SIGTERM');
  for (let waited = 0; waited < 500 && marked(id).length > 0; waited += 50) await sleep(50);
  // Again and again, because a process may start another while it is being ended.
  for (let round = 0; round < 20; round++) {
    const left = marked(id);
    if (left.length === 0) return;
    signal(left, 'SIGKILL');
    await sleep(25);
  }
}
