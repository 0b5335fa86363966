/**
 * Scoring every place a reading might mean.
 *
 * Invariant: every candidate's box lies inside the scene's bounds and holds its point.
 * Errs towards what is written: text evidence outweighs kind, place and colour, which only break ties unless they are
 * all there is.
 */
import { boxArea, boxCentre, boxContains, boxHeight, boxWidth, globalPoint } from '../protocol/coordinates.ts';
import type { Box, Point } from '../protocol/coordinates.ts';
import type { ElementKind } from '../protocol/screen.ts';
import { colourScore } from './colour.ts';
import type { Query, Reading } from './parse.ts';
import { documentFrequency, purposeMatch, purposeOf } from './purpose.ts';
import { RELATION_RULES, betweenScore, placeScore, sameRow } from './relations.ts';
import { areaAround, pointInside, spanBox } from './scene.ts';
import type { Item, Scene } from './scene.ts';
import { fold, labelSimilarity, tokens } from './text.ts';
import { PART_PLACES } from './words.ts';

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
  readonly mode: 'label' | 'purpose' | 'look';
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
const MIN_TEXT = 0.5;
const TOGGLES: ReadonlySet<ElementKind> = new Set(['checkbox', 'switch', 'radio']);
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

interface Hit {
  readonly item: Item;
  /** The words that matched. */
  readonly span: Box;
  readonly similarity: number;
  readonly coverage: number;
}

/** Every text that reads like a label, best first. */
export function findLabel(scene: Scene, label: string): Hit[] {
  const hits: Hit[] = [];
  for (const item of scene.texts) {
    const a = labelSimilarity(label, item.text);
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

/** How well relations, place and colours of a reading hold for a box; also says which. */
function context(
  scene: Scene,
  reading: Reading,
  anchors: readonly (readonly Hit[][])[],
  item: Item,
  box: Box,
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
          if (s > best) [best, name] = [s, `between "${a.item.text}" and "${b.item.text}"`];
        }
    } else {
      for (const a of first.slice(0, 6)) {
        const s = Math.pow(a.similarity, 1.5) * anchorScore(scene, anchor, box, a);
        if (s > best) [best, name] = [s, `${anchor.relation.replace('_', ' ')} "${a.item.text.slice(0, 40)}"`];
      }
    }
    const part = anchor.phrases.map((p) => PART_PLACES.get(fold(p))).find((p) => p !== undefined);
    if (part && best < 0.5) {
      score *= 0.55 + 0.45 * placeScore(box, part, scene.bounds);
      return;
    }
    // An area that is not written anywhere ("in the dialog", "in the toolbar") rules nothing out.
    const found = first.length > 0 && (anchor.relation !== 'between' || second.length > 0);
    const soft = anchor.relation === 'inside' || anchor.extent !== null;
    score *= found ? Math.max(soft ? 0.25 : 0.02, best) : soft ? 0.7 : 0.15;
    if (best > 0.2) why.push(name);
  });
  if (reading.place) {
    const s = placeScore(box, reading.place, scene.bounds);
    score *= 0.15 + 0.85 * s;
    if (s > 0.6) why.push('at the place named');
  }
  for (const c of reading.colours) {
    const s = colourScore(scene.screen, item, c);
    score *= 0.25 + 0.75 * s;
    if (s > 0.6) why.push(c.name);
  }
  return { score, why };
}

