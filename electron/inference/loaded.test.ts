/** What a thread tells of the models it opens, heard on the main thread; over a real worker and a real model. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LoadedModels } from './loaded.ts';
import { ModelRegistry } from './registry.ts';
import { WorkerClient } from './worker-client.ts';

const here = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
let loaded: LoadedModels;
let worker: WorkerClient;

beforeEach(async () => {
  loaded = new LoadedModels();
  const path = await (await ModelRegistry.open()).path('icon-text');
  worker = new WorkerClient(
    new URL(
      `data:text/javascript,${encodeURIComponent(`
        import { serve } from ${here('./worker-server.ts')};
        import { openGraph } from ${here('./session.ts')};
        let model;
        serve(async (payload) => {
          if (payload === 'open') model = await openGraph(${JSON.stringify(path)}, { threads: 1 });
          if (payload === 'run') await model.run({ sentence: { data: new Float32Array(384), dims: [1, 384] } });
          if (payload === 'release') await model.release();
          return null;
        });`)}`,
    ),
    'test worker',
  );
});
afterEach(async () => {
  await worker.close();
  loaded.close();
});

test('a model that was opened is told with its file, its provider and its size, and its runs as they come', async () => {
  expect(loaded.list()).toEqual([]);
  await worker.request('open');
  await vi.waitFor(() => expect(loaded.list()).toHaveLength(1));
  const [before] = loaded.list();
  expect(before).toMatchObject({ file: 'icon-text.onnx', provider: 'cpu', instead: '', runs: 0, runMs: null });
  expect(before?.bytes).toBeGreaterThan(1000);
  await worker.request('run');
  await worker.request('run');
  await vi.waitFor(() => expect(loaded.list()[0]?.runs).toBe(2));
  expect(loaded.list()[0]?.runMs).toBeGreaterThan(0);
});

test('one that was released is no longer there', async () => {
  await worker.request('open');
  await vi.waitFor(() => expect(loaded.list()).toHaveLength(1));
  await worker.request('release');
  await vi.waitFor(() => expect(loaded.list()).toEqual([]));
});

test('a thread that is ended takes what it had open with it', async () => {
  await worker.request('open');
  await vi.waitFor(() => expect(loaded.list()).toHaveLength(1));
  await worker.close();
  await vi.waitFor(() => expect(loaded.list()).toEqual([]));
});
