/**
 * Telling simple icons by their outline: a cross, a plus, three lines, an arrow, a lens.
 *
 * Each glyph is drawn from a few strokes on a 16 × 16 field and compared with the ink of a box, in two thicknesses.
 * No learning: the point is the dozen signs that every desktop shares. Invariant: pure, 0 to 1.
 * Errs towards "not that sign" when another sign fits better.
 */
import type { Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';

const FIELD = 16;
/** Strokes: l line, c circle, d disc, r rectangle, f filled rectangle, p filled polygon. Coordinates 0 to 16. */
const DRAWINGS: Readonly<Record<string, string>> = {
  cross: 'l 2 2 14 14;l 14 2 2 14',
  plus: 'l 8 1 8 15;l 1 8 15 8',
  minus: 'l 1 8 15 8',
  menu: 'l 2 3 14 3;l 2 8 14 8;l 2 13 14 13',
  dots_v: 'd 8 2 1.6;d 8 8 1.6;d 8 14 1.6',
  dots_h: 'd 2 8 1.6;d 8 8 1.6;d 14 8 1.6',
  arrow_left: 'l 1 8 15 8;l 1 8 7 2;l 1 8 7 14',
  arrow_right: 'l 1 8 15 8;l 15 8 9 2;l 15 8 9 14',
  arrow_up: 'l 8 1 8 15;l 8 1 2 7;l 8 1 14 7',
  arrow_down: 'l 8 1 8 15;l 8 15 2 9;l 8 15 14 9',
  chevron_left: 'l 11 2 5 8;l 5 8 11 14',
  chevron_right: 'l 5 2 11 8;l 11 8 5 14',
  chevron_up: 'l 2 11 8 5;l 8 5 14 11',
  chevron_down: 'l 2 5 8 11;l 8 11 14 5',
  triangle_left: 'p 13 1 13 15 3 8',
  triangle_right: 'p 3 1 3 15 13 8',
  triangle_up: 'p 1 13 15 13 8 3',
  triangle_down: 'p 1 3 15 3 8 13',
  lens: 'c 6.5 6.5 5;l 10.3 10.3 15 15',
  check: 'l 1 9 6 14;l 6 14 15 3',
  square: 'r 2 2 14 14',
  windows: 'r 2 5 11 14;l 5 2 14 2;l 14 2 14 11',
  diamond: 'l 8 1 15 8;l 15 8 8 15;l 8 15 1 8;l 1 8 8 1',
  pause: 'f 3 2 6.5 14;f 9.5 2 13 14',
  stop: 'f 2 2 14 14',
  ring: 'c 8 8 7',
  disc: 'd 8 8 7',
  star: 'p 8 0 10.2 5.8 16 6 11.4 9.6 13 15.5 8 12 3 15.5 4.6 9.6 0 6 5.8 5.8',
  star_line:
    'l 8 1 10.2 6;l 10.2 6 15 6.3;l 15 6.3 11.3 9.8;l 11.3 9.8 12.6 15;l 12.6 15 8 12;l 8 12 3.4 15;l 3.4 15 4.7 9.8;l 4.7 9.8 1 6.3;l 1 6.3 5.8 6;l 5.8 6 8 1',
  gear: 'c 8 8 4.6;l 8 0 8 3;l 8 13 8 16;l 0 8 3 8;l 13 8 16 8;l 2.3 2.3 4.5 4.5;l 11.5 11.5 13.7 13.7;l 13.7 2.3 11.5 4.5;l 4.5 11.5 2.3 13.7',
  pencil: 'p 1 15 2.2 10.5 11.5 1.2 14.8 4.5 5.5 13.8',
  pencil_line: 'l 1 15 2.5 10.5;l 2.5 10.5 11.5 1.5;l 11.5 1.5 14.5 4.5;l 14.5 4.5 5.5 13.5;l 5.5 13.5 1 15',
  bin: 'l 1 4 15 4;l 6 2 10 2;l 3 4 4 15;l 13 4 12 15;l 4 15 12 15;l 6.5 7 6.5 12;l 9.5 7 9.5 12',
  bin_full: 'f 1 2.5 15 4.5;f 5.5 1 10.5 2.5;p 3 6 13 6 12 15.5 4 15.5',
  house: 'p 8 1 15.5 8 0.5 8;f 3 8 13 15',
  padlock: 'f 3 7 13 15;c 8 6 3.6',
  list: 'd 2 3 1.2;d 2 8 1.2;d 2 13 1.2;l 5 3 15 3;l 5 8 15 8;l 5 13 15 13',
  grid: 'f 1 1 7 7;f 9 1 15 7;f 1 9 7 15;f 9 9 15 15',
  grid9:
    'f 1 1 4 4;f 6.5 1 9.5 4;f 12 1 15 4;f 1 6.5 4 9.5;f 6.5 6.5 9.5 9.5;f 12 6.5 15 9.5;f 1 12 4 15;f 6.5 12 9.5 15;f 12 12 15 15',
  eject: 'p 8 2 15 10 1 10;f 1 12 15 15',
  refresh: 'c 8 8 5.6;p 10 0 15.5 3.2 10.5 7',
  folder: 'p 1 3 6 3 8 5 15 5 15 14 1 14',
  folder_line: 'l 1 3 6 3;l 6 3 8 5;l 8 5 15 5;l 15 5 15 14;l 15 14 1 14;l 1 14 1 3',
  person: 'd 8 4.5 3.7;p 1.5 15 2.5 11 6 9.3 10 9.3 13.5 11 14.5 15',
  bell: 'p 2 12 3.5 10 4.5 4 8 1.5 11.5 4 12.5 10 14 12;d 8 13.8 1.6',
  info: 'c 8 8 7;l 8 7 8 12;d 8 4.5 1',
  clock: 'c 8 8 7;l 8 8 8 3.5;l 8 8 11.5 9.5',
  eye: 'l 1 8 4 4.8;l 4 4.8 8 3.6;l 8 3.6 12 4.8;l 12 4.8 15 8;l 15 8 12 11.2;l 12 11.2 8 12.4;l 8 12.4 4 11.2;l 4 11.2 1 8;d 8 8 2.4',
  heart: 'd 4.8 5 3.8;d 11.2 5 3.8;p 1.4 6.8 14.6 6.8 8 14.6',
  download: 'l 8 1 8 10;l 8 10 4 6;l 8 10 12 6;l 1 14 15 14',
  share: 'd 3 8 2;d 13 3 2;d 13 13 2;l 3 8 13 3;l 3 8 13 13',
  printer: 'r 1 6 15 12;r 4 1 12 6;f 4 10 12 15',
  floppy: 'r 1 1 15 15;f 4 1 11 6;r 4 9 12 15',
  envelope: 'r 1 3 15 13;l 1 3 8 9;l 8 9 15 3',
  calendar: 'r 1 2 15 15;f 1 2 15 6',
  camera: 'r 1 4 15 14;c 8 9 3.2;f 5 2 11 4',
  speaker: 'p 1 5.5 4 5.5 8 2 8 14 4 10.5 1 10.5;l 11 5 12 8;l 12 8 11 11',
  moon: 'p 9 1 5 2.5 2.5 6 2.5 10 5 13.5 9 15 13 13.6 14.5 11 10 11 7 8 7 4.5',
  sun: 'c 8 8 3.4;l 8 0 8 2.5;l 8 13.5 8 16;l 0 8 2.5 8;l 13.5 8 16 8;l 2.5 2.5 4 4;l 12 12 13.5 13.5;l 13.5 2.5 12 4;l 4 12 2.5 13.5',
  bookmark: 'p 4 1 12 1 12 15 8 11 4 15',
  page: 'l 3 1 10 1;l 10 1 13 4;l 13 4 13 15;l 13 15 3 15;l 3 15 3 1',
  copy: 'r 1 4 10 15;l 5 4 5 1;l 5 1 15 1;l 15 1 15 12;l 15 12 10 12',
  power: 'c 8 9 6;l 8 0 8 7',
  layers: 'l 8 1 15 5;l 15 5 8 9;l 8 9 1 5;l 1 5 8 1;l 1 10 8 14;l 8 14 15 10',
  undo: 'l 1 6 11 6;l 1 6 5 2;l 1 6 5 10;l 11 6 14 8;l 14 8 14 11;l 14 11 11 13;l 11 13 5 13',
  redo: 'l 15 6 5 6;l 15 6 11 2;l 15 6 11 10;l 5 6 2 8;l 2 8 2 11;l 2 11 5 13;l 5 13 11 13',
  expand: 'l 10 1 15 1;l 15 1 15 6;l 15 1 9.5 6.5;l 1 10 1 15;l 1 15 6 15;l 1 15 6.5 9.5',
  paperclip: 'l 4 8 4 12;l 4 12 8 15;l 8 15 12 12;l 12 12 12 4;l 12 4 9.5 1;l 9.5 1 7 4;l 7 4 7 11',
};
export const GLYPHS: readonly string[] = Object.keys(DRAWINGS);

/** Ink on a 16 × 16 field, 0 to 1 a cell, scaled to fill it along its longer side. */
export interface Ink {
  readonly cells: Float32Array;
  /** Width over height of the ink before scaling. */
  readonly aspect: number;
}

/** Scales a mask's inked part to the field and blurs it a little, so that a pixel's shift does not matter. */
function normalise(mask: Uint8Array, width: number, height: number): Ink | null {
  let [x1, y1, x2, y2] = [width, height, -1, -1];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (mask[y * width + x]) {
        if (x < x1) x1 = x;
        if (x > x2) x2 = x;
        if (y < y1) y1 = y;
        if (y > y2) y2 = y;
      }
  if (x2 < x1) return null;
  const w = x2 - x1 + 1;
  const h = y2 - y1 + 1;
  const scale = Math.max(w, h) / FIELD;
  const left = (x1 + x2 + 1) / 2 - (FIELD * scale) / 2;
  const top = (y1 + y2 + 1) / 2 - (FIELD * scale) / 2;
  const raw = new Float32Array(FIELD * FIELD);
  // Three by three samples a cell.
  for (let cy = 0; cy < FIELD * 3; cy++) {
    const y = Math.floor(top + ((cy + 0.5) * scale) / 3);
    if (y < 0 || y >= height) continue;
    for (let cx = 0; cx < FIELD * 3; cx++) {
      const x = Math.floor(left + ((cx + 0.5) * scale) / 3);
      if (x < 0 || x >= width || !mask[y * width + x]) continue;
      const cell = Math.floor(cy / 3) * FIELD + Math.floor(cx / 3);
      raw[cell] = (raw[cell] ?? 0) + 1 / 9;
    }
  }
  return { cells: blur(raw), aspect: w / h };
}

function blur(raw: Float32Array): Float32Array {
  const out = new Float32Array(raw.length);
  let norm = 0;
  for (let y = 0; y < FIELD; y++)
    for (let x = 0; x < FIELD; x++) {
      let sum = 0;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          if (x + dx < 0 || y + dy < 0 || x + dx >= FIELD || y + dy >= FIELD) continue;
          sum += (raw[(y + dy) * FIELD + x + dx] ?? 0) * (dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1);
        }
      out[y * FIELD + x] = sum;
      norm += sum * sum;
    }
  const k = norm > 0 ? 1 / Math.sqrt(norm) : 0;
  for (let i = 0; i < out.length; i++) out[i] = (out[i] ?? 0) * k;
  return out;
}

