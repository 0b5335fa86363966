/**
 * A screen as what a person could point at and name: controls with what is written on them, and texts cut where a gap
 * shows that they are several (the words of a menu bar). Recording and replay both look through this, so that what was
 * seen once is looked for in the same shape. Pure.
 */
import { boxArea, boxCentre, boxContains, boxInflate, boxIntersection, boxUnion } from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { Element, ElementKind, ElementState, Screen, Word } from '../../protocol/screen.ts';

export interface Piece {
  readonly id: string;
  readonly kind: ElementKind;
  readonly box: Box;
  /** What is written on it. */
  readonly text: string;
  /** What its application calls it; empty where none told. */
  readonly name: string;
  readonly hint: string;
  readonly states: readonly ElementState[];
  readonly secret: boolean;
}

/** Words further apart than this, in heights of their line, are not one label: a space is about 0.3, a menu bar 0.7 and more. */
const GAP = 0.62;
/** Surfaces: what lies on them is meant, not they. */
const SURFACE: ReadonlySet<ElementKind> = new Set(['container', 'image']);

/** What a piece is called by: what is written on it, else its name. */
export const labelOf = (p: Piece): string => (p.text !== '' ? p.text : p.name);

/** Where fields have their content, everything else has its label. */
export const isField = (p: { readonly kind: string }): boolean => p.kind === 'field';

/** A band that pixels show around texts (a bar, a chosen line): the texts are meant, each by itself. */
const isBand = (e: Element): boolean => e.kind === 'row' && e.source === 'pixels';

/** The pieces of a screen. Texts that stand on a control are part of it. */
export function piecesOf(screen: Screen): Piece[] {
  const controls = screen.elements.filter((e) => e.kind !== 'text' && !isBand(e));
  // What stands on a small control is its label; what stands in a document is not.
  const held = new Set(controls.filter((c) => c.text !== '').flatMap((c) => c.children));
  const out = controls.map(whole);
  for (const e of screen.elements) {
    if (e.kind !== 'text' || held.has(e.id)) continue;
    out.push(...clusters(e));
  }
  return out;
}

const whole = (e: Element): Piece => ({
  id: e.id,
  kind: e.kind,
  box: e.box,
  text: e.text.trim(),
  name: (e.name ?? '').trim(),
  hint: (e.hint ?? '').trim(),
  states: e.states ?? [],
  secret: e.secret === true,
});

function clusters(e: Element): Piece[] {
  const groups: Word[][] = [];
  const height = e.box.y2 - e.box.y1;
  for (const word of [...e.words].sort((a, b) => a.box.x1 - b.box.x1)) {
    const last = groups.at(-1)?.at(-1);
    if (last && word.box.x1 - last.box.x2 <= GAP * height) groups.at(-1)?.push(word);
    else groups.push([word]);
  }
  if (groups.length <= 1) return [whole(e)];
  return groups.map((words, i) => ({
    ...whole(e),
    id: `${e.id}.${i}`,
    text: words.map((w) => w.text).join(' '),
    name: '',
    box: words.reduce((box, w) => boxUnion(box, w.box), words[0]?.box ?? e.box),
  }));
}

/** The piece a person means who clicks here: the smallest control, else the text; null on a bare surface. */
export function pieceAt(pieces: readonly Piece[], point: Point, around: Box): Piece | null {
  const surface = 0.25 * boxArea(around);
  const here = pieces.filter(
    (p) =>
      !SURFACE.has(p.kind) &&
      boxContains(boxInflate(p.box, p.kind === 'text' ? 3 : 1), point) &&
      boxArea(p.box) < surface,
  );
  const smallest = (list: readonly Piece[]): Piece | undefined =>
    [...list].sort((a, b) => boxArea(a.box) - boxArea(b.box))[0];
  const control = smallest(here.filter((p) => p.kind !== 'text'));
  const text = smallest(here.filter((p) => p.kind === 'text'));
  // A control without a word on it under a text: the text is its label, unless it is content of a field.
  if (control && text && labelOf(control) === '' && !isField(control)) {
    return { ...control, text: text.text, box: boxUnion(control.box, text.box) };
  }
  return control ?? text ?? null;
}

/** Pieces whose middle lies in a box. */
export const piecesIn = (pieces: readonly Piece[], box: Box): Piece[] =>
  pieces.filter((p) => boxContains(box, boxCentre(p.box)));

/** Share of `part` that lies in `whole`, 0 to 1. */
export const shareIn = (part: Box, of: Box): number => boxArea(boxIntersection(part, of)) / Math.max(1, boxArea(part));
