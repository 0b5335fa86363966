/**
 * What rules are held against: which application, window and control an action is about, by every name they have.
 * Errs towards more names: a rule that denies or asks holds when one of them fits, a rule that allows needs them all.
 */
import { actionPoints, type Action } from '../../protocol/action.ts';
import { boxCentre, boxContains, type Box, type Point } from '../../protocol/coordinates.ts';
import type { WindowInfo } from '../../protocol/frame.ts';
import type { RuleSubject } from '../../protocol/rules.ts';
import type { Element, Screen } from '../../protocol/screen.ts';
import type { Category } from '../../protocol/verdict.ts';

export interface SubjectParts {
  readonly action: Action;
  readonly screen: Screen;
  /** What the step calls its target. */
  readonly target: string | null;
  readonly targetBox: Box | null;
  readonly category: Category | null;
}

/** What an action that lands on no window lands on. */
const DESKTOP = 'desktop';

/** The windows an action reaches: under its points, in front for keys, or the one it names. Null when it is not known. */
function windowsOf({ action, screen }: SubjectParts): readonly (WindowInfo | 'desktop')[] | null {
  if (screen.windows.length === 0) return null;
  const under = (p: Point): WindowInfo | 'desktop' =>
    screen.windows.find((w) => !w.minimised && boxContains(w.box, p)) ?? DESKTOP;
  switch (action.type) {
    case 'focus_window':
    case 'close_window':
    case 'arrange_window':
    case 'move_window':
      return screen.windows.filter((w) => w.id === action.windowId);
    case 'type':
    case 'hotkey':
      return screen.windows.filter((w) => w.active);
    case 'click':
    case 'move':
    case 'drag':
    case 'scroll': {
      const points = actionPoints(action);
      return points.length > 0 ? points.map(under) : screen.windows.filter((w) => w.active);
    }
    default:
      return [];
  }
}

const base = (path: string): string => path.split('/').at(-1) ?? path;
const areaOf = (e: Element): number => (e.box.x2 - e.box.x1) * (e.box.y2 - e.box.y1);

/** Everything the thing at a point is called: what is written there, and what its application calls it. */
function namesAt(screen: Screen, p: Point): string[] {
  const here = screen.elements
    .filter((e) => e.kind !== 'container' && boxContains(e.box, p))
    .sort((a, b) => areaOf(a) - areaOf(b));
  // Of nested things the innermost with words and the innermost control: the rest is what they lie in.
  const written = here.find((e) => e.text.trim() !== '');
  const control = here.find((e) => e.kind !== 'text');
  return [written?.text, control?.text, control?.name, written?.name].filter(
    (t) => t !== undefined && t.trim() !== '',
  ) as string[];
}

function controlsOf({ action, screen, target, targetBox }: SubjectParts): string[] {
  const phrase = target === null ? [] : [target];
  switch (action.type) {
    case 'open_app':
      return [action.app];
    case 'open_url':
      return [action.url];
    case 'open_path':
      return [action.path];
    case 'focus_window':
    case 'close_window':
    case 'arrange_window':
    case 'move_window':
      return [action.title];
    case 'hotkey':
      return [action.keys.join('+')];
    case 'type':
      return [...phrase, ...(targetBox ? namesAt(screen, boxCentre(targetBox)) : [])];
    default: {
      const points = actionPoints(action);
      if (points.length > 0) return [...phrase, ...points.flatMap((p) => namesAt(screen, p))];
      // What is done without pointing is named by its paths and commands.
      const said = Object.entries(action).filter(([k, v]) => k !== 'type' && typeof v === 'string');
      return [...phrase, ...said.map(([, v]) => String(v))];
    }
  }
}

const distinct = (texts: readonly string[]): string[] => [
  ...new Set(texts.map((t) => t.trim()).filter((t) => t !== '')),
];

/** The subject of an action on a screen. */
export function subjectOf(parts: SubjectParts): RuleSubject {
  const { action, category } = parts;
  const windows = windowsOf(parts);
  const opened = action.type === 'open_app' ? [action.app, base(action.command[0] ?? '')] : [];
  const apps = windows?.map((w) => (w === DESKTOP ? DESKTOP : w.app)) ?? [];
  const titles = windows?.map((w) => (w === DESKTOP ? DESKTOP : w.title)) ?? [];
  return {
    apps: distinct([...apps, ...opened]),
    windows: distinct(titles),
    controls: distinct(controlsOf(parts)),
    category,
    verb: action.type,
  };
}
