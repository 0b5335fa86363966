/**
 * What has to be read again when a part of the screen changed, and what may be kept.
 *
 * Invariant: a line is kept only if no pixel in or just beside it changed. Lines beside a change are read again because
 * the change may have lengthened them. Errs towards reading more.
 */
import { boxArea, boxUnion } from '../protocol/coordinates.ts';
import { area, clip, overlaps, type Area } from './picture.ts';

/** A change this close to the end of a line may belong to it (a letter typed at its end). */
const BESIDE_X = 24;
const BESIDE_Y = 3;
/** What the detector sees around a changed area, so that it judges as it would on the whole screen. */
const CONTEXT = 32;
/** Regions start and end on the detector's grid, which keeps its answer the same as on the whole screen. */
const GRID = 32;
/** Above this share of the screen one full read is cheaper and simpler. */
const FULL_READ_SHARE = 0.7;
/** Most pixels the detector takes at once (memory grows with them): a little over 1920 × 1088. */
const MAX_REGION_PIXELS = 2_200_000;
/** Neighbouring bands of a large picture share this many rows, so that a line is whole in at least one. */
const BAND_OVERLAP = 128;

/** A part of the picture for the detector. */
export interface Region {
  /** What the detector sees. */
  readonly view: Area;
  /** Lines count only when they reach into one of these and their middle is as high or low as it. */
  readonly accept: readonly Area[];
}

export interface ReadPlan {
  readonly regions: readonly Region[];
  /** For each earlier line: whether it stays. */
  readonly keep: readonly boolean[];
  readonly full: boolean;
}

const grow = (a: Area, x: number, y: number): Area => area(a.x1 - x, a.y1 - y, a.x2 + x, a.y2 + y);

const toGrid = (a: Area, width: number, height: number): Area =>
  clip(
    area(
      Math.floor(a.x1 / GRID) * GRID,
      Math.floor(a.y1 / GRID) * GRID,
      Math.ceil(a.x2 / GRID) * GRID,
      Math.ceil(a.y2 / GRID) * GRID,
    ),
    width,
    height,
  );

/** The whole picture in bands that fit the detector. */
export function fullRegions(width: number, height: number): Region[] {
  const rows = Math.max(2 * BAND_OVERLAP, Math.floor(MAX_REGION_PIXELS / Math.max(1, width) / GRID) * GRID);
  if (height <= rows) return [{ view: area(0, 0, width, height), accept: [area(0, 0, width, height)] }];
  const step = rows - BAND_OVERLAP;
  const regions: Region[] = [];
  for (let y = 0; y < height; y += step) {
    const last = y + rows >= height;
    const view = area(0, y, width, Math.min(height, y + rows));
    const from = y === 0 ? 0 : y + BAND_OVERLAP / 2;
    const to = last ? height : y + rows - BAND_OVERLAP / 2;
    regions.push({ view, accept: [area(0, from, width, to)] });
    if (last) break;
  }
  return regions;
}

interface Growing {
  view: Area;
  accept: Area[];
}

/** Plans a read. `changed` are the differing parts and `lines` the boxes of the earlier lines, all in frame pixels. */
export function planRead(changed: readonly Area[], lines: readonly Area[], width: number, height: number): ReadPlan {
  const beside = changed.map((c) => grow(c, BESIDE_X, BESIDE_Y));
  const keep = lines.map((line) => !beside.some((b) => overlaps(b, line)));
  let pending: Growing[] = changed.map((c, i) => {
    const near = beside[i] ?? c;
    const dirty = lines.filter((line) => overlaps(near, line)).reduce<Area>((all, line) => boxUnion(all, line), near);
    return { view: toGrid(grow(dirty, CONTEXT, CONTEXT), width, height), accept: [dirty] };
  });
  // Views that overlap become one, until none do.
  for (let merged = true; merged;) {
    merged = false;
    const next: Growing[] = [];
    for (const region of pending) {
      const other = next.find((n) => overlaps(n.view, region.view));
      if (other) {
        other.view = boxUnion(other.view, region.view);
        other.accept.push(...region.accept);
        merged = true;
      } else {
        next.push(region);
      }
    }
    pending = next;
  }
  const pixels = pending.reduce((sum, r) => sum + boxArea(r.view), 0);
  if (pixels > FULL_READ_SHARE * width * height || pending.some((r) => boxArea(r.view) > MAX_REGION_PIXELS)) {
    return { regions: fullRegions(width, height), keep: lines.map(() => false), full: true };
  }
  return { regions: pending, keep, full: false };
}
