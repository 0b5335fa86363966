/**
 * "The entry below All Categories", "the button between Save and Help", "the third page after Home": things that have no
 * name of their own and stand next to one that is read exactly.
 *
 * Invariant: pure geometry; nothing is answered unless the neighbour is written on the screen in these words, at most at
 * `MOST_ANCHORS` places. Errs towards no answer: the head and the other rules are still asked.
 */
import {
  boxArea,
  boxCentre,
  boxContains,
  boxHeight,
  boxIntersection,
  boxUnion,
  boxWidth,
} from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { ElementKind } from '../protocol/screen.ts';
import { findLabel, iconsOf, kindScore } from './evidence.ts';
import type { Scored } from './evidence.ts';
import type { Anchor, Reading } from './parse.ts';
import { betweenScore, placeScore } from './relations.ts';
import { areaAround } from './scene.ts';
import type { Item, Scene } from './scene.ts';
import { tokens } from './text.ts';

type Step = 'right' | 'left' | 'above' | 'below';

/** A neighbour in other words is another one. */
const EXACT = 0.93;
const WHOLE = 0.75;
const MOST_ANCHORS = 2;
/** How far a neighbour may be, in heights of the larger of the two: along a line, and from line to line. */
const FARTHEST = { across: 9, down: 3.2 } as const;
/** Nouns for anything that is listed: they name nothing. */
const LISTED = new Set(
  'entry item page folder file line row result song track message heading header name word cell column picture image thing one option link topic section chapter'.split(
    ' ',
  ),
);
/** What stands in lists, one under the other. */
const DOWNWARDS = new Set(
  'entry item page folder file line row result song track message option link topic section chapter'.split(' '),
);

const LABELLED: ReadonlySet<ElementKind> = new Set(['field', 'checkbox', 'switch', 'radio', 'slider']);

/** Things whose words stand beside them. */
const isLabelled = (kinds: readonly ElementKind[]): boolean => kinds.length > 0 && kinds.every((k) => LABELLED.has(k));

const unit = (a: Box, b: Box): number => Math.max(10, Math.min(44, Math.max(boxHeight(a), boxHeight(b))));

/** How far a box lies in a direction from another, in units; null when it does not. */
export function distance(from: Box, to: Box, step: Step): number | null {
  const u = unit(from, to);
  if (step === 'left' || step === 'right') {
    const overlap = Math.min(from.y2, to.y2) - Math.max(from.y1, to.y1);
    if (overlap < 0.5 * Math.min(boxHeight(from), boxHeight(to))) return null;
    const gap = step === 'right' ? to.x1 - from.x2 : from.x1 - to.x2;
    return gap < -0.3 * u || gap > FARTHEST.across * u ? null : Math.max(0, gap) / u;
  }
  const overlap = Math.min(from.x2, to.x2) - Math.max(from.x1, to.x1);
  const flush = Math.abs(from.x1 - to.x1) < 0.8 * u;
  if (!flush && overlap < 0.5 * Math.min(boxWidth(from), boxWidth(to))) return null;
  const gap = step === 'below' ? to.y1 - from.y2 : from.y1 - to.y2;
  return gap < -0.35 * u || gap > FARTHEST.down * u ? null : Math.max(0, gap) / u;
}

const sameThing = (a: Box, b: Box): boolean => boxArea(boxIntersection(a, b)) > 0.5 * Math.min(boxArea(a), boxArea(b));

/** Everything one could point at, each place once, the largest of what lies in each other; no panels. */
function places(scene: Scene): Item[] {
  const most = boxArea(scene.bounds) * 0.02;
  const all = [...scene.controls, ...scene.texts.filter((t) => !t.joined), ...iconsOf(scene)].filter(
    (i) => boxArea(i.box) <= Math.max(most, 40_000) && i.kind !== 'container' && boxHeight(i.box) < 120,
  );
  const sorted = all.sort((a, b) => boxArea(b.box) - boxArea(a.box));
  const kept: Item[] = [];
  for (const item of sorted) if (!kept.some((k) => boxContains(k.box, boxCentre(item.box)))) kept.push(item);
  return kept;
}

/** What says only that something is written: "the word Tasks", "the Network heading". */
const WRITTEN =
  /^(?:the )?(?:word|text|label|title|name|heading) | (?:heading|header|column|label|title|word|text|caption)$/gi;

/** Where a phrase stands, when it is written in just these words: the thing it stands in, or its words. */
function anchorsFor(scene: Scene, phrases: readonly string[], all: readonly Item[]): Box[] {
  const boxes: Box[] = [];
  const variants = [...new Set(phrases.flatMap((p) => [p, p.replace(WRITTEN, '')]))];
  const hits = variants
    .filter((p) => tokens(p).length > 0)
    .map((p) => findLabel(scene, p).filter((h) => h.similarity >= EXACT && h.coverage >= WHOLE))
    .find((list) => list.length > 0);
  if (!hits) return [];
  for (const h of hits) {
    const own = all.find((i) => boxContains(i.box, boxCentre(h.span)) && boxHeight(i.box) < 3 * boxHeight(h.span));
    const box = own?.box ?? h.span;
    if (!boxes.some((b) => sameThing(b, box))) boxes.push(box);
  }
  return boxes;
}

