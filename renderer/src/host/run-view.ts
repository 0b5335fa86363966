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

/** What of a step an event fills in. */
function withCard(view: RunView, step: number, change: Partial<StepCard>): RunView {
  const last = view.cards.at(-1);
  if (last?.step === step) return { ...view, cards: [...view.cards.slice(0, -1), { ...last, ...change }] };
  return withNewCard(view, step, change);
}

function withNewCard(view: RunView, step: number, change: Partial<StepCard>): RunView {
  const card: StepCard = { ...EMPTY_CARD, key: `${step}/${view.cards.length}`, step, ...change };
  return { ...view, cards: [...view.cards, card] };
}

/**
 * A look begins an attempt, unless it is the one that checks what an input has done. A step that was refused, whose
 * leave had lapsed before its input, or that was checked already, is begun anew.
 */
function withLook(view: RunView, observed: RunEventOf<'observed'>): RunView {
  const last = view.cards.at(-1);
  if (last?.step !== observed.step) return withNewCard(view, observed.step, { observed });
  if (last.verified === null && last.acted !== null) return view;
  if (last.verified !== null || last.decision !== null) return withNewCard(view, observed.step, { observed });
  return withCard(view, observed.step, { observed });
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
      return withLook(view, event);
    case 'grounded':
      return withCard(view, event.step, { grounded: event });
    case 'verdict':
      return withCard(view, event.step, { verdict: event });
    case 'confirmation_requested':
      return withCard(view, event.step, { asked: event });
    case 'decision':
      return withCard(view, event.step, { decision: event });
    case 'acted':
      return withCard(view, event.step, { acted: event });
    case 'verified':
      return withCard(view, event.step, { verified: event });
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
