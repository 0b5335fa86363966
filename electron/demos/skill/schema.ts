/**
 * A skill: what a person showed once, as steps that can be read, edited and replayed. The shape of `skill.yaml`.
 *
 * Every object is strict: a key that is not known is refused with its place, because a misspelt `risk` that is silently
 * ignored would make a step look safer than its author meant.
 */
import { z } from 'zod';
import {
  closeWindowIntent,
  fileIntent,
  keySchema,
  modifierSchema,
  openAppIntent,
  openPathIntent,
  openUrlIntent,
  runCommandIntent,
  copyTextIntent,
  readClipboardIntent,
} from '../../protocol/intent.ts';
import { ELEMENT_KINDS } from '../../protocol/screen.ts';
import { CATEGORIES, RISKS } from '../../protocol/verdict.ts';

/** Of the file; a newer one is refused. */
export const SKILL_FORMAT = 1;
export const SKILL_NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const PARAMETER_NAME = /^[a-z][a-z0-9_]{0,39}$/;
const CROP = /^crops\/[a-z0-9-]{1,40}\.png$/;

const px = z.number().int().min(-100_000).max(100_000);
const text = z.string().max(100_000);
const short = z.string().max(500);

/** A window as it is recognised again: its program, and its title where that says which of its windows. */
export const windowAnchor = z.strictObject({
  app: short,
  title: short,
  dialog: z.boolean().optional(),
  /** Its size when it was recorded: [width, height]. */
  size: z.tuple([px, px]).optional(),
});
export type WindowAnchor = z.infer<typeof windowAnchor>;

/** A text nearby, and where it stands from the target: pixels from centre to centre. */
const neighbour = z.strictObject({ says: short, dx: px, dy: px });

/** How the target of a step is found again, each key an anchor of its own. */
export const targetSchema = z.strictObject({
  /** `area`: a place on a surface without a control of its own, such as the page of an editor. */
  kind: z.enum([...ELEMENT_KINDS, 'area']),
  /** What is written on it, or what its application calls it; empty for an icon nobody named. */
  label: short,
  /** What its application calls it, where that told. */
  access: z.strictObject({ name: short, hint: short.optional() }).optional(),
  /** In an open menu rather than in a window. */
  in: z.enum(['window', 'menu', 'screen']),
  beside: z.array(neighbour).max(8),
  /** The first text of the row it stands in, when it is one of several alike. */
  row: short.optional(),
  /** For an icon: which of the icons on its line, from the left, counted from 0. */
  among: z.strictObject({ index: z.number().int().min(-1), of: z.number().int().min(0) }).optional(),
  crop: z.string().regex(CROP, 'a crop is crops/NAME.png').optional(),
  /** Where it was in its window, pixels from the left, top, right and bottom edge to its centre, and its size. */
  place: z.strictObject({ left: px, top: px, right: px, bottom: px, width: px, height: px }),
});
export type TargetAnchor = z.infer<typeof targetSchema>;

/** What came of the step when it was shown; all that is named must come again. */
export const expectSchema = z.strictObject({
  opens: windowAnchor.optional(),
  closes: windowAnchor.optional(),
  shows: z.array(short).max(6).optional(),
  hides: z.array(short).max(6).optional(),
  changes: z.enum(['much', 'little', 'nothing']).optional(),
});
export type Expect = z.infer<typeof expectSchema>;

const base = {
  /** In plain words. */
  say: short,
  risk: z.enum(RISKS).default('safe'),
  category: z.enum(CATEGORIES).default('none'),
  window: windowAnchor.optional(),
  expect: expectSchema.optional(),
  /** Left out at replay, kept for reading. */
  off: z.boolean().optional(),
};

