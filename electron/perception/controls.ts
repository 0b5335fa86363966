/**
 * Which shapes are controls, by size, by what is written in them and by how they are filled.
 *
 * The rules are a table, tried in order; the first that fits names the kind. Errs towards the plainer kind: what could be
 * a field or a row is a row, what fits nothing is left out.
 */
import { boxIou } from '../protocol/coordinates.ts';
import type { ElementKind } from '../protocol/screen.ts';
import { findBlobs } from './blobs.ts';
import { edgeMap, findRectangles } from './contours.ts';
import { markBeside } from './marks.ts';
import { contains, overlaps, type Area, type Picture } from './picture.ts';
import type { Line } from './recognise.ts';

export type Colour = readonly [number, number, number];

export interface Control {
  readonly kind: ElementKind;
  readonly box: Area;
  readonly confidence: number;
  readonly fill: Colour | null;
}

/** What the rules look at. */
interface Shape {
  readonly box: Area;
  readonly width: number;
  readonly height: number;
  readonly fill: Colour;
  /** Share of the inside that has the fill colour. */
  readonly plain: number;
  /** Lines of text inside. */
  readonly lines: readonly Line[];
  /** Text centred between the sides, as on a button. */
  readonly centred: boolean;
  /** Text begins near the left side, as in a field. */
  readonly leftAligned: boolean;
  /** Text beside it on the right, as with checkboxes. */
  readonly labelRight: boolean;
}

interface Rule {
  readonly kind: ElementKind;
  readonly confidence: number;
  readonly fits: (s: Shape) => boolean;
}

const between = (n: number, low: number, high: number): boolean => n >= low && n <= high;
const square = (s: Shape): boolean => between(s.width / s.height, 0.8, 1.25);
const oneRow = (s: Shape): boolean => between(s.height, 14, 64);

const RULES: readonly Rule[] = [
  {
    kind: 'checkbox',
    confidence: 0.8,
    fits: (s) => square(s) && between(s.height, 9, 24) && s.lines.length === 0 && s.labelRight,
  },
  {
    kind: 'switch',
    confidence: 0.6,
    fits: (s) =>
      between(s.height, 14, 36) &&
      between(s.width / s.height, 1.6, 2.6) &&
      s.lines.length === 0 &&
      between(s.plain, 0.3, 0.75),
  },
  { kind: 'button', confidence: 0.55, fits: (s) => square(s) && between(s.height, 16, 64) && s.lines.length <= 1 },
  {
    kind: 'button',
    confidence: 0.8,
    fits: (s) => oneRow(s) && s.width <= 420 && s.lines.length === 1 && s.centred,
  },
  {
    kind: 'field',
    confidence: 0.7,
    fits: (s) => between(s.height, 18, 56) && s.width >= 70 && s.lines.length === 0 && s.plain >= 0.85,
  },
  {
    kind: 'field',
    confidence: 0.6,
    fits: (s) =>
      between(s.height, 18, 56) &&
      between(s.width, 70, 1400) &&
      s.leftAligned &&
      !s.centred &&
      s.lines.length === 1 &&
      s.plain >= 0.5,
  },
  { kind: 'row', confidence: 0.6, fits: (s) => oneRow(s) && s.width >= 3 * s.height && s.lines.length > 0 },
  { kind: 'button', confidence: 0.4, fits: (s) => oneRow(s) && s.width <= 260 && s.lines.length === 0 },
  {
    kind: 'image',
    confidence: 0.4,
    fits: (s) => s.height > 64 && s.width > 64 && s.lines.length === 0 && s.plain < 0.4,
  },
  { kind: 'container', confidence: 0.6, fits: (s) => s.height > 64 && s.width > 64 },
];

/** The commonest colour of a box and its share, from at most about 2,000 samples. */
export function fillOf(picture: Picture, box: Area): { colour: Colour; share: number } {
  const inset = box.y2 - box.y1 > 8 && box.x2 - box.x1 > 8 ? 2 : 0;
  const w = box.x2 - box.x1 - 2 * inset;
  const h = box.y2 - box.y1 - 2 * inset;
  const step = Math.max(1, Math.floor(Math.sqrt((w * h) / 2000)));
  const bins = new Map<number, [number, number, number, number]>();
  let samples = 0;
  for (let y = box.y1 + inset; y < box.y2 - inset; y += step) {
    for (let x = box.x1 + inset; x < box.x2 - inset; x += step) {
      const i = (y * picture.width + x) * 4;
      const r = picture.data[i] ?? 0;
      const g = picture.data[i + 1] ?? 0;
      const b = picture.data[i + 2] ?? 0;
      const key = ((r >> 4) << 8) | ((g >> 4) << 4) | (b >> 4);
      const bin = bins.get(key);
      samples++;
      if (bin) {
        bin[0]++;
        bin[1] += r;
        bin[2] += g;
        bin[3] += b;
      } else {
        bins.set(key, [1, r, g, b]);
      }
    }
  }
  let best: readonly [number, number, number, number] = [0, 0, 0, 0];
  for (const bin of bins.values()) if (bin[0] > best[0]) best = bin;
  const [n, r, g, b] = best;
  if (n === 0) return { colour: [0, 0, 0], share: 0 };
  return { colour: [Math.round(r / n), Math.round(g / n), Math.round(b / n)], share: n / samples };
}

