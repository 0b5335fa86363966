/**
 * The shapes that travel between a client and the host, without the envelopes.
 *
 * Runs in Node, in Electron and in a browser: imports nothing of Node. Objects that a client sends are strict, so that a
 * field nobody reads is refused instead of dropped. Positions are global physical pixels unless said otherwise.
 */
import { z } from 'zod';
import { actionSchema } from './action.ts';
import { RUN_STATUSES } from './events.ts';
import { intentSchema, planSchema } from './intent.ts';
import { CATEGORIES, confirmationRequestSchema, RISKS } from './verdict.ts';

export const boxShape = z.object({ x1: z.number(), y1: z.number(), x2: z.number(), y2: z.number() });
export const pointShape = z.object({ x: z.number(), y: z.number() });
export const shortText = z.string().max(500);
export const idText = z.string().min(1).max(200);
/** Milliseconds since the epoch. */
export const moment = z.number().nonnegative();

/** Bytes. Checked by name, because a picture may come from another realm (a frame, a worker, a test's window). */
export const bytesShape = z.custom<Uint8Array<ArrayBuffer>>(
  (v) => ArrayBuffer.isView(v) && Object.prototype.toString.call(v) === '[object Uint8Array]',
  'not bytes',
);

export const pictureShape = z.object({
  mime: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  /** Of the encoded picture, in its own pixels. */
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  /** What it shows of the desktop; null where that is not known. */
  box: boxShape.nullable(),
  data: bytesShape,
});
export type Picture = z.infer<typeof pictureShape>;

export const displayShape = z.object({
  id: z.string(),
  name: z.string(),
  box: boxShape,
  /** Logical-to-physical scale factor, 1 = 96 dpi. */
  scale: z.number().positive(),
  primary: z.boolean(),
});
export type DisplayInfo = z.infer<typeof displayShape>;

/** What an action does, in a rule: `click`, `type`, `open_app` … */
export const VERBS = actionSchema.options.map((option) => option.shape.type.value);

/** Where a run is. */
export const PHASES = ['starting', 'running', 'paused', 'asking', 'stopping', 'finished'] as const;
export const runStateShape = z.object({
  phase: z.enum(PHASES),
  /** Null until the run is on record. */
  runId: z.string().nullable(),
  task: z.string(),
  display: z.string(),
  dryRun: z.boolean(),
  /** It pauses again after every step. */
  stepping: z.boolean(),
  startedAt: moment,
  /** Why it is paused or how it ended; empty otherwise. */
  why: z.string(),
  /** Null until it has finished. */
  status: z.enum(RUN_STATUSES).nullable(),
  /** Number of the newest event of this run; -1 before the first. */
  lastSeq: z.number().int().min(-1),
});
export type RunState = z.infer<typeof runStateShape>;

/** A rule as a person writes it. Null means any; more fields make it narrower. */
export const ruleDraftShape = z.strictObject({
  effect: z.enum(['allow', 'ask', 'deny']),
  app: shortText.min(1).nullable(),
  window: shortText.min(1).nullable(),
  control: shortText.min(1).nullable(),
  category: z.enum(CATEGORIES).nullable(),
  verb: z.enum(VERBS).nullable(),
  /** Null: until it is removed. */
  expiresAt: moment.nullable(),
  note: z.string().max(2000),
});
export type RuleDraft = z.infer<typeof ruleDraftShape>;
export const ruleShape = z.object({
  ...ruleDraftShape.shape,
  id: idText,
  /** Managed rules come with the machine: they beat a person's rules and cannot be changed here. */
  source: z.enum(['person', 'managed']),
  createdAt: moment.nullable(),
  /** The whole rule in one sentence. A rule with several patterns has only this: its fields are null. */
  words: z.string(),
});
export type RuleInfo = z.infer<typeof ruleShape>;

/** What became of questions. */
export const approvalShape = z.object({
  questions: z.number().int(),
  allowed: z.number().int(),
  denied: z.number().int(),
  unanswered: z.number().int(),
  /** 0 to 1, of those answered; null without any. */
  rate: z.number().nullable(),
  /** Milliseconds that half of the answers took at most; null without any. */
  medianMs: z.number().nullable(),
});
export type ApprovalInfo = z.infer<typeof approvalShape>;

