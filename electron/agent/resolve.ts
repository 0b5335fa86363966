/**
 * From an intent to the concrete action on this screen, or the reason there is none.
 *
 * Invariant: a point in an action always comes from a grounding on the screen it is given, never from an earlier one.
 * Errs towards *absent*: what cannot be placed is not clicked.
 */
import { homedir } from 'node:os';
import type { Action } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxArea, boxContains, boxInflate, boxUnion } from '../protocol/coordinates.ts';
import type { Grounder, Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Programs } from './ports.ts';
import { menuTitle } from './menu-bar.ts';
import { menuEntry } from './menu-entry.ts';
import { resolveFile } from './resolve-file.ts';

export type Resolution =
  | {
      readonly kind: 'act';
      readonly action: Action;
      readonly target: string | null;
      readonly targetBox: Box | null;
      readonly groundings: readonly Grounding[];
    }
  | { readonly kind: 'skip'; readonly note: string }
  /** `elsewhere`: what was seen is something else, and what is meant may be behind a menu. */
  | {
      readonly kind: 'absent';
      readonly reason: string;
      readonly groundings: readonly Grounding[];
      readonly elsewhere?: boolean;
    };

export interface ResolveContext {
  readonly screen: Screen;
  readonly grounder: Grounder;
  readonly programs: Programs;
  readonly signal: AbortSignal;
  /** Parts that changed with the last action: a menu or dialog that just opened is where one looks first. */
  readonly recent: readonly Box[];
  /** Menus that are open: nothing else can be clicked meanwhile. */
  readonly menus?: readonly Box[];
}

/** Wheel notches for a scroll by pages. */
export const NOTCHES_PER_PAGE = 8;

/**
 * Below this calibrated confidence a place is more likely wrong than right, and a wrong click costs more than a question:
 * it counts as absent.
 */
const ACT_CONFIDENCE = 0.5;
/** The same for a place that reads otherwise than the name that was given. */
const OTHERWISE_CONFIDENCE = 0.75;

/** The first look is at the window in front and at what just changed; if nothing is sure there, at everything. */
const FIRST_LOOK_CONFIDENCE = 0.6;

/**
 * Points at a phrase: first in the active window and in what just changed (an open menu), then on the whole screen.
 * @returns the grounding that was accepted, or the more confident of the refusals
 */
export async function look(phrase: string, context: ResolveContext): Promise<Grounding> {
  const { screen, grounder, signal } = context;
  if (grounder.recalls === true) return grounder.ground(screen, phrase, { signal });
  const title = menuTitle(screen, phrase);
  if (title) return title;
  const entry = menuEntry(screen, phrase, context.menus ?? []);
  if (entry) return entry;
  const area = attention(screen, context.recent);
  if (area) {
    const near = await grounder.ground(screen, phrase, { signal, within: area });
    if (near.status === 'found' && near.confidence >= FIRST_LOOK_CONFIDENCE) return near;
    const everywhere = await grounder.ground(screen, phrase, { signal });
    return near.status === 'found' && near.confidence >= everywhere.confidence ? near : everywhere;
  }
  return grounder.ground(screen, phrase, { signal });
}

/** The active window together with the menus and dialogs that just opened over or beside it. */
function attention(screen: Screen, recent: readonly Box[]): Box | null {
  const active = screen.windows.find((w) => w.active && !w.minimised);
  if (!active) return null;
  const reach = boxInflate(active.box, 40);
  return recent
    .filter((b) => boxContains(reach, { x: b.x1, y: b.y1 }))
    .reduce((area, b) => boxUnion(area, b), active.box);
}

const act = (action: Action): Resolution => ({ kind: 'act', action, target: null, targetBox: null, groundings: [] });

