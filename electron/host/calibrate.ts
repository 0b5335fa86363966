/**
 * Does a point land where it was meant? The pointer is sent to marks on every monitor, and the server is asked where it
 * is; a patch of colour is put at known places, and the picture is asked where it sees it.
 *
 * Moves and nothing else, each through the executor with a permit from the gate, as in a run. The server is asked over a
 * connection of its own, which shares nothing with the driver or the capture that are being judged. Whatever happens the
 * pointer goes back to where it was. Errs towards reporting an error: a mark that cannot be judged counts as missed.
 */
import { randomUUID } from 'node:crypto';
import { Executor, openDriver } from '../actions/index.ts';
import type { InputDriver } from '../actions/index.ts';
import { actionContext, contextMatches } from '../capture/context.ts';
import { pointToFrame } from '../capture/geometry.ts';
import { openCapture } from '../capture/open.ts';
import { View } from '../capture/view.ts';
import { openWindows } from '../capture/windows.ts';
import { XConnection } from '../capture/x11/connection.ts';
import { showPatch } from '../capture/x11/patch.ts';
import { DEFAULT_GATE_SETTINGS, fixedConfirmer, Gate } from '../critic/gate/index.ts';
import type { Action } from '../protocol/action.ts';
import { boxHeight, boxWidth, globalBox, globalPoint, type Box, type Point } from '../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { Display, Frame } from '../protocol/frame.ts';
import { lockDisplay } from '../store/display-lock.ts';
import { createJudge } from './stages.ts';

export interface Mark {
  /** `pointer`: where it was sent and where it is. `picture`: where a patch lies and where the picture shows it. */
  readonly what: 'pointer' | 'picture';
  /** Name of the monitor. */
  readonly monitor: string;
  /** Global physical pixels; of a patch, its centre. */
  readonly target: Point;
  /** Null when it was not found, or nothing was sent. */
  readonly landed: Point | null;
  /** Pixels between the two, the larger of x and y; of a patch also of its edges. Null as above. */
  readonly errorPx: number | null;
  /** Why there is no answer; empty where there is one. */
  readonly why: string;
}

export interface CalibrateOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display: string | undefined;
  readonly signal: AbortSignal;
  readonly warn: (line: string) => void;
  /** Another driver, to see that a bad one is found out. */
  readonly driver?: InputDriver;
}

/** Parts of a monitor's width and height where marks are; 0 and 1 are its first and last pixel. */
const GRID = [0, 0.25, 0.5, 0.75, 1] as const;
/** Where patches are. */
const CORNERS_AND_CENTRE = [
  [0, 0],
  [1, 0],
  [0.5, 0.5],
  [0, 1],
  [1, 1],
] as const;
const PATCH = 24;
/** On no desktop by chance. */
const COLOUR = 0xd1006b;
const COLOUR_RGBA = 0xff6b00d1;
/** How far from its place a patch is looked for. */
const LOOK_PX = 64;
/** A pointer that is sent arrives within one turn of the server; the rest is for a machine under load. */
const ARRIVE_MS = 500;
const POLL_MS = 5;
/** How often a permit may turn out void because something moved beneath the mark. */
const TRIES = 4;

/** Marks of a monitor. */
export const marksOn = ({ box }: Display): Point[] =>
  GRID.flatMap((v) => GRID.map((u) => globalPoint(...at(box, u, v))));

const at = (box: Box, u: number, v: number): [number, number] => [
  box.x1 + Math.round(u * (boxWidth(box) - 1)),
  box.y1 + Math.round(v * (boxHeight(box) - 1)),
];

/** Boxes of patches on a monitor, each whole on it. */
const patchesOn = ({ box }: Display): Box[] =>
  CORNERS_AND_CENTRE.map(([u, v]) => {
    const x = box.x1 + Math.round(u * (boxWidth(box) - PATCH));
    const y = box.y1 + Math.round(v * (boxHeight(box) - PATCH));
    return globalBox(x, y, x + PATCH, y + PATCH);
  });

