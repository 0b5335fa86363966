import type { Box, Point } from './coordinates.ts';
import type { Screen } from './screen.ts';

/** A place the target might be. */
export interface Candidate {
  readonly box: Box;
  /** 0 to 1, comparable within one grounding. */
  readonly score: number;
  readonly elementId: string | null;
  /** Why it was considered, in a few plain words. */
  readonly why: string;
}

/** Where a phrase points on a screen, or that it is not there. */
export type Grounding = GroundingFound | GroundingAbsent;

interface GroundingBase {
  readonly instruction: string;
  /** Calibrated probability: of being right when found; of the best rejected candidate being right when absent. */
  readonly confidence: number;
  /** Best first, at most ten. */
  readonly candidates: readonly Candidate[];
  readonly ms: number;
}
export interface GroundingFound extends GroundingBase {
  readonly status: 'found';
  readonly point: Point;
  readonly box: Box;
  readonly elementId: string | null;
}
export interface GroundingAbsent extends GroundingBase {
  readonly status: 'absent';
  /** What was looked for and not found, in plain words. */
  readonly reason: string;
}

/**
 * The pointing stage. The text-and-relation matcher implements it today; a learned actor head, or a GUI-Actor
 * checkpoint, implements the same interface.
 */
export interface Grounder {
  readonly name: string;
  /** It knows what it was shown: its answer stands, whatever the target is called now. */
  readonly recalls?: boolean;
  /** Never throws for a phrase it cannot place: answers absent. Rejects only when aborted or its model is gone. */
  ground(screen: Screen, instruction: string, options?: GroundOptions): Promise<Grounding>;
}
export interface GroundOptions {
  readonly signal?: AbortSignal;
  /** Restrict to this area (for example the active window). Global physical pixels. */
  readonly within?: Box;
}
