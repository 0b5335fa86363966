/**
 * Where keys go on X11, and whether what was sent has been read.
 *
 * The window manager's idea of the active window and the server's keyboard focus are two things, and can disagree for a
 * while (a window that has just opened) or for good (a window manager that lost track). An action is approved for the
 * active window, so keys are sent only while the focus lies inside it. Errs towards not typing.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { pause } from './port.ts';
import { readsMappingLate } from './x11-late-readers.ts';

/** The window that receives keys. */
export interface KeyTarget {
  /** The window with the keyboard focus: the active one or one inside it. */
  readonly focus: number;
  /** The active top-level window; null where no window manager tells. */
  readonly window: number | null;
  /** Whether the window answers pings (EWMH `_NET_WM_PING`), and so tells that it has read what was sent before. */
  readonly answers: boolean;
  /** WM_CLASS (the class) of the active window; empty where it does not say. */
  readonly app: string;
  /** Whether it goes on translating keys by the old mapping for a while after a change (x11-late-readers.ts). */
  readonly readsLate: boolean;
}

/** Until a window that has just become active has the keyboard too. */
const FOCUS_WAIT_MS = 1500;
const LOOK_AGAIN_MS = 25;
/** Deeper than any toolkit nests the window that takes keys. */
const DEPTH = 16;
const NO_WINDOW = 0;
const POINTER_ROOT = 1;

export class KeyboardFocus {
  readonly #x: XConnection;
  #pings = 0;

  constructor(x: XConnection) {
    this.#x = x;
  }

  /**
   * The window that gets keys now. Waits a little while a window is just being activated, and asks the window manager
   * once more to give it the keyboard.
   * @throws SteadyhandError `focus_elsewhere` when the active window does not have the keyboard: nothing was sent
   */
  async target(signal: AbortSignal): Promise<KeyTarget> {
    const end = Date.now() + FOCUS_WAIT_MS;
    let asked = false;
    for (;;) {
      const [active = NO_WINDOW] = await this.#x.numbers(this.#x.root, '_NET_ACTIVE_WINDOW');
      const focus = await this.#x.sync();
      if (active === NO_WINDOW) {
        // Without a window manager the server's focus is all there is.
        if (focus !== NO_WINDOW) return { focus, window: null, answers: false, app: '', readsLate: false };
      } else if (await this.#inside(focus, active)) {
        return { focus, window: active, ...(await this.#about(active)) };
      } else if (!asked) {
        asked = true;
        await this.#x.tellWindowManager(active, '_NET_ACTIVE_WINDOW', [2, 0, 0]);
      }
      if (Date.now() > end) throw focusElsewhere();
      await pause(LOOK_AGAIN_MS, signal);
    }
  }

  /**
   * Waits until the server has taken what was sent, and checks that keys still go to the same window.
   * @returns where they go now: within the window the focus may have moved
   * @throws SteadyhandError `focus_changed`
   */
  async stillAt(target: KeyTarget): Promise<KeyTarget> {
    const focus = await this.#x.sync();
    if (focus === target.focus) return target;
    // Within one window the focus may move: a text field of its own that opened for the first key.
    if (target.window !== null && (await this.#inside(focus, target.window))) return { ...target, focus };
    throw new SteadyhandError(
      'incomplete',
      'focus_changed',
      'Another window took the keyboard in the middle of the text; the rest was not sent.',
      'Look at what is there now before going on.',
    );
  }

  /**
   * Waits until the window has read everything sent so far, or is gone.
   * @returns false when it does not say so in time (or never does, as xterm)
   */
  async caughtUp(target: KeyTarget, timeoutMs: number): Promise<boolean> {
    const { window } = target;
    if (window === null) return false;
    if ((await this.#x.geometry(window)) === null) return true;
    if (!target.answers) return false;
    const ping = await this.#x.atom('_NET_WM_PING');
    // Any number will do as the time stamp: the window sends it back unread.
    const stamp = 0x5eed0000 + (this.#pings++ & 0xffff);
    let stop = (): void => undefined;
    let timer: NodeJS.Timeout | undefined;
    const answered = new Promise<boolean>((resolve) => {
      stop = this.#x.onRootMessage((e) => {
        if (e.data[0] === ping && e.data[1] === stamp) resolve(true);
      });
      timer = setTimeout(() => resolve(false), timeoutMs);
    });
    try {
      await this.#x.message(window, window, 'WM_PROTOCOLS', [ping, stamp, window], 0);
      return await answered;
    } finally {
      stop();
      clearTimeout(timer);
    }
  }

  async #inside(focus: number, window: number): Promise<boolean> {
    let at = focus;
    for (let i = 0; i < DEPTH && at > POINTER_ROOT; i++) {
      if (at === window) return true;
      const id = at;
      const tree = await this.#x.attempt<{ parent: number }>((c, done) => c.QueryTree(id, done));
      at = tree?.parent ?? NO_WINDOW;
    }
    return false;
  }

  async #about(window: number): Promise<Pick<KeyTarget, 'answers' | 'app' | 'readsLate'>> {
    const [answers, app, [pid = 0]] = await Promise.all([
      this.#answersPing(window),
      this.#app(window),
      this.#x.numbers(window, '_NET_WM_PID'),
    ]);
    return { answers, app, readsLate: await readsMappingLate(app, pid) };
  }

  async #app(window: number): Promise<string> {
    const [instance = '', name = instance] = ((await this.#x.text(window, 'WM_CLASS', 'latin1')) ?? '').split('\0');
    return name;
  }

  async #answersPing(window: number): Promise<boolean> {
    return (await this.#x.numbers(window, 'WM_PROTOCOLS')).includes(await this.#x.atom('_NET_WM_PING'));
  }
}

const focusElsewhere = (): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'focus_elsewhere',
    'The window in front does not have the keyboard, so the keys would go elsewhere; nothing was sent.',
    'Click into the window first.',
  );
