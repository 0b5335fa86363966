/**
 * A worker thread that answers requests: the side that answers. One request at a time, in the order they came.
 *
 * Errors cross the thread as values, because the class of an error does not survive the copy.
 */
import { parentPort } from 'node:worker_threads';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Answer, ErrorValue, Request } from './worker-client.ts';

/**
 * Serves requests of the thread that started this one, until it ends. Call once, at the end of a worker's entry. `handle`
 * gets a signal that fires when the asker gave up; it is heard between awaits.
 */
export function serve(handle: (payload: unknown, signal: AbortSignal) => Promise<unknown>): void {
  const port = parentPort;
  if (!port) throw new Error('serve() is for worker threads');
  const open = new Map<number, AbortController>();
  let last: Promise<void> = Promise.resolve();
  const answer = async (id: number, payload: unknown, signal: AbortSignal): Promise<void> => {
    let message: Answer;
    try {
      signal.throwIfAborted();
      message = { id, ok: true, value: await handle(payload, signal) };
    } catch (e) {
      message = { id, ok: false, error: errorValue(e) };
    }
    open.delete(id);
    port.postMessage(message);
  };
  port.on('message', (request: Request) => {
    if ('abort' in request) {
      open.get(request.id)?.abort();
      return;
    }
    const controller = new AbortController();
    open.set(request.id, controller);
    last = last.then(() => answer(request.id, request.payload, controller.signal));
  });
}

const errorValue = (e: unknown): ErrorValue => ({
  message: messageOf(e),
  stack: e instanceof Error ? e.stack : undefined,
  known: e instanceof SteadyhandError ? { kind: e.kind, code: e.code, remedy: e.remedy } : null,
});
