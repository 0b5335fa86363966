/** `demo repair`: at a halt the person says where the control is now, or does the step; the change is shown, tried, kept. */
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { Option, type Command } from 'commander';
import { DEFAULT_BUDGETS } from '../../agent/guards.ts';
import { compileRecording } from '../../host/demos/compile-demo.ts';
import { pointerOn } from '../../host/demos/pointer.ts';
import { startRecording } from '../../host/demos/record-demo.ts';
import { brokenStep, keep, leaveOut, pointAnew, showAnew, tryRepair } from '../../host/demos/repair-skill.ts';
import type { Broken, Candidate } from '../../host/demos/repair-skill.ts';
import { DEFAULT_STOP_KEYS, parseStopKeys } from '../../host/session/stop-keys.ts';
import { globalPoint, type Point } from '../../protocol/coordinates.ts';
import { EXIT_CODES, SteadyhandError } from '../../protocol/errors.ts';
import { dataFolder } from '../../store/paths.ts';
import { stoppable, terminalOf, type ActingOptions } from '../acting.ts';
import { log, writeJson, writeLine, type Finish, type Io } from '../io.ts';
import { positive } from '../option-values.ts';
import { changedLines } from '../../host/demos/changed-lines.ts';
import { steer } from './demo-record.ts';

interface Options extends ActingOptions {
  step?: string;
  at?: Point;
  show?: boolean;
  leaveOut?: boolean;
  yes?: boolean;
  seconds?: number;
  patience: number;
}

/** What the step showed when it was recorded may be any of what shows now. */
const ALL_TEXTS = 200;

const HELP = `
Without --at, --show or --leave-out it asks, in this terminal. A changed target is tried at once, on the display as it is:
bring it to where the replay halted. It is kept only when the effect of the step came; nothing is saved before.`;

/** @throws Error for anything but X,Y */
function place(text: string): Point {
  const [, x, y] = /^(-?\d{1,5}),(-?\d{1,5})$/.exec(text.trim()) ?? [];
  if (x === undefined || y === undefined)
    throw new SteadyhandError(
      'usage',
      'at_shape',
      `--at ${text} is no place.`,
      'Give pixels, for example --at 640,380.',
    );
  return globalPoint(Number(x), Number(y));
}

export function addRepairCommand(demo: Command, io: Io, finish: Finish): void {
  demo
    .command('repair')
    .description(
      'mend the step a replay halted at: point at its control, do it, or leave it out; shown, tried, then kept',
    )
    .argument('<name>', 'the skill that was replayed')
    .option('--step <n>', 'another step than the one it halted at, as demo show counts them; in a loop 3.2')
    .option('--at <x,y>', 'the control is there, in pixels of the display', place)
    .option('--show', 'you do the step; it is recorded')
    .option('--leave-out', 'the step is not done any more')
    .option('--yes', 'do not ask before it is tried and kept')
    .option('--seconds <n>', 'with --show: it ends by itself after so long', positive)
    .option('--patience <seconds>', 'how long the effect is waited for', positive, 12)
    .addOption(
      new Option('--confirm <how>', 'who answers when the gate asks').choices(['ask', 'deny', 'allow']).default('ask'),
    )
    .option('--display <display>', 'the display to act on, for example :1')
    .option('--stop-key <chord>', 'keys that end it at once', DEFAULT_STOP_KEYS.join('+'))
    .option('--report <dir>', 'write the HTML report of the trial into this folder')
    .option('--json', 'print JSON, one object a line')
    .addHelpText('after', HELP)
    .action(async (name: string, options: Options) => {
      finish(await repair(name, options, io));
    });
}

