import { markedCrop } from '../capture/image-file.ts';
import { actionPoints } from '../protocol/action.ts';
import type { Action } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxInflate, globalBox } from '../protocol/coordinates.ts';
import type { Screen } from '../protocol/screen.ts';

/** How much of the surroundings a person needs to recognise the place, in pixels. */
const AROUND = 160;

/**
 * The place an action goes to, outlined, as a PNG data URL for the question. Keys go to the window in front.
 * @returns null when there is no place and no window
 */
export async function targetPicture(screen: Screen, action: Action, target: Box | null): Promise<string | null> {
  const [at] = actionPoints(action);
  const front = screen.windows.find((w) => w.active);
  const mark = target ?? (at ? globalBox(at.x - 12, at.y - 12, at.x + 12, at.y + 12) : (front?.box ?? null));
  if (!mark) return null;
  const png = await markedCrop(screen.frame, boxInflate(mark, AROUND), [mark]);
  return `data:image/png;base64,${png.toString('base64')}`;
}
