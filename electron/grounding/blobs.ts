/**
 * Small drawn things without text: icons, switches, boxes, found in the pixels of a frame when a phrase needs them.
 *
 * For screens whose source reports no icons (a plain list of text lines). Lazy and kept for each frame.
 * Invariant: boxes lie inside the frame. Errs towards more boxes: they are proposals, ranked by the phrase.
 */
import { boxArea, boxIntersection, boxIsEmpty, globalBox } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';

/** Cell of the grid in which edges are joined: the gap between the strokes of one icon, half that between two icons. */
const CELL = 4;
/** A step between neighbouring pixels that counts as an edge, sum over two channels, 0..510: a pale border is about 30. */
const EDGE = 36;
/** Icons are between these many pixels at scale 1; a tile of a launcher is about 96. */
const SMALLEST = 5;
const LARGEST = 110;

const cache = new WeakMap<Frame, readonly Box[]>();

/** Every small connected drawing of the frame, text included. Global physical pixels. */
function components(frame: Frame): readonly Box[] {
  const known = cache.get(frame);
  if (known) return known;
  const { width, height, data } = frame;
  const columns = Math.ceil(width / CELL);
  const rows = Math.ceil(height / CELL);
  const mark = new Uint8Array(columns * rows);
  if (data.length >= width * height * 4) {
    // Every other pixel against its neighbours one and two away: a line one pixel wide cannot slip through.
    for (let y = 0; y < height - 2; y += 2) {
      const base = Math.floor(y / CELL) * columns;
      const row = width * 4;
      let at = y * row;
      for (let x = 0; x < width - 2; x += 2, at += 8) {
        const r = data[at] ?? 0;
        const g = data[at + 1] ?? 0;
        const step = (to: number): boolean => Math.abs(r - (data[to] ?? 0)) + Math.abs(g - (data[to + 1] ?? 0)) > EDGE;
        if (step(at + 4) || step(at + row) || step(at + 8) || step(at + row * 2)) mark[base + Math.floor(x / CELL)] = 1;
      }
    }
  }
  const scale = frame.display.scale;
  const boxes: Box[] = [];
  const stack: number[] = [];
  for (let start = 0; start < mark.length; start++) {
    if (mark[start] !== 1) continue;
    mark[start] = 2;
    stack.push(start);
    let [x1, y1, x2, y2] = [columns, rows, 0, 0];
    for (let cell = stack.pop(); cell !== undefined; cell = stack.pop()) {
      const cx = cell % columns;
      const cy = (cell - cx) / columns;
      if (cx < x1) x1 = cx;
      if (cx > x2) x2 = cx;
      if (cy < y1) y1 = cy;
      if (cy > y2) y2 = cy;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const nx = cx + dx;
          const ny = cy + dy;
          if (nx < 0 || ny < 0 || nx >= columns || ny >= rows) continue;
          const next = ny * columns + nx;
          if (mark[next] === 1) {
            mark[next] = 2;
            stack.push(next);
          }
        }
    }
    const w = (x2 - x1 + 1) * CELL;
    const h = (y2 - y1 + 1) * CELL;
    if (w < SMALLEST * scale || h < SMALLEST * scale || w > LARGEST * scale || h > LARGEST * scale) continue;
    const left = frame.display.box.x1 + x1 * CELL;
    const top = frame.display.box.y1 + y1 * CELL;
    boxes.push(
      globalBox(
        left,
        top,
        Math.min(left + w, frame.display.box.x1 + width),
        Math.min(top + h, frame.display.box.y1 + height),
      ),
    );
  }
  cache.set(frame, boxes);
  return boxes;
}

/** Small drawings that no element accounts for. */
export function findBlobs(screen: Screen, within: Box): Box[] {
  const known = screen.elements.filter(
    (e) => e.kind === 'text' || boxArea(e.box) < LARGEST * LARGEST * screen.frame.display.scale ** 2,
  );
  return components(screen.frame).filter((b) => {
    if (boxIsEmpty(boxIntersection(b, within))) return false;
    return !known.some((e) => {
      const common = boxArea(boxIntersection(b, e.box));
      return common > 0.45 * boxArea(b) || (e.kind !== 'text' && common > 0.45 * boxArea(e.box));
    });
  });
}
