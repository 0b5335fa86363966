/**
 * The agent host as clients reach it: takes connections over any transport, keeps one run and one client in control.
 *
 * Invariants: only the client in control starts, steps and resumes; anybody may stop; when the one in control is gone,
 * the run holds until somebody takes control and says to go on. Imports nothing of Electron: the app runs it in a
 * utility process, `serve` beside its web server, tests in-process.
 */
import type { BodyOf, ParamsOf, Question, ResultOf, Role, RunState, Topic, Transport } from '../../protocol/client.ts';
import { within } from '../../agent/waiting.ts';
import { PROTOCOL_VERSION } from '../../protocol/client.ts';
import { messageOf, SteadyhandError } from '../../protocol/errors.ts';
import { ClientSession, checkVersion, type Handlers } from './client-session.ts';
import { LiveView, type Pictures } from './live-view.ts';
import { noRun } from './refusals.ts';
import { RunSession, type Runner, type RunSettings } from './run-session.ts';

export interface ServiceParts {
  readonly runner: Runner;
  readonly openPictures: () => Promise<Pictures>;
  /** What answers everything that is not about the run, the live view and who is in control. */
  readonly handlers: Omit<Handlers, OwnMethods>;
  /** How a run is to be carried out, from the person's settings. */
  readonly runSettings: (
    params: ParamsOf<'run.start'>,
  ) => Omit<RunSettings, 'task' | 'confirm' | 'dryRun' | 'paused' | 'warn'>;
  readonly version: string;
  readonly features: ResultOf<'hello'>['features'];
  readonly bug: (error: unknown) => void;
  readonly now?: () => number;
  /** Throws when nothing may be run now: something is being recorded. */
  readonly mayRun?: () => void;
  /** Closed with the service. */
  readonly close?: () => Promise<void>;
}

type OwnMethods =
  | 'hello'
  | 'control.take'
  | 'run.start'
  | 'run.state'
  | 'run.pause'
  | 'run.resume'
  | 'run.step'
  | 'run.stop'
  | 'run.takeOver'
  | 'run.correct'
  | 'question.get'
  | 'question.answer'
  | 'live.start'
  | 'live.ack'
  | 'live.stop';

/** Stopping in order takes less. */
const STOP_MS = 5_000;

export class AgentService {
  readonly #parts: ServiceParts;
  readonly #clients = new Set<ClientSession>();
  readonly #live: LiveView;
  readonly #handlers: Handlers;
  readonly #now: () => number;
  #run: RunSession | null = null;
  #closing = false;

  constructor(parts: ServiceParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#live = new LiveView(parts.openPictures);
    this.#handlers = { ...parts.handlers, ...this.#own() };
  }

  /** Takes a connection. `grant`: what this client may be at most; whoever made the connection knows that. */
  connect(transport: Transport, grant: Role): void {
    if (this.#closing) {
      transport.close('the agent is ending');
      return;
    }
    const client = new ClientSession({
      transport,
      grant,
      handlers: this.#handlers,
      onClose: (gone) => this.#gone(gone),
      bug: this.#parts.bug,
      now: () => performance.now(),
    });
    this.#clients.add(client);
  }

  get run(): RunState | null {
    return this.#run?.state ?? null;
  }
  get clients(): number {
    return this.#clients.size;
  }

  /**
   * Begins a run; answers its id once it is on record.
   * @param runner what carries it out: a task as usual, or the replay of a skill
   * @throws SteadyhandError `busy`, and what the runner throws
   */
  async begin(params: ParamsOf<'run.start'>, runner: Runner = this.#parts.runner): Promise<{ run: string }> {
    this.#parts.mayRun?.();
    if (this.#run && !this.#run.isOver) {
      throw new SteadyhandError('usage', 'busy', 'A run is under way.', 'Wait for its end, or stop it.');
    }
    const { task, confirm, dryRun, paused } = params;
    const run = new RunSession(
      {
        ...this.#parts.runSettings(params),
        ...{ task, confirm, dryRun, paused },
        warn: (line) => this.notice('warning', line),
      },
      {
        state: (state) => this.tell('state', { run: state }),
        event: (seq, event) => this.tell('run', { seq, event }),
        question: (question: Question) => this.tell('question', { question }),
        questionClosed: (id, outcome) => this.tell('question_closed', { id, outcome }),
        heat: (body) => this.tell('heat', body),
      },
      this.#now,
    );
    this.#run = run;
    return { run: await run.start(runner) };
  }

