/**
 * What an action is bound to: the pixels around its points; for keys and text, the window that has the focus; for acts on
 * a window, that window.
 *
 * A permit is granted for one context and void in any other. Two contexts match when they are the same but for a
 * blinking text caret: a difference of one narrow vertical bar. Everything else is a mismatch, so this errs towards
 * asking again. For keys the focused window is compared and not its pixels, which change with every key.
 */
import { boxInflate, boxIsEmpty, boxHeight, boxWidth, globalBox, type Box } from '../protocol/coordinates.ts';
import { actionPoints, type Action } from '../protocol/action.ts';
import { sha256 } from '../protocol/action-hash.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import type { ActionContext, ContextPatch } from '../protocol/verdict.ts';
import { boxToGlobal, clipToFrame } from './geometry.ts';
import { asPixels } from './tiles.ts';

/** Pixels on each side of a point: about one toolbar button. */
const RADIUS = 20;
/** A caret is 1 px wide, 2 on HiDPI; one more for antialiasing. */
const CARET_WIDTH = 3;
/** A caret is at least this tall; less is a dot or a hyphen that changed. */
const CARET_MIN_HEIGHT = 8;
/** And at least this many times taller than wide, which an `l` turned into an `i` is not. */
const CARET_MIN_ASPECT = 4;

function patchAround(frame: Frame, wanted: Box): ContextPatch | null {
  const b = clipToFrame(frame, wanted);
  if (boxIsEmpty(b)) return null;
  const width = boxWidth(b);
  const pixels = new Uint8Array(width * boxHeight(b) * 4);
  for (let y = b.y1 as number; y < b.y2; y++) {
    const from = (y * frame.width + b.x1) * 4;
    pixels.set(frame.data.subarray(from, from + width * 4), (y - b.y1) * width * 4);
  }
  return { box: boxToGlobal(frame, b), pixels };
}

/**
 * The window that receives the keys or that the action is about: null when there is none, or when neither is so. Its
 * title belongs to it where the risk depends on what it says of unsaved work; elsewhere titles change too freely.
 */
function windowOf(windows: readonly WindowInfo[], action: Action): string | null {
  const named = (id: number): WindowInfo | undefined => windows.find((w) => w.id === id);
  const titled = (w: WindowInfo | undefined): string | null => (w ? `${w.id} ${w.title}` : null);
  switch (action.type) {
    case 'type':
    case 'hotkey':
      return titled(windows.find((w) => w.active));
    case 'close_window':
      return titled(named(action.windowId));
    case 'focus_window':
    case 'arrange_window':
    case 'move_window': {
      const window = named(action.windowId);
      return window ? `${window.id} ${window.app}` : null;
    }
    default:
      return null;
  }
}

/** The surroundings of an action on a frame. Points outside the frame have no patch. */
export function actionContext(frame: Frame, windows: readonly WindowInfo[], action: Action): ActionContext {
  const patches = actionPoints(action)
    .map((p) => patchAround(frame, boxInflate(globalBox(p.x, p.y, p.x + 1, p.y + 1), RADIUS)))
    .filter((p) => p !== null);
  const focus = windowOf(windows, action);
  const parts = patches.map((p) => `${p.box.x1},${p.box.y1},${p.box.x2},${p.box.y2}:${sha256(p.pixels)}`);
  return { hash: sha256([...parts, focus ?? ''].join('|')), patches, focus };
}

/** True when two patches of the same size differ in nothing but one caret. */
function differOnlyByCaret(a: ContextPatch, b: ContextPatch): boolean {
  const width = boxWidth(a.box);
  const pa = asPixels(a.pixels);
  const pb = asPixels(b.pixels);
  let x1 = Infinity;
  let x2 = -1;
  let y1 = Infinity;
  let y2 = -1;
  let count = 0;
  pa.forEach((v, i) => {
    if (v === pb[i]) return;
    const x = i % width;
    const y = Math.floor(i / width);
    x1 = Math.min(x1, x);
    x2 = Math.max(x2, x);
    y1 = Math.min(y1, y);
    y2 = Math.max(y2, y);
    count++;
  });
  if (count === 0) return true;
  const w = x2 - x1 + 1;
  const h = y2 - y1 + 1;
  // A caret is a solid bar: at every height of it something changed, in a column as tall as a line of text.
  return (
    w <= CARET_WIDTH &&
    h >= CARET_MIN_HEIGHT &&
    h >= w * CARET_MIN_ASPECT &&
    count >= h &&
    isSolid(pa, pb, width, x1, x2, y1, y2)
  );
}

/** True when the bar has one colour in one of the two pictures, as a caret has when it shows. */
function isSolid(
  pa: Uint32Array,
  pb: Uint32Array,
  width: number,
  x1: number,
  x2: number,
  y1: number,
  y2: number,
): boolean {
  return [pa, pb].some((px) => {
    for (let x = x1; x <= x2; x++) {
      const colour = px[y1 * width + x];
      for (let y = y1 + 1; y <= y2; y++) if (px[y * width + x] !== colour) return false;
    }
    return true;
  });
}

const sameBox = (a: Box, b: Box): boolean => a.x1 === b.x1 && a.y1 === b.y1 && a.x2 === b.x2 && a.y2 === b.y2;

/** Whether an action granted in one context may be sent in another. */
export function contextMatches(granted: ActionContext, current: ActionContext): boolean {
  if (granted.focus !== current.focus) return false;
  if (granted.patches.length !== current.patches.length) return false;
  if (granted.hash === current.hash) return true;
  return granted.patches.every((p, i) => {
    const q = current.patches[i];
    return q !== undefined && sameBox(p.box, q.box) && differOnlyByCaret(p, q);
  });
}
