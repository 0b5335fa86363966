/**
 * Which control of the dialog in front a key presses: Alt and the underlined letter, `y` for Yes, Cmd and a letter.
 * The underline is too fine to be read, so every control that could be meant is named, the likeliest kind first.
 * Errs towards more controls: the worst of them counts.
 */
import { boxCentre, boxContains, type Box, type Point } from '../../protocol/coordinates.ts';
import type { Action } from '../../protocol/action.ts';
import type { Screen } from '../../protocol/screen.ts';
import { frontDialog, isShort, type Target } from './target.ts';
import { meaningIn, normalise, wordsOf } from './text.ts';

/** Two buttons read as one line are none; a control says at most this much. */
const MOST_WORDS = 4;

/** Middles of the controls that these keys may press; empty when no dialog is in front or the keys are no letter. */
export function pressedBy(screen: Screen, action: Action): Point[] {
  if (action.type !== 'hotkey' || action.keys.length > 2) return [];
  const letter = action.keys.at(-1)?.toLowerCase() ?? '';
  const held = action.keys.length === 2 ? (action.keys[0]?.toLowerCase() ?? '') : '';
  if (!/^[\p{L}\p{N}]$/u.test(letter) || !['', 'alt', 'cmd'].includes(held)) return [];
  const panel = frontDialog(screen)?.panel;
  if (!panel) return [];
  const controls = screen.elements
    .filter(
      (e) =>
        e.text.trim() !== '' &&
        isShort(e.text) &&
        wordsOf(e.text).length <= MOST_WORDS &&
        boxContains(panel, boxCentre(e.box)),
    )
    .map((e) => ({ words: wordsOf(e.text), at: boxCentre(e.box), low: e.box.y2 }));
  // The row of buttons is the lowest; what stands above it are fields and lists, reached by other letters.
  const lowest = Math.max(0, ...controls.map((c) => c.low));
  const row = controls.filter((c) => lowest - c.low < 40);
  const first = row.filter((c) => c.words[0]?.startsWith(letter));
  // A letter alone is typed where there is a field.
  const typed = held === '' && screen.elements.some((e) => e.kind === 'field' && boxContains(panel, boxCentre(e.box)));
  if (first.length > 0 || held === 'cmd' || typed) return first.map((c) => c.at);
  const later = row.filter((c) => c.words.some((w) => w.startsWith(letter)));
  return (later.length > 0 ? later : row.filter((c) => c.words.some((w) => w.includes(letter)))).map((c) => c.at);
}

/** The controls that Enter may press: what stands in the row of a dialog's way out and is none. Global pixels. */
export function answersOf(screen: Screen, found: Target | null): Point[] {
  if (!found?.box || found.place !== 'dialog') return [];
  const { box, panel } = found;
  const middle = (b: Box): number => (b.y1 + b.y2) / 2;
  const others = screen.elements.filter(
    (e) =>
      e.text.trim() !== '' &&
      e.kind !== 'container' &&
      e.kind !== 'row' &&
      wordsOf(e.text).length <= MOST_WORDS &&
      Math.abs(middle(e.box) - middle(box)) < 14 &&
      (panel === null || boxContains(panel, boxCentre(e.box))) &&
      !OUT.some((m) => meaningIn(m, e.text) === 'start'),
  );
  // A button and the line of text on it are one thing.
  const named = new Map(others.map((e) => [normalise(e.text), e]));
  return [...named.values()].slice(0, MOST_ANSWERS).map((e) => boxCentre(e.box));
}
const OUT = ['cancel', 'no', 'back', 'help', 'close'] as const;
/** Each costs a look of the learned critic. */
const MOST_ANSWERS = 4;
