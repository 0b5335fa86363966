/**
 * The run: observe → plan → ground → criticise → gate → act → settle → verify, until the plan is done or there is a
 * reason to stop.
 *
 * Invariants: nothing is sent without a permit from the gate; a step is on record before its input is sent; the abort
 * signal reaches every stage and ends the run with every key released. Errs towards stopping with a reason.
 */
import type { Action, Effect } from '../protocol/action.ts';
import { actionHash } from '../protocol/action-hash.ts';
import type { Box } from '../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { RunEvent, RunStatus } from '../protocol/events.ts';
import type { Frame } from '../protocol/frame.ts';
import type { ActionContext, ConfirmationRequest, Critic, Verdict } from '../protocol/verdict.ts';
import type { Grounder, Grounding } from '../protocol/grounding.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import { BY } from '../critic/gate/index.ts';
import { expandPlan } from '../planning/expand.ts';
import type { PrimitiveStep } from '../planning/expand.ts';
import { Announcer } from './announcer.ts';
import { endingOf, sentence } from './ending.ts';
import { replacesName } from './file-names.ts';
import type { Budgets } from './guards.ts';
import { RunGuards } from './guards.ts';
import { RunMachine } from './machine.ts';
import { menusInTheWay } from './open-menus.ts';
import type { Eyes, GatePort, Hands, PlannerPort, Programs, RunRecorder } from './ports.ts';
import type { Answer } from './read-back.ts';
import { readAnswer } from './read-back.ts';
import { planRefusal } from './refusal.ts';
import type { Ending } from './refusal.ts';
import { look, resolve } from './resolve.ts';
import type { Resolution } from './resolve.ts';
import { scroll } from './scrolling.ts';
import { verify } from './verify.ts';
import { LONGEST_TIMER_MS, pause, waitForChange, waitForWindow } from './waiting.ts';

export interface LoopDeps {
  readonly eyes: Eyes;
  readonly hands: Hands;
  readonly programs: Programs;
  readonly planner: PlannerPort;
  readonly grounder: Grounder;
  readonly critic: Critic;
  readonly gate: GatePort;
  readonly recorder: RunRecorder;
  /** Keeps a picture in the background; answers the id it will have. */
  readonly keepFrame: (frame: Frame) => string;
  readonly context: (frame: Frame, screen: Screen, action: Action) => ActionContext;
  readonly describe: (action: Action, target: string | null) => string;
  readonly changed: (a: Frame, b: Frame) => Box[];
  /** PNG data URL of the target with a mark on it, for the question. */
  readonly picture: (screen: Screen, action: Action, target: Box | null) => Promise<string | null>;
  readonly emit: (event: RunEvent) => void;
  readonly now: () => number;
}

export interface RunRequest {
  readonly task: string;
  readonly display: string;
  readonly budgets: Budgets;
  readonly signal: AbortSignal;
}

export interface RunOutcome {
  readonly status: RunStatus;
  readonly reason: string;
  readonly steps: number;
  readonly answers: readonly string[];
  readonly ms: number;
}

