/**
 * The calls to one application: a few at a time, the urgent ones first, and none more to one that does not answer.
 *
 * Errs towards sparing the application: one that hangs finds at most `AT_ONCE` questions when it wakes up.
 */

/** Calls under way at once. An application answers one after the other; more would only lie in its queue. */
const AT_ONCE = 64;
/** An application that is silent for this long while it is asked something hangs, for all that a frame can wait. */
const SILENT_MS = 400;

export class Lane {
  readonly #now: () => number;
  readonly #urgent: (() => void)[] = [];
  readonly #rest: (() => void)[] = [];
  #underWay = 0;
  #lastAnswer = 0;
  #asked = 0;
  #closed = false;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Calls made so far. */
  get asked(): number {
    return this.#asked;
  }

  /** True while the application owes answers and gives none. */
  hangs(): boolean {
    return this.#underWay > 0 && this.#now() - this.#lastAnswer > SILENT_MS;
  }

  /** Makes a call when there is room for it. Resolves with null when the lane was closed before. */
  run<T>(call: () => Promise<T | null>, urgent: boolean): Promise<T | null> {
    if (this.#closed) return Promise.resolve(null);
    if (this.#underWay < AT_ONCE) return this.#make(call);
    return new Promise((resolve) => {
      (urgent ? this.#urgent : this.#rest).push(() => {
        if (this.#closed) resolve(null);
        else void this.#make(call).then(resolve);
      });
    });
  }

  async #make<T>(call: () => Promise<T | null>): Promise<T | null> {
    if (this.#underWay === 0) this.#lastAnswer = this.#now();
    this.#underWay++;
    this.#asked++;
    try {
      return await call();
    } finally {
      this.#underWay--;
      this.#lastAnswer = this.#now();
      (this.#urgent.shift() ?? this.#rest.shift())?.();
    }
  }

  /** Everything that waits resolves with null; what is under way is left to its own end. */
  close(): void {
    this.#closed = true;
    for (const next of [...this.#urgent.splice(0), ...this.#rest.splice(0)]) next();
  }
}
