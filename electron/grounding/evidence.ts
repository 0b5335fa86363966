/**
 * Evidence for a place: its text, its kind, and what stands around it.
 *
 * Invariant: every score is 0 to 1. Errs towards what is written: kind, place and colour only break ties unless they are
 * all there is.
 */
import { boxArea, boxCentre, boxContains, boxHeight, boxWidth, globalBox } from '../protocol/coordinates.ts';
import type { Box, Point } from '../protocol/coordinates.ts';
import type { ElementKind } from '../protocol/screen.ts';
import { colourScore } from './colour.ts';
import { signsByLook, signsByPurpose } from './glyph-words.ts';
import { glyphScore } from './glyphs.ts';
import type { Anchor, Reading } from './parse.ts';
import { RELATION_RULES, betweenScore, placeScore, sameRow } from './relations.ts';
import { areaAround, pointInside, spanBox } from './scene.ts';
import type { Item, Scene } from './scene.ts';
import { prepare, preparedSimilarity, tokens } from './text.ts';

export interface Features {
  /** Likeness of the text, or of the purpose; 0 when the candidate was chosen by other evidence. */
  readonly text: number;
  /** Share of the candidate's own label that the instruction accounts for. */
  readonly coverage: number;
  /** 1 the kind asked for, 0.5 unknown, 0 another. */
  readonly kind: number;
  /** How well relation, place, colour and ordinal hold; 1 when none was asked for. */
  readonly relation: number;
  /** The way it was found. */
  readonly mode: 'label' | 'purpose' | 'look' | 'sign' | 'order';
}
export interface Scored {
  readonly box: Box;
  readonly point: Point;
  readonly elementId: string | null;
  readonly score: number;
  readonly features: Features;
  readonly why: string;
}

/** Text likeness below this is noise. */
export const MIN_TEXT = 0.5;
export const TOGGLES: ReadonlySet<ElementKind> = new Set(['checkbox', 'switch', 'radio']);
/** Kinds whose label stands beside them and not inside. */
const LABELLED: ReadonlySet<ElementKind> = new Set(['field', 'checkbox', 'switch', 'radio', 'slider']);
/** Kinds that a detector by shape cannot tell apart. */
const ALIKE: readonly ReadonlySet<ElementKind>[] = [
  new Set<ElementKind>(['button', 'icon', 'window_control', 'image', 'tab', 'link']),
  new Set<ElementKind>(['field', 'button', 'container']),
  new Set<ElementKind>(['row', 'menu_item', 'button', 'container', 'tab']),
  new Set<ElementKind>(['checkbox', 'radio', 'icon']),
  new Set<ElementKind>(['switch', 'icon', 'button']),
];

/** 1 as asked, 0.7 a look-alike, 0.5 plain text (any kind may look so), 0.2 something else. */
export function kindScore(kind: ElementKind, wanted: readonly ElementKind[]): number {
  if (wanted.length === 0) return kind === 'text' ? 0.75 : 1;
  if (wanted.includes(kind)) return 1;
  if (kind === 'text') return 0.5;
  return ALIKE.some((set) => set.has(kind) && wanted.some((w) => set.has(w))) ? 0.7 : 0.2;
}

export interface Hit {
  readonly item: Item;
  /** The words that matched. */
  readonly span: Box;
  readonly similarity: number;
  readonly coverage: number;
}

/** Every text that reads like a label, best first. */
export function findLabel(scene: Scene, label: string): readonly Hit[] {
  const known = found.get(scene) ?? new Map<string, readonly Hit[]>();
  found.set(scene, known);
  const before = known.get(label);
  if (before) return before;
  const hits = searchLabel(scene, label);
  known.set(label, hits);
  return hits;
}
/** Readings of one instruction share their names and anchors. */
const found = new WeakMap<Scene, Map<string, readonly Hit[]>>();

function searchLabel(scene: Scene, label: string): Hit[] {
  const wanted = prepare(label);
  const hits: Hit[] = [];
  for (const item of scene.texts) {
    const a = preparedSimilarity(wanted, item.label);
    if (a.similarity < MIN_TEXT) continue;
    hits.push({
      item,
      span: spanBox(item, a.from, a.to),
      similarity: a.similarity * (item.joined ? 0.96 : 1),
      coverage: a.coverage,
    });
  }
  return hits.sort((a, b) => b.similarity - a.similarity).slice(0, 24);
}

