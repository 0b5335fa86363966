/** `schedule`: a skill done at a time or when a file appears, with nobody there. */
import { statSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Command } from 'commander';
import { parseParams } from '../../demos/index.ts';
import { ScheduleKeeper, type Due } from '../../host/schedules/keeper.ts';
import { ScheduleFile, type Schedule, type ScheduleOutcome } from '../../host/schedules/schedule-file.ts';
import { addSchedule, lockSchedules, performUnattended } from '../../host/schedules/schedules.ts';
import { DAYS, describeWhen, localTime, nextDue, parseAt, parseDays, parseEvery } from '../../host/schedules/when.ts';
import type { When } from '../../host/schedules/when.ts';
import { DEFAULT_STOP_KEYS, parseStopKeys } from '../../host/session/stop-keys.ts';
import { EXIT_CODES, SteadyhandError } from '../../protocol/errors.ts';
import { dataFolder } from '../../store/paths.ts';
import { EXIT_OF, stoppable } from '../acting.ts';
import { callerPath, log, writeJson, writeLine, type Finish, type Io } from '../io.ts';
import { collect } from '../option-values.ts';
import { RunRenderer } from '../render.ts';

const HELP = `
Nobody is there when a scheduled skill runs: whatever would ask is denied, and the run ends and is reported. Allow what it
needs beforehand with: steadyhand rules add. Your own mouse or keyboard ends it. What was due while nothing watched is told
and not done, unless the schedule was added with --catch-up.`;

interface AddOptions {
  at?: string;
  daily?: string;
  on?: string;
  every?: string;
  file?: string;
  fileParam?: string;
  param: string[];
  catchUp?: boolean;
  json?: boolean;
}
interface WatchOptions {
  display?: string;
  stopKey: string;
  report?: string;
  json?: boolean;
}

export function addScheduleCommand(root: Command, io: Io, finish: Finish): void {
  const schedule = root
    .command('schedule')
    .description('do a skill at a time, or when a file appears')
    .addHelpText('after', HELP);
  const file = (): ScheduleFile => new ScheduleFile(dataFolder());

  schedule
    .command('add')
    .description('add a schedule; it is done while schedule watch, or the app, runs')
    .argument('<skill>', 'the skill')
    .option('--at <time>', 'once: 08:00, or 2026-11-24 08:00')
    .option('--daily <time>', 'every day at a time: 08:00')
    .option('--on <days>', 'with --daily: only on these: mon,wed; weekdays; weekend')
    .option('--every <while>', 'every so often: 30m, 2h')
    .option('--file <pattern>', 'when a file appears: a folder and a pattern, ~/Downloads/*.csv')
    .option('--file-param <name>', 'the parameter that is given the file')
    .option('--param <name=value>', 'a value other than the one that was shown', collect, [])
    .option('--catch-up', 'once a time was missed, do it late')
    .option('--json', 'print JSON')
    .action(async (skill: string, options: AddOptions) => {
      const now = Date.now();
      const made = {
        ...{ skill, values: parseParams(options.param), when: whenOf(options, now, io) },
        ...{ fileParameter: options.fileParam ?? null, catchUp: options.catchUp === true },
      };
      const added = addSchedule(file(), dataFolder(), made, now);
      if (options.json) await writeJson(io, added);
      else {
        await writeLine(io, row(added, now));
        await writeLine(io, 'It is done while this runs: steadyhand schedule watch');
      }
      finish(EXIT_CODES.done);
    });

  schedule
    .command('list')
    .description('the schedules, when they are due, and what came of them')
    .option('--json', 'print JSON, one a line')
    .action(async (options: { json?: boolean }) => {
      const [all, now] = [file().list(), Date.now()];
      for (const each of all) {
        const next = nextDue(each.when, now, each.createdAt);
        if (options.json) await writeJson(io, { ...each, known: undefined, next });
        else await writeLine(io, row(each, now));
      }
      if (all.length === 0 && !options.json)
        await writeLine(io, 'No schedules. Add one with: steadyhand schedule add SKILL');
      finish(EXIT_CODES.done);
    });

  schedule
    .command('remove')
    .description('remove a schedule')
    .argument('<id>', 'as in schedule list')
    .action(async (id: string) => {
      await writeLine(io, `Removed ${row(file().remove(id), Date.now())}`);
      finish(EXIT_CODES.done);
    });

  const acting = (command: Command): Command =>
    command
      .option('--display <display>', 'the display to act on, for example :1')
      .option('--stop-key <chord>', 'keys that end a run at once', DEFAULT_STOP_KEYS.join('+'))
      .option('--report <dir>', 'write the HTML report of each run into this folder')
      .option('--json', 'print JSON, one object a line');

  acting(
    schedule
      .command('run')
      .description('do a schedule now, as it would be done: unattended')
      .argument('<id>', 'as in schedule list')
      .option('--for <file>', 'the file that appeared, where it waits for one'),
  ).action(async (id: string, options: WatchOptions & { for?: string }) => {
    const due = { schedule: file().find(id), file: options.for === undefined ? null : callerPath(io, options.for) };
    const last = await stoppable((signal) => performing(options, io)(due, signal));
    file().change(due.schedule.id, { last: { ...last, at: Date.now() } });
    if (options.json) await writeJson(io, { event: 'schedule_finished', id: due.schedule.id, ...last });
    finish(last.status === 'refused' ? EXIT_CODES.usage : EXIT_OF[last.status]);
  });

  acting(
    schedule
      .command('watch')
      .description('watch the clock and the folders until Ctrl+C; does what is due')
      .addHelpText('after', HELP),
  ).action(async (options: WatchOptions) => {
    const lock = lockSchedules(dataFolder());
    try {
      const tell = (line: string, about: Schedule): void => {
        if (options.json)
          io.stdout.write(`${JSON.stringify({ event: 'schedule', id: about.id, skill: about.skill, line })}\n`);
        else io.stdout.write(`${localTime(Date.now())}  ${about.id} ${about.skill}: ${line}\n`);
      };
      const keeper = new ScheduleKeeper({ file: file(), perform: performing(options, io), tell, now: Date.now });
      const waiting = file().list().length;
      if (options.json) await writeJson(io, { event: 'watching', schedules: waiting });
      else await writeLine(io, `Watching ${waiting} schedule${waiting === 1 ? '' : 's'}. Ctrl+C ends.`);
      await stoppable((signal) => keeper.watch(signal));
    } finally {
      lock.release();
    }
    finish(EXIT_CODES.done);
  });
}