function shapeOf(picture: Picture, box: Area, lines: readonly Line[]): Shape {
  const { colour, share } = fillOf(picture, box);
  const inside = lines.filter((l) => contains(box, l.box, 4));
  const width = box.x2 - box.x1;
  const height = box.y2 - box.y1;
  const [only] = inside;
  const middle = (box.y1 + box.y2) / 2;
  return {
    box,
    width,
    height,
    fill: colour,
    plain: share,
    lines: inside,
    centred:
      only !== undefined &&
      Math.abs(only.box.x1 - box.x1 - (box.x2 - only.box.x2)) <= Math.max(8, 0.12 * width) &&
      only.box.y1 <= middle &&
      only.box.y2 >= middle,
    leftAligned: only !== undefined && only.box.x1 - box.x1 <= Math.max(16, height),
    labelRight: lines.some(
      (l) => l.box.y1 < middle && l.box.y2 > middle && l.box.x1 >= box.x2 - 4 && l.box.x1 - box.x2 <= 24,
    ),
  };
}

/** A side through the middle of a line of text is made of letters. Large shapes may be covered by others. */
function cutsText(box: Area, lines: readonly Line[]): boolean {
  if (box.y2 - box.y1 > 200) return false;
  const cuts = (side: number, low: number, high: number): boolean => side > low + 5 && side < high - 5;
  return lines.some(
    ({ box: t }) =>
      overlaps(t, box) &&
      (cuts(box.x1, t.x1, t.x2) ||
        cuts(box.x2, t.x1, t.x2) ||
        ((cuts(box.y1, t.y1, t.y2) || cuts(box.y2, t.y1, t.y2)) && t.x1 < box.x2 - 6 && t.x2 > box.x1 + 6)),
  );
}

/** Icons on title bars: right or left end of a window's or a large shape's top edge. */
const TITLE_BAR = 44;
const TITLE_BUTTONS = 150;

export const inTitleBar = (window: Area, box: Area): boolean =>
  contains(window, box, 2) &&
  box.y2 <= window.y1 + TITLE_BAR &&
  (box.x1 >= window.x2 - TITLE_BUTTONS || box.x2 <= window.x1 + TITLE_BUTTONS / 2);

/** A ring about as tall as a line: a radio button when text follows it. */
function isRing(picture: Picture, box: Area): boolean {
  const w = box.x2 - box.x1;
  const h = box.y2 - box.y1;
  if (!between(w, 10, 22) || Math.abs(w - h) > 2) return false;
  const at = (fx: number, fy: number): number => {
    const x = Math.min(picture.width - 1, Math.round(box.x1 + fx * w));
    const y = Math.min(picture.height - 1, Math.round(box.y1 + fy * h));
    return picture.data[(y * picture.width + x) * 4 + 1] ?? 0;
  };
  const corners = [at(0, 0), at(1, 0), at(0, 1), at(1, 1)];
  const outside = corners[0] ?? 0;
  if (Math.max(...corners) - Math.min(...corners) >= 16) return false;
  // Going in from the middle of each side there is the ring's line within a third; on the diagonal there is not.
  const steps = [0, 0.06, 0.12, 0.18, 0.24, 0.3];
  const line = (fx: (t: number) => number, fy: (t: number) => number): boolean =>
    steps.some((t) => Math.abs(at(fx(t), fy(t)) - outside) >= 20);
  const half = (): number => 0.5;
  const sides = [line((t) => t, half), line((t) => 1 - t, half), line(half, (t) => t), line(half, (t) => 1 - t)];
  return sides.every(Boolean) && Math.abs(at(0.1, 0.1) - outside) < 16 && Math.abs(at(0.9, 0.9) - outside) < 16;
}

const MAX_ICON = 96;
/** Shapes of one kind that overlap this much (intersection over union) are one control. */
const SAME_CONTROL = 0.75;
/** What is drawn in these is part of them. */
const CLAIMING: ReadonlySet<ElementKind> = new Set(['checkbox', 'radio', 'switch', 'image']);
/** More shapes than this is a photograph, not an interface. */
const MAX_CONTROLS = 1500;

