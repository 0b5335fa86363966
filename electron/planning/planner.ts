import type { Plan } from '../protocol/intent.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';
import { compile, warmUp } from './compile.ts';

/** What a planner is asked: the person's words, what was done so far (oldest first), and the screen where there is one. */
export interface PlanRequest {
  readonly task: string;
  readonly history: readonly string[];
  readonly screen: Screen | null;
  /** The windows that are open, where nothing has been read yet. */
  readonly windows?: readonly WindowInfo[];
  readonly signal?: AbortSignal;
}

/** Turns a task into steps. A planner that cannot answers with one `ask` or `unsupported` step, never with a guess. */
export interface Planner {
  readonly name: string;
  /** Plans by what is on the screen: it is asked once, when there is one. */
  readonly needsScreen?: boolean;
  plan(request: PlanRequest): Promise<Plan>;
  /** Gets ready what the first plan would wait for, where there is such a thing. */
  warmUp?(): void;
}

/** The planner that needs nothing: no model, no network. Pure; ignores the screen. */
export class CompiledPlanner implements Planner {
  readonly name = 'compiled';

  warmUp(): void {
    warmUp();
  }

  plan(request: PlanRequest): Promise<Plan> {
    try {
      request.signal?.throwIfAborted();
      return Promise.resolve(compile(request.task));
    } catch (e) {
      return Promise.reject(e instanceof Error ? e : new Error(String(e)));
    }
  }
}
