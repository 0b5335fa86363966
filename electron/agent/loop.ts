/**
 * The run: observe → plan → ground → criticise → gate → act → settle → verify, until the plan is done or there is a
 * reason to stop.
 *
 * Invariants: nothing is sent without a permit from the gate; a step is on record before its input is sent; the abort
 * signal reaches every stage and ends the run with every key released. Errs towards stopping with a reason.
 */
import type { Box } from '../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { RunStatus } from '../protocol/events.ts';
import type { WindowInfo } from '../protocol/frame.ts';
import type { ConfirmationRequest } from '../protocol/verdict.ts';
import type { Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import { expandPlan } from '../planning/expand.ts';
import type { PrimitiveStep } from '../planning/expand.ts';
import { Announcer } from './announcer.ts';
import { Attempts, RELEASE_MS } from './attempt.ts';
import type { Taken } from './attempt.ts';
import { isCutShort } from './cut-short.ts';
import { endingOf } from './ending.ts';
import { bringBack } from './front.ts';
import { selectName } from './file-names.ts';
import { RunGuards } from './guards.ts';
import { Detours } from './detours.ts';
import type { DetourRun } from './detours.ts';
import { clearWay } from './guide.ts';
import type { Guided } from './guide.ts';
import { Interruptions } from './interruptions.ts';
import { RunMachine } from './machine.ts';
import { closeMenus, refusedByMenu } from './open-menus.ts';
import type { Eyes } from './ports.ts';
import type { Answer } from './read-back.ts';
import { readAnswer } from './read-back.ts';
import { describeAnswer, nothingToRead, waitFor } from './passive-steps.ts';
import type { LoopDeps, RunOutcome, RunRequest } from './run.ts';
import { planRefusal, Refusals } from './refusal.ts';
import type { Ending } from './refusal.ts';
import { isNowhere, place } from './place.ts';
import { look, resolve } from './resolve.ts';
import type { Resolution } from './resolve.ts';
import { scroll } from './scrolling.ts';
import { sentence } from './sentence.ts';
import { LONGEST_TIMER_MS, pause, unlessAborted, waitForChange, within } from './waiting.ts';

export type { LoopDeps, RunOutcome, RunRequest };

const NO_ANSWER = 'the display does not answer: whether anything is still held there is not known';
/** A permit that went void because the screen changed under it is asked for again this often. */
const VOID_PERMITS = 3;
/** Steps that may be meant for an entry of an open menu. */
const POINTS: ReadonlySet<SingleIntent['do']> = new Set(['click', 'hover']);

export class AgentLoop {
  readonly #deps: LoopDeps;
  readonly #request: RunRequest;
  readonly #machine = new RunMachine();
  readonly #say: Announcer;
  readonly #guards: RunGuards;
  readonly #answers: string[] = [];
  readonly #history: string[] = [];
  readonly #startedAt: number;
  /** Ends with the time budget, wherever the run is then: waiting, typing, or at a question. */
  readonly #overtime = new AbortController();
  /** The person's stop or the end of the time budget: the run is over. */
  readonly #over: AbortSignal;
  readonly #interruptions: Interruptions;
  /** Actions sent; the last one counts although the run ended before its effect was seen. */
  #sent = 0;
  #screen: Screen | null = null;
  #recent: readonly Box[] = [];
  /** The step of the plan that was taken last. */
  #before: SingleIntent | null = null;
  readonly #refusals: Refusals;
  readonly #attempts: Attempts;
  readonly #detours: Detours;

  constructor(deps: LoopDeps, request: RunRequest) {
    this.#deps = deps;
    this.#request = request;
    this.#say = new Announcer(deps.recorder, deps.emit, deps.now);
    this.#guards = new RunGuards(request.budgets, deps.now);
    this.#refusals = new Refusals(deps.planner, request.task);
    this.#startedAt = deps.now();
    this.#over = AbortSignal.any([request.signal, this.#overtime.signal]);
    this.#interruptions = new Interruptions(deps.watcher, request.interruptions, this.#over);
    this.#detours = new Detours(this.#detour());
    this.#attempts = new Attempts({
      ...{ deps, task: request.task, machine: this.#machine, say: this.#say, guards: this.#guards },
      ...{ interruptions: this.#interruptions, history: this.#history, over: this.#over },
      signal: () => this.#signal,
      asked: () => this.#refusals.task,
      steady: (work) => this.#steady(work),
      looking: () => this.#looking(),
      guided: () => this.#guided('verifying'),
      read: (text) => void this.#answers.push(text),
      sent: () => {
        this.#sent++;
      },
      saw: (screen) => {
        this.#screen = screen;
      },
      changed: (boxes) => {
        this.#recent = boxes;
      },
    });
  }

  /** What looks for another way needs of the run. */
  #detour(): DetourRun {
    return {
      act: (intent) => this.#act(intent),
      attempt: async (intent) => (await this.#act(intent, true)).ending === null,
      look: () =>
        this.#steady(async () => {
          const screen = await this.#observe();
          this.#machine.enter('grounding');
          return { screen, menus: await this.#deps.eyes.openMenus() };
        }),
      screen: () => this.#screen,
      history: (line) => void this.#history.push(line),
      notice: (line) => this.#say.notice(line),
    };
  }

  /** Runs the task to its end. Never throws: what went wrong is the outcome's reason. */
  async run(): Promise<RunOutcome> {
    const { task, display, budgets } = this.#request;
    this.#say.started(task, display);
    const left = Math.min(budgets.maxSeconds * 1000, LONGEST_TIMER_MS);
    const timer = setTimeout(() => this.#overtime.abort(this.#guards.outOfTime()), left);
    let outcome: { status: RunStatus; reason: string };
    try {
      outcome = await this.#carryOut();
    } catch (error) {
      outcome = endingOf(error, this.#request.signal, this.#over);
    } finally {
      clearTimeout(timer);
      this.#interruptions.end();
    }
    try {
      const released = this.#deps.hands.releaseAll().then(() => true);
      if ((await within(RELEASE_MS, released)) === null) outcome.reason += ` (${NO_ANSWER})`;
    } catch (error) {
      outcome.reason += ` (releasing keys failed: ${messageOf(error)})`;
    }
    if (this.#machine.state !== 'finished') this.#machine.enter('finished');
    const ms = this.#deps.now() - this.#startedAt;
    return { ...outcome, steps: this.#sent, answers: this.#answers, ms };
  }

  /** A question is about to be put to the person: tell the clients, and let them type and click. */
  asked(request: ConfirmationRequest): void {
    this.#interruptions.questionOpened();
    this.#say.asked(request);
  }

  /** Ends with the run and with every interruption; a new one after each pause. */
  get #signal(): AbortSignal {
    return this.#interruptions.signal;
  }

  /**
   * Does work that sends nothing; when it is interrupted, holds the run until the person says to go on, and does the
   * work anew.
   */
  async #steady<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        this.#signal.throwIfAborted();
        return await work();
      } catch (error) {
        if (isCutShort(error) || !(await this.#interruptions.caused(error))) throw error;
        await this.#hold();
      }
    }
  }

  async #hold(): Promise<void> {
    this.#interruptions.throwIfFinal();
    const front = await this.#front();
    if (this.#machine.state !== 'paused') this.#machine.enter('paused');
    await this.#interruptions.pause(this.#say);
    if (front) await this.#bringBack(front);
  }

  async #front(): Promise<WindowInfo | undefined> {
    const windows = await within(RELEASE_MS, this.#deps.eyes.windows());
    return windows?.find((w) => w.active);
  }

  #bringBack(window: WindowInfo): Promise<void> {
    return bringBack(window, VOID_PERMITS, {
      front: () => this.#front(),
      observe: () => this.#observe(),
      focus: (screen, intent, resolution) => {
        this.#say.notice('another window came to the front during the pause: bringing back the one before');
        this.#say.step++;
        this.#machine.enter('grounding');
        return this.#attempts.take(intent, screen, resolution);
      },
    });
  }

  async #carryOut(): Promise<{ status: RunStatus; reason: string }> {
    const { task } = this.#request;
    this.#machine.enter('planning');
    const plan = await this.#deps.planner.plan({ task, history: [], screen: null, signal: this.#over });
    this.#say.planned(plan);
    const refusal = planRefusal(plan);
    if (refusal) return refusal;
    const unwatched = await this.#interruptions.begin();
    if (unwatched) this.#say.notice(unwatched);
    const steps = [...expandPlan(plan.steps)];
    const blocked = steps[0] ? await closeMenus(steps[0].intent, this.#simple()) : null;
    if (blocked) return blocked;
    for (let step = steps.shift(); step; step = steps.shift()) {
      const stop = await this.#takeStep(step, steps[0]);
      this.#before = step.intent;
      if (!stop) continue;
      const plan = await this.#refusals.instead(stop, [...this.#history], this.#screen, this.#over);
      if (!plan) return { status: stop.status, reason: stop.reason };
      this.#say.planned(plan);
      steps.unshift(...expandPlan(plan.steps));
    }
    return { status: 'done', reason: 'the whole plan was carried out' };
  }

  /** One step of the plan. Returns the ending when the run is over. */
  async #takeStep(step: PrimitiveStep, next: PrimitiveStep | undefined): Promise<Ending | null> {
    const { intent } = step;
    const blocked = await clearWay(this.#deps.guide, this.#guided('grounding'));
    if (blocked) return blocked;
    switch (intent.do) {
      case 'wait':
        await this.#wait(intent.seconds * 1000);
        return null;
      case 'wait_for':
        return this.#waitFor(intent.target, intent.gone ?? false);
      case 'read':
        return this.#read(intent.target);
      case 'scroll':
        return scroll(intent, next?.intent.do === 'wait_for' && !next.intent.gone ? next.intent.target : null, {
          act: (each) => this.#act(each),
          shows: async (phrase) => (await this.#lookFor(phrase)).status === 'found',
        });
      case 'type':
        return this.#type(intent);
      default:
        return this.#takeOrDetour(intent);
    }
  }

  /** Takes a step as it was said; where what it needs is not there, another way. Whoever showed it showed the way. */
  async #takeOrDetour(intent: SingleIntent): Promise<Ending | null> {
    const nowhere: Ending = { status: 'incomplete', reason: 'I do not know a control for this.' };
    if (intent.do === 'click' && intent.serves === true) return this.#detours.elsewhere(intent, intent.target, nowhere);
    const taken = await this.#act(intent);
    if (taken.ending?.absent === true && !this.#deps.guide) return this.#detours.instead(intent, taken.ending);
    this.#detours.note(intent, taken);
    const { effect, ending } = taken;
    const stuck = (): Promise<Ending | null> => refusedByMenu(intent, effect, () => this.#deps.eyes.openMenus());
    return ending ?? (this.#deps.guide ? null : stuck());
  }

  /** What a guide is told and may ask for. A look of its may follow on another one. */
  #guided(after: 'grounding' | 'verifying'): Guided {
    return {
      now: this.#deps.now,
      look: () =>
        this.#steady(async () => {
          if (this.#machine.state === 'observing') this.#machine.enter('grounding');
          const screen = await this.#observe();
          this.#machine.enter(after);
          return screen;
        }),
      act: (intent) => this.#act(intent),
      change: (screen, deadline) => this.#steady(() => waitForChange(screen.frame, deadline, this.#looking())),
      notice: (line) => this.#say.notice(line),
    };
  }

  /** Types; where it went nowhere, another way. Whoever showed it showed how a name is replaced. */
  async #type(intent: SingleIntent): Promise<Ending | null> {
    if (this.#deps.guide) return (await this.#act(intent)).ending;
    const ending = await selectName(intent, this.#before, this.#simple());
    return ending ?? this.#detours.typed(intent, await this.#act(intent));
  }

  /** What steps that the loop takes unasked need. */
  #simple(): Parameters<typeof closeMenus>[1] & Parameters<typeof selectName>[2] {
    return {
      ...{ openMenus: () => this.#deps.eyes.openMenus(), windows: () => this.#deps.eyes.windows() },
      ...{ lookFor: (phrase) => this.#lookFor(phrase), act: (each) => this.#act(each) },
      ...{ notice: (line) => this.#say.notice(line), signal: this.#signal },
    };
  }

  /** Takes one acting step with everything around it; asks again when the screen changed under the permit. */
  async #act(intent: SingleIntent, trial = false): Promise<Taken> {
    for (let attempt = 1; attempt <= VOID_PERMITS; attempt++) {
      if (attempt > 1) this.#say.notice('the screen changed around the target after the decision; looking again');
      const result = await this.#steady(() => this.#try(intent, trial));
      if (result !== 'void') return result;
    }
    throw new SteadyhandError(
      'incomplete',
      'screen_unsteady',
      `The screen around the target changed ${VOID_PERMITS} times between the decision and the input.`,
      'Wait until the application is quiet and run again.',
    );
  }

  /** From the look to the receipt. `void` when the permit had gone stale. */
  async #try(intent: SingleIntent, trial: boolean): Promise<Taken | 'void'> {
    this.#guards.checkBudgets();
    this.#say.step++;
    if (intent.do === 'click' && intent.optional === true && !(await this.#isAsked())) {
      this.#say.notice(`no dialog asks for “${intent.target}”; going on without it`);
      return { ending: null, effect: null };
    }
    const { screen, resolution } = await this.#place(intent);
    if (resolution.kind === 'skip') {
      this.#say.notice(resolution.note);
      return { ending: null, effect: null };
    }
    if (resolution.kind === 'absent' && intent.do === 'click' && intent.optional === true) {
      this.#say.notice(`“${intent.target}” is not there; going on without it`);
      return { ending: null, effect: null };
    }
    if (resolution.kind === 'absent') {
      const nowhere = resolution.elsewhere === true || isNowhere(resolution.groundings);
      const absent = nowhere ? { absent: true as const } : {};
      return { ending: { status: 'incomplete', reason: sentence(resolution.reason), ...absent }, effect: null };
    }
    return this.#attempts.take(intent, screen, resolution, trial);
  }

  /** A dialog is in front: only there is a step that may be left out looked for. */
  async #isAsked(): Promise<boolean> {
    const front = (await this.#deps.eyes.windows()).find((w) => w.active);
    return front !== undefined && (front.dialog || front.transientFor !== null);
  }

  #place(intent: SingleIntent): Promise<{ screen: Screen; resolution: Resolution }> {
    const { grounder, programs, now } = this.#deps;
    const signal = this.#signal;
    return place({
      now,
      look: async () => {
        const screen = await this.#observe();
        this.#machine.enter('grounding');
        return screen;
      },
      resolve: async (screen) => {
        const menus = POINTS.has(intent.do) ? await this.#deps.eyes.openMenus() : [];
        return resolve(intent, { screen, grounder, programs, signal, menus, recent: this.#recent });
      },
      grounded: (grounding) => this.#say.grounded(grounding),
      change: (screen, deadline) => waitForChange(screen.frame, deadline, this.#looking()),
    });
  }

  #lookFor(target: string): Promise<Grounding> {
    return this.#steady(() => this.#lookOnce(target));
  }

  async #lookOnce(target: string): Promise<Grounding> {
    const { grounder, programs } = this.#deps;
    const screen = await this.#observe();
    this.#machine.enter('grounding');
    const context = { screen, grounder, programs, signal: this.#signal, recent: this.#recent };
    const grounding = await look(target, context);
    this.#say.grounded(grounding);
    return grounding;
  }

  /** A pause counts as waiting: what was waited for goes on meanwhile. */
  async #wait(ms: number): Promise<void> {
    const until = performance.now() + ms;
    await this.#steady(() => pause(Math.max(0, until - performance.now()), this.#signal));
  }

  #waitFor(target: string, gone: boolean): Promise<Ending | null> {
    this.#say.notice(`waiting ${gone ? 'until it is gone' : 'for it'}: ${target}`);
    return waitFor(target, gone, {
      now: this.#deps.now,
      lookFor: (phrase) => this.#lookFor(phrase),
      change: async (deadline) => {
        const frame = this.#screen?.frame;
        return frame ? this.#steady(() => waitForChange(frame, deadline, this.#looking())) : false;
      },
    });
  }

  async #read(target: string | undefined): Promise<Ending | null> {
    const answer: Answer | null = await this.#steady(async () => {
      const screen = await this.#observe();
      this.#machine.enter('grounding');
      return readAnswer(screen, target, this.#recent, this.#deps.grounder, this.#signal);
    });
    if (!answer) return nothingToRead(target);
    this.#answers.push(answer.text);
    this.#say.notice(describeAnswer(answer));
    return null;
  }

  #looking(): { eyes: Eyes; now: () => number; signal: AbortSignal } {
    return { eyes: this.#deps.eyes, now: this.#deps.now, signal: this.#signal };
  }

  async #observe(): Promise<Screen> {
    if (this.#machine.state === 'grounding') this.#machine.enter('waiting');
    this.#machine.enter('observing');
    const signal = this.#signal;
    const screen = await unlessAborted(this.#deps.eyes.observe(this.#screen, signal), signal);
    signal.throwIfAborted();
    this.#screen = screen;
    this.#say.observed(screen);
    return screen;
  }
}
