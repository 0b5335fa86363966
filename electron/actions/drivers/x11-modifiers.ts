/** The state of the keyboard that would turn text into something else: held modifiers, locks and layout groups. */
import type { Xkb, XkbState } from 'x11';
import type { XConnection } from '../../capture/x11/connection.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import { pause } from './port.ts';

const SHIFT_MASK = 1;
const LOCK_MASK = 2;
/** Everything a person may hold that turns text into something else: Shift, Ctrl, and Mod1 to Mod5 but Num Lock. */
const HELD_MASKS: readonly (readonly [number, string])[] = [
  [SHIFT_MASK, 'Shift'],
  [4, 'Ctrl'],
  [8, 'Alt'],
  [64, 'the Super key'],
  [128, 'AltGr'],
];
/** How long a held modifier is waited for. */
const HELD_WAIT_MS = 1000;
const LOOK_AGAIN_MS = 25;

export interface Locks {
  readonly mods: number;
  readonly group: number;
}

export class KeyboardState {
  readonly #x: XConnection;
  readonly #xkb: Xkb;

  constructor(x: XConnection, xkb: Xkb) {
    this.#x = x;
    this.#xkb = xkb;
  }

  /** A person who holds Ctrl would turn the text into commands. @throws SteadyhandError `modifier_held` */
  async noModifiers(signal: AbortSignal): Promise<void> {
    const end = Date.now() + HELD_WAIT_MS;
    for (;;) {
      const { baseMods, latchedMods } = await this.#state();
      const held = HELD_MASKS.filter(([mask]) => ((baseMods | latchedMods) & mask) !== 0).map(([, name]) => name);
      if (held.length === 0) return;
      if (Date.now() > end) throw modifierHeld(held.join(' and '));
      await pause(LOOK_AGAIN_MS, signal);
    }
  }

  /** Caps Lock would change letters, and another layout group every key. Answers what was on. */
  async clearLocks(): Promise<Locks> {
    const state = await this.#state();
    const mods = state.lockedMods & (LOCK_MASK | SHIFT_MASK);
    if (mods !== 0 || state.group !== 0) {
      this.#xkb.LatchLockState(this.#xkb.UseCoreKbd, mods, 0, state.group !== 0, 0, 0, 0, false, 0);
      await this.#x.sync();
    }
    return { mods, group: state.group };
  }

  async restoreLocks({ mods, group }: Locks): Promise<void> {
    if ((mods === 0 && group === 0) || this.#x.isLost) return;
    this.#xkb.LatchLockState(this.#xkb.UseCoreKbd, mods, mods, group !== 0, group, 0, 0, false, 0);
    await this.#x.sync();
  }

  #state(): Promise<XkbState> {
    return this.#x.request<XkbState>((_c, done) => this.#xkb.GetState(this.#xkb.UseCoreKbd, done));
  }
}

const modifierHeld = (keys: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'modifier_held',
    `Somebody is holding ${keys} down, which would change the text; nothing was sent.`,
    'Let go of the keys, then try again.',
  );
