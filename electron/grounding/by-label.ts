/**
 * Candidates for a reading that names its target: the text itself, or the control that the text labels.
 *
 * Errs towards the words on the screen: without a control beside it, a label is clicked itself.
 */
import { boxCentre, boxIntersection, boxIsEmpty } from '../protocol/coordinates.ts';
import type { Box, Point } from '../protocol/coordinates.ts';
import {
  TOGGLES,
  centreOf,
  context,
  controlFor,
  findLabel,
  kindScore,
  resolveAnchors,
  sizeFactor,
} from './evidence.ts';
import type { Hit, Scored } from './evidence.ts';
import type { Reading } from './parse.ts';
import { fieldBeside } from './rays.ts';
import type { Item, Scene } from './scene.ts';

/** Where to click for a text hit, given the kind asked for. */
export function pointAt(
  scene: Scene,
  hit: Hit,
  reading: Pick<Reading, 'kinds' | 'noun'>,
): { item: Item; box: Box; point: Point; kind: number; note: string } {
  const partial = hit.span !== hit.item.textBox && hit.coverage < 0.95;
  if (!TOGGLES.has(hit.item.kind) && hit.item.kind !== 'field') {
    const control = controlFor(scene, hit.span, reading.kinds);
    if (control && control.id !== hit.item.id) {
      const onLabel = reading.noun === null && TOGGLES.has(control.kind) && control.box.x2 <= hit.span.x1 + 8;
      // Clicking the words of a checkbox ticks it, and they are the larger target.
      if (onLabel)
        return { item: hit.item, box: hit.span, point: boxCentre(hit.span), kind: 1, note: 'label of a checkbox' };
      return {
        item: control,
        box: control.box,
        point: boxCentre(control.box),
        kind: kindScore(control.kind, reading.kinds),
        note: 'control of that label',
      };
    }
  }
  if (reading.kinds.includes('field') && hit.item.kind === 'text') {
    const seen = fieldBeside(scene.screen.frame, hit.span);
    const box = seen ? boxIntersection(seen, scene.bounds) : null;
    if (box && !boxIsEmpty(box))
      return { item: { ...hit.item, id: null }, box, point: boxCentre(box), kind: 0.8, note: 'box beside that label' };
  }
  const box = partial || hit.item.kind === 'text' ? hit.span : hit.item.box;
  return {
    item: hit.item,
    box,
    point: centreOf(hit.span, box),
    kind: kindScore(hit.item.kind, reading.kinds),
    note: '',
  };
}

/** Candidates of one reading whose target has a name. */
export function byLabel(scene: Scene, reading: Reading): Scored[] {
  const anchors = resolveAnchors(scene, reading.anchors);
  return findLabel(scene, reading.label).map((hit) => {
    const t = pointAt(scene, hit, reading);
    const c = context(scene, reading, anchors, t.item, t.box, hit.similarity > 0.9);
    const sized = sizeFactor(reading, t.box);
    const caseAgrees = hit.item.text.includes(reading.label) ? 1 : 0.985;
    const score = hit.similarity * (0.75 + 0.25 * t.kind) * (0.3 + 0.7 * c.score) * sized * caseAgrees;
    return {
      box: t.box,
      point: t.point,
      elementId: t.item.id,
      score,
      features: {
        text: hit.similarity,
        coverage: hit.coverage,
        kind: t.kind,
        relation: c.score,
        mode: 'label' as const,
      },
      why: [`reads "${hit.item.text.slice(0, 60)}"`, t.note, ...c.why].filter((w) => w.length > 0).join(', '),
    };
  });
}
