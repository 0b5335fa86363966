/**
 * The clipboard of an X server (ICCCM 2.0, section 2): reading every format of it, and serving formats as its owner.
 *
 * X keeps no clipboard: whoever copied serves the formats for as long as it lives. So the formats of another program can
 * be read and served again by us, but not handed back to it.
 */
import type { SelectionEvent } from 'x11';
import type { XConnection } from '../../capture/x11/connection.ts';

/** One format: `image/png` with its bytes. */
export interface Format {
  readonly target: string;
  /** Type of the property that carries it, usually the same. */
  readonly type: string;
  readonly bits: 8 | 16 | 32;
  readonly data: Buffer;
}

const TEXT_TARGETS = ['UTF8_STRING', 'text/plain;charset=utf-8', 'text/plain', 'STRING', 'TEXT'] as const;
/** A text as programs ask for it. */
export const textFormats = (text: string): Format[] => {
  const data = Buffer.from(text, 'utf8');
  return TEXT_TARGETS.map((target) => ({ target, type: target === 'TEXT' ? 'UTF8_STRING' : target, bits: 8, data }));
};

const CLIPBOARD = 'CLIPBOARD';
/** What a program answers about its formats, and commands: no formats themselves. */
const NOT_FORMATS: ReadonlySet<string> = new Set([
  ...['TARGETS', 'TIMESTAMP', 'MULTIPLE', 'SAVE_TARGETS', 'DELETE', 'INSERT_SELECTION', 'INSERT_PROPERTY'],
]);
const PROPERTY = '_STEADYHAND_CLIPBOARD';
const ANSWER_MS = 2000;
/** More than this is not read: then the clipboard is left alone. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Properties longer than this go in parts (INCR); every server takes this much in one request. */
const PART_BYTES = 128 * 1024;
const [PROPERTY_NOTIFY, SELECTION_CLEAR, SELECTION_REQUEST, SELECTION_NOTIFY] = [28, 29, 30, 31];
const NEW_VALUE = 0;
const DELETED = 1;
const REPLACE = 0;
const NONE = 0;
const ATOM = 4;
const INTEGER = 19;
const INPUT_ONLY = 2;
const PROPERTY_CHANGE = 0x400000;
const ANY_TYPE = 0;
/** In 4-byte units. */
const LONGEST = MOST_BYTES / 4;

export class Selection {
  readonly #x: XConnection;
  readonly #window: number;
  readonly #listeners = new Set<(e: SelectionEvent) => void>();

