import { accessSync, constants } from 'node:fs';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import type { RunEvent, RunStatus } from '../../protocol/events.ts';
import { EXIT_CODES, messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { makeFolder } from '../../store/folders.ts';
import { DEFAULT_BUDGETS } from '../../agent/guards.ts';
import { DEFAULT_STOP_KEYS, parseStopKeys } from '../../host/session/stop-keys.ts';
import { PLANNERS } from '../../host/planners.ts';
import type { PlannerName } from '../../host/planners.ts';
import { runTask } from '../../host/run-task.ts';
import { StreamConfirmer } from '../../critic/index.ts';
import { callerPath, log } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { RunRenderer } from '../render.ts';

interface Options {
  confirm: 'ask' | 'deny' | 'allow';
  maxSteps: number;
  maxSeconds: number;
  planner: PlannerName;
  display?: string;
  monitor?: string;
  dryRun?: boolean;
  report?: string;
  json?: boolean;
  stopKey: string;
  onInput?: 'pause' | 'stop' | 'ignore';
}

const EXIT_OF: Readonly<Record<RunStatus, number>> = {
  done: EXIT_CODES.done,
  incomplete: EXIT_CODES.incomplete,
  stopped: EXIT_CODES.stopped,
  blocked: EXIT_CODES.blocked,
  failed: EXIT_CODES.environment,
};

/** Each ends a run in order, with every key released. Closing the terminal does, too: a run may well do that itself. */
const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A stop takes less: a second Ctrl+C after this ends the process as it is. (npm passes on the first one twice.) */
const STOP_MS = 1_000;

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
    .option('--display <display>', 'the display to act on, for example :1')
    .option('--monitor <name>', 'look at and act on one monitor of it; without, all of them')
    .option('--stop-key <chord>', 'keys that end the run at once, wherever the focus is', DEFAULT_STOP_KEYS.join('+'))
    .addOption(
      new Option(
        '--on-input <what>',
        'when you use the mouse or keyboard while it acts: pause and ask, stop, or ignore it (default: pause on a terminal, else stop)',
      ).choices(['pause', 'stop', 'ignore']),
    )
    .option('--dry-run', 'plan only; send nothing')
    .option('--report <dir>', 'write the HTML report of the run into this folder')
    .option('--json', 'print events as JSON, one a line')
    .action(async (task: string, options: Options) => {
      finish(await run(task, options, io));
    });
}

function positive(text: string): number {
  const n = Number(text);
  if (!Number.isInteger(n) || n < 1) throw new InvalidArgumentError('a whole number from 1 is needed.');
  return n;
}

/** Made before the run: it would be a pity to find out afterwards. @throws SteadyhandError `report_unwritable` */
function reportFolder(path: string): string {
  try {
    makeFolder(path);
    accessSync(path, constants.W_OK);
    return path;
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'report_unwritable',
      `The report folder ${path} cannot be written to (${messageOf(error)}).`,
      'Name another folder with --report; nothing was done.',
      error,
    );
  }
}

/** Whether somebody sits at the terminal who can say "go on". */
const canAnswer = (options: Options, io: Io): boolean =>
  io.stdin.isTTY === true && (options.json ? io.stderr.isTTY : io.stdout.isTTY) === true;

async function run(task: string, options: Options, io: Io): Promise<number> {
  const reportDir = options.report === undefined ? undefined : reportFolder(callerPath(io, options.report));
  const hotkey = parseStopKeys(options.stopKey);
  const abort = new AbortController();
  let stoppedAt: number | null = null;
  const onSignal = (signal: NodeJS.Signals): void => {
    // Something does not answer, the display for example, and closing it in order would wait for it as well.
    const again = signal === 'SIGINT' && stoppedAt !== null && Date.now() - stoppedAt > STOP_MS;
    if (again) process.kill(process.pid, 'SIGKILL');
    stoppedAt ??= Date.now();
    abort.abort(new Error(signal === 'SIGHUP' ? 'the terminal was closed' : 'stopped by you (interrupt)'));
  };
  for (const signal of STOPS) process.on(signal, onSignal);
  const renderer = new RunRenderer({
    colour: io.stdout.isTTY === true && !io.env['NO_COLOR'],
    tellQuestions: options.confirm !== 'ask',
  });
  const emit = (event: RunEvent): void => {
    if (options.json) io.stdout.write(`${JSON.stringify(event)}\n`);
    else for (const line of renderer.lines(event)) io.stdout.write(`${line}\n`);
  };
  try {
    const outcome = await runTask({
      task,
      display: options.display,
      monitor: options.monitor,
      planner: options.planner,
      confirm: options.confirm,
      // The question goes where no result goes, so that --json stays clean.
      person: new StreamConfirmer(io.stdin, options.json ? io.stderr : io.stdout),
      budgets: { maxSteps: options.maxSteps, maxSeconds: options.maxSeconds },
      interruptions: { hotkey, onInput: options.onInput ?? (canAnswer(options, io) ? 'pause' : 'stop') },
      dryRun: options.dryRun ?? false,
      reportDir,
      signal: abort.signal,
      emit,
      warn: (line) => log(io, line),
    });
    return EXIT_OF[outcome.status];
  } finally {
    for (const signal of STOPS) process.off(signal, onSignal);
  }
}
