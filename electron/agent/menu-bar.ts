/**
 * Titles of the menu bar by their exact name: "the Slide menu" beside a "Slide Show" menu and a panel called "Slides".
 *
 * Most playbooks begin there, and a name that stands once in a row of menu titles needs no guess. Errs towards leaving it
 * to the grounder: without such a row, or with the name twice in it, nothing is said.
 */
import { boxCentre, boxContains } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { GroundingFound } from '../protocol/grounding.ts';
import type { Screen } from '../protocol/screen.ts';
import { isMenuName } from '../planning/reactive/openers.ts';

const MENU = /^(?:the )?(?<name>\S.{0,30}?)[- ]menu(?: title)?$/i;
/** A menu bar is this near the top of its window, physical pixels at scale 1. */
const TOP = 110;
/** Other names that menus have, in the same row. */
const NEIGHBOURS = 2;
/** What is measured of exact names in menu bars; the rest is for a row that only looks like one. */
const CONFIDENCE = 0.96;

/** Where a phrase that names a menu points, or null when no menu bar says just that. */
export function menuTitle(screen: Screen, phrase: string): GroundingFound | null {
  const wanted = MENU.exec(phrase.trim())?.groups?.['name']?.toLowerCase();
  const front = screen.windows.find((w) => w.active && !w.minimised);
  if (wanted === undefined || !front) return null;
  const bottom = front.box.y1 + TOP * screen.frame.display.scale;
  const names = screen.elements
    .filter((e) => e.kind === 'text' || e.kind === 'menu_item')
    .flatMap((e) => pieces(e).map((p) => ({ ...p, id: e.id })))
    .filter(({ box }) => boxContains(front.box, boxCentre(box)) && boxCentre(box).y < bottom);
  const found = distinct(names.filter((n) => n.text === wanted)).filter((hit) => {
    const row = distinct(names.filter((n) => n.text !== wanted && sameRow(n.box, hit.box) && isMenuName(n.text)));
    return new Set(row.map((n) => n.text)).size >= NEIGHBOURS;
  });
  const [only, more] = found;
  if (!only || more) return null;
  const { box, id } = only;
  const why = 'its name in the menu bar';
  return {
    status: 'found',
    instruction: phrase,
    confidence: CONFIDENCE,
    candidates: [{ box, score: CONFIDENCE, elementId: id, why }],
    ms: 0,
    point: boxCentre(box),
    box,
    elementId: id,
  };
}

interface Piece {
  readonly text: string;
  readonly box: Box;
}

/** A title of its own, or the words of a bar that was read as one line. */
function pieces(e: { readonly text: string; readonly box: Box; readonly words: readonly Piece[] }): Piece[] {
  const whole = e.text.trim().toLowerCase();
  const words = e.words.map((w) => ({ text: w.text.trim().toLowerCase(), box: w.box }));
  const isBar = words.filter((w) => isMenuName(w.text)).length > NEIGHBOURS;
  return isBar ? words : [{ text: whole, box: e.box }];
}

/** The same place read twice is one. */
const distinct = <T extends Piece>(all: readonly T[]): T[] =>
  all.filter((n, i) => !all.slice(0, i).some((o) => o.text === n.text && boxContains(o.box, boxCentre(n.box))));

const sameRow = (a: Box, b: Box): boolean => Math.abs(boxCentre(a).y - boxCentre(b).y) <= (b.y2 - b.y1) / 2;
