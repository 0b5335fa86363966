/**
 * What is written to the history and what is read back. The JSON columns are checked when read: a history can be edited
 * by hand, and `verify` is not run before every look.
 */
import { z } from 'zod';
import type { Action, Effect, Receipt } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { Intent } from '../protocol/intent.ts';
import type { RunEvent, RunStatus } from '../protocol/events.ts';
import { CATEGORIES, RISKS, type Verdict } from '../protocol/verdict.ts';

/** What is known of a step before its input is sent. */
export interface StepAhead {
  /** The agent's step number. The same number may be written again when the step is taken again. */
  readonly step: number;
  /** One plain sentence: what is about to be done. */
  readonly what: string;
  readonly intent: Intent;
  readonly grounding: Grounding | null;
  /** Null for steps that send nothing (wait, read, ask). */
  readonly action: Action | null;
  readonly verdict: Verdict | null;
  /** Hash of the frame the step was decided on. */
  readonly frame: string | null;
}

/** A decision as it is stored: without the permit's substance. */
export interface DecisionRecord {
  readonly outcome: 'allow' | 'block';
  readonly by: string;
  readonly reason: string;
  readonly permitId: string | null;
}

/** The last thing known of a step. */
export type StepStage = 'written' | 'blocked' | 'allowed' | 'sent' | 'verified';

export interface StepRecord extends StepAhead {
  readonly ordinal: number;
  readonly stage: StepStage;
  readonly writtenAt: number;
  readonly actionHash: string | null;
  readonly decision: (DecisionRecord & { readonly at: number }) | null;
  readonly receipt: (Receipt & { readonly at: number }) | null;
  readonly effect: (Effect & { readonly at: number }) | null;
  readonly frameAfter: string | null;
}

/** `interrupted`: its process ended without saying so. */
export type ShownStatus = RunStatus | 'running' | 'interrupted';

export interface RunSummary {
  readonly id: string;
  readonly task: string;
  readonly display: string;
  readonly status: ShownStatus;
  /** Why it ended, or where it was interrupted; empty while running. */
  readonly reason: string;
  readonly startedAt: number;
  /** Null while running; for an interrupted run, the last moment that is on record. */
  readonly endedAt: number | null;
  /** How many steps were written ahead. */
  readonly steps: number;
  readonly answers: readonly string[];
}

export interface RunDetail extends RunSummary {
  readonly options: Readonly<Record<string, unknown>>;
  readonly stepRecords: readonly StepRecord[];
  readonly events: readonly RunEvent[];
}

/** Where a frame lies and what it shows. */
export interface FrameRecord {
  readonly id: string;
  readonly display: string;
  /** What it shows, global physical pixels. */
  readonly box: Box;
  /** Of the picture, in its own pixels; differs from the box where a source captures at logical size. */
  readonly width: number;
  readonly height: number;
  readonly takenAt: number;
  readonly source: string;
  /** Relative to the frames folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

const box = z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() });
const point = z.object({ x: z.number(), y: z.number() });
const groundingBase = {
  instruction: z.string(),
  confidence: z.number(),
  candidates: z.array(z.object({ box, score: z.number(), elementId: z.string().nullable(), why: z.string() })),
  ms: z.number(),
};
export const groundingSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('found'), ...groundingBase, point, box, elementId: z.string().nullable() }),
  z.object({ status: z.literal('absent'), ...groundingBase, reason: z.string() }),
]);
export const verdictSchema = z.object({
  risk: z.enum(RISKS),
  category: z.enum(CATEGORIES),
  correct: z.boolean(),
  score: z.number(),
  observation: z.string(),
  result: z.string(),
  suggestion: z.string(),
  reversible: z.string().nullable(),
  evidence: z.array(z.object({ what: z.string(), where: box.nullable() })),
  rule: z.string(),
  ms: z.number(),
  alarms: z.array(z.string()).optional(),
  degraded: z.string().optional(),
});
export const receiptSchema = z.object({
  actionHash: z.string(),
  permitId: z.string(),
  sentAt: z.number(),
  finishedAt: z.number(),
  via: z.string(),
  events: z.number(),
});
export const effectSchema = z.object({
  changed: z.array(box),
  changedFraction: z.number(),
  settleMs: z.number(),
  settled: z.boolean(),
  seen: z.enum(['yes', 'no', 'unknown']),
  note: z.string(),
});
