/** Where a step goes: looks and resolves, and keeps looking while the target is not there and the screen still changes. */
import type { Grounding } from '../protocol/grounding.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Resolution } from './resolve.ts';

export interface PlacePorts {
  now(): number;
  look(): Promise<Screen>;
  resolve(screen: Screen): Promise<Resolution>;
  grounded(grounding: Grounding): void;
  /** Waits until the screen looks different; false when the deadline passed first. */
  change(screen: Screen, deadline: number): Promise<boolean>;
}

/** How long a control that is not there yet is waited for. */
const PATIENCE_MS = 6_000;

export async function place(by: PlacePorts): Promise<{ screen: Screen; resolution: Resolution }> {
  const deadline = by.now() + PATIENCE_MS;
  for (;;) {
    const screen = await by.look();
    const resolution = await by.resolve(screen);
    const groundings = resolution.kind === 'skip' ? [] : resolution.groundings;
    for (const grounding of groundings) by.grounded(grounding);
    const looksAgain = resolution.kind === 'absent' && groundings.length > 0 && by.now() < deadline;
    if (!looksAgain || !(await by.change(screen, deadline))) return { screen, resolution };
  }
}

/** Below this confidence the best place is taken for something else. */
const UNLIKELY = 0.55;

/** Not only unsure which of several: nothing that is seen is likely to be it. */
export function isNowhere(groundings: readonly Grounding[]): boolean {
  const last = groundings.at(-1);
  return last !== undefined && (last.status === 'absent' || last.confidence < UNLIKELY);
}
