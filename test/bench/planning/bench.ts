/** How fast and how right the compiler of plain instructions is: on our own corpus, and on the evaluation set where it is present. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile } from '../../../electron/planning/compile.ts';
import { loadCorpus, samePlan } from './corpus.ts';

interface Table {
  columns: string[];
  rows: (string | number)[][];
  notes?: string[];
}

const percentile = (sorted: readonly number[], p: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * p))] ?? 0;

export default {
  name: 'planning',
  title: 'Planning: plain instructions to intents',
  run(ctx: { log(line: string): void }): Promise<Table> {
    const corpus = loadCorpus();
    // Once over everything first, so that patterns are compiled and the figures are those of a running program.
    for (const c of corpus) compile(c.task);
    const times: number[] = [];
    const byTag = new Map<string, { right: number; all: number }>();
    for (const c of corpus) {
      const began = performance.now();
      const { steps } = compile(c.task);
      times.push(performance.now() - began);
      const tag = byTag.get(c.tag) ?? { right: 0, all: 0 };
      tag.all++;
      if (samePlan(steps, c.steps)) tag.right++;
      byTag.set(c.tag, tag);
    }
    times.sort((a, b) => a - b);
    const right = [...byTag.values()].reduce((n, t) => n + t.right, 0);
    ctx.log(`planning: ${right} of ${corpus.length} own cases exact`);
    const rows: (string | number)[][] = [
      ['median ms a task', percentile(times, 0.5).toFixed(2)],
      ['p99 ms a task', percentile(times, 0.99).toFixed(2)],
      ['own corpus, exact', `${(right / corpus.length).toFixed(3)} (${right}/${corpus.length})`],
      ...[...byTag].map(([tag, t]) => [`  ${tag}`, `${t.right}/${t.all}`]),
    ];
    const score = evaluate(join(import.meta.dirname, '../../../../shared/eval/planner'));
    if (score !== null) rows.push(['evaluation examples, exact', score]);
    const notes = ['The rules were written against the own corpus: its rate shows regressions, not generality.'];
    if (score === null) notes.push('The evaluation set is not present.');
    return Promise.resolve({ columns: ['measure', 'value'], rows, notes });
  },
};

/** Exact-sequence accuracy by the evaluation's own scorer; null when the set or Python is not there. */
function evaluate(folder: string): string | null {
  const gold = join(folder, 'examples.jsonl');
  if (!existsSync(gold)) return null;
  const records = readFileSync(gold, 'utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => JSON.parse(l) as { id: string; task: string });
  const work = mkdtempSync(join(tmpdir(), 'steadyhand-plan-'));
  try {
    const pred = join(work, 'pred.jsonl');
    writeFileSync(pred, records.map((r) => JSON.stringify({ id: r.id, steps: compile(r.task).steps })).join('\n'));
    const run = spawnSync('python3', [join(folder, 'score.py'), gold, pred], { encoding: 'utf8' });
    return /exact-sequence accuracy\s+([\d.]+)/.exec(run.stdout)?.[1] ?? null;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
