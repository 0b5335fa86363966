/**
 * One connection to an X server: requests as promises, and the errors a person can act on.
 *
 * Everything that speaks X (windows, displays, keys) gets one of these through its constructor; whoever opened it closes
 * it. A request about a window that has just gone answers null instead of failing, because windows come and go while we
 * look; a lost connection fails every later request.
 */
import x11, { type ClientMessageEvent, type Geometry, type RandR, type XClient, type Xkb, type XTest } from 'x11';
import { SteadyhandError, messageOf } from '../../protocol/errors.ts';
import { displayLost } from '../display-errors.ts';

const ANY_TYPE = 0;
/** In 4-byte units: 1 MiB, more than any title or window list. */
const LONGEST_PROPERTY = 262_144;
const CLIENT_MESSAGE = 33;

type Done<T> = (error: Error | null | undefined, value: T) => void;

/** The error for a display that is missing or refuses us. */
export const noDisplay = (display: string | undefined, why: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'no_display',
    display ? `Cannot open the display ${display}: ${why}.` : `There is no display: ${why}.`,
    'Run it in a graphical session, or give one with --display :N (for example after `Xvfb :99 &`).',
  );

export class XConnection {
  readonly display: string;
  readonly root: number;
  readonly width: number;
  readonly height: number;
  readonly minKeycode: number;
  readonly maxKeycode: number;
  readonly client: XClient;
  #lost: string | null = null;
  /** Requests whose reply has not come: what to tell them when it never will. */
  readonly #waiting = new Set<(e: Error) => void>();
  readonly #atoms = new Map<string, number>();
  readonly #atomNames = new Map<number, string>();

