/**
 * Text that arrives exactly as asked on X11, on any keyboard layout, through XTEST.
 *
 * Characters that the layout types plainly (with or without Shift) are typed with their own key; every other one is lent
 * a key (x11-keyboard.ts). A text whose characters all find room changes the mapping once; a longer one in parts.
 * Text goes to the window that had the keyboard at the start and stops when another takes it.
 */
import { SteadyhandError } from '../../protocol/errors.ts';
import { InputHalted, type Arrived } from '../../protocol/interruption.ts';
import { InputProgram } from './input-program.ts';
import type { InputSender } from './input-sender.ts';
import { nextPart } from './key-pool.ts';
import { keysymOf, RETURN, typedCharacters } from './keysyms.ts';
import { pause, unlessAborted } from './port.ts';
import { layoutChanged, noFreeKeys } from './x11-borrowed.ts';
import type { KeyTarget } from './x11-focus.ts';
import { mannersOf } from './x11-programs.ts';
import { MOST_PASTED_BYTES } from './x11-paste.ts';
import type { X11Keyboard } from './x11-keyboard.ts';
import type { KeyboardState } from './x11-modifiers.ts';

/** Characters between two looks at the target and the mapping; no more than these lie unread when a run is stopped. */
const PART = 64;
/** Characters between two looks at who has the keyboard. */
const FOCUS_EVERY = 16;
/** For a window that does not say when it has read what was sent: a pace that terminals keep up with. */
const UNANSWERED_MS = 0.8;

/** The first keysym of a character beyond the basic plane. */
const BEYOND = 0x01010000;

const CTRL_V = ['ctrl', 'v'] as const;
/** Characters a second: below this the clipboard is the better way. */
const SLOW = 300;
/** Measured: characters a second without a change of the mapping, and seconds for a change with and without answers. */
const FAST = 1000;
const CHANGE_S = 0.15;
const CHANGE_BLIND_S = 0.45;

interface Typing {
  readonly keysyms: readonly number[];
  target: KeyTarget;
  readonly signal: AbortSignal;
  /** Characters that have been sent. */
  done: number;
  events: number;
}

export class X11Text {
  readonly #keyboard: X11Keyboard;
  readonly #state: KeyboardState;
  readonly #sender: InputSender;

  constructor(keyboard: X11Keyboard, state: KeyboardState, sender: InputSender) {
    this.#keyboard = keyboard;
    this.#state = state;
    this.#sender = sender;
  }

  /**
   * Types the text into the window that has the focus.
   * @returns the number of key events sent
   * @throws SteadyhandError `text_untypable` naming the first character no key can type, `modifier_held`,
   * `focus_elsewhere`: nothing was sent; `focus_changed`, `layout_changed`, InputHalted: only the beginning was sent
   */
  async type(text: string, signal: AbortSignal): Promise<number> {
    const keysyms = typedCharacters(text).map((c) => keysymOf(c) ?? untypable(c));
    if (keysyms.length === 0) return 0;
    await this.#state.noModifiers(signal);
    const target = await this.#keyboard.focus.target(signal);
    await this.#keyboard.refresh();
    const locks = await this.#state.clearLocks();
    const typing: Typing = { keysyms, target, signal, done: 0, events: 0 };
    try {
      while (typing.done < keysyms.length) await this.#part(typing);
    } catch (error) {
      // Whatever was waited for when the abort came, the caller wants to know how much arrived.
      if (signal.aborted && !(error instanceof InputHalted)) throw new InputHalted(arrived(typing, 0), signal.reason);
      throw error;
    } finally {
      await this.#state.restoreLocks(locks);
    }
    return typing.events;
  }

