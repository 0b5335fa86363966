import { expect, test } from 'vitest';
import type { Point } from '../../protocol/coordinates.ts';
import { globalPoint } from '../../protocol/coordinates.ts';
import { OP } from '../../../native/types.ts';
import { InputProgram, type PlayResult, type Player } from './input-program.ts';
import { InputSender } from './input-sender.ts';
import { ClickSpacing, clicking, dragging, handPath, scrolling } from './pointer.ts';

const steps = (program: InputProgram): number[][] => {
  const numbers = [...program.numbers()];
  return Array.from({ length: numbers.length / 3 }, (_, i) => numbers.slice(i * 3, i * 3 + 3));
};
const ops = (program: InputProgram): (number | undefined)[] => steps(program).map(([op]) => op);

/** A player that ends programs the way it is told. */
class Told implements Player {
  halted = false;
  played = 0;
  result: Partial<PlayResult> = {};
  during: () => void = () => undefined;
  play(program: Int32Array): Promise<PlayResult> {
    this.played++;
    this.during();
    if (this.halted) return Promise.resolve({ outcome: 'halted', events: 3, at: 3, ...this.result });
    return Promise.resolve({ outcome: 'done', events: 1, at: program.length / 3, ...this.result });
  }
  halt(): void {
    this.halted = true;
  }
  arm(): void {
    this.halted = false;
  }
}
const signal = new AbortController().signal;
const two = (): InputProgram => new InputProgram().keyDown(9).keyUp(9).mark().keyDown(10).keyUp(10).mark();

test('a program knows how many units are complete when it ends early', () => {
  expect([0, 1, 2, 3, 4].map((at) => two().unitsBefore(at))).toEqual([0, 0, 1, 1, 2]);
});

test('an abort halts the player and says how much arrived; the next action goes on', async () => {
  const player = new Told();
  const sender = new InputSender(player, ':1');
  const abort = new AbortController();
  player.during = () => abort.abort(new Error('stop'));
  const cut = sender.play(two(), abort.signal, ({ at }) => ({ done: at, of: 9, unit: 'character' }));
  await expect(cut).rejects.toMatchObject({ code: 'interrupted', arrived: { done: 3, of: 9 } });
  player.during = () => undefined;
  await expect(sender.play(two(), signal)).resolves.toMatchObject({ outcome: 'done' });
});

test('after a halt by the watch nothing is played until it is armed', async () => {
  const player = new Told();
  const sender = new InputSender(player, ':1');
  sender.interrupted();
  await sender.letGo();
  await expect(sender.play(two(), signal)).rejects.toMatchObject({ arrived: { done: 0, of: 4 } });
  expect(player.played).toBe(0);
  sender.arm();
  await sender.play(two(), signal);
  expect(player.played).toBe(1);
});

test('a halt that nobody told us of counts as one by the watch', async () => {
  const player = new Told();
  player.halted = true;
  await expect(new InputSender(player, ':1').play(two(), signal)).rejects.toMatchObject({ code: 'interrupted' });
});

test('a display that has gone is told as such', async () => {
  const player = new Told();
  player.result = { outcome: 'lost' };
  await expect(new InputSender(player, ':1').play(two(), signal)).rejects.toMatchObject({ code: 'display_lost' });
});

test('what goes down comes up, in reverse', () => {
  const program = clicking(new InputProgram(), 'right', 2, [37, 50]);
  const keys = steps(program).filter(([op]) => op === OP.keyDown || op === OP.keyUp);
  expect(keys.map(([op, k]) => [op, k])).toEqual([
    [OP.keyDown, 37],
    [OP.keyDown, 50],
    [OP.keyUp, 50],
    [OP.keyUp, 37],
  ]);
  expect(ops(program).filter((op) => op === OP.buttonDown)).toHaveLength(2);
  expect(ops(program).filter((op) => op === OP.buttonUp)).toHaveLength(2);
});

test('a drag goes step by step, ends exactly at its end, and moves nowhere else', () => {
  const [from, to] = [globalPoint(0, 0), globalPoint(100, 7)];
  const moves = steps(dragging(new InputProgram(), from, to, 'instant')).filter(([op]) => op === OP.move);
  expect(moves.length).toBeGreaterThan(10);
  expect(moves.at(-1)).toEqual([OP.move, 100, 7]);
  expect(moves.every(([, x = -1, y = -1]) => x >= 0 && x <= 100 && y >= 0 && y <= 7)).toBe(true);
});

test('a hand starts slowly, is fastest in the middle and arrives', () => {
  const path: Point[] = handPath(globalPoint(0, 0), globalPoint(900, 0));
  const strides = path.map((p, i) => p.x - (path[i - 1]?.x ?? 0));
  const middle = Math.floor(strides.length / 2);
  expect(path.at(-1)).toEqual({ x: 900, y: 0 });
  expect(strides[middle]).toBeGreaterThan((strides[0] ?? 0) * 5);
  expect(strides[middle]).toBeGreaterThan((strides.at(-1) ?? 0) * 5);
  expect(handPath(globalPoint(5, 5), globalPoint(5, 5))).toEqual([{ x: 5, y: 5 }]);
});

test('the wheel turns notch by notch', () => {
  const wheel = scrolling(new InputProgram(), 'left', 3);
  expect(steps(wheel).filter(([op, b]) => op === OP.buttonDown && b === 6)).toHaveLength(3);
  expect(wheel.units).toBe(3);
});

test('a second click at the same place waits until it is one of its own', () => {
  const clicks = new ClickSpacing();
  clicks.clicked(globalPoint(10, 10), 'left');
  expect(clicks.wait(globalPoint(12, 10), 'left')).toBeGreaterThan(300);
  expect(clicks.wait(globalPoint(40, 10), 'left')).toBe(0);
  expect(clicks.wait(globalPoint(12, 10), 'right')).toBe(0);
});
