/**
 * A menu that was left open when a run begins.
 *
 * It swallows the first click, and the keys that follow reach something else than was clicked: the wrong file is renamed
 * and the run ends as done. So a menu is closed first, as a step of its own, unless the first step is meant for it.
 */
import type { Effect } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxContains } from '../protocol/coordinates.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Ending } from './refusal.ts';

/** Menus within menus that are closed before a run, at most. */
const MENU_DEPTH = 4;

export interface MenuCloser {
  openMenus(): Promise<readonly Box[]>;
  lookFor(phrase: string): Promise<Grounding>;
  act(intent: SingleIntent): Promise<{ readonly ending: Ending | null }>;
  notice(line: string): void;
}

/** Closes menus that are in the way of the first step; one within another takes an Escape each. */
export async function closeMenus(first: SingleIntent, by: MenuCloser): Promise<Ending | null> {
  for (let i = 0; i < MENU_DEPTH; i++) {
    const menus = await by.openMenus();
    if (!(await menusInTheWay(first, menus, (phrase) => by.lookFor(phrase)))) return null;
    by.notice('a menu was left open: closing it first');
    const { ending } = await by.act({ do: 'hotkey', keys: ['escape'] });
    if (ending) return ending;
  }
  return null;
}

/** The ending when a click on an entry of an open menu did nothing: keys that follow would go to the menu. */
export async function refusedByMenu(
  intent: SingleIntent,
  effect: Effect | null,
  openMenus: () => Promise<readonly Box[]>,
): Promise<Ending | null> {
  if (intent.do !== 'click' || effect?.seen !== 'no' || (await openMenus()).length === 0) return null;
  const reason = `“${intent.target}” did nothing and the menu is still open: it cannot be chosen now.`;
  return { status: 'incomplete', reason };
}

/** Keys that walk through a menu. */
const MENU_KEYS = new Set(['up', 'down', 'left', 'right', 'home', 'end', 'enter', 'escape', 'space']);

/**
 * Whether open menus are in the way of the first step. `find` grounds a phrase on the screen as it is.
 * @param menus their boxes, global physical pixels
 */
export async function menusInTheWay(
  first: SingleIntent,
  menus: readonly Box[],
  find: (phrase: string) => Promise<Grounding>,
): Promise<boolean> {
  if (menus.length === 0) return false;
  switch (first.do) {
    case 'wait':
    case 'wait_for':
    case 'read':
      return false;
    case 'hotkey':
      return !first.keys.every((key) => MENU_KEYS.has(key));
    case 'click':
    case 'hover': {
      const place = await find(first.target);
      return !(place.status === 'found' && menus.some((menu) => boxContains(menu, place.point)));
    }
    default:
      return true;
  }
}
