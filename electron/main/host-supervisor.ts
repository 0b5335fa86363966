/**
 * Keeps the agent host running in its own process and hands out connections to it.
 *
 * A host that ends by itself is started again, soon at first and then less often; one that keeps ending is left alone
 * until a person asks. Connections to the one that ended close, and pages connect anew. What was running is on record:
 * the next start notes where it stopped.
 */
import type { Role } from '../protocol/client.ts';
import type { ChannelEnd, ElectronPort, HostProcessPort } from './port.ts';

export type HostState =
  | { readonly state: 'running' }
  | { readonly state: 'restarting'; readonly why: string }
  | { readonly state: 'failed'; readonly why: string };

/** Milliseconds before each new start. */
const RESTART_MS = [100, 500, 2_000, 5_000] as const;
/** A host that ran for this long was fine. */
const FINE_MS = 60_000;

export interface Timers {
  now(): number;
  later(act: () => void, ms: number): void;
}
export const realTimers: Timers = { now: () => Date.now(), later: (act, ms) => void setTimeout(act, ms) };

export class HostSupervisor {
  readonly #electron: ElectronPort;
  readonly #script: string;
  readonly #tell: (state: HostState) => void;
  readonly #timers: Timers;
  #process: HostProcessPort | null = null;
  #startedAt = 0;
  #failures = 0;
  #ending = false;
  #waiting: { end: ChannelEnd; role: Role }[] = [];

  constructor(electron: ElectronPort, script: string, tell: (state: HostState) => void, timers: Timers = realTimers) {
    this.#electron = electron;
    this.#script = script;
    this.#tell = tell;
    this.#timers = timers;
  }

  start(): void {
    if (this.#process || this.#ending) return;
    const host = this.#electron.forkHost(this.#script, []);
    this.#process = host;
    this.#startedAt = this.#timers.now();
    host.onExit((code) => this.#ended(host, code));
    for (const { end, role } of this.#waiting.splice(0)) this.#give(host, end, role);
    this.#tell({ state: 'running' });
  }

  /** A new connection to the host; its other end goes to whoever asked. */
  connect(role: Role): ChannelEnd {
    const [mine, theirs] = this.#electron.createChannel();
    if (this.#process) this.#give(this.#process, theirs, role);
    else this.#waiting.push({ end: theirs, role });
    return mine;
  }

  /** A person asked to try again. */
  retry(): void {
    this.#failures = 0;
    this.start();
  }

  /** Ends the host in order: it lets go of every key first. */
  end(): void {
    this.#ending = true;
    for (const { end } of this.#waiting.splice(0)) end.close();
    const host = this.#process;
    if (!host) return;
    host.post({ do: 'end' }, []);
    this.#timers.later(() => host.kill(), 5_000);
  }

  #give(host: HostProcessPort, end: ChannelEnd, role: Role): void {
    host.post({ do: 'connect', role }, [end]);
  }

  #ended(host: HostProcessPort, code: number): void {
    if (this.#process !== host) return;
    this.#process = null;
    if (this.#ending) return;
    if (this.#timers.now() - this.#startedAt > FINE_MS) this.#failures = 0;
    const why = `the agent ended unexpectedly (code ${code})`;
    const wait = RESTART_MS[this.#failures++];
    if (wait === undefined) {
      for (const { end } of this.#waiting.splice(0)) end.close();
      this.#tell({ state: 'failed', why });
      return;
    }
    this.#tell({ state: 'restarting', why });
    this.#timers.later(() => this.start(), wait);
  }
}
