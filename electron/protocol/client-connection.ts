/** The client's end: calls by name, events by topic, both checked. Runs in a browser, in the shell and in tests. */
import { EVENTS, type BodyOf, type Topic } from './client-events.ts';
import { BadMessage, faultOf, makeCall, parseHostMessage, type RefusalBody } from './client-messages.ts';
import { METHODS, type MethodName, type ParamsIn, type ResultOf } from './client-methods.ts';
import type { Transport } from './client-transport.ts';

/** The host said no. `message` and `remedy` are for the person. */
export class Refusal extends Error {
  readonly kind: RefusalBody['kind'];
  readonly code: string;
  readonly remedy: string;
  constructor({ kind, code, message, remedy }: RefusalBody) {
    super(message);
    this.name = 'Refusal';
    this.kind = kind;
    this.code = code;
    this.remedy = remedy;
  }
}

const gone = (why: string): Refusal =>
  new Refusal({
    kind: 'environment',
    code: 'host_gone',
    message: `The connection to the agent is closed (${why}).`,
    remedy: 'It is tried again by itself; what was done is on record.',
  });

interface Pending {
  readonly method: MethodName;
  readonly done: (result: unknown) => void;
  readonly fail: (error: unknown) => void;
}

export class HostConnection {
  readonly #transport: Transport;
  readonly #pending = new Map<number, Pending>();
  readonly #listeners = new Map<Topic, Set<(body: never) => void>>();
  readonly #closeListeners = new Set<(why: string) => void>();
  readonly #onFault: (why: string) => void;
  #next = 0;
  #why: string | null = null;

  /** @param onFault told of a message that could not be used; it is dropped */
  constructor(transport: Transport, onFault: (why: string) => void = () => undefined) {
    this.#transport = transport;
    this.#onFault = onFault;
    transport.onClose((why) => this.#closed(why));
    transport.onMessage((message) => this.#receive(message));
  }

  /** @throws Refusal what the host says, or `host_gone`; BadMessage when the call itself is wrong */
  call<M extends MethodName>(method: M, params: ParamsIn<M>): Promise<ResultOf<M>> {
    return new Promise((resolve, reject) => {
      if (this.#why !== null) throw gone(this.#why);
      const id = this.#next++;
      const call = makeCall(id, method, params);
      this.#pending.set(id, { method, done: resolve as (result: unknown) => void, fail: reject });
      this.#transport.send(call);
    });
  }

  /** Answers how to stop listening. */
  on<T extends Topic>(topic: T, listener: (body: BodyOf<T>) => void): () => void {
    const set = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** Told once, at once when it is closed already. */
  onClose(listener: (why: string) => void): void {
    if (this.#why === null) this.#closeListeners.add(listener);
    else listener(this.#why);
  }

  close(): void {
    this.#transport.close('closed by the client');
    this.#closed('closed here');
  }

  #receive(raw: unknown): void {
    let message;
    try {
      message = parseHostMessage(raw);
    } catch (error) {
      this.#onFault(error instanceof Error ? error.message : String(error));
      return;
    }
    if (message.type === 'event') {
      for (const listener of this.#listeners.get(message.topic) ?? []) listener(message.body as never);
      return;
    }
    if (message.id === null) {
      this.#onFault(message.type === 'refusal' ? message.error.message : 'an answer to nothing');
      return;
    }
    const pending = this.#pending.get(message.id);
    if (!pending) return;
    this.#pending.delete(message.id);
    if (message.type === 'refusal') pending.fail(new Refusal(message.error));
    else this.#settle(pending, message.result);
  }

  #settle({ method, done, fail }: Pending, result: unknown): void {
    const checked = METHODS[method].result.safeParse(result);
    if (checked.success) done(checked.data);
    else fail(new BadMessage('bad_message', `The host's answer to ${method} is wrong: ${faultOf(checked.error)}.`));
  }

  #closed(why: string): void {
    if (this.#why !== null) return;
    this.#why = why;
    for (const { fail } of this.#pending.values()) fail(gone(why));
    this.#pending.clear();
    for (const listener of this.#closeListeners) listener(why);
    this.#closeListeners.clear();
  }
}

/** All topics, for clients that want everything. */
export const TOPICS = Object.keys(EVENTS) as Topic[];
