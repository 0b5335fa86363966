/**
 * A small program that gives the clipboard back what was in it before a text was pasted, and serves it until somebody
 * copies something else, as `xclip` does. It is started before the clipboard is taken, so that the formats survive
 * whatever happens to the program that pastes: when that says so, or dies, this one takes the clipboard over.
 *
 * Input: one line of JSON (`Kept`), then nothing; the end of the input is the sign to take over.
 */
import { createInterface } from 'node:readline';
import { XConnection } from '../../capture/x11/connection.ts';
import { Selection, type Format } from './x11-selection.ts';

export interface Kept {
  readonly display: string;
  /** The window of the program that pastes: from it, or from nobody, the clipboard is taken over. */
  readonly from: number;
  readonly formats: readonly (Omit<Format, 'data'> & { readonly data: string })[];
}

async function keep({ display, from, formats }: Kept, end: Promise<void>): Promise<void> {
  const x = await XConnection.open(display);
  x.client.on('end', () => process.exit(0));
  const selection = await Selection.open(x);
  process.stdout.write('ready\n');
  await end;
  const owner = await selection.owner();
  // A person has copied something meanwhile: that stays.
  if (owner !== from && owner !== 0) return;
  const kept = formats.map((f) => ({ ...f, data: Buffer.from(f.data, 'base64') }));
  const served = await selection.serve(kept, () => undefined);
  process.stdout.write('kept\n');
  await served.ended;
}

if (process.argv[1] === import.meta.filename) {
  // Whoever started it may be gone: then nobody reads what it says.
  process.stdout.on('error', () => undefined);
  const lines = createInterface({ input: process.stdin });
  const end = new Promise<void>((done) => void lines.once('close', () => done()));
  lines.once('line', (line) => {
    keep(JSON.parse(line) as Kept, end).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}
