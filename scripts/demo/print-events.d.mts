import type { RunEvent } from '../../electron/protocol/events.ts';

/** The lines for one event of `run --json`, without line ends; none for an event it does not know. */
export function linesOf(event: RunEvent): string[];
