/**
 * What ends a run that would otherwise go on for ever: budgets, a step without effect, a cycle.
 *
 * Errs towards stopping: a run that stopped too early says why and can be continued; one that never stops cannot be
 * trusted with a mouse.
 */
import { SteadyhandError } from '../protocol/errors.ts';

export interface Budgets {
  /** Actions sent, at most. */
  readonly maxSteps: number;
  /** Seconds from start, at most (time spent waiting for the person's answer included). */
  readonly maxSeconds: number;
}
export const DEFAULT_BUDGETS: Budgets = { maxSteps: 60, maxSeconds: 900 };

/** How often the same action may be taken on the very same picture before it counts as a cycle. */
const CYCLE_LIMIT = 3;

interface Taken {
  readonly before: string;
  readonly action: string;
  readonly changed: boolean;
}

export class RunGuards {
  readonly #budgets: Budgets;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #taken: Taken[] = [];

  constructor(budgets: Budgets, now: () => number) {
    this.#budgets = budgets;
    this.#now = now;
    this.#startedAt = now();
  }

  get steps(): number {
    return this.#taken.length;
  }

  /** Throws when a budget is used up. Call before each step. */
  checkBudgets(): void {
    if (this.#taken.length >= this.#budgets.maxSteps) {
      throw new SteadyhandError(
        'incomplete',
        'step_budget',
        `The step budget of ${this.#budgets.maxSteps} is used up.`,
        'Look at the report, then run again with a larger --max-steps.',
      );
    }
    if (this.#now() - this.#startedAt >= this.#budgets.maxSeconds * 1000) {
      throw this.outOfTime();
    }
  }

  /** What ends a run whose seconds are used up. */
  outOfTime(): SteadyhandError {
    return new SteadyhandError(
      'incomplete',
      'time_budget',
      `The time budget of ${this.#budgets.maxSeconds} s is used up.`,
      'Look at the report, then run again with a larger --max-seconds.',
    );
  }

  /**
   * Notes a step that was taken; throws when the same action changed nothing twice in a row, or when the same action
   * was taken on the same picture `CYCLE_LIMIT` times.
   */
  note(before: string, action: string, changed: boolean): void {
    const last = this.#taken.at(-1);
    this.#taken.push({ before, action, changed });
    if (last && last.action === action && !last.changed && !changed) {
      throw new SteadyhandError(
        'incomplete',
        'no_effect',
        'The same step changed nothing on the screen twice.',
        'Check that the control is enabled and the right window is in front.',
      );
    }
    const same = this.#taken.filter((t) => t.before === before && t.action === action).length;
    if (same >= CYCLE_LIMIT) {
      throw new SteadyhandError(
        'incomplete',
        'cycle',
        `The same step was taken ${same} times on the same screen.`,
        'The screen goes round in a circle; say the task in other words or in smaller steps.',
      );
    }
  }
}
