/**
 * What the actor head chooses among: the controls, icons and lines of text of a screen, and the square ends of fields.
 *
 * Invariant: every box is not empty and lies inside the frame; at most `MOST_THINGS`, controls before text. The same
 * function makes the training data (models/grounding/data/featurise.mjs), so the head meets what it was taught on.
 */
import { boxArea, boxHeight, boxIou, boxWidth } from '../../protocol/coordinates.ts';
import type { Box } from '../../protocol/coordinates.ts';
import type { ElementKind } from '../../protocol/screen.ts';
import { partsOf } from '../evidence.ts';
import type { Item, Scene } from '../scene.ts';
import { spreadOf } from './look.ts';

/** Something an instruction may mean. Global physical pixels. */
export interface Thing {
  readonly id: string | null;
  readonly kind: ElementKind;
  readonly box: Box;
  /** What is written on it, or what its application calls it. */
  readonly text: string;
  readonly confidence: number;
  /** Where a drawing may be that stands for it; null where words do. */
  readonly glyph: Box | null;
}

/** More than this on a screen is a table or a page of text: its cells and its far lines are left out. */
export const MOST_THINGS = 300;
/** As many empty boxes of one size are the cells of a table. */
const CELLS = 24;
/** Drawings larger than this are pictures and no signs, in pixels at scale 1. */
const MAX_GLYPH = 112;
/** A flat end of a field holds no button. Standard deviation of brightness, 0 to 1. */
const FLAT = 0.02;

const glyphOf = (item: Item, text: string, scale: number): Box | null => {
  const small = Math.max(boxWidth(item.box), boxHeight(item.box)) <= MAX_GLYPH * scale;
  // A sign that was read as letters is short.
  return small && [...text.trim()].length <= 2 ? item.box : null;
};

/** The things of a scene, in a fixed order. */
export function thingsOf(scene: Scene): Thing[] {
  const scale = scene.screen.frame.display.scale;
  const names = new Map(scene.screen.elements.map((e) => [e.id, e.name ?? '']));
  const controls = [...scene.controls, ...scene.drawings()].map((item): Thing => {
    const text = item.text.length > 0 ? item.text : ((item.id === null ? '' : names.get(item.id)) ?? '');
    const { id, kind, box, confidence } = item;
    return { id, kind, box, text, confidence, glyph: glyphOf(item, text, scale) };
  });
  const lines = scene.texts
    .filter((t) => !t.joined && (t.kind === 'text' || t.textBox !== t.box))
    .map((t): Thing => {
      const box = t.textBox;
      const glyph = t.kind === 'text' ? glyphOf(t, t.text, scale) : null;
      return { id: t.id, kind: 'text', box, text: t.text, confidence: t.confidence, glyph };
    })
    .filter((t) => boxArea(t.box) > 0 && !controls.some((c) => c.text === t.text && boxIou(c.box, t.box) > 0.9));
  const parts = partsOf(scene)
    .filter((p) => spreadOf(scene.screen.frame, p.box) > FLAT && !controls.some((c) => boxIou(c.box, p.box) > 0.4))
    .map((p): Thing => {
      const { kind, box, confidence } = p;
      return { id: null, kind, box, text: '', confidence: confidence * 0.5, glyph: p.box };
    });
  return fewer([...controls, ...lines, ...parts].filter((t) => boxArea(t.box) > 0));
}

/** Of too many things first the empty cells of tables go, then texts like many others, then what comes last. */
function fewer(things: readonly Thing[]): Thing[] {
  if (things.length <= MOST_THINGS) return [...things];
  const sizeOf = (t: Thing): string =>
    `${t.kind} ${Math.round(boxWidth(t.box) / 4)} ${Math.round(boxHeight(t.box) / 4)}`;
  const alike = new Map<string, number>();
  for (const t of things) alike.set(sizeOf(t), (alike.get(sizeOf(t)) ?? 0) + 1);
  const crowd = (t: Thing): number => alike.get(sizeOf(t)) ?? 0;
  const isCell = (t: Thing): boolean => t.kind !== 'icon' && t.kind !== 'text' && t.text === '' && crowd(t) > CELLS;
  const kept = things.filter((t) => !isCell(t));
  if (kept.length <= MOST_THINGS) return [...kept, ...things.filter(isCell)].slice(0, MOST_THINGS);
  // What has many like it says least; the first of them stay.
  const rank = (t: Thing): number => (crowd(t) <= CELLS ? 0 : /\p{L}/u.test(t.text) || t.kind === 'icon' ? 1 : 2);
  const order = kept.map((t, i) => ({ t, i, rank: rank(t) })).sort((a, b) => a.rank - b.rank || a.i - b.i);
  return order
    .slice(0, MOST_THINGS)
    .sort((a, b) => a.i - b.i)
    .map((x) => x.t);
}
