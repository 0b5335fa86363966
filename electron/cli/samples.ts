/** `--samples`: several plans of a language model, for a judge to choose among. The same for `plan` and `run`. */
import { InvalidArgumentError, Option } from 'commander';
import { SteadyhandError } from '../protocol/errors.ts';
import type { PlannerName } from '../host/planners.ts';
import { MOST_SAMPLES } from '../planning/endpoint/settings.ts';

function count(value: string): number {
  const n = Number(value);
  if (!Number.isInteger(n) || n < 1 || n > MOST_SAMPLES)
    throw new InvalidArgumentError(`a whole number from 1 to ${MOST_SAMPLES}.`);
  return n;
}

export const samplesOption = (): Option =>
  new Option(
    '--samples <n>',
    `plans to ask the language model for, at most ${MOST_SAMPLES}; a judge chooses (with --planner endpoint)`,
  ).argParser(count);

/** @throws SteadyhandError usage/samples_without_model: nothing was planned or sent */
export function checkSamples(planner: PlannerName, samples: number | undefined): void {
  if (samples === undefined || planner === 'endpoint') return;
  throw new SteadyhandError(
    'usage',
    'samples_without_model',
    '--samples asks a language model for several plans, and none is asked here.',
    'Add --planner endpoint, or leave --samples out.',
  );
}
