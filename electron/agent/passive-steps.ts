/** Steps that send nothing: waiting until something shows or is gone, and telling what is there to read. */
import type { Grounding } from '../protocol/grounding.ts';
import type { Ending } from './refusal.ts';
import type { Answer } from './read-back.ts';

const WAIT_FOR_MS = 60_000;

export interface Looker {
  readonly now: () => number;
  /** Looks at the screen as it is now. */
  lookFor(phrase: string): Promise<Grounding>;
  /** Waits until the screen looks different than at the last look; false when the deadline passed first. */
  change(deadline: number): Promise<boolean>;
}

/** Waits until a phrase is on the screen, or no longer is. Returns the ending when that did not happen in time. */
export async function waitFor(target: string, gone: boolean, by: Looker): Promise<Ending | null> {
  const deadline = by.now() + WAIT_FOR_MS;
  for (;;) {
    const grounding = await by.lookFor(target);
    if ((grounding.status === 'found') !== gone) return null;
    if (await by.change(deadline)) continue;
    const seconds = WAIT_FOR_MS / 1000;
    const reason = gone
      ? `“${target}” was still there after ${seconds} s.`
      : `“${target}” did not show in ${seconds} s.`;
    return { status: 'incomplete', reason };
  }
}

/** The end of a run that had something to read out and could not. */
export const nothingToRead = (target: string | undefined): Ending => ({
  status: 'incomplete',
  reason: `There is nothing to read${target ? ` at “${target}”` : ''}.`,
});

/** What was read, for the person who watches. */
export const describeAnswer = ({ note, text }: Answer): string => `read (${note}): ${text}`;
