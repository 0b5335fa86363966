/**
 * Plays programs under an abort signal, and knows why input is halted.
 *
 * Two kinds of halt: by the watch (the person's input or the stop keys), which holds until `arm`; and our own, for an
 * aborted action or because everything has to be let go, which ends with the next action. Errs towards staying halted.
 */
import { SteadyhandError } from '../../protocol/errors.ts';
import { InputHalted, type Arrived } from '../../protocol/interruption.ts';
import type { InputProgram, Player, PlayResult } from './input-program.ts';

export class InputSender {
  readonly #player: Player;
  readonly #display: string;
  /** The watch halted us: only `arm` ends that. */
  #interrupted = false;
  /** We halted ourselves. */
  #ownHalt = false;
  #playing: Promise<unknown> = Promise.resolve();

  constructor(player: Player, display: string) {
    this.#player = player;
    this.#display = display;
  }

  /**
   * Plays a program to its end, or until another window has the keyboard (outcome `focus`).
   * @param arrived how much of the action is sent when the program ends early; default: by the program's events
   * @throws InputHalted when it was cut short; SteadyhandError `display_lost`
   */
  async play(
    program: InputProgram,
    signal: AbortSignal,
    arrived: (result: PlayResult) => Arrived = (r) => ({ done: r.events, of: program.events, unit: 'event' }),
  ): Promise<PlayResult> {
    const nothing = (): Arrived => arrived({ outcome: 'halted', events: 0, at: 0 });
    if (signal.aborted) throw new InputHalted(nothing(), signal.reason);
    if (this.#player.halted) {
      if (this.#interrupted || !this.#ownHalt) throw new InputHalted(nothing());
      this.#ownHalt = false;
      this.#player.arm();
    }
    const stop = (): void => this.halt();
    signal.addEventListener('abort', stop, { once: true });
    try {
      const playing = this.#player.play(program.numbers());
      this.#playing = playing.catch(() => undefined);
      const result = await playing;
      if (result.outcome === 'halted') throw new InputHalted(arrived(result), signal.reason);
      if (result.outcome === 'lost') throw displayLost(this.#display);
      return result;
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  /** Stops at once and lets go of everything; the next action may go on. */
  halt(): void {
    if (!this.#player.halted) this.#ownHalt = true;
    this.#player.halt();
  }

  /** The same, and waits until the program that was playing has ended. */
  async letGo(): Promise<void> {
    this.halt();
    await this.#playing;
  }

  /** The watch has halted us: nothing is sent until `arm`. */
  interrupted(): void {
    this.#interrupted = true;
    this.#player.halt();
  }

  arm(): void {
    this.#interrupted = false;
    this.#ownHalt = false;
    this.#player.arm();
  }
}

const displayLost = (display: string): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'display_lost',
    `The display ${display} went away while input was sent.`,
    'Check that the display is still running, then start again.',
  );
