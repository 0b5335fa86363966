/**
 * Looks for a control that is not in sight behind menus and settings, by opening them and looking again.
 *
 * Invariants: on the way only steps are taken that the critic calls safe, and nobody is asked; what serves the goal is
 * named and left to the run. Bounded by the explorer. What was opened in vain is closed again.
 */
import { boxCentre, boxContains } from '../protocol/coordinates.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import { Explorer } from '../planning/reactive/explorer.ts';
import type { Label, Search, View } from '../planning/reactive/explorer.ts';
import { isMenuName, isPlace } from '../planning/reactive/openers.ts';
import { entryName } from './menu-entry.ts';

/** What a search may do. */
export interface Seeker {
  look(): Promise<{ readonly screen: Screen; readonly menus: readonly Box[] }>;
  /** Takes a step only if it is safe; false when it is not, or came to nothing. */
  attempt(intent: SingleIntent): Promise<boolean>;
  notice(line: string): void;
}

export type Sought =
  | { readonly kind: 'found'; readonly label: string; readonly way: string }
  | { readonly kind: 'nothing'; readonly why: string };

/** Menu bars and toolbars are this near the top of a window, physical pixels at scale 1. */
const TOP = 130;
/** A longer text is no name of a control. */
const MOST_WORDS = 6;

/** Seeks what serves the goal. Rejects only when the run ends. */
export async function seek(goal: string, by: Seeker, search: Search = {}): Promise<Sought> {
  const explorer = new Explorer(goal, search);
  by.notice(`“${goal}”: looking for ${search.opens !== false ? 'it in menus and settings' : 'a control that says so'}`);
  for (;;) {
    const { screen, menus } = await by.look();
    const move = explorer.next(viewOf(screen, menus));
    if (move.kind === 'serves') return { kind: 'found', label: move.label, way: move.why };
    if (move.kind === 'nothing') {
      await leave(explorer.depth, by);
      return { kind: 'nothing', why: move.why };
    }
    by.notice(move.why);
    if (move.kind === 'back') await by.attempt({ do: 'hotkey', keys: ['escape'] });
    else await by.attempt(opening(move.label, move.by));
  }
}

const opening = (label: string, by: 'click' | 'hover'): SingleIntent =>
  by === 'hover'
    ? { do: 'hover', target: label }
    : { do: 'click', target: isMenuName(label) ? `${label} menu` : label };

/** Closes what was opened in vain: menus, and a dialog that came of them. */
async function leave(depth: number, by: Seeker): Promise<void> {
  for (let i = 0; i < MOST_LEFT; i++) {
    const { screen, menus } = await by.look();
    const front = screen.windows.find((w) => w.active);
    const dialog = i < depth && front !== undefined && (front.dialog || front.transientFor !== null);
    if (menus.length === 0 && !dialog) return;
    if (!(await by.attempt({ do: 'hotkey', keys: ['escape'] }))) return;
  }
}
const MOST_LEFT = 4;

/** What has a name: in the open menus where there are some, else in the dialog or the window in front. */
export function viewOf(screen: Screen, menus: readonly Box[]): View {
  const named = screen.elements.filter((e) => e.text.trim() !== '');
  if (menus.length > 0) {
    const inside = named.filter((e) => menus.some((menu) => boxContains(menu, boxCentre(e.box))));
    return { labels: inside.flatMap((e) => label(e, 'menu')) };
  }
  const front = screen.windows.find((w) => w.active);
  if (!front) return { labels: [] };
  const inFront = named.filter((e) => boxContains(front.box, boxCentre(e.box)));
  const said = inFront.map((e) => e.text).join(' ');
  if (front.dialog || front.transientFor !== null) return { labels: inFront.flatMap((e) => label(e, 'dialog')), said };
  const top = front.box.y1 + TOP * screen.frame.display.scale;
  const labels = inFront.flatMap((e) => (boxCentre(e.box).y < top ? barNames(e) : []));
  const controls = inFront.filter((e) => e.kind !== 'text').flatMap((e) => label(e, 'window'));
  const texts = inFront.filter((e) => e.kind === 'text').flatMap((e) => label(e, 'text'));
  return { labels: unique([...labels, ...controls, ...texts]), said };
}

/** A menu bar may be read as one line: its names are then words of it. */
function barNames(element: Element): Label[] {
  const pieces = [element.text.trim(), ...element.words.map((w) => w.text.trim())];
  return pieces.filter((text) => isMenuName(text) || isPlace(text)).map((text) => ({ text, where: 'menubar' }));
}

/** Without the keys that stand beside it. Readers lose one of three dots. */
function label({ text }: Element, where: Label['where']): Label[] {
  const name = entryName(text);
  return name === '' || name.split(/\s+/).length > MOST_WORDS ? [] : [{ text: name, where }];
}

const unique = (labels: readonly Label[]): Label[] =>
  labels.filter((l, i) => labels.findIndex((o) => o.text === l.text) === i);
