/**
 * Which models are open in the threads of this process, where they run and how fast: told by the threads that opened
 * them, heard by whoever wants to show it.
 *
 * A thread tells while it works and is never asked, since a model that runs blocks its thread. A thread that is gone has
 * nothing open any more, however it ended. Nothing is kept for nobody: without a listener what is told is lost.
 */
import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { BroadcastChannel, threadId } from 'node:worker_threads';

const CHANNEL = 'steadyhand-open-models';
/** Runs that the time of one is the median of. */
const REMEMBERED = 31;

/** A model that is open now. */
export interface LoadedModel {
  /** Of the model, without its folder. */
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  /** The execution provider it runs on. */
  readonly provider: string;
  /** Why it does not run on the one that was asked for; empty when it does. */
  readonly instead: string;
  /** Milliseconds since the epoch. */
  readonly openedAt: number;
  /** Milliseconds that opening took. */
  readonly loadMs: number;
  readonly runs: number;
  /** Milliseconds, the median of its last runs; null before the first. */
  readonly runMs: number | null;
  /** When it ran last; null before. */
  readonly ranAt: number | null;
}

type Opened = Pick<LoadedModel, 'path' | 'bytes' | 'provider' | 'instead' | 'openedAt' | 'loadMs'>;
type Told = { readonly thread: number } & (
  | { readonly what: 'opened'; readonly id: number; readonly model: Opened }
  | { readonly what: 'ran'; readonly id: number; readonly ms: number }
  | { readonly what: 'closed'; readonly id: number }
  | { readonly what: 'ended' }
);

/** What a thread tells of one model that it has opened. */
export interface Telling {
  ran(ms: number): void;
  closed(): void;
}

let channel: BroadcastChannel | null = null;
let opened = 0;

/** One a thread, and it keeps no thread alive. */
function tell(told: Told): void {
  if (!channel) {
    channel = new BroadcastChannel(CHANNEL);
    channel.unref();
  }
  channel.postMessage(told);
}

/** Tells that this thread has opened a model. */
export function tellOpened(path: string, how: Pick<Opened, 'provider' | 'instead' | 'loadMs'>): Telling {
  const id = ++opened;
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  tell({ what: 'opened', thread: threadId, id, model: { path, bytes, openedAt: Date.now(), ...how } });
  return {
    ran: (ms) => tell({ what: 'ran', thread: threadId, id, ms }),
    closed: () => tell({ what: 'closed', thread: threadId, id }),
  };
}

/** Tells that a thread has ended, however it did. */
export const tellEnded = (thread: number): void => tell({ what: 'ended', thread });

interface Known {
  readonly model: Opened;
  runs: number;
  ranAt: number | null;
  readonly times: number[];
}

/** Hears what threads tell, from the moment it is made until it is closed. */
export class LoadedModels {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #known = new Map<string, Known>();

  constructor() {
    this.#channel.unref();
    this.#channel.onmessage = (message): void => this.#hear((message as { data: Told }).data);
  }

  /** In the order they were opened. */
  list(): LoadedModel[] {
    return [...this.#known.values()].map(({ model, runs, ranAt, times }) => ({
      ...{ ...model, file: basename(model.path), runs, ranAt },
      runMs: [...times].sort((a, b) => a - b)[times.length >> 1] ?? null,
    }));
  }

  close(): void {
    this.#channel.close();
  }

  #hear(told: Told): void {
    if (told.what === 'ended') {
      for (const key of this.#known.keys()) if (key.startsWith(`${told.thread} `)) this.#known.delete(key);
      return;
    }
    const key = `${told.thread} ${told.id}`;
    if (told.what === 'opened') this.#known.set(key, { model: told.model, runs: 0, ranAt: null, times: [] });
    else if (told.what === 'closed') this.#known.delete(key);
    else {
      const known = this.#known.get(key);
      if (!known) return;
      known.runs++;
      known.ranAt = Date.now();
      known.times.push(told.ms);
      if (known.times.length > REMEMBERED) known.times.shift();
    }
  }
}
