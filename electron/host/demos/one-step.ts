/** One step of a skill, tried by itself: the same gate, permits and record as a replay, and nothing else of the skill. */
import type { ParamsOf } from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { planReplay, type ReplayOptions, type ReplayPlan } from './replay-skill.ts';

const usage = (code: string, message: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', code, message, remedy);

/**
 * The replay of one step. Of a loop its first row is done.
 * @param index among the steps as `skills.show` lists them, those of loops included
 * @throws SteadyhandError `step_missing`, `step_off`, `step_calls`, and what a replay of the skill throws
 */
export function planOneStep(
  options: Pick<ReplayOptions, 'name' | 'home' | 'values'>,
  index: NonNullable<ParamsOf<'skills.replay'>['onlyStep']>,
): ReplayPlan {
  const { stored, skill, jobs } = planReplay({ ...options, dataFile: undefined });
  const places = skill.steps.flatMap((step, i) =>
    step.do === 'for_each' ? step.steps.map((inner, j) => ({ step: inner, path: [i, j] })) : [{ step, path: [i] }],
  );
  const place = places[index];
  if (!place) throw usage('step_missing', `“${skill.name}” has no step ${index + 1}.`, `It has ${places.length}.`);
  const { step, path } = place;
  if (step.off === true) {
    throw usage('step_off', `Step ${index + 1} is left out of “${skill.name}”.`, 'Take “off” out of its text first.');
  }
  if (step.do === 'call') {
    throw usage(
      'step_calls',
      `Step ${index + 1} does another skill, “${step.skill}”.`,
      'Try the steps of that one, or replay it.',
    );
  }
  const one = jobs[0]?.steps.find((s) => s.skill === skill.name && s.path.join() === path.join());
  if (!one)
    throw usage('step_missing', `Step ${index + 1} of “${skill.name}” has no row to do.`, 'Give it a row first.');
  return { stored, skill, jobs: [{ row: null, steps: [one] }] };
}
