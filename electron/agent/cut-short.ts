/**
 * What becomes of an action that was cut short in the middle.
 *
 * Only what certainly had no effect is taken again: half a text, half a drag or a lost click repeated blindly does
 * something else than the whole. Errs towards ending the run with exactly what arrived.
 */
import type { Action } from '../protocol/action.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Arrived } from '../protocol/interruption.ts';
import { describeArrived } from '../protocol/interruption.ts';

/** What a person has to look at before the task is tried again. */
const LOOK: Readonly<Partial<Record<Action['type'], string>>> = {
  type: 'The field holds that part; look at it before you run the task again.',
  drag: 'The button was let go on the way; look where it dropped before you run the task again.',
  hotkey: 'The keys were let go; look whether they had an effect before you run the task again.',
};

/** Whether the action can simply be taken again: nothing of it arrived, or what arrived is harmless. */
export const canRepeat = (action: Action, arrived: Arrived | null): boolean =>
  arrived?.done === 0 || action.type === 'move';

/**
 * The end of a run in the middle of an action.
 * @param cause what happened, as a clause: `You moved the mouse`
 * @param what the action in a sentence without a full stop, secrets masked
 */
export function cutShort(cause: string, what: string, action: Action, arrived: Arrived | null): SteadyhandError {
  const much = arrived ? `${describeArrived(arrived)} had arrived` : 'how much of it arrived is not known';
  const look = LOOK[action.type] ?? 'Look at what came of it before you run the task again.';
  return new SteadyhandError('stopped', 'cut_short', `${cause} in the middle of a step (${what}): ${much}.`, look);
}

/** Whether a run ended in the middle of an action: then nothing is taken again. */
export const isCutShort = (error: unknown): boolean => error instanceof SteadyhandError && error.code === 'cut_short';