/** Draws the strokes of a glyph at four times the field's size. */
function draw(strokes: string, thickness: number): Ink | null {
  const n = FIELD * 4 + 16;
  const mask = new Uint8Array(n * n);
  const k = 4;
  const paint = (inside: (x: number, y: number) => boolean): void => {
    for (let y = 0; y < n; y++) for (let x = 0; x < n; x++) if (inside((x - 8) / k, (y - 8) / k)) mask[y * n + x] = 1;
  };
  for (const stroke of strokes.split(';')) {
    const [kind = '', ...rest] = stroke.split(' ');
    const v = rest.map(Number);
    const [a = 0, b = 0, c = 0, d = 0] = v;
    const half = thickness / 2;
    if (kind === 'l') paint((x, y) => toSegment(x, y, a, b, c, d) <= half);
    else if (kind === 'c') paint((x, y) => Math.abs(Math.hypot(x - a, y - b) - c) <= half);
    else if (kind === 'd') paint((x, y) => Math.hypot(x - a, y - b) <= c);
    else if (kind === 'f') paint((x, y) => x >= a && x <= c && y >= b && y <= d);
    else if (kind === 'r')
      paint((x, y) => {
        const inner = x > a + half && x < c - half && y > b + half && y < d - half;
        return x >= a - half && x <= c + half && y >= b - half && y <= d + half && !inner;
      });
    else if (kind === 'p') paint((x, y) => inPolygon(x, y, v));
  }
  return normalise(mask, n, n);
}

