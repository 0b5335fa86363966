/** The concrete input, after grounding: exactly what will be sent. */
import { z } from 'zod';
import { FILE_OPS, keySchema, modifierSchema } from './intent.ts';
import { globalBox, type Box, type GlobalPx, type Point } from './coordinates.ts';

const coordinate = z.number().int().min(-100_000).max(100_000);
const pointSchema = z
  .object({ x: coordinate, y: coordinate })
  .transform((p): Point => ({ x: p.x as GlobalPx, y: p.y as GlobalPx }));

const boxSchema = z
  .object({ x1: coordinate, y1: coordinate, x2: coordinate, y2: coordinate })
  .refine((b) => b.x2 > b.x1 && b.y2 > b.y1, 'the box is empty')
  .transform((b): Box => globalBox(b.x1, b.y1, b.x2, b.y2));

/** What a window can be made to do besides being focused, closed and moved. */
export const ARRANGEMENTS = ['raise', 'minimise', 'maximise', 'restore'] as const;
export type Arrangement = (typeof ARRANGEMENTS)[number];

export const actionSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('click'),
    point: pointSchema,
    button: z.enum(['left', 'right', 'middle']).default('left'),
    count: z.union([z.literal(1), z.literal(2), z.literal(3)]).default(1),
    modifiers: z.array(modifierSchema).default([]),
  }),
  z.object({ type: z.literal('move'), point: pointSchema }),
  z.object({ type: z.literal('drag'), from: pointSchema, to: pointSchema }),
  z.object({
    type: z.literal('scroll'),
    /** Where the pointer is put first; null leaves it where it is. */
    point: pointSchema.nullable(),
    direction: z.enum(['up', 'down', 'left', 'right']),
    /** Wheel notches. */
    notches: z.number().int().min(1).max(1000),
  }),
  z.object({ type: z.literal('type'), text: z.string().max(100_000) }),
  z.object({ type: z.literal('hotkey'), keys: z.array(keySchema).min(1).max(8) }),
  /** `command` is an argument vector, run without a shell. */
  z.object({ type: z.literal('open_app'), app: z.string().min(1), command: z.array(z.string()).min(1) }),
  z.object({ type: z.literal('open_url'), url: z.url() }),
  z.object({ type: z.literal('open_path'), path: z.string().min(1) }),
  /** Absolute paths. Never overwrites; `trash` moves to the trash. `to` is where it shall be, with its name. */
  z.object({
    type: z.literal('file'),
    op: z.enum(FILE_OPS),
    path: z
      .string()
      .startsWith('/')
      .or(z.string().regex(/^[A-Za-z]:[\\/]/)),
    to: z.string().min(1).nullable(),
  }),
  /** One line for the shell, in `folder`. */
  z.object({ type: z.literal('run_command'), command: z.string().min(1).max(10_000), folder: z.string().min(1) }),
  /** Directly, without keys; nothing is pasted anywhere. */
  z.object({ type: z.literal('copy_text'), text: z.string().min(1).max(100_000) }),
  z.object({ type: z.literal('read_clipboard') }),
  z.object({ type: z.literal('focus_window'), windowId: z.number().int(), title: z.string() }),
  z.object({ type: z.literal('close_window'), windowId: z.number().int(), title: z.string() }),
  /**
   * `raise`: above the others; whether the keyboard follows is up to the window manager. `restore`: undoes one of
   * minimised, full screen and maximised, in this order.
   */
  z.object({
    type: z.literal('arrange_window'),
    windowId: z.number().int(),
    title: z.string(),
    how: z.enum(ARRANGEMENTS),
  }),
  /** `box` is where the window with its decorations shall be. A maximised window is restored first. */
  z.object({ type: z.literal('move_window'), windowId: z.number().int(), title: z.string(), box: boxSchema }),
]);
export type Action = z.infer<typeof actionSchema>;
export type ActionType = Action['type'];

/** Where an action lands, when it lands at a place: one point, the start and end of a drag, or nothing for keys. */
export function actionPoints(action: Action): readonly Point[] {
  switch (action.type) {
    case 'click':
    case 'move':
      return [action.point];
    case 'drag':
      return [action.from, action.to];
    case 'scroll':
      return action.point ? [action.point] : [];
    default:
      return [];
  }
}

/** What was sent and what came of it. */
export interface Receipt {
  readonly actionHash: string;
  readonly permitId: string;
  /** Milliseconds since the epoch. */
  readonly sentAt: number;
  readonly finishedAt: number;
  /** How it was sent: `nut-js`, `xtest`, `clipboard`, `launch`, `window-manager`. */
  readonly via: string;
  /** Input events sent, or 0 for programmatic actions. */
  readonly events: number;
  /** What an action that reads has read. Never stored: it is for the person who asked. */
  readonly read?: string;
}

/** What changed on the screen after an action. */
export interface Effect {
  readonly changed: readonly Box[];
  /** Changed area over frame area, 0 to 1. */
  readonly changedFraction: number;
  /** Milliseconds until the screen had settled, and whether it did within the bound. */
  readonly settleMs: number;
  readonly settled: boolean;
  /** Whether the expected effect was seen. `unknown` when there is nothing to compare with. */
  readonly seen: 'yes' | 'no' | 'unknown';
  readonly note: string;
}
