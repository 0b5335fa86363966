/**
 * All the places a query might mean, best first.
 *
 * Invariant: every candidate's box lies inside the scene's bounds and holds its point; one candidate for each place.
 * Errs towards the first reading of the instruction.
 */
import { boxContains, globalPoint } from '../protocol/coordinates.ts';
import { byLabel } from './by-label.ts';
import { byLook } from './by-look.ts';
import { byNeighbour } from './by-neighbour.ts';
import { byOrder } from './by-order.ts';
import { byPurpose } from './by-purpose.ts';
import type { Scored } from './evidence.ts';
import type { Query } from './parse.ts';
import { pointInside } from './scene.ts';
import type { Scene } from './scene.ts';

/** Among equals, the n-th in reading order; among look-alikes in one row or column likewise. */
function pickOrdinal(list: readonly Scored[], ordinal: number): Scored[] {
  const top = Math.max(0, ...list.map((s) => s.score));
  const equals = list
    .filter((s) => s.score >= top * 0.85)
    .sort((a, b) => (Math.abs(a.point.y - b.point.y) > 8 ? a.point.y - b.point.y : a.point.x - b.point.x));
  const chosen = ordinal > 0 ? equals[ordinal - 1] : equals[equals.length + ordinal];
  if (!chosen) return list.map((s) => ({ ...s, score: s.score * 0.5 }));
  // The first of one is no first: what it was counted among was not found.
  const doubt = equals.length > 1 ? 1 : 0.65;
  return list.map((s) =>
    s === chosen
      ? { ...s, score: s.score * doubt, why: `${s.why}, number ${ordinal}` }
      : { ...s, score: s.score * 0.6 },
  );
}

/** Enough to decide between equals, too little to hide what is only behind. */
const BEHIND = 0.9;

/** All candidates of a query, best first, one for each place. */
export function scoreAll(scene: Scene, query: Query): Scored[] {
  const all: Scored[] = [];
  query.readings.forEach((reading, index) => {
    const named = reading.label.length > 0 ? byLabel(scene, reading) : [];
    // Without a name, or with a mere description that is written nowhere, the look is what is left.
    const described = query.form === 'noun' && !reading.named && !named.some((s) => s.features.text > 0.85);
    const looked = reading.label.length === 0 || described ? byLook(scene, reading) : [];
    let found = [...named, ...looked];
    const beside = byNeighbour(scene, reading);
    const counted = beside.length > 0 ? beside : byOrder(scene, reading);
    if (counted.length > 0) found = counted;
    else if (reading.ordinal !== null) found = pickOrdinal(found, reading.ordinal);
    // A verb phrase is rarely called by its own words, and its grammar is not a relation.
    const spoken = query.form === 'verb' && !reading.quoted ? (reading.anchors.length > 0 ? 0.7 : 0.85) : 1;
    const doubt = (index === 0 ? 1 : 0.98) * spoken;
    all.push(...found.map((s) => ({ ...s, score: s.score * doubt })));
  });
  const main = query.readings[0];
  if (main && !main.quoted) all.push(...byPurpose(scene, query, main));
  // The same words in two windows: the one in front is meant.
  const ranked = all.map((s) => (boxContains(scene.activeWindow, s.point) ? s : { ...s, score: s.score * BEHIND }));
  ranked.sort((a, b) => b.score - a.score);
  const kept: Scored[] = [];
  for (const s of ranked) {
    if (kept.length >= 24) break;
    if (kept.some((k) => boxContains(k.box, s.point) && boxContains(s.box, k.point))) continue;
    kept.push(clampScored(s));
  }
  return kept;
}

/** Whole pixels, point inside. */
function clampScored(s: Scored): Scored {
  const point = pointInside(s.box, globalPoint(Math.round(s.point.x), Math.round(s.point.y)));
  return { ...s, score: Math.min(1, Math.max(0, s.score)), point };
}
