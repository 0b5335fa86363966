/** Folders of models: what each is said to be, and that one of ours is really used. The weights are the shipped ones. */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { shippedModelsDir } from '../../inference/registry.ts';
import { HostConnection, transportPair } from '../../protocol/client.ts';
import { createHost } from '../service/compose.ts';
import { lookInto } from './model-folder.ts';
import { chooseModels, ownModels, withModels } from './own-models.ts';
import { tryModels } from './trial.ts';

let dir: string;
let home: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'steadyhand-folder-'));
  home = join(dir, 'home');
  vi.stubEnv('STEADYHAND_HOME', home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true });
});

/** A folder with files as given; objects become JSON. */
async function folderOf(files: Readonly<Record<string, string | object>>): Promise<string> {
  const folder = join(dir, 'model');
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files))
    await writeFile(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  return folder;
}

/** A copy of the critic's weights with a manifest of its own, as models/critic exports them. */
async function criticFolder(change: (files: Map<string, Buffer>) => void = () => undefined): Promise<string> {
  const from = join(shippedModelsDir(), 'critic', 'weights');
  const names = { 'critic-head': 'critic-head.onnx', 'critic-head-terms': 'critic-head.json' };
  const files = new Map<string, Buffer>();
  for (const file of Object.values(names)) files.set(file, await readFile(join(from, file)));
  change(files);
  const models = Object.entries(names).map(([name, file]) => {
    const content = files.get(file) ?? Buffer.alloc(0);
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { name, file, bytes: content.length, sha256, version: '1', licence: 'Apache-2.0', source: 'a test' };
  });
  const folder = await folderOf({ 'manifest.json': { format: 1, models } });
  for (const [file, content] of files) await writeFile(join(folder, file), content);
  return folder;
}

test.each<[string, Readonly<Record<string, string | object>>, string, string, string]>([
  ['an empty folder', {}, 'model_folder', 'it is empty', 'weights lie in'],
  ['pictures', { 'a.png': '' }, 'model_folder', 'neither a manifest.json nor a config.json', 'weights lie in'],
  ['weights without words', { 'a.onnx': 'x' }, 'model_folder', 'a.onnx, but no manifest.json', 'sha256'],
  [
    'a GUI-Actor checkpoint',
    { 'config.json': { architectures: ['Qwen2VLForConditionalGenerationWithPointer'] }, 'a.safetensors': 'x' },
    'model_not_runnable',
    'is a GUI-Actor checkpoint (Qwen2VLForConditionalGenerationWithPointer, 1 MB of weights)',
    'own weights',
  ],
  [
    'a GUI-Critic-R1 checkpoint',
    { 'config.json': { architectures: ['Qwen2_5_VLForConditionalGeneration'] } },
    'model_not_runnable',
    'a vision-language model, as GUI-Critic-R1 is one (Qwen2_5_VLForConditionalGeneration, without weights)',
    'models/critic',
  ],
  [
    'a language model',
    { 'config.json': { architectures: ['LlamaForCausalLM'] } },
    'model_not_runnable',
    'is a language model (LlamaForCausalLM',
    'Serve it',
  ],
  ['a GGUF file', { 'q4.gguf': 'GGUF' }, 'model_not_runnable', 'in GGUF (q4.gguf', 'llama-server -m'],
  ['a config of nobody', { 'config.json': '{' }, 'model_not_runnable', 'names no architecture', 'models/critic'],
  [
    'a manifest of other models',
    { 'manifest.json': { format: 1, models: [] } },
    'model_folder',
    'no model: neither a grounder nor a critic',
    'critic-head',
  ],
  ['a manifest that is none', { 'manifest.json': '{' }, 'model_damaged', 'cannot be read', ''],
])('%s is said to be what it is', async (_what, files, code, says, remedy) => {
  const refused = lookInto(await folderOf(files));
  await expect(refused).rejects.toMatchObject({
    code,
    message: expect.stringContaining(says) as string,
    remedy: expect.stringContaining(remedy) as string,
  });
});

test.each([
  ['models/critic', 'is not a whole path'],
  ['/nowhere/at/all', 'There is no such folder'],
  [import.meta.filename, 'That is a file'],
])('%s is no folder, and that is said', async (folder, says) => {
  await expect(lookInto(folder)).rejects.toMatchObject({
    code: 'model_folder',
    message: expect.stringContaining(says) as string,
  });
});

