/**
 * Steps on screens of real applications (sets/desk.jsonl). The screens are not kept here: their ids are the recipe,
 * `apps-SEED-INDEX` of models/grounding/data/apps/make.py and `web-SEED-INDEX` of models/grounding/data. Links what the
 * folders have and writes a line a step for measure.ts; screens that are not there are counted.
 *
 *     node test/bench/critic/pictures/desk.ts APPS [APPS…] OUT      → OUT/desk.jsonl
 */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { PictureRecord } from './render.ts';

type DeskRecord = Omit<PictureRecord, 'image'> & { readonly screen: string };

const folders = process.argv.slice(2);
const out = folders.pop();
if (!out || folders.length === 0) {
  process.stderr.write('usage: desk.ts FOLDER [FOLDER…] OUT\n');
  process.exit(2);
}
const records = readFileSync(new URL('sets/desk.jsonl', import.meta.url), 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((l) => JSON.parse(l) as DeskRecord);
const wanted = new Set(records.map((r) => r.screen));
const found = new Map<string, string>();
for (const folder of folders)
  for (const name of readdirSync(folder).filter((f) => /^\d+\.json$/.test(f))) {
    const path = join(folder, name);
    const id = (JSON.parse(readFileSync(path, 'utf8')) as { id: string }).id;
    if (wanted.has(id)) found.set(id, resolve(`${path.slice(0, -5)}.png`));
  }
await mkdir(out, { recursive: true });
for (const [id, path] of found) {
  await rm(join(out, `${id}.png`), { force: true });
  await symlink(path, join(out, `${id}.png`));
}
const lines = records
  .filter((r) => found.has(r.screen))
  .map((r) => `${JSON.stringify({ ...r, image: `${r.screen}.png` })}\n`);
await writeFile(join(out, 'desk.jsonl'), lines.join(''));
process.stdout.write(
  `${String(found.size)} screens and ${String(lines.length)} steps; ${String(wanted.size - found.size)} screens missing\n`,
);
