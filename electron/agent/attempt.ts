/**
 * One resolved action: criticised, gated, sent, settled, verified and on record.
 *
 * Invariants: a step is on record before its input is sent; nothing is sent without a permit of the gate; an action that
 * was cut short is repeated only when nothing of it arrived.
 */
import type { Action, Effect } from '../protocol/action.ts';
import { actionHash } from '../protocol/action-hash.ts';
import type { Box } from '../protocol/coordinates.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import { InputHalted } from '../protocol/interruption.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import type { Screen } from '../protocol/screen.ts';
import type { Verdict } from '../protocol/verdict.ts';
import { BY } from '../critic/gate/index.ts';
import { subjectOf } from '../critic/rules/index.ts';
import type { Announcer } from './announcer.ts';
import { canRepeat, cutShort } from './cut-short.ts';
import type { RunGuards } from './guards.ts';
import { awaitOutcome } from './guide.ts';
import type { Guided } from './guide.ts';
import type { Interruptions } from './interruptions.ts';
import type { RunMachine } from './machine.ts';
import { apartFrom } from './movers.ts';
import type { Eyes } from './ports.ts';
import { endingOfBlock } from './refusal.ts';
import type { Ending } from './refusal.ts';
import type { Resolution } from './resolve.ts';
import type { LoopDeps } from './run.ts';
import { sentence } from './sentence.ts';
import { verify } from './verify.ts';
import { abortReason, unlessAborted, waitForWindow } from './waiting.ts';

/** Letting go takes milliseconds; a display that has not answered by then does not hold up the end of a run. */
export const RELEASE_MS = 1_000;

/** How a step ended: with it the run, or not; and what was seen. */
export interface Taken {
  readonly ending: Ending | null;
  readonly effect: Effect | null;
}

/** What an attempt needs of the run it belongs to. */
export interface AttemptRun {
  readonly deps: LoopDeps;
  /** The person's words. */
  readonly task: string;
  readonly machine: RunMachine;
  readonly say: Announcer;
  readonly guards: RunGuards;
  readonly interruptions: Interruptions;
  /** What was done so far; attempts add to it. */
  readonly history: string[];
  /** The end of the run. */
  readonly over: AbortSignal;
  /** Ends with the run and with every interruption. */
  signal(): AbortSignal;
  /** The task as it reads after refusals. */
  asked(): string;
  steady<T>(work: () => Promise<T>): Promise<T>;
  looking(): { eyes: Eyes; now: () => number; signal: AbortSignal };
  guided(): Guided;
  /** An action has read something for the person. */
  read(text: string): void;
  /** An action went out. */
  sent(): void;
  saw(screen: Screen): void;
  changed(boxes: readonly Box[]): void;
}

export class Attempts {
  readonly #run: AttemptRun;

  constructor(run: AttemptRun) {
    this.#run = run;
  }

  /**
   * Judges, gates, sends and verifies one resolved action. `void` when the permit had gone stale. A `trial` ends before
   * the gate when the critic does not call it safe.
   */
  async take(
    intent: SingleIntent,
    screen: Screen,
    resolution: Extract<Resolution, { kind: 'act' }>,
    trial = false,
  ): Promise<Taken | 'void'> {
    const { deps, machine, say, interruptions, history } = this.#run;
    const { action, target, targetBox } = resolution;
    const what = deps.describe(action, target);
    machine.enter('criticising');
    const { verdict, criticError } = await this.#judge(screen, action, target, targetBox);
    // On the way to something a step is only tried, and a person is not asked about it.
    if (trial && (verdict === null || verdict.risk !== 'safe'))
      return { ending: { status: 'incomplete', reason: sentence(`${what}: not safe to try`) }, effect: null };
    const frame = deps.keepFrame(screen.frame);
    const grounding = resolution.groundings.at(-1) ?? null;
    const ordinal = deps.recorder.writeAhead({ step: say.step, intent, grounding, action, what, verdict, frame });

    machine.enter('gating');
    const front = screen.windows.find((w) => w.active);
    const category = verdict?.category ?? null;
    const subject = subjectOf({ action, screen, target, targetBox, category });
    const decision = await deps.gate.decide(
      {
        verdict,
        ...(criticError === undefined ? {} : { criticError }),
        action,
        context: deps.context(screen.frame, screen, action),
        task: this.#run.task,
        picture:
          verdict?.risk === 'safe' && !verdict.alarms?.length ? null : await deps.picture(screen, action, targetBox),
        target,
        app: front?.app ?? '',
        subject,
      },
      this.#run.signal(),
    );
    deps.recorder.decision(ordinal, decision);
    say.decided(decision, subject);
    this.#run.signal().throwIfAborted();
    if (decision.by === BY.takeOver) await interruptions.handOver(`${what}: do it yourself now.`);
    await interruptions.questionClosed();
    if (decision.by === BY.takeOver) {
      history.push(`${what} (done by the person)`);
      return { ending: null, effect: null };
    }
    if (decision.outcome === 'block') {
      if (decision.note !== undefined) history.push(`${what}: refused, and the person said: ${decision.note}`);
      return { ending: endingOfBlock(what, decision), effect: null };
    }

    machine.enter('acting');
    const sentFrom = deps.now();
    let receipt;
    try {
      const { signal } = interruptions;
      // A display that does not answer holds up no stop; one that does lets the driver end in order first.
      receipt = await unlessAborted(deps.hands.execute(action, decision.permit, signal), signal, RELEASE_MS);
    } catch (error) {
      if (error instanceof SteadyhandError && error.code.startsWith('permit_')) return 'void';
      throw await this.#brokenOff(error, what, action);
    }
    this.#run.sent();
    const { read, ...sent } = receipt;
    deps.recorder.receipt(ordinal, sent);
    if (read !== undefined) {
      // It may be anything that was copied last; it is for the person who asked and stays out of the history.
      deps.recorder.addSecret?.(read);
      this.#run.read(read);
    }
    say.acted(intent, what, receipt.via, deps.now() - sentFrom);
    const effect = await this.#run.steady(() => this.#settleAndVerify(ordinal, screen, action));
    history.push(`${what}${effect.seen === 'no' ? ' (nothing changed)' : ''}`);
    // What was shown may press a key twice that changes nothing, and its steps come to an end by themselves.
    const seenOnce = deps.guide ? `step ${say.step}` : screen.frame.hash;
    this.#run.guards.note(seenOnce, actionHash(action), effect.changedFraction > 0 || deps.guide !== undefined);
    if (effect.seen === 'no' && (deps.guide || MUST_SHOW.has(action.type))) {
      return { ending: { status: 'incomplete', reason: sentence(`${what}: ${effect.note}`) }, effect };
    }
    return { ending: null, effect };
  }

