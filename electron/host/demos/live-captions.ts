/**
 * What a person has just done, in words, while they are still recording: read from the journal as it grows.
 *
 * Of each click only the surroundings of the point are read, since the whole screen would take the processor from the
 * person; the words may get better when the skill is made. What the journal does not hold (a secret) is not said either.
 */
import { existsSync } from 'node:fs';
import { frameFromFile } from '../../capture/image-file.ts';
import {
  anchorOfWindow,
  captionOfClick,
  captionOfKeys,
  captionOfText,
  framePath,
  gesturesOf,
  phraseOf,
  readJournal,
  targetAt,
  windowAt,
  type EntryOf,
  type Gesture,
  type Moment,
} from '../../demos/index.ts';
import type { Perception } from '../../perception/index.ts';
import { globalBox, globalPoint } from '../../protocol/coordinates.ts';
import { messageOf } from '../../protocol/errors.ts';
import type { Frame } from '../../protocol/frame.ts';
import { partOf, RecordingReader } from './reading.ts';

/** How far around a point is read: a wide label, and what stands beside a field. */
const REACH = { x: 260, y: 48 } as const;

export interface CaptionParts {
  /** Of the recording. */
  readonly folder: string;
  /** Started when the first click is read. */
  readonly perception: () => Promise<Perception>;
  readonly warn: (line: string) => void;
}

export class LiveCaptions {
  readonly #p: CaptionParts;
  readonly #known = new Map<string, string>();
  #captions: readonly string[] = [];
  #following: Promise<void> | null = null;
  #reader: Promise<Perception> | null = null;
  #closed = false;

  constructor(parts: CaptionParts) {
    this.#p = parts;
  }

  /** As far as they are known. */
  get captions(): readonly string[] {
    return this.#captions;
  }

  /** Reads what was added to the journal since; one call at a time does so, the others wait for it. Never rejects. */
  follow(): Promise<void> {
    if (this.#closed) return Promise.resolve();
    this.#following ??= this.#follow()
      .catch((error: unknown) => this.#p.warn(`the steps could not be put into words yet: ${messageOf(error)}`))
      .finally(() => (this.#following = null));
    return this.#following;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#following;
    await (await this.#reader?.catch(() => null))?.close();
  }

  async #follow(): Promise<void> {
    const { entries } = readJournal(this.#p.folder);
    const seen = new Map(entries.filter((e): e is EntryOf<'seen'> => e.t === 'seen').map((e) => [e.frame, e]));
    const captions: string[] = [];
    for (const gesture of gesturesOf(entries)) {
      if (this.#closed) return;
      // The last click may become a double click, and the last text grow.
      const key = JSON.stringify({ ...gesture, endAt: 0 });
      const known = this.#known.get(key);
      if (known !== undefined) {
        captions.push(known);
        continue;
      }
      const caption = await this.#captionOf(gesture, seen.get(gesture.frame ?? ''));
      this.#known.set(key, caption);
      captions.push(caption);
      this.#captions = [...captions, ...this.#captions.slice(captions.length)];
    }
    // What was forgotten is gone.
    this.#captions = captions;
  }

  async #captionOf(gesture: Gesture, seen: EntryOf<'seen'> | undefined): Promise<string> {
    const front = seen?.windows.find((w) => w.active && !w.minimised);
    const window = front && anchorOfWindow(front);
    switch (gesture.kind) {
      case 'type':
        return captionOfText(gesture.text, window);
      case 'secret':
        return 'Type the secret';
      case 'press':
        return captionOfKeys(gesture.keys, window);
      case 'act':
        return gesture.intent.do;
      case 'scroll':
        return `Scroll ${gesture.direction}`;
      default: {
        const at = globalPoint(gesture.x, gesture.y);
        const moment = seen && (await this.#momentAt(gesture.x, gesture.y, seen));
        if (!moment) return gesture.kind === 'drag' ? 'Drag' : `Click at ${gesture.x}, ${gesture.y}`;
        const { target } = await targetAt(at, moment, '', () => Promise.resolve(new Uint8Array()));
        const owner = windowAt(moment, at);
        if (gesture.kind === 'drag') return `Drag ${phraseOf(target)}`;
        const { button, count, held } = gesture;
        return captionOfClick(target, owner ? anchorOfWindow(owner) : undefined, { button, count, held });
      }
    }
  }

  /** The surroundings of a point, read. Null when there is no picture of them. */
  async #momentAt(
    x: number,
    y: number,
    { frame: id, windows, menus, things }: EntryOf<'seen'>,
  ): Promise<Moment | null> {
    const path = framePath(this.#p.folder, id);
    if (!existsSync(path)) return null;
    const whole: Frame = await frameFromFile(path);
    const part = partOf(whole, globalBox(x - REACH.x, y - REACH.y, x + REACH.x, y + REACH.y));
    if (!part) return null;
    const reader = new RecordingReader(await (this.#reader ??= this.#p.perception()));
    return { screen: await reader.read(part, windows, things), menus };
  }
}
