/**
 * What a playbook file may say (docs/playbooks.md): parameters, the phrases that mean it, what it needs, the ways to do it.
 *
 * Errs towards refusing: a key that nobody reads is an error, not a remark.
 */
import { z } from 'zod';

export const PLAYBOOK_VERSION = 1;
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'zh'] as const;
export type Language = (typeof LANGUAGES)[number];
export const PLATFORMS = ['linux', 'windows', 'macos'] as const;
export type Platform = (typeof PLATFORMS)[number];

/**
 * `file` a name without a folder, `path` one with or without, `cells` as in B2 or A1:C3, `column` a letter,
 * `expression` a calculation, `command` a line for a terminal.
 */
export const PARAMETER_TYPES = [
  'text',
  'file',
  'path',
  'url',
  'number',
  'choice',
  'expression',
  'cells',
  'column',
  'command',
] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, 'a name of small letters, digits and _ is needed');
const id = z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z0-9-]+)*$/, 'an id such as files.new-folder is needed');
const text = z.string().min(1).max(2000);
/** One text, or one a platform; `{name}` in it is a parameter. */
const onPlatforms = z.union([text, z.strictObject({ linux: text, windows: text.optional(), macos: text.optional() })]);
export type OnPlatforms = z.infer<typeof onPlatforms>;

export const parameterSchema = z
  .strictObject({
    type: z.enum(PARAMETER_TYPES),
    /** False: the steps that name it are left out when it was not given. */
    required: z.boolean().default(true),
    default: z.union([z.string(), z.number().transform(String)]).optional(),
    /** What the person is asked when it is missing. */
    ask: z.string().min(3).optional(),
    /** For `choice`: the value, and the words that mean it in any language. */
    choices: z.record(z.string(), z.array(z.string().min(1)).min(1)).optional(),
  })
  .superRefine((p, ctx) => {
    if ((p.type === 'choice') !== (p.choices !== undefined))
      ctx.addIssue({ code: 'custom', message: 'choices belong to type choice, and only there' });
    if (p.required && p.default === undefined && p.ask === undefined)
      ctx.addIssue({ code: 'custom', path: ['ask'], message: 'a required parameter needs a question or a default' });
  });
export type Parameter = z.infer<typeof parameterSchema>;

/** On every step: only when this parameter was given (or is that choice), or only when it was not. */
const condition = z
  .string()
  .regex(/^[a-z][a-z0-9_]*(?:[=~].+)?$/, 'a parameter, parameter=value or parameter~part is needed');
const given = { given: condition.optional(), missing: name.optional() };
/** Checked where it is read: a key that nobody can press must not be found out in the middle of a task. */
const chordText = z
  .string()
  .regex(
    /^(?:[a-z0-9]+|[^\s+])(?:\+(?:[a-z0-9]+|[^\s+]))*$/,
    'keys such as mod+shift+s are needed, each in small letters',
  );
const onPlatformsChord = z.union([
  chordText,
  z.strictObject({ linux: chordText, windows: chordText.optional(), macos: chordText.optional() }),
]);
const count = z.union([z.number().int().min(1).max(1000), z.string().regex(/^\{[a-z][a-z0-9_]*\}(?:-1)?$/)]);

export interface RepeatStep {
  readonly repeat: number | string;
  readonly steps: readonly Step[];
  readonly given?: string | undefined;
  readonly missing?: string | undefined;
}

