import type { Display, Frame } from '../../protocol/frame.ts';

/** Takes pictures of displays. Whoever opened it closes it. */
export interface FrameSource {
  /** For the record: `nut-js`, `screenshot-desktop`. */
  readonly name: string;
  /** The primary display first. */
  displays(): Promise<Display[]>;
  /** Throws a `SteadyhandError` (`capture_failed`) when no picture can be taken. */
  grab(display: Display): Promise<Frame>;
  close(): Promise<void>;
}
