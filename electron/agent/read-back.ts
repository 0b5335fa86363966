/**
 * Reading from the screen what was typed, and what the person asked to be told.
 *
 * The reader is good but not exact, so words are compared loosely; what is reported as an answer is exactly what was
 * read, never corrected towards what one would expect.
 */
import type { Box } from '../protocol/coordinates.ts';
import { boxContains, boxHeight, boxInflate, boxIntersection, boxIsEmpty } from '../protocol/coordinates.ts';
import type { Grounder } from '../protocol/grounding.ts';
import type { Element, Screen } from '../protocol/screen.ts';

const words = (text: string): string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Lines of text that touch one of the boxes, in reading order. */
export function linesIn(screen: Screen, boxes: readonly Box[]): Element[] {
  const near = boxes.map((b) => boxInflate(b, 2));
  return readingOrder(
    screen.elements.filter(
      (e) => e.kind === 'text' && e.text !== '' && near.some((b) => !boxIsEmpty(boxIntersection(b, e.box))),
    ),
  );
}

/** Top to bottom in rows, left to right within a row (rows: vertical centres within half a line of each other). */
export function readingOrder(lines: readonly Element[]): Element[] {
  const sorted = [...lines].sort((a, b) => a.box.y1 - b.box.y1);
  const rows: Element[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    const first = row?.[0];
    const centre = (line.box.y1 + line.box.y2) / 2;
    if (row && first && centre < first.box.y2 - boxHeight(first.box) * 0.25) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.x1 - b.box.x1));
}

/**
 * The share of the typed words (two characters or more) found again in what changed. Null when there are none to look
 * for, for example a lone symbol.
 */
export function readBackShare(typed: string, after: Screen, changed: readonly Box[]): number | null {
  const wanted = words(typed).filter((w) => w.length >= 2);
  if (wanted.length === 0) return null;
  const seen = linesIn(after, changed).map((l) => words(l.text).join(' '));
  const joined = seen.join(' ');
  const run = seen.join('').replaceAll(' ', '');
  // Only the end of a long text is still in view, so the last words count.
  const checked = wanted.slice(-40);
  const found = checked.filter((w) => joined.includes(w) || run.includes(w)).length;
  return found / checked.length;
}

/** Phrases that mean "what came out of the last step" rather than a place on the screen. */
const OUTCOME =
  /^(the\s+)?((final\s+)?(result|answer|total|sum|outcome|output|value)|ergebnis|resultado|résultat|resultat|结果)$/i;

export interface Answer {
  readonly text: string;
  readonly box: Box | null;
  readonly note: string;
}

/**
 * What a `read` step tells the person.
 * - no target: every line of the window in front (or of the screen), in reading order;
 * - an outcome word ("the result"): the tallest line with a digit among what the last steps changed, else in the window;
 * - anything else: the text at the grounded place, or right of it when that is only its label.
 * @returns null when nothing of the kind can be read
 */
export async function readAnswer(
  screen: Screen,
  target: string | undefined,
  recent: readonly Box[],
  grounder: Grounder,
  signal: AbortSignal,
): Promise<Answer | null> {
  const front = screen.windows.find((w) => w.active);
  const frontBox = front?.box ?? screen.frame.display.box;
  const inFront = linesIn(screen, [frontBox]);
  if (!target) {
    const text = inFront.map((l) => l.text).join('\n');
    return text ? { text, box: frontBox, note: `all of ${front ? `“${front.title}”` : 'the screen'}` } : null;
  }
  if (OUTCOME.test(target.trim())) {
    const changed = linesIn(screen, recent).filter((l) => inFront.includes(l));
    const line = tallestWithDigit(changed) ?? tallestWithDigit(inFront) ?? changed[0];
    return line ? { text: line.text, box: line.box, note: 'what the last step changed' } : null;
  }
  const grounding = await grounder.ground(screen, target, { signal });
  if (grounding.status === 'absent') return null;
  const here = linesIn(screen, [grounding.box]);
  const label = here.map((l) => l.text).join(' ');
  const value = here.length === 1 && sameWords(label, target) ? rightOf(screen, grounding.box) : null;
  const text = value ? value.text : label;
  return text ? { text, box: value?.box ?? grounding.box, note: `at “${target}”` } : null;
}

function tallestWithDigit(lines: readonly Element[]): Element | undefined {
  return [...lines].filter((l) => /\d/.test(l.text)).sort((a, b) => boxHeight(b.box) - boxHeight(a.box))[0];
}

const sameWords = (a: string, b: string): boolean => words(a).join(' ') === words(b).join(' ');

function rightOf(screen: Screen, box: Box): Element | null {
  const y = Math.floor((box.y1 + box.y2) / 2);
  const candidates = screen.elements
    .filter(
      (e) => e.kind === 'text' && e.box.x1 >= box.x2 - 2 && boxContains(e.box, { x: e.box.x1, y: y as typeof box.y1 }),
    )
    .sort((a, b) => a.box.x1 - b.box.x1);
  return candidates[0] ?? null;
}
