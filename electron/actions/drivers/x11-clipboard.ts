/**
 * The clipboard of an X display as an action: putting a text into it, and reading the text in it.
 *
 * X keeps no clipboard, so a helper process serves the text until somebody copies something else, also when this one has
 * ended. Invariant: what `copyText` reports as done was read back from the clipboard.
 */
import { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { handOver, startKeeper } from './kept-clipboard.ts';
import type { Sent } from './port.ts';
import { Selection, textFormats } from './x11-selection.ts';

const VIA = 'clipboard';

/** @throws SteadyhandError incomplete/clipboard_failed when the text is not in the clipboard afterwards */
export async function copyText(display: string, text: string, signal: AbortSignal): Promise<Sent> {
  signal.throwIfAborted();
  const x = await XConnection.open(display);
  try {
    const selection = await Selection.open(x);
    const formats = textFormats(text);
    const keeper = await startKeeper(display, selection.window, formats);
    if (!keeper) throw failed('the helper that keeps it did not start');
    signal.throwIfAborted();
    const served = await selection.serve(formats, () => undefined);
    const kept = await handOver(keeper);
    served.stop();
    if (!kept || (await selection.readText()) !== text) throw failed('another program has taken it');
    return { via: VIA, events: 0 };
  } finally {
    await x.close();
  }
}

/** @throws SteadyhandError incomplete/clipboard_empty when there is no text in it */
export async function readClipboard(display: string, signal: AbortSignal): Promise<Sent> {
  signal.throwIfAborted();
  const x = await XConnection.open(display);
  try {
    const read = await (await Selection.open(x)).readText();
    if (read === null || read === '') throw noText();
    return { via: VIA, events: 0, read };
  } finally {
    await x.close();
  }
}

export const noText = (): SteadyhandError =>
  new SteadyhandError('incomplete', 'clipboard_empty', 'There is no text in the clipboard.', 'Copy one first.');

const failed = (why: string): SteadyhandError =>
  new SteadyhandError('incomplete', 'clipboard_failed', `The clipboard could not be set: ${why}.`, 'Run it again.');
