/** Which window is the terminal this program runs in: what happens there is not part of a recording. */
import { readFileSync } from 'node:fs';
import type { WindowInfo } from '../../protocol/frame.ts';

/** Process ids from this one up to the first. */
function ancestors(): number[] {
  const chain: number[] = [];
  for (let pid = process.pid; pid > 1 && chain.length < 64;) {
    chain.push(pid);
    try {
      // The name in brackets may hold anything, also a bracket; the parent is the second field after the last.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      pid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    } catch {
      break;
    }
  }
  return chain;
}

/**
 * The ids of our own windows among those of a display: the one the terminal says it is, else the windows of the nearest
 * program above us that has any.
 */
export function ownWindows(windows: readonly WindowInfo[], env: NodeJS.ProcessEnv = process.env): readonly number[] {
  const told = Number(env['WINDOWID']);
  if (windows.some((w) => w.id === told)) return [told];
  for (const pid of ancestors()) {
    const own = windows.filter((w) => w.pid === pid).map((w) => w.id);
    if (own.length > 0) return own;
  }
  return [];
}