  /** Use `XConnection.open`. */
  constructor(
    display: string,
    client: XClient,
    at: { root: number; width: number; height: number; minKeycode: number; maxKeycode: number },
  ) {
    this.display = display;
    this.client = client;
    this.root = at.root;
    this.width = at.width;
    this.height = at.height;
    this.minKeycode = at.minKeycode;
    this.maxKeycode = at.maxKeycode;
    // Errors of requests without a reply (a message to a window that has gone) arrive here; they are not fatal.
    client.on('error', (e: unknown) => {
      const { code } = e as { code?: unknown };
      // A connection that breaks off does not end as well: no reply comes any more.
      if (code === 'ECONNRESET' || code === 'EPIPE') this.#lose(messageOf(e));
    });
    client.on('end', () => this.#lose('the connection was closed'));
  }

  #lose(why: string): void {
    this.#lost = why;
    for (const fail of this.#waiting) fail(this.#lostError());
    this.#waiting.clear();
  }

  /** Connects. `display` as in `$DISPLAY`. Throws `no_display`. */
  static open(display: string | undefined): Promise<XConnection> {
    if (!display) return Promise.reject(noDisplay(undefined, 'DISPLAY is not set'));
    return new Promise((resolve, reject) => {
      try {
        x11.createClient({ display }, (error, d) => {
          if (error) {
            reject(noDisplay(display, messageOf(error).split('\n')[0] ?? 'refused'));
            return;
          }
          const [screen] = d.screen;
          if (!screen) {
            reject(noDisplay(display, 'it has no screen'));
            return;
          }
          resolve(
            new XConnection(display, d.client, {
              root: screen.root,
              width: screen.pixel_width,
              height: screen.pixel_height,
              minKeycode: d.min_keycode,
              maxKeycode: d.max_keycode,
            }),
          );
        });
      } catch (e) {
        reject(noDisplay(display, messageOf(e)));
      }
    });
  }

  /** Whether the display has gone. What was held down on it has gone with it. */
  get isLost(): boolean {
    return this.#lost !== null;
  }

  #lostError(): SteadyhandError {
    return displayLost(this.display, this.#lost ?? 'it went away');
  }

  /** Makes one request that has a reply. Rejects with the X error, or `display_lost` when the connection has gone. */
  request<T>(send: (client: XClient, done: Done<T>) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.#lost !== null) {
        reject(this.#lostError());
        return;
      }
      const fail = (e: Error): void => reject(e);
      this.#waiting.add(fail);
      send(this.client, (error, value) => {
        this.#waiting.delete(fail);
        if (error) reject(error instanceof Error ? error : new Error(messageOf(error)));
        else resolve(value);
      });
    });
  }

  /** The same, but null when the server refuses: for windows that may have gone. */
  async attempt<T>(send: (client: XClient, done: Done<T>) => void): Promise<T | null> {
    try {
      return await this.request(send);
    } catch (e) {
      if (e instanceof SteadyhandError) throw e;
      return null;
    }
  }

  /** Waits until the server has worked off everything sent so far; answers the window that has the keyboard. */
  async sync(): Promise<number> {
    return (await this.request<{ focus: number }>((c, done) => c.GetInputFocus(done))).focus;
  }

  async atom(name: string): Promise<number> {
    const known = this.#atoms.get(name);
    if (known !== undefined) return known;
    const atom = await this.request<number>((c, done) => c.InternAtom(false, name, done));
    this.#atoms.set(name, atom);
    return atom;
  }

  async atomName(atom: number): Promise<string> {
    const known = this.#atomNames.get(atom);
    if (known !== undefined) return known;
    const name = (await this.attempt<string>((c, done) => c.GetAtomName(atom, done))) ?? '';
    this.#atomNames.set(atom, name);
    return name;
  }

  /** Raw bytes of a property; null when the window or the property is not there. */
  async property(window: number, name: string): Promise<Buffer | null> {
    const atom = await this.atom(name);
    const reply = await this.attempt<{ type: number; data: Buffer }>((c, done) =>
      c.GetProperty(0, window, atom, ANY_TYPE, 0, LONGEST_PROPERTY, done),
    );
    return reply && reply.type !== 0 ? reply.data : null;
  }

  /** A property that is a list of 32-bit numbers; empty when it is not there. */
  async numbers(window: number, name: string): Promise<number[]> {
    const data = await this.property(window, name);
    if (!data) return [];
    return Array.from({ length: Math.floor(data.length / 4) }, (_, i) => data.readUInt32LE(i * 4));
  }

  /** A property that is text; null when it is not there. */
  async text(window: number, name: string, encoding: 'utf8' | 'latin1' = 'utf8'): Promise<string | null> {
    return (await this.property(window, name))?.toString(encoding).replace(/\0+$/, '') ?? null;
  }

  geometry(window: number): Promise<Geometry | null> {
    return this.attempt<Geometry>((c, done) => c.GetGeometry(window, done));
  }

  /** Sends a 32-bit client message about `window` to the root window, as EWMH asks of pagers and tools. */
  async tellWindowManager(window: number, message: string, data: readonly number[]): Promise<void> {
    await this.message(
      this.root,
      window,
      message,
      data,
      x11.eventMask.SubstructureNotify | x11.eventMask.SubstructureRedirect,
    );
  }

  /** Sends a 32-bit client message. An event mask of 0 sends it to the owner of `destination`. */
  async message(
    destination: number,
    window: number,
    message: string,
    data: readonly number[],
    eventMask: number,
  ): Promise<void> {
    const event = x11.packEvent({
      type: CLIENT_MESSAGE,
      name: 'ClientMessage',
      seq: 0,
      format: 32,
      wid: window,
      message_type: await this.atom(message),
      data: [...data, 0, 0, 0, 0, 0].slice(0, 5),
    });
    this.client.SendEvent(destination, false, eventMask, event);
    await this.sync();
  }

  /** Calls `listener` for client messages that reach the root window; answers how to stop. */
  onRootMessage(listener: (e: ClientMessageEvent) => void): () => void {
    // GTK answers to the one mask, Qt to the other.
    const eventMask = x11.eventMask.SubstructureNotify | x11.eventMask.StructureNotify;
    this.client.ChangeWindowAttributes(this.root, { eventMask });
    const onEvent = (e: ClientMessageEvent): void => {
      if (e.type === CLIENT_MESSAGE) listener(e);
    };
    this.client.on('event', onEvent);
    return () => void this.client.removeListener('event', onEvent);
  }

  xtest(): Promise<XTest> {
    return this.#extension('XTEST', (c, done: Done<XTest>) => c.require('xtest', done));
  }

  xkb(): Promise<Xkb> {
    return this.#extension('XKEYBOARD', (c, done: Done<Xkb>) => c.require('xkb', done));
  }

  randr(): Promise<RandR | null> {
    return this.attempt<RandR>((c, done) => c.require('randr', done));
  }

  async #extension<T>(name: string, load: (client: XClient, done: Done<T>) => void): Promise<T> {
    const extension = await this.attempt<T>(load);
    if (extension === null)
      throw new SteadyhandError(
        'environment',
        'display_without_extension',
        `The display ${this.display} has no ${name} extension, so input cannot be sent to it.`,
        'Use an X server with XTEST and XKEYBOARD (Xorg, Xvfb, Xephyr and XWayland have both).',
      );
    return extension;
  }

  /** Closes the connection once everything sent has arrived. */
  close(): Promise<void> {
    if (this.#lost !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.add(() => resolve());
      this.client.close(() => resolve());
    });
  }
}