function nearest(from: Box, step: Step, all: readonly Item[], kinds: readonly ElementKind[]): Item | null {
  let best: { item: Item; far: number } | null = null;
  for (const item of all) {
    if (sameThing(item.box, from)) continue;
    const gap = distance(from, item.box, step);
    if (gap === null) continue;
    // What is of another kind is passed over for the kind that was asked for, if that is not much farther.
    const far = gap + 2.5 * (1 - kindScore(item.kind, kinds));
    if (best === null || far < best.far) best = { item, far };
  }
  return best?.item ?? null;
}

/** Those of several places that lie where else the instruction says: below a heading, at a side of the window. */
function within(scene: Scene, boxes: readonly Box[], more: readonly Anchor[]): readonly Box[] {
  if (boxes.length < 2) return boxes;
  const fits = (box: Box): number =>
    more.reduce((sum, a) => {
      const headings = findLabel(scene, a.whole).filter((h) => h.similarity >= EXACT && h.coverage >= WHOLE);
      const under = headings.some(
        (h) => h.span.y2 <= box.y2 && distance(h.span, { ...box, y1: h.span.y2, y2: h.span.y2 }, 'below') !== null,
      );
      return sum + (under ? 1 : 0) + (a.place ? placeScore(box, a.place, scene.activeWindow) : 0);
    }, 0);
  const most = Math.max(...boxes.map(fits));
  return most > 0 ? boxes.filter((b) => fits(b) >= most - 0.05) : boxes;
}

/** The directions a relation stands for; what comes after a thing in a list is below it, in a bar on its right. */
function stepsOf(anchor: Anchor, reading: Reading): readonly Step[] {
  const down = DOWNWARDS.has(reading.noun ?? reading.label.toLowerCase());
  if (anchor.relation === 'after') return down ? ['below', 'right'] : ['right', 'below'];
  // Of fields and switches beside a label the other rules know.
  if (anchor.relation === 'beside') return isLabelled(reading.kinds) || down ? [] : ['right', 'left'];
  if (anchor.relation === 'before') return down ? ['above', 'left'] : ['left', 'above'];
  const { relation } = anchor;
  return relation === 'right' || relation === 'left' || relation === 'above' || relation === 'below' ? [relation] : [];
}

/** The n-th thing in a direction; from the end for negative numbers, as far as each is near enough to the one before. */
function walk(
  from: Box,
  step: Step,
  ordinal: number,
  all: readonly Item[],
  kinds: readonly ElementKind[],
): Item | null {
  const passed: Item[] = [];
  let at = from;
  for (let n = 0; n < 40; n++) {
    const next = nearest(at, step, all, kinds);
    if (!next || passed.includes(next)) break;
    passed.push(next);
    if (passed.length === ordinal) return next;
    at = next.box;
  }
  return ordinal < 0 ? (passed[passed.length + ordinal] ?? null) : null;
}

/** Candidates for a thing without a name beside one that is read exactly; empty for any other reading. */
export function byNeighbour(scene: Scene, reading: Reading): Scored[] {
  const [anchor, ...more] = reading.anchors;
  const plain = reading.label.length === 0 || LISTED.has(reading.label.toLowerCase());
  if (
    !anchor ||
    !more.every((a) => a.relation === 'inside') ||
    !plain ||
    reading.quoted ||
    reading.colours.length > 0 ||
    reading.place
  )
    return [];
  const steps = stepsOf(anchor, reading);
  if (anchor.relation !== 'between' && (steps.length === 0 || anchor.extent === 'window')) return [];
  const all = places(scene);
  const kinds = reading.kinds;
  const found: { item: Item; why: string }[] = [];
  if (anchor.relation === 'between') {
    const [a = [], b = []] = anchor.phrases.map((p) => anchorsFor(scene, [p], all));
    for (const one of a)
      for (const other of b) {
        if (a.length * b.length > MOST_ANCHORS || sameThing(one, other)) continue;
        const inside = all
          .filter((i) => !sameThing(i.box, one) && !sameThing(i.box, other))
          .map((item) => ({ item, score: betweenScore(item.box, one, other) * kindScore(item.kind, kinds) }))
          .filter((x) => x.score > 0.3 && boxContains(boxUnion(one, other), boxCentre(x.item.box)))
          .sort((x, y) => y.score - x.score);
        const [first, second] = inside;
        if (first && (!second || second.score < 0.75 * first.score))
          found.push({ item: first.item, why: `between "${anchor.phrases.join('" and "')}"` });
      }
  } else {
    const [phrase = ''] = anchor.phrases;
    const anchors = within(scene, anchorsFor(scene, [anchor.whole, phrase], all), more);
    if (anchors.length > MOST_ANCHORS) return [];
    for (const box of anchors) {
      const area = areaAround(scene, box);
      const near = all.filter((i) => boxContains(area, boxCentre(i.box)));
      for (const step of steps) {
        const item =
          walk(box, step, reading.ordinal ?? 1, near, kinds) ?? walk(box, step, reading.ordinal ?? 1, all, kinds);
        // A field that was not found is not the words that stand there.
        if (!item || (isLabelled(kinds) && kindScore(item.kind, kinds) < 0.7)) continue;
        found.push({ item, why: `${step} "${phrase}"` });
        break;
      }
    }
  }
  return found.map(({ item, why }): Scored => {
    const kind = kindScore(item.kind, kinds);
    return {
      box: item.box,
      point: boxCentre(item.box),
      elementId: item.id,
      score: (0.95 * (0.5 + 0.5 * kind)) / found.length,
      features: { text: 0, coverage: 0, kind, relation: 1, mode: 'order' },
      why: `the next ${why}`,
    };
  });
}