/** One line of the policy table that ships with the program. */
export const policyLineShape = z.object({
  id: z.string(),
  risk: z.enum(RISKS),
  category: z.enum(CATEGORIES),
  why: z.string(),
});

export const ANSWERS = ['allow_once', 'allow_run', 'always', 'deny', 'take_over', 'stop'] as const;
export const answerShape = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('allow_once') }),
  z.strictObject({ answer: z.literal('allow_run') }),
  /** The rule was shown to the person before it is sent here. */
  z.strictObject({ answer: z.literal('always'), rule: ruleDraftShape }),
  z.strictObject({ answer: z.literal('deny'), reason: z.string().max(2000).optional() }),
  /** The person does it themselves; nothing more is sent. */
  z.strictObject({ answer: z.literal('take_over') }),
  z.strictObject({ answer: z.literal('stop') }),
]);
export type Answer = z.infer<typeof answerShape>;

export const questionShape = z.object({
  request: confirmationRequestSchema,
  runId: z.string(),
  step: z.number().int(),
  /** Until no answer counts as no, from the moment this was sent. */
  secondsLeft: z.number().nonnegative(),
  /** What may be answered: a destructive action has no `allow_run`, and `always` needs rules. */
  choices: z.array(z.enum(ANSWERS)),
  /** What `always` would save, narrow; null where it is not offered. */
  proposedRule: ruleDraftShape.nullable(),
});
export type Question = z.infer<typeof questionShape>;

export const candidateShape = z.object({ box: boxShape, score: z.number(), why: z.string() });

/** Mass over a grid, row by row, 0 to 255; the grid covers `box` evenly. */
export const heatShape = z.object({
  box: boxShape,
  columns: z.number().int().positive(),
  rows: z.number().int().positive(),
  values: bytesShape,
});
export type Heat = z.infer<typeof heatShape>;

export const groundingShape = z.object({
  instruction: z.string(),
  status: z.enum(['found', 'absent']),
  point: pointShape.nullable(),
  box: boxShape.nullable(),
  confidence: z.number(),
  /** Best first. */
  candidates: z.array(candidateShape),
  /** Why it is absent; empty when found. */
  reason: z.string(),
  ms: z.number(),
});
export type GroundingInfo = z.infer<typeof groundingShape>;

/** A plan with its words. */
export const planShape = z.object({
  source: z.string(),
  steps: planSchema,
  /** One plain sentence a step, English; `steps` has what is needed to say it in other languages. */
  words: z.array(z.string()),
  ms: z.number(),
});
export type PlanInfo = z.infer<typeof planShape>;

export const RUN_OUTCOMES = [...RUN_STATUSES, 'running', 'interrupted'] as const;
export const runSummaryShape = z.object({
  id: z.string(),
  task: z.string(),
  display: z.string(),
  status: z.enum(RUN_OUTCOMES),
  reason: z.string(),
  startedAt: moment,
  endedAt: moment.nullable(),
  steps: z.number().int(),
  answers: z.array(z.string()),
});
export type RunSummaryInfo = z.infer<typeof runSummaryShape>;

/** One step as it is on record: planned, predicted, decided, sent, seen. */
export const stepShape = z.object({
  ordinal: z.number().int(),
  step: z.number().int(),
  stage: z.enum(['written', 'blocked', 'allowed', 'sent', 'verified']),
  at: moment,
  what: z.string(),
  intent: intentSchema,
  grounding: groundingShape.nullable(),
  /** As stored, secrets masked. */
  action: z.record(z.string(), z.unknown()).nullable(),
  verdict: z
    .object({
      risk: z.enum(RISKS),
      category: z.enum(CATEGORIES),
      correct: z.boolean(),
      score: z.number(),
      observation: z.string(),
      /** What was predicted. */
      result: z.string(),
      suggestion: z.string(),
      reversible: z.string().nullable(),
      rule: z.string(),
    })
    .nullable(),
  decision: z
    .object({ outcome: z.enum(['allow', 'block']), by: z.string(), reason: z.string(), at: moment })
    .nullable(),
  sent: z.object({ via: z.string(), at: moment, ms: z.number() }).nullable(),
  effect: z
    .object({
      seen: z.enum(['yes', 'no', 'unknown']),
      note: z.string(),
      changed: z.array(boxShape),
      changedFraction: z.number(),
      settleMs: z.number(),
    })
    .nullable(),
  /** Ids for `history.frame`: what it was decided on, and what came of it. */
  frame: z.string().nullable(),
  frameAfter: z.string().nullable(),
});
export type StepInfo = z.infer<typeof stepShape>;

