import type { Point } from '../../protocol/coordinates.ts';
import type { Display, Frame } from '../../protocol/frame.ts';

export interface GrabOptions {
  /**
   * Every pixel as it is at this moment, for what a permit is checked against. Without it a source may believe the
   * system about what was drawn to, for a quarter of a second at most.
   */
  readonly fresh?: boolean;
}

/** Which windows are ours. Any one property suffices. */
export interface OwnWindows {
  readonly pids: readonly number[];
  /** X11 window ids. */
  readonly windows: readonly number[];
  /** X11: either part of WM_CLASS, lower case. */
  readonly classes: readonly string[];
}

/** Takes pictures of displays. Whoever opened it closes it. */
export interface FrameSource {
  /** For the record: `native`, `nut-js`, `screenshot-desktop`. */
  readonly name: string;
  /** Whether a picture may span monitors: `grab` takes any box of the desktop, not only that of a listed display. */
  readonly spans: boolean;
  /** The primary display first. */
  displays(): Promise<Display[]>;
  /**
   * Throws a `SteadyhandError`: `display_changed` when the displays are not what `displays` last said, `display_lost`,
   * or `capture_failed`.
   */
  grab(display: Display, options?: GrabOptions): Promise<Frame>;
  /** Where the pointer is, which no picture shows; absent where the source cannot tell. */
  pointer?(): Promise<Point>;
  /** Fills these windows flat from now on; absent where the source cannot. */
  mask?(own: OwnWindows): Promise<void>;
  close(): Promise<void>;
}
