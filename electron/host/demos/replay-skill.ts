/**
 * A skill, done again: unfolds it with its values and runs it through the agent's loop, so that every step has its
 * verdict, its permit and its record as in any run.
 */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { RunOutcome } from '../../agent/run.ts';
import { frameFromBytes } from '../../capture/image-file.ts';
import { greyOf, readTable, rowsFor, SkillLibrary, SkillPlayer, unfold } from '../../demos/index.ts';
import type { DataRow, Grey, Halt, ReplayStep, Skill, StoredSkill, Values } from '../../demos/index.ts';
import { createTextGrounder } from '../../grounding/index.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent } from '../../protocol/events.ts';
import { runTask, type RunTaskOptions } from '../run-task.ts';
import { createJudge } from '../stages.ts';

export interface ReplayOptions extends Omit<RunTaskOptions, 'task' | 'planner' | 'shown' | 'dryRun' | 'emit'> {
  readonly name: string;
  readonly home: string;
  readonly values: Values;
  /** A CSV file; its rows are checked before any of them is done. */
  readonly dataFile?: string | undefined;
  /** How long what should be there is waited for, milliseconds. */
  readonly patienceMs?: number;
  readonly emit: (event: RunEvent) => void;
  /** A change is being tried: what comes of it is not counted among the replays. */
  readonly trial?: boolean;
}

/** One replay of a skill: the whole of it, or one row of a table. */
export interface ReplayJob {
  /** Null when there is no table. */
  readonly row: DataRow | null;
  readonly steps: readonly ReplayStep[];
}

export interface ReplayPlan {
  readonly skill: Skill;
  readonly jobs: readonly ReplayJob[];
  /** The skill and those it calls. */
  readonly stored: ReadonlyMap<string, StoredSkill>;
}

/** Wide enough for a machine that is busy, short enough for somebody who waits. */
const PATIENCE_MS = 12_000;

/**
 * Reads the skill and everything it calls, and unfolds it for each row. Nothing is sent.
 * @throws SteadyhandError of kind usage naming what is wrong with skill, values or table
 */
export function planReplay({
  name,
  home,
  values,
  dataFile,
}: Pick<ReplayOptions, 'name' | 'home' | 'values' | 'dataFile'>): ReplayPlan {
  const library = new SkillLibrary(home);
  const stored = new Map<string, StoredSkill>();
  const find = (wanted: string): Skill => {
    const known = stored.get(wanted) ?? library.read(wanted);
    stored.set(wanted, known);
    return known.skill;
  };
  const skill = find(name);
  if (dataFile === undefined) return { skill, stored, jobs: [{ row: null, steps: unfold(skill, values, find) }] };
  const rows = rowsFor(skill, readTable(readData(dataFile), basename(dataFile)), values, basename(dataFile));
  const loops = skill.steps.some((s) => s.do === 'for_each');
  if (loops) {
    // The table takes the place of the rows that were shown: one replay, in which the loop goes through all of them.
    const [first] = rows;
    const fixed = Object.fromEntries(
      Object.entries(first?.values ?? {}).filter(([key]) => skill.parameters.some((p) => p.name === key)),
    );
    return {
      skill,
      stored,
      jobs: [
        {
          row: null,
          steps: unfold(
            skill,
            fixed,
            find,
            rows.map((r) => r.values),
          ),
        },
      ],
    };
  }
  return { skill, stored, jobs: rows.map((row) => ({ row, steps: unfold(skill, row.values, find) })) };
}

function readData(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'table_missing',
      `The table ${file} cannot be read (${messageOf(error)}).`,
      'Give the path of a CSV file.',
      error,
    );
  }
}

export interface ReplayResult {
  readonly outcome: RunOutcome;
  readonly job: ReplayJob;
  readonly runId: string;
  /** The step that was not done; null when all were. */
  readonly halted: ReplayStep | null;
}

/**
 * Replays job after job. A row that fails is named and the others are still done; a stop by the person ends all of it.
 */
