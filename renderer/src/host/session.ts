/**
 * What the interface knows of the host, kept over reconnects. Views read one immutable snapshot; only this changes it.
 *
 * When the connection is lost everything shown stays, marked as old, and the connection is tried again with growing
 * pauses; `hello` then brings the events that were missed. Errs towards showing less as current: a question that cannot
 * be answered any more is not shown.
 */
import { HostConnection, Refusal } from '../../../electron/protocol/client-connection.ts';
import type { BodyOf, Topic } from '../../../electron/protocol/client-events.ts';
import {
  PROTOCOL_VERSION,
  type MethodName,
  type ParamsIn,
  type ResultOf,
} from '../../../electron/protocol/client-methods.ts';
import type { Transport } from '../../../electron/protocol/client-transport.ts';
import {
  DEFAULT_SETTINGS,
  type Question,
  type RunState,
  type Settings,
} from '../../../electron/protocol/client-parts.ts';
import { emptyRun, reduceRun, withHeat, type RunView } from './run-view.ts';

export type Link = 'connecting' | 'ready' | 'lost';
export type Hello = ResultOf<'hello'>;

export interface Snapshot {
  readonly link: Link;
  /** Why it is lost; empty otherwise. */
  readonly why: string;
  /** Why a new one will not help: the code of the refusal (`token_refused`, another version). Null: it is tried again. */
  readonly hopeless: string | null;
  readonly hello: Hello | null;
  readonly run: RunState | null;
  readonly view: RunView | null;
  readonly question: (Question & { readonly endsAt: number }) | null;
  readonly settings: Settings;
  readonly recording: BodyOf<'recording'> | null;
  readonly remarks: readonly (BodyOf<'notice'> & { readonly key: number })[];
}

export const FIRST: Snapshot = {
  link: 'connecting',
  why: '',
  hopeless: null,
  hello: null,
  run: null,
  view: null,
  question: null,
  settings: DEFAULT_SETTINGS,
  recording: null,
  remarks: [],
};

/** Milliseconds between tries: soon at first, then without pestering. */
export const RETRY_MS = [250, 500, 1000, 2000, 4000] as const;

export interface SessionOptions {
  /** Opens a connection. A rejection with `Refusal` of kind `protocol` is final. */
  readonly connect: () => Promise<Transport>;
  readonly client: string;
  readonly now?: () => number;
  readonly later?: (act: () => void, ms: number) => void;
}

