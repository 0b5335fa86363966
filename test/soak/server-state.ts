/**
 * What input may leave behind on an X server: keys and buttons that are down, a changed keyboard, notes.
 *
 * Asked over a connection of its own, so that nothing the driver believes can hide what is so.
 */
import type { EventEmitter } from 'node:events';
import type { XConnection } from '../../electron/capture/x11/connection.ts';

interface RawClient extends EventEmitter {
  seq_num: number;
  readonly pack_stream: { put(data: Buffer): void; submit(now: boolean): void };
  readonly replies: Record<number, readonly [(data: Buffer) => unknown, (error: unknown, value: Buffer) => void]>;
  QueryExtension(name: string, done: (error: unknown, value: { readonly majorOpcode: number }) => void): void;
  ListProperties(window: number, done: (error: unknown, value: readonly number[]) => void): void;
  require(name: 'xinput', done: (error: unknown, value: XInput) => void): void;
}
interface XInput {
  readonly AllDevices: number;
  XIQueryDevice(device: number, done: (error: unknown, value: readonly Device[]) => void): void;
}
interface Device {
  readonly deviceId: number;
  readonly name: string;
}

const ask = <T>(send: (done: (error: unknown, value: T) => void) => void): Promise<T> =>
  new Promise((resolve, reject) => {
    send((error, value) => {
      if (error) reject(error instanceof Error ? error : new Error('the display refused a request'));
      else resolve(value);
    });
  });

/** XInput 1: state of keys and buttons of one device. */
const QUERY_DEVICE_STATE = 30;
const KEY_CLASS = 0;
const BUTTON_CLASS = 1;
const CLASS_BITS_AT = 4;

const bitsOf = (data: Buffer): number[] =>
  [...data].flatMap((byte, i) => [0, 1, 2, 3, 4, 5, 6, 7].filter((b) => (byte >> b) & 1).map((b) => i * 8 + b));

/** Row by row, without what is empty at the end: the server may widen the table and narrows it never. */
const rowsOf = (table: readonly (readonly number[])[]): string[] =>
  table.map((row) => row.slice(0, row.findLastIndex((keysym) => keysym !== 0) + 1).join(' '));

export class ServerState {
  readonly #x: XConnection;
  readonly #majorOpcode: number;
  readonly #testDevices: readonly Device[];

  private constructor(x: XConnection, majorOpcode: number, devices: readonly Device[]) {
    this.#x = x;
    this.#majorOpcode = majorOpcode;
    this.#testDevices = devices;
  }

  static async open(x: XConnection): Promise<ServerState> {
    const client = x.client as unknown as RawClient;
    const { majorOpcode } = await ask<{ readonly majorOpcode: number }>((done) =>
      client.QueryExtension('XInputExtension', done),
    );
    const xinput = await ask<XInput>((done) => client.require('xinput', done));
    const all = await ask<readonly Device[]>((done) => xinput.XIQueryDevice(xinput.AllDevices, done));
    return new ServerState(
      x,
      majorOpcode,
      all.filter((d) => d.name.includes('XTEST')),
    );
  }

  /** Keys and buttons that are down, in words; empty when nothing is. */
  async down(): Promise<string[]> {
    const x = this.#x;
    const [keys, pointer, ...devices] = await Promise.all([
      x.request<Buffer>((c, done) => c.QueryKeymap(done)),
      x.request<{ keyMask: number }>((c, done) => c.QueryPointer(x.root, done)),
      ...this.#testDevices.map(async (d) => ({ name: d.name, ...(await this.#deviceState(d.deviceId)) })),
    ]);
    // node-x11 gives the reply without its first eight bytes.
    const found = bitsOf(keys.subarray(0, 32)).map((k) => `key ${k}`);
    for (let b = 1; b <= 5; b++) if ((pointer.keyMask >> (7 + b)) & 1) found.push(`button ${b}`);
    for (const d of devices) {
      found.push(...d.keys.map((k) => `key ${k} of ${d.name}`), ...d.buttons.map((b) => `button ${b} of ${d.name}`));
    }
    return found;
  }

  async #deviceState(id: number): Promise<{ keys: number[]; buttons: number[] }> {
    const client = this.#x.client as unknown as RawClient;
    const reply = await ask<Buffer>((done) => {
      client.seq_num++;
      const request = Buffer.alloc(8);
      request.writeUInt8(this.#majorOpcode, 0);
      request.writeUInt8(QUERY_DEVICE_STATE, 1);
      request.writeUInt16LE(2, 2);
      request.writeUInt8(id, 4);
      client.replies[client.seq_num] = [(data) => data, done];
      client.pack_stream.put(request);
      client.pack_stream.submit(true);
    });
    const state: { keys: number[]; buttons: number[] } = { keys: [], buttons: [] };
    const classes = reply.readUInt8(0);
    let at = 24;
    for (let i = 0; i < classes; i++) {
      const [kind, length] = [reply.readUInt8(at), reply.readUInt8(at + 1)];
      const bits = reply.subarray(at + CLASS_BITS_AT, at + CLASS_BITS_AT + 32);
      if (kind === KEY_CLASS) state.keys = bitsOf(bits);
      if (kind === BUTTON_CLASS) state.buttons = bitsOf(bits);
      at += length;
    }
    return state;
  }

  /** The keyboard mapping, a row a key. */
  async mapping(): Promise<readonly string[]> {
    const { minKeycode, maxKeycode } = this.#x;
    return rowsOf(
      await this.#x.request<number[][]>((c, done) =>
        c.GetKeyboardMapping(minKeycode, maxKeycode - minKeycode + 1, done),
      ),
    );
  }

  /** Keys whose row is another, in words. */
  differences(before: readonly string[], now: readonly string[]): string[] {
    return before.flatMap((row, i) =>
      row === now[i] ? [] : [`key ${this.#x.minKeycode + i} has [${now[i] ?? ''}], had [${row}]`],
    );
  }

  /** Notes of ours on the root window. */
  async notes(): Promise<string[]> {
    const client = this.#x.client as unknown as RawClient;
    const atoms = await ask<readonly number[]>((done) => client.ListProperties(this.#x.root, done));
    const names = await Promise.all(atoms.map((a) => this.#x.atomName(a)));
    return names.filter((n) => n.startsWith('_STEADYHAND'));
  }
}
