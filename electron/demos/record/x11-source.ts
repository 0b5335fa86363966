/**
 * The input of an X server through its RECORD extension: every key, button and motion of every device, in order, with
 * position, held modifiers and time, also while another program grabs the keyboard.
 *
 * The server keeps what a slow reader has not read yet, so that a busy event loop delays events and loses none. The
 * events carry no sender; while a recording runs the display is locked, so none of them are our own.
 */
import { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { InputEvent, InputSource } from './input-source.ts';
import type { KeyRows } from './keyboard.ts';

/** Core event codes. */
const KEY_PRESS = 2;
const MOTION = 6;
const MAPPING_NOTIFY = 34;
const EVENT_BYTES = 32;
/** Categories of RECORD's data. */
const FROM_SERVER = 0;
const END_OF_DATA = 5;
const ENABLE_CONTEXT = 5;
const ALL_CLIENTS = 3;
/** Bytes before the recorded protocol in a reply, counted as the client library hands it on. */
const REPLY_HEAD = 24;

interface Record {
  readonly majorOpcode: number;
  CreateContext(context: number, header: number, clients: readonly number[], ranges: readonly object[]): void;
  DisableContext(context: number): void;
  FreeContext(context: number): void;
}
/** The parts of the client that a request with many replies needs. */
interface RawClient {
  seq_num: number;
  readonly replies: { [seq: number]: unknown[] };
  readonly pack_stream: { put(data: Buffer): void; submit(expectsReply?: boolean): void };
  on(name: 'event', listener: (event: { type: number }) => void): void;
  require(extension: 'record', done: (error: Error | null | undefined, record: Record) => void): void;
}
const raw = (x: XConnection): RawClient => x.client as unknown as RawClient;

export class X11InputSource implements InputSource {
  /** Asks and changes; the other connection only carries the recorded events. */
  readonly #control: XConnection;
  readonly #data: XConnection;
  readonly #record: Record;
  readonly #context: number;
  #rows: KeyRows;
  #closed = false;

  private constructor(control: XConnection, data: XConnection, record: Record, rows: KeyRows) {
    this.#control = control;
    this.#data = data;
    this.#record = record;
    this.#context = control.client.AllocID();
    this.#rows = rows;
    raw(control).on('event', ({ type }) => {
      if (type === MAPPING_NOTIFY) void this.#readRows();
    });
  }

  /** @throws SteadyhandError `no_display`, `cannot_record` */
  static async open(display: string | undefined): Promise<X11InputSource> {
    const control = await XConnection.open(display);
    let data: XConnection | null = null;
    try {
      data = await XConnection.open(display);
      const record = await new Promise<Record>((done, fail) => {
        raw(control).require('record', (error, extension) => {
          if (error) fail(cannotRecord(control.display));
          else done(extension);
        });
      });
      return new X11InputSource(control, data, record, await readRows(control));
    } catch (error) {
      await data?.close();
      await control.close();
      throw error;
    }
  }

  rows(): KeyRows {
    return this.#rows;
  }

  async start(listener: (event: InputEvent) => void, lost: (why: string) => void): Promise<void> {
    const range = { deviceEvents: { first: KEY_PRESS, last: MOTION } };
    this.#record.CreateContext(this.#context, 0, [ALL_CLIENTS], [range]);
    await this.#control.sync();
    const client = raw(this.#data);
    client.seq_num++;
    const request = Buffer.alloc(8);
    request.writeUInt8(this.#record.majorOpcode, 0);
    request.writeUInt8(ENABLE_CONTEXT, 1);
    request.writeUInt16LE(2, 2);
    request.writeUInt32LE(this.#context, 4);
    let begun: () => void = () => undefined;
    const first = new Promise<void>((done) => (begun = done));
    const entry: unknown[] = [
      (data: Buffer, category: number) => {
        // The library keeps what each reply gave; a recording may last for hours.
        entry[3] = [];
        begun();
        if (category === END_OF_DATA) return undefined;
        if (category === FROM_SERVER) for (const event of eventsIn(data.subarray(REPLY_HEAD))) listener(event);
        return true;
      },
      () => {
        if (!this.#closed) lost('the server ended the recording');
      },
      true,
    ];
    client.replies[client.seq_num] = entry;
    client.pack_stream.put(request);
    client.pack_stream.submit(true);
    this.#data.client.on('end', () => {
      if (!this.#closed) lost('the display went away');
    });
    await first;
  }

  async #readRows(): Promise<void> {
    try {
      this.#rows = await readRows(this.#control);
    } catch {
      // The display is going away; the end of the data says so.
    }
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    if (!this.#control.isLost) {
      this.#record.DisableContext(this.#context);
      this.#record.FreeContext(this.#context);
      await this.#control.sync().catch(() => undefined);
    }
    await this.#data.close();
    await this.#control.close();
  }
}

async function readRows(x: XConnection): Promise<KeyRows> {
  const count = x.maxKeycode - x.minKeycode + 1;
  const rows = await x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, count, done));
  return new Map(rows.map((row, i) => [x.minKeycode + i, row]));
}

/** Core events as they lie in RECORD's data, 32 bytes each. */
export function eventsIn(data: Buffer): InputEvent[] {
  const events: InputEvent[] = [];
  for (let i = 0; i + EVENT_BYTES <= data.length; i += EVENT_BYTES) {
    const type = data.readUInt8(i) & 0x7f;
    if (type < KEY_PRESS || type > MOTION) continue;
    events.push({
      kind: type <= 3 ? 'key' : type <= 5 ? 'button' : 'motion',
      down: type === 2 || type === 4,
      detail: type === MOTION ? 0 : data.readUInt8(i + 1),
      time: data.readUInt32LE(i + 4),
      x: data.readInt16LE(i + 20),
      y: data.readInt16LE(i + 22),
      state: data.readUInt16LE(i + 28),
    });
  }
  return events;
}

const cannotRecord = (display: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'cannot_record',
    `The display ${display} has no RECORD extension: what a person does there cannot be seen.`,
    'Start the X server with +extension RECORD; on Wayland there is no way to record yet.',
  );
