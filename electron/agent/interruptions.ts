/**
 * What becomes of a run when somebody else uses the mouse or the keyboard, or presses the stop keys.
 *
 * By the time this hears of it the driver has halted itself: nothing is held and nothing more is sent until `arm`, and
 * `arm` is called in one place, after a person said to go on. The stop keys always end the run. While a question is
 * open the person is supposed to type and click, so only the stop keys count then. Errs towards stopping: no answer,
 * an answer that cannot be had and a watch that was lost are all a stop, never a go-on.
 */
import { describeKeys } from '../protocol/describe.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Interruption, WatchSettings } from '../protocol/interruption.ts';
import { describeInterruption, InputHalted } from '../protocol/interruption.ts';
import { unlessAborted } from './waiting.ts';

/** Tells of input that is not ours. What it tells of has already halted the driver. */
export interface Watcher {
  /** Replaces the watch there was; null where nothing can be watched. Answers how to end it. */
  watch(settings: WatchSettings, listener: (seen: Interruption) => void): (() => void) | null;
  /** Why `watch` answers null; empty where it does not. */
  readonly cannotWatch: string;
  /** Allows input again after a halt. */
  arm(): void;
  /** Resolves when no key or button is down and the pointer rests; bounded, because a person may go on for ever. */
  handsOff(signal: AbortSignal): Promise<void>;
}

export interface InterruptionPolicy {
  /** Names of the intent vocabulary held together. */
  readonly hotkey: readonly string[];
  /** What the person's own input does; the stop keys always stop. */
  readonly onInput: 'pause' | 'stop' | 'ignore';
  /** Whether to go on after a pause. Must end when the signal is aborted; whatever is not a clear yes is no. */
  readonly goOn: (question: string, signal: AbortSignal) => Promise<boolean>;
}

/** Who is told. */
export interface PauseListener {
  paused(seen: Interruption): void;
  resumed(pausedMs: number): void;
}

/** The driver's own word may come before the watch's: this long the watch is waited for. */
const WORD_MS = 500;
/** From the first key of the stop keys to the last. Nothing is sent meanwhile: the first has halted already. */
const CHORD_MS = 600;

export class Interruptions {
  readonly #watcher: Watcher;
  readonly #policy: InterruptionPolicy;
  readonly #base: AbortSignal;
  readonly #stopKeys = new AbortController();
  #pausing = new AbortController();
  #signal: AbortSignal;
  #seen: Interruption | null = null;
  #unwatch: (() => void) | null = null;
  #onWord: () => void = () => undefined;
  /** A question is open. */
  #asking = false;

  /** @param base what ends the run otherwise: the person's stop, the end of the time budget */
  constructor(watcher: Watcher, policy: InterruptionPolicy, base: AbortSignal) {
    this.#watcher = watcher;
    this.#policy = policy;
    this.#base = base;
    this.#signal = this.#joined();
  }

  /** For the stages: aborted by the end of the run and by every interruption. A new one after each pause. */
  get signal(): AbortSignal {
    return this.#signal;
  }

