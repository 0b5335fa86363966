/**
 * What a recorder of coordinates does: the same events again, at the same places, at the pace at which they were shown.
 * It looks at nothing, so it always says that it is done.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJournal } from '../../../electron/demos/index.ts';
import { recordingsFolder } from '../../../electron/host/demos/compile-demo.ts';
import { openPerson, pause } from './person.ts';

/** The last recording of a skill. */
export function recordingOf(name: string, home: string): string {
  const folder = recordingsFolder(home);
  const all = readdirSync(folder).filter((f) => f.startsWith(`${name}-2`));
  const last = all.sort().at(-1);
  if (last === undefined) throw new Error(`there is no recording of ${name} in ${folder}`);
  return join(folder, last);
}

/**
 * Sends what was recorded to a display.
 * @param hidden what was typed where the recording kept a secret, in order
 * @returns how long it took, seconds
 */
export async function replayRaw(display: string, recording: string, hidden: readonly string[]): Promise<number> {
  const { entries } = readJournal(recording);
  const person = await openPerson(display, 0);
  const secrets = [...hidden];
  const began = performance.now();
  let first: number | null = null;
  try {
    for (const e of entries) {
      if (e.t !== 'press' && e.t !== 'wheel' && e.t !== 'char' && e.t !== 'key' && e.t !== 'secret') continue;
      first ??= e.at;
      await pause(Math.max(0, e.at - first - (performance.now() - began)));
      if (e.t === 'press') await person.click({ x: e.x, y: e.y }, { button: e.button });
      else if (e.t === 'wheel') await person.scroll({ x: e.x, y: e.y }, e.direction === 'up' ? -1 : 1);
      else if (e.t === 'char') await person.type(e.text);
      else if (e.t === 'key') await person.press(...e.held, e.key);
      else await person.type(secrets.shift() ?? '');
    }
    return (performance.now() - began) / 1000;
  } finally {
    await person.close();
  }
}