const plainSteps = {
  click: z.strictObject({
    click: onPlatforms,
    holding: z.array(z.enum(['mod', 'ctrl', 'alt', 'shift', 'super', 'cmd'])).optional(),
    /** Left out when it is not there: a question that only sometimes comes. */
    optional: z.boolean().optional(),
    ...given,
  }),
  'double-click': z.strictObject({ 'double-click': onPlatforms, ...given }),
  'triple-click': z.strictObject({ 'triple-click': onPlatforms, ...given }),
  'right-click': z.strictObject({ 'right-click': onPlatforms, ...given }),
  hover: z.strictObject({ hover: onPlatforms, ...given }),
  drag: z.strictObject({ drag: text, to: text, ...given }),
  scroll: z.strictObject({
    scroll: z.enum(['up', 'down', 'left', 'right']),
    by: z.union([z.number().int().min(1).max(1000), z.enum(['page', 'top', 'bottom'])]).optional(),
    in: text.optional(),
    ...given,
  }),
  type: z.strictObject({ type: text, into: text.optional(), enter: z.boolean().optional(), ...given }),
  /** `mod` is Ctrl, on a Mac Cmd. */
  press: z.strictObject({ press: onPlatformsChord, ...given }),
  'open-app': z.strictObject({ 'open-app': text, ...given }),
  'open-url': z.strictObject({ 'open-url': text, ...given }),
  'open-path': z.strictObject({ 'open-path': text, ...given }),
  focus: z.strictObject({ focus: text, ...given }),
  'close-window': z.strictObject({ 'close-window': z.union([text, z.literal(true)]), ...given }),
  wait: z.strictObject({ wait: z.number().min(0).max(600), ...given }),
  'wait-for': z.strictObject({ 'wait-for': text, gone: z.boolean().optional(), ...given }),
  read: z.strictObject({ read: z.union([text, z.literal(true)]), ...given }),
  use: z.strictObject({ use: id, with: z.record(name, z.string()).optional(), ...given }),
  'make-folder': z.strictObject({ 'make-folder': text, ...given }),
  'make-file': z.strictObject({ 'make-file': text, ...given }),
  'rename-file': z.strictObject({ 'rename-file': text, to: text, ...given }),
  'move-file': z.strictObject({ 'move-file': text, to: text, ...given }),
  'copy-file': z.strictObject({ 'copy-file': text, to: text, ...given }),
  'trash-file': z.strictObject({ 'trash-file': text, ...given }),
  'run-command': z.strictObject({ 'run-command': text, ...given }),
} as const;

type PlainStep = { [K in keyof typeof plainSteps]: z.infer<(typeof plainSteps)[K]> }[keyof typeof plainSteps];
export type Step = PlainStep | RepeatStep;

export const STEP_VERBS: readonly string[] = [...Object.keys(plainSteps), 'repeat'];

/** Chosen by its verb, so that a mistake is told about that verb and not about all of them. */
export const stepSchema: z.ZodType<Step> = z.lazy(() =>
  z.record(z.string(), z.unknown()).transform((raw, ctx): Step => {
    const verb = STEP_VERBS.find((v) => Object.hasOwn(raw, v));
    const schema = verb === 'repeat' ? repeatStep : plainSteps[verb as keyof typeof plainSteps];
    if (verb === undefined) {
      const said = Object.keys(raw)[0] ?? 'nothing';
      ctx.addIssue({ code: 'custom', message: `no step is called “${said}”; there are ${STEP_VERBS.join(', ')}` });
      return z.NEVER;
    }
    const parsed = (schema as z.ZodType<Step>).safeParse(raw);
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      ctx.addIssue({ code: 'custom', path: [...issue.path], message: describeIssue(issue) });
    return z.NEVER;
  }),
);

const repeatStep = z.strictObject({ repeat: count, steps: z.array(stepSchema).min(1), ...given });

/** What must be seen when it is done: a window with this title, or these words on the screen. */
const effectSchema = z.union([
  z.strictObject({ window: text }),
  z.strictObject({ text }),
  z.strictObject({ file: text }),
  z.strictObject({ note: text }),
]);
export type ExpectedEffect = z.infer<typeof effectSchema>;

const phraseList = z
  .union([z.array(z.string()), z.string().transform((lines) => lines.split('\n'))])
  .transform((lines) => lines.map((line) => line.trim()).filter((line) => line !== ''))
  .refine((lines) => lines.length > 0, 'there is no phrase');

const apps = z.array(z.string().regex(/^[a-z][a-z0-9-]*$/, 'a kind or program in small letters is needed')).min(1);

const waySchema = z.strictObject({
  /** Programs or kinds of programs; without, any that the playbook is for. */
  app: apps.optional(),
  platform: z.array(z.enum(PLATFORMS)).min(1).optional(),
  /** Only when these parameters were given, or are that choice. */
  given: z.array(condition).optional(),
  steps: z.array(stepSchema).min(1),
});
export type Way = z.infer<typeof waySchema>;

