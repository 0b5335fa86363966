/**
 * A worker thread that answers requests: the side that asks.
 *
 * Invariant: every request settles. A worker that throws, exits or is closed rejects what was waiting, with a remedy;
 * nothing hangs on a dead thread. A request that was aborted rejects at once; the worker is told, and a late answer is
 * dropped.
 */
import { Worker, type Transferable } from 'node:worker_threads';
import { SteadyhandError, type ErrorKind } from '../protocol/errors.ts';
import { tellEnded } from './loaded.ts';

/** What goes over the port; see `worker-server.ts`. */
export type Request =
  | { readonly id: number; readonly payload: unknown }
  /** The asker no longer wants the answer to an earlier request. */
  | { readonly id: number; readonly abort: true };
export interface ErrorValue {
  readonly message: string;
  readonly stack: string | undefined;
  /** Present for errors a person can act on. */
  readonly known: { readonly kind: ErrorKind; readonly code: string; readonly remedy: string } | null;
}
export type Answer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorValue };

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * The URL of a worker's entry beside the importing module. The extension follows the importer's, so it is `.ts` when
 * Node runs the sources and `.js` in a build.
 * @param importer the importer's `import.meta.url`
 * @param name the entry's file name without extension
 */
export const workerEntry = (importer: string, name: string): URL =>
  new URL(`./${name}${/\.[jt]s$/.exec(new URL(importer).pathname)?.[0] ?? '.js'}`, importer);

export class WorkerClient {
  readonly #worker: Worker;
  readonly #name: string;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #dead: Error | null = null;

  /**
   * @param entry see `workerEntry`
   * @param name for error messages and thread lists, for example `text reader`
   */
  constructor(entry: URL, name: string, workerData?: unknown) {
    this.#name = name;
    this.#worker = new Worker(entry, { name, workerData });
    // An idle worker must not keep the program from ending; a request in flight holds it through `ref`.
    this.#worker.unref();
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (e) =>
      this.#die(this.#crashed(`failed: ${e instanceof Error ? e.message : String(e)}`, e)),
    );
    // Gone from the worker by the time it has ended.
    const { threadId } = this.#worker;
    this.#worker.on('exit', (code) => {
      tellEnded(threadId);
      this.#die(this.#crashed(`ended unexpectedly (code ${code})`));
    });
  }

  /** Sends a request and waits for its answer. Rejects with what the worker threw, or the signal's reason. */
  async request(payload: unknown, signal?: AbortSignal, transfer: readonly Transferable[] = []): Promise<unknown> {
    signal?.throwIfAborted();
    if (this.#dead) throw this.#dead;
    const id = this.#nextId++;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const onAbort = (): void => {
      this.#forget(id);
      this.#worker.postMessage({ id, abort: true } satisfies Request);
      reject(signal?.reason);
    };
    this.#waiting.set(id, { resolve, reject });
    this.#worker.ref();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      this.#worker.postMessage({ id, payload } satisfies Request, transfer);
      return await promise;
    } finally {
      signal?.removeEventListener('abort', onAbort);
      this.#forget(id);
    }
  }

  /** Ends the thread; what was still waiting rejects. Safe to call twice. */
  async close(): Promise<void> {
    this.#die(new Error(`The ${this.#name} was closed.`));
    await this.#worker.terminate();
  }

  #forget(id: number): void {
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id);
    if (!waiting) return;
    if (answer.ok) waiting.resolve(answer.value);
    else waiting.reject(revive(answer.error));
  }

  #crashed(how: string, cause?: unknown): SteadyhandError {
    return new SteadyhandError(
      'environment',
      'worker_crashed',
      `The ${this.#name} ${how}.`,
      'Try again; if it happens again, run `steadyhand doctor`.',
      cause,
    );
  }

  #die(error: Error): void {
    this.#dead ??= error;
    for (const waiting of this.#waiting.values()) waiting.reject(this.#dead);
    this.#waiting.clear();
  }
}

function revive(error: ErrorValue): Error {
  if (error.known) return new SteadyhandError(error.known.kind, error.known.code, error.message, error.known.remedy);
  const plain = new Error(error.message);
  if (error.stack !== undefined) plain.stack = error.stack;
  return plain;
}