/** Sends the pointer to marks and patches to places; yields each as it is judged. @throws SteadyhandError environment */
export async function* calibrate(options: CalibrateOptions): AsyncGenerator<Mark> {
  if (process.platform !== 'linux')
    throw new SteadyhandError(
      'environment',
      'calibrate_unsupported',
      'Calibration asks an X server where the pointer is, and this system has none.',
      'Without it: run a task with --report and look at the marked pictures.',
    );
  const name = options.display ?? process.env['DISPLAY'];
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(thing: T): T => (opened.push(thing), thing);
  try {
    const lock = lockDisplay(name ?? 'default');
    keep({
      close: () => {
        lock.release();
        return Promise.resolve();
      },
    });
    const witness = keep(await XConnection.open(name));
    // Nothing of ours is left out: the patch is ours, and has to be seen.
    const own = { pids: [], windows: [], classes: [] };
    const source = keep(await openCapture({ display: witness.display, own, warn: options.warn }));
    const windows = keep(await openWindows({ display: witness.display }));
    const driver = options.driver ?? keep(await openDriver(witness.display, { warn: options.warn }));
    const view = await View.open(source);
    const displays = (await source.displays()).filter((d) => source.spans || d.primary);
    const hands = keep(
      new Hands(driver, view, async () => ({
        frame: await view.grab({ fresh: true }),
        windows: await windows.list(),
      })),
    );
    const before = await pointerOf(witness);
    try {
      for (const display of displays)
        for (const target of marksOn(display))
          yield await pointerMark(hands, witness, display.name, target, options.signal);
      for (const display of displays)
        for (const box of patchesOn(display)) yield await pictureMark(view, witness, display.name, box);
    } finally {
      await hands.moveTo(before, new AbortController().signal).catch((e: unknown) => {
        options.warn(`the pointer could not be put back to ${before.x},${before.y}: ${messageOf(e)}`);
      });
    }
  } finally {
    for (const thing of opened.reverse()) await thing.close();
  }
}

type Glances = () => Promise<{
  frame: Frame;
  windows: Awaited<ReturnType<Awaited<ReturnType<typeof openWindows>>['list']>>;
}>;

/** Moves the pointer the way a run does: judged, permitted, executed. */
class Hands {
  readonly #glance: Glances;
  readonly #executor: Executor;
  readonly #gate: Gate;
  readonly #critic = createJudge();

  constructor(driver: InputDriver, view: View, glance: Glances) {
    this.#glance = glance;
    this.#gate = new Gate({
      clock: Date.now,
      // What is not safe by rule is not sent: nobody is asked.
      confirmer: fixedConfirmer('deny'),
      settings: { ...DEFAULT_GATE_SETTINGS, actionsPerMinute: 6000 },
      contextMatches,
      randomId: randomUUID,
    });
    this.#executor = new Executor({ driver, redeemer: this.#gate, observe: glance });
  }

  close(): Promise<void> {
    return this.#critic.close();
  }

  async moveTo(target: Point, signal: AbortSignal): Promise<void> {
    const action: Action = { type: 'move', point: target };
    for (let tries = 1; ; tries++) {
      const { frame, windows } = await this.#glance();
      const screen = { frame, windows, elements: [], changed: [], readMs: 0, reuse: { cached: 0, read: 0 } };
      const task = 'move the pointer to a mark';
      const verdict = await this.#critic.judge({
        ...{ task, history: [], action, screen },
        target: null,
        targetBox: null,
      });
      const context = actionContext(frame, windows, action);
      const request = { verdict, action, context, task, picture: null, target: null };
      const decision = await this.#gate.decide(request, signal);
      if (decision.outcome !== 'allow')
        throw new SteadyhandError('blocked', 'move_blocked', `The gate refused the move: ${decision.reason}`, '');
      try {
        await this.#executor.execute(action, decision.permit, signal);
        return;
      } catch (e) {
        // Something moved beneath the mark between the look and the move: look again.
        const again = e instanceof SteadyhandError && e.code.startsWith('permit_') && tries < TRIES;
        if (!again) throw e;
      }
    }
  }
}

async function pointerOf(x: XConnection): Promise<Point> {
  const { rootX, rootY } = await x.request<{ rootX: number; rootY: number }>((c, done) => c.QueryPointer(x.root, done));
  return globalPoint(rootX, rootY);
}

const distance = (a: Point, b: Point): number => Math.max(Math.abs(a.x - b.x), Math.abs(a.y - b.y));

