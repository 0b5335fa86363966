/**
 * One onnxruntime session. Only worker threads may open one: `run` blocks its thread for as long as the model takes.
 *
 * Invariant: a session is opened with fixed, stated thread and memory settings, so that figures can be repeated.
 */
import { isMainThread } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';

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

/**
 * Opens a model file on the CPU. Rejects with `model_damaged` when the runtime cannot load it.
 *
 * The memory arena and the memory pattern stay off: inputs have a new shape at almost every call, and with them on the
 * process keeps every size it ever needed (about 1 GB for a screen).
 */
export async function openSession(path: string, options: SessionOptions): Promise<Session> {
  if (isMainThread) throw new Error('openSession was called on the main thread, which it would block');
  let session: InferenceSession;
  try {
    session = await InferenceSession.create(path, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: options.threads,
      interOpNumThreads: 1,
      enableCpuMemArena: false,
      enableMemPattern: false,
      logSeverityLevel: 3,
      extra: { session: { intra_op: { allow_spinning: '0' } } },
    });
  } catch (e) {
    throw new SteadyhandError(
      'environment',
      'model_damaged',
      `Model file ${path} cannot be loaded: ${messageOf(e).slice(0, 200)}.`,
      'Reinstall Steadyhand, or run `git checkout -- models` in a checkout.',
      e,
    );
  }
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  if (input === undefined || output === undefined) throw new Error(`${path} has no input or no output`);
  return {
    async run({ data, dims }) {
      const result = (await session.run({ [input]: new Tensor('float32', data, dims) }))[output];
      if (result?.type !== 'float32') throw new Error(`${path} did not answer with floats`);
      return { data: result.data as Float32Array, dims: result.dims };
    },
    release: () => session.release(),
  };
}
