import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { SteadyhandError } from '../../protocol/errors.ts';
import { openHistory } from '../../host/history.ts';
import type { Finish } from '../main.ts';
import { callerPath, writeJson, writeLine } from '../io.ts';
import type { Io } from '../io.ts';

export function addHistoryCommand(root: Command, io: Io, finish: Finish): void {
  const history = root.command('history').description('what was done: list, look at, export, verify');

  history
    .command('list')
    .description('the runs, newest first')
    .argument('[words]', 'only runs whose task or answers hold these words')
    .option('--limit <n>', 'at most so many', count, 20)
    .option('--json', 'print JSON, one run a line')
    .action(async (words: string | undefined, options: { limit: number; json?: boolean }) => {
      using store = openHistory();
      const runs = store.listRuns({ limit: options.limit, ...(words === undefined ? {} : { query: words }) });
      for (const run of runs) {
        if (options.json) await writeJson(io, run);
        else {
          const when = new Date(run.startedAt).toISOString().slice(0, 19).replace('T', ' ');
          await writeLine(io, `${run.id.slice(0, 8)}  ${when}  ${run.status.padEnd(11)} ${oneLine(run.task, 70)}`);
        }
      }
      if (runs.length === 0 && !options.json) await writeLine(io, 'No runs yet.');
      finish(0);
    });

  history
    .command('show')
    .description('one run, step by step')
    .argument('<run>', 'its id, the first characters of it, or "last"')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      using store = openHistory();
      const run = store.showRun(id);
      if (options.json) await writeJson(io, run);
      else for (const line of store.describeRun(run)) await writeLine(io, line);
      finish(0);
    });

  history
    .command('export')
    .description('write one run as a self-contained HTML file')
    .argument('<run>', 'its id, the first characters of it, or "last"')
    .requiredOption('--out <file>', 'the file to write')
    .action(async (id: string, options: { out: string }) => {
      using store = openHistory();
      const file = callerPath(io, options.out);
      await store.exportRun(id, file);
      await writeLine(io, file);
      finish(0);
    });

  history
    .command('verify')
    .description('walk the hash chain of the audit trail')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      using store = openHistory();
      const result = store.verify();
      if (options.json) await writeJson(io, result);
      else if (result.ok) await writeLine(io, `The audit trail is whole: ${result.rows} records.`);
      if (!result.ok) {
        throw new SteadyhandError(
          'incomplete',
          'audit_broken',
          `The audit trail is broken at record ${result.firstBroken ?? '?'}: ${result.reason ?? 'unknown'}.`,
          'Something changed it outside Steadyhand; keep a copy of the data folder and compare with a backup.',
        );
      }
      finish(0);
    });
}

function count(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 100_000) throw new InvalidArgumentError('a whole number from 1 is needed.');
  return n;
}

function oneLine(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > max ? `${flat.slice(0, max - 1)}…` : flat;
}
