import { z } from 'zod';
import type { Action } from './action.ts';
import type { Box } from './coordinates.ts';
import type { Screen } from './screen.ts';

export const RISKS = ['safe', 'caution', 'destructive'] as const;
export type Risk = (typeof RISKS)[number];
export const CATEGORIES = [
  'none',
  'delete',
  'overwrite',
  'close_unsaved',
  'power',
  'format_disk',
  'install_remove',
  'settings_security',
  'send_publish',
  'payment',
  'credentials',
  'shell',
  'permission_grant',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What the critic is given. Never the planner's prose, never instructions read from the screen. */
export interface CriticInput {
  /** The person's task, their words. */
  readonly task: string;
  /** What was done before, one plain line a step, oldest first. */
  readonly history: readonly string[];
  readonly action: Action;
  /** The target phrase of the intent the action came from, where there is one. */
  readonly target: string | null;
  /** Box of the grounded target, where there is one. */
  readonly targetBox: Box | null;
  readonly screen: Screen;
}

/** One piece of evidence, in plain words. */
export interface Evidence {
  readonly what: string;
  readonly where: Box | null;
}

/** The critic's view of one action (GUI-Critic-R1: observation, possible result, critique, score, suggestion). */
export interface Verdict {
  readonly risk: Risk;
  readonly category: Category;
  /** Is this the right step for the task on this screen? */
  readonly correct: boolean;
  /** Calibrated probability of being correct. */
  readonly score: number;
  /** Set where nothing could be compared, so that `correct` is a guess. */
  readonly unsure?: true;
  readonly observation: string;
  readonly result: string;
  readonly suggestion: string;
  /** Whether it can be taken back, in plain words, when the risk is not safe. */
  readonly reversible: string | null;
  readonly evidence: readonly Evidence[];
  /** Id of the policy entry that decided the risk, or `default`. */
  readonly rule: string;
  readonly ms: number;
  /** Reasons to ask a person whatever the risk and the rules say: the step follows the screen and not the task. */
  readonly alarms?: readonly string[];
  /** Why less was looked at than usual (a model that is missing or late): more is asked then, never less. */
  readonly degraded?: string;
}

export interface Critic {
  /** Rejects only when the policy cannot be used; the gate then blocks. */
  judge(input: CriticInput): Promise<Verdict>;
}

declare const permitBrand: unique symbol;
/**
 * Leave to send one action, once. Only the gate makes one; a look-alike object is refused at run time because the gate
 * remembers the ones it issued.
 */
export interface Permit {
  readonly [permitBrand]: true;
  readonly id: string;
  readonly actionHash: string;
  /** Hash of the pixels around the target (or of the focused window's identity for keys) when it was granted. */
  readonly contextHash: string;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

export type Decision = {
  readonly by: string;
  readonly reason: string;
  /** The question and its answer, where a person was asked. */
  readonly asked?: AskedRecord;
  /** What the person said of a refusal, for the planner. */
  readonly note?: string;
} & ({ readonly outcome: 'allow'; readonly permit: Permit } | { readonly outcome: 'block' });

/** What may be answered. `always` saves the rule that the question shows; `take_over`: the person does it by hand. */
export const ANSWERS = ['allow_once', 'allow_run', 'always', 'deny', 'take_over', 'stop'] as const;
export type AnswerKind = (typeof ANSWERS)[number];

const name = z.string().max(2000);
/** What a question is about, by every name: for rules, and to count how often the same was allowed. */
export const questionScopeSchema = z.object({
  apps: z.array(name),
  windows: z.array(name),
  controls: z.array(name),
  verb: name,
});
export type QuestionScope = z.infer<typeof questionScopeSchema>;

/** What a person is asked, the same message for terminal, app and browser. */
export const confirmationRequestSchema = z.object({
  id: z.string(),
  /** One plain sentence: what will be done. */
  action: z.string(),
  risk: z.enum(RISKS),
  category: z.enum(CATEGORIES),
  /** What will happen and whether it can be undone. */
  consequence: z.string(),
  why: z.string(),
  suggestion: z.string(),
  /** Seconds until no answer counts as no. */
  timeoutSeconds: z.number().positive(),
  /** Marked crop around the target, PNG as a data URL, when there is a picture. */
  picture: z.string().nullable(),
  /** What speaks against it apart from the risk: it follows the screen and not the task. Shown first. */
  alarms: z.array(z.string()).optional(),
  /** What may be answered here; without it everything but `always` and `take_over`. */
  choices: z.array(z.enum(ANSWERS)).optional(),
  /** The rule that `always` saves, in words and as it will stand in the file; null where it is not offered. */
  rule: z
    .object({ words: z.string(), entry: z.record(z.string(), z.unknown()) })
    .nullable()
    .optional(),
  /** How often the same was allowed before without a no: then a rule is worth a thought. */
  allowedBefore: z.number().int().nonnegative().optional(),
  scope: questionScopeSchema.optional(),
});
export type ConfirmationRequest = z.infer<typeof confirmationRequestSchema>;
export const confirmationAnswerSchema = z.object({
  answer: z.enum(ANSWERS),
  /** Why not, or what to do instead: goes back to the planner. */
  note: z.string().max(2000).optional(),
});
export type ConfirmationAnswer = z.infer<typeof confirmationAnswerSchema>;

/** One question and what came of it, for the record and the approval rate. */
export const askedRecordSchema = z.object({
  id: z.string(),
  /** `silence`: no answer in time, or none that could be understood. */
  answer: z.enum([...ANSWERS, 'silence']),
  /** Milliseconds from the question to the answer. */
  ms: z.number().nonnegative(),
  /** True when a person answered, not a fixed `--confirm`. */
  person: z.boolean(),
});
export type AskedRecord = z.infer<typeof askedRecordSchema>;

/**
 * The same over a port, a socket or a pipe: the gate's side sends `question` and `withdrawn`, the client's side sends
 * `answer`. Whatever is not one of these is refused with the reason and answers nothing.
 */
export const questionMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('question'), request: confirmationRequestSchema }),
  z.object({ type: z.literal('withdrawn'), id: z.string(), why: z.string() }),
  z.object({ type: z.literal('refused'), why: z.string() }),
]);
export type QuestionMessage = z.infer<typeof questionMessageSchema>;
export const answerMessageSchema = z.strictObject({
  type: z.literal('answer'),
  id: z.string().min(1).max(200),
  ...confirmationAnswerSchema.shape,
});
export type AnswerMessage = z.infer<typeof answerMessageSchema>;

