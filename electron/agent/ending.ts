/** How a run that was broken off says so. */
import type { RunStatus } from '../protocol/events.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { ErrorKind } from '../protocol/errors.ts';
import { isCutShort } from './cut-short.ts';
import type { Ending } from './refusal.ts';
import { abortReason } from './waiting.ts';

const STATUS: Readonly<Record<ErrorKind, RunStatus>> = {
  usage: 'incomplete',
  incomplete: 'incomplete',
  stopped: 'stopped',
  blocked: 'blocked',
  environment: 'failed',
};

/**
 * Status and reason of a run that ended by something thrown.
 * @param stop the person's stop: what it says goes before anything that broke because of it
 * @param signal the stop or the end of the time budget
 */
export function endingOf(thrown: unknown, stop: AbortSignal, signal: AbortSignal): Ending {
  // Says who stopped it, and in the middle of what.
  if (thrown instanceof SteadyhandError && isCutShort(thrown)) return { status: 'stopped', reason: thrown.line };
  if (stop.aborted) return { status: 'stopped', reason: messageOf(abortReason(stop)) };
  const error: unknown = signal.aborted ? abortReason(signal) : thrown;
  if (!(error instanceof SteadyhandError)) return { status: 'failed', reason: `internal error: ${messageOf(error)}` };
  return { status: STATUS[error.kind], reason: error.line };
}
