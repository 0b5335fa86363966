/**
 * Signs that stand alone on a button: `(`, `-`, `=`, `×`. The detector looks for lines and passes over most of them.
 *
 * A button without text whose inside holds one small drawing gives a box around it that looks like a very short line, for
 * the careful recogniser to read. Errs towards leaving it an icon: only a sure reading counts.
 */
import { inTitleBar, type Control } from './controls.ts';
import { inkColumns, inkRows } from './lines.ts';
import { contains, type Area, type Picture } from './picture.ts';
import type { Line, Reading } from './recognise.ts';

/** Inside of the border and its shading. */
const INSET = 5;
const MAX_BUTTON = 140;
/** A sign is not wider or taller than this share of its button, nor than a large letter. */
const MAX_SHARE = 0.7;
const MAX_SIGN = 40;
/** A line of interface text is at least this high; flat signs (`-`) are shown to the recogniser in that height. */
const LINE_HEIGHT = 22;
const SIDE_ROOM = 4;
const SURE_SIGN = 0.9;
const MAX_LETTERS = 3;

/** Boxes to read, one for each button that may carry a sign. */
export function signBoxes(picture: Picture, controls: readonly Control[], lines: readonly Line[]): Area[] {
  return controls.flatMap(({ kind, box }) => {
    const width = box.x2 - box.x1;
    const height = box.y2 - box.y1;
    if (kind !== 'button' || width > MAX_BUTTON || height > MAX_BUTTON || height < LINE_HEIGHT) return [];
    if (lines.some((l) => contains(box, l.box, INSET))) return [];
    const inner: Area = { x1: box.x1 + INSET, y1: box.y1 + INSET, x2: box.x2 - INSET, y2: box.y2 - INSET };
    const columns = extent(inkColumns(picture, inner, 0));
    const rows = extent(inkRows(picture, inner));
    if (!columns || !rows) return [];
    const w = columns.to - columns.from;
    const h = rows.to - rows.from;
    if (w > Math.min(MAX_SIGN, MAX_SHARE * width) || h > Math.min(MAX_SIGN, MAX_SHARE * height)) return [];
    const tall = Math.min(height - 4, Math.max(LINE_HEIGHT, Math.round(h * 1.5)));
    // A tall sign is centred on itself; a flat or low one keeps its place on the button's line, which tells `-` from `_`.
    const middle = h * 2 > tall ? inner.y1 + (rows.from + rows.to) / 2 : (box.y1 + box.y2) / 2;
    const y1 = Math.max(box.y1 + 2, Math.round(middle - tall / 2));
    return [
      {
        x1: inner.x1 + columns.from - SIDE_ROOM,
        y1,
        x2: inner.x1 + columns.to + SIDE_ROOM,
        y2: Math.min(box.y2 - 2, y1 + tall),
      },
    ];
  });
}

const extent = (ink: Uint8Array): { from: number; to: number } | null => {
  const from = ink.indexOf(1);
  return from < 0 ? null : { from, to: ink.lastIndexOf(1) + 1 };
};

/** Whether a reading of such a box is the sign on the button. */
export const isSign = (reading: Reading): boolean =>
  reading.weakest >= SURE_SIGN && reading.text !== '' && [...reading.text].length <= MAX_LETTERS;

/** A short text nobody can be sure of is a drawing: an arrow, a window's buttons. */
const SURE_SHORT = 0.65;
/** What minimise, maximise and close are taken for when they are read as text. */
const LIKE_WINDOW_BUTTONS = /^[□■○●☐0oOxX×✕✖_^v+=\-–— ]{1,6}$/u;

/** Whether what was read in a box is not writing; `windows` are the windows' boxes, where known. */
export const isDrawing = (reading: Reading, box: Area, windows: readonly Area[]): boolean =>
  [...reading.text].length <= MAX_LETTERS && reading.weakest < SURE_SHORT
    ? true
    : LIKE_WINDOW_BUTTONS.test(reading.text) && windows.some((w) => inTitleBar(w, box));