  /** Tells every client. */
  tell<T extends Topic>(topic: T, body: BodyOf<T>): void {
    for (const client of this.#clients) client.tell(topic, body);
  }

  notice(level: BodyOf<'notice'>['level'], message: string): void {
    this.tell('notice', { level, message });
  }

  /** Ends the run, every connection and the live view. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    // A display that does not answer does not keep the program alive.
    if (this.#run) await within(STOP_MS, this.#run.stop('the program is ending'));
    for (const client of [...this.#clients]) client.close('the agent is ending');
    await this.#live.close();
    await this.#parts.close?.();
  }

  #own(): Pick<Handlers, OwnMethods> {
    return {
      hello: (params, client) => this.#hello(params, client),
      'control.take': (_params, client) => {
        if (client.grant !== 'control') {
          throw new SteadyhandError('blocked', 'not_in_control', 'This window only watches.', 'Use the main window.');
        }
        this.#give(client, `${client.name} took control`);
        return {};
      },
      'run.start': (params) => this.begin(params),
      'run.state': () => ({ run: this.run }),
      'run.pause': async () => {
        await this.#current().pause();
        return {};
      },
      'run.resume': () => {
        this.#current().resume();
        return {};
      },
      'run.step': () => {
        this.#current().resume(true);
        return {};
      },
      'run.stop': async (_params, client) => {
        await this.#current().stop(`stopped by you (${client.name})`);
        return {};
      },
      'run.takeOver': async () => {
        const run = this.#current();
        const { question } = run;
        if (question?.choices.includes('take_over')) run.answer(question.request.id, { answer: 'take_over' });
        else await run.pause('You have taken over');
        return {};
      },
      'run.correct': ({ step, point }) => {
        this.#current().correct(step, point);
        return {};
      },
      'question.get': () => ({ question: this.#run?.question ?? null }),
      'question.answer': ({ id, answer }) => {
        if (!this.#run) throw noRun();
        this.#run.answer(id, answer);
        return {};
      },
      'live.start': async (options, client) => {
        client.live?.stop();
        const watching = await this.#live.watch(
          options,
          (frame) => client.tell('frame', frame),
          (why) => client.tell('live_ended', { why }),
        );
        if (client.isOpen) client.live = watching;
        else watching.stop();
        return { display: watching.display };
      },
      'live.ack': ({ seq }, client) => {
        client.live?.ack(seq);
        return {};
      },
      'live.stop': (_params, client) => {
        client.live?.stop();
        client.live = null;
        return {};
      },
    };
  }

  #hello({ protocol, client: name, resume }: ParamsOf<'hello'>, client: ClientSession): ResultOf<'hello'> {
    checkVersion(protocol);
    client.greeted(name);
    const free = ![...this.#clients].some((c) => c.role === 'control' && c !== client);
    if (client.role !== 'control') client.role = client.grant === 'control' && !free ? 'watch' : client.grant;
    const run = this.#run;
    if (resume && run?.state.runId === resume.run) {
      // After the answer, so that a client knows the state before it hears the events.
      const events = run.eventsAfter(resume.after);
      setImmediate(() => events.forEach(([seq, event]) => client.tell('run', { seq, event })));
    }
    return {
      protocol: PROTOCOL_VERSION,
      version: this.#parts.version,
      platform: process.platform,
      role: client.role,
      features: this.#parts.features,
      run: this.run,
      question: run?.question ?? null,
    };
  }

  #current(): RunSession {
    if (!this.#run || this.#run.isOver) throw noRun();
    return this.#run;
  }

  #give(client: ClientSession, why: string): void {
    for (const other of this.#clients) {
      if (other === client || other.role !== 'control') continue;
      other.role = 'watch';
      other.tell('role', { role: 'watch', why });
    }
    client.role = 'control';
    client.tell('role', { role: 'control', why });
  }

  #gone(client: ClientSession): void {
    this.#clients.delete(client);
    const run = this.#run;
    if (client.role !== 'control' || this.#closing || !run || run.isOver) return;
    // A question that is open runs out by itself, which is a no.
    if (run.question || run.state.phase === 'paused') return;
    run
      .pause('Whoever was in control is gone; take control and resume')
      .catch((error: unknown) => this.notice('warning', `the run could not be paused: ${messageOf(error)}`));
  }
}
