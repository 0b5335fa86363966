/** A screen drawn for tests: boxes and signs as pixels, and the elements a reader would make of them. */
import { globalBox } from '../../../electron/protocol/coordinates.ts';
import type { Box } from '../../../electron/protocol/coordinates.ts';
import type { Element, ElementKind, Screen } from '../../../electron/protocol/screen.ts';
import type { WindowInfo } from '../../../electron/protocol/frame.ts';

type Rgb = readonly [number, number, number];

/** Strokes of a few signs, drawn here independently of the grounder's own table. Coordinates 0 to 1. */
const SIGNS: Readonly<Record<string, readonly (readonly [number, number, number, number])[]>> = {
  cross: [
    [0.1, 0.1, 0.9, 0.9],
    [0.9, 0.1, 0.1, 0.9],
  ],
  plus: [
    [0.5, 0, 0.5, 1],
    [0, 0.5, 1, 0.5],
  ],
  minus: [[0, 0.5, 1, 0.5]],
  menu: [
    [0, 0.15, 1, 0.15],
    [0, 0.5, 1, 0.5],
    [0, 0.85, 1, 0.85],
  ],
  back: [
    [0.65, 0.05, 0.25, 0.5],
    [0.25, 0.5, 0.65, 0.95],
  ],
  next: [
    [0.35, 0.05, 0.75, 0.5],
    [0.75, 0.5, 0.35, 0.95],
  ],
  down: [
    [0.05, 0.3, 0.5, 0.7],
    [0.5, 0.7, 0.95, 0.3],
  ],
  check: [
    [0.05, 0.55, 0.35, 0.9],
    [0.35, 0.9, 0.95, 0.15],
  ],
  square: [
    [0.1, 0.1, 0.9, 0.1],
    [0.9, 0.1, 0.9, 0.9],
    [0.9, 0.9, 0.1, 0.9],
    [0.1, 0.9, 0.1, 0.1],
  ],
  // Signs of no name: decoys.
  zigzag: [
    [0, 0.2, 0.3, 0.8],
    [0.3, 0.8, 0.6, 0.2],
    [0.6, 0.2, 1, 0.8],
  ],
  fork: [
    [0.5, 1, 0.5, 0.4],
    [0.5, 0.4, 0.1, 0],
    [0.5, 0.4, 0.9, 0],
  ],
  corner: [
    [0.1, 0, 0.1, 0.9],
    [0.1, 0.9, 0.9, 0.9],
  ],
};
export const SIGN_NAMES: readonly string[] = Object.keys(SIGNS);

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly #pixels: Uint32Array;
  readonly elements: Element[] = [];
  readonly windows: WindowInfo[] = [];

  constructor(width = 1024, height = 768, ground: Rgb = [250, 250, 250]) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height * 4);
    this.#pixels = new Uint32Array(this.data.buffer);
    this.#fill(globalBox(0, 0, width, height), ground);
  }

  #fill(b: Box, [r, g, bl]: Rgb): void {
    // Little-endian RGBA, a row at a time.
    const pixel = ((255 << 24) | (bl << 16) | (g << 8) | r) >>> 0;
    const x1 = Math.max(0, b.x1);
    const x2 = Math.min(this.width, b.x2);
    if (x2 <= x1) return;
    for (let y = Math.max(0, b.y1); y < Math.min(this.height, b.y2); y++)
      this.#pixels.fill(pixel, y * this.width + x1, y * this.width + x2);
  }

  #push(kind: ElementKind, box: Box, text: string, fill: Rgb | null, children: readonly string[] = []): Element {
    const e: Element = {
      id: `e${this.elements.length}`,
      kind,
      box,
      text,
      confidence: 0.95,
      source: 'pixels',
      words: [],
      children,
      fill,
    };
    this.elements.push(e);
    return e;
  }

  /** A line of text, about 7 × 16 pixels a letter, painted as strokes of noise. */
  text(x: number, y: number, text: string, ink: Rgb = [40, 40, 40]): Element {
    const box = globalBox(x, y, x + Math.max(8, text.length * 7), y + 16);
    for (let i = 0; i < text.length; i++) {
      if (text[i] === ' ') continue;
      const left = x + i * 7;
      this.#fill(globalBox(left + 1, y + 4, left + 2, y + 14), ink);
      this.#fill(globalBox(left + 1, y + 4 + ((i * 3) % 8), left + 5, y + 5 + ((i * 3) % 8)), ink);
    }
    return this.#push('text', box, text, null);
  }

  /** A bordered control around a text. `kind` button, tab, row, field … */
  control(kind: ElementKind, box: Box, text: string, fill: Rgb = [238, 238, 238]): Element {
    this.#fill(box, [150, 150, 150]);
    this.#fill(globalBox(box.x1 + 1, box.y1 + 1, box.x2 - 1, box.y2 - 1), fill);
    const ink: Rgb = fill[0] + fill[1] + fill[2] < 330 ? [250, 250, 250] : [40, 40, 40];
    const wide = text.length * 7;
    const x = kind === 'field' || kind === 'row' ? box.x1 + 8 : Math.floor((box.x1 + box.x2 - wide) / 2);
    const child = text.length > 0 ? this.text(x, Math.floor((box.y1 + box.y2) / 2) - 8, text, ink) : null;
    return this.#push(kind, box, text, fill, child ? [child.id] : []);
  }

  /** A sign without text; `size` pixels square, `thickness` pixels of stroke. */
  sign(name: string, x: number, y: number, size = 16, thickness = 2, ink: Rgb = [60, 60, 60]): Element {
    for (const [x1, y1, x2, y2] of SIGNS[name] ?? [])
      for (let t = 0; t <= 40; t++) {
        const px = Math.round(x + (x1 + ((x2 - x1) * t) / 40) * size);
        const py = Math.round(y + (y1 + ((y2 - y1) * t) / 40) * size);
        this.#fill(globalBox(px, py, px + thickness, py + thickness), ink);
      }
    return this.#push('icon', globalBox(x - 1, y - 1, x + size + thickness + 1, y + size + thickness + 1), '', null);
  }

  toggle(kind: 'checkbox' | 'switch' | 'radio', x: number, y: number): Element {
    const box = kind === 'switch' ? globalBox(x, y, x + 46, y + 24) : globalBox(x, y, x + 16, y + 16);
    this.#fill(box, [120, 120, 120]);
    this.#fill(globalBox(box.x1 + 2, box.y1 + 2, box.x2 - 2, box.y2 - 2), [235, 235, 235]);
    return this.#push(kind, box, '', [235, 235, 235]);
  }

  container(box: Box, fill: Rgb = [255, 255, 255]): Element {
    this.#fill(box, [180, 180, 180]);
    this.#fill(globalBox(box.x1 + 1, box.y1 + 1, box.x2 - 1, box.y2 - 1), fill);
    return this.#push('container', box, '', fill);
  }

  screen(): Screen {
    const box = globalBox(0, 0, this.width, this.height);
    return {
      frame: {
        display: { id: '0', name: 'drawn', box, scale: 1, primary: true },
        width: this.width,
        height: this.height,
        data: this.data,
        tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
        hash: '',
        takenAt: 0,
        source: 'file',
      },
      elements: this.elements,
      windows: this.windows,
      changed: [box],
      readMs: 0,
      reuse: { cached: 0, read: 0 },
    };
  }
}
