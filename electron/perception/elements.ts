/** Lines and controls as the elements of a screen: global pixels, ids, and which text belongs to which control. */
import { boxToGlobal } from '../capture/geometry.ts';
import { boxArea, frameBox, type Box } from '../protocol/coordinates.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Element, ElementKind } from '../protocol/screen.ts';
import type { Control } from './controls.ts';
import { contains, type Area } from './picture.ts';
import type { Line } from './recognise.ts';

const HOLDERS: ReadonlySet<ElementKind> = new Set(['container', 'image']);

/** Reading order: top to bottom, then left to right, lines of one row (by their centres) together. */
const readingOrder = (a: Area, b: Area): number =>
  Math.abs(a.y1 + a.y2 - b.y1 - b.y2) < Math.min(a.y2 - a.y1, b.y2 - b.y1) ? a.x1 - b.x1 : a.y1 - b.y1;

/** Text lines get ids `t0`, `t1`, … in reading order, controls `c0`, `c1`, …, largest first. */
export function toElements(frame: Frame, lines: readonly Line[], controls: readonly Control[]): Element[] {
  const toGlobal = (a: Area): Box => boxToGlobal(frame, frameBox(a.x1, a.y1, a.x2, a.y2));
  const sorted = [...lines]
    .sort((a, b) => a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1)
    .sort((a, b) => readingOrder(a.box, b.box));
  const texts = sorted.map((line, i): Element => ({
    id: `t${i}`,
    kind: 'text',
    box: toGlobal(line.box),
    text: line.text,
    confidence: line.confidence,
    source: 'pixels',
    words: line.words.map((w) => ({ text: w.text, box: toGlobal(w.box) })),
    children: [],
    fill: null,
  }));
  const shapes = [...controls]
    .sort((a, b) => boxArea(b.box) - boxArea(a.box))
    .map((control, i): Element => {
      const inside = sorted.flatMap((line, n) => (contains(control.box, line.box, 4) ? [n] : []));
      const children = inside.flatMap((n) => texts[n] ?? []);
      return {
        id: `c${i}`,
        kind: control.kind,
        box: toGlobal(control.box),
        // What a window or a picture holds is in its children; as its text it would match every phrase.
        text: HOLDERS.has(control.kind) ? '' : children.map((t) => t.text).join(' '),
        confidence: control.confidence,
        source: 'pixels',
        words: HOLDERS.has(control.kind) ? [] : children.flatMap((t) => t.words),
        children: children.map((t) => t.id),
        fill: control.fill,
      };
    });
  return [...shapes, ...texts];
}
