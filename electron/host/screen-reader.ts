/** Reads pictures of screens from files: what `screen`, `ground` and `critique` need, with no display. */
import { frameFromFile } from '../capture/image-file.ts';
import { createPerception } from '../perception/index.ts';
import type { Screen } from '../protocol/screen.ts';

export interface ScreenReader {
  /**
   * What is on the picture. Global pixels are the picture's own. Pictures read lately are remembered.
   * @throws SteadyhandError `image_*` for a picture that cannot be used
   */
  read(path: string): Promise<Screen>;
  close(): Promise<void>;
}

/** Batches name the same picture several times, mostly close together; a screen holds its pixels, so few are kept. */
const KEPT = 8;

/** Starts the reader. Rejects with `model_*` when the shipped weights are missing or damaged. */
export async function openScreenReader(): Promise<ScreenReader> {
  const perception = await createPerception();
  const kept = new Map<string, Screen>();
  return {
    async read(path) {
      const known = kept.get(path);
      if (known) return known;
      const frame = await frameFromFile(path);
      const screen = await perception.perceive(frame, [], null);
      kept.set(path, screen);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return screen;
    },
    close: () => perception.close(),
  };
}
