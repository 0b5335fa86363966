/**
 * The accessibility bus: the few questions AT-SPI is asked, each answered in a known shape or not at all.
 *
 * Invariant: nothing an application answers gets further unchecked; a wrong shape, an error or no answer is null. Only
 * questions are sent, nothing that changes an application, and no events are asked for, so that applications do nothing
 * that they were not asked at that moment.
 */
import { createClient, type Message, type MessageBus } from 'dbus-native';
import type { StateWords } from './roles.ts';

/** An accessible object: whose it is on the bus, and which. */
export interface Ref {
  readonly bus: string;
  readonly path: string;
}

/** A box as an application gives it, screen coordinates. May be a lie. */
export interface RawBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the tree asks. Every method answers null when there is no usable answer; none rejects. */
export interface AccessibleBus {
  applications(): Promise<readonly Ref[] | null>;
  /** The process behind a name on the bus. */
  processOf(bus: string): Promise<number | null>;
  children(ref: Ref): Promise<readonly Ref[] | null>;
  states(ref: Ref): Promise<StateWords | null>;
  role(ref: Ref): Promise<number | null>;
  name(ref: Ref): Promise<string | null>;
  description(ref: Ref): Promise<string | null>;
  extents(ref: Ref): Promise<RawBox | null>;
  /** The objects whose text labels this one. */
  labels(ref: Ref): Promise<readonly Ref[] | null>;
}

const ACCESSIBLE = 'org.a11y.atspi.Accessible';
const REGISTRY: Ref = { bus: 'org.a11y.atspi.Registry', path: '/org/a11y/atspi/accessible/root' };
/** `ATSPI_RELATION_LABELLED_BY`. */
const LABELLED_BY = 2;
const SCREEN_COORDINATES = 0;
/** A call without an answer is given up after this. The frame has long gone on; this only frees what waits. */
const CALL_MS = 4_000;
/** Longer names are documents. */
const LONGEST_TEXT = 200;
/** Of more children than this the rest is not looked at; see docs/accessibility.md. */
export const MOST_CHILDREN = 512;

const BUS_NAME = /^:\d+\.\d+$/;
const OBJECT_PATH = /^(\/|(\/[A-Za-z0-9_]+)+)$/;

const isRef = (v: unknown): v is [string, string] =>
  Array.isArray(v) &&
  typeof v[0] === 'string' &&
  typeof v[1] === 'string' &&
  BUS_NAME.test(v[0]) &&
  OBJECT_PATH.test(v[1]);
/** A list of objects; entries that are none are left out. */
export const refsFrom = (v: unknown): readonly Ref[] | null =>
  Array.isArray(v)
    ? v
        .slice(0, MOST_CHILDREN)
        .filter(isRef)
        .map(([bus, path]) => ({ bus, path }))
    : null;
const isWord = (v: unknown): v is number => typeof v === 'number' && Number.isInteger(v);
export const statesFrom = (v: unknown): StateWords | null =>
  Array.isArray(v) && isWord(v[0]) && isWord(v[1]) ? [v[0], v[1]] : null;
export const boxFrom = (v: unknown): RawBox | null => {
  if (!Array.isArray(v) || v.length !== 4 || !v.every(isWord)) return null;
  const [x = 0, y = 0, width = 0, height = 0] = v;
  return { x, y, width, height };
};
/** Control characters and line breaks become spaces: a name is one line. */
export const textFrom = (v: unknown): string | null =>
  typeof v === 'string'
    ? v
        .slice(0, LONGEST_TEXT)
        .replace(/[\p{Cc}\p{Zl}\p{Zp}\uFFFC\s]+/gu, ' ')
        .trim()
    : null;

/** A connection to the accessibility bus. */
export class DbusAccessibleBus implements AccessibleBus {
  readonly #bus: MessageBus;
  readonly #onLost: (why: string) => void;

  private constructor(bus: MessageBus, onLost: (why: string) => void) {
    this.#bus = bus;
    this.#onLost = onLost;
    bus.connection.on('error', (e: Error) => this.#onLost(e.message));
    bus.connection.on('close', () => this.#onLost('the connection was closed'));
  }

  /** `address` as on the bus: `unix:path=…`. A failure to connect is told to `onLost`. */
  static open(address: string, onLost: (why: string) => void): DbusAccessibleBus {
    return new DbusAccessibleBus(
      createClient({ busAddress: address, timeout: CALL_MS, authMethods: ['EXTERNAL'] }),
      onLost,
    );
  }

  applications(): Promise<readonly Ref[] | null> {
    return this.children(REGISTRY);
  }

  async processOf(bus: string): Promise<number | null> {
    const pid = await this.#call({
      destination: 'org.freedesktop.DBus',
      path: '/org/freedesktop/DBus',
      interface: 'org.freedesktop.DBus',
      member: 'GetConnectionUnixProcessID',
      signature: 's',
      body: [bus],
    });
    return isWord(pid) ? pid : null;
  }

  async children(ref: Ref): Promise<readonly Ref[] | null> {
    return refsFrom(await this.#ask(ref, ACCESSIBLE, 'GetChildren'));
  }

  async states(ref: Ref): Promise<StateWords | null> {
    return statesFrom(await this.#ask(ref, ACCESSIBLE, 'GetState'));
  }

  async role(ref: Ref): Promise<number | null> {
    const role = await this.#ask(ref, ACCESSIBLE, 'GetRole');
    return isWord(role) ? role : null;
  }

  name(ref: Ref): Promise<string | null> {
    return this.#text(ref, 'Name');
  }

  description(ref: Ref): Promise<string | null> {
    return this.#text(ref, 'Description');
  }

  async extents(ref: Ref): Promise<RawBox | null> {
    return boxFrom(await this.#ask(ref, 'org.a11y.atspi.Component', 'GetExtents', 'u', [SCREEN_COORDINATES]));
  }

  async labels(ref: Ref): Promise<readonly Ref[] | null> {
    const sets = await this.#ask(ref, ACCESSIBLE, 'GetRelationSet');
    if (!Array.isArray(sets)) return null;
    const labelled = (sets as unknown[]).find((s) => Array.isArray(s) && s[0] === LABELLED_BY);
    return Array.isArray(labelled) ? refsFrom(labelled[1]) : [];
  }

  async close(): Promise<void> {
    await this.#bus.close();
  }

  async #text(ref: Ref, property: string): Promise<string | null> {
    return textFrom(await this.#ask(ref, 'org.freedesktop.DBus.Properties', 'Get', 'ss', [ACCESSIBLE, property]));
  }

  #ask(ref: Ref, iface: string, member: string, signature?: string, body?: unknown[]): Promise<unknown> {
    return this.#call({
      destination: ref.bus,
      path: ref.path,
      interface: iface,
      member,
      ...(signature === undefined ? {} : { signature, body: body ?? [] }),
    });
  }

  async #call(message: Message): Promise<unknown> {
    try {
      return await this.#bus.invoke<unknown>(message);
    } catch {
      // An object that has gone, an interface it lacks, no answer in time: all mean "not known".
      return null;
    }
  }
}