/** The control a label speaks of: in it, right of it, below it, or for toggles at either end of its line. */
export function controlFor(scene: Scene, label: Box, wanted: readonly ElementKind[]): Item | null {
  const kinds = wanted.filter((k) => LABELLED.has(k));
  if (kinds.length === 0) return null;
  let best: Item | null = null;
  let bestScore = 0.35;
  for (const c of scene.controls) {
    if (!kinds.includes(c.kind) && !(c.kind === 'button' && kinds.includes('field'))) continue;
    if (boxArea(c.box) < 60) continue;
    const own = boxContains(c.box, boxCentre(label));
    const exact = kinds.includes(c.kind) ? 1 : 0.6;
    const toggle = kinds.some((k) => TOGGLES.has(k));
    const beside = RELATION_RULES.right(c.box, label, scene.bounds);
    const before = toggle ? RELATION_RULES.left(c.box, label, scene.bounds) : 0;
    const under = toggle ? 0 : RELATION_RULES.below(c.box, label, scene.bounds) * 0.9;
    const score = exact * (own ? 1 : Math.max(beside, before, under));
    if (score > bestScore) {
      best = c;
      bestScore = score;
    }
  }
  return best;
}

/** Something an anchor phrase may mean. */
export interface AnchorHit {
  readonly span: Box;
  readonly similarity: number;
  readonly name: string;
}
/** For each anchor of a reading, for each of its phrases, what it may mean, best first. */
export type ResolvedAnchors = readonly (readonly (readonly AnchorHit[])[])[];

/** Text that reads like an anchor, or a sign that looks like it ("the pencil", "the eject button"). */
export function resolveAnchors(scene: Scene, anchors: readonly Anchor[]): ResolvedAnchors {
  return anchors.map((anchor) =>
    anchor.phrases.map((phrase) => {
      const hits = findLabel(scene, phrase).map((h): AnchorHit => ({
        span: h.span,
        similarity: h.similarity,
        name: h.item.text.slice(0, 40),
      }));
      if ((hits[0]?.similarity ?? 0) >= 0.8) return hits;
      // "in the context menu" does not mean the menu sign.
      if (anchor.extent !== null || anchor.relation === 'inside') return hits;
      return [...hits, ...findSigns(scene, phrase)].sort((a, b) => b.similarity - a.similarity);
    }),
  );
}

/** Textless things of icon size. Short texts are icons that a reader took for letters. */
export function iconsOf(scene: Scene): Item[] {
  const scale = scene.screen.frame.display.scale;
  const small = (i: Item): boolean => boxWidth(i.box) <= 120 * scale && boxHeight(i.box) <= 120 * scale;
  return [
    ...scene.controls.filter((c) => c.tokens.length === 0 && small(c)),
    ...scene.drawings(),
    ...scene.texts.filter((t) => t.text.trim().length <= 2 && small(t) && !t.joined),
  ];
}

/** The square ends of fields: where drop-downs, number boxes and search boxes have their small buttons. */
export function partsOf(scene: Scene): Item[] {
  return scene.controls.flatMap((c): Item[] => {
    const h = boxHeight(c.box);
    if ((c.kind !== 'field' && c.kind !== 'row') || boxWidth(c.box) < 2.5 * h || h < 16 || h > 60) return [];
    return [0, 1].map((n): Item => {
      const box = globalBox(c.box.x2 - (n + 1) * h, c.box.y1, c.box.x2 - n * h, c.box.y2);
      return { ...c, id: null, kind: 'button', box, textBox: box, text: '', words: [], tokens: [], stems: [] };
    });
  });
}

/** Signs that a phrase describes by look or by purpose. */
export function wantedSigns(phrase: string): ReadonlyMap<string, number> {
  const words = tokens(phrase);
  const look = signsByLook(words);
  return look.size > 0 ? look : signsByPurpose(words);
}

function findSigns(scene: Scene, phrase: string): AnchorHit[] {
  const wanted = wantedSigns(phrase);
  if (wanted.size === 0) return [];
  return [...iconsOf(scene), ...partsOf(scene)]
    .map((item) => ({ item, sign: glyphScore(scene.screen.frame, item.box, wanted) }))
    .filter((x) => x.sign.score >= MIN_SIGN)
    .map((x): AnchorHit => ({ span: x.item.box, similarity: x.sign.score * 0.95, name: `a ${x.sign.name} sign` }))
    .sort((a, b) => b.similarity - a.similarity)
    .slice(0, 8);
}

