/** Turns raw pixels into a `Frame`: the one place where tiles and hash are computed, so that no frame lacks them. */
import type { Box } from '../protocol/coordinates.ts';
import type { Display, Frame, TileHashes } from '../protocol/frame.ts';
import { frameHash, hashTiles } from './tiles.ts';

/** What a source delivers. */
export interface RawPicture {
  readonly display: Display;
  readonly width: number;
  readonly height: number;
  /** RGBA, alpha 255, `width * height * 4` bytes. Handed over: the caller must not write to it afterwards. */
  readonly data: Uint8Array;
  readonly source: string;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** As in `Frame`. */
  readonly masked?: readonly Box[];
}

/** A frame of a picture. Throws a RangeError when the data does not have the size it claims (a bug of the source). `known`: its hashes, where the source made them. */
export function makeFrame(raw: RawPicture, known?: TileHashes): Frame {
  if (raw.data.byteLength !== raw.width * raw.height * 4)
    throw new RangeError(`${raw.source}: ${raw.data.byteLength} bytes for ${raw.width}x${raw.height} pixels`);
  const tiles = known ?? hashTiles(raw.data, raw.width, raw.height);
  return { ...raw, tiles, hash: frameHash(tiles, raw.width, raw.height) };
}
