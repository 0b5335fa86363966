/** The shipped implementation of each stage, chosen in one place. */
import { createActorGrounder } from '../grounding/index.ts';
import type { ActorGrounder } from '../grounding/index.ts';
import { withModels } from './models/own-models.ts';

export { createJudge, type Judge } from './judge.ts';

/**
 * The learned grounder, with the person's own weights where they chose some. They are loaded when it is first asked, which then rejects with `model_*` where they are
 * missing or damaged. Close it to end its thread; an idle one does not keep the program from ending.
 */
export function createGrounder(): ActorGrounder {
  let opening: Promise<ActorGrounder> | null = null;
  let opened: ActorGrounder | null = null;
  const actor = async (): Promise<ActorGrounder> => {
    opening ??= withModels('grounder', (models) => createActorGrounder({ models }));
    return (opened ??= await opening);
  };
  return {
    name: 'actor-head',
    ground: async (screen, instruction, options) => (await actor()).ground(screen, instruction, options),
    attentionOf: (grounding) => opened?.attentionOf(grounding) ?? null,
    forget: async () => (await actor()).forget(),
    close: async () => {
      // One that never opened has nothing to close.
      const there = await opening?.catch(() => null);
      await there?.close();
    },
  };
}
