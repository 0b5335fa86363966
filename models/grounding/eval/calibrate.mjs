/**
 * Fits the constants of electron/grounding/actor/calibration.ts: `node models/grounding/eval/calibrate.mjs --data DIR [DIR …] [--most 12]`.
 *
 * Runs the program's own grounder over the held-out screens (those whose number twelve divides, as train/head/train.py leaves them out), prints accuracy by
 * style, refusals and the constants of a logistic fit of "the best place is right" on the score and its lead.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { frameFromFile } from '../../../electron/capture/image-file.ts';
import { createActorGrounder, createTextGrounder } from '../../../electron/grounding/index.ts';
import { inputs } from '../../../electron/grounding/actor/calibration.ts';
import { ModelRegistry } from '../../../electron/inference/registry.ts';
import { liveParts } from '../data/live.mjs';

const { values, positionals } = parseArgs({
  options: { most: { type: 'string', default: '12' }, rules: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const screens = positionals.flatMap((dir) =>
  readdirSync(dir)
    .filter((n) => /^\d+\.head\.json$/.test(n))
    .sort()
    .map((n) => join(dir, n.replace('.head.json', ''))),
);
const held = screens.filter((stem) => Number(basename(stem)) % 12 === 0 && existsSync(`${stem}.said.json`));
const grounder = values.rules
  ? createTextGrounder({ abstainBelow: 0 })
  : await createActorGrounder({ models: await ModelRegistry.open(), abstainBelow: 0 });
const rows = [];
const by = new Map();
const times = [];
for (const stem of held) {
  const truth = JSON.parse(readFileSync(`${stem}.json`, 'utf8'));
  const seen = JSON.parse(readFileSync(`${stem}.screen.json`, 'utf8'));
  const { frame, windows } = liveParts(await frameFromFile(`${stem}.png`), truth);
  const screen = { frame, windows, elements: seen.elements, changed: [], readMs: 0, reuse: { cached: 0, read: 0 } };
  const told = JSON.parse(readFileSync(`${stem}.said.json`, 'utf8'));
  const step = Math.max(1, Math.floor(told.length / Number(values.most)));
  for (const { text, style, boxes } of told.filter((_, i) => i % step === 0)) {
    const g = await grounder.ground(screen, text);
    times.push(g.ms);
    const hit =
      g.status === 'found' &&
      boxes.some(([x1, y1, x2, y2]) => g.point.x >= x1 && g.point.x < x2 && g.point.y >= y1 && g.point.y < y2);
    rows.push({
      x: inputs(g.candidates[0]?.score ?? 0, g.candidates[1]?.score ?? 0),
      hit,
      absent: boxes.length === 0,
      p: g.confidence,
    });
    const count = by.get(style) ?? [0, 0];
    by.set(style, [count[0] + (hit ? 1 : 0), count[1] + 1]);
  }
}
await grounder.close?.();
for (const [style, [hit, all]] of [...by].sort())
  console.log(`${style.padEnd(10)} ${hit}/${all} = ${(hit / all).toFixed(3)}`);
// Newton's method on the log-likelihood with a little weight decay.
let w = [0, 1, 0];
for (let turn = 0; turn < 60; turn++) {
  const g = [0, 0, 0];
  const h = [
    [0.5, 0, 0],
    [0, 0.5, 0],
    [0, 0, 0.5],
  ];
  for (const { x, hit } of rows) {
    const p = 1 / (1 + Math.exp(-x.reduce((s, v, i) => s + v * w[i], 0)));
    for (let i = 0; i < 3; i++) {
      g[i] += ((hit ? 1 : 0) - p) * x[i];
      for (let k = 0; k < 3; k++) h[i][k] += p * (1 - p) * x[i] * x[k];
    }
  }
  w = w.map((v, i) => v + solve(h, g)[i] * 0.7);
}
const probability = ({ x }) => 1 / (1 + Math.exp(-x.reduce((s, v, i) => s + v * w[i], 0)));
const mean = (list) => list.reduce((a, b) => a + b, 0) / Math.max(1, list.length);
console.log(`bias ${w[0].toFixed(3)} score ${w[1].toFixed(3)} margin ${w[2].toFixed(3)}`);
console.log(
  `Brier as it is ${mean(rows.map((r) => (r.p - (r.hit ? 1 : 0)) ** 2)).toFixed(4)}, fitted ${mean(rows.map((r) => (probability(r) - (r.hit ? 1 : 0)) ** 2)).toFixed(4)}`,
);
for (const at of [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5]) {
  const present = rows.filter((r) => !r.absent);
  const absent = rows.filter((r) => r.absent);
  console.log(
    `below ${at}: present right ${mean(present.map((r) => (r.hit && probability(r) >= at ? 1 : 0))).toFixed(3)}, given up ${mean(present.map((r) => (probability(r) < at ? 1 : 0))).toFixed(3)}, absent refused ${mean(absent.map((r) => (probability(r) < at ? 1 : 0))).toFixed(3)}`,
  );
}
console.log(
  `${held.length} screens, ${rows.length} instructions, median ${times.sort((a, b) => a - b)[times.length >> 1]?.toFixed(0)} ms`,
);

/** Solves h·x = g for three unknowns (Cramer). */
function solve(h, g) {
  const det = (m) =>
    m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1]) -
    m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0]) +
    m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0]);
  const d = det(h);
  return [0, 1, 2].map((k) => det(h.map((row, i) => row.map((v, j) => (j === k ? g[i] : v)))) / d);
}
