/**
 * Chooses among several plans for one task: those that say the same count together, and a model is asked which is best
 * only where they differ.
 *
 * Errs towards what was proposed most often: an answer of the judge that is no number of a plan changes nothing.
 */
import { z } from 'zod';
import type { Intent } from '../../protocol/intent.ts';
import type { Message } from './chat.ts';

export interface Proposal {
  readonly steps: readonly Intent[];
  /** How often it was proposed. */
  readonly votes: number;
}

/** The different plans among these, most often proposed first. */
export function distinct(plans: readonly (readonly Intent[])[]): Proposal[] {
  const groups = new Map<string, { steps: readonly Intent[]; votes: number }>();
  for (const steps of plans) {
    const key = JSON.stringify(steps.map(wording));
    const group = groups.get(key);
    if (group) group.votes++;
    else groups.set(key, { steps, votes: 1 });
  }
  return [...groups.values()].sort((a, b) => b.votes - a.votes);
}

/** A question and a reason are the same in any words. */
const wording = (step: Intent): unknown => (step.do === 'ask' || step.do === 'unsupported' ? step.do : step);

const choiceSchema = z.object({ best: z.number().int() });
export const CHOICE_JSON_SCHEMA: unknown = z.toJSONSchema(choiceSchema);

export function judgeQuestion(task: readonly Message[], proposals: readonly Proposal[]): Message[] {
  const listed = proposals.map(
    ({ steps }, i) => `PLAN ${i + 1}\n${steps.map((s, n) => `  ${n + 1}. ${JSON.stringify(s)}`).join('\n')}`,
  );
  const question = [
    ...listed,
    'Which plan does exactly what the task says, with targets that are on the screen, and nothing else?',
    `Answer with JSON only: {"best": number from 1 to ${proposals.length}}.`,
  ];
  return [...task, { role: 'user', content: question.join('\n') }];
}

/** The plan that the judge's answer names, if it names one. */
export function chosen(answer: string, proposals: readonly Proposal[]): Proposal | undefined {
  const number = /"best"\s*:\s*(\d+)/.exec(answer)?.[1] ?? /^\D*(\d+)\D*$/.exec(answer.trim())?.[1];
  return proposals[Number(number ?? 0) - 1];
}
