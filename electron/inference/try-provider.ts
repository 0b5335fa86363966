/**
 * One trial of an execution provider, as a process: `try-provider.ts PROVIDER MODEL`. Prints `{"ms"}` or `{"why"}`.
 * The answer comes before anything can crash at the end of the process.
 */
import { InferenceSession, Tensor, listSupportedBackends } from 'onnxruntime-node';
import { messageOf } from '../protocol/errors.ts';
import { NOT_BUILT_IN } from './providers.ts';

const RUNS = 5;
const ANY_SIZE = 16;

const [provider = '', model = ''] = process.argv.slice(2);

async function trial(): Promise<{ ms: number } | { why: string }> {
  if (!listSupportedBackends().some((b) => b.name === provider)) return { why: NOT_BUILT_IN };
  try {
    const session = await InferenceSession.create(model, { executionProviders: [provider], logSeverityLevel: 4 });
    const feeds = Object.fromEntries(
      session.inputMetadata.map((input) => {
        const dims = input.isTensor ? input.shape.map((d) => (typeof d === 'number' ? d : ANY_SIZE)) : [1];
        return [input.name, new Tensor('float32', new Float32Array(dims.reduce((a, b) => a * b, 1)), dims)];
      }),
    );
    await session.run(feeds);
    const times: number[] = [];
    for (let i = 0; i < RUNS; i++) {
      const from = performance.now();
      await session.run(feeds);
      times.push(performance.now() - from);
    }
    return { ms: Math.min(...times) };
  } catch (e) {
    return { why: messageOf(e).split('\n')[0]?.slice(0, 200) ?? 'unknown' };
  }
}

process.stdout.write(`${JSON.stringify(await trial())}\n`, () => process.exit(0));
