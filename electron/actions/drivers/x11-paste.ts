/**
 * Text by the clipboard: the second way, for programs that do not take keys in order and for layouts without free keys.
 *
 * What is promised: every format that was in the clipboard is in it again afterwards, also when this process dies in the
 * middle. A helper process has read-back copies before the clipboard is taken and serves them until somebody copies
 * something else (clipboard-keeper.ts). Not promised: formats that the other program computed later or refused to give.
 * Where the formats cannot all be read, nothing is pasted.
 */
import { XConnection } from '../../capture/x11/connection.ts';
import { handOver, startKeeper } from './kept-clipboard.ts';
import { Selection, textFormats } from './x11-selection.ts';

/** A program that has not asked for the clipboard by then will not paste. */
const ASKED_MS = 2000;
const READY_MS = 5000;
/** Anything longer is typed: properties of any length are more than some programs take. */
export const MOST_PASTED_BYTES = 1024 * 1024;

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
      const keeper = before.length > 0 ? await startKeeper(this.#display, selection.window, before) : null;
      if (before.length > 0 && !keeper) return false;
      let asked: (yes: boolean) => void = () => undefined;
      const taken = new Promise<boolean>((done) => (asked = done));
      const served = await selection.serve(textFormats(text), () => asked(true));
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
}
