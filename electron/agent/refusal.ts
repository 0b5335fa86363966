import type { RunStatus } from '../protocol/events.ts';
import type { Plan } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Decision } from '../protocol/verdict.ts';
import { BY } from '../critic/gate/index.ts';
import { sentence } from './sentence.ts';
import type { PlannerPort } from './ports.ts';

/** How and why a run ends. */
export interface Ending {
  status: RunStatus;
  reason: string;
  /** The step that the person refused, and what they said; the planner may have another way. */
  refused?: { readonly what: string; readonly note: string };
  /** What the step needs is not on the screen: there may be another way to it. */
  absent?: true;
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

/** The end of a run at a step that the gate did not let through. */
export function endingOfBlock(what: string, decision: Decision): Ending {
  const { by, note } = decision;
  const status = by === BY.stopped ? 'stopped' : 'blocked';
  const refused = by === BY.denied && note !== undefined ? { refused: { what, note } } : {};
  return { status, reason: sentence(`${what}: not done. ${decision.reason}`), ...refused };
}

/** After so many refusals with a reason the run ends: what is wanted is not what is understood. */
const MOST = 5;

/** Takes what the person said at a refusal back to the planner. Their words are theirs like the task. */
export class Refusals {
  readonly #planner: PlannerPort;
  readonly #said: string[];

  constructor(planner: PlannerPort, task: string) {
    this.#planner = planner;
    this.#said = [task];
  }

  /** The task with everything that was said since. */
  get task(): string {
    return this.#said.join('. ');
  }

  /** What to do in place of the refused step; null when nothing was said or nothing comes of it: the run ends. */
  async instead(
    { refused }: Ending,
    history: readonly string[],
    screen: Screen | null,
    signal: AbortSignal,
  ): Promise<Plan | null> {
    if (!refused || !this.#planner.afterRefusal || this.#said.length > MOST) return null;
    const plan = await this.#planner.afterRefusal({ task: this.task, refused, history, screen, signal });
    if (!plan || plan.steps.length === 0 || planRefusal(plan)) return null;
    this.#said.push(refused.note);
    return plan;
  }
}
