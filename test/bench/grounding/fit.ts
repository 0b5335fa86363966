/**
 * Fits the constants of `electron/grounding/calibrate.ts` on synthetic screens and prints them.
 * Run with Node 24: `node test/bench/grounding/fit.ts [count] [seed]`. Reads nothing, writes nothing.
 */
import { featureVector, WEIGHTS } from '../../../electron/grounding/calibrate.ts';
import { scoreAll } from '../../../electron/grounding/candidates.ts';
import { parseInstruction } from '../../../electron/grounding/parse.ts';
import { buildScene } from '../../../electron/grounding/scene.ts';
import { isRight, makeCases } from './synthetic.ts';

const [count = 1500, seed = 7] = process.argv.slice(2).map(Number);
/** Of what people ask for, most is there: absent cases count so that they make up this share. */
const ABSENT_SHARE = 0.15;
const cases = makeCases(count, seed);
const absent = cases.filter((c) => c.box === null).length;
const absentWeight = (ABSENT_SHARE / (1 - ABSENT_SHARE)) * ((cases.length - absent) / Math.max(1, absent));
const rows: { mode: string; style: string; x: readonly number[]; y: number; weight: number }[] = [];
let none = 0;
const hits = new Map<string, [number, number]>();
for (const c of cases) {
  const [best, second] = scoreAll(buildScene(c.screen), parseInstruction(c.instruction));
  if (!best) {
    none++;
    continue;
  }
  const y = c.box !== null && isRight(c, best.point) ? 1 : 0;
  if (c.box) {
    const h = hits.get(c.style) ?? [0, 0];
    hits.set(c.style, [h[0] + y, h[1] + 1]);
    if (!y && process.env['MISSES']) console.log(c.style, c.instruction, c.box, best.point, best.why);
  }
  rows.push({
    mode: best.features.mode,
    style: c.style,
    x: featureVector(best, second),
    y,
    weight: c.box === null ? absentWeight : 1,
  });
}
console.log(`${rows.length} rows, ${none} without a candidate`);
for (const [style, [n, of]] of hits) console.log(`  ${style}: ${n}/${of} best candidate right`);

/** Logistic regression by gradient descent, pulled gently towards the present constants. */
function fit(list: typeof rows, start: readonly number[]): number[] {
  const w = [...start];
  const total = list.reduce((a, r) => a + r.weight, 0);
  for (let step = 0; step < 6000; step++) {
    const g = w.map((v, i) => 0.01 * (v - (start[i] ?? 0)));
    for (const r of list) {
      const p = 1 / (1 + Math.exp(-r.x.reduce((s, v, i) => s + v * (w[i] ?? 0), 0)));
      r.x.forEach((v, i) => (g[i] = (g[i] ?? 0) + (r.weight * (p - r.y) * v) / total));
    }
    w.forEach((v, i) => (w[i] = v - 0.5 * (g[i] ?? 0)));
  }
  return w;
}
for (const [mode, start] of Object.entries(WEIGHTS)) {
  const list = rows.filter((r) => r.mode === mode);
  if (list.length < 20) continue;
  const w = fit(list, [start.bias, start.score, start.margin, start.coverage, start.kind, start.relation]);
  const brier =
    list.reduce((s, r) => s + (1 / (1 + Math.exp(-r.x.reduce((a, v, i) => a + v * (w[i] ?? 0), 0))) - r.y) ** 2, 0) /
    list.length;
  const [bias, score, margin, coverage, kind, relation] = w.map((v) => Math.round(v * 10) / 10);
  const right = list.filter((r) => r.y === 1).length;
  console.log(
    `  ${mode}: { bias: ${bias}, score: ${score}, margin: ${margin}, coverage: ${coverage}, kind: ${kind}, relation: ${relation} }, // ${list.length} cases, ${right} right, Brier ${brier.toFixed(3)}`,
  );
}
