/**
 * A screen prepared for matching: what can be pointed at, what is written where, and the areas that hold it.
 *
 * Invariant: every item's box lies inside the frame (and inside `within`, when given) and is not empty.
 * Errs towards the smaller box: a text inside a control points at the text, which is inside the control as well.
 */
import {
  boxArea,
  boxCentre,
  boxContains,
  boxIntersection,
  boxIsEmpty,
  boxUnion,
  globalBox,
} from '../protocol/coordinates.ts';
import type { Box, Point } from '../protocol/coordinates.ts';
import type { Element, ElementKind, Screen, Word } from '../protocol/screen.ts';
import { findBlobs } from './blobs.ts';
import { namesOf } from './names.ts';
import { prepare, stem, tokens } from './text.ts';
import type { Prepared } from './text.ts';

export interface Item {
  readonly id: string | null;
  readonly kind: ElementKind;
  /** What a hit on this item returns. */
  readonly box: Box;
  /** Where its text is, for words and for the click point. */
  readonly textBox: Box;
  readonly text: string;
  readonly words: readonly Word[];
  /** Its text, ready to be compared. */
  readonly label: Prepared;
  readonly tokens: readonly string[];
  readonly stems: readonly string[];
  readonly fill: Element['fill'];
  readonly confidence: number;
  /** True for lines joined from several; they yield to a single line that reads as well. */
  readonly joined: boolean;
}

export interface Scene {
  readonly bounds: Box;
  /** Everything with text. */
  readonly texts: readonly Item[];
  /** Everything that is drawn as a control or an icon, with or without text. */
  readonly controls: readonly Item[];
  /** Panels, dialogs, windows: areas that hold other things, smallest first. */
  readonly areas: readonly Box[];
  /** The window in front, where the system tells; else the frame. */
  readonly activeWindow: Box;
  /** Small drawings, looked up in the pixels on first use, when the screen's reader reports no icons at all. */
  readonly drawings: () => readonly Item[];
  readonly screen: Screen;
}

/** Above this share of the frame an element is a surface and not a thing to click. */
const SURFACE_SHARE = 0.2;
/** An element around this many lines of text is a panel, whatever it was taken for. */
const PANEL_LINES = 4;

/** Text lines of one tile or button, broken over several lines, are at most this far apart (in line heights). */
const LINE_GAP = 0.75;

/** A document in one element names nothing beyond its beginning, and comparing all of it takes seconds. */
const MAX_TEXT = 300;

const itemOf = (e: Element, box: Box, textBox: Box): Item => {
  const label = prepare(e.text.slice(0, MAX_TEXT));
  return {
    id: e.id,
    kind: e.kind,
    box,
    textBox,
    text: e.text,
    words: e.words,
    label,
    tokens: label.words,
    stems: label.words.map(stem),
    fill: e.fill,
    confidence: e.confidence,
    joined: false,
  };
};

/** An item that reads as its name. One word over the whole of it: a part of a name stands nowhere in particular. */
function calledSo(item: Item, text: string): Item {
  const label = prepare(text);
  const words = [{ text, box: item.box }];
  return { ...item, text, textBox: item.box, words, label, tokens: label.words, stems: label.words.map(stem) };
}

/** Lines stacked closely are also tried as one text ("Organization" over "Name"). */
function joinLines(lines: readonly Item[]): Item[] {
  const out: Item[] = [];
  const sorted = [...lines].sort((a, b) => a.textBox.y1 - b.textBox.y1);
  for (let i = 0; i < sorted.length; i++) {
    const a = sorted[i];
    if (!a) continue;
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j];
      if (!b) continue;
      const height = a.textBox.y2 - a.textBox.y1;
      const gap = b.textBox.y1 - a.textBox.y2;
      if (gap > height * LINE_GAP) break;
      const other = b.textBox.y2 - b.textBox.y1;
      if (gap < -height * 0.5 || other > height * 1.4 || other < height / 1.4) continue;
      const narrow = Math.min(a.textBox.x2 - a.textBox.x1, b.textBox.x2 - b.textBox.x1);
      const overlap = Math.min(a.textBox.x2, b.textBox.x2) - Math.max(a.textBox.x1, b.textBox.x1);
      if (overlap < narrow * 0.6) continue;
      const box = boxUnion(a.textBox, b.textBox);
      const words = [...a.tokens, ...b.tokens];
      if (words.length > 12) continue;
      out.push({
        ...a,
        box,
        textBox: box,
        text: `${a.text} ${b.text}`,
        label: prepare(`${a.text} ${b.text}`),
        words: [...a.words, ...b.words],
        tokens: words,
        stems: words.map(stem),
        joined: true,
      });
    }
  }
  return out;
}

const NO_TEXT = prepare('');

/** Switches are lying pills of about 48 by 26 pixels; nothing else can be told from the outline alone. */
function drawing(box: Box, scale: number): Item {
  const w = (box.x2 - box.x1) / scale;
  const ratio = w / Math.max(1, (box.y2 - box.y1) / scale);
  const kind = ratio > 1.45 && ratio < 2.5 && w >= 28 && w <= 68 ? 'switch' : 'icon';
  const words = { text: '', label: NO_TEXT, words: [], tokens: [], stems: [] };
  return { id: null, kind, box, textBox: box, ...words, fill: null, confidence: 0.5, joined: false };
}

