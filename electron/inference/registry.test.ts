import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ModelRegistry, shippedModelsDir } from './registry.ts';

let dir: string;
const WEIGHTS = Buffer.from('some weights');
const entry = {
  name: 'eyes',
  file: 'ocr/eyes.onnx',
  bytes: WEIGHTS.length,
  sha256: createHash('sha256').update(WEIGHTS).digest('hex'),
  version: '1',
  licence: 'Apache-2.0',
  source: 'a test',
};

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'steadyhand-models-'));
  await mkdir(join(dir, 'ocr'));
  await writeFile(join(dir, entry.file), WEIGHTS);
  await writeFile(join(dir, 'manifest.json'), JSON.stringify({ format: 1, models: [entry] }));
});
afterEach(() => rm(dir, { recursive: true }));

test('a file that matches the manifest gets its path', async () => {
  const models = await ModelRegistry.open(dir);
  expect(await models.path('eyes', '1')).toBe(join(dir, 'ocr/eyes.onnx'));
  expect(models.names).toEqual(['eyes']);
});

test('a missing file is named, with what to do', async () => {
  await rm(join(dir, entry.file));
  const models = await ModelRegistry.open(dir);
  const refused = models.path('eyes');
  await expect(refused).rejects.toMatchObject({ kind: 'environment', code: 'model_missing' });
  await expect(refused).rejects.toHaveProperty('remedy', expect.stringContaining('Reinstall'));
});

test('a truncated file is damaged', async () => {
  await truncate(join(dir, entry.file), 5);
  const models = await ModelRegistry.open(dir);
  await expect(models.path('eyes')).rejects.toMatchObject({
    code: 'model_damaged',
    message: expect.stringContaining('5 bytes instead of 12'),
  });
});

test('a file of the right size with other content is damaged', async () => {
  await writeFile(join(dir, entry.file), Buffer.from('SOME weights'));
  const models = await ModelRegistry.open(dir);
  await expect(models.path('eyes')).rejects.toMatchObject({ code: 'model_damaged' });
});

test('another version than the program needs is refused', async () => {
  const models = await ModelRegistry.open(dir);
  await expect(models.path('eyes', '2')).rejects.toMatchObject({ code: 'model_damaged' });
});

test('a model nobody listed is missing', async () => {
  const models = await ModelRegistry.open(dir);
  await expect(models.path('ears')).rejects.toMatchObject({ code: 'model_missing' });
});

test('a file that was repaired is accepted without a restart', async () => {
  await truncate(join(dir, entry.file), 5);
  const models = await ModelRegistry.open(dir);
  await expect(models.path('eyes')).rejects.toMatchObject({ code: 'model_damaged' });
  await writeFile(join(dir, entry.file), WEIGHTS);
  await expect(models.path('eyes')).resolves.toContain('eyes.onnx');
});

test.each([
  ['not JSON', '{'],
  ['another format', '{"format":2,"models":[]}'],
  ['a path out of the folder is no file name', JSON.stringify({ format: 1, models: [{ ...entry, file: '$HOME' }] })],
])('a manifest that is unusable is damaged: %s', async (_name, text) => {
  await writeFile(join(dir, 'manifest.json'), text);
  await expect(ModelRegistry.open(dir)).rejects.toMatchObject({ code: 'model_damaged' });
});

test('no manifest at all is a missing model', async () => {
  await rm(join(dir, 'manifest.json'));
  await expect(ModelRegistry.open(dir)).rejects.toMatchObject({ code: 'model_missing' });
});

test('what ships with the program is complete and whole', async () => {
  const models = await ModelRegistry.open(shippedModelsDir());
  const statuses = await models.verifyAll();
  expect(statuses.length).toBeGreaterThan(0);
  expect(statuses.filter((s) => s.problem)).toEqual([]);
});
