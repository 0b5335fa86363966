/**
 * What was on the screen in the pictures that a run keeps: its windows and open menus. Kept beside the history, so that a
 * run that ended well can become a skill (`save-run.ts`).
 *
 * One file a run in the data folder, `moments/RUN.jsonl`, for its owner only. Errs towards less: a run without it, or with
 * a line that cannot be read, is a run that cannot be saved, and nothing else.
 */
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Eyes } from '../../agent/ports.ts';
import { entrySchema, type EntryOf } from '../../demos/index.ts';
import type { Box } from '../../protocol/coordinates.ts';
import { globalBox } from '../../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import { makeFolder } from '../../store/folders.ts';

const n = z.number();
const headSchema = z.object({
  screen: z.object({ x1: n, y1: n, x2: n, y2: n }).transform((b) => globalBox(b.x1, b.y1, b.x2, b.y2)),
  scale: n,
});
export interface Moments {
  readonly screen: Box;
  readonly scale: number;
  readonly seen: readonly EntryOf<'seen'>[];
}

const folderOf = (home: string): string => join(home, 'moments');
const fileOf = (home: string, runId: string): string => join(folderOf(home), `${runId.replace(/[^\w-]/g, '_')}.jsonl`);

/** Writes down, for one run, what is known of each picture that is kept. */
export class MomentKeeper {
  readonly #home: string;
  readonly #hide: (text: string) => string;
  readonly #known = new Map<string, { windows: readonly WindowInfo[]; menus: readonly Box[] }>();
  readonly #written = new Set<string>();
  #failed = false;

  /** @param hide takes secrets out of titles */
  constructor(home: string, hide: (text: string) => string) {
    this.#home = home;
    this.#hide = hide;
  }

  /** The same eyes; what they observe is remembered until it is known whether the picture is kept. */
  over(eyes: Eyes): Eyes {
    return {
      settle: (before, signal, bounds) => eyes.settle(before, signal, bounds),
      windows: () => eyes.windows(),
      openMenus: () => eyes.openMenus(),
      observe: async (previous, signal) => {
        const screen = await eyes.observe(previous, signal);
        this.#known.set(screen.frame.hash, { windows: screen.windows, menus: await eyes.openMenus() });
        return screen;
      },
    };
  }

  /** A picture is kept under this id. Never throws: a full disk must not end a run for this. */
  kept(runId: string, frame: Frame, id: string): void {
    const known = this.#known.get(frame.hash);
    if (!known || this.#written.has(id) || this.#failed) return;
    const { box: screen, scale } = frame.display;
    const windows = known.windows.map((w) => ({ ...w, title: this.#hide(w.title) }));
    const seen: EntryOf<'seen'> = {
      t: 'seen',
      at: frame.takenAt,
      frame: id,
      windows,
      menus: [...known.menus],
      things: [],
    };
    const head = this.#written.size === 0 ? `${JSON.stringify({ screen, scale })}\n` : '';
    try {
      makeFolder(folderOf(this.#home));
      appendFileSync(fileOf(this.#home, runId), `${head}${JSON.stringify(seen)}\n`, { mode: 0o600 });
      this.#written.add(id);
    } catch {
      this.#failed = true;
    }
  }
}

/** What was kept of a run; null when there is nothing, or it cannot be read. */
export function readMoments(home: string, runId: string): Moments | null {
  const file = fileOf(home, runId);
  if (!existsSync(file)) return null;
  try {
    const [head = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
    const seen = lines.map((line) => entrySchema.parse(JSON.parse(line)));
    return { ...headSchema.parse(JSON.parse(head)), seen: seen.filter((e): e is EntryOf<'seen'> => e.t === 'seen') };
  } catch {
    return null;
  }
}
