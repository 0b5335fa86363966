/**
 * `steadyhand ground --batch`: the records that go in and the rows that come out (DESIGN §8).
 *
 * Invariant: one row for each record; `point` and `bbox` are both given or both null, and null means absent.
 */
import { z } from 'zod';
import type { Box } from '../protocol/coordinates.ts';
import type { Grounder, Grounding, GroundOptions } from '../protocol/grounding.ts';
import type { Screen } from '../protocol/screen.ts';

/** One line of a batch file. Unknown fields are ignored. */
export const groundRecordSchema = z.object({
  id: z.string().min(1),
  /** Path of a picture, relative to the file the line stands in. */
  image: z.string().min(1),
  instruction: z.string(),
});
export type GroundRecord = z.infer<typeof groundRecordSchema>;

type Corners = readonly [number, number, number, number];

/** One row of output. Global physical pixels, `bbox` with x2 and y2 exclusive; `ms` of grounding alone. */
export interface GroundRow {
  readonly id: string;
  readonly point: readonly [number, number] | null;
  readonly bbox: Corners | null;
  readonly confidence: number;
  readonly candidates: readonly { readonly bbox: Corners; readonly score: number }[];
  readonly ms: number;
}

const corners = (b: Box): Corners => [b.x1, b.y1, b.x2, b.y2];
/** Four decimals say more than the calibration can promise. */
const rounded = (n: number): number => Math.round(n * 10_000) / 10_000;

/** A grounding as the row to print. */
export function groundRow(id: string, g: Grounding): GroundRow {
  const found = g.status === 'found';
  return {
    id,
    point: found ? [g.point.x, g.point.y] : null,
    bbox: found ? corners(g.box) : null,
    confidence: rounded(g.confidence),
    candidates: g.candidates.map((c) => ({ bbox: corners(c.box), score: rounded(c.score) })),
    ms: rounded(g.ms),
  };
}

/** Grounds one record on its screen. Rejects as the grounder does: only when aborted or its model is gone. */
export async function groundRecord(
  grounder: Grounder,
  screen: Screen,
  record: Pick<GroundRecord, 'id' | 'instruction'>,
  options?: GroundOptions,
): Promise<GroundRow> {
  return groundRow(record.id, await grounder.ground(screen, record.instruction, options));
}
