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
