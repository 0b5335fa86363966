// Draws every icon of sets.json once, at 64 by 64, and writes down its names.
//   node models/grounding/data/icons/render.mjs [--npm .cache/grounding/icons/npm] [--out .cache/grounding/icons] [--add SET]…
// --add: these sets only, behind what is there.
// Out: icons.jsonl (one icon a line: set, name, tags, where its pixels are), mono.bin (alpha masks of icons of one colour,
// 64*64 bytes each), colour.bin (64*64 RGBA, not premultiplied). Smaller sizes are made from these when a crop is composed.
import { createWriteStream, readFileSync, statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { draw, drawFile, SIDE } from './draw.mjs';
import { iconsOf } from './sets.mjs';

const AT_ONCE = 8;
const { values } = parseArgs({
  options: {
    npm: { type: 'string', default: '.cache/grounding/icons/npm' },
    out: { type: 'string', default: '.cache/grounding/icons' },
    add: { type: 'string', multiple: true, default: [] },
  },
});

const adds = values.add.length > 0;
const to = (name) => createWriteStream(`${values.out}/${name}`, { flags: adds ? 'a' : 'w' });
const there = (name, each) => (adds ? statSync(`${values.out}/${name}`).size / each : 0);
const count = { mono: there('mono.bin', SIDE * SIDE), colour: there('colour.bin', SIDE * SIDE * 4) };
const lines = to('icons.jsonl');
const bins = { mono: to('mono.bin'), colour: to('colour.bin') };
for (const set of JSON.parse(readFileSync(new URL('sets.json', import.meta.url), 'utf8'))) {
  if (adds && !values.add.includes(set.package)) continue;
  const icons = [...iconsOf(set.package, `${values.npm}/node_modules`)];
  let failed = 0;
  for (let i = 0; i < icons.length; i += AT_ONCE) {
    const group = icons.slice(i, i + AT_ONCE);
    const drawn = await Promise.all(
      group.map((icon) => (icon.file ? drawFile(icon.file) : draw(icon.svg)).catch(() => null)),
    );
    for (const [j, picture] of drawn.entries()) {
      if (!picture) {
        failed++;
        continue;
      }
      const { svg: _, file: __, ...rest } = group[j];
      const at = count[picture.kind]++;
      bins[picture.kind].write(picture.pixels);
      lines.write(`${JSON.stringify({ set: set.package, ...rest, kind: picture.kind, at })}\n`);
    }
  }
  console.log(`${set.package}: ${icons.length - failed} drawn, ${failed} left out`);
}
await Promise.all([lines, ...Object.values(bins)].map((s) => new Promise((done) => s.end(done))));
console.log(`${count.mono} of one colour, ${count.colour} coloured`);