function toSegment(x: number, y: number, x1: number, y1: number, x2: number, y2: number): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const t = Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / Math.max(1e-9, dx * dx + dy * dy)));
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}

function inPolygon(x: number, y: number, corners: readonly number[]): boolean {
  let inside = false;
  for (let i = 0, j = corners.length - 2; i < corners.length; j = i, i += 2) {
    const [xi = 0, yi = 0, xj = 0, yj = 0] = [corners[i], corners[i + 1], corners[j], corners[j + 1]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

interface Template {
  readonly name: string;
  readonly ink: Ink;
}
let drawn: readonly Template[] | null = null;
/**
 * Hairline and bold, as icon sets have them, for strokes; filled shapes are the same in both. Drawn when a sign is first
 * looked for: that takes longer than all the rest of a start, and most commands look for none.
 */
const templates = (): readonly Template[] =>
  (drawn ??= Object.entries(DRAWINGS).flatMap(([name, strokes]) =>
    (/[lcr] /.test(strokes) ? [1.4, 2.8] : [2]).flatMap((thickness) => {
      const ink = draw(strokes, thickness);
      return ink ? [{ name, ink }] : [];
    }),
  ));

/** Larger boxes are sampled, so that a picture costs no more than an icon. */
const SAMPLES = 32;

/** The ink of a box: what differs from its ground. `inset` looks inside a button's border (0 to 0.4 of its size). */
export function inkOf(frame: Frame, box: Box, inset = 0): Ink | null {
  const known = inks.get(frame) ?? new Map<string, Ink | null>();
  inks.set(frame, known);
  const key = `${box.x1},${box.y1},${box.x2},${box.y2},${inset}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const ink = readInk(frame, box, inset);
  known.set(key, ink);
  return ink;
}
const inks = new WeakMap<Frame, Map<string, Ink | null>>();

function readInk(frame: Frame, box: Box, inset: number): Ink | null {
  const { width, height, data, display } = frame;
  const x1 = Math.max(0, Math.round(box.x1 - display.box.x1 + (box.x2 - box.x1) * inset));
  const y1 = Math.max(0, Math.round(box.y1 - display.box.y1 + (box.y2 - box.y1) * inset));
  const x2 = Math.min(width, Math.round(box.x2 - display.box.x1 - (box.x2 - box.x1) * inset));
  const y2 = Math.min(height, Math.round(box.y2 - display.box.y1 - (box.y2 - box.y1) * inset));
  if (x2 - x1 < 3 || y2 - y1 < 3 || data.length < width * height * 4) return null;
  const step = Math.max(1, Math.max(x2 - x1, y2 - y1) / SAMPLES);
  const w = Math.floor((x2 - x1) / step);
  const h = Math.floor((y2 - y1) / step);
  const grey = new Float32Array(w * h);
  const bins = new Uint16Array(16);
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const at = ((y1 + Math.floor(y * step)) * width + x1 + Math.floor(x * step)) * 4;
      const v = ((data[at] ?? 0) * 2 + (data[at + 1] ?? 0) * 3 + (data[at + 2] ?? 0)) / 6;
      grey[y * w + x] = v;
      if (x === 0 || y === 0 || x === w - 1 || y === h - 1 || inset > 0) {
        const bin = Math.min(15, Math.floor(v / 16));
        bins[bin] = (bins[bin] ?? 0) + 1;
      }
    }
  let mode = 0;
  for (let i = 1; i < 16; i++) if ((bins[i] ?? 0) > (bins[mode] ?? 0)) mode = i;
  const ground = mode * 16 + 8;
  let furthest = 0;
  for (const v of grey) furthest = Math.max(furthest, Math.abs(v - ground));
  // A disabled icon is pale; what differs by less than this is noise of a gradient.
  if (furthest < 30) return null;
  const mask = new Uint8Array(w * h);
  grey.forEach((v, i) => {
    if (Math.abs(v - ground) > furthest * 0.45) mask[i] = 1;
  });
  return normalise(mask, w, h);
}

function alike(a: Ink, b: Ink): number {
  let dot = 0;
  for (let i = 0; i < a.cells.length; i++) dot += (a.cells[i] ?? 0) * (b.cells[i] ?? 0);
  const ratio = Math.abs(Math.log(a.aspect / b.aspect));
  return Math.max(0, dot - 0.25 * Math.max(0, ratio - 0.2));
}

/** How much a box looks like one of the wanted glyphs (name to weight), and which. */
export function glyphScore(
  frame: Frame,
  box: Box,
  wanted: ReadonlyMap<string, number>,
): { score: number; name: string } {
  let best = { score: 0, name: '' };
  if (wanted.size === 0) return best;
  // Small boxes are the sign itself; larger ones may be a button around it.
  for (const inset of Math.min(box.x2 - box.x1, box.y2 - box.y1) >= 22 * frame.display.scale ? [0, 0.24] : [0]) {
    const ink = inkOf(frame, box, inset);
    if (!ink) continue;
    let [own, name, weight] = [0, '', 0];
    for (const t of templates()) {
      const w = wanted.get(t.name);
      if (w === undefined) continue;
      const s = alike(ink, t.ink);
      if (s * w > own * weight) [own, name, weight] = [s, t.name, w];
    }
    if (own < 0.7) continue;
    // Another sign that fits better speaks against this one.
    const rival = templates().reduce((m, t) => (wanted.has(t.name) ? m : Math.max(m, alike(ink, t.ink))), 0);
    const score = Math.max(0, own - Math.max(0, rival - own) * 2) * weight * (inset > 0 ? 0.97 : 1);
    if (score > best.score) best = { score, name };
  }
  return best;
}
