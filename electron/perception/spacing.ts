/**
 * Words of a line from its letters and from the gaps between the strokes.
 *
 * The recogniser places letters to within about half a letter and sometimes runs two words together; the pixels show
 * exactly where the gaps are. A gap as wide as the line's other word gaps is a space even when none was read. Errs towards
 * leaving words together: without a known space a gap must stand out from all others.
 */
import type { Letter } from './ctc.ts';

/** A word with the columns `[from, to)` it covers, in pixels from the left of the line's box. */
export interface Span {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Probability of its least certain letter. */
  readonly weakest: number;
  /** The widest part of it without the middle of a letter, in pixels: letters the recogniser does not know hide there. */
  readonly blank: number;
}

/** A run of columns without ink between two runs with ink. */
interface Gap {
  readonly from: number;
  readonly to: number;
}

/** A gap this close to the narrowest known space of the line is a space too. */
const LIKE_A_SPACE = 0.85;
/** In a line without a known space: a gap this wide in letters, and so much wider than the next widest. */
const WIDE_IN_LETTERS = 0.66;
const OUTSTANDING = 1.6;
const MIN_SPACE = 3;
/** Characters that stand alone in a wide cell (figures of equal width, typewriter fonts): the gap beside them is wider. */
const NARROW = new Set("1.,:;'|!il-");
/** By how much, as a share of a letter. */
const NARROW_EXTRA = 0.1;

/** Gaps between strokes, left to right; the margins at both ends are none. */
export function gapsOf(ink: Uint8Array): Gap[] {
  const gaps: Gap[] = [];
  let last = -1;
  ink.forEach((v, x) => {
    if (v === 0) return;
    if (last >= 0 && x - last > 1) gaps.push({ from: last + 1, to: x });
    last = x;
  });
  return gaps;
}

const width = (g: Gap): number => g.to - g.from;

/** The gap a space between two letter centres stands for: the widest that lies between them, give or take `slack`. */
function gapBetween(gaps: readonly Gap[], from: number, to: number, slack: number): Gap | undefined {
  let best: Gap | undefined;
  for (const g of gaps) {
    const middle = (g.from + g.to) / 2;
    if (middle < from - slack || middle > to + slack) continue;
    if (!best || width(g) > width(best)) best = g;
  }
  return best;
}

/** How wide a gap must be to be a space, from the spaces that were read, or from how it stands out. */
function spaceWidth(gaps: readonly Gap[], known: readonly Gap[], letterWidth: number): number {
  if (known.length > 0) return Math.max(MIN_SPACE, LIKE_A_SPACE * Math.min(...known.map(width)));
  const [widest = 0, next = 0] = gaps.map(width).sort((a, b) => b - a);
  return widest >= OUTSTANDING * next ? Math.max(MIN_SPACE + 1, WIDE_IN_LETTERS * letterWidth) : Infinity;
}

/** Letters that all stand so far apart, in pixels and as a share of what a letter has, are the tools of a bar, not a word. */
const MIN_TOOLS = 6;
const TOOLS_IN_LETTERS = 0.33;
/** A drawing beside writing is at least as wide as this, in pixels and in letters, and as far from it. */
const MIN_DRAWING = 9;
const DRAWING_IN_LETTERS = 1.1;
/** Wider than so many letters in one piece it is more likely writing that the recogniser does not know. */
const MOST_IN_LETTERS = 4.5;
const APART = 3;
/** Letters are placed to within about half a letter. */
const SLACK = 0.6;

