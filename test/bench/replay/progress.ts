/**
 * What was replayed so far, and the skills it was done with: a matrix of some 200 replays takes hours, and is taken in
 * slices. A line is written when a replay has ended; one that was cut off is done again.
 */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { emptyHome } from './stage.ts';

export type End = 'right' | 'halt' | 'right halt' | 'silent wrong' | 'wrong halt';

/** What replayed: this program, the recorded events at their coordinates, or `openadapt-flow`. */
export type Player = 'steadyhand' | 'raw' | 'flow';

export interface Result {
  /** This program, when it is not said. */
  readonly by?: Player;
  readonly show: string;
  readonly change: string;
  readonly end: End;
  readonly reason: string;
  readonly seconds: number;
  readonly actions: number;
}

export interface Progress {
  /** Data folder with the skills. */
  readonly home: string;
  readonly results: readonly Result[];
  has(show: string, change: string, by?: Player): boolean;
  add(result: Result): void;
}

export const playerOf = (result: Result): Player => result.by ?? 'steadyhand';

/** @param file one result a line; the skills are kept beside it in `FILE.home`. Without, both are for this once. */
export function openProgress(file: string | undefined): Progress {
  const results: Result[] = [];
  const home = file === undefined ? emptyHome() : `${file}.home`;
  if (file !== undefined) {
    mkdirSync(dirname(file), { recursive: true });
    mkdirSync(home, { recursive: true, mode: 0o700 });
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    for (const line of lines) if (line.trim() !== '') results.push(JSON.parse(line) as Result);
  }
  return {
    home,
    results,
    has: (show, change, by = 'steadyhand') =>
      results.some((r) => r.show === show && r.change === change && playerOf(r) === by),
    add(result) {
      results.push(result);
      if (file !== undefined) appendFileSync(file, `${JSON.stringify(result)}\n`);
    },
  };
}
