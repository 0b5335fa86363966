/** The real desktop behind the loop's ports: capture, windows, reading, programs, and the input driver. */
import { Applications, openDriver } from '../actions/index.ts';
import type { InputDriver } from '../actions/index.ts';
import { describeMoving, Habits } from '../agent/movers.ts';
import type { Eyes, Programs, SettleBounds, SettledView } from '../agent/ports.ts';
import { settle } from '../agent/settle.ts';
import { unlessAborted } from '../agent/waiting.ts';
import { openCapture } from '../capture/open.ts';
import type { FrameSource, GrabOptions } from '../capture/sources/port.ts';
import { View } from '../capture/view.ts';
import { openWindows } from '../capture/windows.ts';
import type { WindowSystem } from '../capture/windows.ts';
import { XConnection } from '../capture/x11/connection.ts';
import { createPerception } from '../perception/index.ts';
import type { Perception } from '../perception/index.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxHeight, boxWidth } from '../protocol/coordinates.ts';
import type { Display, Frame, WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';
import { withoutMasked } from './masked.ts';
import { XSession } from './session/x-session.ts';

export interface DesktopOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display: string | undefined;
  /** The one monitor to look at; default all of them as one picture. */
  readonly monitor?: string | undefined;
  readonly warn: (line: string) => void;
}

interface EyeParts {
  readonly source: FrameSource;
  readonly view: View;
  readonly windows: WindowSystem;
  readonly perception: Perception;
  readonly onResize: (display: Display) => void;
}

const sameBox = (a: Box, b: Box): boolean => a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2;

/** Sees a display (all its monitors, or a named one): frames, windows, and what is on them. Sends nothing. */
export class DesktopEyes implements Eyes {
  readonly #source: FrameSource;
  readonly #view: View;
  /** What the last picture showed: another one when the person changes resolution or monitors. */
  #shown: Display;
  readonly #habits = new Habits();
  readonly #onResize: (display: Display) => void;
  readonly #windows: WindowSystem;
  readonly #perception: Perception;

  private constructor(parts: EyeParts) {
    this.#source = parts.source;
    this.#view = parts.view;
    this.#shown = parts.view.display;
    this.#windows = parts.windows;
    this.#perception = parts.perception;
    this.#onResize = parts.onResize;
  }

  /** @throws SteadyhandError `no_display`, `capture_failed`, `model_*` */
  static async open(options: DesktopOptions): Promise<DesktopEyes> {
    const at = options.display === undefined ? {} : { display: options.display };
    const opened: { close(): Promise<void> }[] = [];
    const keep = <T extends { close(): Promise<void> }>(thing: T): T => (opened.push(thing), thing);
    try {
      const source = keep(await openCapture({ ...at, warn: options.warn }));
      const view = await View.open(source, options.monitor);
      const windows = keep(await openWindows(at));
      const perception = keep(await createPerception({ accessibility: at }));
      const onResize = ({ box }: Display): void =>
        options.warn(`the screen is ${boxWidth(box)}×${boxHeight(box)} now; going on with that`);
      return new DesktopEyes({ source, view, windows, perception, onResize });
    } catch (error) {
      for (const thing of opened.reverse()) await thing.close();
      throw error;
    }
  }

  async observe(previous: Screen | null, signal: AbortSignal): Promise<Screen> {
    const { frame, windows } = await this.glance();
    return withoutMasked(await this.#perception.perceive(frame, windows, previous, signal));
  }

  /** A frame and the windows right now, unread: what a permit is checked against. */
  async glance(): Promise<{ readonly frame: Frame; readonly windows: readonly WindowInfo[] }> {
    const [frame, windows] = await Promise.all([this.#grab({ fresh: true }), this.#windows.list()]);
    return { frame, windows };
  }

  /** A picture of what there is now: of another size or place than before when the person has changed that. */
  async #grab(options?: GrabOptions): Promise<Frame> {
    const frame = await this.#view.grab(options);
    if (!sameBox(frame.display.box, this.#shown.box)) this.#onResize(frame.display);
    this.#shown = frame.display;
    return frame;
  }

  async settle(before: Frame, signal: AbortSignal, bounds: SettleBounds = {}): Promise<SettledView> {
    const view = await settle(() => this.#grab(), { signal, before, habits: this.#habits, ...bounds });
    if (view.movers.length === 0) return view;
    const windows = await unlessAborted(this.#windows.list(), signal);
    return { ...view, moving: describeMoving(view.movers, view.frame, windows) };
  }

  windows(): Promise<readonly WindowInfo[]> {
    return this.#windows.list();
  }

  openMenus(): Promise<readonly Box[]> {
    return this.#windows.menus();
  }

  async close(): Promise<void> {
    await this.#perception.close();
    await this.#windows.close();
    await this.#source.close();
  }
}

/** Everything a run needs of a desktop. */
export interface Desktop {
  readonly eyes: DesktopEyes;
  readonly driver: InputDriver;
  /** Null on systems without X11. */
  readonly session: XSession | null;
  readonly programs: Programs;
  close(): Promise<void>;
}

/** Opens a display for a run. @throws SteadyhandError of kind environment, saying what is missing */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const opened: { close(): Promise<void> }[] = [];
  const keep = <T extends { close(): Promise<void> }>(thing: T): T => (opened.push(thing), thing);
  const close = async (): Promise<void> => {
    let failed: unknown = null;
    for (const thing of opened.splice(0).reverse()) await thing.close().catch((error: unknown) => (failed ??= error));
    if (failed instanceof Error) throw failed;
  };
  try {
    const session = await openSession(options.display);
    if (session) keep(session);
    const eyes = keep(await DesktopEyes.open(options));
    const driver = keep(await openDriver(options.display, { warn: options.warn }));
    const applications = new Applications();
    return {
      ...{ eyes, driver, session, close },
      programs: {
        findApplication: (phrase) => applications.find(phrase),
        matchWindow: (phrase, windows) => applications.matchWindow(phrase, windows),
      },
    };
  } catch (error) {
    await close().catch(() => undefined);
    throw error;
  }
}

/** What an X server tells beside pictures and windows; null on other systems. @throws SteadyhandError `no_display` */
export async function openSession(display: string | undefined): Promise<XSession | null> {
  if (process.platform !== 'linux') return null;
  return new XSession(await XConnection.open(display ?? process.env['DISPLAY']));
}

/** What is on a display now. */
export async function readDisplay(options: DesktopOptions): Promise<Screen> {
  const eyes = await DesktopEyes.open(options);
  try {
    return await eyes.observe(null, new AbortController().signal);
  } finally {
    await eyes.close();
  }
}
