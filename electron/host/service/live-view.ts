/**
 * The desktop as moving pictures: whole at first, then only what changed.
 *
 * A client that does not acknowledge gets no more than two pictures ahead, and then the newest, not a queue of old ones.
 * While nothing changes the screen is looked at less and less often. Nothing of it is kept.
 */
import sharp from 'sharp';
import { clipToFrame } from '../../capture/geometry.ts';
import type { FrameSource } from '../../capture/sources/port.ts';
import { changedBoxes } from '../../capture/tiles.ts';
import type { View } from '../../capture/view.ts';
import type { BodyOf } from '../../protocol/client.ts';
import {
  boxArea,
  boxHeight,
  boxIsEmpty,
  boxUnion,
  boxWidth,
  type Box,
  type FramePx,
} from '../../protocol/coordinates.ts';
import type { Point } from '../../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Display, Frame } from '../../protocol/frame.ts';
import { within } from '../../agent/waiting.ts';

export type FrameEvent = BodyOf<'frame'>;
type Tile = FrameEvent['tiles'][number];

/** What pictures come from, opened when the first client looks and closed after the last. */
export interface Pictures {
  readonly source: FrameSource;
  readonly view: View;
}

export interface LiveOptions {
  readonly maxFps: number;
  /** Of JPEG. */
  readonly quality: number;
}

/** Pictures that a client has not acknowledged yet, at most. */
const AHEAD = 2;
/** More pieces than this cost more than the area between them. */
const MOST_TILES = 24;
/** Up to this area (in pixels) a change comes without loss: text stays sharp, and it is small anyway. */
const LOSSLESS_AREA = 160 * 1024;
/** Pixels looked at to tell drawn windows from photographs. Text with smooth edges has some hundred colours among them. */
const SAMPLES = 4096;
const DRAWN_COLOURS = 256;
/** A screen that stands still is looked at this seldom, in the end. */
const IDLE_MS = 200;
const SLOWER = 1.15;
/** Closing takes milliseconds on a display that answers. */
const CLOSE_MS = 1_000;

class Watcher {
  readonly options: LiveOptions;
  readonly send: (frame: FrameEvent) => void;
  readonly ended: (why: string) => void;
  last: Frame | null = null;
  pointer = '';
  seq = 0;
  acked = -1;

  constructor(options: LiveOptions, send: (frame: FrameEvent) => void, ended: (why: string) => void) {
    this.options = options;
    this.send = send;
    this.ended = ended;
  }

  get ready(): boolean {
    return this.seq - 1 - this.acked < AHEAD;
  }
}

/** A client's hold on the live view. */
export interface Watching {
  readonly display: Display;
  ack(seq: number): void;
  stop(): void;
}

export class LiveView {
  readonly #open: () => Promise<Pictures>;
  readonly #watchers = new Set<Watcher>();
  #pictures: Promise<Pictures> | null = null;
  #loop: Promise<void> | null = null;
  #wake: () => void = () => undefined;

  constructor(open: () => Promise<Pictures>) {
    this.#open = open;
  }

