/**
 * A task as a person asks for it: done by the skill that it surely means, else planned.
 *
 * Errs towards planning: a skill that only seems to be meant is named, and done when the person says yes to it. A library
 * that cannot be read never keeps a task from being planned.
 */
import { planRefusal } from '../../agent/refusal.ts';
import type { RunOutcome } from '../../agent/run.ts';
import { intentOf, SkillLibrary, type ListedSkill } from '../../demos/index.ts';
import { messageOf } from '../../protocol/errors.ts';
import { dataFolder } from '../../store/paths.ts';
import { createPlanner } from '../planners.ts';
import { runTask, type RunTaskOptions } from '../run-task.ts';
import { findSkills, type SkillMatch } from './find-skill.ts';
import { planReplay, replaySkill, type ReplayOptions, type ReplayPlan } from './replay-skill.ts';

export interface AskedOptions extends RunTaskOptions {
  /** Puts a question to a person before anything begins; not given when nobody is there. */
  readonly askFirst?: ((question: string) => Promise<boolean>) | undefined;
}

/** What it is made of; tests bring their own. */
export interface AskedParts {
  readonly list: () => readonly ListedSkill[];
  /** Whether the task has a plan without any skill. */
  readonly isPlanned: (task: string) => Promise<boolean>;
  readonly run: (options: RunTaskOptions) => Promise<RunOutcome>;
  readonly prepare: (options: Pick<ReplayOptions, 'name' | 'home' | 'values'>) => ReplayPlan;
  readonly replay: (options: ReplayOptions, plan: ReplayPlan) => Promise<readonly { readonly outcome: RunOutcome }[]>;
}
const SHIPPED: AskedParts = {
  list: () => new SkillLibrary(dataFolder()).list(),
  isPlanned: async (task) =>
    planRefusal(await createPlanner('auto').plan({ task, history: [], screen: null })) === null,
  run: runTask,
  prepare: planReplay,
  replay: replaySkill,
};

/** Carries out a task, by a skill where it means one. Resolves and rejects as `runTask`. */
export async function runAsked(options: AskedOptions, parts: AskedParts = SHIPPED): Promise<RunOutcome> {
  const { askFirst, ...task } = options;
  const match = (task.planner ?? 'auto') === 'auto' && !task.shown ? nearest(task, parts) : null;
  if (!match) return parts.run(task);
  const called = `the skill “${match.skill.name}”${inWords(match.values)}`;
  if (match.sure) task.warn(`this is ${called}: done as it was shown (--no-skills plans it anew)`);
  else {
    // With a plan of its own the sentence is clear, and there is nothing to ask.
    const asks = askFirst !== undefined && !task.dryRun && !(await parts.isPlanned(task.task));
    if (!asks || !(await askFirst(`Do you mean ${called}? (${match.doubt})`))) {
      task.warn(`near: ${called} (${match.doubt}). It is done with: ${commandFor(match)}`);
      return parts.run(task);
    }
  }
  const { budgets, ...rest } = task;
  const replay = { ...rest, budgets, name: match.skill.name, home: dataFolder(), values: match.values };
  const plan = parts.prepare(replay);
  if (task.dryRun) return preview(task, plan);
  const results = await parts.replay(replay, plan);
  return results.at(-1)?.outcome ?? parts.run(task);
}

function nearest({ task, warn }: RunTaskOptions, parts: AskedParts): SkillMatch | null {
  try {
    return findSkills(task, parts.list())[0] ?? null;
  } catch (error) {
    warn(`the skills cannot be looked through (${messageOf(error)}); the task is planned`);
    return null;
  }
}

const inWords = (values: Readonly<Record<string, string>>): string => {
  const said = Object.entries(values).map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value}`);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
};

/** As it is typed into a shell. */
export const commandFor = ({ skill, values }: SkillMatch): string =>
  [
    `steadyhand demo replay ${skill.name}`,
    ...Object.entries(values).map(([name, value]) => `--param '${`${name}=${value}`.replaceAll("'", `'\\''`)}'`),
  ].join(' ');

/** What a dry run says of a skill. */
function preview({ task, display = '', emit }: RunTaskOptions, { skill, jobs }: ReplayPlan): RunOutcome {
  const base = { runId: 'dry-run', at: Date.now() };
  const steps = jobs.flatMap((job) =>
    job.steps.map((s) => intentOf(s.do === 'type' && s.secret ? { ...s, text: '•••' } : s)),
  );
  const outcome = { status: 'done', reason: 'dry run: nothing was sent', steps: 0, answers: [], ms: 0 } as const;
  emit({ event: 'run_started', ...base, task, display, dryRun: true });
  emit({ event: 'planned', ...base, source: `skill:${skill.name}`, steps, ms: 0 });
  emit({ event: 'run_finished', ...base, ...outcome, answers: [], report: null });
  return outcome;
}
