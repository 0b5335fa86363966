import { afterEach, expect, test } from 'vitest';
import { SteadyhandError } from '../protocol/errors.ts';
import { WorkerClient, workerEntry } from './worker-client.ts';

const SERVER = new URL('./worker-server.ts', import.meta.url).href;
/** A worker whose requests are handled by the given function body, with `payload` in scope. */
const worker = (body: string): WorkerClient => {
  client = new WorkerClient(
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { serve } from ${JSON.stringify(SERVER)};
        serve(async (payload, signal) => { ${body} });`)}`,
    ),
    'test worker',
  );
  return client;
};
let client: WorkerClient | null = null;
afterEach(() => client?.close());

test('answers come back to their requests', async () => {
  const w = worker('return payload * 2;');
  expect(await Promise.all([1, 2, 3].map((n) => w.request(n)))).toEqual([2, 4, 6]);
});

test('an error of the worker is an error of the request, and the worker lives on', async () => {
  const w = worker(`if (payload === 'bad') throw new TypeError('no such thing'); return 'fine';`);
  await expect(w.request('bad')).rejects.toThrow('no such thing');
  expect(await w.request('good')).toBe('fine');
});

test('an error a person can act on keeps its kind, code and remedy', async () => {
  const errors = new URL('../protocol/errors.ts', import.meta.url).href;
  const w = worker(
    `const { SteadyhandError } = await import(${JSON.stringify(errors)});
     throw new SteadyhandError('environment', 'model_missing', 'It is gone.', 'Put it back.');`,
  );
  const error = await w.request(0).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(SteadyhandError);
  expect(error).toMatchObject({ kind: 'environment', code: 'model_missing', remedy: 'Put it back.' });
});

test('a worker that crashes rejects what waits and what comes after', async () => {
  const w = worker(`if (payload === 'crash') process.exit(3); return new Promise(() => {});`);
  const waiting = w.request('crash');
  await expect(waiting).rejects.toMatchObject({ kind: 'environment', code: 'worker_crashed' });
  await expect(w.request('later')).rejects.toMatchObject({ code: 'worker_crashed' });
});

test('a worker that cannot start rejects instead of hanging', async () => {
  client = new WorkerClient(new URL('file:///does/not/exist.ts'), 'test worker');
  await expect(client.request(0)).rejects.toMatchObject({ code: 'worker_crashed' });
});

test('an aborted request rejects at once with the reason', async () => {
  const w = worker(`return payload === 'wait' ? new Promise((r) => setTimeout(r, 200)) : 'done';`);
  const abort = new AbortController();
  const waiting = w.request('wait', abort.signal);
  abort.abort(new Error('stopped by the person'));
  await expect(waiting).rejects.toThrow('stopped by the person');
  expect(await w.request('next')).toBe('done');
  await expect(w.request('next', abort.signal)).rejects.toThrow('stopped by the person');
});

test('the worker hears that a request was aborted', async () => {
  const w = worker(
    `if (payload === 'heard?') return globalThis.heard === true;
     signal.addEventListener('abort', () => { globalThis.heard = true; });
     return new Promise((r) => signal.addEventListener('abort', r));`,
  );
  const abort = new AbortController();
  const waiting = w.request('wait', abort.signal);
  // The worker has to have begun before it can be interrupted.
  setTimeout(() => abort.abort(new Error('enough')), 100);
  await expect(waiting).rejects.toThrow('enough');
  expect(await w.request('heard?')).toBe(true);
});

test('closing rejects what waits', async () => {
  const w = worker('return new Promise(() => {});');
  const waiting = w.request(0);
  const closed = expect(waiting).rejects.toThrow('closed');
  await w.close();
  await closed;
});

test('the entry has the extension of the module that asks', () => {
  expect(workerEntry('file:///a/b/perception.ts', 'reader-worker').href).toBe('file:///a/b/reader-worker.ts');
  expect(workerEntry('file:///a/dist/b/perception.js', 'reader-worker').href).toBe('file:///a/dist/b/reader-worker.js');
});
