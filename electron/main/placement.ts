/**
 * Where our own windows go: out of the way of what the agent is about to touch, and strips that frame the screen.
 * Pure. Logical pixels of the shell; `toLogical` is the one place where physical ones come in.
 */
import type { Rectangle, ScreenInfo } from './port.ts';

interface PhysicalBox {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Room left between a window of ours and the target. */
const MARGIN = 24;
const STRIP = 3;

export const intersects = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * Global physical pixels to the shell's logical ones. Exact on one screen and on several of the same scale; with mixed
 * scales the screen is found by its physical place as far as logical places tell it.
 */
export function toLogical(box: PhysicalBox, screens: readonly ScreenInfo[]): Rectangle {
  const physical = (s: ScreenInfo): PhysicalBox => ({
    x1: s.bounds.x * s.scaleFactor,
    y1: s.bounds.y * s.scaleFactor,
    x2: (s.bounds.x + s.bounds.width) * s.scaleFactor,
    y2: (s.bounds.y + s.bounds.height) * s.scaleFactor,
  });
  const on = screens.find((s) => {
    const p = physical(s);
    return box.x1 >= p.x1 && box.x1 < p.x2 && box.y1 >= p.y1 && box.y1 < p.y2;
  });
  const scale = on?.scaleFactor ?? screens[0]?.scaleFactor ?? 1;
  const [left, top] = on ? [on.bounds.x, on.bounds.y] : [0, 0];
  const from = on ? physical(on) : { x1: 0, y1: 0 };
  return {
    x: left + (box.x1 - from.x1) / scale,
    y: top + (box.y1 - from.y1) / scale,
    width: (box.x2 - box.x1) / scale,
    height: (box.y2 - box.y1) / scale,
  };
}

/**
 * Where a window goes so that the target is free: the nearest place beside it on its own screen, else on another one.
 * @returns null when it is not in the way; `hide` when there is no room anywhere
 */
export function outOfTheWay(
  window: Rectangle,
  target: Rectangle,
  screens: readonly ScreenInfo[],
): Rectangle | 'hide' | null {
  const wide: Rectangle = {
    x: target.x - MARGIN,
    y: target.y - MARGIN,
    width: target.width + 2 * MARGIN,
    height: target.height + 2 * MARGIN,
  };
  if (!intersects(window, wide)) return null;
  const { width, height } = window;
  const places = screens.flatMap(({ workArea: area }) => {
    const keep = (n: number, from: number, size: number, length: number): number =>
      Math.min(Math.max(n, from), from + length - size);
    const x = keep(window.x, area.x, width, area.width);
    const y = keep(window.y, area.y, height, area.height);
    const candidates = [
      { x: wide.x - width, y },
      { x: wide.x + wide.width, y },
      { x, y: wide.y - height },
      { x, y: wide.y + wide.height },
      { x, y },
    ];
    const inside = (p: { x: number; y: number }): boolean =>
      p.x >= area.x && p.y >= area.y && p.x + width <= area.x + area.width && p.y + height <= area.y + area.height;
    return candidates.filter(inside).map((p) => ({ ...p, width, height }));
  });
  const free = places.filter((p) => !intersects(p, wide));
  const far = (p: Rectangle): number => Math.abs(p.x - window.x) + Math.abs(p.y - window.y);
  return free.sort((a, b) => far(a) - far(b))[0] ?? 'hide';
}

/** Four thin strips along the inside edges of a rectangle. */
export function edgesOf({ x, y, width, height }: Rectangle, thick: number = STRIP): Rectangle[] {
  return [
    { x, y, width, height: thick },
    { x, y: y + height - thick, width, height: thick },
    { x, y: y + thick, width: thick, height: height - 2 * thick },
    { x: x + width - thick, y: y + thick, width: thick, height: height - 2 * thick },
  ];
}

/**
 * The strips to show: around every screen while the agent acts, and around the next target.
 *
 * Strips instead of one large window: where a system cannot leave a window out of pictures (X11), the agent fills its
 * own windows flat in what it sees, and a window over everything would leave nothing. There the target gets no frame
 * either, for the permit of the step is bound to the pixels around it.
 */
export function overlayStrips(
  acting: boolean,
  target: Rectangle | null,
  screens: readonly ScreenInfo[],
  platform: NodeJS.Platform,
): Rectangle[] {
  if (!acting) return [];
  const frames = screens.flatMap((s) => edgesOf(s.bounds));
  if (!target || platform === 'linux') return frames.map(rounded);
  const around = { x: target.x - 6, y: target.y - 6, width: target.width + 12, height: target.height + 12 };
  return [...frames, ...edgesOf(around)].map(rounded);
}

const rounded = ({ x, y, width, height }: Rectangle): Rectangle => ({
  x: Math.round(x),
  y: Math.round(y),
  width: Math.max(1, Math.round(width)),
  height: Math.max(1, Math.round(height)),
});
