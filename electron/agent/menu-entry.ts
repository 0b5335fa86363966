/**
 * Entries of an open menu by their exact name: "Delete Sheet" beside Delete Rows, Insert Sheet and Duplicate Sheet.
 *
 * While a menu is open nothing else can be clicked, and a name that stands in it once needs no guess. Errs towards leaving
 * it to the grounder: without that name in a menu, or with it twice, nothing is said.
 */
import { boxCentre, boxContains } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { GroundingFound } from '../protocol/grounding.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { asRead } from '../planning/reactive/reading.ts';

/** As sure as of a title in the menu bar: what is left is for a menu that was read wrong. */
const CONFIDENCE = 0.95;
/** What people say around a name; what is said of a place or a colour is the grounder's. */
const AROUND = /^(?:the )?(?<name>\S.*?)(?: (?:menu )?(?:entry|item|option|command))?$/i;
const KEYS = /\s+(?:(?:shift|ctrl|strg|alt|super|cmd)\s*[+-]\s*)+\S+$|\s+f\d{1,2}$|\s*[▸›>]$/iu;
const DOTS = /\s*(?:\.{2,}|…\.*)$/u;

/** The name in a line of a menu, without the keys beside it; three dots where there are any. */
export const entryName = (text: string): string => text.trim().replace(KEYS, '').trim().replace(DOTS, '...');

const key = (name: string): string => asRead(name.replace(DOTS, '').replace(/\s+/g, ' ').trim());

/**
 * Where a phrase points in the menus that are open, or null when none of them has just that name, or has it twice.
 * @param menus their boxes, global physical pixels
 */
export function menuEntry(screen: Screen, phrase: string, menus: readonly Box[]): GroundingFound | null {
  const name = AROUND.exec(phrase.trim())?.groups?.['name'];
  if (name === undefined || menus.length === 0) return null;
  const wanted = new Set([key(name), key(phrase)]);
  const entries = screen.elements.filter(
    (e) => e.text.trim() !== '' && menus.some((menu) => boxContains(menu, boxCentre(e.box))),
  );
  const said = entries.filter((e) => wanted.has(key(entryName(e.text))));
  const [only, more] = distinct(said);
  if (!only || more) return null;
  const { box, id } = only;
  return {
    status: 'found',
    instruction: phrase,
    confidence: CONFIDENCE,
    candidates: [{ box, score: CONFIDENCE, elementId: id, why: 'its name in the open menu' }],
    ms: 0,
    point: boxCentre(box),
    box,
    elementId: id,
  };
}

/** The text of an entry and the entry around it are one. */
const distinct = (all: readonly Element[]): Element[] =>
  all.filter((e, i) => !all.slice(0, i).some((o) => sameRow(o.box, e.box)));
const sameRow = (a: Box, b: Box): boolean => boxContains(a, boxCentre(b)) || boxContains(b, boxCentre(a));
