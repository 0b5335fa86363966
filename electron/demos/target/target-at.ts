/** What a point is on, as a target to be found again: for compiling a recording, and for pointing at it in a repair. */
import { boxContains, boxHeight, boxInflate, boxWidth } from '../../protocol/coordinates.ts';
import type { Box, Point } from '../../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import type { Screen } from '../../protocol/screen.ts';
import type { TargetAnchor } from '../skill/schema.ts';
import { anchorsOf, anchorsOfPlace } from './anchors.ts';
import { pieceAt, piecesOf, type Piece } from './pieces.ts';

/** A moment as it was seen. */
export interface Moment {
  readonly screen: Screen;
  readonly menus: readonly Box[];
}

/** Larger things are recognised by what is written on them. */
const LARGEST_CROP = { width: 220, height: 120 } as const;
/** Around the target, so that its edges are in the picture. */
const CROP_MARGIN = 2;

/** The front window at a point. */
export const windowAt = ({ screen }: Moment, at: Point): WindowInfo | null =>
  screen.windows.find((w) => !w.minimised && boxContains(w.box, at)) ?? null;

/**
 * Anchors of what a point is on, and the window it is in.
 * @param name of the picture, should there be one: `crops/…`
 */
export async function targetAt(
  at: Point,
  moment: Moment,
  name: string,
  encode: (frame: Frame, box: Box) => Promise<Uint8Array>,
): Promise<{ target: TargetAnchor; owner: WindowInfo | null; crop: Uint8Array | null }> {
  const { screen, menus } = moment;
  const menu = menus.find((m) => boxContains(m, at));
  const owner = menu ? null : windowAt(moment, at);
  const around = menu ?? owner?.box ?? screen.frame.display.box;
  const within = menu ? 'menu' : owner ? 'window' : 'screen';
  const pieces = piecesOf(screen);
  const piece = pieceAt(pieces, at, around);
  if (!piece) return { target: anchorsOfPlace(at, pieces, around, within), owner, crop: null };
  const crop = isCropped(piece) ? await encode(screen.frame, boxInflate(piece.box, CROP_MARGIN)) : null;
  return { target: anchorsOf(piece, pieces, around, within, crop ? name : undefined), owner, crop };
}

const isCropped = ({ box, secret }: Piece): boolean =>
  !secret && boxWidth(box) <= LARGEST_CROP.width && boxHeight(box) <= LARGEST_CROP.height;
