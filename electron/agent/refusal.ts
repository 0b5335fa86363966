import type { RunStatus } from '../protocol/events.ts';
import type { Plan } from '../protocol/intent.ts';

/** How and why a run ends. */
export interface Ending {
  status: RunStatus;
  reason: string;
}

/** Why a plan cannot be carried out at all, or null: it asks, it does not know how, or it is empty. */
export function planRefusal(plan: Plan): Ending | null {
  const first = plan.steps[0];
  if (!first) return { status: 'incomplete', reason: 'The plan is empty: say what to do in other words.' };
  if (first.do === 'ask') return { status: 'incomplete', reason: `I need to know more: ${first.question}` };
  if (first.do !== 'unsupported') return null;
  const why = first.reason.replaceAll('_', ' ');
  return { status: 'incomplete', reason: `I don't know how to do this yet (${why}). Say it step by step.` };
}
