import type { Command } from 'commander';
import { Option } from 'commander';
import { DEFAULT_BUDGETS } from '../../agent/guards.ts';
import { DEFAULT_STOP_KEYS } from '../../host/session/stop-keys.ts';
import { PLANNERS } from '../../host/planners.ts';
import type { PlannerName } from '../../host/planners.ts';
import { runAsked } from '../../host/demos/run-asked.ts';
import { runTask } from '../../host/run-task.ts';
import { canAnswer, EXIT_OF, stoppable, terminalOf } from '../acting.ts';
import type { ActingOptions } from '../acting.ts';
import type { Finish, Io } from '../io.ts';
import { positive } from '../option-values.ts';
import { checkSamples, samplesOption } from '../samples.ts';

/** For the question whether a skill is meant. */
const ANSWER_SECONDS = 60;

interface Options extends ActingOptions {
  maxSteps: number;
  maxSeconds: number;
  planner: PlannerName;
  samples?: number;
  dryRun?: boolean;
  skills: boolean;
}

export function addRunCommand(root: Command, io: Io, finish: Finish): void {
  root
    .command('run')
    .description('carry out a task on the desktop: look, point, ask before anything risky, act, check')
    .argument('<task>', 'the task, in plain words')
    .addOption(
      new Option('--confirm <how>', 'who answers when the gate asks: you, always no, or always yes (still recorded)')
        .choices(['ask', 'deny', 'allow'])
        .default('ask'),
    )
    .option('--max-steps <n>', 'actions at most', positive, DEFAULT_BUDGETS.maxSteps)
    .option('--max-seconds <n>', 'seconds at most', positive, DEFAULT_BUDGETS.maxSeconds)
    .addOption(new Option('--planner <which>', 'who makes the plan').choices(PLANNERS).default('auto'))
    .addOption(samplesOption())
    .option('--display <display>', 'the display to act on, for example :1')
    .option('--monitor <name>', 'look at and act on one monitor of it; without, all of them')
    .option('--stop-key <chord>', 'keys that end the run at once, wherever the focus is', DEFAULT_STOP_KEYS.join('+'))
    .addOption(
      new Option(
        '--on-input <what>',
        'when you use the mouse or keyboard while it acts: pause and ask, stop, or ignore it (default: pause on a terminal, else stop)',
      ).choices(['pause', 'stop', 'ignore']),
    )
    .option('--no-skills', 'plan it, also where it is the sentence of a skill')
    .option('--dry-run', 'plan only; send nothing')
    .option('--report <dir>', 'write the HTML report of the run into this folder')
    .option('--json', 'print events as JSON, one a line')
    .action(async (task: string, options: Options) => {
      finish(await run(task, options, io));
    });
}

async function run(task: string, options: Options, io: Io): Promise<number> {
  checkSamples(options.planner, options.samples);
  const terminal = terminalOf(options, io);
  const { maxSteps, maxSeconds, planner, samples, dryRun = false } = options;
  const budgets = { maxSteps, maxSeconds };
  const { person } = terminal;
  const outcome = await stoppable((signal) => {
    const asked = { ...terminal, task, planner, samples, budgets, dryRun, signal };
    if (!options.skills) return runTask(asked);
    const there = options.confirm === 'ask' && canAnswer(options, io);
    const askFirst = (question: string): Promise<boolean> => person.askYes(question, ANSWER_SECONDS, signal);
    return runAsked({ ...asked, askFirst: there ? askFirst : undefined });
  });
  return EXIT_OF[outcome.status];
}
