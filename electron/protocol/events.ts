/** What a run tells its clients, one JSON object a line under `run --json`; the terminal, the app and the store read the same. */
import { z } from 'zod';
import { planSchema, intentSchema } from './intent.ts';
import { askedRecordSchema, CATEGORIES, confirmationRequestSchema, questionScopeSchema, RISKS } from './verdict.ts';

const box = z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() });
const pt = z.object({ x: z.number(), y: z.number() });
const base = { runId: z.string(), at: z.number() };
const stepBase = { ...base, step: z.number().int().nonnegative() };

export const RUN_STATUSES = ['done', 'incomplete', 'stopped', 'blocked', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

export const runEventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('run_started'), ...base, task: z.string(), display: z.string(), dryRun: z.boolean() }),
  z.object({
    event: z.literal('observed'),
    ...stepBase,
    elements: z.number(),
    windows: z.number(),
    readMs: z.number(),
    cached: z.number(),
    read: z.number(),
    frame: z.string().nullable(),
  }),
  z.object({ event: z.literal('planned'), ...base, source: z.string(), steps: planSchema, ms: z.number() }),
  z.object({
    event: z.literal('grounded'),
    ...stepBase,
    instruction: z.string(),
    status: z.enum(['found', 'absent']),
    point: pt.nullable(),
    box: box.nullable(),
    confidence: z.number(),
    candidates: z.array(z.object({ box, score: z.number(), why: z.string() })),
    ms: z.number(),
  }),
  z.object({
    event: z.literal('verdict'),
    ...stepBase,
    risk: z.enum(RISKS),
    category: z.enum(CATEGORIES),
    correct: z.boolean(),
    score: z.number(),
    observation: z.string(),
    result: z.string(),
    rule: z.string(),
    ms: z.number(),
    alarms: z.array(z.string()).optional(),
    degraded: z.string().optional(),
  }),
  z.object({ event: z.literal('confirmation_requested'), ...stepBase, request: confirmationRequestSchema }),
  z.object({
    event: z.literal('decision'),
    ...stepBase,
    outcome: z.enum(['allow', 'block']),
    by: z.string(),
    reason: z.string(),
    asked: askedRecordSchema.optional(),
    /** What rules are held against: kept so that a rule can be tried on a step of the past. */
    scope: questionScopeSchema.optional(),
  }),
  z.object({
    event: z.literal('acted'),
    ...stepBase,
    intent: intentSchema,
    /** The action in one plain sentence, secrets masked. */
    what: z.string(),
    via: z.string(),
    ms: z.number(),
  }),
  z.object({
    event: z.literal('verified'),
    ...stepBase,
    seen: z.enum(['yes', 'no', 'unknown']),
    note: z.string(),
    changedFraction: z.number(),
    settleMs: z.number(),
    frame: z.string().nullable(),
  }),
  /** Input that is not ours has halted the run; nothing is sent until `resumed`, or the run ends. */
  z.object({
    event: z.literal('paused'),
    ...stepBase,
    from: z.enum(['hotkey', 'person', 'program']),
    kind: z.enum(['key', 'button', 'motion', 'wheel', 'asked']),
    /** Milliseconds from that input until nothing of ours was held any more. */
    haltMs: z.number(),
    /** In one clause: `You moved the mouse`. */
    what: z.string(),
  }),
  /** The person let the run go on; the step is taken again from a fresh look. */
  z.object({ event: z.literal('resumed'), ...stepBase, pausedMs: z.number() }),
  /** Something a person should know that is not a step: waiting, retrying, looking again. */
  z.object({ event: z.literal('notice'), ...base, message: z.string() }),
  z.object({
    event: z.literal('run_finished'),
    ...base,
    status: z.enum(RUN_STATUSES),
    reason: z.string(),
    steps: z.number().int(),
    ms: z.number(),
    /** What `read` steps read, in order. */
    answers: z.array(z.string()),
    report: z.string().nullable(),
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;
export type RunEventOf<E extends RunEvent['event']> = Extract<RunEvent, { event: E }>;
