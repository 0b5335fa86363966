/**
 * One run as its clients see it: where it is, the question that is open, and the ways to hold, step and stop it.
 *
 * Invariants: a question is answered once, by its id, and silence, a lost client or the end of the run is no answer (the
 * gate counts that as no). Nothing here sends input or makes a permit: it answers the gate's questions and pulls the
 * brake. Errs towards holding: a pause asked for in the middle of an action begins right after it.
 */
import type { RunOutcome } from '../../agent/run.ts';
import type { Answer, BodyOf, Question, RunState } from '../../protocol/client.ts';
import { ANSWERS } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { ConfirmationAnswer, ConfirmationRequest } from '../../protocol/verdict.ts';
import { Brake, type Person } from '../person.ts';
import type { RunTaskOptions } from '../run-task.ts';
import { noRun } from './refusals.ts';
import { RunPointing } from './run-pointing.ts';
import { draftOf, sameDraft } from './rule-drafts.ts';

/** Carries out a task; `runTask` in the program. */
export type Runner = (options: RunTaskOptions) => Promise<RunOutcome>;

/** Who is told. */
export interface RunListener {
  state(run: RunState): void;
  event(seq: number, event: RunEvent): void;
  question(question: Question): void;
  questionClosed(id: string, outcome: string): void;
  heat(body: BodyOf<'heat'>): void;
}

export type RunSettings = Pick<
  RunTaskOptions,
  | 'task'
  | 'display'
  | 'monitor'
  | 'planner'
  | 'endpoint'
  | 'budgets'
  | 'interruptions'
  | 'dryRun'
  | 'answerSeconds'
  | 'warn'
> & { readonly confirm: 'ask' | 'deny'; readonly paused: boolean };

interface Open {
  readonly request: ConfirmationRequest;
  readonly until: number;
  readonly answer: (answer: ConfirmationAnswer) => void;
}

/** Before and after these an action is not under way. */
const QUIET: ReadonlySet<RunEvent['event']> = new Set(['acted', 'observed', 'grounded', 'verified', 'notice']);

