/**
 * Unrolls a plan into primitive steps, each of which becomes one action with a gate of its own.
 *
 * Invariant: no primitive step sends more than one kind of input. Errs towards refusing: a plan that unrolls to more than
 * `MAX_PRIMITIVE_STEPS` is a usage error, not a cut-off plan.
 */
import { SteadyhandError } from '../protocol/errors.ts';
import type { Intent, SingleIntent } from '../protocol/intent.ts';

export interface PrimitiveStep {
  /** Never `repeat`; `type` has neither target nor submit. */
  readonly intent: SingleIntent;
  /** The step of the plan it came from. */
  readonly origin: Intent;
  /** Where it is in the plan, for people: "3/7", inside a loop "3/7 · 2/4". */
  readonly label: string;
}

export const MAX_PRIMITIVE_STEPS = 1000;

/**
 * Unrolls `repeat`, turns `type` with a target into a click and the text, and `submit` into an Enter key of its own.
 * @throws SteadyhandError usage/plan_too_long
 */
export function expandPlan(steps: readonly Intent[]): PrimitiveStep[] {
  const out: PrimitiveStep[] = [];
  expandInto(steps, null, '', out);
  return out;
}

function expandInto(steps: readonly Intent[], origin: Intent | null, prefix: string, out: PrimitiveStep[]): void {
  steps.forEach((step, i) => {
    const label = `${prefix}${i + 1}/${steps.length}`;
    if (step.do === 'repeat') {
      for (let n = 1; n <= step.times; n++)
        expandInto(step.steps, origin ?? step, `${label} · ${n}/${step.times} · `, out);
      return;
    }
    for (const intent of primitives(step)) {
      if (out.length >= MAX_PRIMITIVE_STEPS)
        throw new SteadyhandError(
          'usage',
          'plan_too_long',
          `The task unrolls to more than ${MAX_PRIMITIVE_STEPS} steps.`,
          'Ask for fewer repetitions or split the task.',
        );
      out.push({ intent, origin: origin ?? step, label });
    }
  });
}

function primitives(step: SingleIntent): SingleIntent[] {
  if (step.do !== 'type') return [step];
  const out: SingleIntent[] = [];
  if (step.target !== undefined) out.push({ do: 'click', target: step.target });
  out.push({ do: 'type', text: step.text });
  if (step.submit === true) out.push({ do: 'hotkey', keys: ['enter'] });
  return out;
}
