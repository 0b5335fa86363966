/** What can become of a display while pictures are taken of it, as errors a person can act on. */
import { SteadyhandError } from '../protocol/errors.ts';

/** A display that was there and has gone. */
export const displayLost = (display: string, why: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'display_lost',
    `The connection to the display ${display} was lost: ${why}.`,
    'Check that the display is still running, then start again.',
  );

/** Displays that are not arranged as they were; looking again mends it. */
export const displayChanged = (display: string, why: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'display_changed',
    `The display ${display} has changed: ${why}.`,
    'Leave resolution and arrangement of the monitors as they are during a run, or start again.',
  );
