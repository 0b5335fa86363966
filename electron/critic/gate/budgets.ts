/**
 * How much one run may do: actions and clicks a minute, steps that change files. A run out of control is stopped by
 * numbers before anybody understands what it does. Counts what was allowed, sent or not.
 */
import type { Action } from '../../protocol/action.ts';
import type { Verdict } from '../../protocol/verdict.ts';
import type { GateSettings } from './settings.ts';

const MINUTE = 60_000;
const isClick = (action: Action): boolean => action.type === 'click' || action.type === 'drag';

/** Steps after which files are others than before. */
const changesFiles = (action: Action, verdict: Verdict | null): boolean =>
  // Typed by name: programmatic file operations are a type of action of their own.
  (action.type as string) === 'file' ||
  (verdict !== null && verdict.risk !== 'safe' && (verdict.category === 'delete' || verdict.category === 'overwrite'));

export class Budgets {
  readonly #limits: Pick<GateSettings, 'actionsPerMinute' | 'clicksPerMinute' | 'filesPerRun'>;
  #allowed: { readonly at: number; readonly click: boolean }[] = [];
  #files = 0;

  constructor(limits: Pick<GateSettings, 'actionsPerMinute' | 'clicksPerMinute' | 'filesPerRun'>) {
    this.#limits = limits;
  }

  /** Why nothing more may be sent now, or null. `now` in milliseconds since the epoch. */
  spent(action: Action, now: number): string | null {
    this.#allowed = this.#allowed.filter((a) => now - a.at < MINUTE);
    const { actionsPerMinute, clicksPerMinute } = this.#limits;
    if (this.#allowed.length >= actionsPerMinute) return `More than ${actionsPerMinute} actions in a minute.`;
    const clicks = this.#allowed.filter((a) => a.click).length;
    return isClick(action) && clicks >= clicksPerMinute ? `More than ${clicksPerMinute} clicks in a minute.` : null;
  }

  /** Why this step is asked about although it would not be, or null. */
  filesSpent(action: Action, verdict: Verdict | null): string | null {
    if (!changesFiles(action, verdict) || this.#files < this.#limits.filesPerRun) return null;
    return `This run has changed files ${this.#files} times already; from here on every such step is asked about.`;
  }

  /** Counts an action that was allowed. */
  note(action: Action, verdict: Verdict | null, now: number): void {
    this.#allowed.push({ at: now, click: isClick(action) });
    if (changesFiles(action, verdict)) this.#files++;
  }
}
