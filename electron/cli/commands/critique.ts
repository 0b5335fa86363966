import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { SteadyhandError } from '../../protocol/errors.ts';
import { critiqueRecord, critiqueRecordSchema } from '../../critic/batch.ts';
import { createJudge } from '../../host/judge.ts';
import { openScreenReader } from '../../host/screen-reader.ts';
import { callerPath, log, readBatch, writeJson } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { parseRecord } from '../records.ts';

/** A line of a batch: what to judge, on which picture (relative to the file the line stands in). */
const lineSchema = critiqueRecordSchema.extend({ id: z.string().min(1), image: z.string().min(1) });

export function addCritiqueCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('critique')
    .description('judge actions on pictures of screens: risk, category, right step or not; needs no display')
    .requiredOption(
      '--batch <file>',
      'judge every {"id","image","task","history","action"} line; images relative to it',
    )
    .option('--json', 'print JSON (the only form of this command)')
    .action(async (options: { batch: string }) => {
      const path = callerPath(io, options.batch);
      const records = (await readBatch(path)).map((l) => parseRecord(lineSchema, l, path));
      const reader = await openScreenReader();
      // A picture may be of any machine.
      const judge = createJudge({ files: null });
      let failed = 0;
      try {
        for (const record of records) {
          try {
            const screen = await reader.read(resolve(dirname(path), record.image));
            const from = performance.now();
            const { verdict: _verdict, ...row } = await critiqueRecord(screen, record, judge);
            const ms = Math.round((performance.now() - from) * 10) / 10;
            await writeJson(io, { id: record.id, ...row, ms });
          } catch (error) {
            if (!(error instanceof SteadyhandError) || error.kind === 'environment') throw error;
            failed++;
            log(io, `steadyhand: record ${record.id}: ${error.line}`);
            // What cannot be judged is never let through.
            const row = { risk: 'destructive', category: 'none', correct: false, score: 0, suggestion: '' };
            await writeJson(io, { id: record.id, ...row, decision: 'block', ms: 0, error: error.line });
          }
        }
      } finally {
        await reader.close();
        await judge.close();
      }
      finish(failed > 0 ? 2 : 0);
    });
}
