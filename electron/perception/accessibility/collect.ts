/**
 * From trees to what can be seen: things in their place, without what is hidden, covered or a lie. Pure.
 *
 * Invariant: the centre of every thing is inside the frame, inside its window or on an open popup, and not behind a window
 * or popup in front of it. Errs towards leaving out.
 */
import {
  boxArea,
  boxCentre,
  boxContains,
  boxHeight,
  boxIntersection,
  boxIsEmpty,
  boxWidth,
  type Box,
} from '../../protocol/coordinates.ts';
import type { WindowSeen } from './match.ts';
import { isCurrent, placeOf, type Area, type Node } from './node.ts';
import type { AccessibleThing } from './port.ts';
import { moved, NO_OFFSET, offsetOf, type Offset } from './quirks.ts';
import { BARS, CLIPS, isShown, kindOfRole, OPENS_POPUP, ROLE, statesOf, WRAPPERS } from './roles.ts';
import type { Root } from './tree.ts';

export interface View {
  /** Every window that can be seen, front to back. */
  readonly windows: readonly WindowSeen[];
  readonly popups: readonly Box[];
  readonly areas: readonly Area[];
  readonly frame: Box;
}

/** Thinner things cannot be pointed at. */
const THINNEST = 4;
/** What is larger than this share of the frame is a surface, unless one can type into it. */
const SURFACE_SHARE = 0.5;

interface Walk {
  readonly view: View;
  readonly window: WindowSeen | null;
  /** What lies over the window. */
  readonly inFront: readonly Box[];
  readonly out: AccessibleThing[];
}

interface Place {
  readonly parent: Node;
  readonly offset: Offset;
  readonly clip: Box;
  /** Under a menu, a combo box or a popup window. */
  readonly mayPopUp: boolean;
  /** The nearest thing above that was told, for its name. */
  readonly holder: AccessibleThing | null;
}

export function collect(roots: readonly Root[], view: View): AccessibleThing[] {
  return roots.flatMap(({ node, window }) => {
    const index = window ? view.windows.findIndex((w) => w.id === window.id) : 0;
    const inFront = view.windows.slice(0, Math.max(0, index)).map((w) => w.box);
    const walk: Walk = { view, window, inFront, out: [] };
    const place: Place = {
      parent: node,
      offset: NO_OFFSET,
      clip: view.frame,
      mayPopUp: window === null || OPENS_POPUP.has(node.role),
      holder: null,
    };
    for (const child of node.children) walkNode(child, place, walk);
    return walk.out;
  });
}

function walkNode(node: Node, at: Place, walk: Walk): void {
  if (node.readAt === null || !isShown(node.states)) return;
  const above = at.parent.box && moved(at.parent.box, at.offset);
  const offset = offsetOf(node.role, node.box, above, at.offset);
  const box = placeOf(node.box && moved(node.box, offset));
  if (BARS.has(node.role) && !box) return;
  const mayPopUp = at.mayPopUp || OPENS_POPUP.has(node.role);
  const thing = box && isCurrent(node, box, walk.view.areas) ? thingOf(node, box, at, mayPopUp, walk) : null;
  if (thing) walk.out.push(thing);
  const clip = box && CLIPS.has(node.role) ? boxIntersection(at.clip, box) : at.clip;
  const below: Place = { parent: node, offset, clip, mayPopUp, holder: thing ?? at.holder };
  for (const child of node.children) walkNode(child, below, walk);
}

function thingOf(node: Node, full: Box, at: Place, mayPopUp: boolean, walk: Walk): AccessibleThing | null {
  const kind = kindOfRole(node.role);
  if (kind === null) return null;
  const box = boxIntersection(full, at.clip);
  if (boxIsEmpty(box) || boxWidth(box) < THINNEST || boxHeight(box) < THINNEST) return null;
  if (boxArea(box) < 0.3 * boxArea(full) || !canBeSeen(box, mayPopUp, walk)) return null;
  const { name, hint } = calledBy(node, full, at);
  // Nothing to say about something one cannot act on, and a wrapped document is no label.
  if ((kind === 'text' || kind === 'image' || kind === 'row') && name === '') return null;
  if (kind !== 'field' && boxArea(box) > SURFACE_SHARE * boxArea(walk.view.frame)) return null;
  return {
    kind,
    box,
    name,
    hint: hint === name ? '' : hint,
    states: statesOf(node.states),
    secret: node.role === ROLE.passwordText,
    part: kind === 'text' && at.holder !== null && at.holder.name === name,
  };
}

/** A popup is over everything; what is no part of one is behind it. */
function canBeSeen(box: Box, mayPopUp: boolean, { view, window, inFront }: Walk): boolean {
  const centre = boxCentre(box);
  if (!boxContains(view.frame, centre)) return false;
  if (view.popups.some((p) => boxContains(p, centre))) return mayPopUp;
  if (!window || !boxContains(window.box, centre)) return false;
  return !inFront.some((f) => boxContains(f, centre));
}

/** A control without a name of its own is called by its description, its label, or what wraps it alone. */
function calledBy(node: Node, box: Box, at: Place): { name: string; hint: string } {
  const wrapper = at.parent;
  const around = placeOf(wrapper.box && moved(wrapper.box, at.offset));
  const wrapped =
    around && WRAPPERS.has(wrapper.role) && wrapper.children.length === 1 && boxArea(around) <= 1.3 * boxArea(box)
      ? [wrapper.name, wrapper.description]
      : [];
  const [name = '', hint = ''] = [node.name, node.label, node.description, ...wrapped].filter((t) => t !== '');
  return { name, hint };
}
