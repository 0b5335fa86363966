/** The real desktop behind the loop's ports: capture, windows, reading, programs, and the input driver. */
import { Applications, openDriver } from '../actions/index.ts';
import type { InputDriver } from '../actions/index.ts';
import { describeMoving, Habits } from '../agent/movers.ts';
import type { Eyes, Programs, SettleBounds, SettledView } from '../agent/ports.ts';
import { settle } from '../agent/settle.ts';
import { unlessAborted } from '../agent/waiting.ts';
import { openCapture, primaryDisplay } from '../capture/open.ts';
import type { FrameSource } from '../capture/sources/port.ts';
import { openWindows } from '../capture/windows.ts';
import type { WindowSystem } from '../capture/windows.ts';
import { XConnection } from '../capture/x11/connection.ts';
import { createPerception } from '../perception/index.ts';
import type { Perception } from '../perception/index.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxHeight, boxWidth } from '../protocol/coordinates.ts';
import type { Display, Frame, WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';
import { XSession } from './session/x-session.ts';

export interface DesktopOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display: string | undefined;
  readonly warn: (line: string) => void;
}

interface EyeParts {
  readonly source: FrameSource;
  readonly display: Display;
  readonly windows: WindowSystem;
  readonly perception: Perception;
  /** Null on systems without X11. */
  readonly session: XSession | null;
  readonly onResize: (display: Display) => void;
}

const sameBox = (a: Box, b: Box): boolean => a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2;

/** Sees a display: frames, windows, and what is on them. Sends nothing. */
export class DesktopEyes implements Eyes {
  readonly #source: FrameSource;
  /** Changes when the person changes the resolution. */
  #display: Display;
  /** Size of the whole screen at the last picture. */
  #screen = '';
  readonly #session: XSession | null;
  readonly #habits = new Habits();
  readonly #onResize: (display: Display) => void;
  readonly #windows: WindowSystem;
  readonly #perception: Perception;

  private constructor(parts: EyeParts) {
    this.#source = parts.source;
    this.#display = parts.display;
    this.#windows = parts.windows;
    this.#perception = parts.perception;
    this.#session = parts.session;
    this.#onResize = parts.onResize;
  }

  /** @throws SteadyhandError `no_display`, `capture_failed`, `model_*` */
  static async open(options: DesktopOptions, session: XSession | null = null): Promise<DesktopEyes> {
    const at = options.display === undefined ? {} : { display: options.display };
    const opened: { close(): Promise<void> }[] = [];
    const keep = <T extends { close(): Promise<void> }>(thing: T): T => (opened.push(thing), thing);
    try {
      const source = keep(await openCapture({ ...at, warn: options.warn }));
      const windows = keep(await openWindows(at));
      const perception = keep(await createPerception({ accessibility: at }));
      const display = await primaryDisplay(source);
      const onResize = ({ box }: Display): void =>
        options.warn(`the screen is ${boxWidth(box)}×${boxHeight(box)} now; going on with that`);
      return new DesktopEyes({ source, display, windows, perception, session, onResize });
    } catch (error) {
      for (const thing of opened.reverse()) await thing.close();
      throw error;
    }
  }

  async observe(previous: Screen | null, signal: AbortSignal): Promise<Screen> {
    const { frame, windows } = await this.glance();
    return this.#perception.perceive(frame, windows, previous, signal);
  }

  /** A frame and the windows right now, unread: what a permit is checked against. */
  async glance(): Promise<{ readonly frame: Frame; readonly windows: readonly WindowInfo[] }> {
    const [frame, windows] = await Promise.all([this.#grab(), this.#windows.list()]);
    return { frame, windows };
  }

  /** A picture of the display as it is now: another size or place than before is read again first. */
  async #grab(): Promise<Frame> {
    const size = await this.#session?.size();
    const { box } = this.#display;
    if (size && (this.#screen === '' || this.#screen !== `${size.width}×${size.height}`)) {
      const known = this.#screen;
      this.#screen = `${size.width}×${size.height}`;
      if (known !== '') {
        this.#display = await primaryDisplay(this.#source);
        if (!sameBox(box, this.#display.box)) this.#onResize(this.#display);
      }
    }
    return this.#source.grab(this.#display);
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
    const eyes = keep(await DesktopEyes.open(options, session));
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
export async function readDisplay(display: string | undefined, warn: (line: string) => void): Promise<Screen> {
  const eyes = await DesktopEyes.open({ display, warn });
  try {
    return await eyes.observe(null, new AbortController().signal);
  } finally {
    await eyes.close();
  }
}