function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Builds the scene. `within` drops everything whose centre lies outside of it. */
export function buildScene(screen: Screen, within?: Box): Scene {
  const display = screen.frame.display.box;
  const frame = globalBox(display.x1, display.y1, display.x1 + screen.frame.width, display.y1 + screen.frame.height);
  const bounds = within ? boxIntersection(frame, within) : frame;
  const frameArea = Math.max(1, boxArea(frame));
  const seen = screen.elements.flatMap((e) => {
    const box = boxIntersection(e.box, bounds);
    return boxIsEmpty(box) || !boxContains(bounds, boxCentre(e.box)) ? [] : [{ e, box }];
  });
  const byId = new Map(seen.map((s) => [s.e.id, s]));
  const lines = seen.filter((s) => s.e.kind === 'text');
  const claimed = new Set<string>();
  const texts: Item[] = [];
  const controls: Item[] = [];
  const named: Item[] = [];
  const areas: Box[] = [];

  for (const { e, box } of seen) {
    if (e.kind === 'text') continue;
    const inside = lines.filter((l) => boxContains(box, boxCentre(l.box)));
    const surface =
      e.kind === 'container' ||
      (e.kind !== 'image' && (boxArea(box) > frameArea * SURFACE_SHARE || inside.length >= PANEL_LINES));
    if (surface) {
      areas.push(box);
      if (e.kind === 'container' && inside.length < PANEL_LINES && boxArea(box) < frameArea * SURFACE_SHARE)
        controls.push(itemOf(e, box, box));
      continue;
    }
    const children = e.children.flatMap((id) => byId.get(id) ?? []);
    const own = children.length > 0 ? children : e.text.trim().length > 0 ? inside : [];
    const textBox = own.length > 0 ? own.map((c) => c.box).reduce(boxUnion) : box;
    const item = itemOf(e, box, boxIsEmpty(boxIntersection(textBox, box)) ? box : boxIntersection(textBox, box));
    controls.push(item);
    named.push(...namesOf(e).map((name) => calledSo(item, name)));
    if (item.tokens.length === 0) continue;
    if (own.length === 1 && own[0]) {
      claimed.add(own[0].e.id);
      const words = item.words.length > 0 ? item.words : own[0].e.words;
      texts.push({ ...item, words });
    } else if (own.length === 0) texts.push(item);
    // A control around several lines: each line matches by itself (below) and points into the control.
    else {
      for (const line of own) {
        claimed.add(line.e.id);
        const part = itemOf(line.e, line.box, line.box);
        texts.push({ ...part, id: e.id, kind: e.kind, fill: e.fill, box });
      }
    }
  }
  const loose = lines.filter((l) => !claimed.has(l.e.id)).map((l) => itemOf(l.e, l.box, l.box));
  texts.push(...loose.filter((t) => t.tokens.length > 0));
  areas.sort((a, b) => boxArea(a) - boxArea(b));
  const active = screen.windows.find((w) => w.active && !w.minimised);
  const activeBox = active ? boxIntersection(active.box, bounds) : bounds;
  return {
    bounds,
    texts: [...texts, ...named, ...joinLines(texts)],
    controls,
    areas,
    // A reader that reports icons has seen them all, but for a few; looking twice costs more than it finds.
    drawings: lazily(() =>
      screen.elements.some((e) => e.kind === 'icon')
        ? []
        : findBlobs(screen, bounds).map((box) => drawing(box, screen.frame.display.scale)),
    ),
    activeWindow: boxIsEmpty(activeBox) ? bounds : activeBox,
    screen,
  };
}

/** Box of the words `from`..`to` of an item: from the reader's words, else in proportion to the letters. */
export function spanBox(item: Item, from: number, to: number): Box {
  if (from <= 0 && to >= item.tokens.length - 1) return item.textBox;
  if (item.words.length > 0) {
    // The reader's words may be split otherwise than ours: count tokens word by word.
    const parts: Box[] = [];
    let at = 0;
    for (const w of item.words) {
      const count = Math.max(1, tokens(w.text).length);
      if (at <= to && at + count - 1 >= from) parts.push(w.box);
      at += count;
    }
    const clipped = parts.length > 0 ? boxIntersection(parts.reduce(boxUnion), item.textBox) : item.textBox;
    return boxIsEmpty(clipped) ? item.textBox : clipped;
  }
  const lengths = item.tokens.map((t) => t.length + 1);
  const total = lengths.reduce((a, b) => a + b, 0);
  const before = lengths.slice(0, from).reduce((a, b) => a + b, 0);
  const through = lengths.slice(0, to + 1).reduce((a, b) => a + b, 0) - 1;
  const width = item.textBox.x2 - item.textBox.x1;
  const x1 = item.textBox.x1 + Math.floor((width * before) / total);
  const x2 = item.textBox.x1 + Math.ceil((width * through) / total);
  return globalBox(x1, item.textBox.y1, Math.max(x1 + 1, Math.min(x2, item.textBox.x2)), item.textBox.y2);
}

/** A point inside `box`, as near to `wanted` as possible. */
export function pointInside(box: Box, wanted: Point): Point {
  return boxContains(box, wanted) ? wanted : boxCentre(box);
}

/** The smallest area that holds a box, or the active window, or everything. */
export function areaAround(scene: Scene, box: Box): Box {
  const centre = boxCentre(box);
  return (
    scene.areas.find((a) => boxContains(a, centre) && boxArea(a) > boxArea(box) * 2) ??
    (boxContains(scene.activeWindow, centre) ? scene.activeWindow : scene.bounds)
  );
}
