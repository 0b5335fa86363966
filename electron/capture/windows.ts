/**
 * The windows a person could name, front to back, as the window manager lists them (EWMH).
 *
 * Read only: raising and closing windows are acts and live in actions/. Where no window manager runs the list is empty
 * rather than a guess from the window tree, which is full of helpers nobody sees. Docks and desktops are left out.
 */
import { globalBox, type Box } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import { XConnection } from './x11/connection.ts';

export interface WindowSystem {
  /** Front to back. Minimised windows are listed too, last. */
  list(): Promise<WindowInfo[]>;
  /** Boxes of the menus that are open: they are no windows of the list. Global physical pixels. */
  menus(): Promise<Box[]>;
  close(): Promise<void>;
}

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

/** ICCCM: the class is the second of two strings that end in NUL. */
function classOf(raw: string | null): string {
  const parts = (raw ?? '').split('\0');
  return (parts[1] === undefined || parts[1] === '' ? parts[0] : parts[1]) ?? '';
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

  async list(): Promise<WindowInfo[]> {
    const x = this.#x;
    const stacking = await x.numbers(x.root, '_NET_CLIENT_LIST_STACKING');
    const backToFront = stacking.length > 0 ? stacking : await x.numbers(x.root, '_NET_CLIENT_LIST');
    const [active] = await x.numbers(x.root, '_NET_ACTIVE_WINDOW');
    const read = await Promise.all(backToFront.reverse().map((id) => this.#read(id, id === active)));
    const windows = read.filter((w) => w !== null);
    return [...windows.filter((w) => !w.minimised), ...windows.filter((w) => w.minimised)];
  }

  async #read(id: number, active: boolean): Promise<WindowInfo | null> {
    const x = this.#x;
    const [title, plainTitle, wmClass, pid, states, types, transient, box] = await Promise.all([
      x.text(id, '_NET_WM_NAME'),
      x.text(id, 'WM_NAME', 'latin1'),
      x.property(id, 'WM_CLASS'),
      x.numbers(id, '_NET_WM_PID'),
      this.#atomNames(id, '_NET_WM_STATE'),
      this.#atomNames(id, '_NET_WM_WINDOW_TYPE'),
      x.numbers(id, 'WM_TRANSIENT_FOR'),
      this.#box(id),
    ]);
    if (!box || types.some((t) => NOT_FOR_PEOPLE.has(t))) return null;
    const [owner] = transient;
    const minimised = states.includes('_NET_WM_STATE_HIDDEN');
    return {
      id,
      title: title ?? plainTitle ?? '',
      app: classOf(wmClass?.toString('latin1') ?? null),
      pid: pid[0] ?? null,
      box,
      // The properties change one after the other: a window that is being minimised takes no more keys.
      active: active && !minimised,
      minimised,
      // A dialog of the whole group names the root window.
      transientFor: owner === undefined || owner === 0 || owner === x.root ? null : owner,
      dialog: types.includes('_NET_WM_WINDOW_TYPE_DIALOG') || states.includes('_NET_WM_STATE_MODAL'),
    };
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

  /** Client area with decorations; without the invisible shadow that client-side decorations draw around themselves. */
  async #box(id: number): Promise<Box | null> {
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
    return globalBox(
      at.destX - left + sLeft,
      at.destY - top + sTop,
      at.destX + size.width + right - sRight,
      at.destY + size.height + bottom - sBottom,
    );
  }

  async close(): Promise<void> {
    if (this.#owned) await this.#x.close();
  }
}

/** Windows where nothing can tell: none. */
export const noWindows: WindowSystem = {
  list: () => Promise.resolve([]),
  menus: () => Promise.resolve([]),
  close: () => Promise.resolve(),
};

/** The window system of a display (default `$DISPLAY`). Throws `no_display`. On other systems than X11: no windows. */
export async function openWindows(options: { display?: string } = {}): Promise<WindowSystem> {
  if (process.platform !== 'linux') return noWindows;
  return new X11Windows(await XConnection.open(options.display ?? process.env['DISPLAY']), true);
}
