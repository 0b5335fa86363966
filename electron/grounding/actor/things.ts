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

/** More than this on a screen is a table or a page of text: its far lines are left out. */
export const MOST_THINGS = 220;
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
  return [...controls, ...lines, ...parts].filter((t) => boxArea(t.box) > 0).slice(0, MOST_THINGS);
}
