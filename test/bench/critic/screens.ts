/**
 * Drawn screens for the critic's tests and bench: flat dialogs, menus and windows with their lines of text.
 * The pixels are real enough for the panel finder: one colour a surface, borders one pixel wide.
 */
import { globalBox, globalPoint, type Box, type Point } from '../../../electron/protocol/coordinates.ts';
import type { WindowInfo } from '../../../electron/protocol/frame.ts';
import type { Element, ElementKind, Screen } from '../../../electron/protocol/screen.ts';

type Rgb = readonly [number, number, number];
const DESKTOP: Rgb = [60, 90, 120];
const WINDOW: Rgb = [250, 250, 250];
const DIALOG: Rgb = [238, 238, 238];
const BORDER: Rgb = [150, 150, 150];
const BUTTON: Rgb = [222, 222, 222];
export const RED: Rgb = [200, 30, 40];

export interface Drawn {
  readonly screen: Screen;
  /** Middle of the text with these words. Throws when there is none. */
  at(text: string): Point;
}

export class Canvas {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  readonly elements: Element[] = [];
  windows: WindowInfo[] = [];

  constructor(width = 1024, height = 768) {
    this.width = width;
    this.height = height;
    this.data = new Uint8Array(width * height * 4).fill(255);
    this.rect(0, 0, width, height, DESKTOP);
  }

  rect(x1: number, y1: number, x2: number, y2: number, [r, g, b]: Rgb): this {
    const pixel = new Uint8Array([r, g, b, 255]);
    const [colour = 0] = new Uint32Array(pixel.buffer);
    const pixels = new Uint32Array(this.data.buffer);
    const [left, right] = [Math.max(0, x1), Math.min(this.width, x2)];
    for (let y = Math.max(0, y1); y < Math.min(this.height, y2); y++)
      if (right > left) pixels.fill(colour, y * this.width + left, y * this.width + right);
    return this;
  }

  framed(x1: number, y1: number, x2: number, y2: number, colour: Rgb): this {
    return this.rect(x1, y1, x2, y2, BORDER).rect(x1 + 1, y1 + 1, x2 - 1, y2 - 1, colour);
  }

  /** A line of text; letters are drawn as grey blocks. Returns its box. */
  text(x: number, y: number, text: string, kind: ElementKind = 'text'): Box {
    const wide = [...text].reduce((w, c) => w + ((c.codePointAt(0) ?? 0) > 0x2e80 ? 13 : 7), 0);
    const box = globalBox(x, y, x + Math.max(6, wide), y + 14);
    for (let i = 0; i + 4 < wide; i += 8) this.rect(x + i, y + 3, x + i + 4, y + 11, [70, 70, 70]);
    this.elements.push({
      id: `e${String(this.elements.length)}`,
      kind,
      box,
      text,
      confidence: 0.99,
      source: 'pixels',
      words: [],
      children: [],
      fill: null,
    });
    return box;
  }

  window(title: string, app: string, over: Partial<WindowInfo> = {}): this {
    this.windows.push({
      id: this.windows.length + 1,
      title,
      app,
      pid: null,
      box: globalBox(0, 0, this.width, this.height),
      active: true,
      minimised: false,
      transientFor: null,
      dialog: false,
      ...over,
    });
    return this;
  }

  done(): Drawn {
    const box = globalBox(0, 0, this.width, this.height);
    const screen: Screen = {
      frame: {
        display: { id: 'd', name: 'd', box, scale: 1, primary: true },
        width: this.width,
        height: this.height,
        data: this.data,
        tiles: { size: 64, columns: 0, rows: 0, hashes: [] },
        hash: 'drawn',
        takenAt: 0,
        source: 'file',
      },
      elements: this.elements,
      windows: this.windows,
      changed: [box],
      readMs: 0,
      reuse: { cached: 0, read: 0 },
    };
    return {
      screen,
      at: (text) => {
        const e = this.elements.find((x) => x.text === text);
        if (!e) throw new Error(`no text "${text}" on the drawn screen`);
        return globalPoint(Math.floor((e.box.x1 + e.box.x2) / 2), Math.floor((e.box.y1 + e.box.y2) / 2));
      },
    };
  }
}

/** A window with content behind, and in front a dialog with lines of text and a row of buttons. */
export function dialog(lines: readonly string[], buttons: readonly string[], red: string | null = null): Drawn {
  const c = new Canvas();
  c.framed(60, 60, 964, 708, WINDOW);
  ['Notes about gardening', 'Roses need water in the morning and shade', 'at noon when it is hot outside'].forEach(
    (t, i) => {
      c.text(90, 100 + i * 26, t);
    },
  );
  c.framed(300, 260, 740, 470, DIALOG);
  lines.forEach((t, i) => void c.text(330, 280 + i * 26, t));
  let x = 320;
  for (const b of buttons) {
    const wide = Math.max(80, b.length * 12 + 24);
    c.framed(x, 425, x + wide, 455, b === red ? RED : BUTTON);
    c.text(x + 14, 433, b);
    x += wide + 10;
  }
  return c.done();
}

/** A pop-up menu over a window. */
export function menu(items: readonly string[]): Drawn {
  const c = new Canvas();
  c.framed(60, 60, 964, 708, WINDOW);
  c.framed(300, 200, 520, 214 + items.length * 30, DIALOG);
  items.forEach((t, i) => void c.text(320, 212 + i * 30, t));
  return c.done();
}

/** A main window with these lines, each at its own place. */
export function page(lines: readonly (readonly [number, number, string])[], title?: readonly [string, string]): Drawn {
  const c = new Canvas();
  c.rect(0, 0, 1024, 768, WINDOW);
  for (const [x, y, t] of lines) c.text(x, y, t);
  if (title) c.window(title[0], title[1]);
  return c.done();
}

/** A full-screen terminal whose last line is a prompt. */
export const terminal = (prompt = 'user@host:~$'): Drawn =>
  page(
    [
      [10, 10, 'Last login: Mon Nov 23 on tty1'],
      [10, 30, prompt],
    ],
    ['Terminal', 'xterm'],
  );
