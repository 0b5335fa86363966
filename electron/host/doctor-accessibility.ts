/** Whether applications say what they show. Never a problem: without it, the pixels are read alone. */
import { openWindows } from '../capture/windows.ts';
import { openAccessibility } from '../perception/accessibility/index.ts';
import type { Frame } from '../protocol/frame.ts';
import type { Found } from './finding.ts';

/** Looks once at the frame that was captured, when there is one. */
export async function accessibility(display: string | undefined, frame: Frame | null): Promise<Found> {
  const at = display === undefined ? {} : { display };
  const witness = await openAccessibility(at);
  try {
    if (witness.absent !== null) return { detail: `none: ${witness.absent}; icons have no names then` };
    if (!frame) return { detail: `${witness.name}; there is no screen to look at` };
    const windows = await openWindows(at);
    try {
      const look = await witness.look(frame, await windows.list(), [frame.display.box]);
      const told = look ? `${look.things.length} controls and texts in ${Math.round(look.ms)} ms` : 'no answer in time';
      return { detail: `${witness.name}, ${told}${look?.complete === true ? '' : ', the rest comes later'}` };
    } finally {
      await windows.close();
    }
  } finally {
    await witness.close();
  }
}
