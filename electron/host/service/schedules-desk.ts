/** Schedules as clients list and make them; watched while the service lives, each done as a run that clients see. */
import type { BodyOf, ParamsOf, ResultOf, RunState, ScheduleInfo } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { DisplayLock } from '../../store/display-lock.ts';
import { ScheduleKeeper, type Due } from '../schedules/keeper.ts';
import { ScheduleFile, type Schedule, type ScheduleOutcome } from '../schedules/schedule-file.ts';
import { addSchedule, lockSchedules, performUnattended } from '../schedules/schedules.ts';
import { describeWhen, nextDue } from '../schedules/when.ts';
import type { Runner } from './run-session.ts';

export interface SchedulesParts {
  readonly home: string;
  readonly display: string | undefined;
  readonly stopKeys: () => readonly string[];
  readonly notice: (level: BodyOf<'notice'>['level'], line: string) => void;
  /** Starts a run that denies every question; answers its id. */
  readonly begin: (task: string, runner: Runner) => Promise<{ run: string }>;
  readonly run: () => RunState | null;
  readonly now: () => number;
}

/** A run that is under way is waited for so long. */
const WAIT_MS = 30 * 60_000;

export class SchedulesDesk {
  readonly #parts: SchedulesParts;
  readonly #file: ScheduleFile;
  readonly #end = new AbortController();
  #lock: DisplayLock | null = null;
  #watch: Promise<void> | null = null;

  constructor(parts: SchedulesParts) {
    this.#parts = parts;
    this.#file = new ScheduleFile(parts.home);
  }

  /** Begins to watch, unless another process does. */
  start(): void {
    const { notice, now, home } = this.#parts;
    try {
      this.#lock = lockSchedules(home);
    } catch (error) {
      notice('info', error instanceof SteadyhandError ? error.line : messageOf(error));
      return;
    }
    const keeper = new ScheduleKeeper({
      ...{ file: this.#file, now },
      perform: (due, signal) => this.#perform(due, signal),
      tell: (line, { skill }) => notice('info', `Schedule of “${skill}”: ${line}`),
    });
    this.#watch = keeper.watch(this.#end.signal).catch((error: unknown) => notice('warning', messageOf(error)));
  }

  list(): ResultOf<'schedules.list'> {
    return { schedules: this.#file.list().map((s) => this.#info(s)) };
  }

  add({
    skill,
    parameters: values,
    when,
    fileParameter,
    catchUp,
  }: ParamsOf<'schedules.add'>): ResultOf<'schedules.add'> {
    const { home, now } = this.#parts;
    const made = addSchedule(this.#file, home, { skill, values, when, fileParameter, catchUp }, now());
    return { schedule: this.#info(made) };
  }

  remove({ id }: ParamsOf<'schedules.remove'>): Record<string, never> {
    this.#file.remove(id);
    return {};
  }

  async runNow({ id }: ParamsOf<'schedules.run'>): Promise<ResultOf<'schedules.run'>> {
    const { begun, ended } = this.#begin({ schedule: this.#file.find(id), file: null });
    ended.then(
      (last) => this.#file.change(id, { last: { ...last, at: this.#parts.now() } }),
      () => undefined,
    );
    return begun;
  }

  async close(): Promise<void> {
    this.#end.abort();
    await this.#watch;
    this.#lock?.release();
  }

  async #perform(due: Due, signal: AbortSignal): Promise<Omit<ScheduleOutcome, 'at'>> {
    const until = this.#parts.now() + WAIT_MS;
    for (let run = this.#parts.run(); run && run.phase !== 'finished'; run = this.#parts.run()) {
      if (signal.aborted || this.#parts.now() > until) {
        return { runId: '', status: 'refused', reason: 'another run was under way' };
      }
      await new Promise((done) => setTimeout(done, 1_000));
    }
    const { begun, ended } = this.#begin(due);
    await begun;
    return ended;
  }

  #begin(due: Due): { begun: Promise<{ run: string }>; ended: Promise<Omit<ScheduleOutcome, 'at'>> } {
    const ended = Promise.withResolvers<Omit<ScheduleOutcome, 'at'>>();
    const { home, display, begin } = this.#parts;
    const runner: Runner = async ({ signal, emit, warn }) => {
      try {
        const how = { home, display, stopKeys: this.#parts.stopKeys(), emit, warn };
        const last = await performUnattended(due, signal, how);
        ended.resolve(last);
        const { reason } = last;
        return { status: last.status === 'refused' ? 'failed' : last.status, reason, steps: 0, answers: [], ms: 0 };
      } catch (error) {
        ended.reject(error instanceof Error ? error : new Error(String(error)));
        throw error;
      }
    };
    const begun = begin(`Replay “${due.schedule.skill}” (scheduled)`, runner);
    begun.catch((error: unknown) => ended.reject(error instanceof Error ? error : new Error(String(error))));
    // Whoever waits hears of it; nobody waiting is no crash.
    ended.promise.catch(() => undefined);
    return { begun, ended: ended.promise };
  }

  #info(schedule: Schedule): ScheduleInfo {
    const { id, skill, values, when, fileParameter, catchUp, missed, last } = schedule;
    return {
      ...{ id, skill, parameters: values, when, words: describeWhen(when), fileParameter, catchUp, missed },
      next: nextDue(when, this.#parts.now(), schedule.createdAt),
      last: last && { at: last.at, run: last.runId, status: last.status, reason: last.reason },
    };
  }
}
