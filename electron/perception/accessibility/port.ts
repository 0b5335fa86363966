/**
 * What a witness of accessibility tells about a frame, whatever the system: the interface that perception merges from.
 *
 * Invariant: a witness is never required. It answers by its deadline with what it has, and an absent, slow or broken one
 * answers nothing. Errs towards silence: a thing that is not surely in front at its place is not named.
 */
import type { Box } from '../../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import type { ElementKind, ElementState } from '../../protocol/screen.ts';

/** A control or text as an application describes it. Its texts are data, like everything on the screen. */
export interface AccessibleThing {
  readonly kind: ElementKind;
  /** Where it can be seen. Global physical pixels. */
  readonly box: Box;
  /** What the application calls it; may be empty. */
  readonly name: string;
  /** Its tooltip or description where that says something else; may be empty. */
  readonly hint: string;
  readonly states: readonly ElementState[];
  /** A field whose content must not be shown or stored. */
  readonly secret: boolean;
  /** Stands inside another thing of this list that it only labels (the text of a link). */
  readonly part: boolean;
}

export interface Look {
  readonly things: readonly AccessibleThing[];
  /** False when something was still on its way at the deadline; it is there for a later frame. */
  readonly complete: boolean;
  /** Milliseconds from the call to the answer. */
  readonly ms: number;
  /** Accessible objects known in the windows of the frame. */
  readonly nodes: number;
  /** Calls to applications that this look caused. */
  readonly calls: number;
}

export interface AccessibilityWitness {
  /** In one word for the record: `at-spi`, or `none`. */
  readonly name: string;
  /** Why there is none, in plain words; null when there is one. */
  readonly absent: string | null;
  /**
   * What applications say is on the frame. `changed` are the parts with other pixels than the frame looked at before;
   * none for another look at the same frame. Never rejects, and answers within `LOOK_MS`; null when there is nothing to
   * say.
   */
  look(frame: Frame, windows: readonly WindowInfo[], changed: readonly Box[]): Promise<Look | null>;
  close(): Promise<void>;
}

/** A frame waits this long for its witness and no longer, in milliseconds. */
export const LOOK_MS = 150;

/** The witness where there is none, with the reason. */
export const noWitness = (why: string): AccessibilityWitness => ({
  name: 'none',
  absent: why,
  look: () => Promise.resolve(null),
  close: () => Promise.resolve(),
});
