/**
 * What the loop needs from the stages, and nothing more. The host wires the real ones; tests wire others.
 */
import type { Action, Effect, Receipt } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { Plan, SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Decision, Permit, Verdict } from '../protocol/verdict.ts';
import type { GateRequest } from '../critic/gate/index.ts';

/** Sees the desktop: frames, windows, and what is on them. */
export interface Eyes {
  /** Captures and reads; reuses what did not change since `previous`. */
  observe(previous: Screen | null, signal: AbortSignal): Promise<Screen>;
  /** Waits until the screen stopped changing; `before` is the frame the action was sent on. */
  settle(before: Frame, signal: AbortSignal, bounds?: SettleBounds): Promise<SettledView>;
  windows(): Promise<readonly WindowInfo[]>;
  /** Menus that are open now; global physical pixels. */
  openMenus(): Promise<readonly Box[]>;
}
export interface SettleBounds {
  readonly quietMs?: number;
  readonly timeoutMs?: number;
}
export interface SettledView {
  readonly frame: Frame;
  readonly settled: boolean;
  readonly ms: number;
  /** What kept moving, in plain words, also when it settled apart from that; empty when nothing did. */
  readonly moving: string;
  /** The places of it: a change there is no effect of the action. */
  readonly movers: readonly Box[];
}

/** Acts on the desktop. Every act needs a permit. */
export interface Hands {
  execute(action: Action, permit: Permit, signal: AbortSignal): Promise<Receipt>;
  /** Lets go of every key and button held by us. */
  releaseAll(): Promise<void>;
}

/** Finds programs and windows by the words a person uses. */
export interface Programs {
  findApplication(phrase: string): Promise<{ readonly name: string; readonly command: readonly string[] } | null>;
  matchWindow(phrase: string, windows: readonly WindowInfo[]): Promise<WindowInfo | null>;
}

export interface GatePort {
  decide(request: GateRequest, signal: AbortSignal): Promise<Decision>;
}

/** One step as it is written ahead of its input. */
export interface StepAhead {
  readonly step: number;
  readonly what: string;
  readonly intent: SingleIntent;
  readonly grounding: Grounding | null;
  readonly action: Action;
  readonly verdict: Verdict | null;
  /** Stored picture the step was decided on. */
  readonly frame: string | null;
}

/** Keeps the record of one run. `writeAhead` and `decision` return when the row is on the disk. */
export interface RunRecorder {
  /** Hides this text in everything that is written from now on. */
  addSecret?(text: string): void;
  readonly id: string;
  event(event: RunEvent): void;
  writeAhead(step: StepAhead): number;
  decision(ordinal: number, decision: Decision): void;
  receipt(ordinal: number, receipt: Receipt): void;
  effect(ordinal: number, effect: Effect, frameAfter: string | null): void;
}

export interface PlannerPort {
  plan(request: {
    task: string;
    history: readonly string[];
    screen: Screen | null;
    signal?: AbortSignal;
  }): Promise<Plan>;
  /** Steps in place of one that the person refused with a reason; null when there are none, and the run ends. */
  afterRefusal?(request: {
    task: string;
    refused: { readonly what: string; readonly note: string };
    history: readonly string[];
    screen: Screen | null;
    signal?: AbortSignal;
  }): Promise<Plan | null>;
}
