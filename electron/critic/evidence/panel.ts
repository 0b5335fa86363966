/**
 * The dialog around a point, found from pixels: the area of one background colour that holds the target.
 *
 * Windows and dialogs are drawn on one colour with a border or a shadow around it. From the target outwards the areas
 * are nested (button, row of buttons, dialog, window); the largest that is still small against the screen is taken.
 * Errs towards finding no dialog; the caller then reads the text near the target instead.
 */
import type { Frame } from '../../protocol/frame.ts';

/** In frame pixels; x2 and y2 exclusive. */
export interface Area {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Two colours this close in every channel are one background (shading and compression are smaller). */
const SAME = 9;
/** A cell is 2×2 pixels and must be all background, so that a border one pixel wide stops the fill. */
const CELL = 2;

const width = (a: Area): number => a.x2 - a.x1;
const height = (a: Area): number => a.y2 - a.y1;

function colourAt(frame: Frame, x: number, y: number): number {
  const i = (y * frame.width + x) * 4;
  return ((frame.data[i] ?? 0) << 16) | ((frame.data[i + 1] ?? 0) << 8) | (frame.data[i + 2] ?? 0);
}

/** The commonest colour on the rim of an area, and a point of the rim that has it. */
function rimColour(frame: Frame, a: Area): { x: number; y: number; colour: number } | null {
  const counts = new Map<number, { n: number; x: number; y: number }>();
  const see = (x: number, y: number): void => {
    if (x < 0 || y < 0 || x >= frame.width || y >= frame.height) return;
    const colour = colourAt(frame, x, y);
    const c = counts.get(colour);
    if (c) c.n++;
    else counts.set(colour, { n: 1, x, y });
  };
  for (let x = a.x1; x < a.x2; x += 2) {
    see(x, a.y1);
    see(x, a.y2 - 1);
  }
  for (let y = a.y1; y < a.y2; y += 2) {
    see(a.x1, y);
    see(a.x2 - 1, y);
  }
  let best: { x: number; y: number; colour: number; n: number } | null = null;
  for (const [colour, c] of counts) if (!best || c.n > best.n) best = { ...c, colour };
  return best;
}

/** The bounding area of the background connected to a point; ends early once it is larger than `most` pixels. */
function fill(frame: Frame, sx: number, sy: number, colour: number, most: number): Area {
  const columns = Math.floor(frame.width / CELL);
  const rows = Math.floor(frame.height / CELL);
  const seen = new Uint8Array(columns * rows);
  const stack = new Int32Array(columns * rows);
  const { data, width: across } = frame;
  const [red, green, blue] = [colour >> 16, (colour >> 8) & 255, colour & 255];
  // Called a hundred thousand times a judgement: no calls and no objects inside.
  const isGround = (cx: number, cy: number): boolean => {
    const at = (cy * CELL * across + cx * CELL) * 4;
    for (let k = 0; k < 4; k++) {
      const i = at + (k & 1) * 4 + (k >> 1) * across * 4;
      const r = (data[i] ?? 0) - red;
      const g = (data[i + 1] ?? 0) - green;
      const b = (data[i + 2] ?? 0) - blue;
      if (r > SAME || r < -SAME || g > SAME || g < -SAME || b > SAME || b < -SAME) return false;
    }
    return true;
  };
  const start = Math.min(rows - 1, sy >> 1) * columns + Math.min(columns - 1, sx >> 1);
  seen[start] = 1;
  let held = 0;
  stack[held++] = start;
  let [x1, y1, x2, y2] = [columns, rows, 0, 0];
  while (held > 0) {
    const at = stack[--held] ?? 0;
    const cx = at % columns;
    const cy = (at - cx) / columns;
    if (cx < x1) x1 = cx;
    if (cx > x2) x2 = cx;
    if (cy < y1) y1 = cy;
    if (cy > y2) y2 = cy;
    if ((x2 - x1) * (y2 - y1) * CELL * CELL > most) break;
    for (let k = 0; k < 4; k++) {
      const nx = cx + (k === 0 ? -1 : k === 1 ? 1 : 0);
      const ny = cy + (k === 2 ? -1 : k === 3 ? 1 : 0);
      if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
      const n = ny * columns + nx;
      if (seen[n] === 1) continue;
      seen[n] = 1;
      if (isGround(nx, ny)) stack[held++] = n;
    }
  }
  return { x1: x1 * CELL, y1: y1 * CELL, x2: (x2 + 1) * CELL, y2: (y2 + 1) * CELL };
}

const clip = (frame: Frame, a: Area): Area => ({
  x1: Math.max(0, a.x1),
  y1: Math.max(0, a.y1),
  x2: Math.min(frame.width, a.x2),
  y2: Math.min(frame.height, a.y2),
});
const grow = (a: Area, by: number): Area => ({ x1: a.x1 - by, y1: a.y1 - by, x2: a.x2 + by, y2: a.y2 + by });
const join = (a: Area, b: Area): Area => ({
  x1: Math.min(a.x1, b.x1),
  y1: Math.min(a.y1, b.y1),
  x2: Math.max(a.x2, b.x2),
  y2: Math.max(a.y2, b.y2),
});
const sameColumn = (a: Area, b: Area): boolean => Math.abs(a.x1 - b.x1) <= 12 && Math.abs(a.x2 - b.x2) <= 12;

/** Title bars and rows of buttons are strips of their own colour: joined with the body above or below them. */
function joinStrips(frame: Frame, a: Area, most: number): Area {
  let whole = a;
  for (const y of [a.y1 - 6, a.y2 + 5]) {
    if (y < 0 || y >= frame.height) continue;
    const rim = rimColour(frame, { x1: a.x1 + 8, x2: a.x2 - 8, y1: y, y2: y + 1 });
    if (!rim) continue;
    const other = fill(frame, rim.x, rim.y, rim.colour, most);
    if (sameColumn(a, other) && area(join(whole, other)) <= most) whole = join(whole, other);
  }
  return whole;
}
const area = (a: Area): number => Math.max(0, width(a)) * Math.max(0, height(a));

/**
 * The dialog-like area around `seed` (the target's box or a few pixels around the point), or null when the target lies
 * on a window or desktop as large as the screen. Frame pixels.
 */
export function enclosingPanel(frame: Frame, seed: Area): Area | null {
  const screen = frame.width * frame.height;
  // Larger than this is a main window: what stands in it is content, not a question.
  const most = screen * 0.45;
  let current = clip(frame, grow(seed, 3));
  let best: Area | null = null;
  for (let depth = 0; depth < 6; depth++) {
    const rim = rimColour(frame, current);
    if (!rim) break;
    const found = fill(frame, rim.x, rim.y, rim.colour, most);
    if (area(found) > most) break;
    const holds =
      found.x1 <= seed.x1 + 6 && found.x2 >= seed.x2 - 6 && found.y1 <= seed.y1 + 6 && found.y2 >= seed.y2 - 6;
    if (holds) {
      const whole = joinStrips(frame, found, most);
      if (area(whole) > most) break;
      if (width(whole) >= 120 && height(whole) >= 60) best = whole;
      current = clip(frame, grow(join(current, whole), 4));
    } else {
      current = clip(frame, grow(current, 6));
    }
    if (area(current) > most) break;
  }
  return best;
}

/** The red of warnings, as desktop themes have it; not orange, not pink. */
export const isRed = (r: number, g: number, b: number): boolean => r > 140 && r - g > 80 && r - b > 70;

/** Share of strongly red pixels (0 to 1) in an area: warning buttons and icons of every desktop theme are red. */
export function rednessOf(frame: Frame, a: Area): number {
  const c = clip(frame, a);
  let red = 0;
  let n = 0;
  for (let y = c.y1; y < c.y2; y++) {
    for (let x = c.x1; x < c.x2; x++) {
      const colour = colourAt(frame, x, y);
      const [r, g, b] = [colour >> 16, (colour >> 8) & 255, colour & 255];
      n++;
      if (isRed(r, g, b)) red++;
    }
  }
  return n === 0 ? 0 : red / n;
}
