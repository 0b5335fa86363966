/** The models of the fake host: figures of a machine that is not there, and a language model that answers at once. */
import type { EndpointInfo, ModelFolderInfo, ResultOf } from '../../../../electron/protocol/client.ts';
import { MODELS } from './data.ts';
import type { Handlers } from './handlers.ts';
import { refused } from './refused.ts';

const MODEL = {
  ...{ provider: 'cpu', instead: '', openedAt: 1_700_000_000_000 },
  ...{ bytes: 23_538_023, loadMs: 412, runs: 38, runMs: 5.4, ranAt: null },
};

export class FakeModels {
  endpoint: EndpointInfo | null = null;

  folders: ModelFolderInfo[] = [];
  /** What is open; tests say. */
  open: ResultOf<'models.loaded'>['models'] = [
    { ...MODEL, name: 'sentence-encoder' },
    { ...MODEL, name: 'icon-encoder', bytes: 9_100_000, loadMs: 120, runs: 4, runMs: 31 },
    { ...MODEL, name: 'actor-head', bytes: 3_400_000, loadMs: 44, runs: 0, runMs: null },
    {
      ...{ ...MODEL, name: 'text-detector', bytes: 1_780_590, loadMs: 61, runs: 2, runMs: 640 },
      instead: 'webgpu: no adapter was found',
    },
  ];

  #tried(folder: string): ResultOf<'models.try'> {
    if (!folder.includes('critic')) {
      throw refused('usage', 'model_folder', `${folder} is no folder of a model: it has no manifest.json.`);
    }
    return { tried: [{ role: 'critic', loadMs: 640, runMs: 9, provider: 'cpu' }] };
  }

  readonly handlers: Pick<
    Handlers,
    | 'models.list'
    | 'models.loaded'
    | 'models.folders'
    | 'models.try'
    | 'models.add'
    | 'models.remove'
    | 'models.measure'
    | 'endpoint.get'
    | 'endpoint.set'
    | 'endpoint.test'
  > = {
    'models.list': () => ({ models: [...MODELS] }),
    'models.loaded': () => ({ provider: 'cpu', models: [...this.open], memoryBytes: 312_000_000 }),
    'models.folders': () => ({ folders: [...this.folders] }),
    'models.try': ({ folder }) => this.#tried(folder),
    'models.add': ({ folder }) => {
      this.#tried(folder);
      const models = [{ name: 'critic-head', version: '1', bytes: 1_480_000 }];
      this.folders = [{ role: 'critic', folder, models, problem: null }];
      return { folders: this.folders };
    },
    'models.remove': ({ role }) => {
      this.folders = this.folders.filter((f) => f.role !== role);
      return { folders: this.folders };
    },
    'models.measure': () => ({
      provider: 'cpu',
      providers: [
        { provider: 'cuda', ms: null, why: 'not in this build of the runtime' },
        { provider: 'webgpu', ms: null, why: 'no adapter was found' },
        { provider: 'cpu', ms: 3.2, why: '' },
      ],
      screen: { width: 2560, height: 1440, elements: 214 },
      stages: [
        { stage: 'read', first: 2710, ms: 1690, times: 1 },
        { stage: 'point', first: 410, ms: 11, times: 5 },
        { stage: 'judge', first: 240, ms: 18, times: 5 },
      ],
    }),
    'endpoint.get': () => ({ endpoint: this.endpoint }),
    'endpoint.set': ({ endpoint }) => {
      this.endpoint = endpoint && {
        ...{ url: endpoint.url, model: endpoint.model, from: 'file' },
        hasKey: endpoint.key === undefined ? (this.endpoint?.hasKey ?? false) : endpoint.key !== '',
      };
      return { endpoint: this.endpoint };
    },
    'endpoint.test': () => ({ ms: 840, task: 'Press Ctrl+S', words: ['Press Ctrl+S'] }),
  };
}
