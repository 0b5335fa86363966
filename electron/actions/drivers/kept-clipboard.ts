/** The helper process that serves a clipboard when its owner is gone (clipboard-keeper.ts): starting it, handing over. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Kept } from './clipboard-keeper.ts';
import type { Format } from './x11-selection.ts';

const READY_MS = 5000;

/**
 * Starts it with what it shall serve; null when it does not come up.
 * @param from the window whose clipboard it may take over; somebody else's stays
 */
export async function startKeeper(
  display: string,
  from: number,
  formats: readonly Format[],
): Promise<ChildProcess | null> {
  const file = join(import.meta.dirname, `clipboard-keeper${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`);
  const keeper = spawn(process.execPath, [file], {
    // Detached: a Ctrl+C in the terminal is for us, and the formats have to outlive it.
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
  });
  keeper.unref();
  keeper.stdin.on('error', () => undefined);
  const kept: Kept = { display, from, formats: formats.map((f) => ({ ...f, data: f.data.toString('base64') })) };
  keeper.stdin.write(`${JSON.stringify(kept)}\n`);
  if (await says(keeper)) return keeper;
  keeper.kill();
  return null;
}

/** Lets it take the clipboard over. False when it did not say that it has. */
export async function handOver(keeper: ChildProcess): Promise<boolean> {
  const kept = says(keeper);
  keeper.stdin?.end();
  const done = await kept;
  keeper.stdout?.destroy();
  return done;
}

/** Whether it says something before it ends or the time is over. */
async function says(keeper: ChildProcess): Promise<boolean> {
  const { stdout } = keeper;
  if (!stdout) return false;
  const abort = AbortSignal.timeout(READY_MS);
  return Promise.race([
    once(stdout, 'data', { signal: abort }).then(
      () => true,
      () => false,
    ),
    once(keeper, 'exit', { signal: abort }).then(
      () => false,
      () => false,
    ),
  ]);
}
