/** What the host tells its clients unasked: one line a topic. */
import { z } from 'zod';
import {
  boxShape,
  bytesShape,
  displayShape,
  findingShape,
  heatShape,
  pointShape,
  questionShape,
  runStateShape,
} from './client-parts.ts';
import { ROLES } from './client-methods.ts';
import { runEventSchema } from './events.ts';

export const EVENTS = {
  /** The same events as `run --json`, numbered from 0 within a run. */
  run: z.object({ seq: z.number().int().min(0), event: runEventSchema }),
  /** Whenever the phase, or what is known of the run, changes. */
  state: z.object({ run: runStateShape }),
  /** A question is open; again after `hello`, with the seconds that are left. */
  question: z.object({ question: questionShape }),
  /** It was answered, withdrawn, or its time is over. */
  question_closed: z.object({ id: z.string(), outcome: z.string() }),
  /**
   * A part of the live view: tiles to be drawn over what was there, in frame pixels. `full`: everything is new. The
   * frame shows `display.box`; a frame pixel is a physical pixel unless the sizes differ.
   */
  frame: z.object({
    seq: z.number().int().min(0),
    display: displayShape,
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    full: z.boolean(),
    takenAt: z.number(),
    tiles: z.array(
      z.object({
        x: z.number().int().min(0),
        y: z.number().int().min(0),
        width: z.number().int().positive(),
        height: z.number().int().positive(),
        mime: z.enum(['image/jpeg', 'image/png']),
        data: bytesShape,
      }),
    ),
    /** Where the pointer is, global physical pixels; null where nobody can tell. */
    pointer: pointShape.nullable(),
    /** Areas of our own windows and where no monitor is. */
    masked: z.array(boxShape),
  }),
  /** The live view has ended by itself: the display is gone, for example. */
  live_ended: z.object({ why: z.string() }),
  /** Where the grounder looked: for the step that `grounded` speaks of. Only where a model says so. */
  heat: z.object({ runId: z.string(), step: z.number().int(), heat: heatShape }),
  /** Which role this connection has now. */
  role: z.object({ role: z.enum(ROLES), why: z.string() }),
  finding: z.object({ finding: findingShape }),
  /** While a demonstration is recorded. */
  recording: z.object({
    state: z.enum(['recording', 'paused', 'stopped']),
    /** What it becomes: a skill of its own, or one step of a skill that is being repaired. */
    of: z.enum(['skill', 'repair']),
    events: z.number().int(),
    captions: z.array(z.string()),
  }),
  /** A remark for the person that belongs to no run. */
  notice: z.object({ level: z.enum(['info', 'warning', 'problem']), message: z.string() }),
} as const;

export type Topic = keyof typeof EVENTS;
export type BodyOf<T extends Topic> = z.output<(typeof EVENTS)[T]>;
export const isTopic = (name: string): name is Topic => Object.hasOwn(EVENTS, name);
