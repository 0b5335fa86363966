/**
 * Watches the clock and the folders, and has each schedule's skill done when it is due, one after the other.
 *
 * Invariants: what was due while nobody watched is told, and done late only where that was asked for; a file is done once,
 * when it no longer grows; the state is on the disk before a skill begins, so that a crash in the middle of one does not
 * do it again. It sends nothing itself: `perform` runs the skill unattended, where whatever would ask is denied.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Schedule, ScheduleFile, ScheduleOutcome } from './schedule-file.ts';
import { describeWhen, dueBetween, fits, localTime } from './when.ts';

/** Why a schedule is due. `file`: absolute path of what appeared. */
export interface Due {
  readonly schedule: Schedule;
  readonly file: string | null;
}

export interface KeeperParts {
  readonly file: ScheduleFile;
  readonly perform: (due: Due, signal: AbortSignal) => Promise<Omit<ScheduleOutcome, 'at'>>;
  /** For people: what began, ended, was missed. */
  readonly tell: (line: string, about: Schedule) => void;
  readonly now: () => number;
}

/** Later than this it was missed: the machine slept, or nobody watched. */
const LATE_MS = 90_000;

interface Growing {
  readonly size: number;
  readonly changedAt: number;
}

export class ScheduleKeeper {
  readonly #p: KeeperParts;
  /** Files that appeared, as they were at the last look. */
  readonly #growing = new Map<string, Growing>();

  constructor(parts: KeeperParts) {
    this.#p = parts;
  }

  /** Watches until the signal is aborted. */
  async watch(signal: AbortSignal, everyMs = 1_000): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal);
      await new Promise<void>((done) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          done();
        };
        const timer = setTimeout(end, everyMs);
        signal.addEventListener('abort', end, { once: true });
      });
    }
  }

  /** One look at clock and folders; does what is due. @throws SteadyhandError `schedules_damaged` */
  async look(signal: AbortSignal): Promise<void> {
    for (const { id } of this.#p.file.list()) {
      if (signal.aborted) return;
      // Read anew each time: a skill takes minutes, and somebody may change the schedules meanwhile.
      const schedule = this.#p.file.list().find((s) => s.id === id);
      if (!schedule) continue;
      if (schedule.when.kind === 'file') await this.#folder(schedule, schedule.when, signal);
      else await this.#clock(schedule, signal);
    }
  }

  async #clock(schedule: Schedule, signal: AbortSignal): Promise<void> {
    const { file, now, tell } = this.#p;
    const { id, seenUpTo, createdAt, catchUp } = schedule;
    const at = now();
    const { times, last } = dueBetween(schedule.when, seenUpTo, at, createdAt);
    if (times === 0 || last === null) return;
    const late = at - last > LATE_MS;
    const missed = late ? times : times - 1;
    file.change(id, { seenUpTo: at, missed: schedule.missed + missed });
    if (missed > 0) {
      const often = missed === 1 ? 'once' : `${missed} times`;
      const when = late ? `${often}, the last at ${localTime(last)},` : `${often} before`;
      tell(`was due ${when} while nobody watched; ${late && catchUp ? 'made up for now' : 'not done'}`, schedule);
    }
    if (!late || catchUp) await this.#perform({ schedule, file: null }, signal);
  }

  async #folder(
    schedule: Schedule,
    when: Extract<Schedule['when'], { kind: 'file' }>,
    signal: AbortSignal,
  ): Promise<void> {
    const { file, now, tell } = this.#p;
    const known = new Set(schedule.known);
    for (const name of namesIn(when.folder)) {
      if (signal.aborted) return;
      if (known.has(name) || !fits(name, when.pattern)) continue;
      const path = join(when.folder, name);
      const size = sizeOf(path);
      if (size === null) continue;
      const seen = this.#growing.get(path);
      const at = now();
      if (seen?.size !== size) {
        this.#growing.set(path, { size, changedAt: at });
        continue;
      }
      if (at - seen.changedAt < 1_000) continue;
      this.#growing.delete(path);
      const mine = file.list().find((s) => s.id === schedule.id);
      if (!mine) return;
      file.change(mine.id, { known: [...mine.known, name], seenUpTo: at });
      tell(`${name} appeared`, schedule);
      await this.#perform({ schedule: mine, file: path }, signal);
    }
  }

  async #perform(due: Due, signal: AbortSignal): Promise<void> {
    const { file, perform, tell, now } = this.#p;
    const { schedule } = due;
    tell(`begins (${describeWhen(schedule.when)})`, schedule);
    let last: Omit<ScheduleOutcome, 'at'>;
    try {
      last = await perform(due, signal);
    } catch (error) {
      const reason = error instanceof SteadyhandError ? error.line : messageOf(error);
      last = { runId: '', status: 'refused', reason };
    }
    file.change(schedule.id, { last: { ...last, at: now() } });
    tell(`${last.status}: ${last.reason}`, schedule);
  }
}

/** Names in a folder; none when it is not there (a stick that is not plugged in). */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

function sizeOf(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.size ?? null;
}
