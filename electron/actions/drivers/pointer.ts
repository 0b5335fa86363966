/** What the hand does with a mouse, as programs of input. Positions are global physical pixels, times milliseconds. */
import type { Point } from '../../protocol/coordinates.ts';
import { InputProgram } from './input-program.ts';
import type { Button, Direction } from './port.ts';

/** `instant`: the pointer is there at once. `human`: it travels as a hand would move it. */
export type Motion = 'instant' | 'human';

/** Between the presses of a multiple click: well inside every toolkit's double-click time (usually 400 ms). */
const BETWEEN_CLICKS_MS = 40;
/** How long a button stays down: longer than the event clock's step, shorter than any long press. */
const PRESS_MS = 12;
/** So that an application sees the pointer arrive before the button goes down. */
const ARRIVE_MS = 30;
/** Steps of a drag. Toolkits start a drag after a few pixels of motion and follow it event by event. */
const DRAG_STEPS = 24;
const DRAG_STEP_MS = 10;
/** Drop targets need a moment under the pointer before they accept. */
const BEFORE_DROP_MS = 150;
const NOTCH_MS = 8;
const STEP_MS = 8;

const BUTTON: Readonly<Record<Button, number>> = { left: 1, middle: 2, right: 3 };
/** X sends the wheel as buttons; every toolkit takes 6 for left and 7 for right. */
const WHEEL: Readonly<Record<Direction, number>> = { up: 4, down: 5, left: 6, right: 7 };

/** A click of its own that comes this soon and this near after another would be taken for a double click. */
const APART_MS = 500;
const APART_PX = 8;

/** Remembers the last click, so that the next one is not taken for its second half. */
export class ClickSpacing {
  #last: { readonly at: Point; readonly button: Button; readonly when: number } | null = null;

  /** Milliseconds until a click here is one of its own. */
  wait(at: Point, button: Button): number {
    const last = this.#last;
    if (last?.button !== button) return 0;
    if (Math.abs(at.x - last.at.x) > APART_PX || Math.abs(at.y - last.at.y) > APART_PX) return 0;
    return Math.max(0, last.when + APART_MS - Date.now());
  }

  clicked(at: Point, button: Button): void {
    this.#last = { at, button, when: Date.now() };
  }
}

/**
 * Where a hand would be at each `STEP_MS` on its way, the end included: the minimum-jerk path of Flash and Hogan, "The
 * coordination of arm movements" (J. Neuroscience 5(7), 1985), with the time of Fitts's law for a target of 20 pixels.
 */
export function handPath(from: Point, to: Point): Point[] {
  const distance = Math.hypot(to.x - from.x, to.y - from.y);
  if (distance === 0) return [to];
  const duration = 80 + 100 * Math.log2(distance / 20 + 1);
  const steps = Math.max(2, Math.round(duration / STEP_MS));
  return Array.from({ length: steps }, (_, i) => {
    const t = (i + 1) / steps;
    return between(from, to, t ** 3 * (10 - 15 * t + 6 * t ** 2));
  });
}

const between = (from: Point, to: Point, part: number): Point =>
  ({
    x: Math.round(from.x + (to.x - from.x) * part),
    y: Math.round(from.y + (to.y - from.y) * part),
  }) as Point;

/** Moves the pointer. @param from where it is, for a motion that takes time; null: at once */
export function moving(program: InputProgram, from: Point | null, to: Point): InputProgram {
  if (!from) return program.move(to.x, to.y);
  for (const p of handPath(from, to)) program.move(p.x, p.y).wait(STEP_MS);
  return program;
}

/** Presses and lets go, one to three times, where the pointer is; `modifiers` are held meanwhile. */
export function clicking(
  program: InputProgram,
  button: Button,
  count: number,
  modifiers: readonly number[],
): InputProgram {
  program.sync().wait(ARRIVE_MS);
  for (const keycode of modifiers) program.keyDown(keycode);
  for (let i = 0; i < count; i++) {
    if (i > 0) program.wait(BETWEEN_CLICKS_MS);
    program.buttonDown(BUTTON[button]).wait(PRESS_MS).buttonUp(BUTTON[button]).mark();
  }
  for (const keycode of [...modifiers].reverse()) program.keyUp(keycode);
  return program.sync();
}

/** From where the pointer is to another place with the left button down. */
export function dragging(program: InputProgram, from: Point, to: Point, motion: Motion): InputProgram {
  program.sync().wait(ARRIVE_MS).buttonDown(BUTTON.left).wait(ARRIVE_MS);
  const even = Array.from({ length: DRAG_STEPS }, (_, i) => between(from, to, (i + 1) / DRAG_STEPS));
  for (const p of motion === 'human' ? handPath(from, to) : even) program.move(p.x, p.y).wait(DRAG_STEP_MS);
  // A drop target is asked about the place it is over: one more motion tells it that the pointer rests there.
  return program.sync().wait(BEFORE_DROP_MS).move(to.x, to.y).wait(ARRIVE_MS).buttonUp(BUTTON.left).mark().sync();
}

export function scrolling(program: InputProgram, direction: Direction, notches: number): InputProgram {
  const button = WHEEL[direction];
  for (let i = 0; i < notches; i++) program.buttonDown(button).buttonUp(button).mark().wait(NOTCH_MS);
  return program.sync();
}

/** So that the window under a place where the pointer has just come has seen it. */
export const arriving = (program: InputProgram): InputProgram => program.sync().wait(ARRIVE_MS);
