/**
 * Table columns that stand too close together to be told apart in one line alone.
 *
 * In a table the same column begins at the same place in row after row; words of running text do not. A line is split at
 * a gap that is wide for it, when several rows nearby have something beginning exactly there. Errs towards leaving a line
 * whole.
 */
import type { Area } from './picture.ts';
import { pieceOf, type Line } from './recognise.ts';

/** Narrower gaps are word spaces, whatever stands below. */
const MIN_GAP = 7;
/** A gap between columns is wider than the line's own word gaps by this much. */
const WIDER = 1.5;
/** In a line of two words there is nothing to compare with: as a share of the line's height. */
const ALONE = 0.42;
/** Beginnings this close are one column. */
const ALIGNED = 2;
/** So many other rows must begin there, within so many line heights. */
const ROWS = 3;
const NEARBY = 9;

interface Start {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

const startOf = (box: Area, x: number): Start => ({ x, y: (box.y1 + box.y2) / 2, height: box.y2 - box.y1 });

/** Indexes of the words that may begin a column: those after a wide gap. */
function wideGaps({ words, box }: Line): number[] {
  const gaps = words.map((w, i) => w.box.x1 - (words[i - 1]?.box.x2 ?? w.box.x1));
  return words.flatMap((_, i) => {
    const gap = gaps[i] ?? 0;
    if (i === 0 || gap < MIN_GAP) return [];
    const others = gaps.filter((_g, n) => n > 0 && n !== i).sort((a, b) => a - b);
    const usual = others[Math.floor((others.length - 1) / 2)];
    return gap >= (usual === undefined ? ALONE * (box.y2 - box.y1) : WIDER * usual) ? [i] : [];
  });
}

/** Splits lines at columns. `others` are lines that are not split but count as rows. */
export function splitAtColumns(lines: readonly Line[], others: readonly Line[]): Line[] {
  const wide = lines.map(wideGaps);
  const starts: Start[] = [...lines, ...others].map((l) => startOf(l.box, l.words[0]?.box.x1 ?? l.box.x1));
  lines.forEach((line, n) => {
    for (const i of wide[n] ?? []) starts.push(startOf(line.box, line.words[i]?.box.x1 ?? 0));
  });
  const rowsAt = (s: Start): number => {
    const rows = starts.filter(
      (o) =>
        Math.abs(o.x - s.x) <= ALIGNED &&
        Math.abs(o.y - s.y) >= s.height / 2 &&
        Math.abs(o.y - s.y) <= NEARBY * s.height,
    );
    return new Set(rows.map((r) => Math.round(r.y / s.height))).size;
  };
  return lines.flatMap((line, n) => {
    const cuts = (wide[n] ?? []).filter((i) => rowsAt(startOf(line.box, line.words[i]?.box.x1 ?? 0)) >= ROWS);
    const edges = [0, ...cuts, line.words.length];
    return edges.slice(1).map((to, i) => pieceOf(line, edges[i] ?? 0, to));
  });
}
