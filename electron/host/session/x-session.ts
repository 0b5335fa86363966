/**
 * What the X server tells of the person and of other programs: hands on the devices, a grabbed keyboard, a screen that
 * is locked.
 *
 * Sends no input and changes nothing. The one request that touches others is the trial grab of the keyboard, given back
 * in the same breath; it is made only before keys are sent. Errs towards saying that keys would go astray.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import { pause } from '../../agent/waiting.ts';

/** X11: reply of GrabKeyboard when somebody has it. */
const ALREADY_GRABBED = 1;
const FROZEN = 4;
/** X11: the window is on the screen; it has pixels (the other class only catches input). */
const VIEWABLE = 2;
const INPUT_OUTPUT = 1;
/** Mouse buttons in the state of the pointer. */
const BUTTONS = 0x1f00;
const HANDS_EVERY_MS = 30;
/** A pointer that has not moved for this long rests. */
const REST_MS = 150;
/** A hand that stays on the mouse does not hold up a run for ever: it interrupts it instead. */
const HANDS_MS = 2_000;
/** Windows that no menu is: they hold no keyboard. */
const NO_MENU = new Set([
  '_NET_WM_WINDOW_TYPE_TOOLTIP',
  '_NET_WM_WINDOW_TYPE_NOTIFICATION',
  '_NET_WM_WINDOW_TYPE_DND',
  '_NET_WM_WINDOW_TYPE_DESKTOP',
  '_NET_WM_WINDOW_TYPE_DOCK',
]);

/** Windows that are menus whatever their size: one with nothing in it is a line high, and holds the keyboard all the same. */
const MENU = new Set([
  '_NET_WM_WINDOW_TYPE_MENU',
  '_NET_WM_WINDOW_TYPE_POPUP_MENU',
  '_NET_WM_WINDOW_TYPE_DROPDOWN_MENU',
  '_NET_WM_WINDOW_TYPE_COMBO',
]);

/** Whether a window that no window manager manages is a menu: it says so, it says it is something else, or neither. */
type IsMenu = 'said' | 'perhaps' | 'none';

const isSpeck = (at: { readonly width: number; readonly height: number }): boolean => at.width <= 1 || at.height <= 1;

export interface Popups {
  /** A window above all others that hides the whole screen, outside the window manager: a lock, a screen saver. */
  readonly cover: boolean;
  /** Smaller ones: menus, drop-downs, completions. */
  readonly menus: number;
}

export class XSession {
  readonly #x: XConnection;

  constructor(x: XConnection) {
    this.#x = x;
  }

  /** Resolves when no key and no button is down and the pointer rests, or after two seconds. */
  async handsOff(signal: AbortSignal): Promise<void> {
    const until = performance.now() + HANDS_MS;
    let at = '';
    let since = performance.now();
    while (performance.now() < until) {
      const { keys, buttons, where } = await this.#hands();
      const now = performance.now();
      if (keys || buttons || where !== at) since = now;
      at = where;
      if (now - since >= REST_MS) return;
      await pause(HANDS_EVERY_MS, signal);
    }
  }

  async #hands(): Promise<{ keys: boolean; buttons: boolean; where: string }> {
    const x = this.#x;
    const [keymap, pointer] = await Promise.all([
      x.request<Buffer>((c, done) => c.QueryKeymap(done)),
      x.request<{ rootX: number; rootY: number; keyMask: number }>((c, done) => c.QueryPointer(x.root, done)),
    ]);
    return {
      keys: keymap.some((byte) => byte !== 0),
      buttons: (pointer.keyMask & BUTTONS) !== 0,
      where: `${pointer.rootX},${pointer.rootY}`,
    };
  }

  /** Whether another program has grabbed the keyboard, so that keys go to it and not to the window in front. */
  async keyboardGrabbed(): Promise<boolean> {
    const x = this.#x;
    const status = await x.attempt<number>((c, done) => {
      c.GrabKeyboard(x.root, true, 0, 1, 1, done);
      // In the same packet: what is typed meanwhile is missed by nobody.
      c.UngrabKeyboard(0);
    });
    return status === ALREADY_GRABBED || status === FROZEN;
  }

  /** Windows that stand outside the window manager now. */
  async popups(): Promise<Popups> {
    const x = this.#x;
    const [tree, screen] = await Promise.all([
      x.attempt<{ children: readonly number[] }>((c, done) => c.QueryTree(x.root, done)),
      x.geometry(x.root),
    ]);
    const seen = await Promise.all((tree?.children ?? []).map((id) => this.#popup(id)));
    const shown = seen.filter((p) => p !== null);
    const covers = (p: (typeof shown)[number]): boolean =>
      screen !== null &&
      p.at.xPos <= 0 &&
      p.at.yPos <= 0 &&
      p.at.xPos + p.at.width >= screen.width &&
      p.at.yPos + p.at.height >= screen.height;
    const top = shown.at(-1);
    const menus = shown.filter((p) => p.menu !== 'none' && !covers(p) && (p.menu === 'said' || !isSpeck(p.at))).length;
    return { cover: top !== undefined && covers(top), menus };
  }

  async #popup(
    id: number,
  ): Promise<{ at: { xPos: number; yPos: number; width: number; height: number }; menu: IsMenu } | null> {
    const x = this.#x;
    const seen = await x.attempt<{ mapState: number; overrideRedirect: number; klass: number }>((c, done) =>
      c.GetWindowAttributes(id, done),
    );
    if (seen?.mapState !== VIEWABLE || seen.overrideRedirect === 0 || seen.klass !== INPUT_OUTPUT) return null;
    const [at, atoms] = await Promise.all([x.geometry(id), x.numbers(id, '_NET_WM_WINDOW_TYPE')]);
    if (!at) return null;
    const types = await Promise.all(atoms.map((atom) => x.atomName(atom)));
    const menu = types.some((t) => MENU.has(t)) ? 'said' : types.some((t) => NO_MENU.has(t)) ? 'none' : 'perhaps';
    return { at, menu };
  }

  async hasXtest(): Promise<boolean> {
    return (await this.#x.attempt((c, done) => c.require('xtest', done))) !== null;
  }

  close(): Promise<void> {
    return this.#x.close();
  }
}
