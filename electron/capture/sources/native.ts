/**
 * Pictures by the native addon: shared memory with the X server, read on a thread of its own.
 *
 * A frame's memory is used again only when the engine itself has let go of the last view of it (the addon hears of that),
 * so nobody who still holds a frame, a part of it or a view on it can see it change. A screen on which nothing was drawn
 * answers with the pixels and hashes of the frame before.
 *
 * What the display says was drawn to is believed for `BELIEVED_MS`, and never for a picture that a permit is checked
 * against (`fresh`). Errs towards reading again.
 */
import { nativeScreens, type NativeGrab, type NativePicture, type NativeScreen } from '../../../native/screen.ts';
import { boxHeight, boxWidth, globalBox, globalPoint, type Box, type Point } from '../../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Display, Frame } from '../../protocol/frame.ts';
import { displayChanged, displayLost } from '../display-errors.ts';
import { makeFrame } from '../make-frame.ts';
import { TILE_SIZE, tileHashes } from '../tiles.ts';
import { noDisplay } from '../x11/connection.ts';
import { arranged, scaleOf } from '../x11/displays.ts';
import type { FrameSource, GrabOptions, OwnWindows } from './port.ts';

/** How long a display is believed about what was drawn to. Some draw past the extension that tells (direct rendering). */
const BELIEVED_MS = 250;

/** What the last picture cost, for benches and `doctor`. */
export type GrabCost = Omit<NativeGrab, 'picture'>;

const boxesOf = (flat: Int32Array): Box[] =>
  Array.from({ length: flat.length / 4 }, (_, i) => {
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = flat.subarray(i * 4, i * 4 + 4);
    return globalBox(x1, y1, x2, y2);
  });

export class NativeSource implements FrameSource {
  readonly name = 'native';
  readonly spans = true;
  readonly #screen: NativeScreen;
  readonly #display: string;
  #last: Frame | null = null;
  #readAt = -Infinity;
  #cost: GrabCost | null = null;

  private constructor(screen: NativeScreen, display: string) {
    this.#screen = screen;
    this.#display = display;
  }

  /**
   * Opens a display (as in `$DISPLAY`). Throws a `SteadyhandError`: `native_missing` where there is no addon, `no_display`,
   * `capture_failed` for a display whose pixels cannot be read.
   */
  static async open(display: string | undefined, own: OwnWindows): Promise<NativeSource> {
    const screens = nativeScreens();
    if ('why' in screens)
      throw new SteadyhandError('environment', 'native_missing', `There is no native capture: ${screens.why}.`, '');
    if (!display) throw noDisplay(undefined, 'DISPLAY is not set');
    const source = new NativeSource(screens.open(display), display);
    try {
      await source.mask(own);
      return source;
    } catch (e) {
      await source.close();
      throw e;
    }
  }

  async displays(): Promise<Display[]> {
    const [monitors, resources] = await this.#asked(
      Promise.all([this.#screen.monitors(), this.#screen.resources()]),
      'Cannot list the monitors',
    );
    const scale = scaleOf(resources);
    return arranged(
      monitors.map(({ name, x, y, width, height, primary }) => ({
        id: name,
        name,
        box: globalBox(x, y, x + width, y + height),
        scale,
        primary,
      })),
    );
  }

  async grab(display: Display, options: GrabOptions = {}): Promise<Frame> {
    const takenAt = Date.now();
    const from = performance.now();
    const fresh = options.fresh ?? from - this.#readAt > BELIEVED_MS;
    if (fresh) this.#readAt = from;
    const { box } = display;
    const what = `Cannot take a picture of the display ${display.name}`;
    const answer = this.#screen.grab(box.x1, box.y1, boxWidth(box), boxHeight(box), TILE_SIZE, fresh);
    const { picture, ...cost } = await this.#asked(answer, what);
    this.#cost = cost;
    // Answers come in the order of the questions: the last frame is the one that this is the same as.
    const frame = picture ? this.#frame(picture, display, takenAt) : this.#again(display, takenAt);
    this.#last = frame;
    return frame;
  }

  #frame({ data, hashes, masked }: NativePicture, display: Display, takenAt: number): Frame {
    const [width, height] = [boxWidth(display.box), boxHeight(display.box)];
    const areas = boxesOf(masked);
    const raw = { display, width, height, data, source: this.name, takenAt, masked: areas };
    return makeFrame(raw, tileHashes(hashes, width, height));
  }

  #again(display: Display, takenAt: number): Frame {
    if (!this.#last) throw new Error('a picture that is the same as none');
    return { ...this.#last, display, takenAt };
  }

  /** What the last picture cost; null before the first. */
  get cost(): GrabCost | null {
    return this.#cost;
  }

  async pointer(): Promise<Point> {
    const { x, y } = await this.#asked(this.#screen.pointer(), 'Cannot tell where the pointer is');
    return globalPoint(x, y);
  }

  mask(own: OwnWindows): Promise<void> {
    return this.#asked(this.#screen.own(own), 'Cannot look at the windows');
  }

  /** The answer, or the error a person can act on. */
  async #asked<T>(answer: Promise<T>, what: string): Promise<T> {
    try {
      return await answer;
    } catch (e) {
      const { code } = e as { code?: unknown };
      const why = messageOf(e);
      if (code === 'no_display') throw noDisplay(this.#display, 'nothing answers there, or it refuses us');
      if (code === 'display_lost') throw displayLost(this.#display, 'it went away');
      if (code === 'display_changed') throw displayChanged(this.#display, why);
      const remedy = 'Check that the display is on and answers, then start again.';
      throw new SteadyhandError('environment', 'capture_failed', `${what}: ${why}.`, remedy, e);
    }
  }

  close(): Promise<void> {
    this.#screen.close();
    this.#last = null;
    return Promise.resolve();
  }
}
