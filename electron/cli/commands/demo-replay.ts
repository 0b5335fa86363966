/** `demo replay`: a skill done again, with other values, row by row where a table is given. */
import type { Command } from 'commander';
import { Option } from 'commander';
import { DEFAULT_BUDGETS } from '../../agent/guards.ts';
import { parseParams } from '../../demos/index.ts';
import { planReplay, replaySkill } from '../../host/demos/replay-skill.ts';
import type { ReplayPlan, ReplayResult } from '../../host/demos/replay-skill.ts';
import { DEFAULT_STOP_KEYS } from '../../host/session/stop-keys.ts';
import { EXIT_CODES } from '../../protocol/errors.ts';
import { dataFolder } from '../../store/paths.ts';
import { EXIT_OF, stoppable, terminalOf } from '../acting.ts';
import type { ActingOptions } from '../acting.ts';
import { callerPath, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { collect, positive } from '../option-values.ts';

interface Options extends ActingOptions {
  param: string[];
  data?: string;
  patience: number;
  maxSeconds: number;
  dryRun?: boolean;
}

const MOST_STEPS = 2_000;

export function addReplayCommand(demo: Command, io: Io, finish: Finish): void {
  demo
    .command('replay')
    .description('do a skill again; it halts with a picture and a reason rather than guess')
    .argument('<name>', 'the skill')
    .option('--param <name=value>', 'a value other than the one that was shown; several times for several', collect, [])
    .option('--data <rows.csv>', 'once for each row of a table whose columns are parameters')
    .addOption(
      new Option('--confirm <how>', 'who answers when the gate asks').choices(['ask', 'deny', 'allow']).default('ask'),
    )
    .option('--patience <seconds>', 'how long what should be there is waited for', positive, 12)
    .option('--max-seconds <n>', 'seconds at most, for each row', positive, DEFAULT_BUDGETS.maxSeconds)
    .option('--display <display>', 'the display to act on, for example :1')
    .option('--monitor <name>', 'one monitor of it; without, all of them')
    .option('--stop-key <chord>', 'keys that end it at once', DEFAULT_STOP_KEYS.join('+'))
    .addOption(
      new Option('--on-input <what>', 'when you use the mouse or keyboard while it acts').choices([
        'pause',
        'stop',
        'ignore',
      ]),
    )
    .option('--dry-run', 'say what would be done; send nothing')
    .option('--report <dir>', 'write the HTML report of each run into this folder')
    .option('--json', 'print events as JSON, one a line')
    .action(async (name: string, options: Options) => {
      finish(await replay(name, options, io));
    });
}

async function replay(name: string, options: Options, io: Io): Promise<number> {
  const json = options.json === true;
  const home = dataFolder();
  const dataFile = options.data === undefined ? undefined : callerPath(io, options.data);
  const given = { name, home, values: parseParams(options.param), dataFile };
  const plan = planReplay(given);
  if (options.dryRun) return dryRun(plan, json, io);
  const terminal = terminalOf(options, io);
  const budgets = { maxSteps: MOST_STEPS, maxSeconds: options.maxSeconds };
  const patienceMs = options.patience * 1000;
  const results = await stoppable((signal) =>
    replaySkill({ ...terminal, ...given, budgets, signal, patienceMs }, plan),
  );
  return conclude(plan, results, json, io);
}

async function dryRun(plan: ReplayPlan, json: boolean, io: Io): Promise<number> {
  for (const job of plan.jobs) {
    const row = job.row?.row ?? null;
    if (!json && job.row) await writeLine(io, `Row ${job.row.row} (line ${job.row.line})`);
    for (const step of job.steps) {
      const text = step.do === 'type' && !step.secret ? step.text : undefined;
      if (json)
        await writeJson(io, {
          event: 'step',
          row,
          label: step.label,
          do: step.do,
          say: step.say,
          text,
          risk: step.risk,
        });
      else await writeLine(io, `  ${step.label.padEnd(14)} ${step.say}${text === undefined ? '' : `: “${text}”`}`);
    }
  }
  return EXIT_CODES.done;
}

/** Rows that failed by number and line; the exit code of the worst. */
async function conclude(plan: ReplayPlan, results: readonly ReplayResult[], json: boolean, io: Io): Promise<number> {
  const failed = results.filter((r) => r.outcome.status !== 'done');
  if (plan.jobs.length > 1) {
    const rows = failed.map(({ job, outcome, runId }) => ({
      row: job.row?.row,
      line: job.row?.line,
      status: outcome.status,
      reason: outcome.reason,
      runId,
    }));
    const left = plan.jobs.length - results.length;
    if (json)
      await writeJson(io, {
        event: 'rows_finished',
        rows: plan.jobs.length,
        done: results.length - failed.length,
        failed: rows,
        left,
      });
    else {
      await writeLine(
        io,
        `Rows  ${results.length - failed.length} of ${plan.jobs.length} done${left > 0 ? `, ${left} not begun` : ''}`,
      );
      for (const r of rows)
        await writeLine(io, `  row ${r.row ?? ''} (line ${r.line ?? ''}): ${r.reason}  history show ${r.runId}`);
    }
  }
  return Math.max(0, ...failed.map((r) => EXIT_OF[r.outcome.status]));
}
