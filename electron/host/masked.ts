/** Things that lie where nothing of the screen is seen (our own windows, no monitor) are no things one could act on. */
import { boxArea, boxIntersection } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';

/** Covered by more than this it is taken to be under the mask; less is a neighbour that reaches a little into it. */
const MOST = 0.5;

/** The screen without what lies in its frame's masked areas: the flat fill itself may look like a button. */
export function withoutMasked(screen: Screen): Screen {
  const masked = screen.frame.masked ?? [];
  if (masked.length === 0) return screen;
  const kept = screen.elements.filter((e) => {
    // Masked areas do not overlap each other.
    const covered = masked.reduce((sum, m) => sum + boxArea(boxIntersection(m, e.box)), 0);
    return covered <= MOST * boxArea(e.box);
  });
  if (kept.length === screen.elements.length) return screen;
  const ids = new Set(kept.map((e) => e.id));
  const elements = kept.map((e) => ({ ...e, children: e.children.filter((id) => ids.has(id)) }));
  return { ...screen, elements };
}
