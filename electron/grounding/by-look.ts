/**
 * Candidates for a reading that names no text: by kind, sign, relation, place, colour and order.
 *
 * Errs low: a kind alone ("the button") is hardly a description.
 */
import { boxCentre } from '../protocol/coordinates.ts';
import {
  MIN_SIGN,
  centreOf,
  context,
  iconsOf,
  kindScore,
  resolveAnchors,
  sizeFactor,
  wantedSigns,
  partsOf,
} from './evidence.ts';
import type { Scored } from './evidence.ts';
import { glyphScore } from './glyphs.ts';
import type { Reading } from './parse.ts';
import type { Item, Scene } from './scene.ts';

export function byLook(scene: Scene, reading: Reading): Scored[] {
  const anchors = resolveAnchors(scene, reading.anchors);
  const signs = wantedSigns(reading.label);
  const asked =
    reading.anchors.length +
    (reading.place ? 1 : 0) +
    reading.colours.length +
    (reading.ordinal === null ? 0 : 1) +
    (signs.size > 0 ? 1 : 0);
  if (asked === 0 && reading.kinds.length === 0) return [];
  // A kind alone ("the button") points at any of them.
  const alone = asked === 0 ? 0.4 : 1;
  // Words that neither name a kind nor a sign remain unexplained.
  const explained = reading.label.length === 0 || signs.size > 0 ? 0.92 : 0.6;
  const anyKind = reading.kinds.length === 0;
  const textual = reading.kinds.some((k) => TEXTUAL.has(k));
  const icons = new Set([...iconsOf(scene), ...(signs.size > 0 ? partsOf(scene) : [])]);
  const texts = textual || anyKind ? scene.texts.filter((t) => t.kind === 'text' && !t.joined && !icons.has(t)) : [];
  const pool = new Set<Item>([...scene.controls, ...icons, ...texts]);
  const out: Scored[] = [];
  for (const item of pool) {
    const icon = icons.has(item);
    const kind = icon && item.kind === 'text' ? kindScore('icon', reading.kinds) : kindScore(item.kind, reading.kinds);
    const sign =
      signs.size > 0 && icons.has(item) ? glyphScore(scene.screen.frame, item.box, signs) : { score: 0, name: '' };
    const c = context(scene, reading, anchors, item, item.box, sign.score >= MIN_SIGN);
    let score = (0.35 + 0.65 * kind) * c.score * alone * explained * sizeFactor(reading, item.box);
    if (score < 0.05) continue;
    const why = [`a ${item.kind.replace('_', ' ')}`, ...c.why];
    let text = 0;
    if (signs.size > 0) {
      const fits = sign.score >= MIN_SIGN;
      text = fits ? sign.score : 0;
      score *= fits ? 0.35 + 0.65 * sign.score : UNLIKE;
      if (fits) why.push(`looks like a ${sign.name.replace('_', ' ')}`);
    }
    out.push({
      box: item.box,
      point: item.kind === 'row' && item.text.length > 0 ? centreOf(item.textBox, item.box) : boxCentre(item.box),
      elementId: item.id,
      score,
      features: { text, coverage: 0, kind, relation: c.score, mode: 'look' },
      why: why.join(', '),
    });
  }
  return out;
}

/** Kinds that often are bare text on the screen. */
const TEXTUAL: ReadonlySet<string> = new Set(['row', 'menu_item', 'link', 'tab', 'button']);
/** What is left of a candidate that does not look like the sign described: icon sets differ, so not nothing. */
const UNLIKE = 0.45;
