/**
 * Windows of an X server are focused, closed, arranged and moved by asking the window manager (EWMH 1.5, ICCCM 2.0).
 *
 * A window manager may do something else than it was asked, or nothing, and answers neither way. So every act here ends
 * with a look: it is done when the window is as asked, and otherwise an error says what stands in the way. Errs towards
 * saying that something was not done.
 */
import type { Arrangement } from '../../protocol/action.ts';
import { boxHeight, boxIntersection, boxWidth, globalBox, type Box } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { X11Windows, type WindowDetails } from '../../capture/windows.ts';
import type { XConnection } from '../../capture/x11/connection.ts';
import { pause, type Sent, type WindowVerbs } from './port.ts';
import { sizeWithin, type SizeHints } from './x11-size-hints.ts';

/**
 * How long a window manager is given. It works in order, and each change of the keyboard mapping (text in many scripts
 * makes hundreds) costs it milliseconds: seconds behind were measured with openbox on a busy machine.
 */
const BOUND_MS = 8000;
/** How long a program is given to close before it is looked at whether it hangs. */
const CLOSE_MS = 2000;
/** How long a window is given to come to rest after it was moved. */
const REST_MS = 1000;
const LOOK_AGAIN_MS = 15;
/** How long a window that has the keyboard is given to come to the front too. */
const RAISED_MS = 300;
/** Properties and place of a window change one after the other; after this many equal looks they agree. */
const LOOKS_AT_REST = 3;
/** A program that has not worked off an event for this long counts as hung. */
const PING_MS = 1000;
/** So much of a window has to stay on the screen that it can be found and pulled back. */
const VISIBLE_PX = 32;

/** EWMH: a tool that acts for the person, so that no rule against focus stealing applies. */
const SOURCE_PERSON = 2;
const REMOVE = 0;
const ADD = 1;
const ICONIC_STATE = 3;
const ABOVE_SIBLINGS = 0;
/** ICCCM: positions mean the client area, wherever the decorations are. */
const STATIC_GRAVITY = 10;
const XYWH = 0xf << 8;

const SENT: Sent = { via: 'window-manager', events: 0 };

/** Position and size of a client area, and the box with decorations that goes with it. */
interface ClientPlace {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly box: Box;
}

/** EWMH names of what a window manager lets people do with a window. */
type Permission = 'MINIMIZE' | 'MAXIMIZE_HORZ' | 'MOVE' | 'RESIZE' | 'CLOSE';

export class X11WindowVerbs implements WindowVerbs {
  readonly #x: XConnection;
  readonly #windows: X11Windows;

  constructor(x: XConnection) {
    this.#x = x;
    this.#windows = new X11Windows(x);
  }

  async focus(id: number, signal: AbortSignal): Promise<Sent> {
    const window = await this.#find(id, signal);
    await this.#activate(window, signal);
    return SENT;
  }

