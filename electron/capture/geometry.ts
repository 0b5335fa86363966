/**
 * Where frame pixels are in the world, and back.
 *
 * This is the only place that knows displays have origins (negative to the left of and above the primary one) and that a
 * frame may have another resolution than its display (a source that captures at logical size). Everything else speaks
 * global physical pixels.
 *
 * Points map to the pixel that contains them. Boxes map outward, so that what a box covered stays covered: it errs
 * towards a pixel too many, never towards a pixel lost.
 */
import {
  boxContains,
  boxHeight,
  boxIntersection,
  boxIsEmpty,
  boxUnion,
  boxWidth,
  frameBox,
  framePx,
  globalBox,
  globalPx,
  type Box,
  type FramePx,
  type GlobalPx,
  type Point,
} from '../protocol/coordinates.ts';
import type { Display, Frame } from '../protocol/frame.ts';

/** What is needed of a frame to place it: its size in its own pixels and the display it shows. */
export type Placed = Pick<Frame, 'display' | 'width' | 'height'>;

/** Global pixels per frame pixel, along x and y. 1 when the display was captured at its own resolution. */
export function frameScale(frame: Placed): { readonly x: number; readonly y: number } {
  return { x: boxWidth(frame.display.box) / frame.width, y: boxHeight(frame.display.box) / frame.height };
}

/** The global pixel at the centre of a frame pixel. */
export function pointToGlobal(frame: Placed, p: Point<FramePx>): Point {
  const s = frameScale(frame);
  const { x1, y1 } = frame.display.box;
  return { x: globalPx(x1 + Math.floor((p.x + 0.5) * s.x)), y: globalPx(y1 + Math.floor((p.y + 0.5) * s.y)) };
}

/** The frame pixel that shows a global pixel; outside the frame when the point is outside the display. */
export function pointToFrame(frame: Placed, p: Point): Point<FramePx> {
  const s = frameScale(frame);
  const { x1, y1 } = frame.display.box;
  return { x: framePx(Math.floor((p.x - x1 + 0.5) / s.x)), y: framePx(Math.floor((p.y - y1 + 0.5) / s.y)) };
}

// Guards floor and ceil against 2.9999999996 and 3.0000000004 after a division by a scale.
const EPSILON = 1e-6;
const outwardLow = (n: number): number => Math.floor(n + EPSILON);
const outwardHigh = (n: number): number => Math.ceil(n - EPSILON);

/** The smallest global box that covers a frame box. */
export function boxToGlobal(frame: Placed, b: Box<FramePx>): Box {
  const s = frameScale(frame);
  const { x1, y1 } = frame.display.box;
  return globalBox(
    x1 + outwardLow(b.x1 * s.x),
    y1 + outwardLow(b.y1 * s.y),
    x1 + outwardHigh(b.x2 * s.x),
    y1 + outwardHigh(b.y2 * s.y),
  );
}

/** The smallest frame box that covers a global box; not clipped. */
export function boxToFrame(frame: Placed, b: Box): Box<FramePx> {
  const s = frameScale(frame);
  const { x1, y1 } = frame.display.box;
  return frameBox(
    outwardLow((b.x1 - x1) / s.x),
    outwardLow((b.y1 - y1) / s.y),
    outwardHigh((b.x2 - x1) / s.x),
    outwardHigh((b.y2 - y1) / s.y),
  );
}

/** The whole frame, in its own pixels. */
export const frameBounds = (frame: Placed): Box<FramePx> => frameBox(0, 0, frame.width, frame.height);

/** The part of a global box that the frame shows, in frame pixels; may be empty. */
export const clipToFrame = (frame: Placed, b: Box): Box<FramePx> =>
  boxIntersection(boxToFrame(frame, b), frameBounds(frame));

/** The display a global point lies on, or null when it lies on none. */
export const displayAt = (displays: readonly Display[], p: Point): Display | null =>
  displays.find((d) => boxContains(d.box, p)) ?? null;

/** The smallest box around all displays; null when there are none. */
export const desktopBounds = (displays: readonly Display[]): Box | null =>
  displays.reduce<Box | null>((all, d) => (all ? boxUnion(all, d.box) : d.box), null);

/** What is left of `boxes` without `holes`, as boxes that overlap no hole; those of one box do not overlap each other. */
export function boxesWithout(boxes: readonly Box[], holes: readonly Box[]): Box[] {
  let left = boxes.filter((b) => !boxIsEmpty(b));
  for (const hole of holes)
    left = left.flatMap((b) => {
      const cut = boxIntersection(b, hole);
      if (boxIsEmpty(cut)) return [b];
      return [
        globalBox(b.x1, b.y1, b.x2, cut.y1),
        globalBox(b.x1, cut.y2, b.x2, b.y2),
        globalBox(b.x1, cut.y1, cut.x1, cut.y2),
        globalBox(cut.x2, cut.y1, b.x2, cut.y2),
      ].filter((part) => !boxIsEmpty(part));
    });
  return left;
}

/** Whether a global point must not be pointed at: it lies where the frame shows nothing of the screen. */
export const isMasked = (frame: Pick<Frame, 'masked'>, p: Point): boolean =>
  frame.masked?.some((b) => boxContains(b, p)) ?? false;

/** The nearest global pixel that lies on a display: the point itself when it already does. */
export function nearestOnDisplay(displays: readonly Display[], p: Point): Point | null {
  let best: Point | null = null;
  let bestDistance = Infinity;
  for (const { box } of displays) {
    const x = Math.min(Math.max(p.x, box.x1), box.x2 - 1);
    const y = Math.min(Math.max(p.y, box.y1), box.y2 - 1);
    const distance = (x - p.x) ** 2 + (y - p.y) ** 2;
    if (distance < bestDistance) {
      best = { x: globalPx(x), y: globalPx(y) };
      bestDistance = distance;
    }
  }
  return best;
}

/**
 * A position that a toolkit or browser reports in logical units (CSS pixels, points), relative to the top left of a
 * display, as a global physical pixel.
 */
export const logicalToGlobal = (display: Display, logicalX: number, logicalY: number): Point => ({
  x: globalPx(display.box.x1 + Math.floor(logicalX * display.scale)),
  y: globalPx(display.box.y1 + Math.floor(logicalY * display.scale)),
});

/** The logical position, relative to its display, of the centre of a global physical pixel. */
export const globalToLogical = (display: Display, p: Point): { readonly x: number; readonly y: number } => ({
  x: ((p.x as number) - display.box.x1 + 0.5) / display.scale,
  y: ((p.y as number) - display.box.y1 + 0.5) / display.scale,
});

/** A display for a picture that no monitor shows: origin at zero, one to one. */
export const pictureDisplay = (name: string, width: number, height: number): Display => ({
  id: 'file',
  name,
  box: { x1: 0 as GlobalPx, y1: 0 as GlobalPx, x2: globalPx(width), y2: globalPx(height) },
  scale: 1,
  primary: true,
});
