/** The models of the fake host: figures of a machine that is not there, and a language model that answers at once. */
import type { EndpointInfo } from '../../../../electron/protocol/client.ts';
import { MODELS } from './data.ts';
import type { Handlers } from './handlers.ts';

export class FakeModels {
  endpoint: EndpointInfo | null = null;

  readonly handlers: Pick<
    Handlers,
    'models.list' | 'models.measure' | 'endpoint.get' | 'endpoint.set' | 'endpoint.test'
  > = {
    'models.list': () => ({ models: [...MODELS] }),
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
