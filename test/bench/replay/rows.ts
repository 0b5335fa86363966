/** Twenty rows of a table through a skill that was shown once, on pixels; one row names a file that is not there. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SkillLibrary } from '../../../electron/demos/index.ts';
import { replaySkill, type ReplayResult } from '../../../electron/host/demos/replay-skill.ts';
import { writeFiles, type Stage } from './stage.ts';

const ROWS = 20;
/** Row that cannot be done, counted from 1. */
const MISSING = 7;

export interface RowsEnd {
  /** Rows that are done and whose end state is right. */
  readonly right: number;
  /** Rows that say they are done, or did something, and it is not what the row says. */
  readonly wrong: readonly number[];
  /** Rows that are said to have failed. */
  readonly failed: readonly number[];
  readonly seconds: number;
  readonly note: string;
}

const before = (row: number): string => `item${row}.txt`;
const after = (row: number): string => `done${row}.txt`;

/** The files of the table, in the folder the show works in. */
export function prepareRows(stage: Stage): void {
  const numbers = Array.from({ length: ROWS }, (_, i) => i + 1).filter((n) => n !== MISSING);
  writeFiles(stage.home, Object.fromEntries(numbers.map((n) => [`papers/${before(n)}`, `content ${n}`])));
}

/** @param play the options of a replay without what a table needs */
export async function replayRows(
  stage: Stage,
  skill: string,
  play: Omit<Parameters<typeof replaySkill>[0], 'dataFile' | 'values'>,
): Promise<RowsEnd> {
  const { parameters } = new SkillLibrary(play.home).read(skill).skill;
  const called = (shown: string): string => parameters.find((p) => p.default === shown)?.name ?? shown;
  const [from, to] = [called('notes.txt'), called('letter.txt')];
  const table = join(stage.home, 'rows.csv');
  const lines = Array.from({ length: ROWS }, (_, i) => `${before(i + 1)},${after(i + 1)}`);
  writeFileSync(table, [`${from},${to}`, ...lines, ''].join('\n'));
  const began = performance.now();
  const results: ReplayResult[] = await replaySkill({ ...play, values: {}, dataFile: table });
  const seconds = (performance.now() - began) / 1000;
  const file = (name: string): string => join(stage.home, 'papers', name);
  const isRight = (row: number): boolean =>
    existsSync(file(after(row))) &&
    !existsSync(file(before(row))) &&
    readFileSync(file(after(row)), 'utf8') === `content ${row}`;
  const isUntouched = (row: number): boolean => row === MISSING || existsSync(file(before(row)));
  const rows = results.map(({ outcome }, i) => ({ row: i + 1, done: outcome.status === 'done', why: outcome.reason }));
  const failed = rows.filter((r) => !r.done);
  return {
    right: rows.filter((r) => r.done && isRight(r.row)).length,
    wrong: rows.filter((r) => (r.done ? !isRight(r.row) : !isUntouched(r.row))).map((r) => r.row),
    failed: failed.map((r) => r.row),
    seconds,
    note: failed.map((r) => `row ${r.row}: ${r.why}`).join('; '),
  };
}
