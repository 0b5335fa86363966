/** The person on the other side of a run: who answers its questions, and who may pull its brake. */
import type { Watcher } from '../agent/interruptions.ts';
import type { Interruption, WatchSettings } from '../protocol/interruption.ts';
import type { Confirmer } from '../protocol/verdict.ts';

/** At the terminal a `StreamConfirmer`; behind a window or a page the service. */
export interface Person extends Confirmer {
  /** A question that only a clear yes answers with yes. Ends when the signal is aborted. */
  askYes(question: string, seconds: number, signal: AbortSignal): Promise<boolean>;
  /** The run is over; nothing more is asked. */
  close(): void;
}

/** What a client's "pause" looks like to the run: seen like any input that is not ours, and never ignored. */
const ASKED: Interruption = { from: 'person', kind: 'asked', haltMs: 0 };

/**
 * Lets a client pause a run between two steps. It stands before the watch of the real devices, so that a pause asked for
 * takes the one way that every pause takes, whether or not devices can be watched here.
 */
export class Brake {
  #listener: ((seen: Interruption) => void) | null = null;
  #pulled = false;

  /** Asks for a pause; it begins when the run next looks, at once when it is between steps. */
  pull(): void {
    if (this.#listener) this.#listener(ASKED);
    else this.#pulled = true;
  }

  /** The watcher that a run is given. */
  over(watcher: Watcher): Watcher {
    return {
      cannotWatch: '',
      watch: (settings, listener) => this.#watch(watcher, settings, listener),
      arm: () => watcher.arm(),
      handsOff: (signal) => watcher.handsOff(signal),
    };
  }

  #watch(watcher: Watcher, settings: WatchSettings, listener: (seen: Interruption) => void): (() => void) | null {
    const end = watcher.cannotWatch ? (): void => undefined : watcher.watch(settings, listener);
    // A watch of the devices that was lost ends the run as ever.
    if (end === null) return null;
    this.#listener = listener;
    if (this.#pulled) {
      this.#pulled = false;
      queueMicrotask(() => this.#listener?.(ASKED));
    }
    return () => {
      if (this.#listener === listener) this.#listener = null;
      end();
    };
  }
}