  private constructor(x: XConnection, window: number) {
    this.#x = x;
    this.#window = window;
    x.client.on('event', (e: SelectionEvent) => {
      for (const listener of this.#listeners) listener(e);
    });
  }

  /** Makes the window that owns and asks; it is never shown. */
  static async open(x: XConnection): Promise<Selection> {
    const window = x.client.AllocID();
    x.client.CreateWindow(window, x.root, -1, -1, 1, 1, 0, 0, INPUT_ONLY, 0, { eventMask: PROPERTY_CHANGE });
    await x.sync();
    return new Selection(x, window);
  }

  get window(): number {
    return this.#window;
  }

  /** The window that owns the clipboard; 0 when nobody does. */
  async owner(): Promise<number> {
    const clipboard = await this.#x.atom(CLIPBOARD);
    return this.#x.request<number>((c, done) => c.GetSelectionOwner(clipboard, done));
  }

  /** Every format of the clipboard; null when one of them cannot be had, and so could not be served again. */
  async readAll(): Promise<Format[] | null> {
    const targets = await this.#read('TARGETS');
    if (!targets) return null;
    const formats: Format[] = [];
    let bytes = 0;
    for (let i = 0; i + 4 <= targets.data.length; i += 4) {
      const target = await this.#x.atomName(targets.data.readUInt32LE(i));
      if (target === '' || NOT_FORMATS.has(target)) continue;
      const format = await this.#read(target);
      bytes += format?.data.length ?? 0;
      // A program may offer what it cannot give; nobody would get that from it either.
      if (bytes > MOST_BYTES) return null;
      if (format) formats.push(format);
    }
    return formats.length > 0 ? formats : null;
  }

  /** The text in the clipboard, in the fullest form that its owner gives; null when there is none. */
  async readText(): Promise<string | null> {
    if ((await this.owner()) === 0) return null;
    for (const target of ['UTF8_STRING', 'text/plain;charset=utf-8', 'STRING']) {
      const format = await this.#read(target);
      // STRING is Latin-1 by the convention.
      if (format) return format.data.toString(format.type === 'STRING' ? 'latin1' : 'utf8');
    }
    return null;
  }

  /**
   * Becomes the owner and serves these formats until somebody else copies, or `release`.
   * @param asked called each time somebody has been given a format
   * @returns how to stop, and a promise of the end
   */
  async serve(formats: readonly Format[], asked: (target: string) => void): Promise<Served> {
    const clipboard = await this.#x.atom(CLIPBOARD);
    const byAtom = new Map<number, Format>();
    for (const format of formats) byAtom.set(await this.#x.atom(format.target), format);
    const own = await Promise.all(['TARGETS', 'TIMESTAMP', 'INCR'].map((name) => this.#x.atom(name)));
    const [targets = 0, timestamp = 0, incr = 0] = own;
    for (const { type } of formats) await this.#x.atom(type);
    let lost = (): void => undefined;
    const ended = new Promise<void>((done) => (lost = done));
    const parts = new Map<string, Buffer[]>();
    const give = async (e: SelectionEvent): Promise<void> => {
      const { requestor = 0, target = 0, selection = 0, time = 0 } = e;
      const property = e.property === undefined || e.property === NONE ? target : e.property;
      const format = byAtom.get(target);
      const put = (type: number, bits: 8 | 16 | 32, data: Buffer): void =>
        this.#x.client.ChangeProperty(REPLACE, requestor, property, type, bits, data);
      if (target === targets) put(ATOM, 32, words([targets, timestamp, ...byAtom.keys()]));
      else if (target === timestamp) put(INTEGER, 32, words([0]));
      else if (format && format.data.length > PART_BYTES) {
        this.#x.client.ChangeWindowAttributes(requestor, { eventMask: PROPERTY_CHANGE });
        parts.set(`${requestor} ${property}`, [...split(format.data), Buffer.alloc(0)]);
        put(incr, 32, words([format.data.length]));
      } else if (format) put(await this.#x.atom(format.type), format.bits, format.data);
      const refused = !format && target !== targets && target !== timestamp;
      const answer = { type: SELECTION_NOTIFY, name: 'SelectionNotify', seq: 0, time, requestor, selection, target };
      this.#x.client.SendEvent(requestor, false, 0, { ...answer, property: refused ? NONE : property });
      await this.#x.sync();
      if (format) asked(format.target);
    };
    const more = (e: SelectionEvent): void => {
      const key = `${e.wid ?? 0} ${e.atom ?? 0}`;
      const next = parts.get(key)?.shift();
      if (!next) return;
      if (next.length === 0) parts.delete(key);
      this.#x.client.ChangeProperty(REPLACE, e.wid ?? 0, e.atom ?? 0, ANY_8, 8, next);
    };
    const stop = this.#listen((e) => {
      if (e.type === SELECTION_REQUEST && e.owner === this.#window && e.selection === clipboard) {
        give(e).catch(() => undefined);
      } else if (e.type === SELECTION_CLEAR && e.owner === this.#window && e.selection === clipboard) lost();
      else if (e.type === PROPERTY_NOTIFY && e.state === DELETED) more(e);
    });
    this.#x.client.SetSelectionOwner(this.#window, clipboard, 0);
    await this.#x.sync();
    return {
      ended,
      stop,
      release: async () => {
        if ((await this.owner()) === this.#window) this.#x.client.SetSelectionOwner(NONE, clipboard, 0);
        await this.#x.sync();
        stop();
      },
    };
  }

  async #read(target: string): Promise<Format | null> {
    const [clipboard, wanted, property, incr] = await Promise.all(
      [CLIPBOARD, target, PROPERTY, 'INCR'].map((name) => this.#x.atom(name)),
    );
    if (clipboard === undefined || wanted === undefined || property === undefined) return null;
    const notified = this.#next((e) => e.type === SELECTION_NOTIFY && e.target === wanted);
    this.#x.client.ConvertSelection(this.#window, clipboard, wanted, property, 0);
    const answer = await notified;
    if (!answer || answer.property === NONE) return null;
    const arrives = (): Promise<SelectionEvent | null> =>
      this.#next((e) => e.type === PROPERTY_NOTIFY && e.atom === property && e.state === NEW_VALUE);
    let next = arrives();
    const first = await this.#take(property);
    if (!first) return null;
    if (first.type !== incr) return this.#format(target, first);
    const data: Buffer[] = [];
    for (let total = 0; total <= MOST_BYTES;) {
      if (!(await next)) return null;
      next = arrives();
      const part = await this.#take(property);
      if (!part) return null;
      if (part.data.length === 0) return this.#format(target, { ...part, data: Buffer.concat(data) });
      data.push(part.data);
      total += part.data.length;
    }
    return null;
  }

  async #format(target: string, { type, bits, data }: Taken): Promise<Format> {
    return { target, type: await this.#x.atomName(type), bits, data };
  }

  async #take(property: number): Promise<Taken | null> {
    const reply = await this.#x.attempt<{ type: number; data: Buffer; format?: number }>((c, done) =>
      c.GetProperty(1, this.#window, property, ANY_TYPE, 0, LONGEST, done),
    );
    if (!reply || reply.type === NONE) return null;
    const bits = reply.format === 16 || reply.format === 32 ? reply.format : reply.type === ATOM ? 32 : 8;
    return { type: reply.type, bits, data: Buffer.from(reply.data) };
  }

  #listen(listener: (e: SelectionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The next event like this; null when none comes in time. */
  #next(wanted: (e: SelectionEvent) => boolean): Promise<SelectionEvent | null> {
    return new Promise((done) => {
      const end = (e: SelectionEvent | null): void => {
        clearTimeout(timer);
        stop();
        done(e);
      };
      const timer = setTimeout(() => end(null), ANSWER_MS);
      const stop = this.#listen((e) => {
        if (wanted(e)) end(e);
      });
    });
  }
}

/** STRING: what the parts of a long format are marked as; who asked knows what it asked for. */
const ANY_8 = 31;

interface Taken {
  readonly type: number;
  readonly bits: 8 | 16 | 32;
  readonly data: Buffer;
}

export interface Served {
  /** Somebody else has copied something. */
  readonly ended: Promise<void>;
  /** Stops answering. */
  stop(): void;
  /** Leaves the clipboard empty, if it is still ours. */
  release(): Promise<void>;
}

const words = (numbers: readonly number[]): Buffer => {
  const data = Buffer.alloc(numbers.length * 4);
  numbers.forEach((n, i) => data.writeUInt32LE(n >>> 0, i * 4));
  return data;
};

const split = (data: Buffer): Buffer[] =>
  Array.from({ length: Math.ceil(data.length / PART_BYTES) }, (_, i) =>
    data.subarray(i * PART_BYTES, (i + 1) * PART_BYTES),
  );
