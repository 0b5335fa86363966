/**
 * A host that exists in memory only: the whole protocol, with a run that is played on request. For the tests of the
 * interface and for working on it; it does nothing to any desktop. Every message is checked as a real host checks it.
 */
import {
  DEFAULT_SETTINGS,
  FEATURES,
  METHODS,
  parseCall,
  PROTOCOL_VERSION,
  transportPair,
  type BodyOf,
  type MethodName,
  type Question,
  type RefusalBody,
  type Role,
  type RunState,
  type Settings,
  type SkillInfo,
  type Topic,
  type Transport,
} from '../../../../electron/protocol/client.ts';
import type { RunEvent } from '../../../../electron/protocol/events.ts';
import * as data from './data.ts';
import type { Handlers } from './handlers.ts';
import { FakeModels } from './models.ts';
import { DISPLAYS, frameOf, OTHER_DISPLAYS, pictureOf, SCENES } from './pictures.ts';
import { questionOf } from './question.ts';
import { bodyOf, refused } from './refused.ts';
import { FakeRules } from './rules.ts';
import { FakeRun } from './run.ts';
import { FakeRepairs, FakeSchedules } from './upkeep.ts';

/** What a test makes go wrong: a method answers with this refusal. */
export type Failures = Partial<Record<MethodName, RefusalBody>>;
export interface FakeOptions {
  settings?: Partial<Settings>;
  role?: Role;
  failures?: Failures;
  /** Features that are not there, with the reason. */
  missing?: Partial<Record<(typeof FEATURES)[number], string>>;
  /** Milliseconds between the events of a run; 0 plays it at once. */
  pace?: number;
  /** Why a repair that is tried does not have its effect. */
  trialFails?: string;
  /** No runs on record. */
  fresh?: boolean;
}

export class FakeHost {
  readonly #ends = new Set<Transport>();
  readonly options: FakeOptions;
  settings: Settings;
  run: FakeRun | null = null;
  question: Question | null = null;
  readonly rulebook = new FakeRules();
  readonly models = new FakeModels();
  skills: SkillInfo[] = [...data.SKILLS];
  texts = new Map([['weekly-report', data.SKILL_TEXT]]);
  runs = [...data.RUNS];
  readonly schedules = new FakeSchedules();
  readonly repairs: FakeRepairs;
  role: Role;
  /** Every call that was let in, for tests. */
  readonly calls: { readonly method: MethodName; readonly params: unknown }[] = [];
  /** New connections fail. */
  unreachable = false;
  #recorded: string[] = [];
  #live: ReturnType<typeof setInterval> | null = null;
  #frame = 0;

  constructor(options: FakeOptions = {}) {
    this.options = options;
    this.settings = { ...DEFAULT_SETTINGS, welcomed: true, ...options.settings };
    this.role = options.role ?? 'control';
    this.repairs = new FakeRepairs(options.trialFails ?? null);
    if (options.fresh) this.runs = [];
  }

  /** A new connection, for `SessionOptions.connect`. */
  readonly connect = (): Promise<Transport> => {
    if (this.unreachable) return Promise.reject(new Error('The agent host does not answer.'));
    const [mine, theirs] = transportPair();
    this.serve(mine);
    return Promise.resolve(theirs);
  };

