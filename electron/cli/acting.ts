/** What the commands that act share: their stop, their questions and events, their report folder, their exit codes. */
import { accessSync, constants } from 'node:fs';
import { StreamConfirmer } from '../critic/index.ts';
import { parseStopKeys } from '../host/session/stop-keys.ts';
import { EXIT_CODES, messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { RunEvent, RunStatus } from '../protocol/events.ts';
import { makeFolder } from '../store/folders.ts';
import { callerPath, log } from './io.ts';
import type { Io } from './io.ts';
import { RunRenderer } from './render.ts';

/** Options that `run` and `demo replay` have in common. */
export interface ActingOptions {
  readonly confirm: 'ask' | 'deny' | 'allow';
  readonly display?: string;
  readonly monitor?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly stopKey: string;
  readonly onInput?: 'pause' | 'stop' | 'ignore';
}

export const EXIT_OF: Readonly<Record<RunStatus, number>> = {
  done: EXIT_CODES.done,
  incomplete: EXIT_CODES.incomplete,
  stopped: EXIT_CODES.stopped,
  blocked: EXIT_CODES.blocked,
  failed: EXIT_CODES.environment,
};

/** Each ends a run in order, with every key released. Closing the terminal does, too: a run may well do that itself. */
export const STOPS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** A stop takes less: a second Ctrl+C after this ends the process as it is. (npm passes on the first one twice.) */
const STOP_MS = 1_000;

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
export const canAnswer = (options: ActingOptions, io: Io): boolean =>
  io.stdin.isTTY === true && (options.json ? io.stderr.isTTY : io.stdout.isTTY) === true;

/** How a run is shown, asked about and stopped at this terminal. @throws SteadyhandError for bad keys or a bad folder */
export function terminalOf(options: ActingOptions, io: Io) {
  const renderer = new RunRenderer({
    colour: io.stdout.isTTY === true && !io.env['NO_COLOR'],
    tellQuestions: options.confirm !== 'ask',
  });
  return {
    display: options.display,
    monitor: options.monitor,
    confirm: options.confirm,
    reportDir: options.report === undefined ? undefined : reportFolder(callerPath(io, options.report)),
    // The question goes where no result goes, so that --json stays clean.
    person: new StreamConfirmer(io.stdin, options.json ? io.stderr : io.stdout),
    interruptions: {
      hotkey: parseStopKeys(options.stopKey),
      onInput: options.onInput ?? (canAnswer(options, io) ? ('pause' as const) : ('stop' as const)),
    },
    emit: (event: RunEvent): void => {
      if (options.json) io.stdout.write(`${JSON.stringify(event)}\n`);
      else for (const line of renderer.lines(event)) io.stdout.write(`${line}\n`);
    },
    warn: (line: string): void => log(io, line),
  };
}

/** Does work that the system's signals stop in order, and a later Ctrl+C at once. */
export async function stoppable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
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
  try {
    return await work(abort.signal);
  } finally {
    for (const signal of STOPS) process.off(signal, onSignal);
  }
}
