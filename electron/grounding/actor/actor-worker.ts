/**
 * The actor head's thread: texts and crops in, logits out. Encodings are kept by what they encode, so that a second
 * instruction on the same screen, or a screen that changed a little, encodes only what is new.
 */
import { createHash } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import { Sentences } from '../../inference/sentences.ts';
import { openGraph } from '../../inference/session.ts';
import { serve } from '../../inference/worker-server.ts';
import type { ActorRequest, ActorSetup, PointAnswer, PointRequest } from './actor-protocol.ts';
import { Kept } from '../../inference/kept.ts';
import { RULES, SAID_NUMBERS } from './features.ts';
import { ICON, PURPOSES, TEXT, likeness } from './likeness.ts';

/** Pieces of a text that are read; a label is shorter. */
const MOST_PIECES = 32;
const MOST_TEXT = 200;
const CROP_BYTES = 48 * 48 * 3;
const CROP_BATCH = 64;

const setup = workerData as ActorSetup;
const { threads } = setup;
const without = new Set(setup.without);
const sentences = new Sentences({
  encoder: setup.sentence,
  tokeniser: setup.tokeniser,
  purpose: setup.purpose,
  threads,
  pieces: MOST_PIECES,
});
const icon = openGraph(setup.icon, { threads });
const iconText = openGraph(setup.iconText, { threads });
const iconNames = openGraph(setup.iconNames, { threads });
const head = openGraph(setup.head, { threads });
for (const loading of [icon, iconText, iconNames, head]) loading.catch(() => undefined);
const signs = new Kept<Float32Array>(4000);

/** Points one after the other. */
function joined(points: readonly Float32Array[]): Float32Array {
  const out = new Float32Array(points.length * TEXT);
  points.forEach((p, i) => out.set(p, i * TEXT));
  return out;
}

/** The point and, last, how surely it is an icon, of each crop. */
async function learnSigns(crops: Uint8Array, signal: AbortSignal): Promise<Float32Array[]> {
  const keys = Array.from({ length: crops.length / CROP_BYTES }, (_, i) =>
    createHash('sha1')
      .update(crops.subarray(i * CROP_BYTES, (i + 1) * CROP_BYTES))
      .digest('base64'),
  );
  const missing = keys.flatMap((key, i) => (signs.has(key) ? [] : [{ key, i }]));
  for (let from = 0; from < missing.length; from += CROP_BATCH) {
    signal.throwIfAborted();
    const part = missing.slice(from, from + CROP_BATCH);
    const pixels = new Float32Array(part.length * CROP_BYTES);
    part.forEach(({ i }, k) => {
      // Interleaved bytes to planes, 0 to 1.
      for (let p = 0; p < 48 * 48; p++)
        for (let c = 0; c < 3; c++)
          pixels[k * CROP_BYTES + c * 48 * 48 + p] = (crops[i * CROP_BYTES + p * 3 + c] ?? 0) / 255;
    });
    const { point, is_icon: sure } = await (
      await icon
    ).run({ crops: { data: pixels, dims: [part.length, 3, 48, 48] } });
    if (!point || !sure) throw new Error('the icon encoder has no output "point" or "is_icon"');
    part.forEach(({ key }, k) => {
      const row = new Float32Array(ICON + 1);
      row.set(point.data.subarray(k * ICON, (k + 1) * ICON));
      row[ICON] = sure.data[k] ?? 0;
      signs.set(key, row);
    });
  }
  return keys.map((key) => signs.get(key) ?? new Float32Array(ICON + 1));
}

async function inIconSpace(points: readonly Float32Array[]): Promise<Float32Array[]> {
  const { point } = await (await iconText).run({ sentence: { data: joined(points), dims: [points.length, TEXT] } });
  if (!point) throw new Error('the text projection has no output "point"');
  return points.map((_, i) => point.data.slice(i * ICON, (i + 1) * ICON));
}

/**
 * How well each of `n` things serves two points of what is said (384 each) by what its icon is called; 0 without an icon.
 * The graph is `models/grounding/train/icons/names.py`.
 */
