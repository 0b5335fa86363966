/** What goes wrong, in the words of the protocol. */
import { BadMessage, type RefusalBody } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';

/** @param bug told of what nobody expected, with its stack */
export function refusalOf(error: unknown, bug: (error: unknown) => void): RefusalBody {
  if (error instanceof SteadyhandError) {
    const { kind, code, message, remedy } = error;
    return { kind, code, message, remedy };
  }
  if (error instanceof BadMessage) {
    return { kind: 'protocol', code: error.code, message: error.message, remedy: 'Nothing was done.' };
  }
  bug(error);
  return {
    kind: 'bug',
    code: 'bug',
    message: `This is a bug: ${messageOf(error).slice(0, 300)}.`,
    remedy: 'Please report it with the output of doctor; nothing further was done.',
  };
}

/** A part that this build or this machine lacks. */
export const notAvailable = (why: string): SteadyhandError =>
  new SteadyhandError('environment', 'not_available', why, 'The rest works without it.');

export const noRun = (): SteadyhandError =>
  new SteadyhandError('usage', 'no_run', 'No run is under way.', 'Start one first.');
