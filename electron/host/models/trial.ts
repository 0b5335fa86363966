/** A trial of a folder of models: opened as a run opens it, and put to one small piece of work. Nothing is sent. */
import { makeFrame } from '../../capture/make-frame.ts';
import { createLearnedCritic } from '../../critic/index.ts';
import { createActorGrounder } from '../../grounding/index.ts';
import { wantedProvider } from '../../inference/wanted-provider.ts';
import type { ResultOf } from '../../protocol/client.ts';
import type { Action } from '../../protocol/action.ts';
import { boxCentre, globalBox } from '../../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Element, Screen } from '../../protocol/screen.ts';
import type { FolderOfModels } from './model-folder.ts';

type Tried = ResultOf<'models.try'>['tried'];

const WIDTH = 400;
const HEIGHT = 200;
const PHRASE = 'the Save button';

/** A small window with two buttons: enough for every input of the models to have something in it. */
function smallScreen(): Screen {
  const data = new Uint8Array(WIDTH * HEIGHT * 4).fill(236);
  const box = globalBox(0, 0, WIDTH, HEIGHT);
  const display = { id: 'trial', name: 'trial', box, scale: 1, primary: true };
  const frame = makeFrame({ display, width: WIDTH, height: HEIGHT, data, source: 'trial', takenAt: Date.now() });
  const button = (id: string, text: string, x: number): Element => ({
    ...{ id, kind: 'button', text, box: globalBox(x, 140, x + 90, 172), confidence: 1, source: 'pixels' },
    ...{ words: [], children: [], fill: [236, 236, 236] },
  });
  const elements = [button('save', 'Save', 60), button('cancel', 'Cancel', 240)];
  return { frame, elements, windows: [], changed: [box], readMs: 0, reuse: { cached: 0, read: 2 } };
}

/** Opens it, does the work twice (the first time warms it up) and closes it. */
async function attempt<T extends { close(): Promise<void> }>(
  role: Tried[number]['role'],
  open: () => Promise<T>,
  work: (opened: T) => Promise<unknown>,
): Promise<Tried[number]> {
  const from = performance.now();
  const opened = await open();
  try {
    const loadMs = performance.now() - from;
    await work(opened);
    const again = performance.now();
    await work(opened);
    return { role, loadMs, runMs: performance.now() - again, provider: wantedProvider() };
  } finally {
    await opened.close();
  }
}

/** @throws SteadyhandError `model_damaged` when the weights are not such as this program can run */
export async function tryModels({ folder, roles, registry: models }: FolderOfModels): Promise<Tried> {
  const screen = smallScreen();
  const tried: Tried = [];
  try {
    for (const role of roles) {
      if (role === 'grounder') {
        const open = (): ReturnType<typeof createActorGrounder> => createActorGrounder({ models });
        tried.push(await attempt(role, open, (g) => g.ground(screen, PHRASE)));
        continue;
      }
      const point = boxCentre(screen.frame.display.box);
      const action: Action = { type: 'click', point, button: 'left', count: 1, modifiers: [] };
      const input = { task: PHRASE, history: [], action, target: 'Save', targetBox: null, screen };
      tried.push(
        await attempt(
          role,
          () => createLearnedCritic({ models }),
          (c) => c.judge(input),
        ),
      );
    }
    return tried;
  } catch (error) {
    if (error instanceof SteadyhandError && error.code !== 'worker_crashed') throw error;
    throw new SteadyhandError(
      'environment',
      'model_damaged',
      `The weights in ${folder} load but do not work (${messageOf(error).split('\n')[0]?.slice(0, 200)}).`,
      'They belong to another version of Steadyhand, or to each other not: take a folder that was exported as one.',
      error,
    );
  }
}
