/**
 * Which process it was, not only its number: pids are reused, after a restart almost surely.
 *
 * Errs towards "alive" when the system cannot tell: an ended run then reads as running until the pid is gone, which is
 * milder than calling a living run dead.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface ProcessIdentity {
  readonly pid: number;
  /** Boot and start time where the system tells; empty elsewhere. */
  readonly started: string;
}

/** Field 22 of /proc/PID/stat is the start time in clock ticks since boot; the name before it may hold spaces. */
function linuxStart(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // A zombie has ended; only its parent has not noticed.
    if (fields[0] === 'Z' || fields[0] === 'X') return null;
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${fields[19] ?? ''}`;
  } catch {
    return null;
  }
}

function macStart(pid: number): string | null {
  try {
    const at = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', env: { LC_ALL: 'C' } });
    return at.trim() || null;
  } catch {
    return null;
  }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (e) {
    return e instanceof Error && 'code' in e && e.code === 'EPERM';
  }
}

/** The start mark of a living process, `''` where the system has none to give, null when there is no such process. */
function startOf(pid: number): string | null {
  switch (process.platform) {
    case 'linux':
      return linuxStart(pid);
    case 'darwin':
      return macStart(pid);
    default:
      return exists(pid) ? '' : null;
  }
}

let own: ProcessIdentity | null = null;
/** This process. Asked once: it cannot change. */
export const ownIdentity = (): ProcessIdentity => (own ??= { pid: process.pid, started: startOf(process.pid) ?? '' });

/** Whether exactly that process still lives. */
export function isAlive(identity: ProcessIdentity): boolean {
  const started = startOf(identity.pid);
  return started !== null && (identity.started === '' || started === '' || started === identity.started);
}
