/**
 * What a client may ask of the host: one line a method, with who may ask it.
 *
 * `control`: the one client that steers. `answer`: that one, and the window that shows a question. `watch`: everybody.
 * What cannot be had here (a part that is not built in, a system that lacks it) is refused with the code `not_available`.
 */
import { z } from 'zod';
import {
  answerShape,
  approvalShape,
  displayShape,
  endpointDraftShape,
  endpointShape,
  findingShape,
  groundingShape,
  haltShape,
  idText,
  loadedModelShape,
  MODEL_ROLES,
  modelFolderShape,
  modelShape,
  moment,
  pictureShape,
  planShape,
  pointShape,
  providerShape,
  policyLineShape,
  questionShape,
  repairShape,
  ruleDraftShape,
  ruleShape,
  RUN_OUTCOMES,
  runStateShape,
  runSummaryShape,
  scheduleShape,
  scheduleTimeShape,
  settingsShape,
  shortText,
  skillMatchShape,
  skillShape,
  skillStepShape,
  stageSpeedShape,
  stepShape,
  bytesShape,
} from './client-parts.ts';
import { CATEGORIES, RISKS } from './verdict.ts';

/** Raised when a client of the version before would misunderstand something. */
export const PROTOCOL_VERSION = 1;
export const ROLES = ['control', 'answer', 'watch'] as const;
/** What a connection may do. Decided by whoever made the connection, never by the client. */
export type Role = (typeof ROLES)[number];

const nothing = z.strictObject({});
const done = z.object({});
const task = z.string().trim().min(1).max(20_000);
const runId = z.strictObject({ run: idText });
const skillName = z.strictObject({ name: idText });
const brokenStep = { name: idText, step: shortText.optional() };
const modelFolder = z.strictObject({ folder: z.string().trim().min(1).max(4096) });
const repairId = z.strictObject({ id: idText });
const page = { from: z.number().int().min(0).default(0), limit: z.number().int().min(1).max(500).default(100) };

/** Parts that a machine or a build may lack; the text says why, and is null where it is there. */
export const FEATURES = [
  'rules',
  'skills',
  'recording',
  'scheduling',
  'heat',
  'correction',
  'deletion',
  'models',
] as const;
const features = z.object(
  Object.fromEntries(FEATURES.map((f) => [f, z.string().nullable()])) as Record<
    (typeof FEATURES)[number],
    z.ZodNullable<z.ZodString>
  >,
);

interface Method {
  readonly who: Role;
  readonly params: z.ZodType;
  readonly result: z.ZodType;
}

