/**
 * Somebody who looks at where a run points, and may know better: a person at a live view.
 *
 * Errs towards the grounder: a place that a person gave counts for the one phrase it was given for, and only as long as
 * it is on the screen. It is a grounding like any other: critic and gate judge what is done there.
 */
import type { Attention } from '../grounding/index.ts';
import { boxArea, boxContains, globalBox, type Box, type Point } from '../protocol/coordinates.ts';
import type { Grounder, Grounding } from '../protocol/grounding.ts';
import type { Element, Screen } from '../protocol/screen.ts';

export interface PointingWatch {
  /** Told of each grounding before it is used; `attention` is null where the grounder has none. */
  pointed(screen: Screen, grounding: Grounding, attention: Attention | null): void;
  /** The place that a person gave for this phrase, global physical pixels; null when nobody did. */
  place(instruction: string): Point | null;
}

/** Half the edge of the box around a place where nothing was seen, physical pixels. */
const BARE = 12;

/** The same grounder, watched. */
export function watched(
  grounder: Grounder & { attentionOf(grounding: Grounding): Attention | null },
  watch: PointingWatch,
): Grounder {
  return {
    name: grounder.name,
    ground: async (screen, instruction, options) => {
      const given = watch.place(instruction);
      const grounding =
        given && boxContains(screen.frame.display.box, given)
          ? shownByHand(screen, instruction, given)
          : await grounder.ground(screen, instruction, options);
      watch.pointed(screen, grounding, given ? null : grounder.attentionOf(grounding));
      return grounding;
    },
  };
}

function shownByHand(screen: Screen, instruction: string, point: Point): Grounding {
  const element = smallestAt(screen.elements, point);
  const box: Box = element?.box ?? globalBox(point.x - BARE, point.y - BARE, point.x + BARE, point.y + BARE);
  const elementId = element?.id ?? null;
  const candidates = [{ box, score: 1, elementId, why: 'you pointed at it' }];
  return { status: 'found', instruction, point, box, elementId, confidence: 1, candidates, ms: 0 };
}

const smallestAt = (elements: readonly Element[], point: Point): Element | null =>
  elements
    .filter((e) => boxContains(e.box, point))
    .reduce<Element | null>((best, e) => (best && boxArea(best.box) <= boxArea(e.box) ? best : e), null);
