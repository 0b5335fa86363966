/**
 * A run as a person follows it, made of the events in their order. Pure: the same events give the same view, whether
 * they came live, again after a reconnect, or out of the history.
 */
import type { RunEvent, RunEventOf } from '../../../electron/protocol/events.ts';
import type { Heat } from '../../../electron/protocol/client-parts.ts';

/** One attempt at a step. The same step number comes again when the step is taken again. */
export interface StepCard {
  readonly key: string;
  readonly step: number;
  readonly observed: RunEventOf<'observed'> | null;
  readonly grounded: RunEventOf<'grounded'> | null;
  readonly verdict: RunEventOf<'verdict'> | null;
  readonly asked: RunEventOf<'confirmation_requested'> | null;
  readonly decision: RunEventOf<'decision'> | null;
  readonly acted: RunEventOf<'acted'> | null;
  readonly verified: RunEventOf<'verified'> | null;
  readonly heat: Heat | null;
}

export interface RunNotice {
  readonly key: string;
  readonly at: number;
  readonly message: string;
  /** Number of cards there were when it came: it is shown after them. */
  readonly after: number;
}

export interface RunView {
  readonly runId: string;
  readonly task: string;
  readonly startedAt: number;
  readonly plans: readonly RunEventOf<'planned'>[];
  readonly cards: readonly StepCard[];
  readonly notices: readonly RunNotice[];
  readonly finished: RunEventOf<'run_finished'> | null;
  readonly lastSeq: number;
}

const EMPTY_CARD = {
  observed: null,
  grounded: null,
  verdict: null,
  asked: null,
  decision: null,
  acted: null,
  verified: null,
  heat: null,
} as const;

export const emptyRun = (runId: string, task: string, startedAt: number): RunView => ({
  runId,
  task,
  startedAt,
  plans: [],
  cards: [],
  notices: [],
  finished: null,
  lastSeq: -1,
});

/** What of a step each event fills in; a second look at a decided step begins a new card. */
function withCard(view: RunView, step: number, change: Partial<StepCard>, isLook: boolean): RunView {
  const last = view.cards.at(-1);
  const goesOn = last?.step === step && !(isLook && (last.decision !== null || last.verified !== null));
  if (last && goesOn) return { ...view, cards: [...view.cards.slice(0, -1), { ...last, ...change }] };
  const card: StepCard = { ...EMPTY_CARD, key: `${step}/${view.cards.length}`, step, ...change };
  return { ...view, cards: [...view.cards, card] };
}

const note = (view: RunView, at: number, message: string): RunView => ({
  ...view,
  notices: [...view.notices, { key: String(view.notices.length), at, message, after: view.cards.length }],
});

/** Takes one event in. An event that was seen already (a reconnect sends some again) changes nothing. */
export function reduceRun(before: RunView, seq: number, event: RunEvent): RunView {
  if (seq <= before.lastSeq) return before;
  const view: RunView = { ...before, lastSeq: seq };
  switch (event.event) {
    case 'run_started':
      return { ...view, task: event.task, startedAt: event.at };
    case 'planned':
      return { ...view, plans: [...view.plans, event] };
    case 'observed':
      return withCard(view, event.step, { observed: event }, true);
    case 'grounded':
      return withCard(view, event.step, { grounded: event }, false);
    case 'verdict':
      return withCard(view, event.step, { verdict: event }, false);
    case 'confirmation_requested':
      return withCard(view, event.step, { asked: event }, false);
    case 'decision':
      return withCard(view, event.step, { decision: event }, false);
    case 'acted':
      return withCard(view, event.step, { acted: event }, false);
    case 'verified':
      return withCard(view, event.step, { verified: event }, false);
    case 'paused':
      return note(view, event.at, `${event.what}.`);
    case 'resumed':
      return view;
    case 'notice':
      return note(view, event.at, event.message);
    case 'run_finished':
      return { ...view, finished: event };
    default:
      // An event of a newer host: everything else of the run is still worth showing.
      return view;
  }
}

/** Puts the heat map on the newest card of its step. */
export function withHeat(view: RunView, step: number, heat: Heat): RunView {
  const at = view.cards.findLastIndex((c) => c.step === step);
  if (at < 0) return view;
  return { ...view, cards: view.cards.map((c, i) => (i === at ? { ...c, heat } : c)) };
}
