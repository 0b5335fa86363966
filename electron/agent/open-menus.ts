/**
 * A menu that was left open when a run begins.
 *
 * It swallows the first click, and the keys that follow reach something else than was clicked: the wrong file is renamed
 * and the run ends as done. So a menu is closed first, as a step of its own, unless the first step is meant for it.
 */
import type { Box } from '../protocol/coordinates.ts';
import { boxContains } from '../protocol/coordinates.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';

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
