import { expect, test } from 'vitest';
import { shippedModelsDir } from './registry.ts';
import { probeProviders } from './providers.ts';

const model = `${shippedModelsDir()}/grounding/weights/icon-text.onnx`;

test('the processor works, and what does not says why', { timeout: 120_000 }, async () => {
  const reports = await probeProviders(model);
  const cpu = reports.find((r) => r.provider === 'cpu');
  expect(cpu?.ms).toBeGreaterThan(0);
  for (const r of reports) expect(r.ms === null).toBe(r.why.length > 0);
});

test('a model that is not there makes none of them usable', { timeout: 120_000 }, async () => {
  const reports = await probeProviders(`${shippedModelsDir()}/nothing.onnx`);
  expect(reports.length).toBeGreaterThan(0);
  for (const r of reports) expect(r).toMatchObject({ ms: null, why: expect.stringMatching(/\S/) });
});
