/** The service as it is shipped: the real runner, display, history, rules and settings behind the protocol. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { planRefusal } from '../../agent/refusal.ts';
import { openCapture } from '../../capture/open.ts';
import { View } from '../../capture/view.ts';
import { LoadedModels } from '../../inference/loaded.ts';
import { parsePolicy, SHIPPED_POLICY } from '../../critic/index.ts';
import type { FindingInfo, ResultOf } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import type { Screen } from '../../protocol/screen.ts';
import { dataFolder } from '../../store/paths.ts';
import { openStore } from '../../store/store.ts';
import { DesktopEyes } from '../desktop.ts';
import { examine } from '../doctor.ts';
import { warmUp } from '../../planning/compile.ts';
import { createPlanner } from '../planners.ts';
import { runAsked } from '../demos/run-asked.ts';
import { sessionKind } from '../session/kind.ts';
import { parseStopKeys } from '../session/stop-keys.ts';
import { createGrounder, createJudge } from '../stages.ts';
import { EndpointDesk } from './endpoint-desk.ts';
import { HistoryDesk, planInfo } from './history-desk.ts';
import { ModelsDesk } from './models-desk.ts';
import { RulesDesk } from './rules-desk.ts';
import type { Runner } from './run-session.ts';
import { AgentService, type ServiceParts } from './service.ts';
import { RepairDesk } from './repair-desk.ts';
import { SchedulesDesk } from './schedules-desk.ts';
import { SkillsDesk } from './skills-desk.ts';
import { SettingsFile } from './settings-file.ts';

export interface HostOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display: string | undefined;
  readonly version: string;
  readonly warn: (line: string) => void;
  readonly bug: (error: unknown) => void;
  /** Instead of the real one, for tests. */
  readonly runner?: Runner;
  /** Schedules are watched while the service lives. */
  readonly watchSchedules?: boolean;
}

/** What this build lacks, and why; null where it is there. */
const FEATURES: ResultOf<'hello'>['features'] = {
  rules: null,
  skills: null,
  recording: process.platform === 'linux' ? null : 'Recording is built for X11 only.',
  scheduling: null,
  heat: null,
  correction: null,
  deletion: null,
  models: null,
};

