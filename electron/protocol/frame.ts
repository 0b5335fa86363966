import type { Box } from './coordinates.ts';

/** One monitor. */
export interface Display {
  readonly id: string;
  readonly name: string;
  /** Position and size in global physical pixels. */
  readonly box: Box;
  /** Logical-to-physical scale factor (1 = 96 dpi). */
  readonly scale: number;
  readonly primary: boolean;
}

/** Hashes of square tiles, row by row; equal hashes mean equal pixels (64-bit, collisions are not expected). */
export interface TileHashes {
  /** Edge of a tile in frame pixels; the last column and row may be smaller. */
  readonly size: number;
  readonly columns: number;
  readonly rows: number;
  /** `columns * rows` hashes, lower-case hexadecimal. */
  readonly hashes: readonly string[];
}

/** The pixels of one display at one moment. */
export interface Frame {
  readonly display: Display;
  /** In frame pixels. */
  readonly width: number;
  readonly height: number;
  /** RGBA, 8 bits a channel, rows top to bottom, stride `width * 4`. Never written to after capture. */
  readonly data: Uint8Array;
  readonly tiles: TileHashes;
  /** Hash over all tiles and the size: equal means the same picture. */
  readonly hash: string;
  /** Milliseconds since the epoch. */
  readonly takenAt: number;
  /** Which source made it, for the record: `native`, `nut-js`, `screenshot-desktop`, `file`. */
  readonly source: string;
  /**
   * Areas whose pixels say nothing: our own windows (filled flat), and what no monitor shows. Global physical pixels.
   * Nothing in them may be pointed at. Absent: none, or the source cannot tell.
   */
  readonly masked?: readonly Box[];
}

/** A top-level window as the window manager lists it. */
export interface WindowInfo {
  readonly id: number;
  readonly title: string;
  /** Application class as the system gives it (X11: WM_CLASS class, for example `Mousepad`). */
  readonly app: string;
  readonly pid: number | null;
  /** Client area with decorations, global physical pixels. */
  readonly box: Box;
  readonly active: boolean;
  /** Not on the screen: minimised, or on another desktop. */
  readonly minimised: boolean;
  /** Dialogs and other transient windows name the window they belong to. */
  readonly transientFor: number | null;
  /** True for windows of type dialog. */
  readonly dialog: boolean;
}
