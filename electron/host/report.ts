import { renderReport } from '../store/report.ts';
import type { Store } from '../store/store.ts';

/** The HTML report of one run (id, beginning of one, or `last`). @throws SteadyhandError `run_unknown`, `run_ambiguous` */
export async function renderRun(store: Store, id: string): Promise<string> {
  const run = store.showRun(id);
  return renderReport(run, { frames: store.frames, verification: store.verify(), madeAt: Date.now() });
}