export const findingShape = z.object({
  check: z.string(),
  state: z.enum(['ok', 'warning', 'problem']),
  detail: z.string(),
  remedy: z.string(),
});
export type FindingInfo = z.infer<typeof findingShape>;

export const modelShape = z.object({
  name: z.string(),
  version: z.string(),
  file: z.string(),
  bytes: z.number(),
  licence: z.string(),
  /** Null when the file is what the manifest says. */
  problem: z.string().nullable(),
});
export type ModelInfo = z.infer<typeof modelShape>;

/** What weights of a person's own can take the place of. */
export const MODEL_ROLES = ['grounder', 'critic'] as const;
export type ModelRole = (typeof MODEL_ROLES)[number];
/** A folder in the place of shipped weights. */
export const modelFolderShape = z.object({
  role: z.enum(MODEL_ROLES),
  folder: z.string(),
  models: z.array(z.object({ name: z.string(), version: z.string(), bytes: z.number() })),
  /** Null when every file is what its manifest says. */
  problem: z.string().nullable(),
});
export type ModelFolderInfo = z.infer<typeof modelFolderShape>;
/** A model that is open in the host now. */
export const loadedModelShape = z.object({
  /** By its name among the models; its file where it has none. */
  name: z.string(),
  bytes: z.number(),
  provider: z.string(),
  /** Why it does not run on the provider that was asked for; empty when it does. */
  instead: z.string(),
  openedAt: moment,
  loadMs: z.number(),
  runs: z.number().int(),
  /** The median of its last runs, milliseconds; null before the first. */
  runMs: z.number().nullable(),
  ranAt: moment.nullable(),
});
export type LoadedModelInfo = z.infer<typeof loadedModelShape>;

/** What one stage of a step takes here. */
export const stageSpeedShape = z.object({
  stage: z.enum(['read', 'point', 'judge']),
  /** Milliseconds of the first time, with its weights loaded where they were not. */
  first: z.number(),
  /** Milliseconds after that, the median of `times`. */
  ms: z.number(),
  times: z.number().int(),
});
export const providerShape = z.object({
  provider: z.string(),
  /** Milliseconds of a small trial; null when it cannot be used. */
  ms: z.number().nullable(),
  /** Why it cannot be used; empty when it can. */
  why: z.string(),
});

/** A server that speaks the chat completions of OpenAI. The key itself never comes back. */
export const endpointShape = z.object({
  url: z.string(),
  model: z.string(),
  hasKey: z.boolean(),
  /** What the environment sets cannot be changed here. */
  from: z.enum(['file', 'environment']),
});
export type EndpointInfo = z.infer<typeof endpointShape>;
export const endpointDraftShape = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2000),
  model: shortText.min(1),
  /** Absent: the one that is there stays; empty: none. Kept in memory only. */
  key: z.string().max(4000).optional(),
});

export const skillParameterShape = z.object({
  name: z.string(),
  type: z.string(),
  required: z.boolean(),
  /** What was typed when it was recorded; null for a secret. */
  example: z.string().nullable(),
});
export const skillShape = z.object({
  name: z.string(),
  title: z.string(),
  steps: z.number().int(),
  parameters: z.array(skillParameterShape),
  changedAt: moment.nullable(),
  runs: z.number().int(),
  succeeded: z.number().int(),
  /** The reason of the last halt; null when there was none. */
  lastHalt: z.string().nullable(),
});
export type SkillInfo = z.infer<typeof skillShape>;
export const skillMatchShape = z.object({
  name: z.string(),
  title: z.string(),
  /** Of the parameters that the sentence names. */
  parameters: z.record(z.string(), z.string()),
  /** 0 to 1. */
  score: z.number(),
  /** It is what the sentence says, word for word: `run.start` does it without a question. */
  sure: z.boolean(),
  /** Why it is not sure; empty when it is. */
  doubt: z.string(),
});
export type SkillMatchInfo = z.infer<typeof skillMatchShape>;
export const skillStepShape = z.object({
  index: z.number().int(),
  caption: z.string(),
  risk: z.enum(RISKS).nullable(),
  /** Strongest first, in plain words. */
  anchors: z.array(z.string()),
  picture: pictureShape.nullable(),
});

