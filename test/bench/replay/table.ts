/** What came of all replays, by skill and by change, and beside it what came of the same with the other two. */
import type { BenchTable } from '../run.ts';
import { CHANGES } from './changes.ts';
import { playerOf, type End, type Player, type Result } from './progress.ts';

const share = (n: number, of: number): string => (of === 0 ? '–' : `${n} of ${of} (${(n / of).toFixed(2)})`);
const count = (of: readonly Result[], ...ends: End[]): number => of.filter((r) => ends.includes(r.end)).length;
const sum = (of: readonly Result[], value: (r: Result) => number): number => of.reduce((n, r) => n + value(r), 0);
const perStep = (of: readonly Result[]): number =>
  sum(of, (r) => r.seconds) /
  Math.max(
    1,
    sum(of, (r) => r.actions),
  );
const cell = (r: Result): string => `${r.show}/${r.change}`;

function row(name: string, of: readonly Result[]): (string | number)[] {
  const ends: End[][] = [['right'], ['right halt'], ['halt'], ['wrong halt'], ['silent wrong']];
  return [name, of.length, ...ends.map((e) => count(of, ...e)), perStep(of).toFixed(1)];
}

const TITLES: Readonly<Record<Exclude<Player, 'steadyhand'>, string>> = {
  raw: 'recorded coordinates',
  flow: 'openadapt-flow',
};

/** @param notes what else a reader must know: what could not be shown or measured */
export function tableOf(all: readonly Result[], notes: readonly string[]): BenchTable {
  const results = all.filter((r) => playerOf(r) === 'steadyhand');
  const names = (key: 'show' | 'change'): string[] => [...new Set(results.map((r) => r[key]))];
  const there = results.filter((r) => r.end !== 'right halt' && !CHANGES.find((c) => c.name === r.change)?.halts);
  const honest = results.filter((r) => r.end !== 'silent wrong' && r.end !== 'wrong halt');
  const others = (['raw', 'flow'] as const).flatMap((by) => {
    const theirs = all.filter((r) => playerOf(r) === by);
    if (theirs.length === 0) return [];
    const cells = new Set(theirs.map(cell));
    return [
      row(TITLES[by], theirs),
      row(
        `  the same by this program`,
        results.filter((r) => cells.has(cell(r))),
      ),
    ];
  });
  return {
    columns: ['skill or change', 'replays', 'right', 'right halt', 'false halt', 'harm', 'silent wrong', 's a step'],
    rows: [
      ...names('show').map((s) =>
        row(
          s,
          results.filter((r) => r.show === s),
        ),
      ),
      ...names('change').map((c) =>
        row(
          `· ${c}`,
          results.filter((r) => r.change === c),
        ),
      ),
      row('all', results),
      ...others,
    ],
    notes: [
      `right end or honest halt ${share(honest.length, results.length)}; right end where the target is there ${share(count(there, 'right'), there.length)}`,
      `false halts ${share(count(there, 'halt'), there.length)}; silent wrong ends ${count(results, 'silent wrong')}`,
      'seconds a step: from the start of a replay to its end, opening and settling included, over the actions sent',
      'recorded coordinates: the same events at the same places, at the pace they were shown, over the steps of the skill',
      'openadapt-flow drives a browser of its own through its document; the same pages, steps and end states, on its defaults',
      ...all
        .filter((r) => playerOf(r) !== 'raw' && r.end !== 'right' && r.end !== 'right halt')
        .map((r) => `${playerOf(r) === 'flow' ? `${TITLES.flow}: ` : ''}${cell(r)}: ${r.end}: ${r.reason}`),
      ...notes,
    ],
  };
}
