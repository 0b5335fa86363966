/** The window that was in front before a pause comes back to the front: whoever answered at a terminal has that there now. */
import type { Action } from '../protocol/action.ts';
import { SteadyhandError } from '../protocol/errors.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Taken } from './attempt.ts';
import type { Resolution } from './resolve.ts';

export interface FrontPorts {
  front(): Promise<WindowInfo | undefined>;
  observe(): Promise<Screen>;
  focus(
    screen: Screen,
    intent: SingleIntent,
    resolution: Extract<Resolution, { kind: 'act' }>,
  ): Promise<Taken | 'void'>;
}

/**
 * A step of its own, like any; tried again while its permit goes stale, `times` at most.
 * @throws SteadyhandError incomplete/front_lost
 */
export async function bringBack(window: WindowInfo, times: number, by: FrontPorts): Promise<void> {
  const { id: windowId, title } = window;
  for (let i = 0; i < times && (await by.front())?.id !== windowId; i++) {
    const screen = await by.observe();
    if (!screen.windows.some((w) => w.id === windowId)) return;
    const action: Action = { type: 'focus_window', windowId, title };
    const resolution = { kind: 'act', action, target: null, targetBox: null, groundings: [] } as const;
    const result = await by.focus(screen, { do: 'focus_window', window: title }, resolution);
    if (result !== 'void' && result.ending) throw frontLost(result.ending.reason);
  }
}

const frontLost = (why: string): SteadyhandError =>
  new SteadyhandError(
    'incomplete',
    'front_lost',
    `The window that was in front before the pause could not be brought back: ${why}`,
    'Bring it to the front yourself and run the rest of the task.',
  );
