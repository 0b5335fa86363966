/** What the reader's thread is asked and what it answers. Frame pixels throughout. */
import type { Region } from './incremental.ts';
import type { Area } from './picture.ts';
import type { Line } from './recognise.ts';
import type { Control } from './controls.ts';

/** Paths and settings the thread starts with. */
export interface ReaderSetup {
  readonly detector: string;
  readonly recogniser: string;
  readonly alphabet: string;
  /** The careful recogniser, for lines the first was not sure of. */
  readonly reviser: string;
  readonly reviserAlphabet: string;
  readonly threads: number;
}

export type ReaderRequest =
  | { readonly kind: 'warm' }
  | { readonly kind: 'forget' }
  | {
      readonly kind: 'read';
      readonly pixels: SharedArrayBuffer;
      readonly width: number;
      readonly height: number;
      readonly regions: readonly Region[];
      /** Lines kept from the read before: not read again, but inside controls like the others. */
      readonly kept: readonly Line[];
      /** Boxes of the windows, where the system told. */
      readonly windows: readonly Area[];
    };

export interface ReadAnswer {
  /** Lines read in the regions; the kept ones are not repeated. */
  readonly lines: readonly Line[];
  readonly controls: readonly Control[];
  readonly cached: number;
  readonly read: number;
  readonly ms: ReadTimes;
}
/** Where the time went, milliseconds. */
export interface ReadTimes {
  readonly detect: number;
  readonly recognise: number;
  readonly controls: number;
}

/** True when two boxes are the same text: one lies mostly in the other. */
export function sameText(a: Area, b: Area): boolean {
  const w = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1);
  const h = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
  if (w <= 0 || h <= 0) return false;
  const smaller = Math.min((a.x2 - a.x1) * (a.y2 - a.y1), (b.x2 - b.x1) * (b.y2 - b.y1));
  return w * h > 0.5 * smaller;
}

/** What is left beside known text is a letter at least this wide, as a share of the box's height. */
const LETTER = 0.5;

/**
 * The parts of a box, left to right, that hold no text of which the place is known: all of it, none, or what stands before,
 * between and after. The detector takes neighbours in a row for one text in one view and not in another; "Edit" that was kept
 * must not hide the "View" and "Help" behind it.
 */
export function unread(box: Area, known: readonly Area[]): Area[] {
  const same = known.filter((k) => sameText(k, box)).sort((a, b) => a.x1 - b.x1);
  if (same.length === 0) return [box];
  const least = (box.y2 - box.y1) * LETTER;
  const out: Area[] = [];
  let from = box.x1;
  for (const to of [...same, { x1: box.x2, x2: box.x2 }]) {
    if (to.x1 - from >= least) out.push({ ...box, x1: from, x2: to.x1 });
    from = Math.max(from, to.x2);
  }
  return out;
}