/** Whoever answers: the terminal, the app, a fixed `--confirm deny`. */
export interface Confirmer {
  readonly name: string;
  /** False when it answers by itself (`--confirm`): such answers say nothing about what the person wants. */
  readonly isPerson?: boolean;
  ask(request: ConfirmationRequest, signal: AbortSignal): Promise<ConfirmationAnswer>;
}

/** What the executor needs of the gate: to take a permit in exchange for the right to send. */
export interface PermitRedeemer {
  /**
   * Uses up the permit. Throws a `SteadyhandError` (`permit_*`) when it was not issued here, was used, has expired, is
   * for another action, or when `currentContext` differs from the one it was granted for.
   */
  redeem(permit: Permit, action: Action, currentContext: ActionContext): void;
}

/**
 * The surroundings an action is bound to: the pixels near each of its points and, for keys and text, the window that
 * has the focus. Made by the same function when the permit is granted and just before input is sent.
 */
export interface ActionContext {
  readonly hash: string;
  readonly patches: readonly ContextPatch[];
  /** The window that will receive the keys, or that is acted on; null when the action needs none or there is none. */
  readonly focus: string | null;
}
export interface ContextPatch {
  readonly box: Box;
  /** RGBA of the box, clipped to the frame. */
  readonly pixels: Uint8Array;
}