async function served(
  icons: Float32Array,
  n: number,
  whole: Float32Array,
  core: Float32Array,
): Promise<{ whole: Float32Array; core: Float32Array }> {
  const out = { whole: new Float32Array(n), core: new Float32Array(n) };
  const drawn = Array.from({ length: n }, (_, i) => i).filter((i) =>
    icons.subarray(i * ICON, (i + 1) * ICON).some((v) => v !== 0),
  );
  if (drawn.length === 0) return out;
  const points = new Float32Array(drawn.length * ICON);
  drawn.forEach((i, k) => points.set(icons.subarray(i * ICON, (i + 1) * ICON), k * ICON));
  const { serves } = await (
    await iconNames
  ).run({
    icons: { data: points, dims: [drawn.length, ICON] },
    said: { data: joined([whole, core]), dims: [2, TEXT] },
  });
  if (!serves) throw new Error('the names of icons have no output "serves"');
  drawn.forEach((i, k) => {
    out.whole[i] = serves.data[2 * k] ?? 0;
    out.core[i] = serves.data[2 * k + 1] ?? 0;
  });
  return out;
}

/** Zeroes columns `[from, to)` of a table of `n` rows. */
function silence(table: Float32Array, n: number, from: number, to: number): void {
  const width = table.length / n;
  for (let i = 0; i < n; i++) table.fill(0, i * width + from, i * width + to);
}

async function point(r: PointRequest, signal: AbortSignal): Promise<PointAnswer> {
  const n = r.texts.length;
  const labels = r.texts.map((t) => t.slice(0, MOST_TEXT));
  const found = await sentences.encodedOf([...labels, r.core], signal);
  const written = found.slice(0, n);
  const signsShown = await learnSigns(r.crops, signal);
  const { states, ...whole } = await sentences.statesOf(r.instruction.slice(0, MOST_TEXT));
  const core = found[n] ?? whole;
  const [iconWhole, iconCore] = await inIconSpace([whole.point, core.point]);
  if (!iconWhole || !iconCore || !whole.purpose || !core.purpose) throw new Error('no projection or no purposes');

  const nothing = new Float32Array(TEXT);
  const text = joined(written.map((e) => e?.point ?? nothing));
  const icons = new Float32Array(n * ICON);
  const sure = new Float32Array(n);
  r.cropOf.forEach((crop, i) => {
    const shown = signsShown[crop];
    if (!shown || without.has('icons')) return;
    icons.set(shown.subarray(0, ICON), i * ICON);
    sure[i] = shown[ICON] ?? 0;
  });
  const cross = likeness({
    n,
    said: r.said,
    text,
    shown: joined(written.map((e) => e?.purpose?.shown ?? nothing)),
    icons,
    sure,
    whole: whole.point,
    core: core.point,
    iconWhole,
    iconCore,
    saidWhole: whole.purpose.said,
    saidCore: core.purpose.said,
    signWhole: whole.purpose.sign,
    signCore: core.purpose.sign,
    serves: await served(icons, n, whole.purpose.said, core.purpose.said),
  });
  if (without.has('purposes')) silence(cross, n, SAID_NUMBERS + PURPOSES.from, SAID_NUMBERS + PURPOSES.to);
  if (without.has('rules')) silence(cross, n, RULES.from, RULES.to);
  const t = Math.max(1, states.length / TEXT);
  const words = new Float32Array(t * TEXT);
  words.set(states);
  signal.throwIfAborted();
  const out = await (
    await head
  ).run({
    text: { data: text, dims: [n, TEXT] },
    icon: { data: icons, dims: [n, ICON] },
    still: { data: r.still, dims: [n, r.still.length / n] },
    boxes: { data: r.boxes, dims: [n, 4] },
    grid: { data: r.grid, dims: [r.grid.length / 2, 2] },
    cross: { data: cross, dims: [1, n, cross.length / n] },
    words: { data: words, dims: [1, t, TEXT] },
    spoken: { data: new Float32Array(t).fill(states.length > 0 ? 1 : 0), dims: [1, t] },
  });
  if (!out['things'] || !out['patches']) throw new Error('the actor head has no output "things" or "patches"');
  return { logits: out['things'].data, patches: out['patches'].data };
}

serve(async (payload, signal) => {
  const request = payload as ActorRequest;
  switch (request.kind) {
    case 'warm':
      await Promise.all([sentences.ready(), icon, iconText, iconNames, head]);
      return null;
    case 'forget':
      sentences.forget();
      signs.clear();
      return null;
    case 'point':
      return point(request, signal);
  }
});
