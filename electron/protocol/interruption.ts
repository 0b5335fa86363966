/** Input that did not come from this program: what pauses or stops a run. */
export interface Interruption {
  /** `hotkey`: the stop keys. `person`: a real device. `program`: another program's synthetic input (a remote desktop too). */
  readonly from: 'hotkey' | 'person' | 'program';
  readonly kind: 'key' | 'button' | 'motion' | 'wheel';
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
