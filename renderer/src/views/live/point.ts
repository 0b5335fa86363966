/** Pointing at the picture of a screen. Pure. */
import type { Rect } from '../../ui/shot.tsx';

/** Global physical pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const within = (box: Rect, x: number, y: number): Place => ({
  x: Math.max(box.x1, Math.min(box.x2 - 1, Math.floor(x))),
  y: Math.max(box.y1, Math.min(box.y2 - 1, Math.floor(y))),
});

/** The place on the screen under a pointer that is over its picture. */
export function toScreen(
  at: { readonly clientX: number; readonly clientY: number },
  picture: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  box: Rect,
): Place {
  if (picture.width === 0 || picture.height === 0) return within(box, box.x1, box.y1);
  const x = box.x1 + ((at.clientX - picture.left) / picture.width) * (box.x2 - box.x1);
  const y = box.y1 + ((at.clientY - picture.top) / picture.height) * (box.y2 - box.y1);
  return within(box, x, y);
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
/** Pixels that an arrow key moves the cross: to get there, and with Shift to be exact. */
const STRIDE = 16;

/** Where the cross goes by a key; Enter leaves it where it is. Null for keys that are not for it. */
export function moveCross(from: Place, key: string, exact: boolean, box: Rect): Place | null {
  if (key === 'Enter' || key === ' ') return within(box, from.x, from.y);
  const arrow = Object.hasOwn(ARROWS, key) ? ARROWS[key] : undefined;
  if (!arrow) return null;
  const stride = exact ? 1 : STRIDE;
  return within(box, from.x + arrow[0] * stride, from.y + arrow[1] * stride);
}
