/** The models that are here: whether each is what it should be, where they run, and how fast that is on this machine. */
import { openCapture } from '../../capture/open.ts';
import { View } from '../../capture/view.ts';
import type { LoadedModels } from '../../inference/loaded.ts';
import { probeProviders } from '../../inference/providers.ts';
import { ModelRegistry } from '../../inference/registry.ts';
import { wantedProvider } from '../../inference/wanted-provider.ts';
import { createPerception } from '../../perception/index.ts';
import type { Action } from '../../protocol/action.ts';
import { MODEL_ROLES, type ParamsOf, type ResultOf } from '../../protocol/client.ts';
import { boxCentre, boxHeight, boxWidth } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Grounder } from '../../protocol/grounding.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { Critic } from '../../protocol/verdict.ts';
import { lookInto } from '../models/model-folder.ts';
import { chooseModels, ownModels } from '../models/own-models.ts';
import { tryModels } from '../models/trial.ts';

export interface ModelsParts {
  readonly display: string | undefined;
  readonly monitor: () => string | undefined;
  readonly warn: (line: string) => void;
  readonly home: string;
  readonly loaded: Pick<LoadedModels, 'list'>;
  /** Asked each time: after `changed` it may be another. */
  readonly grounder: () => Pick<Grounder, 'ground'>;
  /** The weights to use are others from now on. */
  readonly changed: () => Promise<void>;
  /** Closed after a measurement. */
  readonly judge: () => Critic & { close(): Promise<void> };
}

/** Enough for a median; a person waits for it. */
const TIMES = 5;
/** Found or not, it is looked for everywhere. */
const PHRASE = 'the Save button';

type Measured = ResultOf<'models.measure'>;

export class ModelsDesk {
  readonly #parts: ModelsParts;
  #measuring = false;

  constructor(parts: ModelsParts) {
    this.#parts = parts;
  }

  async list(): Promise<ResultOf<'models.list'>> {
    const found = await (await ModelRegistry.open()).verifyAll();
    return {
      models: found.map(({ entry: { name, version, file, bytes, licence }, problem }) => ({
        ...{ name, version, file, bytes, licence },
        problem: problem?.line ?? null,
      })),
    };
  }

  async loaded(): Promise<ResultOf<'models.loaded'>> {
    const registry = await ModelRegistry.open();
    const models = this.#parts.loaded.list().map(({ path, file, ...rest }) => ({
      ...rest,
      name: registry.nameOf(path) ?? file,
    }));
    return { provider: wantedProvider(), models, memoryBytes: process.memoryUsage.rss() };
  }

  async folders(): Promise<ResultOf<'models.folders'>> {
    const own = ownModels(this.#parts.home);
    const looks = MODEL_ROLES.flatMap((role) => {
      const folder = own[role];
      if (folder === undefined) return [];
      return lookInto(folder).then(
        ({ models }) => ({ role, folder, models: [...models], problem: null }),
        (error: unknown) => {
          if (!(error instanceof SteadyhandError)) throw error;
          return { role, folder, models: [], problem: error.line };
        },
      );
    });
    return { folders: await Promise.all(looks) };
  }

  /** @throws SteadyhandError `model_*`, saying what the folder is or lacks */
  async try({ folder }: ParamsOf<'models.try'>): Promise<ResultOf<'models.try'>> {
    return { tried: await tryModels(await lookInto(folder)) };
  }

  /** @throws SteadyhandError `model_*`, `settings_unwritable`; then nothing has changed */
  async add({ folder }: ParamsOf<'models.add'>): Promise<ResultOf<'models.folders'>> {
    const found = await lookInto(folder);
    await tryModels(found);
    for (const role of found.roles) chooseModels(role, folder, this.#parts.home);
    await this.#parts.changed();
    return this.folders();
  }

  async remove({ role }: ParamsOf<'models.remove'>): Promise<ResultOf<'models.folders'>> {
    chooseModels(role, null, this.#parts.home);
    await this.#parts.changed();
    return this.folders();
  }

  /**
   * Reads the screen as it is now, points at something on it and judges a click: the work of one step, with nothing sent.
   * @throws SteadyhandError `busy`, `model_*`, and what capture throws
   */
  async measure(): Promise<Measured> {
    if (this.#measuring) {
      throw new SteadyhandError('usage', 'busy', 'A measurement is under way.', 'Wait for its end.');
    }
    this.#measuring = true;
    try {
      const providers = await probeProviders(await (await ModelRegistry.open()).path('text-detector'));
      const { screen, reading } = await this.#reading();
      const stages = [reading, await this.#pointing(screen), await this.#judging(screen)];
      const { box } = screen.frame.display;
      const size = { width: boxWidth(box), height: boxHeight(box), elements: screen.elements.length };
      return { provider: wantedProvider(), providers, screen: size, stages };
    } finally {
      this.#measuring = false;
    }
  }

  async #reading(): Promise<{ screen: Screen; reading: Measured['stages'][number] }> {
    const { display, warn } = this.#parts;
    const source = await openCapture({ ...(display === undefined ? {} : { display }), warn });
    try {
      const frame = await (await View.open(source, this.#parts.monitor())).grab();
      const perception = await createPerception();
      try {
        // The first time loads the weights; without a screen before, all of it is read the second time too.
        const began = performance.now();
        await perception.perceive(frame, [], null);
        const first = performance.now() - began;
        const again = performance.now();
        const screen = await perception.perceive(frame, [], null);
        return { screen, reading: { stage: 'read', first, ms: performance.now() - again, times: 1 } };
      } finally {
        await perception.close();
      }
    } finally {
      await source.close();
    }
  }

  async #pointing(screen: Screen): Promise<Measured['stages'][number]> {
    return { stage: 'point', ...(await timed(() => this.#parts.grounder().ground(screen, PHRASE))) };
  }

  async #judging(screen: Screen): Promise<Measured['stages'][number]> {
    const judge = this.#parts.judge();
    try {
      const point = boxCentre(screen.frame.display.box);
      const action: Action = { type: 'click', point, button: 'left', count: 1, modifiers: [] };
      const input = { task: PHRASE, history: [], action, target: PHRASE, targetBox: null, screen };
      return { stage: 'judge', ...(await timed(() => judge.judge(input))) };
    } finally {
      await judge.close();
    }
  }
}

/** The first time, which may load weights, and the median of some more. */
async function timed(work: () => Promise<unknown>): Promise<{ first: number; ms: number; times: number }> {
  const once = async (): Promise<number> => {
    const from = performance.now();
    await work();
    return performance.now() - from;
  };
  const first = await once();
  const times: number[] = [];
  for (let i = 0; i < TIMES; i++) times.push(await once());
  return { first, ms: times.sort((a, b) => a - b)[TIMES >> 1] ?? first, times: TIMES };
}
