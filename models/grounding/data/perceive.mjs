/**
 * Reads made screens as the program reads a desktop: `node models/grounding/data/perceive.mjs --data DIR [--first 0] [--step 1]`.
 *
 * Writes `NNNNNN.screen.json` beside each picture: the elements that `electron/perception` found, with its real mistakes, so that
 * the head learns from what it will be given. Every second screen comes with its windows and its scale, as a live desktop does;
 * the others without, as a picture from a file does. Goes on where it was interrupted. 0.4 to 1.2 s a screen on one core.
 */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameFromFile } from '../../../electron/capture/image-file.ts';
import { createPerception } from '../../../electron/perception/index.ts';
import { liveParts } from './live.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    first: { type: 'string', default: '0' },
    step: { type: 'string', default: '1' },
    threads: { type: 'string', default: '1' },
  },
});
if (!values.data) {
  console.error('perceive: --data DIR is needed, a folder that make.mjs wrote.');
  process.exit(2);
}
const names = readdirSync(values.data)
  .filter((n) => /^\d+\.png$/.test(n))
  .sort()
  .filter((_, i) => i >= Number(values.first) && (i - Number(values.first)) % Number(values.step) === 0);
const perception = await createPerception({ threads: Number(values.threads) });
let done = 0;
for (const name of names) {
  const out = join(values.data, name.replace('.png', '.screen.json'));
  if (existsSync(out)) continue;
  const truth = JSON.parse(readFileSync(join(values.data, name.replace('.png', '.json')), 'utf8'));
  const { frame, windows } = liveParts(await frameFromFile(join(values.data, name)), truth);
  const screen = await perception.perceive(frame, windows, null);
  writeFileSync(
    `${out}.part`,
    JSON.stringify({ scale: frame.display.scale, windows, elements: screen.elements, readMs: screen.readMs }),
  );
  renameSync(`${out}.part`, out);
  if (++done % 50 === 0) console.log(`${name}: ${done} read`);
}
await perception.close();
console.log(`${done} screens read, ${names.length - done} were there`);