const click = z.strictObject({
  do: z.literal('click'),
  ...base,
  target: targetSchema,
  button: z.enum(['left', 'right', 'middle']).optional(),
  count: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  modifiers: z.array(modifierSchema).max(4).optional(),
});
const drag = z.strictObject({ do: z.literal('drag'), ...base, target: targetSchema, to: targetSchema });
const scroll = z.strictObject({
  do: z.literal('scroll'),
  ...base,
  target: targetSchema.optional(),
  direction: z.enum(['up', 'down', 'left', 'right']),
  notches: z.number().int().min(1).max(1000),
});
const type = z.strictObject({ do: z.literal('type'), ...base, text });
const press = z.strictObject({ do: z.literal('press'), ...base, keys: z.array(keySchema).min(1).max(6) });
const call = z.strictObject({
  do: z.literal('call'),
  ...base,
  skill: z.string().regex(SKILL_NAME, 'not the name of a skill'),
  with: z.record(z.string().regex(PARAMETER_NAME), text).optional(),
});

/** What needs no pointing at: these intents, as a run was given them. */
const act = z.strictObject({
  do: z.literal('act'),
  ...base,
  intent: z.discriminatedUnion('do', [
    z.strictObject(openAppIntent.shape),
    z.strictObject(openUrlIntent.shape),
    z.strictObject(openPathIntent.shape),
    z.strictObject(closeWindowIntent.shape),
    z.strictObject(fileIntent.shape),
    z.strictObject(runCommandIntent.shape),
    z.strictObject(copyTextIntent.shape),
    z.strictObject(readClipboardIntent.shape),
  ]),
});

const plain = [click, drag, scroll, type, press, call, act] as const;
/** A step of a loop's body: a loop within a loop is not in the format. */
export const plainStep = z.discriminatedUnion('do', plain);
export type PlainStep = z.infer<typeof plainStep>;

const forEach = z.strictObject({
  do: z.literal('for_each'),
  say: short,
  /** The names of the parameters that change from row to row. */
  columns: z.array(z.string().regex(PARAMETER_NAME)).min(1).max(40),
  /** The rows that were shown; a table given at replay takes their place. */
  rows: z.array(z.array(text)).min(1).max(10_000),
  steps: z.array(plainStep).min(1).max(200),
});
export const stepSchema = z.discriminatedUnion('do', [...plain, forEach]);
export type Step = z.infer<typeof stepSchema>;
export type StepOf<D extends Step['do']> = Extract<Step, { do: D }>;

export const PARAMETER_TYPES = ['text', 'number', 'date', 'file_name', 'secret'] as const;
export const parameterSchema = z.strictObject({
  name: z.string().regex(PARAMETER_NAME, 'a name is small letters, digits and _'),
  type: z.enum(PARAMETER_TYPES),
  /** What was shown; a secret has none and must be given. */
  default: text.optional(),
  about: short.optional(),
});
export type Parameter = z.infer<typeof parameterSchema>;

export const skillSchema = z.strictObject({
  format: z.number().int(),
  name: z.string().regex(SKILL_NAME, 'a name is small letters, digits, - and _, 64 at most'),
  title: short,
  description: short.optional(),
  /** Sentences that ask for it, with `{{name}}` where a value stands. */
  said: z.array(short).max(20).optional(),
  recorded: z.strictObject({
    at: z.string().max(40),
    /** The whole screen, [width, height]. */
    screen: z.tuple([px, px]),
    monitors: z.number().int().min(1).max(64),
    scale: z.number().min(0.25).max(8),
  }),
  parameters: z.array(parameterSchema).max(100).default([]),
  steps: z.array(stepSchema).min(1).max(1000),
});
export type Skill = z.infer<typeof skillSchema>;

/** The crops a skill speaks of, by name. */
export function cropsOf(skill: Skill): string[] {
  const names = new Set<string>();
  const of = (step: PlainStep): void => {
    if ('target' in step && step.target?.crop !== undefined) names.add(step.target.crop);
    if (step.do === 'drag' && step.to.crop !== undefined) names.add(step.to.crop);
  };
  for (const step of skill.steps) {
    if (step.do === 'for_each') step.steps.forEach(of);
    else of(step);
  }
  return [...names].sort();
}
