/** What interrupts a run: input that is not ours, and how much of an action had arrived by then. */
import { SteadyhandError } from './errors.ts';

/** Input that did not come from this program: what pauses or stops a run. */
export interface Interruption {
  /** `hotkey`: the stop keys. `person`: a real device. `program`: another program's synthetic input (a remote desktop too). */
  readonly from: 'hotkey' | 'person' | 'program';
  /** `asked`: not a device, but a client that asked for a pause. */
  readonly kind: 'key' | 'button' | 'motion' | 'wheel' | 'asked';
  /** Milliseconds from the event's arrival here until everything we held had been let go. */
  readonly haltMs: number;
}

/** What is watched for while a run acts. */
export interface WatchSettings {
  /** Names of the intent vocabulary held together: `['ctrl', 'alt', 'escape']`; empty: none. */
  readonly hotkey: readonly string[];
  /** Whether any input of the person (or of another program) halts, or only the hotkey. */
  readonly onInput: boolean;
}

/** How much of an action had been sent when it was cut short. Only what certainly arrived is counted. */
export interface Arrived {
  readonly done: number;
  readonly of: number;
  readonly unit: 'character' | 'event';
}

/** Input was cut short, or refused because the driver is halted: nothing more is sent until `arm`. */
export class InputHalted extends SteadyhandError {
  /** Null where the driver does not count: then nobody knows. */
  readonly arrived: Arrived | null;

  constructor(arrived: Arrived | null, cause?: unknown) {
    const much = arrived ? ` after ${describeArrived(arrived)}` : '';
    super('stopped', 'interrupted', `The input was cut short${much}.`, 'Look at what arrived before going on.', cause);
    this.name = 'InputHalted';
    this.arrived = arrived;
  }
}

/** `12 of 40 characters`. */
export const describeArrived = ({ done, of, unit }: Arrived): string =>
  `${done} of ${of} ${unit}${of === 1 ? '' : 's'}`;

const DONE: Readonly<Record<Interruption['kind'], string>> = {
  key: 'pressed a key',
  button: 'pressed a mouse button',
  motion: 'moved the mouse',
  wheel: 'turned the wheel',
  asked: 'paused it',
};

/** One clause for a person, capital first, no full stop: `You moved the mouse`. */
export function describeInterruption({ from, kind }: Interruption): string {
  if (from === 'hotkey') return 'You pressed the stop keys';
  return from === 'person' ? `You ${DONE[kind]}` : `Another program ${DONE[kind]}`;
}
