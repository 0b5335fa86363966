/**
 * One onnxruntime session. Only worker threads may open one: `run` blocks its thread for as long as the model takes.
 *
 * Invariant: a session is opened with fixed, stated thread and memory settings, so that figures can be repeated.
 */
import { basename } from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import { tellOpened, type Telling } from './loaded.ts';
import { wantedProvider } from './wanted-provider.ts';

export interface SessionOptions {
  /** Threads inside one operator; 1 keeps to the calling thread. */
  readonly threads: number;
}

/** A float tensor. */
export interface FloatTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

export interface Session {
  /** Runs the model's first input to its first output. */
  run(input: FloatTensor): Promise<FloatTensor>;
  release(): Promise<void>;
}

/** What goes into a model by name: floats, or whole numbers (ids and masks). */
export type NamedInput = FloatTensor | { readonly data: BigInt64Array; readonly dims: readonly number[] };

/** A model with several inputs or outputs. */
export interface Graph {
  /** Runs the model; answers the outputs that are floats, by name. */
  run(inputs: Readonly<Record<string, NamedInput>>): Promise<Readonly<Record<string, FloatTensor>>>;
  release(): Promise<void>;
}

/**
 * Opens a model file, on the CPU unless STEADYHAND_PROVIDER names another provider. Rejects with `model_damaged` when the runtime cannot load it.
 *
 * The memory arena and the memory pattern stay off: inputs have a new shape at almost every call, and with them on the
 * process keeps every size it ever needed (about 1 GB for a screen).
 */
export async function openSession(path: string, options: SessionOptions): Promise<Session> {
  const { session, telling } = await load(path, options);
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  if (input === undefined || output === undefined) throw new Error(`${path} has no input or no output`);
  return {
    async run({ data, dims }) {
      const result = (await timed(telling, () => session.run({ [input]: new Tensor('float32', data, dims) })))[output];
      if (result?.type !== 'float32') throw new Error(`${path} did not answer with floats`);
      return { data: result.data as Float32Array, dims: result.dims };
    },
    release: async () => {
      telling.closed();
      await session.release();
    },
  };
}

/** `openSession` for a model with several inputs or outputs. */
export async function openGraph(path: string, options: SessionOptions): Promise<Graph> {
  const { session, telling } = await load(path, options);
  return {
    async run(inputs) {
      const feeds = Object.entries(inputs).map(([name, { data, dims }]) => [
        name,
        data instanceof Float32Array ? new Tensor('float32', data, dims) : new Tensor('int64', data, dims),
      ]);
      const fed = Object.fromEntries(feeds) as Record<string, Tensor>;
      const results = await timed(telling, () => session.run(fed));
      const floats = Object.entries(results).flatMap(([name, t]) =>
        t.type === 'float32' ? [[name, { data: t.data as Float32Array, dims: t.dims }] as const] : [],
      );
      return Object.fromEntries(floats);
    },
    release: async () => {
      telling.closed();
      await session.release();
    },
  };
}

async function timed<T>(telling: Telling, run: () => Promise<T>): Promise<T> {
  const from = performance.now();
  const result = await run();
  telling.ran(performance.now() - from);
  return result;
}

interface Loaded {
  readonly session: InferenceSession;
  readonly telling: Telling;
}

async function load(path: string, options: SessionOptions): Promise<Loaded> {
  if (isMainThread) throw new Error('a model was opened on the main thread, which it would block');
  const create = (providers: readonly string[]): Promise<InferenceSession> =>
    InferenceSession.create(path, {
      executionProviders: providers,
      graphOptimizationLevel: 'all',
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      enableCpuMemArena: false,
      enableMemPattern: false,
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  const wanted = wantedProvider();
  const from = performance.now();
  const open = async (providers: readonly string[], instead = ''): Promise<Loaded> => {
    const session = await create(providers);
    const [provider = 'cpu'] = providers;
    return { session, telling: tellOpened(path, { provider, instead, loadMs: performance.now() - from }) };
  };
  try {
    if (wanted === 'cpu') return await open(['cpu']);
    try {
      return await open([wanted, 'cpu']);
    } catch (e) {
      // Loud, since everything is slower than the person expects.
      const why = messageOf(e).split('\n')[0]?.slice(0, 200) ?? '';
      process.stderr.write(`steadyhand: ${wanted} cannot run ${basename(path)} (${why}); it runs on the processor.\n`);
      return await open(['cpu'], `${wanted}: ${why}`);
    }
  } catch (e) {
    throw new SteadyhandError(
      'environment',
      'model_damaged',
      `Model file ${path} cannot be loaded: ${messageOf(e).slice(0, 200)}.`,
      'Reinstall Steadyhand, or run `git checkout -- models` in a checkout.',
      e,
    );
  }
}
