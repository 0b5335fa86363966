/** A run from outside: what it needs, what is asked of it, what comes of it. */
import type { Action } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { RunEvent, RunStatus } from '../protocol/events.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Grounder } from '../protocol/grounding.ts';
import type { Screen } from '../protocol/screen.ts';
import type { ActionContext, Critic } from '../protocol/verdict.ts';
import type { Budgets } from './guards.ts';
import type { Guide } from './guide.ts';
import type { InterruptionPolicy, Watcher } from './interruptions.ts';
import type { Eyes, GatePort, Hands, PlannerPort, Programs, RunRecorder } from './ports.ts';

export interface LoopDeps {
  readonly eyes: Eyes;
  readonly hands: Hands;
  /** Tells of input that is not ours. */
  readonly watcher: Watcher;
  readonly programs: Programs;
  readonly planner: PlannerPort;
  readonly grounder: Grounder;
  readonly critic: Critic;
  readonly gate: GatePort;
  readonly recorder: RunRecorder;
  /** Keeps a picture in the background; answers the id it will have. */
  readonly keepFrame: (frame: Frame) => string;
  readonly context: (frame: Frame, screen: Screen, action: Action) => ActionContext;
  readonly describe: (action: Action, target: string | null) => string;
  readonly changed: (a: Frame, b: Frame) => Box[];
  /** PNG data URL of the target with a mark on it, for the question. */
  readonly picture: (screen: Screen, action: Action, target: Box | null) => Promise<string | null>;
  /** Knows each step of the plan from before, where it was shown. */
  readonly guide?: Guide;
  readonly emit: (event: RunEvent) => void;
  readonly now: () => number;
}

export interface RunRequest {
  readonly task: string;
  readonly display: string;
  readonly budgets: Budgets;
  readonly signal: AbortSignal;
  readonly interruptions: InterruptionPolicy;
}

export interface RunOutcome {
  readonly status: RunStatus;
  readonly reason: string;
  readonly steps: number;
  readonly answers: readonly string[];
  readonly ms: number;
}
