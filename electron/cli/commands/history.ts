import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { SteadyhandError } from '../../protocol/errors.ts';
import { withHistory } from '../../host/history.ts';
import { callerPath, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { runLines, runRow } from '../render-history.ts';

export function addHistoryCommand(root: Command, io: Io, finish: Finish): void {
  const history = root.command('history').description('what was done: list, look at, export, verify, delete');

  history
    .command('list')
    .description('the runs, newest first')
    .argument('[words]', 'only runs whose task, steps or answers hold these words')
    .option('--limit <n>', 'at most so many', count, 20)
    .option('--json', 'print JSON, one run a line')
    .action(async (words: string | undefined, options: { limit: number; json?: boolean }) => {
      const filter = { limit: options.limit, ...(words === undefined ? {} : { query: words }) };
      const runs = await withHistory((store) => store.listRuns(filter));
      for (const run of runs) {
        if (options.json) await writeJson(io, run);
        else await writeLine(io, runRow(run));
      }
      if (runs.length === 0 && !options.json) {
        await writeLine(io, words === undefined ? 'No runs yet.' : `No run speaks of “${words}”.`);
      }
      finish(0);
    });

  history
    .command('show')
    .description('one run, step by step')
    .argument('<run>', 'its id, the first characters of it, or "last"')
    .option('--json', 'print JSON')
    .action(async (id: string, options: { json?: boolean }) => {
      const run = await withHistory((store) => store.showRun(id));
      if (options.json) await writeJson(io, run);
      else for (const line of runLines(run)) await writeLine(io, line);
      finish(0);
    });

  history
    .command('export')
    .description('write one run as a self-contained HTML file that opens offline')
    .argument('<run>', 'its id, the first characters of it, or "last"')
    .requiredOption('--out <file>', 'the file to write')
    .action(async (id: string, options: { out: string }) => {
      const file = callerPath(io, options.out);
      await withHistory((store) => store.exportRun(id, file));
      await writeLine(io, file);
      finish(0);
    });

  history
    .command('verify')
    .description('walk the hash chain of the audit trail and check every kept picture')
    .option('--json', 'print JSON')
    .action(async (options: { json?: boolean }) => {
      const result = await withHistory((store) => store.verifyAll());
      if (options.json) await writeJson(io, result);
      if (!result.ok) {
        throw new SteadyhandError(
          'incomplete',
          'audit_broken',
          `The history does not verify: ${result.broken?.why ?? 'unknown reason'}${result.broken?.seq == null ? '' : ` (record ${result.broken.seq})`}.`,
          'Something changed it outside Steadyhand; keep a copy of the data folder and compare it with a backup.',
        );
      }
      if (!options.json) {
        const lost = result.frames.filter((f) => f.problem === 'missing').length;
        const note = `${result.deleted > 0 ? `; ${result.deleted} more were deleted` : ''}${lost > 0 ? `; ${lost} pictures are missing` : ''}`;
        await writeLine(io, `The history is whole: ${result.runs} runs, ${result.rows} records${note}.`);
      }
      finish(0);
    });

  history
    .command('delete')
    .description('delete runs with their pictures for good; the audit trail keeps a note that there was one')
    .argument('[run]', 'its id, the first characters of it, or "last"')
    .option('--older-than <days>', 'every run that began more than so many days ago, instead of one', count)
    .option('--yes', 'really delete')
    .action(async (id: string | undefined, options: { olderThan?: number; yes?: boolean }) => {
      await writeLine(io, await deleteRuns(id, options));
      finish(0);
    });
}

/** Deletes, or says what would be deleted; answers the line for the person. */
function deleteRuns(
  id: string | undefined,
  { olderThan, yes }: { olderThan?: number; yes?: boolean },
): Promise<string> {
  if ((id === undefined) === (olderThan === undefined)) {
    throw new SteadyhandError(
      'usage',
      'what_to_delete',
      'Name one run, or give --older-than: not both, and not neither.',
      'See `steadyhand history list`.',
    );
  }
  return withHistory(async (store) => {
    if (!yes) {
      const what = id === undefined ? `every run older than ${olderThan} days` : runRow(store.runHead(id));
      throw new SteadyhandError(
        'usage',
        'not_confirmed',
        `Nothing was deleted. This would delete for good: ${what}`,
        'Give --yes to delete it.',
      );
    }
    const { runs, pictures } = id === undefined ? await store.keepOnly(olderThan ?? 0) : await store.deleteRun(id);
    return `Deleted ${runs.length} ${runs.length === 1 ? 'run' : 'runs'} and ${pictures} pictures.`;
  });
}

function count(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1 || n > 100_000) throw new InvalidArgumentError('a whole number from 1 is needed.');
  return n;
}
