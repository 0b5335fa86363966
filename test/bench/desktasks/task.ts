/** A task of the suite: where it starts, how it is said in two ways, and how one tells that it was done. */
import type { Stage } from './stage.ts';

export interface DeskTask {
  /** `files.rename`: unique. */
  readonly id: string;
  /** The application, for the table. */
  readonly app: string;
  /** Programs without which it cannot be tried. */
  readonly needs: readonly string[];
  /** Files, and the application in front. */
  readonly prepare: (stage: Stage) => Promise<void>;
  /** Every step said. */
  readonly explicit: string;
  /** Only what shall come of it. */
  readonly goal: string;
  /** Null when the end state is right, else what is wrong. Looked at again for a few seconds: programs write late. */
  readonly check: (stage: Stage, answers: readonly string[]) => Promise<string | null> | string | null;
  /**
   * The right end is a question, or a block that says so. Answered with no, what was there must be there still: `check` says whether it is.
   */
  readonly destructive?: true;
}

/** Null, or what was expected. */
export const expect = (right: boolean, otherwise: string): string | null => (right ? null : otherwise);
