/**
 * Coordinates that cannot be mixed up.
 *
 * Everywhere but in `capture/geometry` a position is in global physical pixels (`GlobalPx`): one space over all
 * displays, origin at the top left of the primary display, negative to its left and above, before any scale factor.
 * `FramePx` counts from the top left of one captured frame. The two are different types on purpose.
 */
declare const space: unique symbol;

/** A length or position in global physical pixels. */
export type GlobalPx = number & { readonly [space]: 'global' };
/** A length or position in the pixels of one frame. */
export type FramePx = number & { readonly [space]: 'frame' };

export interface Point<S extends number = GlobalPx> {
  readonly x: S;
  readonly y: S;
}

/** An axis-aligned box; `x2` and `y2` are exclusive. */
export interface Box<S extends number = GlobalPx> {
  readonly x1: S;
  readonly y1: S;
  readonly x2: S;
  readonly y2: S;
}

/** Marks a number as global physical pixels. Use at the edges only: parsing input, reading the display server. */
export const globalPx = (n: number): GlobalPx => n as GlobalPx;
/** Marks a number as frame pixels. */
export const framePx = (n: number): FramePx => n as FramePx;

export const point = <S extends number>(x: S, y: S): Point<S> => ({ x, y });
export const globalPoint = (x: number, y: number): Point => ({ x: globalPx(x), y: globalPx(y) });
export const globalBox = (x1: number, y1: number, x2: number, y2: number): Box => ({
  x1: globalPx(x1),
  y1: globalPx(y1),
  x2: globalPx(x2),
  y2: globalPx(y2),
});
export const frameBox = (x1: number, y1: number, x2: number, y2: number): Box<FramePx> => ({
  x1: framePx(x1),
  y1: framePx(y1),
  x2: framePx(x2),
  y2: framePx(y2),
});

export const boxWidth = (b: Box<number>): number => Math.max(0, b.x2 - b.x1);
export const boxHeight = (b: Box<number>): number => Math.max(0, b.y2 - b.y1);
export const boxArea = (b: Box<number>): number => boxWidth(b) * boxHeight(b);
export const boxIsEmpty = (b: Box<number>): boolean => b.x2 <= b.x1 || b.y2 <= b.y1;

/** The centre of a box, rounded down to a whole pixel so that it always lies inside a non-empty box. */
export const boxCentre = <S extends number>(b: Box<S>): Point<S> => ({
  x: Math.floor((b.x1 + b.x2) / 2) as S,
  y: Math.floor((b.y1 + b.y2) / 2) as S,
});

/** True when the point lies inside; left and top edges belong to the box, right and bottom do not. */
export const boxContains = <S extends number>(b: Box<S>, p: Point<S>): boolean =>
  p.x >= b.x1 && p.x < b.x2 && p.y >= b.y1 && p.y < b.y2;

/** The overlap of two boxes; may be empty (`boxIsEmpty`). */
export const boxIntersection = <S extends number>(a: Box<S>, b: Box<S>): Box<S> => ({
  x1: Math.max(a.x1, b.x1) as S,
  y1: Math.max(a.y1, b.y1) as S,
  x2: Math.min(a.x2, b.x2) as S,
  y2: Math.min(a.y2, b.y2) as S,
});

/** The smallest box around both. */
export const boxUnion = <S extends number>(a: Box<S>, b: Box<S>): Box<S> => ({
  x1: Math.min(a.x1, b.x1) as S,
  y1: Math.min(a.y1, b.y1) as S,
  x2: Math.max(a.x2, b.x2) as S,
  y2: Math.max(a.y2, b.y2) as S,
});

/** Intersection over union, 0 to 1; 0 when both are empty. */
export function boxIou<S extends number>(a: Box<S>, b: Box<S>): number {
  const inter = boxArea(boxIntersection(a, b));
  const union = boxArea(a) + boxArea(b) - inter;
  return union > 0 ? inter / union : 0;
}

/** Grows (or with a negative margin shrinks) a box on every side. */
export const boxInflate = <S extends number>(b: Box<S>, margin: number): Box<S> => ({
  x1: (b.x1 - margin) as S,
  y1: (b.y1 - margin) as S,
  x2: (b.x2 + margin) as S,
  y2: (b.y2 + margin) as S,
});
