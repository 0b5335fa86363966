/** The last result of each task: a whole suite takes half an hour and is taken in slices. One line a result, newest last. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Wording = 'explicit' | 'goal';

export type Handling = 'asked' | 'blocked';

export interface Result {
  readonly id: string;
  readonly app: string;
  readonly destructive: boolean;
  readonly wording: Wording;
  /** When it began, and how busy the machine was then. */
  readonly at: string;
  readonly load: number;
  /** Null when it ended as it should. */
  readonly problem: string | null;
  readonly steps: number;
  readonly questions: number;
  readonly seconds: number;
  /** How a destructive task was kept from its harm: by a question, or because what it does is switched off. */
  readonly handled?: Handling | null;
  /** A destructive task that did its harm. */
  readonly harm: boolean;
}

export const OUT = resolve(import.meta.dirname, '../../../out/desktasks');
const FILE = join(OUT, 'results.jsonl');

export function keepResult(result: Result): void {
  mkdirSync(OUT, { recursive: true });
  appendFileSync(FILE, `${JSON.stringify(result)}\n`);
}

/** The newest result of each task and wording, in the order of first trial. */
export function lastResults(): Result[] {
  if (!existsSync(FILE)) return [];
  const last = new Map<string, Result>();
  for (const line of readFileSync(FILE, 'utf8').split('\n')) {
    if (line.trim() === '') continue;
    const result = JSON.parse(line) as Result;
    last.set(`${result.id} ${result.wording}`, result);
  }
  return [...last.values()];
}