/** How long a control that is not there yet is waited for, and how long `wait_for` waits. */
const PATIENCE_MS = 6_000;
const WAIT_FOR_MS = 60_000;
/** A permit that went void because the screen changed under it is asked for again this often. */
const VOID_PERMITS = 3;
/** Menus within menus that are closed before a run, at most. */
const MENU_DEPTH = 4;

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
  /** The person's stop or the end of the time budget. */
  readonly #signal: AbortSignal;
  /** Actions sent; the last one counts although the run ended before its effect was seen. */
  #sent = 0;
  #screen: Screen | null = null;
  #recent: readonly Box[] = [];

  constructor(deps: LoopDeps, request: RunRequest) {
    this.#deps = deps;
    this.#request = request;
    this.#say = new Announcer(deps.recorder, deps.emit, deps.now);
    this.#guards = new RunGuards(request.budgets, deps.now);
    this.#startedAt = deps.now();
    this.#signal = AbortSignal.any([request.signal, this.#overtime.signal]);
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
      outcome = endingOf(error, this.#request.signal, this.#signal);
    } finally {
      clearTimeout(timer);
    }
    try {
      await this.#deps.hands.releaseAll();
    } catch (error) {
      outcome.reason += ` (releasing keys failed: ${messageOf(error)})`;
    }
    if (this.#machine.state !== 'finished') this.#machine.enter('finished');
    const ms = this.#deps.now() - this.#startedAt;
    return { ...outcome, steps: this.#sent, answers: this.#answers, ms };
  }

  /** A question is about to be put to the person: tell the clients. */
  asked(request: ConfirmationRequest): void {
    this.#say.asked(request);
  }

  async #carryOut(): Promise<{ status: RunStatus; reason: string }> {
    const { task } = this.#request;
    const signal = this.#signal;
    this.#machine.enter('planning');
    const plan = await this.#deps.planner.plan({ task, history: [], screen: null, signal });
    this.#say.planned(plan);
    const refusal = planRefusal(plan);
    if (refusal) return refusal;
    const steps = expandPlan(plan.steps);
    const blocked = steps[0] ? await this.#closeMenus(steps[0].intent) : null;
    if (blocked) return blocked;
    for (const [i, step] of steps.entries()) {
      const next = steps[i + 1];
      const stop = await this.#takeStep(step, next);
      if (stop) return stop;
    }
    return { status: 'done', reason: 'the whole plan was carried out' };
  }

  /** See `menusInTheWay`. A menu within a menu takes one Escape each. */
  async #closeMenus(first: SingleIntent): Promise<Ending | null> {
    for (let i = 0; i < MENU_DEPTH; i++) {
      const menus = await this.#deps.eyes.openMenus();
      if (!(await menusInTheWay(first, menus, (phrase) => this.#lookFor(phrase)))) return null;
      this.#say.notice('a menu was left open: closing it first');
      const { ending } = await this.#act({ do: 'hotkey', keys: ['escape'] });
      if (ending) return ending;
    }
    return null;
  }

  /** One step of the plan. Returns the ending when the run is over. */
  async #takeStep(step: PrimitiveStep, next: PrimitiveStep | undefined): Promise<Ending | null> {
    const { intent } = step;
    switch (intent.do) {
      case 'wait':
        await pause(intent.seconds * 1000, this.#signal);
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
        return (await this.#selectName(intent)) ?? (await this.#act(intent)).ending;
      default:
        return (await this.#act(intent)).ending;
    }
  }

  /** See `replacesName`. */
  async #selectName(intent: SingleIntent): Promise<Ending | null> {
    const front = (await this.#deps.eyes.windows()).find((w) => w.active);
    if (!replacesName(intent, front)) return null;
    this.#say.notice('a name may be there already: selecting all of it first');
    return (await this.#act({ do: 'hotkey', keys: ['ctrl', 'a'] })).ending;
  }

  /** Takes one acting step with everything around it; asks again when the screen changed under the permit. */
  async #act(intent: SingleIntent): Promise<{ ending: Ending | null; effect: Effect | null }> {
    for (let attempt = 1; ; attempt++) {
      this.#guards.checkBudgets();
      this.#signal.throwIfAborted();
      this.#say.step++;
      const { screen, resolution } = await this.#place(intent);
      if (resolution.kind === 'skip') {
        this.#say.notice(resolution.note);
        return { ending: null, effect: null };
      }
      if (resolution.kind === 'absent') {
        return { ending: { status: 'incomplete', reason: sentence(resolution.reason) }, effect: null };
      }
      const result = await this.#attempt(intent, screen, resolution);
      if (result !== 'void') return result;
      if (attempt >= VOID_PERMITS) {
        throw new SteadyhandError(
          'incomplete',
          'screen_unsteady',
          `The screen around the target changed ${attempt} times between the decision and the input.`,
          'Wait until the application is quiet and run again.',
        );
      }
      this.#say.notice('the screen changed around the target after the decision; looking again');
    }
  }

  /** Observes and resolves; when the target is not there yet, keeps looking while the screen still changes. */
  async #place(intent: SingleIntent): Promise<{ screen: Screen; resolution: Resolution }> {
    const { grounder, programs, now } = this.#deps;
    const signal = this.#signal;
    const deadline = now() + PATIENCE_MS;
    for (;;) {
      const screen = await this.#observe();
      this.#machine.enter('grounding');
      const resolution = await resolve(intent, { screen, grounder, programs, signal, recent: this.#recent });
      const groundings = resolution.kind === 'skip' ? [] : resolution.groundings;
      for (const grounding of groundings) this.#say.grounded(grounding);
      const looksAgain = resolution.kind === 'absent' && groundings.length > 0 && now() < deadline;
      if (!looksAgain) return { screen, resolution };
      if (!(await waitForChange(screen.frame, deadline, this.#looking()))) return { screen, resolution };
    }
  }

  /** Judges, gates, sends and verifies one resolved action. `void` when the permit had gone stale. */
  async #attempt(
    intent: SingleIntent,
    screen: Screen,
    resolution: Extract<Resolution, { kind: 'act' }>,
  ): Promise<{ ending: Ending | null; effect: Effect | null } | 'void'> {
    const { deps, request } = { deps: this.#deps, request: this.#request };
    const { action, target, targetBox } = resolution;
    const what = deps.describe(action, target);
    this.#machine.enter('criticising');
    const { verdict, criticError } = await this.#judge(screen, action, target, targetBox);
    const frame = deps.keepFrame(screen.frame);
    const grounding = resolution.groundings.at(-1) ?? null;
    const ordinal = deps.recorder.writeAhead({ step: this.#say.step, intent, grounding, action, what, verdict, frame });

    this.#machine.enter('gating');
    const front = screen.windows.find((w) => w.active);
    const decision = await deps.gate.decide(
      {
        verdict,
        ...(criticError === undefined ? {} : { criticError }),
        action,
        context: deps.context(screen.frame, screen, action),
        task: request.task,
        picture: verdict?.risk === 'safe' ? null : await deps.picture(screen, action, targetBox),
        target,
        app: front?.app ?? '',
      },
      this.#signal,
    );
    deps.recorder.decision(ordinal, decision);
    this.#say.decided(decision);
    this.#signal.throwIfAborted();
    if (decision.outcome === 'block') {
      const status = decision.by === BY.stopped ? 'stopped' : 'blocked';
      const ending: Ending = { status, reason: sentence(`${what}: not done. ${decision.reason}`) };
      return { ending, effect: null };
    }

    this.#machine.enter('acting');
    const sentFrom = deps.now();
    let receipt;
    try {
      receipt = await deps.hands.execute(action, decision.permit, this.#signal);
    } catch (error) {
      if (error instanceof SteadyhandError && error.code.startsWith('permit_')) return 'void';
      throw error;
    }
    this.#sent++;
    deps.recorder.receipt(ordinal, receipt);
    this.#say.acted(intent, what, receipt.via, deps.now() - sentFrom);
    const effect = await this.#settleAndVerify(ordinal, screen, action);
    this.#history.push(`${what}${effect.seen === 'no' ? ' (nothing changed)' : ''}`);
    this.#guards.note(screen.frame.hash, actionHash(action), effect.changedFraction > 0);
    if (effect.seen === 'no' && MUST_SHOW.has(action.type)) {
      return { ending: { status: 'incomplete', reason: sentence(`${what}: ${effect.note}`) }, effect };
    }
    return { ending: null, effect };
  }

  async #settleAndVerify(ordinal: number, before: Screen, action: Action): Promise<Effect> {
    const { eyes, recorder } = this.#deps;
    const signal = this.#signal;
    this.#machine.enter('settling');
    const opens = OPENS_WINDOW.has(action.type);
    if (opens) await waitForWindow(before, this.#looking());
    const view = await eyes.settle(before.frame, signal, opens ? { quietMs: 500, timeoutMs: 20_000 } : {});
    this.#machine.enter('observing');
    const after = await eyes.observe(before, signal);
    this.#screen = after;
    this.#say.observed(after);
    this.#machine.enter('verifying');
    const changed = this.#deps.changed(before.frame, after.frame);
    const { settled, ms, moving } = view;
    const effect = verify({ action, before, after, changed, settleMs: ms, settled, moving });
    if (changed.length > 0) this.#recent = changed;
    const frame = this.#deps.keepFrame(after.frame);
    recorder.effect(ordinal, effect, frame);
    this.#say.verified(effect, frame);
    return effect;
  }

  /** The critic's verdict, or null and why when it failed: the gate then asks, it never allows. */
  async #judge(
    screen: Screen,
    action: Action,
    target: string | null,
    targetBox: Box | null,
  ): Promise<{ verdict: Verdict | null; criticError?: unknown }> {
    const { task } = this.#request;
    try {
      const history = [...this.#history];
      const verdict = await this.#deps.critic.judge({ task, history, action, target, targetBox, screen });
      this.#say.judged(verdict);
      return { verdict };
    } catch (error) {
      this.#say.notice(`the critic failed (${messageOf(error)}); a person has to decide`);
      return { verdict: null, criticError: error };
    }
  }

  async #lookFor(target: string): Promise<Grounding> {
    const { grounder, programs } = this.#deps;
    const screen = await this.#observe();
    this.#machine.enter('grounding');
    const context = { screen, grounder, programs, signal: this.#signal, recent: this.#recent };
    const grounding = await look(target, context);
    this.#say.grounded(grounding);
    return grounding;
  }

  async #waitFor(target: string, gone: boolean): Promise<Ending | null> {
    const deadline = this.#deps.now() + WAIT_FOR_MS;
    this.#say.notice(`waiting ${gone ? 'until it is gone' : 'for it'}: ${target}`);
    for (;;) {
      const grounding = await this.#lookFor(target);
      if ((grounding.status === 'found') !== gone) return null;
      const frame = this.#screen?.frame;
      if (!frame || !(await waitForChange(frame, deadline, this.#looking()))) {
        const seconds = WAIT_FOR_MS / 1000;
        return {
          status: 'incomplete',
          reason: gone
            ? `“${target}” was still there after ${seconds} s.`
            : `“${target}” did not show in ${seconds} s.`,
        };
      }
    }
  }

  async #read(target: string | undefined): Promise<Ending | null> {
    const screen = await this.#observe();
    this.#machine.enter('grounding');
    const answer: Answer | null = await readAnswer(screen, target, this.#recent, this.#deps.grounder, this.#signal);
    if (!answer) {
      return { status: 'incomplete', reason: `There is nothing to read${target ? ` at “${target}”` : ''}.` };
    }
    this.#answers.push(answer.text);
    this.#say.notice(`read (${answer.note}): ${answer.text}`);
    return null;
  }

  #looking(): { eyes: Eyes; now: () => number; signal: AbortSignal } {
    return { eyes: this.#deps.eyes, now: this.#deps.now, signal: this.#signal };
  }

  async #observe(): Promise<Screen> {
    if (this.#machine.state === 'grounding') this.#machine.enter('waiting');
    this.#machine.enter('observing');
    const screen = await this.#deps.eyes.observe(this.#screen, this.#signal);
    this.#screen = screen;
    this.#say.observed(screen);
    return screen;
  }
}

/** Actions that must show an effect; going on blindly after them would act on the wrong window. */
const MUST_SHOW: ReadonlySet<Action['type']> = new Set(['type', 'open_app', 'open_url', 'open_path', 'focus_window']);
const OPENS_WINDOW: ReadonlySet<Action['type']> = new Set(['open_app', 'open_url', 'open_path']);
