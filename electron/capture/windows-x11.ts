/**
 * The windows a person could name, as the window manager lists them (EWMH 1.5, ICCCM 2.0).
 *
 * Where no window manager runs the list is empty rather than a guess from the window tree, which is full of helpers
 * nobody sees. Docks and desktops are left out. A window that goes away while it is read is left out too. Everything is
 * read from properties that the server keeps, so that a program that hangs delays nothing.
 */
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename } from 'node:path';
import { globalBox, type Box } from '../protocol/coordinates.ts';
import type { WindowDetails, WindowState, WindowSystem } from './windows-port.ts';
import type { XConnection } from './x11/connection.ts';

const NOT_FOR_PEOPLE = new Set([
  '_NET_WM_WINDOW_TYPE_DESKTOP',
  '_NET_WM_WINDOW_TYPE_DOCK',
  '_NET_WM_WINDOW_TYPE_TOOLTIP',
  '_NET_WM_WINDOW_TYPE_NOTIFICATION',
  '_NET_WM_WINDOW_TYPE_DND',
]);

const MENUS = new Set([
  '_NET_WM_WINDOW_TYPE_MENU',
  '_NET_WM_WINDOW_TYPE_POPUP_MENU',
  '_NET_WM_WINDOW_TYPE_DROPDOWN_MENU',
]);
/** X11: the window is on the screen. */
const VIEWABLE = 2;
/** EWMH: the desktop of a window that shows on all of them. */
const ALL_DESKTOPS = 0xffffffff;
/** ICCCM WM_STATE: the window is minimised, whatever the newer properties say. */
const ICONIC = 3;

/** ICCCM: the class is the second of two strings that end in NUL. */
function classOf(raw: string | null): string {
  const parts = (raw ?? '').split('\0');
  return (parts[1] === undefined || parts[1] === '' ? parts[0] : parts[1]) ?? '';
}

/** ICCCM titles are Latin-1 with switches to other character sets; of those the one to UTF-8 is read, the rest stays. */
const titleOf = (raw: string): string =>
  // eslint-disable-next-line no-control-regex -- the switches begin with Escape
  raw.replace(/\x1b%G(.*?)(?:\x1b%@|$)/gs, (_, utf8: string) => Buffer.from(utf8, 'latin1').toString());

/** File name of a process' program; null when it has gone or belongs to somebody else. */
function executableOf(pid: number): string | null {
  try {
    // The kernel adds this when the file was replaced while the program runs.
    return basename(readlinkSync(`/proc/${pid}/exe`)).replace(/ \(deleted\)$/, '');
  } catch {
    return null;
  }
}

/** Desktop that shows now, and the window with the keyboard. */
interface Now {
  readonly active: number | undefined;
  readonly desktop: number | undefined;
}

/** Windows of an X server. */
export class X11Windows implements WindowSystem {
  readonly #x: XConnection;
  readonly #owned: boolean;

  /** With `owned`, closing this closes the connection. */
  constructor(x: XConnection, owned = false) {
    this.#x = x;
    this.#owned = owned;
  }