  /** Starts to watch. Answers what a person should know when that is not possible here, else nothing. */
  async begin(): Promise<string> {
    if (this.#watcher.cannotWatch) return this.#watcher.cannotWatch;
    // The Enter that started the run may still be down.
    await this.#watcher.handsOff(this.#base);
    this.#watch(true);
    return '';
  }

  end(): void {
    this.#unwatch?.();
    this.#unwatch = null;
  }

  /** A question is put to the person: from now on their input is no interruption. */
  questionOpened(): void {
    this.#asking = true;
    if (this.#unwatch) this.#watch(false);
  }

  /** To be called after every decision; does something only when a question was open. */
  async questionClosed(): Promise<void> {
    if (!this.#asking) return;
    this.#asking = false;
    if (!this.#unwatch) return;
    // The answer's own key is still down, or the mouse still moves from the click.
    if (!this.#signal.aborted) await this.#watcher.handsOff(this.#signal);
    this.#watch(true);
  }

  /**
   * The person does a step by hand, at an open question: returns when they say to go on. Call `questionClosed` after it.
   * @throws SteadyhandError of kind stopped when they do not
   */
  async handOver(what: string): Promise<void> {
    const ends = AbortSignal.any([this.#base, this.#stopKeys.signal]);
    const yes = await unlessAborted(this.#policy.goOn(`${what} Go on afterwards?`, ends), ends);
    ends.throwIfAborted();
    if (!yes) throw new SteadyhandError('stopped', 'taken_over', 'You took over and did not hand it back.', '');
  }

  /** Whether it was input that is not ours that made a stage fail with this error. */
  async caused(error: unknown): Promise<boolean> {
    if (this.#base.aborted) return false;
    if (this.#seen === null && error instanceof InputHalted) await this.#word(WORD_MS);
    // The first key of the stop keys is a key press like any other.
    if (this.#seen?.kind === 'key' && !this.#stopKeys.signal.aborted) await this.#word(CHORD_MS);
    return this.#seen !== null && !this.#base.aborted;
  }

  /** What was seen, in a clause; for the reason of an ending. */
  get what(): string {
    return this.#seen ? describeInterruption(this.#seen) : 'The input was halted';
  }

  /** Throws when the interruption ends the run whatever was cut short by it. */
  throwIfFinal(): void {
    if (this.#stopKeys.signal.aborted) throw this.#stopKeys.signal.reason;
    // A client that asked for a pause gets one whatever the person's hands would do.
    if (this.#policy.onInput !== 'pause' && this.#seen?.kind !== 'asked') throw this.#stopped();
  }

  /**
   * Holds the run until the person says to go on; then input may be sent again.
   * @throws SteadyhandError of kind stopped when they do not, or when this is no interruption one pauses for
   */
  async pause(listener: PauseListener): Promise<void> {
    this.throwIfFinal();
    const from = performance.now();
    if (this.#seen) listener.paused(this.#seen);
    this.#watch(false);
    const ends = AbortSignal.any([this.#base, this.#stopKeys.signal]);
    const yes = await unlessAborted(this.#policy.goOn(`${this.what}. Continue?`, ends), ends);
    ends.throwIfAborted();
    if (!yes) throw this.#stopped();
    await this.#watcher.handsOff(ends);
    ends.throwIfAborted();
    this.#seen = null;
    this.#pausing = new AbortController();
    this.#signal = this.#joined();
    this.#watcher.arm();
    this.#watch(true);
    listener.resumed(Math.round(performance.now() - from));
  }

  #joined(): AbortSignal {
    return AbortSignal.any([this.#base, this.#stopKeys.signal, this.#pausing.signal]);
  }

  #watch(input: boolean): void {
    this.#unwatch?.();
    const onInput = input && this.#policy.onInput !== 'ignore';
    const settings = { hotkey: this.#policy.hotkey, onInput };
    this.#unwatch = this.#watcher.watch(settings, (seen) => this.#heard(seen));
    if (this.#unwatch === null) throw lostWatch(this.#watcher.cannotWatch);
  }

  #heard(seen: Interruption): void {
    if (seen.from === 'hotkey') {
      this.#seen = seen;
      this.#stopKeys.abort(
        new SteadyhandError('stopped', 'stop_keys', `You stopped it with ${describeKeys(this.#policy.hotkey)}.`, ''),
      );
    }
    // What follows the first is the same hand.
    this.#seen ??= seen;
    // Not an `InputHalted`: what had arrived is for the driver to say, and this says nothing of it.
    this.#pausing.abort(new SteadyhandError('stopped', 'interrupted', 'Input that is not ours was seen.', ''));
    this.#onWord();
    this.#onWord = () => undefined;
  }

  #word(ms: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, ms);
      this.#onWord = () => {
        clearTimeout(timer);
        done();
      };
    });
  }

  #stopped(): SteadyhandError {
    return new SteadyhandError('stopped', 'interrupted', `${this.what}, so the run was stopped.`, '');
  }
}

const lostWatch = (why: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'watch_lost',
    `The mouse and the keyboard can no longer be watched${why ? ` (${why})` : ''}; nothing more is sent.`,
    'Look at: steadyhand doctor',
  );

/** Where nothing is watched: tests, and systems that cannot. */
export const noWatcher = (why: string): Watcher => ({
  watch: () => null,
  cannotWatch: why,
  arm: () => undefined,
  handsOff: () => Promise.resolve(),
});
