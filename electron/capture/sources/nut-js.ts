/**
 * Pictures by nut-js: the X server's memory read in this process, 10–25 ms for 1920×1080.
 *
 * nut-js connects to one display per process, the one DISPLAY names when it is loaded, and does not survive a missing
 * one. So the display is probed by other means first, and a second display in the same process is refused.
 */
import { boxHeight, boxWidth } from '../../protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../../protocol/errors.ts';
import type { Display, Frame } from '../../protocol/frame.ts';
import { makeFrame } from '../make-frame.ts';
import { asPixels } from '../tiles.ts';
import type { FrameSource } from './port.ts';

type NutJs = typeof import('@nut-tree-fork/nut-js');

let loadedFor: string | undefined;

/** Loads nut-js for a display, once per process. Throws `one_display_per_process` for another display afterwards. */
export async function loadNutJs(display: string | undefined): Promise<NutJs> {
  if (display !== undefined) {
    if (loadedFor !== undefined && loadedFor !== display)
      throw new SteadyhandError(
        'environment',
        'one_display_per_process',
        `This process already works on the display ${loadedFor} and cannot work on ${display} too.`,
        'Start a second process for the second display.',
      );
    process.env['DISPLAY'] = display;
    loadedFor = display;
  }
  const loaded = (await import('@nut-tree-fork/nut-js')) as NutJs & { default?: NutJs };
  return loaded.default ?? loaded;
}

/** BGRA (alpha undefined) to RGBA with alpha 255, rows `stride` bytes apart. */
export function rgbaFromBgra(bytes: Uint8Array, width: number, height: number, stride: number): Uint8Array {
  const out = new Uint32Array(width * height);
  const source = asPixels(bytes);
  const step = stride >>> 2;
  for (let y = 0; y < height; y++) {
    const from = y * step;
    const to = y * width;
    for (let x = 0; x < width; x++) {
      const v = source[from + x] ?? 0;
      out[to + x] = 0xff000000 | ((v & 0xff) << 16) | (v & 0xff00) | ((v >>> 16) & 0xff);
    }
  }
  return new Uint8Array(out.buffer);
}

/** What the source needs to know of the system and nut-js does not tell. */
export interface NutJsSystem {
  /** The primary display first. */
  displays(): Promise<Display[]>;
  /** Whether a picture may span displays. */
  readonly spans: boolean;
  /** Rejects when the display has gone or changed since `displays`: a picture taken then would end the process. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export class NutJsSource implements FrameSource {
  readonly name = 'nut-js';
  readonly spans: boolean;
  readonly #nut: NutJs;
  readonly #system: NutJsSystem;

  /** `nut` from `loadNutJs` for the same display. */
  constructor(nut: NutJs, system: NutJsSystem) {
    this.#nut = nut;
    this.#system = system;
    this.spans = system.spans;
  }

  displays(): Promise<Display[]> {
    return this.#system.displays();
  }

  async grab(display: Display): Promise<Frame> {
    await this.#system.check();
    const takenAt = Date.now();
    try {
      const { x1, y1 } = display.box;
      const region = new this.#nut.Region(x1, y1, boxWidth(display.box), boxHeight(display.box));
      const image = await this.#nut.screen.grabRegion(region);
      if (image.channels !== 4) throw new Error(`${image.channels} channels instead of 4`);
      const data = rgbaFromBgra(image.data, image.width, image.height, image.byteWidth);
      return makeFrame({ display, width: image.width, height: image.height, data, source: this.name, takenAt });
    } catch (e) {
      throw new SteadyhandError(
        'environment',
        'capture_failed',
        `Cannot take a picture of the display ${display.name}: ${messageOf(e)}.`,
        'Check that the display is on and its size has not changed, then start again.',
        e,
      );
    }
  }

  close(): Promise<void> {
    return this.#system.close();
  }
}