async function repair(name: string, options: Options, io: Io): Promise<number> {
  const json = options.json === true;
  const broken = brokenStep(dataFolder(), name, options.step);
  const { halt } = broken;
  const reason = 'reason' in halt && typeof halt.reason === 'string' ? halt.reason : '';
  if (json) await writeJson(io, { event: 'broken', ...halt });
  else {
    await writeLine(io, `Step  ${halt.label} of “${halt.skill}”: ${halt.say.replaceAll('*', '')}`);
    if (reason !== '') await writeLine(io, `Halt  ${reason}`);
  }
  const candidate = await proposed(broken, options, io);
  if (!candidate) return EXIT_CODES.stopped;
  const diff = changedLines(candidate.before, candidate.after);
  if (json) await writeJson(io, { event: 'proposed', says: candidate.says, diff });
  else for (const line of diff) await writeLine(io, line);
  const question = candidate.proof === 'trial' ? 'Try it now, and keep it if its effect comes?' : 'Keep it?';
  if (options.yes !== true && !(await asksYes(question, io))) {
    log(io, 'Nothing was changed.');
    return EXIT_CODES.stopped;
  }
  if (candidate.proof !== 'trial') {
    keep(candidate);
    return told(true, '', json, io);
  }
  const terminal = terminalOf(options, io);
  const budgets = { maxSteps: 20, maxSeconds: DEFAULT_BUDGETS.maxSeconds };
  const patienceMs = options.patience * 1000;
  const { kept, why } = await stoppable((signal) => tryRepair(candidate, { ...terminal, budgets, patienceMs, signal }));
  return told(kept, why, json, io);
}

async function told(kept: boolean, why: string, json: boolean, io: Io): Promise<number> {
  if (json) await writeJson(io, { event: kept ? 'kept' : 'dropped', why });
  else
    await writeLine(
      io,
      kept ? 'Kept. Replay it again from the beginning.' : `Not kept: ${why} The skill is as it was.`,
    );
  return kept ? EXIT_CODES.done : EXIT_CODES.incomplete;
}

/** What the person wants in the step's place; null when nothing. */
async function proposed(broken: Broken, options: Options, io: Io): Promise<Candidate | null> {
  const ways = [options.at !== undefined, options.show === true, options.leaveOut === true].filter(Boolean).length;
  if (ways > 1)
    throw new SteadyhandError('usage', 'one_repair', 'Only one of --at, --show and --leave-out can be.', 'Give one.');
  const warn = (line: string): void => log(io, line);
  if (options.at) return pointAnew(broken, options.at, options.display, warn);
  if (options.leaveOut) return leaveOut(broken);
  if (options.show) return shown(broken, options, io);
  if (io.stdin.isTTY !== true) {
    throw new SteadyhandError(
      'usage',
      'repair_how',
      'Nobody is at this terminal who could be asked.',
      'Give --at X,Y, --show or --leave-out.',
    );
  }
  const how = await ask(
    'Put the pointer on the right control and press Enter (d: do the step, o: leave it out, q: stop): ',
    io,
  );
  if (how === 'd') return shown(broken, options, io);
  if (how === 'o') return leaveOut(broken);
  return how === '' ? pointAnew(broken, await pointerOn(options.display), options.display, warn) : null;
}

/** The person does the step, watched as in a recording. */
async function shown(broken: Broken, options: Options, io: Io): Promise<Candidate> {
  const name = `repair-${broken.halt.skill}`.slice(0, 64);
  const stopKeys = parseStopKeys(options.stopKey);
  const warn = (line: string): void => log(io, line);
  const recording = await startRecording({
    ...{ name, home: broken.home, display: options.display, stopKeys, replace: true, warn },
  });
  try {
    if (options.json) await writeJson(io, { event: 'recording' });
    else await writeLine(io, 'Do the step now; s in this terminal or the stop keys end it.');
    await steer(recording, options, io);
    await recording.stop();
    return showAnew(broken, await compileRecording(recording.folder, name, undefined, ALL_TEXTS));
  } finally {
    await recording.stop();
    // It shows one step of a skill that has its own; nothing is to be made of it again.
    rmSync(recording.folder, { recursive: true, force: true });
  }
}

async function ask(question: string, io: Io): Promise<string> {
  const lines = createInterface({ input: io.stdin, output: io.stderr });
  try {
    return (await lines.question(question)).trim().toLowerCase();
  } finally {
    lines.close();
  }
}

const asksYes = async (question: string, io: Io): Promise<boolean> =>
  io.stdin.isTTY === true && /^(y|yes|j|ja|s|si|sí|o|oui|是)$/.test(await ask(`${question} [y/N] `, io));
