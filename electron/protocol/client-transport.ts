/**
 * How messages travel: over a MessagePort or in-process as they are, over a WebSocket as JSON, with bytes beside it.
 *
 * On a WebSocket a message without bytes is a text of JSON. One with bytes is binary: the length of the JSON (4 bytes,
 * big-endian), the JSON, then the bytes; in the JSON `{"$bytes":[offset,length]}` stands for a piece of them.
 */
import { BadMessage } from './client-messages.ts';

/** One connection. Messages arrive in order or the connection closes. */
export interface Transport {
  send(message: unknown): void;
  /** Replaces the listener there was. What arrives before there is one is kept. */
  onMessage(listener: (message: unknown) => void): void;
  onClose(listener: (why: string) => void): void;
  close(why?: string): void;
  /** Bytes that were sent and are not on their way yet; 0 where that is not known. */
  readonly backlog: number;
}

const MARK = '$bytes';

const isBytes = (v: unknown): v is Uint8Array =>
  ArrayBuffer.isView(v) && Object.prototype.toString.call(v) === '[object Uint8Array]';

/** A text, or bytes where the message holds any. */
export function encodeWire(message: unknown): string | Uint8Array<ArrayBuffer> {
  const pieces: Uint8Array[] = [];
  let at = 0;
  const take = (value: unknown): unknown => {
    if (isBytes(value)) {
      const mark = { [MARK]: [at, value.byteLength] };
      pieces.push(value);
      at += value.byteLength;
      return mark;
    }
    if (Array.isArray(value)) return value.map(take);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, take(v)]));
  };
  const json = JSON.stringify(take(message));
  if (pieces.length === 0) return json;
  const head = new TextEncoder().encode(json);
  const out = new Uint8Array(4 + head.byteLength + at);
  new DataView(out.buffer).setUint32(0, head.byteLength);
  out.set(head, 4);
  let offset = 4 + head.byteLength;
  for (const piece of pieces) {
    out.set(piece, offset);
    offset += piece.byteLength;
  }
  return out;
}

/** Reads what `encodeWire` wrote. @throws BadMessage `bad_wire` */
export function decodeWire(data: string | Uint8Array<ArrayBuffer>): unknown {
  if (typeof data === 'string') return parseJson(data);
  if (data.byteLength < 4) throw new BadMessage('bad_wire', 'The message is cut off.');
  const length = new DataView(data.buffer, data.byteOffset, data.byteLength).getUint32(0);
  if (4 + length > data.byteLength) throw new BadMessage('bad_wire', 'The message is cut off.');
  const bytes = data.subarray(4 + length);
  const put = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(put);
    if (value === null || typeof value !== 'object') return value;
    if (MARK in value) return piece(value[MARK], bytes);
    return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, put(v)]));
  };
  return put(parseJson(new TextDecoder().decode(data.subarray(4, 4 + length))));
}

function piece(place: unknown, bytes: Uint8Array): Uint8Array {
  const [from, length] = Array.isArray(place) ? (place as unknown[]) : [];
  const sound =
    Number.isInteger(from) && Number.isInteger(length) && typeof from === 'number' && typeof length === 'number';
  if (!sound || from < 0 || length < 0 || from + length > bytes.byteLength) {
    throw new BadMessage('bad_wire', 'The message names bytes it does not hold.');
  }
  return bytes.slice(from, from + length);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new BadMessage('bad_wire', 'The message is not JSON.');
  }
}

/** What is needed of a browser's WebSocket. */
export interface SocketLike {
  binaryType: string;
  readonly bufferedAmount: number;
  send(data: string | Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { reason: string; code: number }) => void): void;
}

/** A WebSocket that is open. */
export function socketTransport(socket: SocketLike): Transport {
  socket.binaryType = 'arraybuffer';
  const inbox = new Inbox();
  socket.addEventListener('message', ({ data }) => {
    try {
      const bytes = data instanceof ArrayBuffer ? new Uint8Array(data) : data;
      if (typeof bytes !== 'string' && !isBytes(bytes)) throw new BadMessage('bad_wire', 'neither text nor bytes');
      inbox.put(decodeWire(bytes as string | Uint8Array<ArrayBuffer>));
    } catch {
      socket.close(1002, 'unreadable message');
    }
  });
  socket.addEventListener('close', ({ reason, code }) => inbox.close(reason || `the connection closed (${code})`));
  return {
    send: (message) => socket.send(encodeWire(message)),
    onMessage: (listener) => inbox.onMessage(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: (why) => socket.close(1000, why?.slice(0, 100)),
    get backlog() {
      return socket.bufferedAmount;
    },
  };
}

/** What is needed of a MessagePort, of a browser or of Node. */
export interface PortLike {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void;
  start?(): void;
  close(): void;
}

/** `onGone` tells when the other end is gone, which a MessagePort itself does not always. */
export function portTransport(port: PortLike, onGone?: (listener: () => void) => void): Transport {
  const inbox = new Inbox();
  port.addEventListener('message', ({ data }) => inbox.put(data));
  onGone?.(() => inbox.close('the other side is gone'));
  port.start?.();
  return {
    send: (message) => port.postMessage(message),
    onMessage: (listener) => inbox.onMessage(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: () => {
      port.close();
      inbox.close('closed here');
    },
    backlog: 0,
  };
}

/** Two ends in one process. Messages are copied, as they are on every other way, and arrive later, never at once. */
export function transportPair(): [Transport, Transport] {
  const [a, b] = [new Inbox(), new Inbox()];
  const end = (mine: Inbox, theirs: Inbox): Transport => ({
    send: (message) => {
      const copy: unknown = structuredClone(message);
      queueMicrotask(() => theirs.put(copy));
    },
    onMessage: (listener) => mine.onMessage(listener),
    onClose: (listener) => mine.onClose(listener),
    close: (why = 'closed') => {
      mine.close(why);
      theirs.close(why);
    },
    backlog: 0,
  });
  return [end(a, b), end(b, a)];
}

/** Keeps what arrives until somebody listens, and the end of it. */
export class Inbox {
  #listener: ((message: unknown) => void) | null = null;
  #closed: ((why: string) => void) | null = null;
  #waiting: unknown[] = [];
  #why: string | null = null;

  put(message: unknown): void {
    if (this.#why !== null) return;
    if (this.#listener) this.#listener(message);
    else this.#waiting.push(message);
  }

  close(why: string): void {
    if (this.#why !== null) return;
    this.#why = why;
    this.#closed?.(why);
  }

  onMessage(listener: (message: unknown) => void): void {
    this.#listener = listener;
    for (const message of this.#waiting.splice(0)) listener(message);
  }

  onClose(listener: (why: string) => void): void {
    this.#closed = listener;
    if (this.#why !== null) listener(this.#why);
  }
}