  async list(): Promise<WindowDetails[]> {
    const x = this.#x;
    const [now, stacking] = await Promise.all([this.#now(), x.numbers(x.root, '_NET_CLIENT_LIST_STACKING')]);
    const backToFront = stacking.length > 0 ? stacking : await x.numbers(x.root, '_NET_CLIENT_LIST');
    const read = await Promise.all(backToFront.reverse().map((id) => this.#read(id, now)));
    const windows = read.filter((w) => w !== null);
    return [...windows.filter((w) => !w.minimised), ...windows.filter((w) => w.minimised)];
  }

  /** One window as `list` would give it; null when it is not one of the list or has gone. */
  async one(id: number): Promise<WindowDetails | null> {
    const x = this.#x;
    // The two lists change one after the other; a window of either is there.
    const [now, ...lists] = await Promise.all([
      this.#now(),
      x.numbers(x.root, '_NET_CLIENT_LIST_STACKING'),
      x.numbers(x.root, '_NET_CLIENT_LIST'),
    ]);
    return lists.some((ids) => ids.includes(id)) ? this.#read(id, now) : null;
  }

  async #now(): Promise<Now> {
    const x = this.#x;
    const [[active], [desktop]] = await Promise.all([
      x.numbers(x.root, '_NET_ACTIVE_WINDOW'),
      x.numbers(x.root, '_NET_CURRENT_DESKTOP'),
    ]);
    return { active, desktop };
  }

  async #read(id: number, now: Now): Promise<WindowDetails | null> {
    const x = this.#x;
    const [title, wmClass, [pid], machine, states, [wmState], [desktop], types, [owner], boxes] = await Promise.all([
      this.#title(id),
      x.text(id, 'WM_CLASS', 'latin1'),
      x.numbers(id, '_NET_WM_PID'),
      x.text(id, 'WM_CLIENT_MACHINE', 'latin1'),
      this.#atomNames(id, '_NET_WM_STATE'),
      x.numbers(id, 'WM_STATE'),
      x.numbers(id, '_NET_WM_DESKTOP'),
      this.#atomNames(id, '_NET_WM_WINDOW_TYPE'),
      x.numbers(id, 'WM_TRANSIENT_FOR'),
      this.#boxes(id),
    ]);
    if (!boxes || types.some((t) => NOT_FOR_PEOPLE.has(t))) return null;
    const state = stateOf(states, desktop);
    const elsewhere = state.desktop !== null && now.desktop !== undefined && state.desktop !== now.desktop;
    // Some window managers tell a program that is merely on another desktop that it is minimised.
    const iconic = state.minimised || (wmState === ICONIC && !elsewhere);
    const minimised = iconic || elsewhere;
    return {
      id,
      title,
      app: classOf(wmClass),
      pid: pid ?? null,
      // A process number of another machine says nothing about ours.
      executable: pid !== undefined && (machine === null || machine === hostname()) ? executableOf(pid) : null,
      ...boxes,
      // The properties change one after the other: a window that is being minimised takes no more keys.
      active: id === now.active && !minimised,
      minimised,
      // A dialog of the whole group names the root window.
      transientFor: owner === undefined || owner === 0 || owner === x.root ? null : owner,
      dialog: types.includes('_NET_WM_WINDOW_TYPE_DIALOG') || state.modal,
      state: { ...state, minimised: iconic },
    };
  }

  /** Old programs set the plain title only; a window manager that decoded it for its decorations says so. */
  async #title(id: number): Promise<string> {
    const x = this.#x;
    const title = (await x.text(id, '_NET_WM_NAME')) ?? (await x.text(id, '_NET_WM_VISIBLE_NAME'));
    return title ?? titleOf((await x.text(id, 'WM_NAME', 'latin1')) ?? '');
  }

  async menus(): Promise<Box[]> {
    const x = this.#x;
    const tree = await x.attempt<{ children: readonly number[] }>((c, done) => c.QueryTree(x.root, done));
    const boxes = await Promise.all((tree?.children ?? []).map((id) => this.#menuBox(id)));
    return boxes.filter((b) => b !== null);
  }

  async #menuBox(id: number): Promise<Box | null> {
    const x = this.#x;
    const seen = await x.attempt<{ mapState: number; overrideRedirect: number }>((c, done) =>
      c.GetWindowAttributes(id, done),
    );
    if (seen?.mapState !== VIEWABLE || seen.overrideRedirect === 0) return null;
    const types = await this.#atomNames(id, '_NET_WM_WINDOW_TYPE');
    const at = types.some((t) => MENUS.has(t)) ? await x.geometry(id) : null;
    return at && globalBox(at.xPos, at.yPos, at.xPos + at.width, at.yPos + at.height);
  }

  async #atomNames(id: number, property: string): Promise<string[]> {
    return Promise.all((await this.#x.numbers(id, property)).map((atom) => this.#x.atomName(atom)));
  }

  /** The visible box and the client's; without the invisible shadow that client-side decorations draw around themselves. */
  async #boxes(id: number): Promise<{ box: Box; clientBox: Box } | null> {
    const x = this.#x;
    const [size, at, frame, shadow] = await Promise.all([
      x.geometry(id),
      x.attempt<{ destX: number; destY: number }>((c, done) => c.TranslateCoordinates(id, x.root, 0, 0, done)),
      x.numbers(id, '_NET_FRAME_EXTENTS'),
      x.numbers(id, '_GTK_FRAME_EXTENTS'),
    ]);
    if (!size || !at) return null;
    const [left = 0, right = 0, top = 0, bottom = 0] = frame;
    const [sLeft = 0, sRight = 0, sTop = 0, sBottom = 0] = shadow;
    const x1 = at.destX + sLeft;
    const y1 = at.destY + sTop;
    const x2 = at.destX + size.width - sRight;
    const y2 = at.destY + size.height - sBottom;
    return { box: globalBox(x1 - left, y1 - top, x2 + right, y2 + bottom), clientBox: globalBox(x1, y1, x2, y2) };
  }

  /** EWMH: the root window names a window of the manager, which names itself; a name left by a dead one does not. */
  async manager(): Promise<string | null> {
    const x = this.#x;
    const [check] = await x.numbers(x.root, '_NET_SUPPORTING_WM_CHECK');
    if (check === undefined) return null;
    const [itself] = await x.numbers(check, '_NET_SUPPORTING_WM_CHECK');
    return itself === check ? ((await x.text(check, '_NET_WM_NAME')) ?? '') : null;
  }

  /** EWMH `_NET_WM_PING`: the program sends the message back from where it works off its events. */
  async answers(id: number, timeoutMs: number): Promise<boolean | null> {
    const x = this.#x;
    const [ping, protocolsAtom] = await Promise.all([x.atom('_NET_WM_PING'), x.atom('WM_PROTOCOLS')]);
    if (!(await x.numbers(id, 'WM_PROTOCOLS')).includes(ping)) return null;
    // Told apart from the window manager's own pings by the time, of which programs make nothing.
    const token = (Math.floor(Math.random() * 0x7fffffff) | 1) >>> 0;
    let stop = (): void => undefined;
    const answered = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), timeoutMs);
      const stopListening = x.onRootMessage((e) => {
        if (e.message_type === protocolsAtom && e.data[0] === ping && e.data[1] === token) resolve(true);
      });
      stop = () => {
        clearTimeout(timer);
        stopListening();
      };
    });
    try {
      await x.message(id, id, 'WM_PROTOCOLS', [ping, token, id], 0);
      return await answered;
    } finally {
      stop();
    }
  }

  async close(): Promise<void> {
    if (this.#owned) await this.#x.close();
  }
}

function stateOf(states: readonly string[], desktop: number | undefined): WindowState {
  const has = (name: string): boolean => states.includes(`_NET_WM_STATE_${name}`);
  return {
    minimised: has('HIDDEN'),
    maximised: has('MAXIMIZED_VERT') && has('MAXIMIZED_HORZ'),
    fullscreen: has('FULLSCREEN'),
    above: has('ABOVE'),
    below: has('BELOW'),
    modal: has('MODAL'),
    desktop: desktop === undefined || desktop === ALL_DESKTOPS || has('STICKY') ? null : desktop,
  };
}
