/** Schedules as clients make and run them: checked when made, done unattended, where whatever would ask is denied. */
import { basename } from 'node:path';
import { DEFAULT_BUDGETS } from '../../agent/guards.ts';
import { namesOf, SkillLibrary, type Skill, type Values } from '../../demos/index.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent, RunStatus } from '../../protocol/events.ts';
import { lockDisplay, type DisplayLock } from '../../store/display-lock.ts';
import { planReplay, replaySkill } from '../demos/replay-skill.ts';
import type { Person } from '../person.ts';
import { namesIn, type Due } from './keeper.ts';
import type { Schedule, ScheduleFile, ScheduleOutcome } from './schedule-file.ts';
import type { When } from './when.ts';

export interface NewSchedule {
  readonly skill: string;
  readonly values: Values;
  readonly when: When;
  readonly fileParameter: string | null;
  readonly catchUp: boolean;
}

const usage = (code: string, message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy);

/**
 * Adds a schedule whose skill can be replayed with its values. Files that are in its folder already do not count.
 * @throws SteadyhandError `schedule_secret`, `param_*`, `skill_*`
 */
export function addSchedule(file: ScheduleFile, home: string, made: NewSchedule, now: number): Schedule {
  const { skill } = new SkillLibrary(home).read(made.skill);
  const secret = skill.parameters.find((p) => p.type === 'secret');
  if (secret) {
    throw usage(
      'schedule_secret',
      `“${skill.name}” needs the secret “${secret.name}”, which would have to be kept on the disk.`,
      'Only skills without secrets can be scheduled.',
    );
  }
  const { fileParameter, when } = made;
  if (fileParameter !== null && !namesOf(skill).includes(fileParameter)) {
    throw usage(
      'param_unknown',
      `The skill “${skill.name}” has no parameter “${fileParameter}”.`,
      `It has: ${namesOf(skill).join(', ') || 'none'}.`,
    );
  }
  planReplay({
    name: skill.name,
    home,
    values: withFile(skill, made, fileParameter === null ? null : '/x/example.txt'),
  });
  const known = when.kind === 'file' ? namesIn(when.folder) : [];
  return file.add({ ...made, createdAt: now, seenUpTo: now, known, missed: 0, last: null });
}

function withFile(skill: Skill, { values, fileParameter }: NewSchedule, path: string | null): Values {
  if (fileParameter === null || path === null) return values;
  const type = skill.parameters.find((p) => p.name === fileParameter)?.type;
  return { ...values, [fileParameter]: type === 'file_name' ? basename(path) : path };
}

/** Nobody is there: every question is answered with no, and nothing is held for anybody. */
const NOBODY: Person = {
  name: 'unattended',
  ask: () => Promise.resolve({ answer: 'deny' }),
  askYes: () => Promise.resolve(false),
  close: () => undefined,
};

export interface Unattended {
  readonly home: string;
  readonly display: string | undefined;
  readonly stopKeys: readonly string[];
  readonly reportDir?: string | undefined;
  readonly emit: (event: RunEvent) => void;
  readonly warn: (line: string) => void;
}

/** The worst of several rows is what is told. */
const WORST: readonly RunStatus[] = ['failed', 'blocked', 'incomplete', 'stopped', 'done'];

/** Runs the skill of a schedule. The person's own input ends it: whoever sits down has the desktop. */
export async function performUnattended(
  { schedule, file }: Due,
  signal: AbortSignal,
  how: Unattended,
): Promise<Omit<ScheduleOutcome, 'at'>> {
  const { home, display, stopKeys, reportDir, emit, warn } = how;
  const { skill } = new SkillLibrary(home).read(schedule.skill);
  const given = { name: schedule.skill, home, values: withFile(skill, schedule, file) };
  const results = await replaySkill({
    ...{ ...given, display, signal, emit, warn, reportDir, confirm: 'deny', person: NOBODY },
    budgets: { ...DEFAULT_BUDGETS, maxSteps: 2_000 },
    interruptions: { hotkey: stopKeys, onInput: 'stop' },
  });
  const worst = WORST.map((status) => results.find((r) => r.outcome.status === status)).find((r) => r !== undefined);
  if (!worst) return { runId: '', status: 'refused', reason: 'there was nothing to do' };
  const { status, reason } = worst.outcome;
  const denied = status === 'blocked' ? `${reason} (nobody was there to be asked)` : reason;
  return { runId: worst.runId, status, reason: denied };
}

/** One watcher for a data folder: two would do everything twice. @throws SteadyhandError `already_watching` */
export function lockSchedules(home: string): DisplayLock {
  try {
    return lockDisplay(`schedules of ${home}`);
  } catch (error) {
    if (!(error instanceof SteadyhandError) || error.code !== 'display_busy') throw error;
    throw new SteadyhandError(
      'environment',
      'already_watching',
      'Another process watches these schedules.',
      'End it first; two would do everything twice.',
      error,
    );
  }
}
