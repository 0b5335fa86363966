// What the screens promise, on a few of them: node --test models/grounding/data/web/*.test.mjs
// Needs the cache (collect.mjs) and Chromium; GROUNDING_WEB_CACHE names the cache. About half a minute.
import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { Renderer } from './make.mjs';
import { Random } from './rng.mjs';

const cache = process.env.GROUNDING_WEB_CACHE ?? '.cache/grounding/web';
const here = path.dirname(fileURLToPath(import.meta.url));
const schema = JSON.parse(fs.readFileSync(path.join(here, '../schema.json'), 'utf8'));
const skip = !fs.existsSync(path.join(cache, 'strings.json')) && 'no cache: run collect.mjs';
let renderer;
const screens = [];

before(async () => {
  if (skip) return;
  renderer = await Renderer.open(cache);
  for (let i = 0; i < 12; i++) screens.push(await renderer.render('test', i));
});
after(() => renderer?.close());

/** The part of JSON Schema that schema.json uses. */
function errors(value, rule, at = '$') {
  if (rule.$ref) return errors(value, schema.$defs[rule.$ref.split('/').pop()], at);
  if (value === null && rule.nullable) return [];
  const type = Array.isArray(value) ? 'array' : typeof value;
  if (rule.type && type !== rule.type) return [`${at}: ${type} instead of ${rule.type}`];
  if (rule.enum && !rule.enum.includes(value)) return [`${at}: ${value} is not in the list`];
  if (type === 'array') {
    if (rule.minItems && (value.length < rule.minItems || value.length > rule.maxItems))
      return [`${at}: ${value.length} items`];
    return value.flatMap((v, i) => errors(v, rule.items ?? {}, `${at}[${i}]`));
  }
  if (type !== 'object') return [];
  const missing = (rule.required ?? []).filter((k) => value[k] === undefined).map((k) => `${at}.${k} is missing`);
  const extra = rule.additionalProperties === false ? Object.keys(value).filter((k) => !rule.properties[k]).map((k) => `${at}.${k} is unknown`) : []; // prettier-ignore
  return [...missing, ...extra, ...Object.entries(rule.properties ?? {}).flatMap(([k, r]) => (value[k] === undefined ? [] : errors(value[k], r, `${at}.${k}`)))]; // prettier-ignore
}

test('the generator of random numbers repeats itself', () => {
  const numbers = (seed) => { const r = new Random(seed); return Array.from({ length: 5 }, () => r.int(0, 1e6)); }; // prettier-ignore
  assert.deepEqual(numbers('a/1'), numbers('a/1'));
  assert.notDeepEqual(numbers('a/1'), numbers('a/2'));
});

test('every truth keeps to the schema', { skip }, () => {
  for (const { truth } of screens)
    assert.deepEqual(errors({ image: 'x.png', ...truth }, schema).slice(0, 5), [], truth.id);
});

test('boxes lie in the picture, have an area, and the point lies in the box', { skip }, () => {
  for (const { truth } of screens)
    for (const c of truth.controls) {
      const [x1, y1, x2, y2] = c.box;
      assert.ok(
        x1 >= -1 && y1 >= -1 && x2 <= truth.width + 1 && y2 <= truth.height + 1 && x2 - x1 > 3 && y2 - y1 > 3,
        `${truth.id} ${c.id} ${c.box}`,
      );
      assert.ok(
        c.point[0] >= x1 - 1 && c.point[0] <= x2 + 1 && c.point[1] >= y1 - 1 && c.point[1] <= y2 + 1,
        `${truth.id} ${c.id}`,
      );
    }
});

test('references between controls, lines and containers hold', { skip }, () => {
  for (const { truth } of screens) {
    const ids = new Set([...truth.controls, ...truth.lines, ...truth.containers].map((x) => x.id));
    for (const c of truth.controls) for (const id of [...c.containers, ...(c.lines ?? []), ...(c.place ? [c.place.group] : []), ...(c.labelLine ? [c.labelLine] : [])]) assert.ok(ids.has(id), `${truth.id} ${c.id} ${id}`); // prettier-ignore
    for (const l of truth.lines) if (l.control) assert.ok(ids.has(l.control));
  }
});

test('words are where ink is: the pixels of a word differ from each other', { skip }, async () => {
  let flat = 0;
  let all = 0;
  for (const { png, truth } of screens) {
    const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    for (const word of truth.lines.flatMap((l) => l.words)) {
      let low = 255;
      let high = 0;
      for (let y = Math.ceil(word.box[1]); y < Math.floor(word.box[3]) && y < info.height; y++)
        for (let x = Math.ceil(word.box[0]); x < Math.floor(word.box[2]) && x < info.width; x++) {
          const v = data[y * info.width + x];
          low = Math.min(low, v);
          high = Math.max(high, v);
        }
      all++;
      if (high - low < 20) flat++;
    }
  }
  assert.ok(flat / all < 0.02, `${flat} of ${all} words show nothing`);
});

test('icons are where ink is', { skip }, async () => {
  let flat = 0;
  let all = 0;
  for (const { png, truth } of screens) {
    const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
    for (const { box } of truth.controls.flatMap((c) => c.glyphs)) {
      const values = [];
      for (let y = Math.ceil(box[1]); y < Math.min(box[3], info.height); y++) for (let x = Math.ceil(box[0]); x < Math.min(box[2], info.width); x++) values.push(data[y * info.width + x]); // prettier-ignore
      all++;
      if (Math.max(...values) - Math.min(...values) < 12) flat++;
    }
  }
  assert.ok(flat / all < 0.04, `${flat} of ${all} icons show nothing`);
});

test('the same seed gives the same screen', { skip }, async () => {
  const again = await renderer.render('test', 3);
  assert.deepEqual(again.truth, screens[3].truth);
});

test('every concept has labels in five languages and an icon', () => {
  for (const c of JSON.parse(fs.readFileSync(path.join(here, 'concepts.json'), 'utf8'))) {
    assert.deepEqual(Object.keys(c.labels), ['en', 'de', 'es', 'fr', 'zh'], c.id);
    assert.ok(Object.keys(c.icons).length >= 3, c.id);
  }
});
