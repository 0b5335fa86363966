/**
 * Did the step do what it should? Compares the screen before and after.
 *
 * `yes` needs positive evidence, `no` needs its absence where there must be some; everything else is `unknown`. Errs
 * towards `unknown`: a false `no` would stop a good run, a false `yes` would hide a bad step.
 */
import type { Action, Effect } from '../protocol/action.ts';
import type { Box } from '../protocol/coordinates.ts';
import { boxArea } from '../protocol/coordinates.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';
import { readBackShare } from './read-back.ts';

export interface Comparison {
  readonly action: Action;
  readonly before: Screen;
  readonly after: Screen;
  readonly changed: readonly Box[];
  readonly settleMs: number;
  readonly settled: boolean;
  readonly moving: string;
}

/** Below this share of words read back, typed text does not count as seen (OCR misses a few on small or struck text). */
const READ_BACK_YES = 0.7;

export function verify(c: Comparison): Effect {
  const area = boxArea(c.after.frame.display.box);
  const changedFraction = area === 0 ? 0 : Math.min(1, c.changed.reduce((sum, b) => sum + boxArea(b), 0) / area);
  const { seen, note } = judge(c, changedFraction);
  const tail = c.moving ? `; ${c.moving}` : c.settled ? '' : '; something keeps moving';
  return {
    changed: c.changed,
    changedFraction,
    settleMs: c.settleMs,
    settled: c.settled,
    seen,
    note: note + tail,
  };
}

function judge(c: Comparison, changedFraction: number): Pick<Effect, 'seen' | 'note'> {
  const { action, before, after } = c;
  const windows = windowChanges(before.windows, after.windows);
  const moved = changedFraction > 0 || windows !== '';
  const plain = windows || (moved ? `${percent(changedFraction)} of the screen changed` : 'nothing changed');
  switch (action.type) {
    case 'open_app':
    case 'open_url':
    case 'open_path': {
      const opened = after.windows.some((w) => !before.windows.some((b) => b.id === w.id));
      const raised = active(after)?.id !== active(before)?.id;
      return { seen: opened || raised ? 'yes' : moved ? 'unknown' : 'no', note: plain };
    }
    case 'focus_window':
      return { seen: active(after)?.id === action.windowId ? 'yes' : 'no', note: plain };
    case 'close_window': {
      const gone = !after.windows.some((w) => w.id === action.windowId);
      return { seen: gone ? 'yes' : windows ? 'unknown' : 'no', note: plain };
    }
    case 'arrange_window': {
      const now = after.windows.find((w) => w.id === action.windowId);
      return { seen: now?.minimised === (action.how === 'minimise') ? 'yes' : 'no', note: plain };
    }
    case 'type': {
      if (!moved) return { seen: 'no', note: 'nothing changed: the text went nowhere that can be seen' };
      const share = readBackShare(action.text, after, c.changed);
      if (share === null) return { seen: 'unknown', note: `${plain}; too little text to read back` };
      return share >= READ_BACK_YES
        ? { seen: 'yes', note: `read back ${percent(share)} of the words` }
        : { seen: 'unknown', note: `${plain}; read back ${percent(share)} of the words` };
    }
    case 'file':
      // Checked where it was done: it is there, or the step had failed.
      return { seen: 'yes', note: windows || 'done on the disk' };
    case 'copy_text':
      // Read back where it was done, or the step had failed.
      return { seen: 'yes', note: windows || 'read back from the clipboard' };
    case 'read_clipboard':
      return { seen: 'yes', note: windows || 'it had a text' };
    case 'click':
    case 'drag':
      return { seen: moved ? 'yes' : 'no', note: plain };
    default:
      // A hover, a scroll at the end or Ctrl+C may rightly change nothing.
      return { seen: moved ? 'yes' : 'unknown', note: plain };
  }
}

const active = (s: Screen): WindowInfo | undefined => s.windows.find((w) => w.active);

function percent(share: number): string {
  const value = share * 100;
  return value > 0 && value < 1 ? `${value.toFixed(1)}%` : `${Math.round(value)}%`;
}

/** `opened “Save As”; closed “Untitled 1”`, or nothing. */
export function windowChanges(before: readonly WindowInfo[], after: readonly WindowInfo[]): string {
  const opened = after.filter((w) => !before.some((b) => b.id === w.id)).map((w) => `opened “${w.title}”`);
  const closed = before.filter((w) => !after.some((b) => b.id === w.id)).map((w) => `closed “${w.title}”`);
  return [...opened, ...closed].join('; ');
}