/**
 * Controls and icons of a picture. `lines` are all lines of text on it; `windows` the boxes of its windows where known.
 * Frame pixels.
 */
export function findControls(picture: Picture, lines: readonly Line[], windows: readonly Area[]): Control[] {
  const map = edgeMap(picture);
  const controls: Control[] = lines.flatMap((line) => {
    const mark = markBeside(picture, line.box);
    return mark ? [{ ...mark, confidence: 0.8, fill: fillOf(picture, mark.box).colour }] : [];
  });
  const marks = controls.map((c) => c.box);
  const rectangles = findRectangles(map)
    .filter((box) => !cutsText(box, lines) && !marks.some((m) => boxIou(m, box) > 0.3 || contains(m, box, 2)))
    .slice(0, MAX_CONTROLS);
  for (const box of rectangles) {
    const shape = shapeOf(picture, box, lines);
    const rule = RULES.find((r) => r.fits(shape));
    // Larger first, so the inner lines of a bevelled border come after the control they belong to.
    if (rule && !controls.some((c) => c.kind === rule.kind && boxIou(c.box, box) >= SAME_CONTROL))
      controls.push({ kind: rule.kind, box, confidence: rule.confidence, fill: shape.fill });
  }
  // A small shape of which no control is made is a drawing, or part of one: its outline stays.
  const kept = rectangles.filter((box) => !isSmall(box) || controls.some((c) => c.box === box));
  const frames = [...windows, ...controls.filter((c) => c.kind === 'container').map((c) => c.box)];
  const claimed = controls.filter((c) => CLAIMING.has(c.kind));
  const blobs = findBlobs(
    map,
    lines.map((l) => l.box),
    kept,
  ).filter((b) => !claimed.some((c) => overlaps(c.box, b)));
  const flat = rectangles.filter(
    (box) =>
      !kept.includes(box) &&
      isCompact(box) &&
      ![...blobs, ...controls.filter((c) => c.kind !== 'container').map((c) => c.box), ...lines.map((l) => l.box)].some(
        (o) => overlaps(o, box),
      ),
  );
  for (const box of [...blobs, ...flat].slice(0, MAX_CONTROLS)) {
    const kind = blobKind(picture, box, lines, frames);
    if (kind) controls.push({ kind, box, confidence: 0.5, fill: fillOf(picture, box).colour });
  }
  for (const box of loneLetters(lines)) {
    if (looksDrawn(box) && !controls.some((c) => c.kind === 'button' && contains(c.box, box, 2)))
      controls.push({ kind: 'icon', box, confidence: 0.4, fill: fillOf(picture, box).colour });
  }
  return controls.filter((c) => !controls.some((s) => s.kind === 'switch' && s !== c && contains(s.box, c.box)));
}

const SMALL = 48;
const isSmall = (b: Area): boolean => b.x2 - b.x1 <= SMALL && b.y2 - b.y1 <= SMALL;
const isCompact = (b: Area): boolean => between((b.x2 - b.x1) / (b.y2 - b.y1), 0.5, 2.2);

/** A letter further from its neighbours than this share of its line's height stands alone, as the tools of a bar do. */
const ALONE = 0.4;

/** Lines of one letter, and letters of a line that stand alone in it. */
function loneLetters(lines: readonly Line[]): Area[] {
  return lines.flatMap(({ text, box, words }) => {
    if ([...text].length === 1) return [box];
    const far = ALONE * (box.y2 - box.y1);
    return words
      .filter((w, i) => {
        const before = words[i - 1]?.box.x2 ?? -Infinity;
        const after = words[i + 1]?.box.x1 ?? Infinity;
        return [...w.text].length === 1 && w.box.x1 - before >= far && after - w.box.x2 >= far;
      })
      .map((w) => w.box);
  });
}

/** A single large letter as wide as it is high may be a picture of something: it is offered as both. */
const looksDrawn = (box: Area): boolean => {
  const w = box.x2 - box.x1;
  const h = box.y2 - box.y1;
  return between(w, 20, MAX_ICON) && between(h, 22, MAX_ICON) && between(w / h, 0.7, 1.5);
};

function blobKind(picture: Picture, box: Area, lines: readonly Line[], frames: readonly Area[]): ElementKind | null {
  const w = box.x2 - box.x1;
  const h = box.y2 - box.y1;
  if (w > MAX_ICON || h > MAX_ICON) return w > 48 && h > 48 ? 'image' : null;
  if (!between(w / h, 0.3, 3.4)) return null;
  const shape = shapeOf(picture, box, lines);
  if (shape.labelRight && isRing(picture, box)) return 'radio';
  return frames.some((f) => inTitleBar(f, box)) ? 'window_control' : 'icon';
}
