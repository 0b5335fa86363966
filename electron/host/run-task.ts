/**
 * One task from the person's words to the report: opens what the loop needs, runs it, closes everything again.
 *
 * Invariant: whatever happens, held keys are released, the run is closed in the history and the display is given back.
 */
import { join } from 'node:path';
import { Executor } from '../actions/index.ts';
import type { Budgets } from '../agent/guards.ts';
import { AgentLoop } from '../agent/loop.ts';
import type { InterruptionPolicy, Watcher } from '../agent/interruptions.ts';
import { planRefusal } from '../agent/refusal.ts';
import type { RunOutcome } from '../agent/loop.ts';
import { within } from '../agent/waiting.ts';
import { actionContext } from '../capture/context.ts';
import { changedBoxes } from '../capture/tiles.ts';
import { fixedConfirmer } from '../critic/gate/index.ts';
import { expandPlan } from '../planning/expand.ts';
import { checkTask } from '../planning/compile.ts';
import type { EndpointSettings } from '../planning/endpoint/settings.ts';
import type { Planner } from '../planning/planner.ts';
import { describeKeys } from '../protocol/describe.ts';
import { messageOf, SteadyhandError } from '../protocol/errors.ts';
import type { RunEvent } from '../protocol/events.ts';
import type { Plan } from '../protocol/intent.ts';
import type { Confirmer } from '../protocol/verdict.ts';
import { lockDisplay } from '../store/display-lock.ts';
import { dataFolder } from '../store/paths.ts';
import { openStore } from '../store/store.ts';
import type { Store } from '../store/store.ts';
import { openDesktop } from './desktop.ts';
import type { Desktop } from './desktop.ts';
import { afterRefusal, openGate, usableRules } from './gatekeeping.ts';
import { MomentKeeper } from './demos/moments.ts';
import type { Shown } from './demos/shown.ts';
import type { Brake, Person } from './person.ts';
import { targetPicture } from './picture.ts';
import { createPlanner } from './planners.ts';
import type { PlannerName } from './planners.ts';
import { describerFor, secretsOf } from './secrets.ts';
import { CarefulHands, screenLocked } from './session/careful-hands.ts';
import { watched, type PointingWatch } from './pointing-watch.ts';
import { requireUsable, sessionKind } from './session/kind.ts';
import { lockedByService, lockedOnScreen } from './session/lock.ts';
import { createGrounder, createJudge } from './stages.ts';

export interface RunTaskOptions {
  readonly task: string;
  /** As in `$DISPLAY`; the default is that. */
  readonly display: string | undefined;
  /** One monitor of it, by name; default all of them. */
  readonly monitor?: string | undefined;
  readonly planner?: PlannerName;
  /** For the planner `endpoint`, instead of what is configured. */
  readonly endpoint?: EndpointSettings | null;
  /** Plans it is asked for, for a judge to choose among; what is configured when not given. */
  readonly samples?: number | undefined;
  readonly confirm: 'ask' | 'deny' | 'allow';
  readonly person: Person;
  /** Lets a client pause the run between two steps. */
  readonly brake?: Brake;
  /** Follows where the run points, and may give the place of a step. A replay points by what was recorded instead. */
  readonly pointing?: PointingWatch;
  /** Seconds a question waits for its answer; the gate's own default when not given. */
  readonly answerSeconds?: number;
  readonly budgets: Budgets;
  /** The stop keys, and what the person's own input does while the run acts. */
  readonly interruptions: Pick<InterruptionPolicy, 'hotkey' | 'onInput'>;
  /** Steps that were shown before, in place of a plan made from the task. */
  readonly shown?: (desktop: Desktop) => Shown;
  readonly dryRun: boolean;
  /** Folder for the HTML report; none is written without. */
  readonly reportDir: string | undefined;
  readonly signal: AbortSignal;
  readonly emit: (event: RunEvent) => void;
  /** A remark that belongs to no run. */
  readonly warn: (line: string) => void;
}

/** No answer to "Continue?" in this time is a stop. */
const GO_ON_SECONDS = 60;
/** Closing takes milliseconds on a display that answers. */
const CLOSE_MS = 1_000;