/** Turns one intent into an action. Waiting and reading are not actions; the loop does them itself. */
export async function resolve(intent: SingleIntent, context: ResolveContext): Promise<Resolution> {
  switch (intent.do) {
    case 'click':
      return atTarget(intent.target, context, (g) => ({
        type: 'click',
        point: g.point,
        button: intent.button ?? 'left',
        count: intent.count ?? 1,
        modifiers: intent.modifiers ?? [],
      }));
    case 'hover':
      return atTarget(intent.target, context, (g) => ({ type: 'move', point: g.point }));
    case 'drag':
      return resolveDrag(intent.from, intent.to, context);
    case 'scroll': {
      const notches = scrollNotches(intent.amount);
      const direction = intent.direction;
      if (!intent.target) {
        const active = context.screen.windows.find((w) => w.active);
        const box = active?.box ?? context.screen.frame.display.box;
        const point = { x: middle(box.x1, box.x2), y: middle(box.y1, box.y2) };
        return act({ type: 'scroll', point, direction, notches });
      }
      return atTarget(intent.target, context, (g) => ({ type: 'scroll', point: g.point, direction, notches }));
    }
    case 'type':
      return act({ type: 'type', text: intent.text });
    case 'hotkey':
      return act({ type: 'hotkey', keys: intent.keys });
    case 'open_app':
      return openApplication(intent.app, context);
    case 'open_url':
      return act({ type: 'open_url', url: withScheme(intent.url) });
    case 'open_path':
      return act({ type: 'open_path', path: intent.path });
    case 'file':
      return fileAction(intent);
    case 'run_command':
      return act({ type: 'run_command', command: intent.command, folder: homedir() });
    case 'copy_text':
      return act({ type: 'copy_text', text: intent.text });
    case 'read_clipboard':
      return act({ type: 'read_clipboard' });
    case 'focus_window':
      return focusWindow(intent.window, context);
    case 'close_window':
      return closeWindow(intent.window, context);
    default:
      return { kind: 'skip', note: `nothing to send for ${intent.do}` };
  }
}

const middle = <S extends number>(a: S, b: S): S => Math.floor((a + b) / 2) as S;

/** Notches of the wheel for the amount of a scroll intent; `top` and `bottom` are repeated pages until nothing moves. */
export function scrollNotches(amount: number | 'page' | 'top' | 'bottom' | undefined): number {
  if (amount === undefined) return 3;
  return typeof amount === 'number' ? Math.min(1000, amount) : NOTCHES_PER_PAGE;
}

/** `lemonde.fr` → `https://lemonde.fr`, a server of this machine over http; anything with a scheme is left alone. */
export function withScheme(url: string): string {
  if (/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?(\/|$)/i.test(url)) return `http://${url}`;
  return /^[a-z][a-z0-9+.-]*:/i.test(url) ? url : `https://${url}`;
}

async function atTarget(
  target: string,
  context: ResolveContext,
  make: (grounding: Extract<Grounding, { status: 'found' }>) => Action,
): Promise<Resolution> {
  const grounding = await look(target, context);
  const refusal = refuse(target, grounding);
  if (refusal !== null || grounding.status === 'absent') {
    return { kind: 'absent', reason: refusal ?? '', groundings: [grounding] };
  }
  const doubted = grounding.confidence < OTHERWISE_CONFIDENCE && context.grounder.recalls !== true;
  const read = doubted ? readsOtherwise(target, grounding, context.screen) : null;
  if (read !== null) {
    const reason = `“${target}” is not on the screen (the nearest is a text that reads “${read}”)`;
    return { kind: 'absent', reason, groundings: [grounding], elsewhere: true };
  }
  return { kind: 'act', action: make(grounding), target, targetBox: grounding.box, groundings: [grounding] };
}

