/**
 * From a run that is on record to what a recording of the same work would hold: what was done, and the pictures before and
 * after each action with the windows and menus of that moment. Pure.
 *
 * Invariant: what was sent and cannot be a step of a skill makes the whole refused, with its name; a skill that leaves a
 * step out would do something else. Errs towards refusing.
 */
import type { Action } from '../../protocol/action.ts';
import type { Box } from '../../protocol/coordinates.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { Entry, EntryOf } from '../record/entries.ts';
import { JOURNAL_VERSION } from '../record/entries.ts';
import type { ReadJournal } from '../record/journal.ts';
import type { Gesture } from './gestures.ts';

/** A step of a run, as the history has it. */
export interface DoneStep {
  readonly what: string;
  readonly action: Action | null;
  /** Its text was a secret, and is not in the action. */
  readonly secret: boolean;
  readonly sentAt: number | null;
  readonly frame: string | null;
  readonly frameAfter: string | null;
}

export interface DoneRun {
  readonly id: string;
  readonly display: string;
  readonly startedAt: number;
  readonly screen: Box;
  readonly scale: number;
  readonly monitors: number;
  readonly steps: readonly DoneStep[];
  /** Windows and menus of the pictures that were kept. */
  readonly moments: readonly EntryOf<'seen'>[];
}

const refused = (run: DoneRun, what: string, why: string): SteadyhandError =>
  new SteadyhandError(
    'usage',
    'run_not_savable',
    `The run ${run.id} cannot become a skill: “${what}” ${why}.`,
    'Show it once instead: steadyhand demo record NAME',
  );

/**
 * The run as a recording.
 * @throws SteadyhandError `run_not_savable` naming the step
 */
export function recordingOf(run: DoneRun): { journal: ReadJournal; gestures: Gesture[] } {
  const gestures = run.steps
    .filter((step) => step.sentAt !== null && step.action !== null)
    .flatMap((step): Gesture[] => {
      const gesture = gestureOf(run, step);
      return gesture ? [gesture] : [];
    });
  if (gestures.length === 0) throw refused(run, 'it', 'sent nothing that could be done again');
  const start: EntryOf<'start'> = {
    t: 'start',
    version: JOURNAL_VERSION,
    at: run.startedAt,
    name: run.id,
    ...{ display: run.display, screen: run.screen, monitors: run.monitors, scale: run.scale },
  };
  const entries: Entry[] = [start, ...run.moments];
  return { journal: { start, entries, ended: true, damaged: 0 }, gestures };
}

function gestureOf(run: DoneRun, step: DoneStep): Gesture | null {
  const { action, frame, frameAfter: after } = step;
  const at = step.sentAt ?? 0;
  const base = { at, endAt: at, frame, after };
  if (!action) return null;
  switch (action.type) {
    case 'click': {
      const { point, button, count, modifiers } = action;
      return { ...base, kind: 'click', x: point.x, y: point.y, button, count, held: modifiers };
    }
    case 'drag':
      return { ...base, kind: 'drag', x: action.from.x, y: action.from.y, toX: action.to.x, toY: action.to.y };
    case 'scroll': {
      if (!action.point) throw refused(run, step.what, 'scrolled wherever the pointer was');
      const { point, direction, notches } = action;
      return { ...base, kind: 'scroll', x: point.x, y: point.y, direction, notches };
    }
    case 'type':
      if (step.secret) return { ...base, kind: 'secret', why: 'it was hidden in the history' };
      return { ...base, kind: 'type', text: action.text };
    case 'hotkey':
      return { ...base, kind: 'press', keys: action.keys };
    case 'open_app':
      return { ...base, kind: 'act', intent: { do: 'open_app', app: action.app } };
    case 'open_url':
      return { ...base, kind: 'act', intent: { do: 'open_url', url: action.url } };
    case 'open_path':
      return { ...base, kind: 'act', intent: { do: 'open_path', path: action.path } };
    case 'file': {
      const { op, path, to } = action;
      return { ...base, kind: 'act', intent: { do: 'file', op, path, ...(to === null ? {} : { to }) } };
    }
    case 'run_command':
      return { ...base, kind: 'act', intent: { do: 'run_command', command: action.command } };
    case 'copy_text':
      if (step.secret) return { ...base, kind: 'secret', why: 'it was hidden in the history' };
      return { ...base, kind: 'act', intent: { do: 'copy_text', text: action.text } };
    case 'read_clipboard':
      return { ...base, kind: 'act', intent: { do: 'read_clipboard' } };
    case 'close_window':
      return { ...base, kind: 'act', intent: { do: 'close_window', window: action.title } };
    // A replay brings the window of each step to the front by itself.
    case 'focus_window':
      return null;
    case 'move':
    case 'move_window':
    case 'arrange_window':
      throw refused(run, step.what, 'is nothing a skill can do');
  }
}