/** Makes the service for one display. Opens nothing yet. */
export function createHost(options: HostOptions): AgentService {
  const { display, warn } = options;
  const home = dataFolder();
  const settings = new SettingsFile(home, warn);
  const history = new HistoryDesk(() => openStore({ home }));
  const rules = new RulesDesk(history);
  const skills = new SkillsDesk({
    ...{ home, display, warn },
    stopKeys: () => parseStopKeys(settings.get().stopKeys),
    tell: (body) => service.tell('recording', body),
  });
  const begin = (task: string, runner: Runner, confirm: 'ask' | 'deny'): Promise<{ run: string }> =>
    service.begin({ task, confirm, dryRun: false, paused: false }, runner);
  const stopKeys = (): readonly string[] => parseStopKeys(settings.get().stopKeys);
  const repairs = new RepairDesk({
    ...{ home, display, warn, stopKeys },
    tell: (body) => service.tell('recording', body),
    begin: (task, runner) => begin(task, runner, 'ask'),
  });
  const schedules = new SchedulesDesk({
    ...{ home, display, stopKeys, now: Date.now },
    notice: (level, line) => service.notice(level, line),
    run: () => service.run,
    begin: (task, runner) => begin(task, runner, 'deny'),
  });
  const mayRecord = (): void => {
    if (service.run && service.run.phase !== 'finished') throw busy();
    if (skills.isRecording || repairs.isRecording) throw busy();
  };
  const startedAt = Date.now();
  // Loaded when it is first asked, and kept: its weights are too much to load for each question.
  let pointing = createGrounder();
  const loaded = new LoadedModels();
  const at = display === undefined ? {} : { display };

  const openPictures = async (): Promise<{ source: Awaited<ReturnType<typeof openCapture>>; view: View }> => {
    const source = await openCapture({ ...at, warn });
    try {
      return { source, view: await View.open(source, settings.get().monitor ?? undefined) };
    } catch (error) {
      await source.close();
      throw error;
    }
  };

  /** The screen as it is now, read. */
  const look = async (): Promise<Screen> => {
    const eyes = await DesktopEyes.open({ display, monitor: settings.get().monitor ?? undefined, warn });
    try {
      return await eyes.observe(null, new AbortController().signal);
    } finally {
      await eyes.close();
    }
  };
  const endpoint = new EndpointDesk(home);
  const models = new ModelsDesk({
    ...{ home, display, warn, loaded, grounder: () => pointing, judge: createJudge },
    changed: async () => {
      const before = pointing;
      pointing = createGrounder();
      await before.close();
    },
    monitor: () => settings.get().monitor ?? undefined,
  });

  const handlers: ServiceParts['handlers'] = {
    'host.status': () => status(options, home, startedAt),
    'plan.make': async ({ task }) => {
      // The planner that a run has, so that what is shown is what is done.
      const planner = createPlanner(settings.get().planner, undefined, endpoint.settings());
      const screen = planner.needsScreen === true ? await look() : null;
      const plan = await planner.plan({ task, history: [], screen });
      return { plan: planInfo(plan), refusal: planRefusal(plan)?.reason ?? null };
    },
    'screen.ground': async ({ instruction }) => {
      const found = await pointing.ground(await look(), instruction);
      const { status: what, confidence, candidates, ms } = found;
      const place =
        found.status === 'found'
          ? { point: found.point, box: found.box, reason: '' }
          : { point: null, box: null, reason: found.reason };
      const seen = candidates.map(({ box, score, why }) => ({ box, score, why }));
      return { grounding: { instruction, status: what, ...place, confidence, candidates: seen, ms } };
    },
    'displays.list': async () => {
      const source = await openCapture({ ...at, warn });
      try {
        return { displays: await source.displays() };
      } finally {
        await source.close();
      }
    },
    'history.list': (params) => history.list(params),
    'history.show': (params) => history.show(params),
    'history.steps': (params) => history.steps(params),
    'history.search': (params) => history.search(params),
    'history.apps': () => history.apps(),
    'history.frame': (params) => history.frame(params),
    'history.export': (params) => history.export(params),
    'history.verify': () => history.verify(),
    'history.delete': (params) => history.delete(params),
    'rules.list': () => rules.list(),
    'rules.add': (params) => rules.add(params),
    'rules.remove': (params) => rules.remove(params),
    'rules.approvals': () => rules.approvals(),
    'rules.test': (params) => rules.test(params),
    'policy.list': () => ({
      lines: parsePolicy(SHIPPED_POLICY).rules.map(({ id, risk, category, why }) => ({ id, risk, category, why })),
    }),
    'policy.blocked': () => ({ blocked: rules.blocked() }),
    'policy.block': (params) => rules.block(params),
    'skills.list': () => skills.list(),
    'skills.show': (params) => skills.show(params),
    'skills.edit': (params) => skills.edit(params),
    'skills.delete': (params) => skills.delete(params),
    'skills.replay': (params) => {
      const runner = skills.runnerFor(params);
      const how = { confirm: 'ask', dryRun: false, paused: false } as const;
      const what = params.onlyStep === undefined ? 'Replay' : `Try step ${params.onlyStep + 1} of`;
      return service.begin({ task: `${what} “${params.name}”`, ...how }, runner);
    },
    'skills.find': (params) => skills.find(params),
    'skills.fromRun': (params) => skills.fromRun(params),
    'record.start': (params) => {
      mayRecord();
      return skills.startRecording(params);
    },
    'record.pause': (params) => skills.pauseRecording(params),
    'record.forget': (params) => skills.forget(params),
    'record.stop': () => skills.stopRecording(),
    'repair.halt': (params) => repairs.halt(params),
    'repair.point': (params) => repairs.point(params),
    'repair.leaveOut': (params) => repairs.leaveOut(params),
    'repair.show': (params) => {
      mayRecord();
      return repairs.show(params);
    },
    'repair.shown': () => repairs.shown(),
    'repair.accept': (params) => repairs.accept(params),
    'repair.drop': (params) => repairs.drop(params),
    'repair.state': (params) => repairs.state(params),
    'schedules.list': () => schedules.list(),
    'schedules.add': (params) => schedules.add(params),
    'schedules.remove': (params) => schedules.remove(params),
    'schedules.run': (params) => schedules.runNow(params),
    'models.list': () => models.list(),
    'models.loaded': () => models.loaded(),
    'models.folders': () => models.folders(),
    'models.try': (params) => {
      mayRecord();
      return models.try(params);
    },
    'models.add': (params) => {
      mayRecord();
      return models.add(params);
    },
    'models.remove': (params) => {
      mayRecord();
      return models.remove(params);
    },
    'models.measure': () => {
      mayRecord();
      return models.measure();
    },
    'endpoint.get': () => endpoint.get(),
    'endpoint.set': (params) => endpoint.set(params),
    'endpoint.test': (params) => endpoint.test(params),
    doctor: async (_params, client) => {
      const findings: FindingInfo[] = [];
      for await (const finding of examine(display)) {
        findings.push(finding);
        client.tell('finding', { finding });
      }
      return { findings };
    },
    'settings.get': () => ({ settings: settings.get() }),
    'settings.set': ({ change }) => ({ settings: settings.change(change) }),
  };

  const service: AgentService = new AgentService({
    runner: options.runner ?? runAsked,
    openPictures,
    handlers,
    runSettings: ({ maxSteps, maxSeconds }) => {
      const s = settings.get();
      return {
        display,
        monitor: s.monitor ?? undefined,
        budgets: { maxSteps: maxSteps ?? s.maxSteps, maxSeconds: maxSeconds ?? s.maxSeconds },
        planner: s.planner,
        endpoint: s.planner === 'endpoint' ? endpoint.settings() : null,
        interruptions: { hotkey: parseStopKeys(s.stopKeys), onInput: s.onInput },
        answerSeconds: s.answerSeconds,
      };
    },
    version: options.version,
    features: FEATURES,
    bug: options.bug,
    mayRun: () => {
      if (skills.isRecording || repairs.isRecording) throw busy();
    },
    close: async () => {
      await schedules.close();
      await repairs.close();
      await pointing.close();
      loaded.close();
      await skills.close();
      await history.close();
    },
  });
  // Off the start: what a person waits for comes first.
  const { keepDays } = settings.get();
  if (keepDays !== null) {
    setTimeout(() => {
      history
        .keepOnly(keepDays)
        .catch((error: unknown) => warn(`runs older than ${keepDays} days could not be deleted: ${messageOf(error)}`));
    }, RETENTION_AFTER_MS).unref();
  }
  setTimeout(warmUp, WARM_UP_AFTER_MS).unref();
  if (options.watchSchedules === true) schedules.start();
  return service;
}

/** How long after the start the first plan is got ready. */
const WARM_UP_AFTER_MS = 1000;
/** How long after the start what is too old is deleted. */
const RETENTION_AFTER_MS = 3000;

const busy = (): SteadyhandError =>
  new SteadyhandError('usage', 'busy', 'A recording or a run is under way.', 'End it first: only one at a time.');

function status(options: HostOptions, home: string, startedAt: number): ResultOf<'host.status'> {
  const session = sessionKind(process.env, options.display);
  return {
    version: options.version,
    node: process.version,
    pid: process.pid,
    upSeconds: Math.round((Date.now() - startedAt) / 1000),
    memoryBytes: process.memoryUsage.rss(),
    folder: home,
    folderBytes: sizeOf(home),
    session: session.detail,
    sessionRemedy: session.remedy,
  };
}

/** What a folder takes, in bytes; what cannot be read counts as nothing. */
function sizeOf(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce(
        (sum, entry) => sum + (statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false })?.size ?? 0),
        0,
      );
  } catch {
    return 0;
  }
}
