/**
 * Two witnesses, one list: what the pixels show and what applications say about it. Pure.
 *
 * Invariant: a thing that both saw is in the list once. Where they agree, the pixels keep the box and the text and the
 * application gives kind, name and states; what the pixels did not show as a control is added with the box the application
 * gives. Errs towards the pixels: without a place of its own on the screen nothing is added.
 */
import { boxArea, boxCentre, boxContains, boxIntersection, boxIou, type Box } from '../../protocol/coordinates.ts';
import type { Element, ElementKind } from '../../protocol/screen.ts';
import type { AccessibleThing } from './port.ts';

/** Boxes that overlap so much are the same thing. Drawn edges and reported ones differ by shadows and margins. */
const SAME = 0.5;
/** A drawing that lies so far inside a control is what is drawn on it. */
const DRAWN_ON = 0.8;
/** One witness alone, when it is an application: it knows what it has, and not always where. */
const ALONE = 0.75;
/** How often an application is wrong about something that pixels show in the same place. */
const BOTH_WRONG = 0.25;

/** A control has no more lines of text on it than this; a field with more holds a document. */
const MOST_LINES = 3;

/** Surfaces and text are never the same thing as a control. */
const NO_CONTROL: ReadonlySet<ElementKind> = new Set(['text', 'container']);
/** What a control carries as its sign. */
const SIGNS: ReadonlySet<ElementKind> = new Set(['icon', 'image', 'button', 'checkbox', 'radio', 'switch']);
/** Kinds that are drawn around a sign. */
const CARRY: ReadonlySet<ElementKind> = new Set(['button', 'link', 'tab', 'checkbox', 'radio', 'icon', 'menu_item']);

/** Worth knowing without a name and a text: one can tell them by what stands beside them. */
const HELD: ReadonlySet<ElementKind> = new Set(['field', 'checkbox', 'radio', 'switch', 'slider']);

const share = (part: Box, whole: Box): number => boxArea(boxIntersection(part, whole)) / Math.max(1, boxArea(part));

/** How much a drawing looks like being a thing: 1 to 2 the same box, 0 to 1 its sign, 0 neither. */
function likeness(drawn: Element, thing: AccessibleThing): number {
  const iou = boxIou(drawn.box, thing.box);
  if (iou >= SAME) return 1 + iou;
  if (!CARRY.has(thing.kind) || !SIGNS.has(drawn.kind) || drawn.text !== '') return 0;
  if (share(drawn.box, thing.box) < DRAWN_ON) return 0;
  // A sign stands in the middle of its control, or of the end of it.
  const off = Math.abs(boxCentre(drawn.box).y - boxCentre(thing.box).y) / Math.max(1, thing.box.y2 - thing.box.y1);
  return off > 0.3 ? 0 : 0.5 + iou / 2;
}

/**
 * The elements of a screen with what applications say about them. `elements` come first and keep their ids; what is added
 * gets ids `a0`, `a1`, …
 */
export function mergeWitnesses(elements: readonly Element[], things: readonly AccessibleThing[]): Element[] {
  if (things.length === 0) return [...elements];
  const merged = new Map(elements.map((e) => [e.id, e]));
  const texts = elements.filter((e) => e.kind === 'text');
  const told = pairUp(
    elements.filter((e) => !NO_CONTROL.has(e.kind)),
    things.filter((t) => t.kind !== 'text'),
  );
  const added: Element[] = [];
  for (const thing of things) {
    const lines = texts.filter((t) => share(t.box, thing.box) > 0.7 && boxContains(thing.box, boxCentre(t.box)));
    if (thing.secret) for (const line of lines) update(merged, line.id, { secret: true });
    if (thing.kind === 'text') {
      const element = thing.part ? null : asText(thing, lines, texts, merged);
      if (element) added.push({ ...element, id: `a${added.length}` });
      continue;
    }
    const drawn = told.get(thing);
    if (drawn) update(merged, drawn.id, agreed(merged.get(drawn.id) ?? drawn, thing, lines));
    else if (thing.name !== '' || lines.length > 0 || HELD.has(thing.kind))
      added.push({ ...alone(thing, lines), id: `a${added.length}` });
  }
  return [...merged.values(), ...added];
}

/** Each drawing to the thing it is most like, each thing at most one drawing; the surest first. */
function pairUp(drawn: readonly Element[], things: readonly AccessibleThing[]): Map<AccessibleThing, Element> {
  const pairs = things
    .flatMap((thing) => drawn.map((element) => ({ thing, element, score: likeness(element, thing) })))
    .filter((p) => p.score > 0)
    .sort((a, b) => b.score - a.score);
  const told = new Map<AccessibleThing, Element>();
  const taken = new Set<string>();
  for (const { thing, element } of pairs) {
    if (told.has(thing) || taken.has(element.id)) continue;
    told.set(thing, element);
    taken.add(element.id);
  }
  return told;
}

function update(merged: Map<string, Element>, id: string, change: Partial<Element>): void {
  const element = merged.get(id);
  if (element) merged.set(id, { ...element, ...change });
}

const saidOf = (thing: AccessibleThing): Pick<Element, 'name' | 'hint' | 'states' | 'secret'> => ({
  ...(thing.name === '' ? {} : { name: thing.name }),
  ...(thing.hint === '' ? {} : { hint: thing.hint }),
  states: thing.states,
  ...(thing.secret ? { secret: true as const } : {}),
});

/** What is written on a thing. The lines of a document are in its children only: as its text they match every phrase. */
function written(lines: readonly Element[]): Pick<Element, 'text' | 'words' | 'children'> {
  const own = lines.length > MOST_LINES ? [] : lines;
  return {
    text: own.map((l) => l.text).join(' '),
    words: own.flatMap((l) => l.words),
    children: lines.map((l) => l.id),
  };
}

/** What both saw. A drawing that is only the sign on a control gives way to the control. */
function agreed(drawn: Element, thing: AccessibleThing, lines: readonly Element[]): Partial<Element> {
  const sameBox = boxIou(drawn.box, thing.box) >= SAME;
  return {
    kind: thing.kind,
    confidence: 1 - (1 - drawn.confidence) * BOTH_WRONG,
    ...saidOf(thing),
    ...(sameBox ? {} : { box: thing.box, ...(thing.kind === 'checkbox' ? {} : written(lines)) }),
  };
}

const alone = (thing: AccessibleThing, lines: readonly Element[]): Element => ({
  id: '',
  kind: thing.kind,
  box: thing.box,
  ...written(lines),
  confidence: ALONE,
  source: 'accessibility',
  fill: null,
  ...saidOf(thing),
});

const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A label strengthens the line that says the same; where no line was read at all it is one. */
function asText(
  thing: AccessibleThing,
  lines: readonly Element[],
  texts: readonly Element[],
  merged: Map<string, Element>,
): Element | null {
  for (const line of lines) {
    const same = plain(line.text) !== '' && plain(thing.name).includes(plain(line.text));
    if (same) update(merged, line.id, { confidence: 1 - (1 - line.confidence) * BOTH_WRONG });
    else if (lines.length === 1) update(merged, line.id, { name: thing.name });
  }
  const overlaps = texts.some((t) => share(t.box, thing.box) > 0.3 || share(thing.box, t.box) > 0.3);
  return overlaps ? null : alone(thing, []);
}
