import type { Command } from 'commander';
import { Option } from 'commander';
import { z } from 'zod';
import { SteadyhandError } from '../../protocol/errors.ts';
import { createPlanner, PLANNERS } from '../../host/planners.ts';
import type { PlannerName } from '../../host/planners.ts';
import type { Planner } from '../../planning/planner.ts';
import type { Plan } from '../../protocol/intent.ts';
import { callerPath, readBatch, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { describeIntent } from '../render.ts';
import { parseRecord } from '../records.ts';
import { checkSamples, samplesOption } from '../samples.ts';

const recordSchema = z.object({ id: z.string(), task: z.string() });

export function addPlanCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('plan')
    .description('show the steps a task would be carried out in, without doing anything')
    .argument('[text]', 'the task, in plain words')
    .option('--batch <file>', 'plan every {"id","task"} line of a file; one JSON line each')
    .addOption(
      new Option(
        '--planner <which>',
        'compiled: instructions only; auto: goals by playbooks as well; endpoint: your language model',
      )
        .choices(PLANNERS)
        .default('auto'),
    )
    .addOption(samplesOption())
    .option('--json', 'print JSON')
    .action(async (text: string | undefined, options: Options) => {
      finish(0);
      checkSamples(options.planner, options.samples);
      const planner = createPlanner(options.planner, options.samples);
      if (text !== undefined && options.batch !== undefined) {
        throw new SteadyhandError('usage', 'two_plans', 'A task and --batch were both given.', 'Give one of them.');
      }
      if (options.batch !== undefined) {
        const path = callerPath(io, options.batch);
        const records = (await readBatch(path)).map((l) => parseRecord(recordSchema, l, path));
        planner.warmUp?.();
        for (const { id, task } of records) {
          const plan = await planOrEmpty(planner, task);
          await writeJson(io, { id, ...plan });
        }
        return;
      }
      if (text === undefined) {
        throw new SteadyhandError(
          'usage',
          'nothing_to_plan',
          'There is nothing to plan.',
          'Give a task or --batch FILE.',
        );
      }
      const plan = await planned(planner, text);
      if (options.json) {
        await writeJson(io, { task: text, source: plan.source, steps: plan.steps, ms: round(plan.ms) });
        return;
      }
      for (const [i, step] of plan.steps.entries()) await writeLine(io, `${i + 1}. ${describeIntent(step)}`);
    });
}

interface Options {
  readonly batch?: string;
  readonly json?: boolean;
  readonly planner: PlannerName;
  readonly samples?: number;
}

/** Nothing is known of the screen here: `run` may choose another way for the program in front. */
const planned = (planner: Planner, task: string): Promise<Plan> => planner.plan({ task, history: [], screen: null });

/** In a batch one bad task must not lose the others: its row carries the error. */
async function planOrEmpty(planner: Planner, task: string): Promise<Record<string, unknown>> {
  try {
    const plan = await planned(planner, task);
    return { steps: plan.steps, ms: round(plan.ms) };
  } catch (error) {
    if (error instanceof SteadyhandError) return { steps: [], error: error.line };
    throw error;
  }
}

const round = (ms: number): number => Math.round(ms * 1000) / 1000;