function anchorScore(scene: Scene, anchor: Reading['anchors'][number], box: Box, hit: Hit): number {
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

const centreOf = (box: Box, inside: Box): Point => pointInside(inside, boxCentre(box));

/** Where to click for a text hit, given the kind asked for. */
function target(
  scene: Scene,
  hit: Hit,
  reading: Reading,
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
function byLabel(scene: Scene, reading: Reading): Scored[] {
  const anchors = reading.anchors.map((a) => a.phrases.map((p) => findLabel(scene, p)));
  return findLabel(scene, reading.label).map((hit) => {
    const t = target(scene, hit, reading);
    const c = context(scene, reading, anchors, t.item, t.box);
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

const sizeFactor = (reading: Reading, box: Box): number => {
  if (reading.size === null) return 1;
  const big = Math.min(1, Math.log2(Math.max(1, boxArea(box)) / 200) / 8);
  return 0.8 + 0.2 * (reading.size > 0 ? big : 1 - big);
};

/** Candidates of a reading that names no text: by kind, relation, place, colour, order. */
function byLook(scene: Scene, reading: Reading): Scored[] {
  const anchors = reading.anchors.map((a) => a.phrases.map((p) => findLabel(scene, p)));
  const asked =
    reading.anchors.length + (reading.place ? 1 : 0) + reading.colours.length + (reading.ordinal === null ? 0 : 1);
  if (asked === 0 && reading.kinds.length === 0) return [];
  const textual = reading.kinds.some(
    (k) => k === 'row' || k === 'menu_item' || k === 'link' || k === 'tab' || k === 'button',
  );
  const drawn = !reading.kinds.includes('row') || reading.kinds.includes('icon') ? scene.drawings() : [];
  const pool = [
    ...scene.controls,
    ...drawn,
    ...(textual || reading.kinds.length === 0 ? scene.texts.filter((t) => t.kind === 'text' && !t.joined) : []),
  ];
  const scored = pool.map((item) => {
    const kind = kindScore(item.kind, reading.kinds);
    const c = context(scene, reading, anchors, item, item.box);
    // The anchor itself is rarely what is meant.
    const score =
      (0.35 + 0.65 * kind) * c.score * sizeFactor(reading, item.box) * (reading.label.length > 0 ? 0.75 : 0.92);
    return {
      box: item.box,
      point: item.kind === 'row' && item.text.length > 0 ? centreOf(item.textBox, item.box) : boxCentre(item.box),
      elementId: item.id,
      score,
      features: { text: 0, coverage: 0, kind, relation: c.score, mode: 'look' as const },
      why: [`a ${item.kind.replace('_', ' ')}`, ...c.why].join(', '),
    };
  });
  return scored.filter((s) => s.score > 0.05);
}

/** A name must be there in its own words, a described thing nearly so; only a purpose may be called anything. */
const PURPOSE_SHARE = { name: 0.6, noun: 0.7, verb: 1 } as const;

/** Candidates by what they do. */
function byPurpose(scene: Scene, query: Query, reading: Reading): Scored[] {
  const strong = reading.anchors.some((a) => a.relation !== 'inside' && a.relation !== 'holds');
  const aside = query.form !== 'verb' && (strong || reading.anchors.length > 0);
  // In a description by its neighbours, only the words for the thing itself count.
  const purpose = purposeOf(aside ? tokens(reading.label) : query.words);
  const frequency = documentFrequency(scene.texts);
  const out: Scored[] = [];
  for (const item of scene.texts) {
    if (item.joined) continue;
    const m = purposeMatch(purpose, item, frequency);
    if (m.score < 0.25) continue;
    const kind = kindScore(item.kind, reading.kinds);
    const c = reading.place ? 0.6 + 0.4 * placeScore(item.box, reading.place, scene.bounds) : 1;
    const box = item.kind === 'text' ? item.textBox : item.box;
    out.push({
      box,
      point: centreOf(item.textBox, box),
      elementId: item.id,
      score: m.score * (0.85 + 0.15 * kind) * c * 0.9 * PURPOSE_SHARE[query.form],
      features: { text: m.score, coverage: m.label, kind, relation: m.instruction, mode: 'purpose' },
      why: `"${item.text.slice(0, 60)}" is about ${m.via.slice(0, 4).join(', ')}`,
    });
  }
  return out;
}

/** Among equals, the n-th in reading order; among look-alikes in one row or column likewise. */
function pickOrdinal(list: readonly Scored[], ordinal: number): Scored[] {
  const top = Math.max(0, ...list.map((s) => s.score));
  const equals = list
    .filter((s) => s.score >= top * 0.85)
    .sort((a, b) => (Math.abs(a.point.y - b.point.y) > 8 ? a.point.y - b.point.y : a.point.x - b.point.x));
  const chosen = ordinal > 0 ? equals[ordinal - 1] : equals[equals.length + ordinal];
  if (!chosen) return list.map((s) => ({ ...s, score: s.score * 0.5 }));
  return list.map((s) =>
    s === chosen ? { ...s, why: `${s.why}, number ${ordinal}` } : { ...s, score: s.score * 0.6 },
  );
}

/** All candidates of a query, best first, one for each place. */
export function scoreAll(scene: Scene, query: Query): Scored[] {
  const all: Scored[] = [];
  query.readings.forEach((reading, index) => {
    const named = reading.label.length > 0 ? byLabel(scene, reading) : [];
    // Without a name, or with a mere description that is written nowhere, the look is what is left.
    const described = query.form === 'noun' && !reading.named && !named.some((s) => s.features.text > 0.85);
    const looked = reading.label.length === 0 || described ? byLook(scene, reading) : [];
    let found = [...named, ...looked];
    if (reading.ordinal !== null) found = pickOrdinal(found, reading.ordinal);
    const doubt = index === 0 ? 1 : 0.98;
    all.push(...found.map((s) => ({ ...s, score: s.score * doubt })));
  });
  const main = query.readings[0];
  if (main && !main.quoted) all.push(...byPurpose(scene, query, main));
  all.sort((a, b) => b.score - a.score);
  const kept: Scored[] = [];
  for (const s of all) {
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
