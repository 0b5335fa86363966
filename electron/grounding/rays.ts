/**
 * Looking along a line of pixels: where does the even ground beside a label end?
 *
 * Finds a field by its border when no detector saw it. Invariant: reads at most `reach` pixels; null when nothing is met.
 */
import { globalBox } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';

/** A step in brightness that ends even ground; anti-aliased borders of pale themes are near 12 a channel. */
const STEP = 26;

type Read = (x: number, y: number) => number;

function reader(frame: Frame): Read {
  const { width, height, data, display } = frame;
  return (gx, gy) => {
    const x = gx - display.box.x1;
    const y = gy - display.box.y1;
    if (x < 0 || y < 0 || x >= width || y >= height) return -1;
    const at = (y * width + x) * 4;
    return (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
  };
}

/** Distance to the first change of ground from a start in a direction, or null within `reach`. */
function cast(read: Read, x: number, y: number, dx: number, dy: number, reach: number): number | null {
  const ground = read(x, y);
  for (let d = 1; d <= reach; d++) {
    const v = read(x + dx * d, y + dy * d);
    if (v < 0) return null;
    if (Math.abs(v - ground) > STEP) return d;
  }
  return null;
}

/**
 * The bordered box right of a label, or else below it: the field that the label names. Global physical pixels.
 * Only its place is sure, so the box is 80 pixels (times the scale) wide: most fields are wider, number
 * boxes have their buttons right of that, and starts at the border.
 */
export function fieldBeside(frame: Frame, label: Box): Box | null {
  const read = reader(frame);
  const height = label.y2 - label.y1;
  const middle = Math.floor((label.y1 + label.y2) / 2);
  const wide = Math.round(80 * frame.display.scale);
  const from = label.x2 + 2;
  const right = cast(read, from, middle, 1, 0, Math.round(height * 4));
  if (right !== null) {
    const x = from + right;
    // A border runs up and down; a letter or an icon does not.
    const tall = [-6, -3, 3, 6].filter((dy) => {
      const d = cast(read, from, middle + dy, 1, 0, right + 3);
      return d !== null && Math.abs(d - right) <= 2;
    });
    if (tall.length >= 3) return globalBox(x + 1, label.y1, x + 1 + wide, label.y2);
  }
  // Placeholder text stands inside its field: a border close above and below.
  const x0 = label.x1 + Math.floor((label.x2 - label.x1) / 2);
  const over = cast(read, x0, label.y1 - 2, 0, -1, Math.round(height * 0.75));
  const under = cast(read, x0, label.y2 + 2, 0, 1, Math.round(height * 0.75));
  if (over !== null && under !== null) return label;
  const left = label.x1 + Math.min(12, Math.floor((label.x2 - label.x1) / 2));
  const down = cast(read, left, label.y2 + 2, 0, 1, Math.round(height * 1.6));
  if (down !== null) {
    const flat = [8, 20, 40].filter((dx) => {
      const d = cast(read, left + dx, label.y2 + 2, 0, 1, down + 3);
      return d !== null && Math.abs(d - down) <= 2;
    });
    const y = label.y2 + 2 + down;
    if (flat.length >= 3) return globalBox(label.x1, y + 1, label.x1 + wide, y + 1 + Math.round(height * 1.4));
  }
  return null;
}
