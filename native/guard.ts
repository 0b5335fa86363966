/**
 * Starts the guard: the small program that waits beside a run, and lets go of keys and gives borrowed ones back when the
 * run dies without a word (`native/src/guard/main.cc`).
 *
 * It never keeps this process alive, and its failing fails nothing: then the next start cleans up instead.
 */
import { spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { guardProgram } from './input.ts';

export interface Guard {
  /** The run cleans up by itself: the guard ends and does nothing. */
  dismiss(): void;
}

/** Any byte tells it. */
const BYE = 'b';

/** `display` as in `$DISPLAY`. Null where the guard is not built. */
export function startGuard(display: string): Guard | null {
  const program = guardProgram();
  if (program === null) return null;
  // Detached: the terminal's Ctrl+C goes to the whole group, and this one is to outlive it.
  const guard = spawn(program, [display], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // It ends with the display, before us: then there is nobody to tell, and nothing left to clean up.
  guard.on('error', () => undefined);
  guard.stdin.on('error', () => undefined);
  guard.unref();
  // The pipe to a child is a socket, which would keep the process alive.
  if (guard.stdin instanceof Socket) guard.stdin.unref();
  return { dismiss: () => void guard.stdin.end(BYE) };
}
