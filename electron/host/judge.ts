/**
 * The critic that the program uses: the policy, with the learned critic beside it.
 *
 * The learned one runs in a thread of its own, which is started ahead of the first judgement, ends by itself when nothing
 * was judged for a while, and is started again when needed. Where its weights are missing or damaged, every verdict says
 * so and more is asked; nothing fails for it.
 */
import { lstatSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { isAbsolute, resolve } from 'node:path';
import { combineCritics, createCritic, createLearnedCritic, type Files, type LearnedCritic } from '../critic/index.ts';
import type { Critic } from '../protocol/verdict.ts';
import { withModels } from './models/own-models.ts';

/** A run that waits for its person keeps 60 MB this long for nothing. */
const IDLE_MS = 60_000;
/** The first judgement may wait for the weights on a busy machine; every other takes 60 ms. */
const TIMEOUT_MS = 6000;

export interface Judge extends Critic {
  /** Ends the thread at once; a later judgement starts it again. */
  close(): Promise<void>;
}

export interface JudgeOptions {
  /** Opens the learned critic; the person's, else the shipped one, when not given. */
  readonly open?: () => Promise<LearnedCritic>;
  /** What is known of the machine that is acted on; null where a picture may be of any. */
  readonly files?: Files | null;
  readonly idleMs?: number;
  readonly timeoutMs?: number;
}

const openChosen = (): Promise<LearnedCritic> => withModels('critic', (models) => createLearnedCritic({ models }));

/** The files of this machine, as the person's own shell names them. */
export const ownFiles: Files = {
  isNew(file, folder, host) {
    if (host !== null && host.split('.')[0] !== hostname().split('.')[0]) return false;
    const home = (path: string): string => (path === '~' || path.startsWith('~/') ? homedir() + path.slice(1) : path);
    const from = home(folder);
    if (!isAbsolute(from)) return false;
    try {
      return lstatSync(resolve(from, home(file)), { throwIfNoEntry: false }) === undefined;
    } catch {
      // Not to be looked at: then it may be there.
      return false;
    }
  },
};

/** Makes the judge and begins to load the learned critic. `judge` rejects only when the policy cannot be used. */
export function createJudge(options: JudgeOptions = {}): Judge {
  const { open = openChosen, files = ownFiles, idleMs = IDLE_MS, timeoutMs = TIMEOUT_MS } = options;
  let opening: Promise<LearnedCritic> | null = null;
  let idle: NodeJS.Timeout | undefined;
  let asking = 0;
  const close = async (): Promise<void> => {
    clearTimeout(idle);
    const there = opening;
    opening = null;
    await (await there?.catch(() => null))?.close();
  };
  const rest = (): void => {
    clearTimeout(idle);
    // Ends only what nobody waits for; must not keep the program from ending.
    idle = setTimeout(() => {
      if (asking > 0) rest();
      else close().catch(() => undefined);
    }, idleMs).unref();
  };
  const learned = async (): Promise<LearnedCritic> => {
    rest();
    opening ??= open();
    // Told to whoever asks for an opinion.
    opening.catch(() => undefined);
    return opening;
  };
  learned().catch(() => undefined);
  const combined = combineCritics(createCritic(files === null ? {} : { files }), {
    learned: {
      judge: async (input) => {
        asking++;
        try {
          return await (await learned()).judge(input);
        } finally {
          asking--;
        }
      },
    },
    timeoutMs,
  });
  return { judge: (input) => combined.judge(input), close };
}
