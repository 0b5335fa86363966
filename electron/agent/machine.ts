/**
 * The states of a run and which may follow which: the loop as data.
 *
 * observe → plan → ground → criticise → gate → act → settle → verify, and back to observe; from anywhere to paused, and
 * from there to a fresh look, never to acting. A transition that is not in
 * the table is a bug and throws, so that the order (nothing acts before it was gated, nothing is gated before it was
 * judged) cannot be lost in an edit of the loop.
 */
export const STATES = [
  'idle',
  'observing',
  'planning',
  'waiting',
  'grounding',
  'criticising',
  'gating',
  'acting',
  'settling',
  'verifying',
  'paused',
  'finished',
] as const;
export type State = (typeof STATES)[number];

export const TRANSITIONS: Readonly<Record<State, readonly State[]>> = {
  idle: ['observing', 'planning', 'finished'],
  observing: ['planning', 'grounding', 'waiting', 'verifying', 'paused', 'finished'],
  planning: ['observing', 'grounding', 'paused', 'finished'],
  waiting: ['observing', 'paused', 'finished'],
  grounding: ['criticising', 'observing', 'waiting', 'paused', 'finished'],
  // A step that is only tried when it is safe is left where it is not: back to looking, never on to acting.
  criticising: ['gating', 'observing', 'paused', 'finished'],
  gating: ['acting', 'observing', 'paused', 'finished'],
  acting: ['settling', 'observing', 'paused', 'finished'],
  settling: ['observing', 'verifying', 'paused', 'finished'],
  verifying: ['observing', 'waiting', 'paused', 'finished'],
  paused: ['observing', 'settling', 'finished'],
  finished: [],
};

/** Holds the current state and refuses transitions that the table does not have. */
export class RunMachine {
  #state: State = 'idle';
  readonly #onEnter: (state: State) => void;

  constructor(onEnter: (state: State) => void = () => undefined) {
    this.#onEnter = onEnter;
  }

  get state(): State {
    return this.#state;
  }

  /** Moves on. Throws when the table does not allow it. */
  enter(next: State): void {
    if (!TRANSITIONS[this.#state].includes(next)) {
      throw new Error(`the loop may not go from ${this.#state} to ${next}`);
    }
    this.#state = next;
    this.#onEnter(next);
  }
}