  /** Serves one end of any transport. */
  serve(end: Transport): void {
    this.#ends.add(end);
    end.onClose(() => this.#ends.delete(end));
    end.onMessage((message) => void this.#receive(end, message));
  }

  /** The host dies: every connection closes. */
  die(why = 'the host has ended'): void {
    for (const end of this.#ends) end.close(why);
    this.#ends.clear();
  }

  tell<T extends Topic>(topic: T, body: BodyOf<T>): void {
    for (const end of this.#ends) end.send({ type: 'event', topic, body });
  }

  setRole(role: Role): void {
    this.role = role;
    this.tell('role', { role, why: 'another window took control' });
  }

  /** A question as the gate puts it. */
  async ask(risk: 'caution' | 'destructive', timeoutSeconds = 120): Promise<void> {
    const question = await questionOf(risk, this.run?.state.runId ?? 'r-now', timeoutSeconds);
    this.question = question;
    this.tell('question', { question });
  }

  closeQuestion(outcome: string): void {
    const { question } = this;
    this.question = null;
    if (question) this.tell('question_closed', { id: question.request.id, outcome });
  }

  setState(state: RunState): void {
    this.tell('state', { run: state });
  }

  emit(seq: number, event: RunEvent): void {
    this.tell('run', { seq, event });
  }

  async #receive(end: Transport, message: unknown): Promise<void> {
    let id: number | null = null;
    try {
      const call = parseCall(message);
      id = call.id;
      this.calls.push({ method: call.method, params: call.params });
      const failure = this.options.failures?.[call.method];
      if (failure) {
        end.send({ type: 'refusal', id, error: failure });
        return;
      }
      const needs = METHODS[call.method].who;
      if (needs === 'control' && this.role !== 'control')
        throw refused('usage', 'not_in_control', 'Another window is in control.');
      const handle = this.#handlers[call.method] as (params: unknown) => unknown;
      const result = await handle(call.params);
      end.send({ type: 'answer', id, result });
    } catch (error) {
      end.send({ type: 'refusal', id, error: bodyOf(error) });
    }
  }

  readonly #handlers: Handlers = {
    hello: ({ protocol }) => {
      if (protocol !== PROTOCOL_VERSION) throw refused('protocol', 'protocol_version', 'The versions differ.');
      return {
        protocol: PROTOCOL_VERSION,
        version: '0.1.0',
        platform: 'linux',
        role: this.role,
        features: Object.fromEntries(FEATURES.map((f) => [f, this.options.missing?.[f] ?? null])) as Record<
          (typeof FEATURES)[number],
          string | null
        >,
        run: this.run?.state ?? null,
        question: this.question,
      };
    },
    'control.take': () => {
      this.setRole('control');
      return {};
    },
    'host.status': () => ({
      version: '0.1.0',
      node: 'v24.21.0',
      pid: 4711,
      upSeconds: 4210,
      memoryBytes: 312_000_000,
      folder: '/home/me/.local/share/steadyhand',
      folderBytes: 1_840_000_000,
      session: 'X11, display :0',
      sessionRemedy: '',
    }),
    'plan.make': ({ task }) => {
      const nonsense = /world peace/i.test(task);
      return {
        plan: {
          source: 'compiled',
          steps: nonsense
            ? [{ do: 'unsupported', reason: 'no steps are known for this' }]
            : data.SAVE.map((p) => p.intent),
          words: nonsense ? ['Not possible: no steps are known for this'] : data.SAVE.map((p) => p.what),
          ms: 0.4,
        },
        refusal: nonsense ? 'I do not know how to do this. Say it as steps, or show me once.' : null,
      };
    },
    'run.start': ({ task, paused, dryRun }) => {
      this.run = new FakeRun(this, { task, paused, dryRun, pace: this.options.pace ?? 350 });
      this.run.begin();
      return { run: this.run.state.runId ?? '' };
    },
    'run.state': () => ({ run: this.run?.state ?? null }),
    'run.pause': () => this.#ordered((r) => r.pause('')),
    'run.resume': () => this.#ordered((r) => r.resume(false)),
    'run.step': () => this.#ordered((r) => r.resume(true)),
    'run.stop': () => this.#ordered((r) => r.stop('You stopped the run.')),
    'run.takeOver': () => this.#ordered((r) => r.pause('You took over.')),
    'run.correct': () => ({}),
    'question.get': () => ({ question: this.question }),
    'question.answer': ({ answer }) => {
      if (!this.question) throw refused('usage', 'question_closed', 'The question is closed.');
      this.closeQuestion(answer.answer);
      this.run?.answered(answer);
      return {};
    },
    'live.start': () => {
      if (this.#live !== null) clearInterval(this.#live);
      this.#live = setInterval(() => void this.#sendFrame(), 1500);
      void this.#sendFrame();
      return { display: DISPLAYS[0] };
    },
    'live.ack': () => ({}),
    'live.stop': () => {
      if (this.#live !== null) clearInterval(this.#live);
      this.#live = null;
      return {};
    },
    'screen.ground': ({ instruction }) => ({
      grounding: { ...(data.groundingOf(data.SAVE[4] ?? data.DELETE) ?? absent()), instruction },
    }),
    'displays.list': () => ({ displays: [...DISPLAYS, ...OTHER_DISPLAYS] }),
    'history.list': ({ query, limit, cursor, status, app }) => {
      const all = this.runs.filter(
        (r) =>
          holds(`${r.task} ${r.answers.join(' ')}`, query) &&
          (!status || status.includes(r.status)) &&
          (app === undefined || data.appsOf(r).includes(app)),
      );
      const from = Number(cursor ?? 0);
      return { runs: all.slice(from, from + limit), next: from + limit < all.length ? String(from + limit) : null };
    },
    'history.show': ({ run: id }) => ({
      run: this.#runOf(id),
      plan: { source: 'compiled', steps: data.SAVE.map((p) => p.intent), words: data.SAVE.map((p) => p.what), ms: 0.4 },
      notices: [{ at: data.START, message: 'A menu that was left open was closed first.' }],
      options: { maxSteps: 60 },
    }),
    'history.steps': ({ run: id, from, limit }) => {
      const found = this.#runOf(id);
      const blocked = found.status === 'blocked';
      const rows = Math.max(0, Math.min(limit, found.steps - from));
      return { total: found.steps, steps: Array.from({ length: rows }, (_, i) => data.stepOf(from + i, blocked)) };
    },
    'history.apps': () => ({ apps: this.runs.length === 0 ? [] : [...data.APPS] }),
    'history.search': ({ query, risk, outcome, app, from, limit }) => {
      const [long] = this.runs;
      const match = (i: number): boolean => {
        const step = data.stepOf(i % 5);
        if (app && !app.includes(data.appOf(i))) return false;
        return holds(step.what, query) && (!risk || (step.verdict !== null && risk.includes(step.verdict.risk)));
      };
      const kinds = [0, 1, 2, 3, 4].filter(match);
      const total = !long || outcome?.includes('block') === true ? 0 : kinds.length * 20_000;
      const rows = Math.max(0, Math.min(limit, total - from));
      return {
        total,
        hits: Array.from({ length: rows }, (_, i) => {
          const at = from + i;
          const ordinal = Math.floor(at / kinds.length) * 5 + (kinds[at % kinds.length] ?? 0);
          const { what, verdict, frame } = data.stepOf(ordinal);
          return {
            run: 'r-long',
            ordinal,
            at: data.START - at * 1000,
            what,
            risk: verdict?.risk ?? null,
            outcome: 'allow' as const,
            app: data.appOf(ordinal),
            frame,
          };
        }),
      };
    },
    'history.frame': async ({ frame }) => {
      const scene = SCENES.find((s) => frame === `frame-${s}`);
      return { picture: scene ? await pictureOf(scene) : null };
    },
    'history.export': ({ run: id }) => ({
      name: `steadyhand-${id}.html`,
      mime: 'text/html',
      data: new TextEncoder().encode('<!doctype html><title>Report</title>'),
    }),
    'history.verify': () => ({
      ok: true,
      runs: this.runs.length,
      deleted: data.RUNS.length - this.runs.length,
      rows: 412_377,
      head: 'f00d',
      broken: null,
      missingFrames: 0,
    }),
    'history.delete': ({ run: id }) => {
      this.runs = this.runs.filter((r) => r.id !== id);
      return {};
    },
    ...this.rulebook.handlers,
    'skills.list': () => ({ skills: this.skills }),
    'skills.show': async ({ name }) => ({
      skill: this.#skillOf(name),
      text: this.texts.get(name) ?? data.SKILL_TEXT,
      steps: await Promise.all(
        data.SKILL_STEPS.map(async (s, index) => ({
          index,
          caption: s.caption,
          risk: s.risk,
          anchors: [...data.ANCHORS],
          picture: await pictureOf(s.scene),
        })),
      ),
    }),
    'skills.edit': ({ name, text }) => {
      if (!/^format:/m.test(text)) throw refused('usage', 'skill_damaged', 'skill.yaml, line 2: “format” is missing.');
      this.texts.set(name, text);
      return { skill: this.#skillOf(name) };
    },
    'skills.delete': ({ name }) => {
      this.skills = this.skills.filter((s) => s.name !== name);
      return {};
    },
    'skills.replay': ({ name }) => this.#play(`Replay ${name}`),
    'skills.find': () => ({ matches: [] }),
    'repair.halt': (params) => this.repairs.halt(params),
    'repair.point': ({ name, point }) =>
      this.repairs.propose(name, 'trial', `Click the control at ${point.x}, ${point.y}`),
    'repair.leaveOut': ({ name }) => this.repairs.propose(name, 'word', 'Type the file name (left out)'),
    'repair.show': () => {
      this.tell('recording', { state: 'recording', of: 'repair', events: 0, captions: [] });
      return {};
    },
    'repair.shown': () => {
      this.tell('recording', { state: 'stopped', of: 'repair', events: 4, captions: [] });
      return this.repairs.propose('weekly-report', 'done', 'Type the file name into *Name*');
    },
    'repair.accept': ({ id }) => {
      const { tries, ended } = this.repairs.accept(id);
      if (!tries) return { run: null };
      setTimeout(ended, (this.options.pace ?? 350) * 4);
      return this.#play('Try a change of “weekly-report”');
    },
    'repair.drop': ({ id }) => this.repairs.drop(id),
    'repair.state': ({ id }) => this.repairs.state(id),
    'schedules.list': () => this.schedules.list(),
    'schedules.add': (params) => this.schedules.add(params),
    'schedules.remove': (params) => this.schedules.remove(params),
    'schedules.run': () => this.#play('Replay “weekly-report” (scheduled)'),
    'skills.fromRun': ({ name }) => {
      const skill: SkillInfo = { ...(data.SKILLS[1] as SkillInfo), name, title: name };
      this.skills = [...this.skills, skill];
      return { skill };
    },
    'record.start': () => {
      this.#recorded = ['Click *File* in the editor', 'Click *Save As…* in the File menu'];
      this.#tellRecording('recording', 14);
      return {};
    },
    'record.pause': ({ paused }) => {
      this.#tellRecording(paused ? 'paused' : 'recording', 14);
      return {};
    },
    'record.forget': () => {
      this.#recorded = this.#recorded.slice(0, -1);
      this.#tellRecording('recording', 6);
      return {};
    },
    'record.stop': () => {
      this.#tellRecording('stopped', 14);
      return { skill: this.#skillOf('weekly-report') };
    },
    ...this.models.handlers,
    doctor: () => {
      for (const finding of data.FINDINGS) this.tell('finding', { finding });
      return { findings: [...data.FINDINGS] };
    },
    'settings.get': () => ({ settings: this.settings }),
    'settings.set': ({ change }) => {
      this.settings = { ...this.settings, ...(change as Partial<Settings>) };
      return { settings: this.settings };
    },
  };

  #play(task: string): { run: string } {
    this.run = new FakeRun(this, { task, paused: false, dryRun: false, pace: this.options.pace ?? 350 });
    this.run.begin();
    return { run: this.run.state.runId ?? '' };
  }

  #tellRecording(state: BodyOf<'recording'>['state'], events: number): void {
    this.tell('recording', { state, of: 'skill', events, captions: this.#recorded });
  }

  #ordered(act: (run: FakeRun) => void): Record<string, never> {
    if (!this.run) throw refused('usage', 'no_run', 'There is no run.');
    act(this.run);
    return {};
  }

  #runOf(id: string): (typeof data.RUNS)[number] {
    const found = this.runs.find((r) => r.id === id) ?? (this.run?.state.runId === id ? this.run.summary() : null);
    if (!found) throw refused('usage', 'run_unknown', `There is no run “${id}”.`);
    return found;
  }

  #skillOf(name: string): SkillInfo {
    const found = this.skills.find((s) => s.name === name);
    if (!found) throw refused('usage', 'skill_unknown', `There is no skill “${name}”.`);
    return found;
  }

  async #sendFrame(): Promise<void> {
    this.tell('frame', await frameOf(this.run?.scene ?? 'editor', this.#frame++));
  }

  /** The newest picture at once, when the scene changes. */
  showScene(): void {
    if (this.#live !== null) void this.#sendFrame();
  }
}

const absent = (): never => {
  throw new Error('no grounding');
};
const holds = (text: string, query: string): boolean =>
  query
    .toLowerCase()
    .split(/\s+/)
    .every((w) => text.toLowerCase().includes(w));
