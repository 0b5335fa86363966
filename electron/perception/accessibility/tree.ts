/**
 * The trees of the applications whose windows are on the screen, read as far as the time allows and kept.
 *
 * A node is read again when pixels changed where it is, and only then: a screen that stands still costs a few calls. What
 * was not read by the deadline is read on in the background and is there for the next frame. Invariant: `windows` holds
 * nothing that was read before the pixels at its place changed. Errs towards leaving out.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { boxUnion, type Box } from '../../protocol/coordinates.ts';
import type { AccessibleBus, Ref } from './bus.ts';
import { Lane } from './lane.ts';
import { makeNode, mustRead, placeOf, samePlace, SETTLES_MS, type Area, type Node } from './node.ts';
import { moved, NO_OFFSET, offsetOf, type Offset } from './quirks.ts';
import { isShown, kindOfRole, OPENS_POPUP, ROLE, TOP_LEVEL, WRAPPERS } from './roles.ts';
import { matchWindow, type WindowSeen } from './match.ts';

/** Deeper or larger trees than any real one are endless: an application that makes children up. */
const DEEPEST = 60;
const MOST_NODES = 6_000;
/** The application in front is read alone for so long, milliseconds: most need less. */
const HEAD_START_MS = 60;
/** So many items of a menu are hidden only when it is closed: an open one shows some of its first. */
const MENU_PROBE = 6;
/** More changed places than this are taken as one. */
const MOST_AREAS = 48;

/** One top level object and the window of the frame it is; null for a popup. */
export interface Root {
  readonly node: Node;
  readonly window: WindowSeen | null;
}

export interface LookRequest {
  /** Windows that can be seen, front to back. */
  readonly windows: readonly WindowSeen[];
  /** Where popups are, for top level objects that are no window of the list. */
  readonly popups: readonly Box[];
  readonly changed: readonly Box[];
  /** When the frame was taken, milliseconds since the epoch. */
  readonly takenAt: number;
}

interface App {
  readonly ref: Ref;
  readonly pid: number | null;
  readonly lane: Lane;
  readonly root: Node;
  /** Set while its trees are being read. */
  busy: Promise<void> | null;
}

interface Visit {
  readonly app: App;
  readonly urgent: boolean;
  readonly seen: Set<string>;
  readonly areas: readonly Area[];
}

/** Where a visit stands: above the node it goes to. */
interface Above {
  readonly node: Node;
  readonly offset: Offset;
  /** The nearest place above: what is hidden shows up in it, or pixels change in it when that is opened elsewhere. */
  readonly place: Box | null;
  readonly depth: number;
  /** It is elsewhere than at the visit before, and so is what it holds. */
  readonly moved: boolean;
}

export class AccessibleTree {
  readonly #bus: AccessibleBus;
  readonly #now: () => number;
  readonly #apps = new Map<string, App>();
  #areas: readonly Area[] = [];

  constructor(bus: AccessibleBus, now: () => number = Date.now) {
    this.#bus = bus;
    this.#now = now;
  }

  /** Where pixels changed that not everything has been read after. */
  get areas(): readonly Area[] {
    return this.#areas;
  }

