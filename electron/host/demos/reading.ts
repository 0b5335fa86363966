/** Reading for recordings: a picture with what applications said when it was taken, and what was typed into a field. */
import { makeFrame } from '../../capture/make-frame.ts';
import { boxToFrame, clipToFrame } from '../../capture/geometry.ts';
import { changedBoxes } from '../../capture/tiles.ts';
import type { RecorderEyes, SeenThing } from '../../demos/index.ts';
import { mergeWitnesses } from '../../perception/accessibility/index.ts';
import type { Perception } from '../../perception/index.ts';
import { boxHeight, boxInflate, boxIsEmpty, boxUnion, boxWidth, globalBox } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import type { Screen } from '../../protocol/screen.ts';

/** A part of a frame as a frame of its own, in the same global pixels. Null when it is empty. */
export function partOf(frame: Frame, wanted: Box): Frame | null {
  const box = clipToFrame(frame, wanted);
  if (boxIsEmpty(box)) return null;
  const [width, height] = [boxWidth(box), boxHeight(box)];
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++) {
    const from = ((box.y1 + y) * frame.width + box.x1) * 4;
    data.set(frame.data.subarray(from, from + width * 4), y * width * 4);
  }
  const { x1, y1 } = frame.display.box;
  const place = globalBox(x1 + box.x1, y1 + box.y1, x1 + box.x2, y1 + box.y2);
  const display = { ...frame.display, id: `${frame.display.id}-part`, box: place };
  return makeFrame({ display, width, height, data, source: frame.source, takenAt: frame.takenAt });
}

/** A copy of a frame with boxes filled grey: what must not be kept. */
export function blanked(frame: Frame, boxes: readonly Box[]): Frame {
  if (boxes.length === 0) return frame;
  const data = Uint8Array.from(frame.data);
  for (const box of boxes) {
    const b = boxToFrame(frame, box);
    for (let y = Math.max(0, b.y1); y < Math.min(frame.height, b.y2); y++) {
      for (let x = Math.max(0, b.x1); x < Math.min(frame.width, b.x2); x++)
        data.set([128, 128, 128, 255], (y * frame.width + x) * 4);
    }
  }
  return { ...frame, data };
}

/** Labels stand to the left of a field or above it. */
const LABEL_REACH = { left: 280, above: 64, right: 60, below: 24 } as const;

const textIn = async (perception: Perception, frame: Frame, box: Box): Promise<string[]> => {
  const part = partOf(frame, box);
  if (!part) return [];
  const screen = await perception.perceive(part, [], null);
  return screen.elements.filter((e) => e.kind === 'text' && e.text !== '').map((e) => e.text);
};

/** See `RecorderEyes.typedSigns`. */
export function typedSigns(perception: () => Promise<Perception>): RecorderEyes['typedSigns'] {
  return async (before, after, clicked) => {
    const changed = changedBoxes(before, after);
    const reader = await perception();
    const grown = changed.map((b) => boxInflate(b, 8));
    const [first, ...rest] = grown;
    const area = first ? rest.reduce((all, b) => boxUnion(all, b), first) : null;
    const shown = area ? (await textIn(reader, after, area)).join(' ') : '';
    if (!clicked) return { labels: [], shown };
    const { x, y } = clicked;
    const around = globalBox(x - LABEL_REACH.left, y - LABEL_REACH.above, x + LABEL_REACH.right, y + LABEL_REACH.below);
    return { labels: await textIn(reader, before, around), shown };
  };
}

/** Reads pictures of a recording one after the other; what stayed the same is not read again. */
export class RecordingReader {
  readonly #perception: Perception;
  #last: Screen | null = null;

  constructor(perception: Perception) {
    this.#perception = perception;
  }

  async read(frame: Frame, windows: readonly WindowInfo[], things: readonly SeenThing[]): Promise<Screen> {
    const drawn = await this.#perception.perceive(frame, windows, this.#last);
    this.#last = drawn;
    return things.length === 0 ? drawn : { ...drawn, elements: mergeWitnesses(drawn.elements, things) };
  }
}
