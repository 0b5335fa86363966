/**
 * Screens and instructions as the head will see them: `node models/grounding/data/featurise.mjs --data DIR [--first 0] [--step 1]`.
 *
 * Reads the picture, `NNNNNN.screen.json` (perceive.mjs) and `NNNNNN.said.json` (instruct/write.py); writes `NNNNNN.head.json` and
 * `NNNNNN.head.bin` beside them with the very code of the program (`electron/grounding/actor`):
 *
 * - head.json: `width height scale things` (of each `box kind text`, `crop`: index or -1) and `instructions` (text, style, language,
 *   boxes, `core`: the words that name the thing);
 * - head.bin: float32 `things × STILL_NUMBERS`, then for each instruction `things × SAID_NUMBERS`, then the crops, uint8 48 × 48 × 3 each.
 */
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameFromFile } from '../../../electron/capture/image-file.ts';
import { coreOf, hear, stillOf } from '../../../electron/grounding/actor/features.ts';
import { cropOf } from '../../../electron/grounding/actor/look.ts';
import { thingsOf } from '../../../electron/grounding/actor/things.ts';
import { parseInstruction } from '../../../electron/grounding/parse.ts';
import { buildScene } from '../../../electron/grounding/scene.ts';
import { liveParts } from './live.mjs';

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    first: { type: 'string', default: '0' },
    step: { type: 'string', default: '1' },
  },
});
if (!values.data) {
  console.error('featurise: --data DIR is needed.');
  process.exit(2);
}
const corners = (b) => [b.x1, b.y1, b.x2, b.y2];
const names = readdirSync(values.data)
  .filter((n) => /^\d+\.screen\.json$/.test(n))
  .sort()
  .filter((_, i) => i >= Number(values.first) && (i - Number(values.first)) % Number(values.step) === 0);
let done = 0;
for (const name of names) {
  const stem = join(values.data, name.replace('.screen.json', ''));
  if (existsSync(`${stem}.head.json`) || !existsSync(`${stem}.said.json`)) continue;
  const truth = JSON.parse(readFileSync(`${stem}.json`, 'utf8'));
  const seen = JSON.parse(readFileSync(`${stem}.screen.json`, 'utf8'));
  const { frame, windows } = liveParts(await frameFromFile(`${stem}.png`), truth);
  const screen = { frame, windows, elements: seen.elements, changed: [], readMs: 0, reuse: { cached: 0, read: 0 } };
  const scene = buildScene(screen);
  const things = thingsOf(scene);
  const parts = [Float32Array.from(things.flatMap((t) => stillOf(screen, t)))];
  const instructions = [];
  for (const said of JSON.parse(readFileSync(`${stem}.said.json`, 'utf8'))) {
    const query = parseInstruction(said.text);
    const heard = hear(scene, things, query);
    parts.push(Float32Array.from(heard.rows.flat()));
    instructions.push({ ...said, core: coreOf(query) });
  }
  const crops = things.filter((t) => t.glyph).map((t) => cropOf(frame, t.glyph));
  let next = 0;
  const meta = {
    width: frame.width,
    height: frame.height,
    scale: frame.display.scale,
    things: things.map((t) => ({ box: corners(t.box), kind: t.kind, text: t.text, crop: t.glyph ? next++ : -1 })),
    instructions,
  };
  writeFileSync(
    `${stem}.head.bin`,
    Buffer.concat([...parts, ...crops].map((p) => Buffer.from(p.buffer, p.byteOffset, p.byteLength))),
  );
  writeFileSync(`${stem}.head.json.part`, JSON.stringify(meta));
  renameSync(`${stem}.head.json.part`, `${stem}.head.json`);
  if (++done % 50 === 0) console.log(`${name}: ${done}`);
}
console.log(`${done} screens`);