  get calls(): number {
    return [...this.#apps.values()].reduce((sum, app) => sum + app.lane.asked, 0);
  }

  /** Reads what the frame needs. Resolves when everything is read or at the deadline; answers whether it was all. */
  async look(request: LookRequest, deadlineMs: number): Promise<boolean> {
    const began = this.#now();
    this.#noteChanges(request);
    const reading = this.#readAll(request);
    const late = Symbol('late');
    let timer: NodeJS.Timeout | undefined;
    const alarm = new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), deadlineMs);
    });
    const outcome = await Promise.race([reading, alarm]);
    clearTimeout(timer);
    // A change is done with when everything was read a good while after it.
    if (outcome === true) this.#areas = this.#areas.filter((a) => began < a.since + SETTLES_MS);
    return outcome === true;
  }

  /** The windows and popups as they are known now. */
  roots(request: Pick<LookRequest, 'windows' | 'popups'>): Root[] {
    return [...this.#apps.values()].flatMap((app) => this.#rootsOf(app, request));
  }

  close(): void {
    for (const app of this.#apps.values()) app.lane.close();
    this.#apps.clear();
  }

  #noteChanges({ changed, takenAt }: LookRequest): void {
    const areas = [...this.#areas, ...changed.map((box) => ({ box, since: takenAt }))];
    this.#areas = areas.length <= MOST_AREAS ? areas : [around(areas, takenAt)];
  }

  async #readAll(request: LookRequest): Promise<boolean> {
    const refs = await this.#bus.applications();
    if (!refs) return false;
    const gone = new Set(this.#apps.keys());
    const known = await Promise.all(
      refs.map(async (ref) => {
        gone.delete(ref.bus);
        return this.#apps.get(ref.bus) ?? this.#newApp(ref);
      }),
    );
    for (const name of gone) {
      this.#apps.get(name)?.lane.close();
      this.#apps.delete(name);
    }
    const wanted = known.filter((app) => app.pid === null || request.windows.some((w) => w.pid === app.pid));
    const isActive = (app: App): boolean => request.windows.some((w) => w.active && w.pid === app.pid);
    const first = wanted.filter(isActive).map((app) => this.#readApp(app, request));
    // The window in front is what the next step is about; the others must not slow it down, nor wait for one that hangs.
    await Promise.race([Promise.all(first), sleep(HEAD_START_MS)]);
    const rest = wanted.filter((app) => !isActive(app)).map((app) => this.#readApp(app, request));
    return (await Promise.all([...first, ...rest])).every((read) => read);
  }

  async #newApp(ref: Ref): Promise<App> {
    const pid = await this.#bus.processOf(ref.bus);
    const before = this.#apps.get(ref.bus);
    if (before) return before;
    const app: App = { ref, pid, lane: new Lane(this.#now), root: makeNode(ref), busy: null };
    this.#apps.set(ref.bus, app);
    return app;
  }

  /** False when the application hangs or is still busy with a reading that began before. */
  async #readApp(app: App, request: LookRequest): Promise<boolean> {
    if (app.lane.hangs()) return false;
    const earlier = app.busy;
    // A reading under way knows nothing of what changed since it began; it ends first.
    if (earlier) await earlier;
    if (app.lane.hangs()) return false;
    app.busy ??= this.#readWindows(app, request).finally(() => {
      app.busy = null;
    });
    await app.busy;
    return !app.lane.hangs();
  }

  async #readWindows(app: App, request: LookRequest): Promise<void> {
    const refs = await app.lane.run(() => this.#bus.children(app.ref), true);
    app.root.children = keep(app.root.children, refs ?? []);
    // Title, place and state of the windows themselves are always read: the match depends on them.
    await Promise.all(app.root.children.map((node) => this.#read(app, node, true)));
    const roots = this.#rootsOf(app, request);
    const areas = this.#areas;
    const seen = new Set<string>();
    const visit = async (root: Root): Promise<void> => {
      const urgent = root.window === null || root.window.active;
      const { node } = root;
      const above = { node, offset: NO_OFFSET, place: placeOf(node.box), depth: 1 };
      await this.#visitChildren(above, { app, urgent, seen, areas });
    };
    await Promise.all(roots.map(visit));
  }

  #rootsOf(app: App, request: Pick<LookRequest, 'windows' | 'popups'>): Root[] {
    const own = request.windows.filter((w) => app.pid === null || w.pid === app.pid);
    return app.root.children.flatMap((node): Root[] => {
      if (node.readAt === null || !isShown(node.states)) return [];
      const window = TOP_LEVEL.has(node.role) ? matchWindow(node, own) : null;
      if (window) return [{ node, window }];
      // An application without a process that we know could claim any popup.
      return app.pid !== null && OPENS_POPUP.has(node.role) ? [{ node, window: null }] : [];
    });
  }

  async #visit(node: Node, above: Above, visit: Visit): Promise<void> {
    const key = `${node.ref.bus}${node.ref.path}`;
    if (above.depth > DEEPEST || visit.seen.size > MOST_NODES || visit.seen.has(key)) {
      node.children = [];
      return;
    }
    visit.seen.add(key);
    const holder = above.node.box && moved(above.node.box, above.offset);
    const placed = (): { offset: Offset; place: Box | null } => {
      const offset = offsetOf(node.role, node.box, holder, above.offset);
      return { offset, place: placeOf(node.box && moved(node.box, offset)) ?? above.place };
    };
    if (above.moved || mustRead(node, placed().place, visit.areas)) await this.#read(visit.app, node, visit.urgent);
    await this.#visitChildren({ node, ...placed(), depth: above.depth + 1 }, visit);
  }

  async #visitChildren(at: Omit<Above, 'moved'>, visit: Visit): Promise<void> {
    const { node } = at;
    const above = { ...at, moved: node.moved };
    node.moved = false;
    const all = (nodes: readonly Node[]): Promise<unknown> =>
      Promise.all(nodes.map((child) => this.#visit(child, above, visit)));
    // Most objects of an application are the items of its closed menus; a few of each tell that it is closed.
    const first = node.role === ROLE.menu ? node.children.slice(0, MENU_PROBE) : node.children;
    await all(first);
    const rest = node.children.slice(first.length);
    if (first.some((child) => isShown(child.states))) await all(rest);
    else for (const child of rest) hide(child, null);
  }

  /** Reads one node. Most objects of an application are hidden menus: they cost one call. */
  async #read(app: App, node: Node, urgent: boolean): Promise<void> {
    const { ref } = node;
    const bus = this.#bus;
    const ask = <T>(call: () => Promise<T | null>): Promise<T | null> => app.lane.run(call, urgent);
    const began = this.#now();
    const states = await ask(() => bus.states(ref));
    if (!states || !isShown(states)) {
      // Hidden, gone, or no answer: nothing is known of it, and whatever changes next may show it.
      hide(node, states && began);
      return;
    }
    node.states = states;
    const first = node.role === 0;
    const [role, box, children] = await Promise.all([
      first ? ask(() => bus.role(ref)) : node.role,
      ask(() => bus.extents(ref)),
      ask(() => bus.children(ref)),
    ]);
    node.role = role ?? 0;
    node.moved ||= !samePlace(node.box, box);
    node.box = box;
    node.children = keep(node.children, children ?? []);
    if (isCalled(node)) {
      const [name, description] = await Promise.all([
        ask(() => bus.name(ref)),
        first && isDescribed(node) ? ask(() => bus.description(ref)) : node.description,
      ]);
      node.name = name ?? '';
      node.description = description ?? '';
    }
    if (first && kindOfRole(node.role) === 'field' && node.name === '' && node.description === '') {
      const [label] = (await ask(() => bus.labels(ref))) ?? [];
      if (label) node.label = (await ask(() => bus.name(label))) ?? '';
    }
    node.readAt = began;
  }
}

function hide(node: Node, readAt: number | null): void {
  Object.assign(node, { states: [0, 0], box: null, children: [], readAt });
}

/** Whether its name matters: it can be told as a thing, is a window, or may be all around one button. */
const isCalled = (node: Node): boolean => kindOfRole(node.role) !== null || TOP_LEVEL.has(node.role) || isWrapper(node);
const isWrapper = (node: Node): boolean => WRAPPERS.has(node.role) && node.children.length === 1;
/** Whether it may have a tooltip that says more than its name. */
const isDescribed = (node: Node): boolean => {
  const kind = kindOfRole(node.role);
  return isWrapper(node) || (kind !== null && kind !== 'text' && kind !== 'row' && kind !== 'link');
};

/** The nodes of these objects: the known ones with what is known of them. */
function keep(before: readonly Node[], refs: readonly Ref[]): Node[] {
  const known = new Map(before.map((n) => [`${n.ref.bus}${n.ref.path}`, n]));
  return refs.map((ref) => known.get(`${ref.bus}${ref.path}`) ?? makeNode(ref));
}

const around = (areas: readonly Area[], since: number): Area => ({
  box: areas.map((a) => a.box).reduce(boxUnion),
  since,
});
