/**
 * From the entries of a journal to what a person would say they did: typing joined, presses and releases as clicks,
 * double clicks and drags, turns of the wheel as one scroll, keys as chords. Pure.
 *
 * Errs towards the literal: what does not fit a pattern stays what it was.
 */
import type { Entry, EntryOf } from '../record/entries.ts';
import type { Modifier } from '../../protocol/intent.ts';
import type { StepOf } from '../skill/schema.ts';

export type Gesture = {
  readonly at: number;
  readonly endAt: number;
  readonly frame: string | null;
  /** The picture of what came of it, where one was taken for it. */
  readonly after?: string | null;
} & (
  | {
      readonly kind: 'click';
      readonly x: number;
      readonly y: number;
      readonly button: 'left' | 'right' | 'middle';
      readonly count: 1 | 2 | 3;
      readonly held: readonly Modifier[];
    }
  | { readonly kind: 'drag'; readonly x: number; readonly y: number; readonly toX: number; readonly toY: number }
  | {
      readonly kind: 'scroll';
      readonly x: number;
      readonly y: number;
      readonly direction: 'up' | 'down' | 'left' | 'right';
      readonly notches: number;
    }
  | { readonly kind: 'type'; readonly text: string }
  | { readonly kind: 'secret'; readonly why: string }
  | { readonly kind: 'press'; readonly keys: readonly string[] }
  | { readonly kind: 'act'; readonly intent: StepOf<'act'>['intent'] }
);

/** A hand trembles this much between press and release. */
const STILL_PX = 8;
/** Two clicks this near in time and place are one double click. */
const DOUBLE_MS = 450;
const DOUBLE_PX = 6;
/** Turns of the wheel with less than this between them are one scroll. */
const SCROLL_MS = 1_500;
const BUTTONS: Readonly<Record<number, 'left' | 'middle' | 'right'>> = { 1: 'left', 2: 'middle', 3: 'right' };

const near = (a: { x: number; y: number }, b: { x: number; y: number }, px: number): boolean =>
  Math.abs(a.x - b.x) <= px && Math.abs(a.y - b.y) <= px;

/** Gestures in order. Times are the journal's. */
export function gesturesOf(entries: readonly Entry[]): Gesture[] {
  const out: Gesture[] = [];
  let pressed: EntryOf<'press'> | null = null;
  for (const entry of entries) {
    switch (entry.t) {
      case 'press':
        // A second button while the first is down, or a release that was lost: the first counts as a click.
        if (pressed) addClick(out, pressed, pressed.at);
        pressed = entry;
        break;
      case 'release':
        if (pressed?.button === entry.button) {
          if (near(pressed, entry, STILL_PX) || pressed.button !== 1) addClick(out, pressed, entry.at);
          else
            out.push({
              kind: 'drag',
              ...span(pressed, entry.at),
              x: pressed.x,
              y: pressed.y,
              toX: entry.x,
              toY: entry.y,
            });
          pressed = null;
        }
        break;
      case 'wheel':
        addScroll(out, entry);
        break;
      case 'char':
        addText(out, entry);
        break;
      case 'key':
        addKey(out, entry);
        break;
      case 'secret':
        out.push({ kind: 'secret', why: entry.why, at: entry.at, endAt: entry.at, frame: entry.frame });
        break;
      default:
    }
  }
  // The recording ended with the button down.
  if (pressed) addClick(out, pressed, pressed.at);
  return out;
}

const span = (from: { at: number; frame: string | null }, endAt: number): Pick<Gesture, 'at' | 'endAt' | 'frame'> => ({
  at: from.at,
  endAt,
  frame: from.frame,
});

function addClick(out: Gesture[], press: EntryOf<'press'>, endAt: number): void {
  const button = BUTTONS[press.button];
  if (button === undefined) return;
  const last = out.at(-1);
  const again =
    last?.kind === 'click' &&
    last.button === button &&
    last.count < 3 &&
    press.at - last.endAt <= DOUBLE_MS &&
    near(last, press, DOUBLE_PX) &&
    last.held.join() === press.held.join();
  if (again) out[out.length - 1] = { ...last, endAt, count: last.count === 1 ? 2 : 3 };
  else out.push({ kind: 'click', ...span(press, endAt), x: press.x, y: press.y, button, count: 1, held: press.held });
}

function addScroll(out: Gesture[], { at, direction, x, y, frame }: EntryOf<'wheel'>): void {
  const last = out.at(-1);
  const goesOn =
    last?.kind === 'scroll' && last.direction === direction && at - last.endAt <= SCROLL_MS && near(last, { x, y }, 40);
  if (goesOn) out[out.length - 1] = { ...last, endAt: at, notches: Math.min(1000, last.notches + 1) };
  else out.push({ kind: 'scroll', at, endAt: at, frame, x, y, direction, notches: 1 });
}

function addText(out: Gesture[], { at, text, frame }: EntryOf<'char'>): void {
  const last = out.at(-1);
  if (last?.kind === 'type') out[out.length - 1] = { ...last, endAt: at, text: last.text + text };
  else out.push({ kind: 'type', at, endAt: at, frame, text });
}

function addKey(out: Gesture[], { at, key, held, frame }: EntryOf<'key'>): void {
  const last = out.at(-1);
  if (key === 'backspace' && held.length === 0 && last?.kind === 'type') {
    const text = [...last.text].slice(0, -1).join('');
    if (text === '') out.pop();
    else out[out.length - 1] = { ...last, endAt: at, text };
    return;
  }
  out.push({ kind: 'press', at, endAt: at, frame, keys: [...held, key] });
}