  async close(id: number, signal: AbortSignal): Promise<Sent> {
    const window = await this.#find(id, signal, 'CLOSE');
    const before = new Set((await this.#windows.list()).map((w) => w.id));
    await this.#tell(id, '_NET_CLOSE_WINDOW', [0, SOURCE_PERSON]);
    const done = await this.#within(CLOSE_MS, signal, async () => {
      const windows = await this.#windows.list();
      // Gone, or a question of the same program about it.
      return windows.every((w) => w.id !== id) || windows.some((w) => !before.has(w.id) && w.transientFor === id);
    });
    // A program may take its time to close, or ask within its window. Only one that hangs never will.
    if (!done && (await this.#windows.answers(id, PING_MS)) === false) throw hung(window, 'close');
    return SENT;
  }

  async arrange(id: number, how: Arrangement, signal: AbortSignal): Promise<Sent> {
    switch (how) {
      case 'raise':
        await this.#raise(await this.#find(id, signal), signal);
        break;
      case 'minimise': {
        const window = await this.#find(id, signal, 'MINIMIZE');
        await this.#tell(id, 'WM_CHANGE_STATE', [ICONIC_STATE]);
        await this.#done(window, 'minimise', signal, (w) => w.state.minimised);
        break;
      }
      case 'maximise': {
        const window = await this.#find(id, signal, 'MAXIMIZE_HORZ');
        if (window.state.minimised) await this.#activate(window, signal);
        await this.#setMaximised(window, ADD);
        await this.#done(window, 'maximise', signal, (w) => w.state.maximised && !w.state.minimised);
        if (!window.state.maximised) await this.#atRest(window, signal);
        break;
      }
      case 'restore':
        await this.#restore(await this.#find(id, signal), signal);
        break;
    }
    return SENT;
  }

  async move(id: number, box: Box, signal: AbortSignal): Promise<Sent> {
    let window = await this.#find(id, signal);
    await this.#refuseOffScreen(window, box);
    // One after the other: minimised, full screen and maximised can all be true at once.
    for (let i = 0; i < 3 && isHeld(window); i++) {
      await this.#restore(window, signal);
      window = await this.#find(id, signal);
    }
    await this.#allowed(window, 'MOVE');
    const resized = boxWidth(window.box) !== boxWidth(box) || boxHeight(window.box) !== boxHeight(box);
    if (resized) await this.#allowed(window, 'RESIZE');
    const client = await this.#geometryFor(window, box);
    await this.#moveClient(id, client, 0, 0);
    const at = await this.#atRest(window, signal, client.box);
    if (sameBox(at.box, client.box)) return SENT;
    // Window managers disagree about the border that old programs ask for: once more, by as much less.
    await this.#moveClient(id, client, client.box.x1 - at.box.x1, client.box.y1 - at.box.y1);
    await this.#done(window, 'move', signal, (w) => sameBox(w.box, client.box));
    return SENT;
  }

  async #moveClient(id: number, to: ClientPlace, dx: number, dy: number): Promise<void> {
    const flags = STATIC_GRAVITY | XYWH | (SOURCE_PERSON << 12);
    await this.#tell(id, '_NET_MOVERESIZE_WINDOW', [flags, to.x + dx, to.y + dy, to.width, to.height]);
  }

  /** Waits until a window is at `wanted`, or has moved and then stays where it is; one that never moves is at rest too. */
  async #atRest(before: WindowDetails, signal: AbortSignal, wanted: Box | null = null): Promise<WindowDetails> {
    let last = before;
    let same = 0;
    await this.#within(REST_MS, signal, async () => {
      const now = await this.#windows.one(before.id);
      if (!now) throw gone();
      same = sameBox(now.box, last.box) && !sameBox(now.box, before.box) ? same + 1 : 0;
      last = now;
      return same >= LOOKS_AT_REST || (wanted !== null && sameBox(now.box, wanted));
    });
    return last;
  }

  /** The message for the window manager that puts the visible box of a window there, and the box it will have. */
  async #geometryFor(window: WindowDetails, box: Box): Promise<ClientPlace> {
    const shadow = await this.#x.numbers(window.id, '_GTK_FRAME_EXTENTS');
    const [sLeft = 0, sRight = 0, sTop = 0, sBottom = 0] = shadow;
    const left = window.clientBox.x1 - window.box.x1 - sLeft;
    const top = window.clientBox.y1 - window.box.y1 - sTop;
    const extraWidth = boxWidth(window.box) - boxWidth(window.clientBox) - sLeft - sRight;
    const extraHeight = boxHeight(window.box) - boxHeight(window.clientBox) - sTop - sBottom;
    const hints = await this.#sizeHints(window.id);
    const size = sizeWithin({ width: boxWidth(box) - extraWidth, height: boxHeight(box) - extraHeight }, hints);
    if (size.refused !== null) {
      const [w, h] = [size.width + extraWidth, size.height + extraHeight];
      throw refused(window, 'move', `it cannot be ${size.refused} than ${w}×${h}`);
    }
    const { width, height } = size;
    return {
      x: box.x1 + left,
      y: box.y1 + top,
      width,
      height,
      box: globalBox(box.x1, box.y1, box.x1 + width + extraWidth, box.y1 + height + extraHeight),
    };
  }

  async #sizeHints(id: number): Promise<SizeHints> {
    return this.#x.numbers(id, 'WM_NORMAL_HINTS');
  }

  /** In front with the keyboard; a dialog of the window that takes its place counts. */
  async #activate(window: WindowDetails, signal: AbortSignal): Promise<void> {
    const { id } = window;
    // Not every window manager goes there by itself (openbox stays where it is).
    if (window.minimised && window.state.desktop !== null)
      await this.#tell(this.#x.root, '_NET_CURRENT_DESKTOP', [window.state.desktop, 0]);
    await this.#tell(id, '_NET_ACTIVE_WINDOW', [SOURCE_PERSON, 0, 0]);
    const done = await this.#within(BOUND_MS, signal, async () => {
      const windows = await this.#windows.list();
      const owners = new Map(windows.map((w) => [w.id, w.transientFor]));
      let at: number | null | undefined = windows.find((w) => w.active)?.id;
      for (let depth = 0; depth < windows.length && at !== id && at !== undefined && at !== null; depth++) {
        at = owners.get(at);
      }
      return at === id;
    });
    if (!done) throw await this.#notDone(window, 'focus');
    // Some window managers leave it below; it has the keyboard then, and that has to do.
    await this.#within(RAISED_MS, signal, () => this.#isInFront(id));
  }

  async #isInFront(id: number): Promise<boolean> {
    const windows = await this.#windows.list();
    const at = windows.findIndex((w) => w.id === id);
    const self = windows[at];
    return at >= 0 && windows.slice(0, at).every((w) => staysAbove(w, self));
  }

  async #raise(window: WindowDetails, signal: AbortSignal): Promise<void> {
    const { id } = window;
    if (window.minimised) {
      const where = window.state.minimised ? 'minimised' : 'on another desktop';
      throw refused(window, 'raise', `it is ${where}`);
    }
    const supported = await this.#x.numbers(this.#x.root, '_NET_SUPPORTED');
    if (supported.includes(await this.#x.atom('_NET_RESTACK_WINDOW'))) {
      await this.#tell(id, '_NET_RESTACK_WINDOW', [SOURCE_PERSON, 0, ABOVE_SIBLINGS]);
    } else {
      // Reaches the window manager as a wish, and the server where there is none to ask.
      this.#x.client.RaiseWindow(id);
      await this.#x.sync();
    }
    const done = await this.#within(BOUND_MS, signal, () => this.#isInFront(id));
    if (!done) throw await this.#notDone(window, 'raise');
  }

  /** Undoes one thing: minimised first, then full screen, then maximised. */
  async #restore(window: WindowDetails, signal: AbortSignal): Promise<void> {
    const { id, state } = window;
    if (state.minimised) {
      await this.#activate(window, signal);
    } else if (state.fullscreen) {
      const atom = await this.#x.atom('_NET_WM_STATE_FULLSCREEN');
      await this.#tell(id, '_NET_WM_STATE', [REMOVE, atom, 0, SOURCE_PERSON]);
      await this.#done(window, 'restore', signal, (w) => !w.state.fullscreen);
      await this.#atRest(window, signal);
    } else if (state.maximised) {
      await this.#setMaximised(window, REMOVE);
      await this.#done(window, 'restore', signal, (w) => !w.state.maximised);
      await this.#atRest(window, signal);
    }
  }

  async #setMaximised(window: WindowDetails, how: typeof ADD | typeof REMOVE): Promise<void> {
    const [vertical, horizontal] = await Promise.all([
      this.#x.atom('_NET_WM_STATE_MAXIMIZED_VERT'),
      this.#x.atom('_NET_WM_STATE_MAXIMIZED_HORZ'),
    ]);
    await this.#tell(window.id, '_NET_WM_STATE', [how, vertical, horizontal, SOURCE_PERSON]);
  }

  async #tell(id: number, message: string, data: readonly number[]): Promise<void> {
    await this.#x.tellWindowManager(id, message, data);
  }

  /** The window, or why nothing can be done with it. Nothing has been sent. */
  async #find(id: number, signal: AbortSignal, permission?: Permission): Promise<WindowDetails> {
    signal.throwIfAborted();
    if ((await this.#windows.manager()) === null) {
      throw new SteadyhandError(
        'environment',
        'no_window_manager',
        'No window manager runs on this display, so windows cannot be arranged or closed by name.',
        'Start one (for example openbox), or click the window instead.',
      );
    }
    const window = await this.#windows.one(id);
    if (!window) throw gone();
    if (permission) await this.#allowed(window, permission);
    return window;
  }

  async #allowed(window: WindowDetails, permission: Permission): Promise<void> {
    const allowed = await this.#x.numbers(window.id, '_NET_WM_ALLOWED_ACTIONS');
    // Not every window manager says what it allows.
    if (allowed.length === 0 || allowed.includes(await this.#x.atom(`_NET_WM_ACTION_${permission}`))) return;
    throw refused(window, VERB_OF[permission], 'the window manager does not allow it for this window');
  }

  async #refuseOffScreen(window: WindowDetails, box: Box): Promise<void> {
    const root = await this.#x.geometry(this.#x.root);
    const seen = boxIntersection(box, globalBox(0, 0, root?.width ?? this.#x.width, root?.height ?? this.#x.height));
    const [width, height] = [Math.min(VISIBLE_PX, boxWidth(box)), Math.min(VISIBLE_PX, boxHeight(box))];
    if (boxWidth(seen) >= width && boxHeight(seen) >= height) return;
    throw refused(window, 'move', 'it would be outside the screen');
  }

  /** Waits until the window is as `is` wants it. */
  async #done(
    window: WindowDetails,
    verb: string,
    signal: AbortSignal,
    is: (w: WindowDetails) => boolean,
  ): Promise<void> {
    const done = await this.#within(BOUND_MS, signal, async () => {
      const now = await this.#windows.one(window.id);
      if (!now) throw gone();
      return is(now);
    });
    if (!done) throw await this.#notDone(window, verb);
  }

  async #within(ms: number, signal: AbortSignal, probe: () => Promise<boolean>): Promise<boolean> {
    const end = Date.now() + ms;
    for (;;) {
      if (await probe()) return true;
      if (Date.now() >= end) return false;
      await pause(LOOK_AGAIN_MS, signal);
    }
  }

  async #notDone(window: WindowDetails, verb: string): Promise<SteadyhandError> {
    if (!(await this.#windows.one(window.id))) return gone();
    if ((await this.#windows.answers(window.id, PING_MS)) === false) return hung(window, verb);
    return refused(window, verb, `the window manager did not do it within ${BOUND_MS / 1000} s`);
  }
}

const VERB_OF: Readonly<Record<Permission, string>> = {
  MINIMIZE: 'minimise',
  MAXIMIZE_HORZ: 'maximise',
  MOVE: 'move',
  RESIZE: 'resize',
  CLOSE: 'close',
};

const isHeld = (w: WindowDetails): boolean => w.state.minimised || w.state.fullscreen || w.state.maximised;

const sameBox = (a: Box, b: Box): boolean => a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2;

/** Windows that a raised one does not come above: its own dialogs, and what is kept in front. */
const staysAbove = (w: WindowDetails, self: WindowDetails | undefined): boolean =>
  w.transientFor === self?.id || (w.state.above && self?.state.above === false) || w.state.fullscreen;

const gone = (): SteadyhandError =>
  new SteadyhandError('incomplete', 'window_gone', 'The window is not there any more.', 'Look again.');

const refused = (window: WindowDetails, verb: string, why: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'window_refused',
    `Cannot ${verb} the window “${window.title}”: ${why}.`,
    'Arrange it by hand, or go on without.',
  );

const hung = (window: WindowDetails, verb: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'window_hung',
    `Cannot ${verb} the window “${window.title}”: its program does not answer.`,
    'Wait until it answers again, or end the program.',
  );

const noControl = (): Promise<never> =>
  Promise.reject(
    new SteadyhandError(
      'incomplete',
      'no_window_control',
      'Windows cannot be arranged or closed by name on this system yet.',
      'Click the window instead.',
    ),
  );

/** Where nothing can act on windows. */
export const noWindowVerbs: WindowVerbs = { focus: noControl, close: noControl, arrange: noControl, move: noControl };