export class Session {
  readonly #options: SessionOptions;
  readonly #watchers = new Set<() => void>();
  readonly #listeners = new Map<Topic, Set<(body: never) => void>>();
  #snapshot: Snapshot = FIRST;
  #connection: HostConnection | null = null;
  #tries = 0;
  #remarks = 0;
  #ended = false;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  readonly snapshot = (): Snapshot => this.#snapshot;
  readonly watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  /** Calls the host. @throws Refusal with the words for the person */
  async call<M extends MethodName>(method: M, params: ParamsIn<M>): Promise<ResultOf<M>> {
    if (!this.#connection) {
      throw new Refusal({ kind: 'environment', code: 'host_gone', message: this.#snapshot.why, remedy: '' });
    }
    return await this.#connection.call(method, params);
  }

  /** Listens over reconnects. Answers how to stop. */
  on<T extends Topic>(topic: T, listener: (body: BodyOf<T>) => void): () => void {
    const set = this.#listeners.get(topic) ?? new Set();
    this.#listeners.set(topic, set);
    set.add(listener);
    return () => set.delete(listener);
  }

  /** Connects, and again whenever the connection is lost. */
  async start(): Promise<void> {
    if (this.#ended || this.#connection) return;
    try {
      const transport = await this.#options.connect();
      await this.#greet(new HostConnection(transport, (why) => console.warn(why)));
    } catch (error) {
      this.#connection = null;
      const final = error instanceof Refusal && error.kind === 'protocol' ? error.code : null;
      this.#change({ link: 'lost', why: messageOf(error), hopeless: final, question: null });
      if (final === null) this.#again();
    }
  }

  /** Tries at once, whatever the pause. */
  retry(): void {
    this.#tries = 0;
    this.#change({ hopeless: null });
    void this.start();
  }

  end(): void {
    this.#ended = true;
    this.#connection?.close();
  }

  async set(change: Partial<Settings>): Promise<void> {
    const before = this.#snapshot.settings;
    // Shown at once; what the host makes of it counts.
    this.#change({ settings: { ...before, ...change } });
    try {
      const { settings } = await this.call('settings.set', { change });
      this.#change({ settings });
    } catch (error) {
      this.#change({ settings: before });
      throw error;
    }
  }

  /** The run on the page is put away; the history keeps it. */
  clearRun(): void {
    if (this.#snapshot.run?.phase === 'finished') this.#change({ run: null, view: null });
  }

  dismiss(key: number): void {
    this.#change({ remarks: this.#snapshot.remarks.filter((r) => r.key !== key) });
  }

  async #greet(connection: HostConnection): Promise<void> {
    this.#connection = connection;
    this.#hear(connection);
    const { view, run } = this.#snapshot;
    const resume = view && run && run.phase !== 'finished' ? { run: view.runId, after: view.lastSeq } : null;
    const hello = await connection.call('hello', {
      protocol: PROTOCOL_VERSION,
      client: this.#options.client,
      ...(resume ? { resume } : {}),
    });
    const { settings } = await connection.call('settings.get', {});
    this.#tries = 0;
    this.#change({ link: 'ready', why: '', hopeless: null, hello, settings });
    this.#setRun(hello.run);
    this.#setQuestion(hello.question);
    connection.onClose((why) => {
      this.#connection = null;
      this.#change({ link: 'lost', why, question: null });
      this.#again();
    });
  }

  #hear(connection: HostConnection): void {
    const hear = <T extends Topic>(topic: T, act: (body: BodyOf<T>) => void): void => {
      connection.on(topic, (body) => {
        act(body);
        for (const listener of this.#listeners.get(topic) ?? []) listener(body as never);
      });
    };
    hear('run', ({ seq, event }) => {
      const now = this.#snapshot.view;
      const view = now?.runId === event.runId ? now : emptyRun(event.runId, '', event.at);
      this.#change({ view: reduceRun(view, seq, event) });
    });
    hear('state', ({ run }) => this.#setRun(run));
    hear('question', ({ question }) => this.#setQuestion(question));
    hear('question_closed', ({ id }) => {
      if (this.#snapshot.question?.request.id === id) this.#change({ question: null });
    });
    hear('heat', ({ runId, step, heat }) => {
      const { view } = this.#snapshot;
      if (view?.runId === runId) this.#change({ view: withHeat(view, step, heat) });
    });
    hear('role', ({ role }) => {
      const { hello } = this.#snapshot;
      if (hello) this.#change({ hello: { ...hello, role } });
    });
    hear('recording', (recording) => this.#change({ recording: recording.state === 'stopped' ? null : recording }));
    hear('notice', (notice) => {
      const remark = { ...notice, key: this.#remarks++ };
      this.#change({ remarks: [...this.#snapshot.remarks.slice(-3), remark] });
    });
    for (const topic of ['frame', 'live_ended', 'finding'] as const) hear(topic, () => undefined);
  }

  #setRun(run: RunState | null): void {
    const { view, run: before } = this.#snapshot;
    // A finished run stays on the page until it is put away.
    if (run === null) {
      if (before?.phase !== 'finished') this.#change({ run: null, view: null });
      return;
    }
    const same = run.runId !== null && view?.runId === run.runId;
    const fresh = run.runId === null ? null : emptyRun(run.runId, run.task, run.startedAt);
    this.#change({ run, view: same ? view : fresh });
  }

  #setQuestion(question: Question | null): void {
    const now = this.#options.now?.() ?? Date.now();
    this.#change({ question: question ? { ...question, endsAt: now + question.secondsLeft * 1000 } : null });
  }

  #again(): void {
    if (this.#ended) return;
    const wait = RETRY_MS[Math.min(this.#tries, RETRY_MS.length - 1)] ?? 4000;
    this.#tries += 1;
    const later = this.#options.later ?? ((act, ms) => void setTimeout(act, ms));
    later(() => void this.start(), wait);
  }

  #change(change: Partial<Snapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const watcher of this.#watchers) watcher();
  }
}

const messageOf = (e: unknown): string => (e instanceof Error ? e.message : String(e));
