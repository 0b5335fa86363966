/**
 * Programs of input, as the native addon plays them, and what plays them.
 *
 * A program is a list of steps (native/types.ts). Marks in it say where one unit of an action (a character, a click) is
 * complete, so that an action that was cut short can say how much of it arrived.
 */
import { OP, type NativeInput, type PlayResult } from '../../../native/types.ts';

/** Whatever plays programs: the addon, or the slower way without it. */
export type Player = Pick<NativeInput, 'play' | 'halt' | 'arm' | 'halted'>;

const WIDTH = 3;

export class InputProgram {
  readonly #numbers: number[] = [];
  /** For each unit: how many steps there are up to its end. */
  readonly #marks: number[] = [];
  #events = 0;

  keyDown(keycode: number): this {
    return this.#event(OP.keyDown, keycode);
  }

  keyUp(keycode: number): this {
    return this.#event(OP.keyUp, keycode);
  }

  /** @param button X button: 1 left, 2 middle, 3 right, 4 to 7 wheel */
  buttonDown(button: number): this {
    return this.#event(OP.buttonDown, button);
  }

  buttonUp(button: number): this {
    return this.#event(OP.buttonUp, button);
  }

  /** Absolute, global physical pixels. */
  move(x: number, y: number): this {
    return this.#event(OP.move, x, y);
  }

  wait(ms: number): this {
    return ms > 0 ? this.#step(OP.wait, Math.round(ms * 1000)) : this;
  }

  /** Waits until the server has worked off everything before. */
  sync(): this {
    return this.#step(OP.sync);
  }

  /** The program ends here unless this window has the keyboard. */
  focus(window: number): this {
    return this.#step(OP.focus, window);
  }

  /** One unit of the action is complete here. */
  mark(): this {
    this.#marks.push(this.#numbers.length / WIDTH);
    return this;
  }

  /** Input events in it. */
  get events(): number {
    return this.#events;
  }

  get units(): number {
    return this.#marks.length;
  }

  /** Units that are complete when the program ended before step `at`. */
  unitsBefore(at: number): number {
    const end = this.#marks.findIndex((m) => m > at);
    return end < 0 ? this.#marks.length : end;
  }

  numbers(): Int32Array {
    return Int32Array.from(this.#numbers);
  }

  #event(op: number, a: number, b = 0): this {
    this.#events++;
    return this.#step(op, a, b);
  }

  #step(op: number, a = 0, b = 0): this {
    this.#numbers.push(op, a, b);
    return this;
  }
}

export type { PlayResult };
