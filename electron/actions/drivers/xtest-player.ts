/**
 * Plays programs of input from this process's event loop, where there is no native addon: the same steps, but a busy
 * event loop delays them, and nothing watches for the person's input. Whatever goes down comes up when it is halted.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { XTest } from 'x11';
import { OP } from '../../../native/types.ts';
import type { XConnection } from '../../capture/x11/connection.ts';
import type { Player, PlayResult } from './input-program.ts';

/** Events between two looks at what else there is to do, such as a halt. */
const AT_ONCE = 32;

export class XTestPlayer implements Player {
  readonly #x: XConnection;
  readonly #test: XTest;
  readonly #keys = new Set<number>();
  readonly #buttons = new Set<number>();
  #halted = false;
  #wake = new AbortController();

  constructor(x: XConnection, test: XTest) {
    this.#x = x;
    this.#test = test;
  }

  static async open(x: XConnection): Promise<XTestPlayer> {
    return new XTestPlayer(x, await x.xtest());
  }

  get halted(): boolean {
    return this.#halted;
  }

  arm(): void {
    if (this.#halted) this.#wake = new AbortController();
    this.#halted = false;
  }

  halt(): void {
    this.#halted = true;
    this.#wake.abort();
    this.#release();
  }

  async play(program: Int32Array): Promise<PlayResult> {
    let [events, unanswered] = [0, 0];
    for (let i = 0; i < program.length; i += 3) {
      const at = i / 3;
      const [op = 0, a = 0, b = 0] = program.subarray(i, i + 3);
      if (this.#x.isLost) return { outcome: 'lost', events, at };
      if (this.#halted) return { outcome: 'halted', events, at };
      if (op === OP.wait) {
        await sleep(a / 1000, undefined, { signal: this.#wake.signal }).catch(() => undefined);
      } else if (op === OP.sync || op === OP.focus || ++unanswered >= AT_ONCE) {
        unanswered = 0;
        const focus = await this.#x.sync();
        if (op === OP.focus && focus !== a) {
          this.#release();
          return { outcome: 'focus', events, at };
        }
      }
      // What was waited for may have been a halt.
      if (this.halted) return { outcome: 'halted', events, at };
      if (this.#send(op, a, b)) events++;
    }
    return { outcome: 'done', events, at: program.length / 3 };
  }

  #send(op: number, a: number, b: number): boolean {
    const type = this.#test;
    switch (op) {
      case OP.keyDown:
        this.#keys.add(a);
        this.#test.FakeInput(type.KeyPress, a, 0, 0, 0, 0);
        return true;
      case OP.keyUp:
        this.#test.FakeInput(type.KeyRelease, a, 0, 0, 0, 0);
        this.#keys.delete(a);
        return true;
      case OP.buttonDown:
        this.#buttons.add(a);
        this.#test.FakeInput(type.ButtonPress, a, 0, 0, 0, 0);
        return true;
      case OP.buttonUp:
        this.#test.FakeInput(type.ButtonRelease, a, 0, 0, 0, 0);
        this.#buttons.delete(a);
        return true;
      case OP.move:
        this.#test.FakeInput(type.MotionNotify, 0, 0, this.#x.root, a, b);
        return true;
      default:
        return false;
    }
  }

  #release(): void {
    for (const key of [...this.#keys].reverse()) this.#send(OP.keyUp, key, 0);
    for (const button of [...this.#buttons].reverse()) this.#send(OP.buttonUp, button, 0);
  }
}
