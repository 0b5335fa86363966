/**
 * Text by the clipboard: the second way, for programs that do not take keys in order and for layouts without free keys.
 *
 * What is promised: every format that was in the clipboard is in it again afterwards, also when this process dies in the
 * middle. A helper process has read-back copies before the clipboard is taken and serves them until somebody copies
 * something else (clipboard-keeper.ts). Not promised: formats that the other program computed later or refused to give.
 * Where the formats cannot all be read, nothing is pasted.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { XConnection } from '../../capture/x11/connection.ts';
import type { Kept } from './clipboard-keeper.ts';
import { Selection, type Format } from './x11-selection.ts';

/** A program that has not asked for the clipboard by then will not paste. */
const ASKED_MS = 2000;
const READY_MS = 5000;
const TEXT_TARGETS = ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'STRING', 'TEXT'] as const;
/** Anything longer is typed: properties of any length are more than some programs take. */
export const MOST_PASTED_BYTES = 1024 * 1024;

const utf8 = (text: string): Format[] => {
  const data = Buffer.from(text, 'utf8');
  return TEXT_TARGETS.map((target) => ({ target, type: target === 'TEXT' ? 'UTF8_STRING' : target, bits: 8, data }));
};

export class X11Paste {
  readonly #display: string;

  constructor(display: string) {
    this.#display = display;
  }

  /**
   * Puts the text into the clipboard, lets `send` press the keys that paste, and restores the clipboard.
   * @returns whether the program asked for the text; false: nothing was pasted, and the clipboard is as before
   */
  async paste(text: string, send: () => Promise<unknown>): Promise<boolean> {
    const x = await XConnection.open(this.#display);
    try {
      const selection = await Selection.open(x);
      const before = (await selection.owner()) === 0 ? [] : await selection.readAll();
      if (before === null) return false;
      const keeper = before.length > 0 ? await this.#startKeeper(selection.window, before) : null;
      if (before.length > 0 && !keeper) return false;
      let asked: (yes: boolean) => void = () => undefined;
      const taken = new Promise<boolean>((done) => (asked = done));
      const served = await selection.serve(utf8(text), () => asked(true));
      const timer = setTimeout(() => asked(false), ASKED_MS + READY_MS);
      try {
        await send();
        setTimeout(() => asked(false), ASKED_MS).unref();
        return await taken;
      } finally {
        clearTimeout(timer);
        if (keeper) await handOver(keeper);
        else await served.release();
        served.stop();
      }
    } finally {
      await x.close();
    }
  }

  async #startKeeper(from: number, formats: readonly Format[]): Promise<ChildProcess | null> {
    const file = join(import.meta.dirname, `clipboard-keeper${import.meta.filename.endsWith('.ts') ? '.ts' : '.js'}`);
    const keeper = spawn(process.execPath, [file], {
      // Detached: a Ctrl+C in the terminal is for us, and the formats have to outlive it.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    });
    keeper.unref();
    keeper.stdin.on('error', () => undefined);
    const kept: Kept = {
      display: this.#display,
      from,
      formats: formats.map((f) => ({ ...f, data: f.data.toString('base64') })),
    };
    keeper.stdin.write(`${JSON.stringify(kept)}\n`);
    if (await says(keeper)) return keeper;
    keeper.kill();
    return null;
  }
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

async function handOver(keeper: ChildProcess): Promise<void> {
  const kept = says(keeper);
  keeper.stdin?.end();
  await kept;
  keeper.stdout?.destroy();
}
