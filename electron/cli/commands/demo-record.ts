/** `demo record`: the person shows, the terminal says what is going on and takes p, f and s. */
import { styleText } from 'node:util';
import type { Command } from 'commander';
import { compileDemo, latestRecording } from '../../host/demos/compile-demo.ts';
import { startRecording } from '../../host/demos/record-demo.ts';
import type { Recording } from '../../host/demos/record-demo.ts';
import { DEFAULT_STOP_KEYS, parseStopKeys } from '../../host/session/stop-keys.ts';
import { describeKeys } from '../../protocol/describe.ts';
import { dataFolder } from '../../store/paths.ts';
import { STOPS } from '../acting.ts';
import { log, writeJson, writeLine } from '../io.ts';
import type { Finish, Io } from '../io.ts';
import { positive } from '../option-values.ts';

interface Options {
  display?: string;
  stopKey: string;
  seconds?: number;
  replace?: boolean;
  json?: boolean;
}

const FORGET_SECONDS = 30;
const STATUS_MS = 1_000;

const HELP = `
While it records, in this terminal: p pauses and goes on, f forgets the last ${FORGET_SECONDS} seconds, s stops.
What you type into password fields, and what was typed and never showed, is not kept.`;

export function addRecordCommands(demo: Command, io: Io, finish: Finish): void {
  demo
    .command('record')
    .description('show something once: what you do is recorded and made into a skill')
    .argument('<name>', 'what to call the skill: small letters, digits, - and _')
    .option('--display <display>', 'the display to record, for example :1')
    .option('--stop-key <chord>', 'keys that end the recording, wherever the focus is', DEFAULT_STOP_KEYS.join('+'))
    .option('--seconds <n>', 'stop by itself after so long', positive)
    .option('--replace', 'a skill of this name is replaced')
    .option('--json', 'print JSON, one object a line')
    .addHelpText('after', HELP)
    .action(async (name: string, options: Options) => {
      await record(name, options, io);
      finish(0);
    });
  demo
    .command('compile')
    .description('make the skill of a recording again, for example of one that was cut off')
    .argument('<name>', 'the name it was recorded under')
    .option('--json', 'print JSON')
    .action(async (name: string, options: { json?: boolean }) => {
      const home = dataFolder();
      await compile(latestRecording(home, name), name, options.json === true, io);
      finish(0);
    });
}

async function record(name: string, options: Options, io: Io): Promise<void> {
  const json = options.json === true;
  const stopKeys = parseStopKeys(options.stopKey);
  const recording = await startRecording({
    name,
    home: dataFolder(),
    display: options.display,
    stopKeys,
    replace: options.replace === true,
    warn: (line) => log(io, line),
  });
  if (json) await writeJson(io, { event: 'recording', name, folder: recording.folder });
  else
    await writeLine(
      io,
      `Recording “${name}”. p pauses, f forgets the last ${FORGET_SECONDS} s, s or ${describeKeys(stopKeys)} stops.`,
    );
  const why = await steer(recording, options, io);
  const status = await recording.stop();
  if (json)
    await writeJson(io, { event: 'recorded', why, events: status.events, deeds: status.deeds, hidden: status.hidden });
  else
    await writeLine(
      io,
      `Recorded ${status.events} events, ${status.deeds} deeds${status.hidden > 0 ? `, ${status.hidden} hidden` : ''} (${why}).`,
    );
  await compile(recording.folder, name, json, io);
}

/** Resolves with why the recording is to end. */
export async function steer(
  recording: Recording,
  options: { readonly seconds?: number | undefined },
  io: Io,
): Promise<string> {
  const { recorder } = recording;
  const { stdin } = io;
  const raw = (on: boolean): void => {
    if (stdin.isTTY === true && 'setRawMode' in stdin) (stdin as { setRawMode(on: boolean): void }).setRawMode(on);
  };
  const ends: (() => void)[] = [];
  const colour = io.stderr.isTTY === true && !io.env['NO_COLOR'];
  const show = (): void => {
    if (io.stderr.isTTY !== true) return;
    const { state, events, deeds, hidden, since } = recorder.status;
    const seconds = Math.floor((Date.now() - since) / 1000);
    const clock = `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    const mark = state === 'paused' ? '❚❚ paused   ' : '● recording ';
    const line = `${mark}${clock}  ${deeds} deeds, ${events} events${hidden > 0 ? `, ${hidden} hidden` : ''}   p pause  f forget ${FORGET_SECONDS} s  s stop`;
    io.stderr.write(
      `\r\x1b[K${colour ? styleText(state === 'paused' ? 'yellow' : 'red', line, { validateStream: false }) : line}`,
    );
  };
  try {
    return await new Promise<string>((done) => {
      const onSignal = (): void => done('stopped by you');
      for (const signal of STOPS) process.on(signal, onSignal);
      ends.push(() => {
        for (const signal of STOPS) process.off(signal, onSignal);
      });
      const timer = setInterval(show, STATUS_MS);
      ends.push(() => clearInterval(timer));
      if (options.seconds !== undefined) {
        const late = setTimeout(() => done(`${options.seconds} seconds`), options.seconds * 1000);
        ends.push(() => clearTimeout(late));
      }
      void recorder.ended.then(done);
      const onData = (chunk: Buffer | string): void => {
        for (const key of chunk.toString()) {
          if (key === 's' || key === '\u0003') done('stopped by you');
          else if (key === 'p') {
            if (recorder.status.state === 'paused') recorder.resume();
            else recorder.pause();
            show();
          } else if (key === 'f') {
            void recorder
              .forget(FORGET_SECONDS)
              .then((n) => log(io, `\rForgot the last ${FORGET_SECONDS} seconds (${n} entries).`));
          }
        }
      };
      raw(true);
      io.stdin.on('data', onData);
      ends.push(() => {
        io.stdin.off('data', onData);
        raw(false);
        stdin.pause();
      });
      show();
    });
  } finally {
    for (const end of ends) end();
    if (io.stderr.isTTY === true) io.stderr.write('\r\x1b[K');
  }
}

async function compile(folder: string, name: string, json: boolean, io: Io): Promise<void> {
  const home = dataFolder();
  const { skill, notes, hash } = await compileDemo(folder, name, home, (done, of) => {
    if (io.stderr.isTTY === true) io.stderr.write(`\r\x1b[KMaking the skill: step ${done + 1} of ${of}`);
  });
  if (io.stderr.isTTY === true) io.stderr.write('\r\x1b[K');
  if (json) {
    await writeJson(io, {
      event: 'compiled',
      name,
      steps: skill.steps.length,
      parameters: skill.parameters,
      notes,
      hash,
    });
    return;
  }
  const of = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
  await writeLine(
    io,
    `Skill “${name}”: ${of(skill.steps.length, 'step')}, ${of(skill.parameters.length, 'parameter')}.`,
  );
  for (const note of notes) await writeLine(io, `  Note: ${note}.`);
  await writeLine(io, `See it with: steadyhand demo show ${name}`);
}