export async function replaySkill(
  options: ReplayOptions,
  plan: ReplayPlan = planReplay(options),
): Promise<ReplayResult[]> {
  const library = new SkillLibrary(options.home);
  const crops = await cropsOf(plan.stored);
  const results: ReplayResult[] = [];
  // One for all rows.
  const critic = createJudge();
  try {
    for (const job of plan.jobs) {
      let runId = '';
      let playing: SkillPlayer | null = null;
      const emit = (event: RunEvent): void => {
        runId = event.runId;
        options.emit(event);
      };
      const outcome = await runTask({
        ...options,
        task: taskOf(plan.skill, job),
        dryRun: false,
        emit,
        shown: (desktop) => {
          const player = new SkillPlayer({
            steps: job.steps,
            crop: (skill, name) => crops.get(`${skill}/${name}`) ?? null,
            openMenus: () => desktop.eyes.openMenus(),
            lookAnew: (signal) => desktop.eyes.observe(null, signal ?? options.signal),
            grounder: createTextGrounder(),
            risk: async (screen, action, target, targetBox) => {
              const task = taskOf(plan.skill, job);
              return (await critic.judge({ task, history: [], action, target, targetBox, screen })).risk;
            },
            patienceMs: options.patienceMs ?? PATIENCE_MS,
          });
          playing = player;
          return {
            plan: { steps: player.intents, source: `skill:${plan.skill.name}`, ms: 0 },
            secrets: job.steps.flatMap((s) => (s.do === 'type' && s.secret ? [s.text] : [])),
            guide: player,
            grounder: player,
            programs: {
              findApplication: (phrase) => desktop.programs.findApplication(phrase),
              matchWindow: (phrase, windows) => {
                const own = player.windowNamed(phrase, windows);
                return own ? Promise.resolve(own) : desktop.programs.matchWindow(phrase, windows);
              },
            },
          };
        },
      });
      const done = outcome.status === 'done';
      const halted = done ? null : (stepOf(playing) ?? null);
      results.push({ outcome, job, runId, halted });
      if (options.trial !== true) {
        const at = new Date().toISOString();
        const failure = done ? null : { runId, reason: outcome.reason };
        library.noteReplay(plan.skill.name, at, failure);
        const values = withoutSecrets(plan.skill, job.row?.values ?? options.values);
        library.noteHalt(plan.skill.name, halted && failure && { ...whereOf(halted), at, ...failure, values });
      }
      if (outcome.status === 'stopped' || outcome.status === 'failed') break;
    }
    return results;
  } finally {
    await critic.close();
  }
}

/** Assigned in a callback, which the compiler does not see. */
const stepOf = (player: SkillPlayer | null): ReplayStep | undefined => player?.step;

const whereOf = ({ skill, path, label, say }: ReplayStep): Pick<Halt, 'skill' | 'path' | 'label' | 'say'> => ({
  ...{ skill, label, say },
  path: [...path],
});

const withoutSecrets = ({ parameters }: Skill, values: Values): Record<string, string> => {
  const secret = new Set(parameters.filter((p) => p.type === 'secret').map((p) => p.name));
  return Object.fromEntries(Object.entries(values).filter(([name]) => !secret.has(name)));
};

/** Pictures of targets as grey values, by `SKILL/crops/NAME.png`. */
async function cropsOf(stored: ReadonlyMap<string, StoredSkill>): Promise<Map<string, Grey>> {
  const crops = new Map<string, Grey>();
  for (const [skill, { crops: pictures }] of stored) {
    for (const [name, png] of pictures) {
      const grey = greyOf(await frameFromBytes(png, `${skill}/${name}`));
      if (grey) crops.set(`${skill}/${name}`, grey);
    }
  }
  return crops;
}

/** What is being done, in the words of the steps: the critic compares each action with it. */
function taskOf(skill: Skill, job: ReplayJob): string {
  const row = job.row ? ` (row ${job.row.row})` : '';
  const said = job.steps.map((step) => step.say.replaceAll('*', ''));
  return `Replay “${skill.name}”${row}: ${[...new Set(said)].join('; ')}`;
}