  /**
   * The chord that pastes into the window with the keyboard, where keys would not do: a program that does not take keys
   * in order, no free keys, or a text that needs so many changes of the mapping that it would be slow.
   * @returns null: type it
   * @throws SteadyhandError as `type` does before anything is sent
   */
  async betterPasted(text: string, signal: AbortSignal): Promise<readonly string[] | null> {
    const keysyms = typedCharacters(text).map((c) => keysymOf(c) ?? untypable(c));
    const foreign = keysyms.some((k) => !this.#keyboard.layout.plain.has(k));
    if (!foreign && !keysyms.includes(RETURN)) return null;
    await this.#state.noModifiers(signal);
    const { app, answers } = await this.#keyboard.focus.target(signal);
    const { severalWays = false, paste = CTRL_V } = mannersOf(app);
    if (paste === null || Buffer.byteLength(text) > MOST_PASTED_BYTES) return null;
    const mixed = severalWays && keysyms.some((_, i) => i > 0 && turns(keysyms, i));
    return mixed || this.#rate(keysyms, answers) < SLOW ? paste : null;
  }

  /** Characters a second to expect, by what parts of a text took when it was measured. */
  #rate(keysyms: readonly number[], answers: boolean): number {
    const { plain } = this.#keyboard.layout;
    let parts = 0;
    for (let from = 0; from < keysyms.length; parts++) {
      const { to } = nextPart(keysyms, from, (k) => plain.has(k), this.#keyboard.room);
      if (to === from) return 0;
      from = to;
    }
    return keysyms.length / (keysyms.length / FAST + (parts - 1) * (answers ? CHANGE_S : CHANGE_BLIND_S));
  }

  /** As much as there are keys for. */
  async #part(typing: Typing): Promise<void> {
    const { keysyms, signal } = typing;
    const plain = this.#keyboard.layout.plain;
    const { to, needed } = nextPart(keysyms, typing.done, (k) => plain.has(k), this.#keyboard.room);
    if (to === typing.done) throw noFreeKeys();
    await this.#keyboard.lend(needed, typing.target, signal);
    while (typing.done < to) {
      const program = this.#program(keysyms.slice(typing.done, this.#end(typing, to)), typing.target);
      this.#keyboard.sending(typing.target);
      const from = performance.now();
      const result = await this.#sender.play(program, signal, ({ at }) => arrived(typing, program.unitsBefore(at)));
      const units = program.unitsBefore(result.at);
      typing.done += units;
      typing.events += result.events;
      const last = typing.done === keysyms.length;
      if (result.outcome === 'focus') typing.target = await this.#keyboard.focus.stillAt(typing.target);
      if (!(await this.#keyboard.unchanged())) {
        throw layoutChanged(
          `Of ${keysyms.length} characters ${typing.done} were sent; the last ${units} may be wrong.`,
        );
      }
      const { sameKeyMs } = mannersOf(typing.target.app);
      if (sameKeyMs !== undefined && !last && keysyms[typing.done] === keysyms[typing.done - 1])
        await pause(sameKeyMs, signal);
      // The last key may rightly have closed the window; a program that cannot answer is not waited for.
      if (last && !typing.target.answers) return;
      if (mannersOf(typing.target.app).severalWays && turns(keysyms, typing.done))
        await this.#keyboard.settled(typing.target, signal);
      else if (typing.target.answers) await unlessAborted(this.#keyboard.caughtUp(), signal);
      else await pause(Math.max(0, from + units * UNANSWERED_MS - performance.now()), signal);
    }
  }

  /** Where the next program ends: after PART characters at most, and before another way where there are several. */
  #end({ keysyms, done, target }: Typing, to: number): number {
    const most = Math.min(to, done + PART);
    const { severalWays = false, sameKeyMs } = mannersOf(target.app);
    if (sameKeyMs !== undefined) return done + 1;
    if (!severalWays) return most;
    let end = done + 1;
    while (end < most && !turns(keysyms, end)) end++;
    return end;
  }

  #program(keysyms: readonly number[], target: KeyTarget): InputProgram {
    const program = new InputProgram();
    const { shiftKeycode } = this.#keyboard.layout;
    let shifted = false;
    const shift = (down: boolean): void => {
      if (down === shifted) return;
      shifted = down;
      if (down) program.keyDown(shiftKeycode);
      else program.keyUp(shiftKeycode);
    };
    for (const [i, keysym] of keysyms.entries()) {
      const stroke = this.#keyboard.stroke(keysym);
      if (!stroke) throw noFreeKeys();
      if (i % FOCUS_EVERY === 0) {
        // Nothing is held while another window may take the keyboard.
        shift(false);
        program.focus(target.focus);
      }
      shift(stroke.shift);
      // It has arrived with the press: a halt between the two lets go of it.
      program.keyDown(stroke.keycode).mark().keyUp(stroke.keycode);
    }
    shift(false);
    return program.sync();
  }
}

/** The ways by which a program with several takes keys. */
const way = (keysym: number): 'letter' | 'return' | 'beyond' =>
  keysym === RETURN ? 'return' : keysym >= BEYOND ? 'beyond' : 'letter';

/** Whether the keysym at `i` goes another way than the one before; a Return always goes alone. */
const turns = (keysyms: readonly number[], i: number): boolean => {
  const [before, now] = [way(keysyms[i - 1] ?? 0), way(keysyms[i] ?? 0)];
  return before !== now || before === 'return';
};

const arrived = ({ done, keysyms }: Typing, more: number): Arrived => ({
  done: done + more,
  of: keysyms.length,
  unit: 'character',
});

function untypable(character: string): never {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  throw new SteadyhandError(
    'usage',
    'text_untypable',
    `The text holds U+${code}, a control character or half a character, which no key types.`,
    'Leave it out; line feeds and tabs can stay.',
  );
}
