/**
 * One client: lets in what is a call it may make, answers it, and tells it what happens.
 *
 * Invariant: no handler runs before the message was checked, the role suffices and the client said hello; whatever a
 * handler answers is checked again before it leaves. A client that floods or sends rubbish is refused, and in the end
 * put out.
 */
import {
  BadMessage,
  EVENTS,
  faultOf,
  METHODS,
  parseCall,
  PROTOCOL_VERSION,
  type BodyOf,
  type Call,
  type MethodName,
  type ParamsOf,
  type RefusalBody,
  type ResultOf,
  type Role,
  type Topic,
  type Transport,
} from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Watching } from './live-view.ts';
import { refusalOf } from './refusals.ts';

/** What answers each method. */
export type Handlers = {
  readonly [M in MethodName]: (params: ParamsOf<M>, client: ClientSession) => Promise<ResultOf<M>> | ResultOf<M>;
};

export interface SessionParts {
  readonly transport: Transport;
  /** What it may become at most. */
  readonly grant: Role;
  readonly handlers: Handlers;
  readonly onClose: (client: ClientSession) => void;
  readonly bug: (error: unknown) => void;
  /** Milliseconds that only go forward. */
  readonly now: () => number;
}

/** A person clicks a few times a second; scrolling through a history asks for some dozens of pictures. */
const CALLS_A_SECOND = 200;
const BURST = 600;
/** Messages that are no calls, after which a client is put out: it is broken, or means no good. */
const MOST_BAD = 100;

export class ClientSession {
  readonly grant: Role;
  /** What it is called in notes; not trusted. */
  name = 'a client';
  role: Role = 'watch';
  live: Watching | null = null;
  readonly #parts: SessionParts;
  #greeted = false;
  #closed = false;
  #bad = 0;
  #tokens = BURST;
  #refilledAt: number;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    this.grant = parts.grant;
    this.#refilledAt = parts.now();
    parts.transport.onClose(() => this.#end());
    parts.transport.onMessage((message) => void this.#receive(message));
  }

  get isOpen(): boolean {
    return !this.#closed;
  }
  /** Said hello: events are told from then on. */
  get isGreeted(): boolean {
    return this.#greeted;
  }

  tell<T extends Topic>(topic: T, body: BodyOf<T>): void {
    if (this.#closed || !this.#greeted) return;
    const checked = EVENTS[topic].safeParse(body);
    if (checked.success) this.#send({ type: 'event', topic, body: checked.data });
    else this.#parts.bug(new Error(`the event ${topic} is wrong: ${faultOf(checked.error)}`));
  }

  greeted(name: string): void {
    this.#greeted = true;
    this.name = name;
  }

  close(why: string): void {
    if (this.#closed) return;
    this.#parts.transport.close(why);
    this.#end();
  }

  async #receive(message: unknown): Promise<void> {
    if (this.#closed) return;
    let call: Call;
    try {
      if (!this.#hasTurn()) throw new BadMessage('too_many', 'Too many messages at once.', idOf(message));
      call = parseCall(message);
    } catch (error) {
      this.#refuse(error instanceof BadMessage ? error.id : null, error);
      // Many calls at once are an eager page; they are refused, no more.
      const rubbish = !(error instanceof BadMessage) || error.code !== 'too_many';
      if (rubbish && ++this.#bad >= MOST_BAD) this.close('too many messages that are no calls');
      return;
    }
    try {
      const result = await this.#carryOut(call);
      this.#send({ type: 'answer', id: call.id, result });
    } catch (error) {
      this.#refuse(call.id, error);
    }
  }

  async #carryOut(call: Call): Promise<unknown> {
    this.#mayCall(call.method);
    const { handlers } = this.#parts;
    // The table pairs each method with its own parameters; TypeScript cannot follow the pairing.
    const handler = handlers[call.method] as (params: unknown, client: ClientSession) => unknown;
    const result: unknown = await handler(call.params, this);
    const checked = METHODS[call.method].result.safeParse(result);
    if (!checked.success) throw new Error(`the answer to ${call.method} is wrong: ${faultOf(checked.error)}`);
    return checked.data;
  }

  #mayCall(method: MethodName): void {
    if (!this.#greeted && method !== 'hello') {
      throw new SteadyhandError('usage', 'say_hello', `${method} came before hello.`, 'Call hello first.');
    }
    const { who } = METHODS[method];
    const suffices = who === 'watch' || this.role === 'control' || (who === 'answer' && this.role === 'answer');
    if (suffices) return;
    const remedy = this.grant === 'control' ? 'Take control first (control.take).' : 'Use the window that steers.';
    throw new SteadyhandError('blocked', 'not_in_control', 'Another window or page is in control.', remedy);
  }

  /** A bucket that fills steadily. */
  #hasTurn(): boolean {
    const now = this.#parts.now();
    this.#tokens = Math.min(BURST, this.#tokens + ((now - this.#refilledAt) / 1000) * CALLS_A_SECOND);
    this.#refilledAt = now;
    if (this.#tokens < 1) return false;
    this.#tokens--;
    return true;
  }

  #refuse(id: number | null, error: unknown): void {
    const body: RefusalBody = refusalOf(error, this.#parts.bug);
    this.#send({ type: 'refusal', id, error: body });
  }

  #send(message: unknown): void {
    if (this.#closed) return;
    try {
      this.#parts.transport.send(message);
    } catch (error) {
      // It went away at this very moment; that is no bug.
      this.#parts.transport.close('it cannot be reached');
      this.#end();
      if (!(error instanceof Error)) throw error;
    }
  }

  #end(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.live?.stop();
    this.live = null;
    this.#parts.onClose(this);
  }
}

function idOf(message: unknown): number | null {
  const id: unknown = message !== null && typeof message === 'object' && 'id' in message ? message.id : null;
  return typeof id === 'number' && Number.isSafeInteger(id) && id >= 0 ? id : null;
}

/** @throws SteadyhandError `protocol_version` */
export function checkVersion(version: number): void {
  if (version === PROTOCOL_VERSION) return;
  throw new SteadyhandError(
    'usage',
    'protocol_version',
    `The client speaks version ${version} of the protocol, the agent version ${PROTOCOL_VERSION}.`,
    'Reload the page, or restart the app after its update.',
  );
}