/** Where a replay halted. */
export const haltShape = z.object({
  /** The skill the step is from: the one that was replayed, or one it calls. */
  skill: z.string(),
  /** For people: `3/7`. */
  label: z.string(),
  caption: z.string(),
  reason: z.string(),
  run: z.string(),
  at: moment.nullable(),
});
export type HaltInfo = z.infer<typeof haltShape>;

/** A change to one step of a skill. Nothing of it is on the disk before it is `kept`. */
export const repairShape = z.object({
  id: idText,
  name: z.string(),
  /** The steps in the place of the old one. */
  says: z.array(z.string()),
  /** Lines that go (`-`) and come (`+`). */
  diff: z.array(z.string()),
  /** `trial`: it is done once, and kept if its effect comes. `done`: the person did it. `word`: left out, on their word. */
  proof: z.enum(['trial', 'done', 'word']),
  state: z.enum(['proposed', 'trying', 'kept', 'dropped']),
  /** Why it was dropped; empty otherwise. */
  why: z.string(),
});
export type RepairInfo = z.infer<typeof repairShape>;

export const SCHEDULE_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const scheduleTimeShape = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('once'), at: moment }),
  /** Local time, `HH:MM`. */
  z.strictObject({
    kind: z.literal('daily'),
    at: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time is HH:MM'),
    days: z.array(z.enum(SCHEDULE_DAYS)).min(1).max(7),
  }),
  z.strictObject({ kind: z.literal('every'), minutes: z.number().int().min(1).max(10_080) }),
  /** A file whose name fits the pattern (`*` and `?`) appears in the folder. */
  z.strictObject({ kind: z.literal('file'), folder: z.string().min(1).max(4096), pattern: z.string().min(1).max(255) }),
]);
export type ScheduleTime = z.infer<typeof scheduleTimeShape>;
export const scheduleShape = z.object({
  id: z.string(),
  skill: z.string(),
  parameters: z.record(z.string(), z.string()),
  when: scheduleTimeShape,
  /** The same in words, English. */
  words: z.string(),
  fileParameter: z.string().nullable(),
  catchUp: z.boolean(),
  /** Null when it is over, or waits for a file. */
  next: moment.nullable(),
  /** Times that nothing watched. */
  missed: z.number().int(),
  last: z
    .object({ at: moment, run: z.string(), status: z.enum([...RUN_STATUSES, 'refused']), reason: z.string() })
    .nullable(),
});
export type ScheduleInfo = z.infer<typeof scheduleShape>;

export const LANGUAGES = ['system', 'en', 'de', 'es', 'fr', 'zh'] as const;
export const settingsShape = z.strictObject({
  language: z.enum(LANGUAGES),
  theme: z.enum(['system', 'light', 'dark']),
  /** As on the command line: `ctrl+alt+escape`. */
  stopKeys: shortText.min(1),
  /** Who plans: rules and playbooks, or the language model that is configured. */
  planner: z.enum(['auto', 'endpoint']),
  /** What the person's own input does to a run. */
  onInput: z.enum(['pause', 'stop', 'ignore']),
  maxSteps: z.number().int().min(1).max(10_000),
  maxSeconds: z.number().int().min(1).max(86_400),
  /** Seconds a question waits. */
  answerSeconds: z.number().int().min(5).max(3600),
  /** One monitor by name; null: all of them. */
  monitor: shortText.min(1).nullable(),
  /** Days a run is kept; null: until it is deleted. */
  keepDays: z.number().int().min(1).max(36_500).nullable(),
  /** Frame the screen while the agent acts (app only). */
  overlay: z.boolean(),
  notifications: z.boolean(),
  /** App only. */
  launchAtLogin: z.boolean(),
  checkForUpdates: z.boolean(),
  /** The first-run guide was finished. */
  welcomed: z.boolean(),
});
export type Settings = z.infer<typeof settingsShape>;
export const DEFAULT_SETTINGS: Settings = {
  language: 'system',
  theme: 'system',
  stopKeys: 'ctrl+alt+escape',
  planner: 'auto',
  onInput: 'pause',
  maxSteps: 60,
  maxSeconds: 900,
  answerSeconds: 120,
  monitor: null,
  keepDays: null,
  overlay: true,
  notifications: true,
  launchAtLogin: false,
  checkForUpdates: false,
  welcomed: false,
};