const caseSchema = z.strictObject({
  task: z.string().min(1),
  /** What is in front; without, nothing is known of the screen. */
  app: z.string().optional(),
  /** The values that must be found. */
  values: z.record(name, z.string()).optional(),
  /** It must be asked for this parameter. */
  asks: name.optional(),
});
export type PlaybookCase = z.infer<typeof caseSchema>;

export const playbookSchema = z
  .strictObject({
    id,
    title: z.string().min(3),
    parameters: z.record(name, parameterSchema).default({}),
    /** What a person may say, one a line; `{name}` stands for a value. */
    phrases: z.partialRecord(z.enum(LANGUAGES), phraseList),
    /** Preconditions. */
    needs: z
      .strictObject({
        /** One of these must be in front, or open; `any` takes what is in front. */
        app: apps.optional(),
        /** Opened when none of them is. */
        opens: z.string().min(1).optional(),
        platform: z.array(z.enum(PLATFORMS)).min(1).optional(),
        /** What no machine can check here, for the person who reads it. */
        says: z.string().optional(),
      })
      .default({}),
    ways: z.array(waySchema).min(1),
    expects: z.array(effectSchema).default([]),
    /** Checked by `playbooks test`. */
    cases: z.array(caseSchema).default([]),
  })
  .superRefine((p, ctx) => {
    if (p.phrases.en === undefined)
      ctx.addIssue({ code: 'custom', path: ['phrases'], message: 'English phrases are missing' });
    for (const [language, phrases] of Object.entries(p.phrases))
      for (const [i, phrase] of phrases.entries())
        for (const used of namesIn(phrase))
          if (!Object.hasOwn(p.parameters, used))
            ctx.addIssue({
              code: 'custom',
              path: ['phrases', language, i],
              message: `{${used}} is no parameter of this playbook`,
            });
    const visit = (steps: readonly unknown[], path: (string | number)[]): void => {
      steps.forEach((step, i) => {
        const parts = step as Record<string, unknown>;
        for (const used of namesInStep(step))
          if (!Object.hasOwn(p.parameters, used))
            ctx.addIssue({
              code: 'custom',
              path: [...path, i],
              message: `{${used}} is no parameter of this playbook`,
            });
        if (Array.isArray(parts['steps'])) visit(parts['steps'], [...path, i, 'steps']);
      });
    };
    p.ways.forEach((way, i) => {
      visit(way.steps, ['ways', i, 'steps']);
      for (const used of (way.given ?? []).map(nameOf))
        if (!Object.hasOwn(p.parameters, used))
          ctx.addIssue({ code: 'custom', path: ['ways', i, 'given'], message: `${used} is no parameter` });
    });
    p.expects.forEach((effect, i) => {
      for (const used of namesInStep(effect))
        if (!Object.hasOwn(p.parameters, used))
          ctx.addIssue({ code: 'custom', path: ['expects', i], message: `{${used}} is no parameter of this playbook` });
    });
  });
export type PlaybookSource = z.infer<typeof playbookSchema>;

export const fileSchema = z.strictObject({
  version: z.literal(PLAYBOOK_VERSION),
  playbooks: z.array(playbookSchema).min(1),
});

/** `{name}` in a text; `{{` is a brace. */
export const PLACEHOLDER = /(?<!\{)\{([a-z][a-z0-9_]*)\}/g;
const nameOf = (condition: string): string => condition.split(/[=~]/)[0] ?? condition;
export const namesIn = (s: string): string[] => [...s.matchAll(PLACEHOLDER)].map((m) => m[1] ?? '');

function namesInStep(step: unknown): string[] {
  if (typeof step !== 'object' || step === null) return [];
  return Object.entries(step).flatMap(([key, value]) => {
    if (key === 'steps') return [];
    if (key === 'given' || key === 'missing') return typeof value === 'string' ? [nameOf(value)] : [];
    if (typeof value === 'string') return namesIn(value);
    if (typeof value === 'object' && value !== null)
      return Object.values(value as Record<string, unknown>).flatMap((v) => (typeof v === 'string' ? namesIn(v) : []));
    return [];
  });
}

export function describeIssue(issue: { readonly message: string; readonly code?: string | undefined }): string {
  return issue.message.replace(/^Invalid input: /, '').replace(/^Unrecognized key: /, 'unknown key ');
}
