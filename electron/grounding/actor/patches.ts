/** The patches the actor query attends to: squares of 28 pixels at scale 1, as GUI-Actor's backbone has. */
import type { Frame } from '../../protocol/frame.ts';
import { UNIT } from './features.ts';

/** Edge of a patch in units. */
const PATCH = 28 / UNIT;

export interface PatchGrid {
  readonly columns: number;
  readonly rows: number;
  /** Edge of a patch in frame pixels. */
  readonly edge: number;
  /** Centres in units, x and y in turn, row by row. */
  readonly centres: Float32Array;
}

/** The patches of a frame, row by row; the last column and row may reach over its edge. */
export function patchGrid(frame: Pick<Frame, 'width' | 'height' | 'display'>): PatchGrid {
  const unit = UNIT * frame.display.scale;
  const columns = Math.ceil(frame.width / unit / PATCH);
  const rows = Math.ceil(frame.height / unit / PATCH);
  const centres = new Float32Array(columns * rows * 2);
  for (let i = 0; i < columns * rows; i++) {
    centres[i * 2] = ((i % columns) + 0.5) * PATCH;
    centres[i * 2 + 1] = (Math.floor(i / columns) + 0.5) * PATCH;
  }
  return { columns, rows, edge: PATCH * unit, centres };
}