  /** What to throw for an action that was not sent to its end. */
  async #brokenOff(error: unknown, what: string, action: Action): Promise<unknown> {
    const { interruptions, over } = this.#run;
    const interrupted = await interruptions.caused(error);
    const arrived = error instanceof InputHalted ? error.arrived : null;
    if (interrupted ? canRepeat(action, arrived) : !(over.aborted && arrived?.done)) return error;
    if (arrived?.done !== 0) this.#run.sent();
    const cause = interrupted ? interruptions.what : sentence(messageOf(abortReason(over))).slice(0, -1);
    return cutShort(cause, what, action, arrived);
  }

  async #settleAndVerify(ordinal: number, before: Screen, action: Action): Promise<Effect> {
    const { deps, machine, say } = this.#run;
    const { eyes, recorder } = deps;
    const signal = this.#run.signal();
    machine.enter('settling');
    const opens = OPENS_WINDOW.has(action.type);
    if (opens) await waitForWindow(before, this.#run.looking());
    const view = await eyes.settle(before.frame, signal, opens ? { quietMs: 500, timeoutMs: 20_000 } : {});
    machine.enter('observing');
    const first = await unlessAborted(eyes.observe(before, signal), signal);
    this.#run.saw(first);
    say.observed(first);
    machine.enter('verifying');
    const changed = apartFrom(view.movers, deps.changed(before.frame, first.frame));
    const { settled, ms, moving } = view;
    const plainly = verify({ action, before, after: first, changed, settleMs: ms, settled, moving });
    const taken = { action, before, after: first, effect: plainly };
    const { after, effect } = await awaitOutcome(deps.guide, taken, this.#run.guided());
    if (changed.length > 0) this.#run.changed(changed);
    const frame = deps.keepFrame(after.frame);
    recorder.effect(ordinal, effect, frame);
    say.verified(effect, frame);
    return effect;
  }

  /** The critic's verdict, or null and why when it failed: the gate then asks, it never allows. */
  async #judge(
    screen: Screen,
    action: Action,
    target: string | null,
    targetBox: Box | null,
  ): Promise<{ verdict: Verdict | null; criticError?: unknown }> {
    const { deps, say } = this.#run;
    const task = this.#run.asked();
    try {
      const history = [...this.#run.history];
      const verdict = await deps.critic.judge({ task, history, action, target, targetBox, screen });
      say.judged(verdict);
      return { verdict };
    } catch (error) {
      say.notice(`the critic failed (${messageOf(error)}); a person has to decide`);
      return { verdict: null, criticError: error };
    }
  }
}

/** Actions that must show an effect; going on blindly after them would act on the wrong window. */
const MUST_SHOW: ReadonlySet<Action['type']> = new Set(['type', 'open_app', 'open_url', 'open_path', 'focus_window']);
const OPENS_WINDOW: ReadonlySet<Action['type']> = new Set(['open_app', 'open_url', 'open_path']);
