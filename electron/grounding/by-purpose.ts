/**
 * Candidates by what they do: labels about it, and icons whose sign stands for it.
 *
 * Errs towards labels: a sign means many things.
 */
import { boxCentre } from '../protocol/coordinates.ts';
import { pointAt } from './by-label.ts';
import { MIN_SIGN, context, iconsOf, kindScore, resolveAnchors } from './evidence.ts';
import type { Scored } from './evidence.ts';
import { explainedBySigns, signsByPurpose, usualPlace } from './glyph-words.ts';
import { glyphScore } from './glyphs.ts';
import type { Query, Reading } from './parse.ts';
import { documentFrequency, purposeMatch, purposeOf } from './purpose.ts';
import { placeScore, sameRow } from './relations.ts';
import type { Scene } from './scene.ts';
import { tokens } from './text.ts';

/** A name must be there in its own words, a described thing nearly so; only a purpose may be called anything. */
const PURPOSE_SHARE = { name: 0.42, noun: 0.7, verb: 1 } as const;

/** Candidates by what they do. */
export function byPurpose(scene: Scene, query: Query, reading: Reading): Scored[] {
  const strong = reading.anchors.some((a) => a.relation !== 'inside' && a.relation !== 'holds');
  const aside = query.form !== 'verb' && (strong || reading.anchors.length > 0);
  // In a description by its neighbours, only the words for the thing itself count.
  const purpose = purposeOf(aside ? tokens(reading.label) : query.words);
  const frequency = documentFrequency(scene.texts);
  const anchors = aside ? resolveAnchors(scene, reading.anchors) : [];
  const out: Scored[] = [];
  for (const item of scene.texts) {
    if (item.joined) continue;
    const m = purposeMatch(purpose, item, frequency);
    if (m.score < 0.25) continue;
    // "Print Preview" is not "Print…": a name leaves no word out.
    if (query.form === 'name' && m.instruction < 0.75) continue;
    const kind = kindScore(item.kind, reading.kinds);
    const placed = reading.place ? 0.6 + 0.4 * placeScore(item.box, reading.place, scene.bounds) : 1;
    // A description by neighbours holds for what it does as well.
    const c = aside ? 0.3 + 0.7 * context(scene, reading, anchors, item, item.box, false).score : placed;
    const t = pointAt(scene, { item, span: item.textBox, similarity: m.score, coverage: 1 }, reading);
    out.push({
      box: t.box,
      point: t.point,
      elementId: t.item.id,
      score: m.score * (0.85 + 0.15 * kind) * c * 0.9 * PURPOSE_SHARE[query.form],
      features: { text: m.score, coverage: m.label, kind, relation: m.instruction, mode: 'purpose' },
      why: `"${item.text.slice(0, 60)}" is about ${m.via.slice(0, 4).join(', ')}`,
    });
  }
  return [...out, ...bySign(scene, query, reading, out)];
}

/** Icons whose sign stands for the purpose, better in the row of a text that the instruction speaks of. */
function bySign(scene: Scene, query: Query, reading: Reading, texts: readonly Scored[]): Scored[] {
  const words = query.form === 'verb' ? query.words : tokens(`${reading.label} ${reading.noun ?? ''}`);
  const signs = signsByPurpose(words);
  if (signs.size === 0) return [];
  const told = explainedBySigns(words);
  const place = usualPlace(words);
  const out: Scored[] = [];
  for (const item of iconsOf(scene)) {
    const sign = glyphScore(scene.screen.frame, item.box, signs);
    if (sign.score < MIN_SIGN + 0.04) continue;
    const at = place ? placeScore(item.box, place, scene.bounds) : 0.5;
    const beside = texts.reduce((m, t) => Math.max(m, sameRow(item.box, t.box) > 0.7 ? t.features.text : 0), 0);
    out.push({
      box: item.box,
      point: boxCentre(item.box),
      elementId: item.id,
      score: sign.score * (0.2 + 0.22 * told + 0.1 * at + 0.38 * beside) * PURPOSE_SHARE[query.form],
      features: {
        text: sign.score,
        coverage: told,
        kind: kindScore(item.kind, ['icon', 'button', 'window_control']),
        relation: beside,
        mode: 'sign',
      },
      why: `looks like a ${sign.name.replace('_', ' ')}`,
    });
  }
  return out;
}
