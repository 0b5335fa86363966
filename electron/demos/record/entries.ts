/**
 * What a recording consists of: one JSON object a line, in the order things happened. The file is the truth; everything
 * else (pictures) only helps to understand it.
 *
 * Invariant: no entry holds a secret. What was typed is written only after it was decided that it may be
 * (`privacy.ts`); of a secret only how many keys it took is kept.
 */
import { z } from 'zod';
import type { Box } from '../../protocol/coordinates.ts';
import { globalBox } from '../../protocol/coordinates.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import { modifierSchema } from '../../protocol/intent.ts';
import { ELEMENT_KINDS } from '../../protocol/screen.ts';
import type { ElementState } from '../../protocol/screen.ts';

/** Of the journal; a newer one is refused, not guessed at. */
export const JOURNAL_VERSION = 1;

const n = z.number();
export const boxSchema = z
  .object({ x1: n, y1: n, x2: n, y2: n })
  .transform((b): Box => globalBox(b.x1, b.y1, b.x2, b.y2));

const windowSchema = z
  .object({
    id: n,
    title: z.string(),
    app: z.string(),
    pid: n.nullable(),
    box: boxSchema,
    active: z.boolean(),
    minimised: z.boolean(),
    transientFor: n.nullable(),
    dialog: z.boolean(),
  })
  .transform((w): WindowInfo => w);

const STATES = ['disabled', 'focused', 'checked', 'selected', 'expanded', 'editable'] as const;
/** A control as its application describes it: what the accessibility witness tells, kept with the picture. */
export const thingSchema = z.object({
  kind: z.enum(ELEMENT_KINDS),
  box: boxSchema,
  name: z.string(),
  hint: z.string(),
  states: z.array(z.enum(STATES)).transform((s): readonly ElementState[] => s),
  secret: z.boolean(),
  part: z.boolean(),
});
export type SeenThing = z.infer<typeof thingSchema>;

const at = z.number();
/** The picture the person saw before the event, by its hash; null when none could be taken. */
const frame = z.string().nullable();
const held = z.array(modifierSchema);
const place = { x: n, y: n };

export const entrySchema = z.discriminatedUnion('t', [
  z.object({
    t: z.literal('start'),
    version: z.number().int(),
    at,
    name: z.string(),
    display: z.string(),
    screen: boxSchema,
    monitors: z.number().int().min(1),
    scale: n,
  }),
  /** What was on the screen in a picture: its windows, open menus, and what applications said. */
  z.object({
    t: z.literal('seen'),
    at,
    frame: z.string(),
    windows: z.array(windowSchema),
    menus: z.array(boxSchema),
    things: z.array(thingSchema),
  }),
  z.object({ t: z.literal('press'), at, button: z.number().int(), ...place, held, frame }),
  z.object({ t: z.literal('release'), at, button: z.number().int(), ...place, held }),
  z.object({ t: z.literal('wheel'), at, direction: z.enum(['up', 'down', 'left', 'right']), ...place, held, frame }),
  /** A run of motion: how many events, and where it ended. */
  z.object({ t: z.literal('motion'), at, count: z.number().int().min(1), ...place }),
  /** A key that types: what it typed. */
  z.object({ t: z.literal('char'), at, text: z.string().min(1), frame }),
  /** A key that does something: named, with what was held. */
  z.object({ t: z.literal('key'), at, key: z.string().min(1), held, frame }),
  /** Keys that are not kept: a password, or what looked like one. */
  z.object({ t: z.literal('secret'), at, keys: z.number().int().min(1), why: z.string(), frame }),
  z.object({ t: z.literal('paused'), at }),
  z.object({ t: z.literal('resumed'), at }),
  /** The person asked to forget; what was here is gone. */
  z.object({ t: z.literal('forgotten'), at, seconds: n, entries: z.number().int() }),
  z.object({ t: z.literal('end'), at, frame, events: z.number().int() }),
]);
export type Entry = z.infer<typeof entrySchema>;
export type EntryOf<T extends Entry['t']> = Extract<Entry, { t: T }>;