test('a critic of ones own is tried, used, and shipped weights are there again when it is removed', async () => {
  const folder = await criticFolder();
  const found = await lookInto(folder);
  expect(found.roles).toEqual(['critic']);
  const [tried] = await tryModels(found);
  expect(tried).toMatchObject({ role: 'critic', provider: 'cpu' });
  expect(tried?.runMs).toBeGreaterThan(0);
  chooseModels('critic', folder, home);
  const paths = withModels('critic', (m) => m.paths({ head: 'critic-head', sentence: 'sentence-encoder' }, '1'));
  // What the folder lacks is the shipped one.
  expect(await paths).toEqual({
    head: join(folder, 'critic-head.onnx'),
    sentence: join(shippedModelsDir(), 'grounding/weights/sentence-encoder.onnx'),
  });
  chooseModels('critic', null, home);
  expect(ownModels(home)).toEqual({});
  expect(await withModels('critic', (m) => m.path('critic-head'))).toContain(shippedModelsDir());
}, 120_000);

test('weights that fit their manifest and cannot be run are refused with the reason', async () => {
  const folder = await criticFolder((files) => files.set('critic-head.onnx', Buffer.from('not a model')));
  await expect(tryModels(await lookInto(folder))).rejects.toMatchObject({ code: 'model_damaged' });
}, 120_000);

test('a file that was changed since is damaged, and so the folder of a role in use', async () => {
  const folder = await criticFolder();
  chooseModels('critic', folder, home);
  await writeFile(join(folder, 'critic-head.json'), '{}');
  await expect(lookInto(folder)).rejects.toMatchObject({ code: 'model_damaged' });
  const used = withModels('critic', (m) => m.path('critic-head-terms'));
  await expect(used).rejects.toMatchObject({
    message: expect.stringContaining(`The critic of your own in ${folder}`) as string,
    remedy: expect.stringContaining('remove it') as string,
  });
});

test('a choice that cannot be read is named with its file, and the next one takes its place', async () => {
  await mkdir(home);
  await writeFile(join(home, 'models.json'), '[');
  expect(() => ownModels(home)).toThrow(join(home, 'models.json'));
  chooseModels('critic', '/somewhere', home);
  expect(ownModels(home)).toEqual({ critic: '/somewhere' });
});

test('a client tries, adds and removes a grounder, and sees what is open meanwhile', async () => {
  const folder = join(dir, 'grounder');
  await cp(join(shippedModelsDir(), 'grounding', 'weights'), folder, { recursive: true });
  const content = await readFile(join(folder, 'actor-head.onnx'));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const entry = { name: 'actor-head', file: 'actor-head.onnx', bytes: content.length, sha256 };
  const models = [{ ...entry, version: '1', licence: 'Apache-2.0', source: 'a test' }];
  await writeFile(join(folder, 'manifest.json'), JSON.stringify({ format: 1, models }));
  const bug = (error: unknown): void => {
    throw error;
  };
  const service = createHost({ display: ':none', version: '0', warn: () => undefined, bug });
  try {
    const [mine, theirs] = transportPair();
    service.connect(theirs, 'control');
    const host = new HostConnection(mine);
    await host.call('hello', { protocol: 1, client: 'test' });
    expect((await host.call('models.loaded', {})).models).toEqual([]);
    const opened: string[] = [];
    const watch = setInterval(() => {
      host.call('models.loaded', {}).then(
        (now) => opened.push(...now.models.map((m) => m.name)),
        () => undefined,
      );
    }, 20);
    const { tried } = await host.call('models.try', { folder });
    clearInterval(watch);
    expect(tried).toMatchObject([{ role: 'grounder', provider: 'cpu' }]);
    // The encoders are the shipped ones, known by their names; the head is the folder's, known by its file.
    expect(opened).toEqual(expect.arrayContaining(['icon-encoder', 'actor-head.onnx']));
    expect((await host.call('models.folders', {})).folders).toEqual([]);
    const { folders } = await host.call('models.add', { folder });
    expect(folders).toMatchObject([{ role: 'grounder', folder, problem: null, models: [{ name: 'actor-head' }] }]);
    await rm(folder, { recursive: true });
    const [gone] = (await host.call('models.folders', {})).folders;
    expect(gone?.problem).toContain('There is no such folder');
    expect((await host.call('models.remove', { role: 'grounder' })).folders).toEqual([]);
    await expect(host.call('models.add', { folder })).rejects.toMatchObject({ code: 'model_folder' });
  } finally {
    await service.close();
  }
}, 120_000);