/** Carries out a task. Rejects with a `SteadyhandError` when it cannot begin; everything later is the outcome. */
export async function runTask(options: RunTaskOptions): Promise<RunOutcome> {
  // Before anything is opened: a task that cannot be read costs nothing.
  const planner = plannerFor(options);
  checkTask(options.task);
  if (options.dryRun || planner.needsScreen !== true) {
    const blind = await planner.plan({ task: options.task, history: [], screen: null });
    expandPlan(blind.steps);
    if (options.dryRun) return dryRun(options, blind);
  }

  const session = sessionKind(process.env, options.display);
  requireUsable(session);
  if (session.kind === 'xwayland') options.warn(`${session.detail}: ${session.remedy}`);
  const store = openStore({ home: dataFolder() });
  try {
    for (const id of store.markInterrupted()) options.warn(`run ${id} was cut off; see: steadyhand history show ${id}`);
    const display = options.display ?? process.env['DISPLAY'] ?? 'default';
    const lock = lockDisplay(display);
    try {
      const desktop = await openDesktop({ display: options.display, monitor: options.monitor, warn: options.warn });
      try {
        return await onDesktop(options, store, desktop, { planner, display });
      } finally {
        // A display that no longer answers does not hold up the end either.
        await within(CLOSE_MS, desktop.close());
      }
    } finally {
      lock.release();
    }
  } finally {
    await store.close();
  }
}

/** What was shown needs no plan. */
function plannerFor({ shown, planner, samples, endpoint }: RunTaskOptions): Planner {
  if (shown) return { name: 'shown', plan: () => Promise.resolve({ steps: [], source: 'skill', ms: 0 }) };
  return createPlanner(planner ?? 'auto', samples, endpoint);
}

async function onDesktop(
  options: RunTaskOptions,
  store: Store,
  desktop: Desktop,
  { planner, display }: { planner: Planner; display: string },
): Promise<RunOutcome> {
  const { task, signal, budgets, emit, warn, person } = options;
  // The program in front decides among the ways of a playbook.
  const shown = options.shown?.(desktop);
  const screen = planner.needsScreen === true ? await desktop.eyes.observe(null, signal) : null;
  const planned = { task, history: [], screen, windows: await desktop.eyes.windows(), signal };
  const plan = shown?.plan ?? (await planner.plan(planned));
  const secrets = shown?.secrets ?? secretsOf(expandPlan(plan.steps).map((step) => step.intent));
  const rules = usableRules();
  checkStopKeys(desktop, options.interruptions.hotkey);
  await refuseLocked(desktop);
  const recorder = store.startRun({ task, display, secrets, options: { confirm: options.confirm, ...budgets } });
  const confirmer: Confirmer = options.confirm === 'ask' ? person : fixedConfirmer(options.confirm);
  // Grows when the person says what to type instead.
  const hidden = [...secrets];
  const gate = openGate({
    ...{ store, rules, confirmer, answerSeconds: options.answerSeconds },
    canTakeOver: options.confirm === 'ask' && options.interruptions.onInput === 'pause',
    onQuestion: (request) => loop.asked(request),
    onSecret: (text) => {
      recorder.addSecret(text);
      hidden.push(text);
    },
  });
  const executor = new Executor({ driver: desktop.driver, redeemer: gate, observe: () => desktop.eyes.glance() });
  const hands = desktop.session ? new CarefulHands(executor, desktop.session) : executor;
  const lostFrame = once((error: unknown) => warn(`pictures cannot be kept: ${messageOf(error)}`));
  const pointing = createGrounder();
  const judge = createJudge();
  const moments = new MomentKeeper(store.home, (text) =>
    hidden.reduce((t, secret) => (secret === '' ? t : t.replaceAll(secret, '•••')), text),
  );
  const loop = new AgentLoop(
    {
      eyes: moments.over(desktop.eyes),
      hands,
      watcher: options.brake?.over(watcherOf(desktop)) ?? watcherOf(desktop),
      programs: shown?.programs ?? desktop.programs,
      ...(shown ? { guide: shown.guide } : {}),
      // The plan whose secrets are hidden is the plan that is carried out; it is not made a second time.
      planner: { plan: () => Promise.resolve(plan), afterRefusal: (refusal) => Promise.resolve(afterRefusal(refusal)) },
      grounder: shown?.grounder ?? (options.pointing ? watched(pointing, options.pointing) : pointing),
      critic: judge,
      gate,
      recorder,
      keepFrame: (frame) => {
        store.frames.put(frame).catch(lostFrame);
        const id = store.frames.idOf(frame);
        moments.kept(recorder.id, frame, id);
        return id;
      },
      context: (frame, screen, action) => actionContext(frame, screen.windows, action),
      describe: describerFor(hidden),
      changed: changedBoxes,
      picture: targetPicture,
      emit,
      now: Date.now,
    },
    {
      ...{ task, display, budgets, signal },
      interruptions: {
        ...options.interruptions,
        goOn: (question, ends) => person.askYes(question, GO_ON_SECONDS, ends),
      },
    },
  );
  const outcome = await loop.run().finally(async () => {
    person.close();
    await Promise.all([pointing.close(), judge.close()]);
  });
  const report = options.reportDir === undefined ? null : join(options.reportDir, `${recorder.id}.html`);
  const { status, reason, steps, answers, ms } = outcome;
  const finished: RunEvent = {
    event: 'run_finished',
    runId: recorder.id,
    at: Date.now(),
    ...{ status, reason, steps, ms, answers: [...answers], report },
  };
  recorder.event(finished);
  recorder.finish(status, reason, answers);
  const written = report === null || (await writeReport(store, recorder.id, report, warn));
  emit(written ? finished : { ...finished, report: null });
  return outcome;
}

