/**
 * A worker thread that answers requests: the side that answers. One request at a time, in the order they came.
 *
 * Errors cross the thread as values, because the class of an error does not survive the copy.
 */
import { parentPort } from 'node:worker_threads';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Answer, ErrorValue, Request } from './worker-client.ts';

/** Serves requests of the thread that started this one, until it ends. Call once, at the end of a worker's entry. */
export function serve(handle: (payload: unknown) => Promise<unknown>): void {
  const port = parentPort;
  if (!port) throw new Error('serve() is for worker threads');
  let last: Promise<void> = Promise.resolve();
  const answer = async ({ id, payload }: Request): Promise<void> => {
    let message: Answer;
    try {
      message = { id, ok: true, value: await handle(payload) };
    } catch (e) {
      message = { id, ok: false, error: errorValue(e) };
    }
    port.postMessage(message);
  };
  port.on('message', (request: Request) => {
    last = last.then(() => answer(request));
  });
}

const errorValue = (e: unknown): ErrorValue => ({
  message: messageOf(e),
  stack: e instanceof Error ? e.stack : undefined,
  known: e instanceof SteadyhandError ? { kind: e.kind, code: e.code, remedy: e.remedy } : null,
});