  /** @throws SteadyhandError `no_display`, `capture_failed` */
  async watch(
    options: LiveOptions,
    send: (frame: FrameEvent) => void,
    ended: (why: string) => void,
  ): Promise<Watching> {
    const watcher = new Watcher(options, send, ended);
    this.#watchers.add(watcher);
    try {
      const { view } = await (this.#pictures ??= this.#open());
      this.#loop ??= this.#run();
      this.#wake();
      return {
        display: view.display,
        ack: (seq) => {
          watcher.acked = Math.max(watcher.acked, Math.min(seq, watcher.seq - 1));
          this.#wake();
        },
        stop: () => {
          this.#watchers.delete(watcher);
          this.#wake();
        },
      };
    } catch (error) {
      this.#watchers.delete(watcher);
      this.#pictures = null;
      throw error;
    }
  }

  /** Resolves when the display is given back. */
  async close(): Promise<void> {
    this.#watchers.clear();
    this.#wake();
    await this.#loop;
  }

  async #run(): Promise<void> {
    let idle = 0;
    try {
      const pictures = await this.#pictures;
      while (pictures && this.#watchers.size > 0) {
        const from = performance.now();
        const ready = [...this.#watchers].filter((w) => w.ready);
        const sent = ready.length > 0 && (await this.#look(pictures, ready));
        // Everybody may have gone meanwhile; nobody is waited for then.
        if (this.#watchers.size === 0) break;
        const fastest = Math.max(...[...this.#watchers].map((w) => w.options.maxFps), 0.2);
        const every = 1000 / fastest;
        // A look that came a moment too early is taken again soon: waiting a whole turn would halve the pictures.
        idle = sent ? 0 : Math.min(Math.max(idle * SLOWER, every / 4), Math.max(IDLE_MS, every));
        const wait = sent ? every - (performance.now() - from) : idle;
        await this.#pause(Math.max(1, wait), ready.length === 0);
      }
    } catch (error) {
      const why = error instanceof SteadyhandError ? error.line : messageOf(error);
      for (const { ended } of this.#watchers) ended(why);
      this.#watchers.clear();
    } finally {
      const pictures = await this.#pictures?.catch(() => null);
      this.#pictures = null;
      this.#loop = null;
      if (pictures) await within(CLOSE_MS, pictures.source.close());
      // Somebody may have come while this was closing.
      if (this.#watchers.size > 0) this.#restart();
    }
  }

  #restart(): void {
    this.#pictures ??= this.#open();
    this.#loop ??= this.#run();
  }

  /** @param whenWoken waits for an acknowledgement or a new client instead of the time alone */
  #pause(ms: number, whenWoken: boolean): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, whenWoken ? IDLE_MS : ms);
      this.#wake = (): void => {
        if (!whenWoken && this.#watchers.size > 0) return;
        clearTimeout(timer);
        done();
      };
    });
  }

  /** One look for everybody who can take a picture; true when there was something to send. */
  async #look({ view, source }: Pictures, ready: readonly Watcher[]): Promise<boolean> {
    const [frame, pointer] = await Promise.all([view.grab(), source.pointer?.() ?? null]);
    let sent = false;
    for (const watcher of ready) {
      const event = await this.#frameFor(watcher, frame, pointer);
      if (!event || !this.#watchers.has(watcher)) continue;
      sent = true;
      watcher.send(event);
    }
    return sent;
  }

  async #frameFor(watcher: Watcher, frame: Frame, pointer: Point | null): Promise<FrameEvent | null> {
    const { last } = watcher;
    const where = pointer ? `${pointer.x},${pointer.y}` : '';
    const same = last?.hash === frame.hash && last.width === frame.width;
    if (same && where === watcher.pointer) return null;
    const comparable = last !== null && sameGeometry(last, frame);
    const boxes = comparable ? tilesOf(last, frame) : [clipToFrame(frame, frame.display.box)];
    const tiles = await Promise.all(boxes.map((box) => encode(frame, box, watcher.options.quality)));
    watcher.last = frame;
    watcher.pointer = where;
    return {
      seq: watcher.seq++,
      display: frame.display,
      width: frame.width,
      height: frame.height,
      full: !comparable,
      takenAt: frame.takenAt,
      tiles,
      pointer,
      masked: [...(frame.masked ?? [])],
    };
  }
}

const sameGeometry = (a: Frame, b: Frame): boolean =>
  a.width === b.width &&
  a.height === b.height &&
  a.display.box.x1 === b.display.box.x1 &&
  a.display.box.y1 === b.display.box.y1;

/** What changed from one frame to the next, in frame pixels; few pieces. */
export function tilesOf(a: Frame, b: Frame): Box<FramePx>[] {
  const changed = changedBoxes(a, b)
    .map((box) => clipToFrame(b, box))
    .filter((box) => !boxIsEmpty(box));
  const [first, ...rest] = changed;
  if (!first || changed.length <= MOST_TILES) return changed;
  return [rest.reduce((whole, box) => boxUnion(whole, box), first)];
}

/**
 * Whether a part of a frame is windows and text rather than a photograph: few colours among pixels from all over it. As
 * PNG such a part is smaller than as JPEG, takes less of the processor, and stays sharp.
 */
export function isDrawn(frame: Frame, box: Box<FramePx>): boolean {
  const [width, area] = [boxWidth(box), boxArea(box)];
  const colours = new Set<number>();
  // Not a divisor of usual widths, so that columns differ from row to row.
  const step = Math.max(1, Math.floor(area / SAMPLES)) | 1;
  for (let i = 0; i < area; i += step) {
    const at = ((box.y1 + Math.floor(i / width)) * frame.width + box.x1 + (i % width)) * 4;
    colours.add(((frame.data[at] ?? 0) << 16) | ((frame.data[at + 1] ?? 0) << 8) | (frame.data[at + 2] ?? 0));
    if (colours.size > DRAWN_COLOURS) return false;
  }
  return true;
}

async function encode(frame: Frame, box: Box<FramePx>, quality: number): Promise<Tile> {
  const place = { left: box.x1, top: box.y1, width: boxWidth(box), height: boxHeight(box) };
  const raw = { width: frame.width, height: frame.height, channels: 4 as const };
  const piece = sharp(frame.data, { raw }).extract(place).removeAlpha();
  const lossless = boxArea(box) <= LOSSLESS_AREA || isDrawn(frame, box);
  const data = lossless
    ? await piece.png({ compressionLevel: 1 }).toBuffer()
    : await piece.jpeg({ quality, chromaSubsampling: '4:4:4', optimiseCoding: false }).toBuffer();
  return {
    x: place.left,
    y: place.top,
    width: place.width,
    height: place.height,
    mime: lossless ? 'image/png' : 'image/jpeg',
    data: Uint8Array.from(data),
  };
}
