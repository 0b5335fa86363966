// How well the shipped grounder points on screens of real applications, by instructions that were written from the pictures alone.
//   node models/grounding/eval/desk/score.mjs APPS [APPS…] [--out FILE] [--rules]
// APPS: folders that data/apps/make.py wrote (seeds are in the ids of instructions.jsonl: apps-SEED-INDEX). Screens that are
// not there are left out and counted. Nothing is trained on these screens: their numbers are held out. Prints one line of JSON.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameFromFile } from '../../../../electron/capture/image-file.ts';
import { createActorGrounder, createTextGrounder } from '../../../../electron/grounding/index.ts';
import { ModelRegistry } from '../../../../electron/inference/registry.ts';
import { createPerception } from '../../../../electron/perception/index.ts';

const { values, positionals } = parseArgs({
  options: { out: { type: 'string' }, rules: { type: 'boolean', default: false } },
  allowPositionals: true,
});
if (positionals.length === 0) {
  console.error('Name the folders that data/apps/make.py wrote.');
  process.exit(2);
}
/** id -> file without its ending */
const stems = new Map();
for (const folder of positionals)
  for (const file of readdirSync(folder).filter((f) => /^\d+\.json$/.test(f))) {
    const stem = join(folder, file.slice(0, -5));
    stems.set(JSON.parse(readFileSync(`${stem}.json`, 'utf8')).id, stem);
  }
const rows = readFileSync(new URL('instructions.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(JSON.parse);
const models = await ModelRegistry.open();
const perception = await createPerception({ models });
const grounder = values.rules ? createTextGrounder() : await createActorGrounder({ models });
const counts = {};
const count = (name, right) => {
  const c = (counts[name] ??= [0, 0]);
  c[0] += right ? 1 : 0;
  c[1]++;
};
const lines = [];
let missing = 0;
let last = { id: '', screen: null };
for (const { id, screen, instruction, bbox, kind, style } of rows) {
  const stem = stems.get(screen);
  if (!stem) {
    missing++;
    continue;
  }
  if (last.id !== screen)
    last = { id: screen, screen: await perception.perceive(await frameFromFile(`${stem}.png`), [], null) };
  const g = await grounder.ground(last.screen, instruction);
  const at = g.status === 'found' ? g.point : null;
  if (bbox === null) count('absent refused', at === null);
  else {
    const [x1, y1, x2, y2] = bbox;
    const right = at !== null && at.x >= x1 && at.x <= x2 && at.y >= y1 && at.y <= y2;
    for (const name of ['all', kind, style]) count(name, right);
    count('present given up', at === null);
  }
  lines.push(JSON.stringify({ id, point: at && [at.x, at.y], confidence: g.confidence }));
}
await grounder.close?.();
await perception.close();
if (values.out) writeFileSync(values.out, `${lines.join('\n')}\n`);
const shares = Object.fromEntries(Object.entries(counts).map(([name, [n, of]]) => [name, +(n / of).toFixed(3)]));
console.log(JSON.stringify({ instructions: lines.length, missing, ...shares }));