async function pointerMark(
  hands: Hands,
  witness: XConnection,
  monitor: string,
  target: Point,
  signal: AbortSignal,
): Promise<Mark> {
  const base = { what: 'pointer', monitor, target } as const;
  try {
    await hands.moveTo(target, signal);
  } catch (e) {
    if (signal.aborted || (e instanceof SteadyhandError && e.code === 'display_lost')) throw e;
    return { ...base, landed: null, errorPx: null, why: messageOf(e) };
  }
  const until = performance.now() + ARRIVE_MS;
  for (;;) {
    const landed = await pointerOf(witness);
    const errorPx = distance(landed, target);
    if (errorPx === 0 || performance.now() > until) return { ...base, landed, errorPx, why: '' };
    await new Promise((r) => setTimeout(r, POLL_MS));
  }
}

async function pictureMark(view: View, witness: XConnection, monitor: string, box: Box): Promise<Mark> {
  const centre = globalPoint(box.x1 + PATCH / 2, box.y1 + PATCH / 2);
  const base = { what: 'picture', monitor, target: centre } as const;
  const patch = await showPatch(witness, box, COLOUR);
  try {
    const seen = colouredBox(await view.grab({ fresh: true }), box);
    if (!seen) return { ...base, landed: null, errorPx: null, why: 'the picture does not show it' };
    const landed = globalPoint(Math.floor((seen.x1 + seen.x2) / 2), Math.floor((seen.y1 + seen.y2) / 2));
    const edges = [seen.x1 - box.x1, seen.y1 - box.y1, seen.x2 - box.x2, seen.y2 - box.y2];
    return { ...base, landed, errorPx: Math.max(...edges.map(Math.abs)), why: '' };
  } finally {
    await patch.close();
  }
}

/** The smallest global box around the pixels of the patch's colour, near its place. */
function colouredBox(frame: Frame, near: Box): Box | null {
  const pixels = new DataView(frame.data.buffer, frame.data.byteOffset, frame.data.byteLength);
  let found: Box | null = null;
  for (let y = near.y1 - LOOK_PX; y < near.y2 + LOOK_PX; y++)
    for (let x = near.x1 - LOOK_PX; x < near.x2 + LOOK_PX; x++) {
      const p = pointToFrame(frame, globalPoint(x, y));
      if (p.x < 0 || p.y < 0 || p.x >= frame.width || p.y >= frame.height) continue;
      if (pixels.getUint32((p.y * frame.width + p.x) * 4, true) !== COLOUR_RGBA) continue;
      const here = globalBox(x, y, x + 1, y + 1);
      found = found ? boxAround(found, here) : here;
    }
  return found;
}

const boxAround = (a: Box, b: Box): Box =>
  globalBox(Math.min(a.x1, b.x1), Math.min(a.y1, b.y1), Math.max(a.x2, b.x2), Math.max(a.y2, b.y2));

export interface CalibrationVerdict {
  readonly ok: boolean;
  readonly text: string;
  readonly remedy: string;
}

/** What the marks say together, for a person. */
export function verdictOf(marks: readonly Mark[]): CalibrationVerdict {
  const monitors = new Set(marks.map((m) => m.monitor)).size;
  const on = `${monitors} monitor${monitors === 1 ? '' : 's'}`;
  const bad = marks.filter((m) => m.errorPx !== 0);
  if (marks.length === 0) return { ok: false, text: 'No mark was judged.', remedy: 'Look at the warnings above.' };
  if (bad.length === 0)
    return { ok: true, text: `Pointer and picture agree to the pixel at ${marks.length} marks on ${on}.`, remedy: '' };
  const lost = bad.filter((m) => m.errorPx === null).length;
  const worst = Math.max(0, ...bad.map((m) => m.errorPx ?? 0));
  const kinds = [...new Set(bad.map((m) => m.what))].join(' and ');
  const parts = [
    `${bad.length} of ${marks.length} marks are off (${kinds})`,
    ...(worst > 0 ? [`by up to ${worst} px`] : []),
    ...(lost > 0 ? [`${lost} could not be judged`] : []),
  ];
  return {
    ok: false,
    text: `${parts.join(', ')}.`,
    remedy:
      'Keep your hands off the mouse and try again. If it stays, a tool that scales or moves the pointer (a remote desktop, ' +
      'a coordinate transformation in xinput) is in the way: clicks would miss.',
  };
}
