/** The real desktop behind the loop's ports: capture, windows, reading, programs, and the input driver. */
import { Applications, openDriver } from '../actions/index.ts';
import type { InputDriver } from '../actions/index.ts';
import type { Eyes, Programs, SettleBounds, SettledView } from '../agent/ports.ts';
import { settle } from '../agent/settle.ts';
import { openCapture, primaryDisplay } from '../capture/open.ts';
import type { FrameSource } from '../capture/sources/port.ts';
import { openWindows } from '../capture/windows.ts';
import type { WindowSystem } from '../capture/windows.ts';
import { createPerception } from '../perception/index.ts';
import type { Perception } from '../perception/index.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Display, Frame, WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';

export interface DesktopOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display: string | undefined;
  readonly warn: (line: string) => void;
}

/** Sees a display: frames, windows, and what is on them. Sends nothing. */
export class DesktopEyes implements Eyes {
  readonly #source: FrameSource;
  readonly #display: Display;
  readonly #windows: WindowSystem;
  readonly #perception: Perception;

  private constructor(source: FrameSource, display: Display, windows: WindowSystem, perception: Perception) {
    this.#source = source;
    this.#display = display;
    this.#windows = windows;
    this.#perception = perception;
  }

  /** @throws SteadyhandError `no_display`, `capture_failed`, `model_*` */
  static async open(options: DesktopOptions): Promise<DesktopEyes> {
    const at = options.display === undefined ? {} : { display: options.display };
    const opened: { close(): Promise<void> }[] = [];
    const keep = <T extends { close(): Promise<void> }>(thing: T): T => (opened.push(thing), thing);
    try {
      const source = keep(await openCapture({ ...at, warn: options.warn }));
      const windows = keep(await openWindows(at));
      const perception = keep(await createPerception());
      return new DesktopEyes(source, await primaryDisplay(source), windows, perception);
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
    const [frame, windows] = await Promise.all([this.#source.grab(this.#display), this.#windows.list()]);
    return { frame, windows };
  }

  settle(before: Frame, signal: AbortSignal, bounds: SettleBounds = {}): Promise<SettledView> {
    return settle(() => this.#source.grab(this.#display), { signal, before, ...bounds });
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
  readonly programs: Programs;
  close(): Promise<void>;
}

/** Opens a display for a run. @throws SteadyhandError of kind environment, saying what is missing */
export async function openDesktop(options: DesktopOptions): Promise<Desktop> {
  const eyes = await DesktopEyes.open(options);
  try {
    const driver = await openDriver(options.display);
    const applications = new Applications();
    return {
      eyes,
      driver,
      programs: {
        findApplication: (phrase) => applications.find(phrase),
        matchWindow: (phrase, windows) => applications.matchWindow(phrase, windows),
      },
      async close() {
        try {
          await driver.close();
        } finally {
          await eyes.close();
        }
      },
    };
  } catch (error) {
    await eyes.close();
    throw error;
  }
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
