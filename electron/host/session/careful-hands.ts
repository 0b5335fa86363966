/**
 * Hands that look where keys and clicks would go before they send any: not to a lock screen, and no keys to another
 * program that has grabbed the keyboard. Refuses before the permit is used; what is refused sends nothing.
 */
import type { Hands } from '../../agent/ports.ts';
import type { Action, Receipt } from '../../protocol/action.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Permit } from '../../protocol/verdict.ts';
import { unlessAborted } from '../../agent/waiting.ts';
import type { Popups } from './x-session.ts';

export interface Surroundings {
  popups(): Promise<Popups>;
  keyboardGrabbed(): Promise<boolean>;
}

/** Sent as keys, to whoever has the keyboard. */
const KEYS: ReadonlySet<Action['type']> = new Set(['type', 'hotkey']);

export class CarefulHands implements Hands {
  readonly #hands: Hands;
  readonly #surroundings: Surroundings;

  constructor(hands: Hands, surroundings: Surroundings) {
    this.#hands = hands;
    this.#surroundings = surroundings;
  }

  /** @throws SteadyhandError `screen_locked`, `keyboard_grabbed`: nothing was sent; and what the hands throw */
  async execute(action: Action, permit: Permit, signal: AbortSignal): Promise<Receipt> {
    await unlessAborted(this.#check(action), signal);
    return this.#hands.execute(action, permit, signal);
  }

  releaseAll(): Promise<void> {
    return this.#hands.releaseAll();
  }

  async #check(action: Action): Promise<void> {
    const { cover, menus } = await this.#surroundings.popups();
    const keys = KEYS.has(action.type);
    if (!cover && !keys) return;
    // An open menu holds the keyboard while it is open, and is where the keys shall go.
    if (!cover && menus > 0) return;
    if (!(await this.#surroundings.keyboardGrabbed())) return;
    throw cover ? screenLocked() : keyboardGrabbed();
  }
}

export const screenLocked = (): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'screen_locked',
    'The screen is locked; nothing was sent.',
    'Unlock it and run the task again.',
  );

const keyboardGrabbed = (): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'keyboard_grabbed',
    'Another program has grabbed the keyboard, so the keys would go to it and not to the window in front; none was sent.',
    'Close the password prompt, screen tool or virtual machine that holds it, and run the task again.',
  );