export const METHODS = {
  /** The first call of every connection. With `resume`, the events of that run after `after` come again. */
  hello: {
    who: 'watch',
    params: z.strictObject({
      protocol: z.number().int(),
      client: shortText.min(1),
      resume: z.strictObject({ run: idText, after: z.number().int().min(-1) }).optional(),
    }),
    result: z.object({
      protocol: z.number().int(),
      version: z.string(),
      platform: z.string(),
      role: z.enum(ROLES),
      features,
      run: runStateShape.nullable(),
      question: questionShape.nullable(),
    }),
  },
  /** Becomes the one that steers; whoever did is told and watches from then on. */
  'control.take': { who: 'watch', params: nothing, result: done },
  'host.status': {
    who: 'watch',
    params: nothing,
    result: z.object({
      version: z.string(),
      node: z.string(),
      pid: z.number().int(),
      upSeconds: z.number(),
      memoryBytes: z.number(),
      /** Data folder, absolute, and what it takes. */
      folder: z.string(),
      folderBytes: z.number(),
      /** What kind of session it is, and what does not work in it; empty when all is well. */
      session: z.string(),
      sessionRemedy: z.string(),
    }),
  },

  'plan.make': {
    who: 'watch',
    params: z.strictObject({ task }),
    /** `refusal`: why a run of this plan would end at once; null when it would not. */
    result: z.object({ plan: planShape, refusal: z.string().nullable() }),
  },

  /** Answers when the run is on record. `paused`: waits before its first step. */
  'run.start': {
    who: 'control',
    params: z.strictObject({
      task,
      confirm: z.enum(['ask', 'deny']).default('ask'),
      dryRun: z.boolean().default(false),
      paused: z.boolean().default(false),
      maxSteps: z.number().int().min(1).max(10_000).optional(),
      maxSeconds: z.number().int().min(1).max(86_400).optional(),
    }),
    result: z.object({ run: z.string() }),
  },
  'run.state': { who: 'watch', params: nothing, result: z.object({ run: runStateShape.nullable() }) },
  /** Answers when nothing is held and nothing more is sent. */
  'run.pause': { who: 'control', params: nothing, result: done },
  'run.resume': { who: 'control', params: nothing, result: done },
  /** Takes one step and pauses again. */
  'run.step': { who: 'control', params: nothing, result: done },
  /** Answers when the run has ended. Also for a client that only answers or watches: anybody may stop. */
  'run.stop': { who: 'watch', params: nothing, result: done },
  /** The person works on the desktop themselves: pauses, and stays paused until `run.resume`. */
  'run.takeOver': { who: 'control', params: nothing, result: done },
  /** While paused before a step: the target of the step is there. Kept as an anchor. */
  'run.correct': {
    who: 'control',
    params: z.strictObject({ step: z.number().int().min(0), point: pointShape.strict() }),
    result: done,
  },

  'question.get': { who: 'watch', params: nothing, result: z.object({ question: questionShape.nullable() }) },
  'question.answer': { who: 'answer', params: z.strictObject({ id: idText, answer: answerShape }), result: done },

  /** Pictures come as `frame` events. A client that does not acknowledge gets no more than two. */
  'live.start': {
    who: 'watch',
    params: z.strictObject({
      maxFps: z.number().min(0.2).max(60).default(20),
      /** Of JPEG, 1 to 100. Small changes come without loss as PNG. */
      quality: z.number().int().min(1).max(100).default(80),
    }),
    result: z.object({ display: displayShape }),
  },
  'live.ack': { who: 'watch', params: z.strictObject({ seq: z.number().int().min(0) }), result: done },
  'live.stop': { who: 'watch', params: nothing, result: done },
  /** Reads the screen now and says where a phrase points. Sends no input. */
  'screen.ground': {
    who: 'control',
    params: z.strictObject({ instruction: z.string().trim().min(1).max(2000) }),
    result: z.object({ grounding: groundingShape }),
  },
  'displays.list': { who: 'watch', params: nothing, result: z.object({ displays: z.array(displayShape) }) },

  /** Newest first. `cursor` is the `next` of the page before. */
  'history.list': {
    who: 'watch',
    params: z.strictObject({
      query: z.string().max(500).default(''),
      limit: z.number().int().min(1).max(200).default(50),
      cursor: z.string().max(200).nullable().default(null),
      status: z.array(z.enum(RUN_OUTCOMES)).max(8).optional(),
      /** Runs with a step in this application, by a name of `history.apps`. */
      app: shortText.min(1).optional(),
    }),
    result: z.object({ runs: z.array(runSummaryShape), next: z.string().nullable() }),
  },
  'history.show': {
    who: 'watch',
    params: runId,
    result: z.object({
      run: runSummaryShape,
      plan: planShape.nullable(),
      notices: z.array(z.object({ at: moment, message: z.string() })),
      options: z.record(z.string(), z.unknown()),
    }),
  },
  'history.steps': {
    who: 'watch',
    params: z.strictObject({ run: idText, ...page }),
    result: z.object({ total: z.number().int(), steps: z.array(stepShape) }),
  },
  /** Steps of all runs whose words (what was done, its target, what was seen of it) hold the query. Newest first. */
  'history.search': {
    who: 'watch',
    params: z.strictObject({
      query: z.string().max(500).default(''),
      risk: z.array(z.enum(RISKS)).max(3).optional(),
      category: z.array(z.enum(CATEGORIES)).max(CATEGORIES.length).optional(),
      outcome: z
        .array(z.enum(['allow', 'block']))
        .max(2)
        .optional(),
      app: z.array(shortText.min(1)).max(20).optional(),
      ...page,
    }),
    result: z.object({
      /** At most `total` steps match; counted up to 100,000. */
      total: z.number().int(),
      hits: z.array(
        z.object({
          run: z.string(),
          ordinal: z.number().int(),
          at: moment,
          what: z.string(),
          risk: z.enum(RISKS).nullable(),
          outcome: z.enum(['allow', 'block']).nullable(),
          /** Null where nobody could tell, and of steps that were not decided. */
          app: z.string().nullable(),
          frame: z.string().nullable(),
        }),
      ),
    }),
  },
  /** Applications that steps were taken in, most steps first. */
  'history.apps': {
    who: 'watch',
    params: nothing,
    result: z.object({ apps: z.array(z.object({ app: z.string(), steps: z.number().int() })) }),
  },
  /** A picture that a step names. `maxWidth`: scaled down to it. Null when it is missing. */
  'history.frame': {
    who: 'watch',
    params: z.strictObject({ frame: idText, maxWidth: z.number().int().min(16).max(8192).optional() }),
    result: z.object({ picture: pictureShape.nullable() }),
  },
  /** The run as one self-contained HTML page. */
  'history.export': {
    who: 'watch',
    params: runId,
    result: z.object({ name: z.string(), mime: z.string(), data: bytesShape }),
  },
  'history.verify': {
    who: 'watch',
    params: nothing,
    result: z.object({
      ok: z.boolean(),
      runs: z.number().int(),
      /** Runs that were deleted, as the chain says. */
      deleted: z.number().int(),
      rows: z.number().int(),
      head: z.string(),
      broken: z.object({ seq: z.number().nullable(), subject: z.string().nullable(), why: z.string() }).nullable(),
      missingFrames: z.number().int(),
    }),
  },
  /** For good; the chain says that there was one. Refused with `run_running` while any run is under way. */
  'history.delete': { who: 'control', params: runId, result: done },

  'rules.list': { who: 'watch', params: nothing, result: z.object({ rules: z.array(ruleShape) }) },
  /** `confirmBroad`: a rule that matches everything is refused without. */
  'rules.add': {
    who: 'control',
    params: z.strictObject({ rule: ruleDraftShape, confirmBroad: z.boolean().default(false) }),
    result: z.object({ rule: ruleShape }),
  },
  'rules.remove': { who: 'control', params: z.strictObject({ id: idText }), result: done },
  /** What the rules would say of a step that is on record. */
  'rules.test': {
    who: 'watch',
    params: z.strictObject({ run: idText, ordinal: z.number().int().min(0), draft: ruleDraftShape.optional() }),
    result: z.object({
      decision: z.enum(['allow', 'ask', 'block']),
      /** Id of the rule or policy line that decided. */
      by: z.string(),
      why: z.string(),
    }),
  },
  /** How questions were answered so far, by application, and the rules that would spare the ones always allowed. */
  'rules.approvals': {
    who: 'watch',
    params: nothing,
    result: z.object({
      all: approvalShape,
      apps: z.array(z.object({ app: z.string(), ...approvalShape.shape })),
      offers: z.array(z.object({ times: z.number().int(), action: z.string(), rule: ruleDraftShape })),
    }),
  },
  'policy.list': { who: 'watch', params: nothing, result: z.object({ lines: z.array(policyLineShape) }) },
  /** Categories that are refused without a question. */
  'policy.blocked': { who: 'watch', params: nothing, result: z.object({ blocked: z.array(z.enum(CATEGORIES)) }) },
  'policy.block': {
    who: 'control',
    params: z.strictObject({ category: z.enum(CATEGORIES), blocked: z.boolean() }),
    result: done,
  },

  'skills.list': { who: 'watch', params: nothing, result: z.object({ skills: z.array(skillShape) }) },
  'skills.show': {
    who: 'watch',
    params: skillName,
    result: z.object({ skill: skillShape, text: z.string(), steps: z.array(skillStepShape) }),
  },
  /** The whole text of the skill; refused with the line of the fault. */
  'skills.edit': {
    who: 'control',
    params: z.strictObject({ name: idText, text: z.string().max(2_000_000) }),
    result: z.object({ skill: skillShape }),
  },
  'skills.delete': { who: 'control', params: skillName, result: done },
  /** Starts a run, as `run.start` does. `rows`: once for each. */
  'skills.replay': {
    who: 'control',
    params: z.strictObject({
      name: idText,
      parameters: z.record(z.string(), z.string().max(100_000)).default({}),
      rows: z
        .array(z.record(z.string(), z.string().max(100_000)))
        .max(10_000)
        .optional(),
      /** Only this step, as `skills.show` counts them; not counted among the replays. */
      onlyStep: z.number().int().min(0).optional(),
    }),
    result: z.object({ run: z.string() }),
  },
  /** Skills that a sentence may mean, best first, with the values it gives them. Nothing is done. */
  'skills.find': {
    who: 'watch',
    params: z.strictObject({ sentence: task, limit: z.number().int().min(1).max(50).default(5) }),
    result: z.object({ matches: z.array(skillMatchShape) }),
  },
  /** A run that ended well becomes a skill. */
  'skills.fromRun': {
    who: 'control',
    params: z.strictObject({ run: idText, name: idText }),
    result: z.object({ skill: skillShape }),
  },
  'record.start': { who: 'control', params: skillName, result: done },
  'record.pause': { who: 'control', params: z.strictObject({ paused: z.boolean() }), result: done },
  'record.forget': { who: 'control', params: z.strictObject({ seconds: z.number().min(1).max(3600) }), result: done },
  'record.stop': { who: 'control', params: nothing, result: z.object({ skill: skillShape }) },

  /** Where the last replay of a skill halted; null when it did not, or the skill was changed since. */
  'repair.halt': { who: 'watch', params: skillName, result: z.object({ halt: haltShape.nullable() }) },
  /** The control of the step is there, on the display as it is now. `step`: another than the halted one, as in `3` or `3.2`. */
  'repair.point': {
    who: 'control',
    params: z.strictObject({ ...brokenStep, point: pointShape.strict() }),
    result: z.object({ repair: repairShape }),
  },
  /** The step is not done any more. */
  'repair.leaveOut': { who: 'control', params: z.strictObject(brokenStep), result: z.object({ repair: repairShape }) },
  /** The person does the step: recorded until `repair.shown`. */
  'repair.show': { who: 'control', params: z.strictObject(brokenStep), result: done },
  'repair.shown': { who: 'control', params: nothing, result: z.object({ repair: repairShape }) },
  /** The person has seen the change. One to be tried starts a run and is kept if its effect comes; the others are kept. */
  'repair.accept': { who: 'control', params: repairId, result: z.object({ run: z.string().nullable() }) },
  'repair.drop': { who: 'control', params: repairId, result: done },
  'repair.state': { who: 'watch', params: repairId, result: z.object({ repair: repairShape }) },

  /** What was due while nothing watched is told as a notice, and in `missed`. */
  'schedules.list': { who: 'watch', params: nothing, result: z.object({ schedules: z.array(scheduleShape) }) },
  /** Checked as a replay is. Unattended: whatever would ask is denied and reported. */
  'schedules.add': {
    who: 'control',
    params: z.strictObject({
      skill: idText,
      parameters: z.record(z.string(), z.string().max(100_000)).default({}),
      when: scheduleTimeShape,
      /** Given the file that appeared. */
      fileParameter: idText.nullable().default(null),
      /** Once a time was missed, it is done late. */
      catchUp: z.boolean().default(false),
    }),
    result: z.object({ schedule: scheduleShape }),
  },
  'schedules.remove': { who: 'control', params: z.strictObject({ id: idText }), result: done },
  /** Now, as it would be done. */
  'schedules.run': { who: 'control', params: z.strictObject({ id: idText }), result: z.object({ run: z.string() }) },

  'models.list': { who: 'watch', params: nothing, result: z.object({ models: z.array(modelShape) }) },
  /** What is open in the host as it is asked, in the order it was opened, and what the host takes. Opens nothing. */
  'models.loaded': {
    who: 'watch',
    params: nothing,
    result: z.object({ provider: z.string(), models: z.array(loadedModelShape), memoryBytes: z.number() }),
  },
  /** Folders in the place of shipped weights. */
  'models.folders': { who: 'watch', params: nothing, result: z.object({ folders: z.array(modelFolderShape) }) },
  /** Says what a folder holds and does a small piece of work with it. Sends no input; keeps nothing. */
  'models.try': {
    who: 'control',
    params: modelFolder,
    result: z.object({
      tried: z.array(
        z.object({ role: z.enum(MODEL_ROLES), loadMs: z.number(), runMs: z.number(), provider: z.string() }),
      ),
    }),
  },
  /** In the place of the shipped weights, from the next run on; tried first. */
  'models.add': { who: 'control', params: modelFolder, result: z.object({ folders: z.array(modelFolderShape) }) },
  /** The shipped weights again. Nothing of the folder is touched. */
  'models.remove': {
    who: 'control',
    params: z.strictObject({ role: z.enum(MODEL_ROLES) }),
    result: z.object({ folders: z.array(modelFolderShape) }),
  },
  /** Does the work of a step on the screen as it is, and times it. Takes seconds; sends no input. */
  'models.measure': {
    who: 'control',
    params: nothing,
    result: z.object({
      /** The execution provider in use. */
      provider: z.string(),
      providers: z.array(providerShape),
      screen: z.object({ width: z.number().int(), height: z.number().int(), elements: z.number().int() }),
      stages: z.array(stageSpeedShape),
    }),
  },
  'endpoint.get': { who: 'watch', params: nothing, result: z.object({ endpoint: endpointShape.nullable() }) },
  /** Null: there is none any more. */
  'endpoint.set': {
    who: 'control',
    params: z.strictObject({ endpoint: endpointDraftShape.nullable() }),
    result: z.object({ endpoint: endpointShape.nullable() }),
  },
  /** Asks it for a small plan, which is not carried out. Opens a connection. */
  'endpoint.test': {
    who: 'control',
    params: endpointDraftShape,
    result: z.object({ ms: z.number(), task: z.string(), words: z.array(z.string()) }),
  },
  /** Findings also come one by one as `finding` events. Sends no input. */
  doctor: { who: 'watch', params: nothing, result: z.object({ findings: z.array(findingShape) }) },
  'settings.get': { who: 'watch', params: nothing, result: z.object({ settings: settingsShape }) },
  'settings.set': {
    who: 'control',
    params: z.strictObject({ change: settingsShape.partial() }),
    result: z.object({ settings: settingsShape }),
  },
} as const satisfies Record<string, Method>;

export type MethodName = keyof typeof METHODS;
/** What a client gives: defaults may be left out. */
export type ParamsIn<M extends MethodName> = z.input<(typeof METHODS)[M]['params']>;
/** What the host gets: checked, defaults filled in. */
export type ParamsOf<M extends MethodName> = z.output<(typeof METHODS)[M]['params']>;
export type ResultOf<M extends MethodName> = z.output<(typeof METHODS)[M]['result']>;

export const isMethod = (name: string): name is MethodName => Object.hasOwn(METHODS, name);