export class RunSession {
  readonly #settings: RunSettings;
  readonly #listener: RunListener;
  readonly #now: () => number;
  readonly #brake = new Brake();
  readonly #abort = new AbortController();
  readonly #events: RunEvent[] = [];
  readonly #ended = Promise.withResolvers<undefined>();
  readonly #pauses = new Set<() => void>();
  readonly #pointing = new RunPointing((step, heat) => {
    const { runId } = this.#state;
    if (runId !== null) this.#listener.heat({ runId, step, heat });
  });
  #state: RunState;
  #open: Open | null = null;
  #goOn: ((yes: boolean) => void) | null = null;
  /** Input may be on its way. */
  #acting = false;
  #pauseWanted = false;
  /** One step was asked for and taken. */
  #pauseBeforeNext = false;
  #step = 0;

  constructor(settings: RunSettings, listener: RunListener, now: () => number) {
    this.#settings = settings;
    this.#listener = listener;
    this.#now = now;
    this.#state = {
      phase: 'starting',
      runId: null,
      task: settings.task,
      display: settings.display ?? '',
      dryRun: settings.dryRun,
      stepping: false,
      startedAt: now(),
      why: '',
      status: null,
      lastSeq: -1,
    };
  }

  get state(): RunState {
    return this.#state;
  }
  get isOver(): boolean {
    return this.#state.phase === 'finished';
  }

  /** The open question with the seconds that are left now; null when there is none. */
  get question(): Question | null {
    if (!this.#open) return null;
    const { request, until } = this.#open;
    const proposedRule = request.rule ? draftOf(request.rule.entry) : null;
    const given = request.choices ?? ANSWERS.filter((a) => a !== 'always' && a !== 'take_over');
    const choices = given.filter(
      (a) => (a !== 'allow_run' || request.risk !== 'destructive') && (a !== 'always' || proposedRule !== null),
    );
    const secondsLeft = Math.max(0, (until - this.#now()) / 1000);
    return { request, runId: this.#state.runId ?? '', step: this.#step, secondsLeft, choices, proposedRule };
  }

  /** The events after a number, for a client that was away. */
  eventsAfter(seq: number): (readonly [seq: number, event: RunEvent])[] {
    return this.#events.map((event, i) => [i, event] as const).slice(seq + 1);
  }

  /** Answers the run's id once it is on record. Rejects when it could not begin. */
  start(runner: Runner): Promise<string> {
    const begun = Promise.withResolvers<string>();
    const { paused, ...settings } = this.#settings;
    // Opening a display takes a moment; clients see at once that something has begun.
    this.#listener.state(this.#state);
    if (paused) this.#brake.pull();
    const outcome = runner({
      ...settings,
      reportDir: undefined,
      person: this.#person(),
      brake: this.#brake,
      pointing: this.#pointing.watch,
      signal: this.#abort.signal,
      emit: (event) => {
        if (event.event === 'run_started') begun.resolve(event.runId);
        this.#heard(event);
      },
    });
    outcome.then(
      ({ status, reason }) => this.#finish(status, reason),
      (error: unknown) => {
        const stopped = this.#abort.signal.aborted;
        this.#finish(stopped ? 'stopped' : 'failed', error instanceof SteadyhandError ? error.line : messageOf(error));
        begun.reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
    return begun.promise;
  }

  /** Resolves when it is paused, or has ended. @throws SteadyhandError `question_open`, `no_run` */
  pause(why = ''): Promise<void> {
    if (this.isOver) throw noRun();
    if (this.#open) {
      throw new SteadyhandError('usage', 'question_open', 'A question is open.', 'Answer it; nothing moves meanwhile.');
    }
    if (this.#state.phase === 'paused') {
      this.#change({ stepping: false, ...(why ? { why } : {}) });
      return Promise.resolve();
    }
    const paused = new Promise<void>((done) => {
      this.#pauses.add(() => {
        if (why && !this.isOver) this.#change({ why });
        done();
      });
    });
    this.#pauseWanted = true;
    if (!this.#acting) this.#brake.pull();
    return paused;
  }

  /** @throws SteadyhandError `not_paused` */
  resume(stepping = false): void {
    const goOn = this.#goOn;
    if (!goOn) throw new SteadyhandError('usage', 'not_paused', 'The run is not paused.', 'Pause it first.');
    this.#change({ stepping });
    goOn(true);
  }

  /** Gives the place of the step that the run waits before. @throws SteadyhandError `not_paused`, `step_over` */
  correct(step: number, point: { readonly x: number; readonly y: number }): void {
    if (!this.#goOn) throw new SteadyhandError('usage', 'not_paused', 'The run is not paused.', 'Pause it first.');
    this.#pointing.correct(step, point);
  }

  /** Resolves when the run has ended, with every key released. */
  async stop(why: string): Promise<void> {
    if (this.isOver) return;
    this.#change({ phase: 'stopping', why });
    this.#abort.abort(new Error(why));
    this.#goOn?.(false);
    await this.#ended.promise;
  }

  /** @throws SteadyhandError `no_question`, `not_offered` */
  answer(id: string, answer: Answer): void {
    const open = this.#open;
    if (open?.request.id !== id) {
      const what = open ? 'Another question is open now.' : 'This question is no longer open.';
      throw new SteadyhandError('usage', 'no_question', what, 'Nothing was allowed by this answer.');
    }
    const question = this.question;
    if (!question?.choices.includes(answer.answer)) {
      const remedy = `Choose one of: ${question?.choices.join(', ') ?? ''}.`;
      throw new SteadyhandError('usage', 'not_offered', `“${answer.answer}” is not offered here.`, remedy);
    }
    if (answer.answer === 'always' && !sameDraft(answer.rule, question.proposedRule)) {
      const remedy = 'Show that rule and answer again; make other rules under Rules.';
      throw new SteadyhandError('usage', 'other_rule', 'This is not the rule that the question showed.', remedy);
    }
    const note = answer.answer === 'deny' ? answer.reason : undefined;
    this.#closeQuestion(answer.answer);
    open.answer({ answer: answer.answer, ...(note ? { note } : {}) });
  }

  #person(): Person {
    return {
      name: 'you',
      isPerson: true,
      ask: (request, signal) => this.#ask(request, signal),
      askYes: (question, _seconds, signal) => this.#askGoOn(question, signal),
      close: () => undefined,
    };
  }

  #ask(request: ConfirmationRequest, signal: AbortSignal): Promise<ConfirmationAnswer> {
    return new Promise((answer, withdrawn) => {
      this.#open = { request, until: this.#now() + request.timeoutSeconds * 1000, answer };
      const end = (): void => {
        if (this.#open?.request.id === request.id) this.#closeQuestion('withdrawn');
        withdrawn(new Error('no answer'));
      };
      if (signal.aborted) {
        end();
        return;
      }
      signal.addEventListener('abort', end, { once: true });
      this.#change({ phase: 'asking', why: request.action });
      const question = this.question;
      if (question) this.#listener.question(question);
    });
  }

  #closeQuestion(outcome: string): void {
    const id = this.#open?.request.id;
    this.#open = null;
    if (id === undefined) return;
    this.#listener.questionClosed(id, outcome);
    if (this.#state.phase === 'asking') this.#change({ phase: 'running', why: '' });
  }

  /** Waits for `resume` or `stop`, as long as the run's own time allows. */
  #askGoOn(question: string, signal: AbortSignal): Promise<boolean> {
    return new Promise((done) => {
      const settle = (yes: boolean): void => {
        this.#goOn = null;
        signal.removeEventListener('abort', no);
        done(yes);
      };
      const no = (): void => settle(false);
      this.#goOn = settle;
      signal.addEventListener('abort', no, { once: true });
      this.#pauseWanted = false;
      this.#pauseBeforeNext = false;
      this.#change({ phase: 'paused', stepping: false, why: question.replace(/ Continue\?$/, '') });
      this.#tellPaused();
    });
  }

  #heard(event: RunEvent): void {
    const seq = this.#events.length;
    this.#listener.event(seq, event);
    this.#events.push(event.event === 'confirmation_requested' ? withoutPicture(event) : event);
    this.#pointing.heard(event);
    if ('step' in event) this.#step = event.step;
    if (QUIET.has(event.event)) this.#acting = false;
    if (event.event === 'decision') this.#acting = event.outcome === 'allow';
    const news: Partial<RunState> = { lastSeq: seq };
    if (event.event === 'run_started') Object.assign(news, { runId: event.runId, phase: 'running' });
    if (event.event === 'resumed') Object.assign(news, { phase: 'running', why: '' });
    this.#change(news);
    // One step is over when its effect was looked at. The next one is looked at too but not taken: its place can be seen
    // and corrected.
    if (event.event === 'verified' && this.#state.stepping) this.#pauseBeforeNext = true;
    if (event.event === 'verdict' && this.#pauseBeforeNext) this.#brake.pull();
    if (this.#pauseWanted && !this.#acting && (event.event === 'acted' || event.event === 'verified')) {
      this.#pauseWanted = false;
      this.#brake.pull();
    }
  }

  #finish(status: RunOutcome['status'], why: string): void {
    this.#goOn?.(false);
    this.#closeQuestion('the run ended');
    this.#change({ phase: 'finished', status, why, stepping: false });
    this.#tellPaused();
    this.#ended.resolve(undefined);
  }

  #tellPaused(): void {
    for (const tell of this.#pauses) tell();
    this.#pauses.clear();
  }

  #change(news: Partial<RunState>): void {
    // What has begun to stop goes nowhere but to its end.
    const phase = this.#state.phase === 'stopping' && news.phase !== 'finished' ? 'stopping' : news.phase;
    this.#state = { ...this.#state, ...news, ...(phase ? { phase } : {}) };
    this.#listener.state(this.#state);
  }
}

/** Kept for clients that come back; the open question carries its picture itself. */
const withoutPicture = (event: Extract<RunEvent, { event: 'confirmation_requested' }>): RunEvent => ({
  ...event,
  request: { ...event.request, picture: null },
});
