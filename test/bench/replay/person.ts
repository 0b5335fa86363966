/**
 * A person at a virtual desktop: synthetic events that the server cannot tell from a hand's, with the pauses of one.
 * Finds what to point at in the accessibility tree or at a place given in the window; never through the program under test.
 */
import type { XTest } from 'x11';
import { XConnection } from '../../../electron/capture/x11/connection.ts';

const NAMED: Readonly<Record<string, number>> = {
  enter: 0xff0d,
  tab: 0xff09,
  escape: 0xff1b,
  backspace: 0xff08,
  delete: 0xffff,
  home: 0xff50,
  end: 0xff57,
  left: 0xff51,
  up: 0xff52,
  right: 0xff53,
  down: 0xff54,
  f2: 0xffbf,
  f5: 0xffc2,
  ctrl: 0xffe3,
  shift: 0xffe1,
  alt: 0xffe9,
};

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface Person {
  click(at: Place, options?: { button?: number; count?: number }): Promise<void>;
  drag(from: Place, to: Place): Promise<void>;
  scroll(at: Place, notches: number): Promise<void>;
  type(text: string): Promise<void>;
  press(...keys: string[]): Promise<void>;
  /** As fast as the server takes them; answers how many events were sent. */
  hammer(count: number, perSecond: number): Promise<number>;
  pause(ms: number): Promise<void>;
  close(): Promise<void>;
}

export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

/** Sits down at a display. */
export async function openPerson(display: string, thinkMs = 700): Promise<Person> {
  const x = await XConnection.open(display);
  const xtest = await x.request<XTest>((c, done) => c.require('xtest', done));
  const count = x.maxKeycode - x.minKeycode + 1;
  const rows = await x.request<number[][]>((c, done) => c.GetKeyboardMapping(x.minKeycode, count, done));
  const stroke = (keysym: number): { code: number; shift: boolean } => {
    for (const column of [0, 1]) {
      const i = rows.findIndex((row) => row[column] === keysym);
      if (i >= 0) return { code: x.minKeycode + i, shift: column === 1 };
    }
    throw new Error(`the keyboard has no key for keysym ${keysym.toString(16)}`);
  };
  const keysymOf = (key: string): number => NAMED[key] ?? key.codePointAt(0) ?? 0;
  const fake = (type: number, detail: number, at: Place = { x: 0, y: 0 }): void =>
    xtest.FakeInput(type, detail, 0, x.root, at.x, at.y);
  const SHIFT = stroke(NAMED['shift'] ?? 0).code;
  const tap = (keysym: number): void => {
    const { code, shift } = stroke(keysym);
    if (shift) fake(xtest.KeyPress, SHIFT);
    fake(xtest.KeyPress, code);
    fake(xtest.KeyRelease, code);
    if (shift) fake(xtest.KeyRelease, SHIFT);
  };
  const move = async (at: Place): Promise<void> => {
    fake(xtest.MotionNotify, 0, at);
    await x.sync();
    await pause(60);
  };
  return {
    async click(at, { button = 1, count: times = 1 } = {}) {
      await move(at);
      await pause(thinkMs / 2);
      for (let i = 0; i < times; i++) {
        fake(xtest.ButtonPress, button);
        await x.sync();
        await pause(40);
        fake(xtest.ButtonRelease, button);
        await x.sync();
        await pause(60);
      }
      await pause(thinkMs);
    },
    async drag(from, to) {
      await move(from);
      fake(xtest.ButtonPress, 1);
      await x.sync();
      for (let i = 1; i <= 10; i++) {
        const at = {
          x: Math.round(from.x + ((to.x - from.x) * i) / 10),
          y: Math.round(from.y + ((to.y - from.y) * i) / 10),
        };
        await move(at);
      }
      await pause(200);
      fake(xtest.ButtonRelease, 1);
      await x.sync();
      await pause(thinkMs);
    },
    async scroll(at, notches) {
      await move(at);
      for (let i = 0; i < Math.abs(notches); i++) {
        fake(xtest.ButtonPress, notches > 0 ? 5 : 4);
        fake(xtest.ButtonRelease, notches > 0 ? 5 : 4);
        await x.sync();
        await pause(60);
      }
      await pause(thinkMs);
    },
    async type(text) {
      for (const character of text) {
        tap(keysymOf(character === '\n' ? 'enter' : character));
        await x.sync();
        await pause(35);
      }
      await pause(thinkMs);
    },
    async press(...keys) {
      const codes = keys.map((key) => stroke(keysymOf(key)).code);
      for (const code of codes) fake(xtest.KeyPress, code);
      await x.sync();
      await pause(40);
      for (const code of codes.reverse()) fake(xtest.KeyRelease, code);
      await x.sync();
      await pause(thinkMs);
    },
    async hammer(total, perSecond) {
      const a = stroke(0x61).code;
      const began = performance.now();
      for (let sent = 0; sent < total;) {
        const due = Math.min(total, Math.floor(((performance.now() - began) / 1000) * perSecond));
        for (; sent < due; sent++) {
          if (sent % 4 === 0) fake(xtest.MotionNotify, 0, { x: 100 + (sent % 200), y: 100 });
          else if (sent % 4 === 1) fake(xtest.KeyPress, a);
          else if (sent % 4 === 2) fake(xtest.KeyRelease, a);
          else fake(xtest.MotionNotify, 0, { x: 101 + (sent % 200), y: 120 });
        }
        await x.sync();
        await pause(1);
      }
      return total;
    },
    pause,
    close: () => x.close(),
  };
}
