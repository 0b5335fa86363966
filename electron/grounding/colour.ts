/**
 * Colours of things, from an element's measured fill or from the frame's pixels.
 *
 * Invariant: reads pixels only, a bounded number of them per box. Errs towards "not that colour".
 */
import type { Box } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Item } from './scene.ts';
import type { Colour } from './words.ts';

/** Hue in degrees, saturation and lightness 0 to 1. */
export function toHsl(r: number, g: number, b: number): readonly [number, number, number] {
  const [x, y, z] = [r / 255, g / 255, b / 255];
  const max = Math.max(x, y, z);
  const min = Math.min(x, y, z);
  const light = (max + min) / 2;
  const d = max - min;
  if (d < 0.004) return [0, 0, light];
  const saturation = d / (1 - Math.abs(2 * light - 1));
  const hue = max === x ? ((y - z) / d + 6) % 6 : max === y ? (z - x) / d + 2 : (x - y) / d + 4;
  return [hue * 60, Math.min(1, saturation), light];
}

/** Whether a pixel is of a colour. */
export function isColour(c: Colour, r: number, g: number, b: number): boolean {
  const [h, s, l] = toHsl(r, g, b);
  if (l < c.light[0] || l > c.light[1] || s < c.saturation[0] || s > c.saturation[1]) return false;
  if (!c.hue) return true;
  const [from, to] = c.hue;
  return from <= to ? h >= from && h <= to : h >= from || h <= to;
}

/** Samples per side: 12 × 12 points tell a fill from a glyph and cost microseconds. */
const SAMPLES = 12;

/** Share of a box that is of a colour, 0 to 1; half a pixel grid is enough. */
export function colourShare(screen: Screen, box: Box, c: Colour): number {
  const { width, height, data, display } = screen.frame;
  if (data.length < width * height * 4) return 0;
  let hits = 0;
  let count = 0;
  for (let i = 0; i < SAMPLES; i++) {
    for (let j = 0; j < SAMPLES; j++) {
      const x = Math.floor(box.x1 - display.box.x1 + ((i + 0.5) * (box.x2 - box.x1)) / SAMPLES);
      const y = Math.floor(box.y1 - display.box.y1 + ((j + 0.5) * (box.y2 - box.y1)) / SAMPLES);
      if (x < 0 || y < 0 || x >= width || y >= height) continue;
      const at = (y * width + x) * 4;
      count++;
      if (isColour(c, data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0)) hits++;
    }
  }
  return count > 0 ? hits / count : 0;
}

/** 0 to 1: how well an item shows a colour. A filled control counts fully, a coloured glyph on grey well enough. */
export function colourScore(screen: Screen, item: Item, c: Colour): number {
  if (item.fill && isColour(c, item.fill[0], item.fill[1], item.fill[2])) return 1;
  const share = colourShare(screen, item.box, c);
  // A glyph covers a tenth to a third of its button; white and grey are everywhere and need more.
  const needed = c.hue ? 0.22 : 0.55;
  return Math.min(1, share / needed) * 0.95;
}