/** Drawings less like a sign than this are something else: unlike icons reach 0.7 by chance. */
export const MIN_SIGN = 0.72;

/**
 * How well relations, place and colours of a reading hold for a box; also says which. `certain` when the target was
 * recognised by itself: then an anchor that is found nowhere ("the file name") does not rule it out.
 */
export function context(
  scene: Scene,
  reading: Reading,
  anchors: ResolvedAnchors,
  item: Item,
  box: Box,
  certain: boolean,
): { score: number; why: string[] } {
  let score = 1;
  const why: string[] = [];
  reading.anchors.forEach((anchor, i) => {
    const [first = [], second = []] = anchors[i] ?? [];
    let best = 0;
    let name = '';
    if (anchor.relation === 'between') {
      for (const a of first.slice(0, 4))
        for (const b of second.slice(0, 4)) {
          const s = betweenScore(box, a.span, b.span) * Math.min(a.similarity, b.similarity);
          if (s > best) [best, name] = [s, `between "${a.name}" and "${b.name}"`];
        }
    } else {
      for (const a of first.slice(0, 6)) {
        const s = Math.pow(a.similarity, 1.5) * anchorScore(scene, anchor, box, a);
        if (s > best) [best, name] = [s, `${anchor.relation.replace('_', ' ')} "${a.name}"`];
      }
    }
    if (anchor.place && best < 0.5) {
      // "at the left end of the header bar".
      const end = anchor.relation === 'row_start' ? -1 : anchor.relation === 'row_end' ? 1 : anchor.place.h;
      score *= 0.4 + 0.6 * placeScore(box, { h: end, v: anchor.place.v }, scene.bounds);
      return;
    }
    // An area that is not written anywhere ("in the dialog", "in the toolbar") rules nothing out.
    const found = first.length > 0 && (anchor.relation !== 'between' || second.length > 0);
    const soft = anchor.extent !== 'row' && (anchor.relation === 'inside' || anchor.extent !== null);
    score *= found ? Math.max(soft ? 0.25 : 0.02, best) : soft || certain ? 0.7 : 0.15;
    if (best > 0.2) why.push(name);
  });
  if (reading.place) {
    const s = placeScore(box, reading.place, scene.bounds);
    score *= 0.15 + 0.85 * s;
    if (s > 0.6) why.push('at the place named');
  }
  reading.colours.forEach((c, i) => {
    const s = colourScore(scene.screen, item, c);
    // A second colour belongs to a part ("a red button with a white minus").
    score *= i === 0 ? 0.25 + 0.75 * s : 0.85 + 0.15 * s;
    if (s > 0.6) why.push(c.name);
  });
  return { score, why };
}

function anchorScore(scene: Scene, anchor: Anchor, box: Box, hit: AnchorHit): number {
  const rule = RELATION_RULES[anchor.relation];
  const plain = rule(box, hit.span, scene.bounds);
  if (anchor.extent === 'row') {
    if (anchor.relation === 'inside') return Math.max(plain * 0.8, sameRow(box, hit.span) * 0.95);
    return plain;
  }
  if (anchor.relation === 'inside' && (anchor.extent === 'window' || anchor.extent === 'group')) {
    const area = areaAround(scene, hit.span);
    if (area !== scene.bounds && boxContains(area, boxCentre(box))) return 1;
    // Titles stand above what they name: nearer and below is likelier.
    const dx = Math.abs(boxCentre(box).x - boxCentre(hit.span).x) / Math.max(1, boxWidth(scene.bounds));
    const dy = (box.y1 - hit.span.y1) / Math.max(1, boxHeight(scene.bounds));
    return dy < -0.02 ? 0.3 : Math.max(0.3, 0.9 - dx * 0.8 - dy * 0.5);
  }
  return plain;
}

/** The centre of one box, moved into another. */
export const centreOf = (box: Box, inside: Box): Point => pointInside(inside, boxCentre(box));

/** Big or small, as asked; 1 when it was not. */
export const sizeFactor = (reading: Reading, box: Box): number => {
  if (reading.size === null) return 1;
  const big = Math.min(1, Math.log2(Math.max(1, boxArea(box)) / 200) / 8);
  return 0.8 + 0.2 * (reading.size > 0 ? big : 1 - big);
};