/** Why a grounding is not acted on, or null when it is sure enough. */
function refuse(target: string, grounding: Grounding): string | null {
  if (grounding.status === 'absent') return `“${target}” is not on the screen (${grounding.reason.replace(/\.$/, '')})`;
  if (grounding.confidence >= ACT_CONFIDENCE) return null;
  const { x, y } = grounding.point;
  const sure = Math.round(grounding.confidence * 100);
  return `I am not sure which is “${target}”: the best guess, at ${x},${y}, is ${sure}% sure. Say where it is or what is next to it`;
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
const NAME = /^(?:[\p{Lu}\p{N}][\p{L}\p{N}]*)(?:[ -][\p{Lu}\p{N}][\p{L}\p{N}]*)*$/u;

/**
 * What stands at a place, when the target is a name ("Warp Drive": every word begins with a capital) and no word of it
 * stands there; null for icons, for descriptions, and where a word is shared.
 */
export function readsOtherwise(
  target: string,
  { point, box }: Extract<Grounding, { status: 'found' }>,
  screen: Pick<Screen, 'elements'>,
): string | null {
  if (!NAME.test(target)) return null;
  const there = screen.elements.filter(
    (e) => e.text.trim() !== '' && boxContains(e.box, point) && boxArea(e.box) <= 4 * boxArea(box),
  );
  const wanted = wordsOf(target);
  const shares = (text: string): boolean =>
    wordsOf(text).some((w) => wanted.some((t) => t.startsWith(w.slice(0, 3)) || w.startsWith(t.slice(0, 3))));
  const [first] = there;
  return first === undefined || there.some((e) => shares(e.text)) ? null : first.text.trim();
}

async function resolveDrag(from: string, to: string, context: ResolveContext): Promise<Resolution> {
  const start = await look(from, context);
  const end = await look(to, context);
  const groundings = [start, end];
  const refusal = refuse(from, start) ?? refuse(to, end);
  if (refusal !== null || start.status === 'absent' || end.status === 'absent') {
    return { kind: 'absent', reason: refusal ?? '', groundings };
  }
  if (boxContains(start.box, end.point) || boxContains(end.box, start.point)) {
    const { x, y } = end.point;
    return {
      kind: 'absent',
      reason: `“${from}” and “${to}” point at the same place (${x},${y}); say which is which`,
      groundings,
    };
  }
  return {
    kind: 'act',
    action: { type: 'drag', from: start.point, to: end.point },
    target: `${from} → ${to}`,
    targetBox: end.box,
    groundings,
  };
}

function fileAction(intent: Extract<SingleIntent, { do: 'file' }>): Resolution {
  const action = resolveFile(intent);
  return typeof action === 'string' ? { kind: 'absent', reason: action, groundings: [] } : act(action);
}

async function openApplication(phrase: string, context: ResolveContext): Promise<Resolution> {
  const found = await context.programs.findApplication(phrase);
  if (!found) return { kind: 'absent', reason: `no application called “${phrase}” is installed`, groundings: [] };
  return act({ type: 'open_app', app: found.name, command: [...found.command] });
}

/** Brings a window to the front; when no such window is open but such an application is installed, opens it. */
async function focusWindow(phrase: string, context: ResolveContext): Promise<Resolution> {
  const window = await context.programs.matchWindow(phrase, context.screen.windows);
  if (window?.active) return { kind: 'skip', note: `“${window.title}” is in front already` };
  if (window) return act({ type: 'focus_window', windowId: window.id, title: window.title });
  const opened = await openApplication(phrase, context);
  return opened.kind === 'act'
    ? opened
    : { kind: 'absent', reason: `no window or application called “${phrase}” was found`, groundings: [] };
}

async function closeWindow(phrase: string | undefined, context: ResolveContext): Promise<Resolution> {
  const { windows } = context.screen;
  const window = phrase ? await context.programs.matchWindow(phrase, windows) : windows.find((w) => w.active);
  if (!window) {
    const which = phrase ? `called “${phrase}”` : 'in front';
    return { kind: 'absent', reason: `there is no window ${which}`, groundings: [] };
  }
  return act({ type: 'close_window', windowId: window.id, title: window.title });
}
