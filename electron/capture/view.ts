/**
 * What a run looks at: everything the monitors show, as one picture, or one monitor that a person has named.
 *
 * One picture over all monitors, because a dialog may open on another monitor than the one that was acted on, and a point
 * must mean the same place whichever window is in front. What lies between monitors of different sizes is marked as
 * masked: it has pixels, but nobody sees them and the pointer cannot go there. A source that cannot take a picture over
 * several monitors shows the primary one.
 *
 * Errs towards looking again: when the monitors are arranged anew, the next picture is of the new arrangement.
 */
import type { Box } from '../protocol/coordinates.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Display, Frame } from '../protocol/frame.ts';
import { boxesWithout, desktopBounds } from './geometry.ts';
import type { FrameSource, GrabOptions } from './sources/port.ts';

/** The one id of a picture over all monitors, so that two of them can be compared. */
const DESKTOP = 'desktop';

/** How often an arrangement may change while one picture is taken. */
const TRIES = 3;

const noSuchMonitor = (name: string, displays: readonly Display[]): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'no_such_monitor',
    `There is no monitor ${name}.`,
    `Give one of: ${displays.map((d) => d.name).join(', ')}.`,
  );

/** All displays as one; the only one as it is. Null when there are none. */
export function wholeDesktop(displays: readonly Display[]): Display | null {
  const [first, ...rest] = displays;
  const box = desktopBounds(displays);
  if (!first || !box) return null;
  if (rest.length === 0) return first;
  // Of the display that most is on; X11 has one factor for all.
  const { scale } = displays.find((d) => d.primary) ?? first;
  return { id: DESKTOP, name: displays.map((d) => d.name).join(' + '), box, scale, primary: true };
}

export class View {
  readonly #source: FrameSource;
  readonly #monitor: string | undefined;
  #display: Display;
  #dark: readonly Box[] = [];

  private constructor(source: FrameSource, monitor: string | undefined, displays: readonly Display[]) {
    this.#source = source;
    this.#monitor = monitor;
    this.#display = this.#choose(displays);
  }

  /** `monitor`: its name; default all of them. Throws `no_such_monitor`, `no_display`. */
  static async open(source: FrameSource, monitor?: string): Promise<View> {
    return new View(source, monitor, await source.displays());
  }

  /** What the next picture shows. */
  get display(): Display {
    return this.#display;
  }

  #choose(displays: readonly Display[]): Display {
    const name = this.#monitor;
    const primary = displays.find((d) => d.primary) ?? displays[0];
    if (!primary)
      throw new SteadyhandError('environment', 'no_display', 'The system lists no display.', 'Connect a monitor.');
    const named = displays.find((d) => d.name === name || d.id === name);
    if (name !== undefined && !named) throw noSuchMonitor(name, displays);
    const chosen = named ?? (this.#source.spans ? (wholeDesktop(displays) ?? primary) : primary);
    this.#dark =
      chosen.id === DESKTOP
        ? boxesWithout(
            [chosen.box],
            displays.map((d) => d.box),
          )
        : [];
    return chosen;
  }

  /** A picture. Throws what the source throws; `display_changed` only when the displays do not come to rest. */
  async grab(options?: GrabOptions): Promise<Frame> {
    for (let tries = 1; ; tries++) {
      try {
        return this.#marked(await this.#source.grab(this.#display, options));
      } catch (e) {
        if (!(e instanceof SteadyhandError) || e.code !== 'display_changed' || tries === TRIES) throw e;
        this.#display = this.#choose(await this.#source.displays());
      }
    }
  }

  /** Sources that know nothing of masks are told what no monitor shows. */
  #marked(frame: Frame): Frame {
    return frame.masked || this.#dark.length === 0 ? frame : { ...frame, masked: this.#dark };
  }
}
