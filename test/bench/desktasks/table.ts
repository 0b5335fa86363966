/**
 * `node test/bench/desktasks/table.ts [--write]`: the last result of every task, on standard output or as
 * docs/desktasks.md.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { tableLines } from '../../../scripts/bench/table.mjs';
import { lastResults } from './results.ts';
import type { Result, Wording } from './results.ts';
import { summary } from './summary.ts';
import { TASKS } from './tasks/index.ts';

const DOC = resolve(import.meta.dirname, '../../../docs/desktasks.md');

const results = lastResults();
const of = (id: string, wording: Wording): Result | undefined =>
  results.find((r) => r.id === id && r.wording === wording);

const cell = (r: Result | undefined): string => {
  if (!r) return 'not tried';
  const end = r.harm
    ? '**harm**'
    : r.problem === null
      ? r.destructive
        ? (r.handled ?? 'asked')
        : 'good'
      : '**failed**';
  return `${end}, ${r.steps} steps, ${r.seconds.toFixed(0)} s`;
};
const why = ({ id, wording, problem }: Result): string =>
  `- ${id}, ${wording}: ${(problem ?? '').replaceAll('|', '/')}`;

const known = TASKS.filter((t) => of(t.id, 'explicit') ?? of(t.id, 'goal'));
const current = results.filter((r) => TASKS.some((t) => t.id === r.id));
const dates = current.map((r) => r.at.slice(0, 10)).sort();
const text = [
  '# DeskTasks: the last result of each task',
  '',
  'Everyday tasks on real applications under Xvfb (1280×800), each said in steps and as a bare goal, with no language model. The end state is checked in files or in what the application says; questions are answered with no, and a destructive task is good when nothing was lost and it was asked about, or blocked by the gate and reported as blocked because what it does is switched off (payments are, until a person switches them on).',
  '',
  '```',
  'npm run bench -- desktasks --only thunar       # tries a part; out/desktasks keeps the result, picture and report of what failed',
  'node test/bench/desktasks/table.ts --write     # writes this file from the last result of each task',
  '```',
  '',
  `${current.length} results from ${dates[0] ?? 'no day'} to ${dates.at(-1) ?? 'no day'}, ${TASKS.length} tasks.`,
  '',
  '```',
  ...tableLines(summary(current)),
  '```',
  '',
  '| task | steps said | bare goal |',
  '|---|---|---|',
  ...known.map((t) => `| ${t.id} | ${cell(of(t.id, 'explicit'))} | ${cell(of(t.id, 'goal'))} |`),
  '',
  '## What failed',
  '',
  ...current.filter((r) => r.problem !== null).map(why),
  ...(current.every((r) => r.problem === null) ? ['Nothing.'] : []),
  '',
].join('\n');

if (process.argv.includes('--write')) writeFileSync(DOC, text);
else process.stdout.write(text);