/** True when the report is on the disk. A report that cannot be written must not turn a good run into a bad one. */
async function writeReport(store: Store, id: string, file: string, warn: (line: string) => void): Promise<boolean> {
  try {
    await store.exportRun(id, file);
    return true;
  } catch (error) {
    warn(`the report could not be written (${messageOf(error)}); try: steadyhand history export ${id} --out FILE`);
    return false;
  }
}

function dryRun(options: RunTaskOptions, plan: Plan): RunOutcome {
  const base = { runId: 'dry-run', at: Date.now() };
  const { task, emit } = options;
  emit({ event: 'run_started', ...base, task, display: options.display ?? '', dryRun: true });
  emit({ event: 'planned', ...base, source: plan.source, steps: [...plan.steps], ms: plan.ms });
  const refusal = planRefusal(plan);
  const outcome: RunOutcome = {
    status: refusal?.status ?? 'done',
    reason: refusal?.reason ?? 'dry run: nothing was sent',
    steps: 0,
    answers: [],
    ms: plan.ms,
  };
  const { status, reason, steps, ms } = outcome;
  emit({ event: 'run_finished', ...base, ...{ status, reason, steps, ms, answers: [], report: null } });
  return outcome;
}

/** @throws SteadyhandError `stop_keys` when they cannot be pressed on this keyboard: then nobody could stop with them */
function checkStopKeys(desktop: Desktop, keys: readonly string[]): void {
  try {
    desktop.driver.checkKeys(keys);
  } catch (error) {
    throw new SteadyhandError(
      'usage',
      'stop_keys',
      `The stop keys ${describeKeys(keys)} cannot be pressed on this keyboard (${messageOf(error)}).`,
      'Give others with --stop-key; nothing was done.',
      error,
    );
  }
}

/** @throws SteadyhandError `screen_locked` */
async function refuseLocked(desktop: Desktop): Promise<void> {
  const { session } = desktop;
  if (session && ((await lockedOnScreen(session)) || (await lockedByService()) !== null)) throw screenLocked();
}

function watcherOf({ driver, session }: Desktop): Watcher {
  return {
    watch: (settings, listener) => driver.watch(settings, listener),
    cannotWatch: driver.cannotWatch,
    arm: () => driver.arm(),
    handsOff: (signal) => session?.handsOff(signal) ?? Promise.resolve(),
  };
}

function once<A>(f: (a: A) => void): (a: A) => void {
  let done = false;
  return (a) => {
    if (done) return;
    done = true;
    f(a);
  };
}