function performing(
  options: WatchOptions,
  io: Io,
): (due: Due, signal: AbortSignal) => Promise<Omit<ScheduleOutcome, 'at'>> {
  const stopKeys = parseStopKeys(options.stopKey);
  const reportDir = options.report === undefined ? undefined : callerPath(io, options.report);
  return (due, signal) => {
    const renderer = new RunRenderer({ colour: io.stdout.isTTY === true && !io.env['NO_COLOR'], tellQuestions: true });
    return performUnattended(due, signal, {
      ...{ home: dataFolder(), display: options.display, stopKeys, reportDir },
      emit: (event) => {
        if (options.json) io.stdout.write(`${JSON.stringify(event)}\n`);
        else for (const line of renderer.lines(event)) io.stdout.write(`${line}\n`);
      },
      warn: (line) => log(io, line),
    });
  };
}

function whenOf(options: AddOptions, now: number, io: Io): When {
  const given = [options.at, options.daily, options.every, options.file].filter((v) => v !== undefined);
  if (given.length !== 1 || (options.on !== undefined && options.daily === undefined)) {
    throw new SteadyhandError(
      'usage',
      'when_missing',
      'It is not said when.',
      'Give one of --at, --daily (with --on), --every and --file.',
    );
  }
  if (options.at !== undefined) return { kind: 'once', at: parseAt(options.at, now) };
  if (options.every !== undefined) return { kind: 'every', minutes: parseEvery(options.every) };
  if (options.daily !== undefined) {
    // The same reading of a clock as --at has.
    const at = localTime(parseAt(options.daily, now)).slice(11);
    return { kind: 'daily', at, days: options.on === undefined ? [...DAYS] : parseDays(options.on) };
  }
  const path = callerPath(io, (options.file ?? '').replace(/^~(?=\/)/, io.env['HOME'] ?? '~'));
  const folder = dirname(path);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new SteadyhandError(
      'usage',
      'folder_missing',
      `There is no folder ${folder}.`,
      'Make it, or name another one.',
    );
  }
  return { kind: 'file', folder, pattern: basename(path) };
}

function row(each: Schedule, now: number): string {
  const next = nextDue(each.when, now, each.createdAt);
  const due = each.when.kind === 'file' ? '' : next === null ? '  (over)' : `  next ${localTime(next)}`;
  const missed = each.missed > 0 ? `  missed ${each.missed}` : '';
  const last = each.last ? `  last ${localTime(each.last.at)}: ${each.last.status} (${each.last.reason})` : '';
  const values = Object.entries(each.values).map(([name, value]) => ` ${name}=${value}`);
  return `${each.id}  ${each.skill}${values.join('')}  ${describeWhen(each.when)}${due}${missed}${last}`;
}
