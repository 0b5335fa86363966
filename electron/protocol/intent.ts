/**
 * What to do, before anyone knows where: the vocabulary of planners, demonstrations and people.
 * The fields and defaults are those of the planner evaluation (`docs/intents.md`).
 */
import { z } from 'zod';

export const MODIFIERS = ['ctrl', 'alt', 'shift', 'super', 'cmd'] as const;
export const NAMED_KEYS = [
  ...MODIFIERS,
  'enter',
  'tab',
  'escape',
  'backspace',
  'delete',
  'space',
  'up',
  'down',
  'left',
  'right',
  'home',
  'end',
  'pageup',
  'pagedown',
  'f1',
  'f2',
  'f3',
  'f4',
  'f5',
  'f6',
  'f7',
  'f8',
  'f9',
  'f10',
  'f11',
  'f12',
] as const;
export type Modifier = (typeof MODIFIERS)[number];
export type NamedKey = (typeof NAMED_KEYS)[number];

const named = new Set<string>(NAMED_KEYS);
/** A key of the vocabulary: a name, or exactly one character. */
export const keySchema = z
  .string()
  .refine((k) => named.has(k) || [...k].length === 1, { message: 'not a key name or a single character' });
export const modifierSchema = z.enum(MODIFIERS);

const phrase = z.string().trim().min(1).max(2000);

export const clickIntent = z.object({
  do: z.literal('click'),
  target: phrase,
  button: z.enum(['left', 'right', 'middle']).optional(),
  count: z.union([z.literal(1), z.literal(2), z.literal(3)]).optional(),
  modifiers: z.array(modifierSchema).optional(),
  /** Left out when it is not there: a question that only sometimes comes. */
  optional: z.boolean().optional(),
  /** The target is a goal: the control that serves it is looked for, in menus and settings too. */
  serves: z.boolean().optional(),
});
export const hoverIntent = z.object({ do: z.literal('hover'), target: phrase });
export const dragIntent = z.object({ do: z.literal('drag'), from: phrase, to: phrase });
export const scrollIntent = z.object({
  do: z.literal('scroll'),
  direction: z.enum(['up', 'down', 'left', 'right']),
  amount: z.union([z.number().int().min(1).max(10_000), z.enum(['page', 'top', 'bottom'])]).optional(),
  target: phrase.optional(),
});
export const typeIntent = z.object({
  do: z.literal('type'),
  text: z.string().max(100_000),
  target: phrase.optional(),
  submit: z.boolean().optional(),
});
export const hotkeyIntent = z.object({ do: z.literal('hotkey'), keys: z.array(keySchema).min(1).max(8) });
export const openAppIntent = z.object({ do: z.literal('open_app'), app: phrase });
export const openUrlIntent = z.object({ do: z.literal('open_url'), url: phrase });
export const openPathIntent = z.object({ do: z.literal('open_path'), path: phrase });
export const focusWindowIntent = z.object({ do: z.literal('focus_window'), window: phrase });
export const closeWindowIntent = z.object({ do: z.literal('close_window'), window: phrase.optional() });
export const waitIntent = z.object({ do: z.literal('wait'), seconds: z.number().min(0).max(86_400) });
export const waitForIntent = z.object({ do: z.literal('wait_for'), target: phrase, gone: z.boolean().optional() });
export const readIntent = z.object({ do: z.literal('read'), target: phrase.optional() });
export const FILE_OPS = ['make_folder', 'make_file', 'rename', 'move', 'copy', 'trash'] as const;
export type FileOp = (typeof FILE_OPS)[number];
/**
 * A file operation done directly. `path` and `to` are absolute or begin with `~`; `to` is a new name for `rename`, a
 * folder or a full path for `move` and `copy`. Nothing is ever overwritten.
 */
export const fileIntent = z.object({
  do: z.literal('file'),
  op: z.enum(FILE_OPS),
  path: phrase,
  to: phrase.optional(),
});
/** A line for the system's shell, run in the home folder without a terminal. */
export const runCommandIntent = z.object({
  do: z.literal('run_command'),
  command: z.string().trim().min(1).max(10_000),
});
/** Into the clipboard, in place of what was in it. */
export const copyTextIntent = z.object({ do: z.literal('copy_text'), text: z.string().min(1).max(100_000) });
/** The text of the clipboard is the answer. */
export const readClipboardIntent = z.object({ do: z.literal('read_clipboard') });
export const askIntent = z.object({ do: z.literal('ask'), question: z.string().min(1) });
export const unsupportedIntent = z.object({ do: z.literal('unsupported'), reason: z.string().min(1) });

/** An intent that is not a loop. */
export const singleIntent = z.discriminatedUnion('do', [
  clickIntent,
  hoverIntent,
  dragIntent,
  scrollIntent,
  typeIntent,
  hotkeyIntent,
  openAppIntent,
  openUrlIntent,
  openPathIntent,
  focusWindowIntent,
  closeWindowIntent,
  waitIntent,
  waitForIntent,
  readIntent,
  fileIntent,
  runCommandIntent,
  copyTextIntent,
  readClipboardIntent,
  askIntent,
  unsupportedIntent,
]);
export type SingleIntent = z.infer<typeof singleIntent>;

export interface RepeatIntent {
  do: 'repeat';
  times: number;
  steps: Intent[];
}
export type Intent = SingleIntent | RepeatIntent;

export const repeatIntent: z.ZodType<RepeatIntent> = z.lazy(() =>
  z.object({ do: z.literal('repeat'), times: z.number().int().min(1).max(1000), steps: z.array(intentSchema).min(1) }),
);
export const intentSchema: z.ZodType<Intent> = z.lazy(() => z.union([singleIntent, repeatIntent]));
export const planSchema = z.array(intentSchema).max(1000);

/** What a planner answers: the steps, and where they came from. */
export interface Plan {
  readonly steps: readonly Intent[];
  /** `compiled`, `playbook:NAME`, `skill:NAME`, `model:NAME`; of several plans of a model also how it was chosen, in brackets. */
  readonly source: string;
  readonly ms: number;
}