/** From the first column of writing to after the last: without ink at either end that stands apart and holds no letter. */
function written(ink: Uint8Array, gaps: readonly Gap[], centres: readonly number[]): { left: number; right: number } {
  const first = ink.indexOf(1);
  if (first < 0) return { left: 0, right: ink.length };
  const end = ink.lastIndexOf(1) + 1;
  const low = centres[0];
  const high = centres.at(-1);
  if (low === undefined || high === undefined) return { left: first, right: end };
  const letter = centres.length > 1 ? (high - low) / (centres.length - 1) : Infinity;
  const drawing = (from: number, to: number): boolean => {
    const cuts = gaps.filter((g) => width(g) >= APART && g.from > from && g.to < to);
    const edges = [from, ...cuts.flatMap((g) => [g.from, g.to]), to];
    const pieces = edges.flatMap((x, i) => (i % 2 === 0 ? [(edges[i + 1] ?? x) - x] : []));
    return (
      to - from >= Math.max(MIN_DRAWING, DRAWING_IN_LETTERS * letter) &&
      pieces.every((w) => w <= MOST_IN_LETTERS * letter)
    );
  };
  const slack = SLACK * letter;
  const before = gaps.findLast((g) => width(g) >= APART && g.to <= low && g.from <= low - slack);
  const after = gaps.find((g) => width(g) >= APART && g.from >= high && g.to >= high + slack);
  return {
    left: before && drawing(first, before.from) ? before.to : first,
    right: after && drawing(after.to, end) ? after.from : end,
  };
}

/**
 * Words of a line, with spaces that were lost put back. `ink` has one entry a pixel column of the line's box,
 * `pixelsPerStep` maps the letters' positions to those columns.
 */
export function wordSpans(letters: readonly Letter[], pixelsPerStep: number, ink: Uint8Array): Span[] {
  const centre = (l: Letter): number => (l.at + 0.5) * pixelsPerStep;
  const visible = letters.filter((l) => l.char !== ' ');
  const gaps = gapsOf(ink);
  const { left, right } = written(ink, gaps, visible.map(centre));
  const letterWidth = (right - left) / Math.max(1, letters.length);

  // Where the line breaks into words: after which visible letter, and at which gap.
  const breaks = new Map<number, Gap>();
  let before = -1;
  letters.forEach((letter, i) => {
    if (letter.char !== ' ') {
      before++;
      return;
    }
    const a = visible[before];
    const b = visible[before + 1];
    if (!a || !b || letters[i + 1]?.char === ' ') return;
    const gap = gapBetween(gaps, centre(a), centre(b), letterWidth / 2);
    breaks.set(before, gap ?? { from: centre(letter), to: centre(letter) });
  });
  const known = [...breaks.values()].filter((g) => width(g) >= 2);
  const enough = spaceWidth(gaps, known, letterWidth);
  for (const gap of gaps) {
    if (width(gap) < enough || known.includes(gap)) continue;
    const middle = (gap.from + gap.to) / 2;
    const after = visible.findIndex((l) => centre(l) > middle);
    if (after <= 0 || breaks.has(after - 1)) continue;
    const narrow = [visible[after - 1], visible[after]].filter((l) => l && NARROW.has(l.char)).length;
    if (width(gap) >= enough + narrow * NARROW_EXTRA * letterWidth) breaks.set(after - 1, gap);
  }

  if (visible.length > 1 && breaks.size < visible.length - 1 && !visible.some((l) => NARROW.has(l.char))) {
    const between = visible.slice(1).map((l, i) => gapBetween(gaps, centre(visible[i] ?? l), centre(l), 0));
    const far = between.every(
      (g) => g !== undefined && width(g) >= Math.max(MIN_TOOLS, TOOLS_IN_LETTERS * letterWidth),
    );
    if (far) between.forEach((g, i) => g && breaks.set(i, g));
  }

  const spans: Span[] = [];
  let from = left;
  let text = '';
  let weakest = 1;
  let blank = 0;
  // What was left out as a drawing may yet be letters that were not known.
  let seen = Math.max(0, ink.indexOf(1));
  const end = ink.lastIndexOf(1) + 1 || ink.length;
  visible.forEach((letter, i) => {
    text += letter.char;
    weakest = Math.min(weakest, letter.probability);
    blank = Math.max(blank, centre(letter) - seen);
    seen = centre(letter);
    const gap = breaks.get(i);
    if (!gap && i < visible.length - 1) return;
    const to = gap ? Math.max(from + 1, Math.floor(gap.from)) : Math.max(from + 1, right);
    const until = i === visible.length - 1 ? Math.max(to, end) : to;
    spans.push({ text, from, to, weakest, blank: Math.max(blank, until - seen) });
    from = gap ? Math.max(to, Math.ceil(gap.to)) : to;
    text = '';
    weakest = 1;
    blank = 0;
    seen = from;
  });
  return spans;
}
