/**
 * The history as clients see it. One connection to the database that is opened when it is first needed and again after a
 * fault: a database that was moved, locked or damaged is an answer, and mending it is enough to go on.
 */
import sharp from 'sharp';
import type { ParamsOf, ResultOf, StepInfo } from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';
import type { RunEvent } from '../../protocol/events.ts';
import type { Plan } from '../../protocol/intent.ts';
import type { AnsweredQuestion } from '../../store/approvals.ts';
import type { RunDetail, RunSummary, StepRecord } from '../../store/records.ts';
import { sayIntent } from '../../store/report/words.ts';
import type { Store } from '../../store/store.ts';

export class HistoryDesk {
  readonly #open: () => Store;
  #store: Store | null = null;

  constructor(open: () => Store) {
    this.#open = open;
  }

  async close(): Promise<void> {
    await this.#store?.close();
    this.#store = null;
  }

  list(params: ParamsOf<'history.list'>): Promise<ResultOf<'history.list'>> {
    return this.#with((store) => {
      const { query, limit, cursor, status, app } = params;
      const before = cursor === null ? undefined : cursorOf(cursor);
      const runs = store.listRuns({
        query,
        limit: limit + 1,
        ...(before ? { before } : {}),
        ...(status ? { status } : {}),
        ...(app === undefined ? {} : { app }),
      });
      const page = runs.slice(0, limit);
      const last = page.at(-1);
      const next = runs.length > limit && last ? `${last.startedAt}~${last.id}` : null;
      return { runs: page.map(summaryOf), next };
    });
  }

  show({ run }: ParamsOf<'history.show'>): Promise<ResultOf<'history.show'>> {
    return this.#with((store) => {
      const found = store.runHead(run);
      const planned = found.events.findLast((e) => e.event === 'planned');
      const notices = found.events.filter((e): e is Extract<RunEvent, { event: 'notice' }> => e.event === 'notice');
      return {
        run: summaryOf(found),
        plan: planned ? planInfo({ source: planned.source, steps: planned.steps, ms: planned.ms }) : null,
        notices: notices.map(({ at, message }) => ({ at, message })),
        options: { ...found.options },
      };
    });
  }

  steps({ run, from, limit }: ParamsOf<'history.steps'>): Promise<ResultOf<'history.steps'>> {
    return this.#with((store) => {
      const { total, steps } = store.stepsOf(run, from, limit);
      return { total, steps: steps.map(stepInfo) };
    });
  }

  search(params: ParamsOf<'history.search'>): Promise<ResultOf<'history.search'>> {
    return this.#with((store) => store.searchSteps(params));
  }

  apps(): Promise<ResultOf<'history.apps'>> {
    return this.#with((store) => ({ apps: store.searchedApps() }));
  }

  /** The newest questions that a person answered, oldest first. */
  answers(): Promise<AnsweredQuestion[]> {
    return this.#with((store) => store.answers());
  }

  /** Waits for pictures that are still being written: a step's picture is asked for as soon as the step is told. */
  frame({ frame, maxWidth }: ParamsOf<'history.frame'>): Promise<ResultOf<'history.frame'>> {
    return this.#with(async (store) => {
      const record = store.frames.record(frame);
      const stored = record && (await store.frames.get(frame));
      if (!stored) return { picture: null };
      const small = maxWidth === undefined || maxWidth >= record.width ? null : sharp(stored).resize(maxWidth);
      const { data, info } = await (small ? small.webp({ quality: 82, effort: 1 }) : sharp(stored).webp())
        .toBuffer({ resolveWithObject: true })
        .then((made) => (small ? made : { data: stored, info: made.info }));
      const { width, height } = small ? info : record;
      return { picture: { mime: 'image/webp', width, height, box: record.box, data: Uint8Array.from(data) } };
    });
  }

  export({ run }: ParamsOf<'history.export'>): Promise<ResultOf<'history.export'>> {
    return this.#with(async (store) => {
      await store.frames.settled();
      const { id } = store.runHead(run);
      const data = new TextEncoder().encode(await store.renderRun(id));
      return { name: `steadyhand-${id}.html`, mime: 'text/html', data };
    });
  }

  verify(): Promise<ResultOf<'history.verify'>> {
    return this.#with(async (store) => {
      const { ok, runs, deleted, rows, head, broken, frames } = await store.verifyAll();
      return {
        ok,
        runs,
        deleted,
        rows,
        head,
        broken,
        missingFrames: frames.filter((f) => f.problem === 'missing').length,
      };
    });
  }

  /** @throws SteadyhandError `run_running`, `run_unknown` */
  delete({ run }: ParamsOf<'history.delete'>): Promise<ResultOf<'history.delete'>> {
    return this.#with(async (store) => {
      await store.deleteRun(run);
      return {};
    });
  }

  /** Deletes what is older; answers how many runs that were. */
  keepOnly(days: number): Promise<number> {
    return this.#with(async (store) => (await store.keepOnly(days)).runs.length);
  }

  /** The run in full; for rules that are tried on a step. */
  detail(run: string): Promise<RunDetail> {
    return this.#with((store) => store.showRun(run));
  }

  async #with<T>(work: (store: Store) => T | Promise<T>): Promise<T> {
    this.#store ??= this.#open();
    try {
      return await work(this.#store);
    } catch (error) {
      if (error instanceof SteadyhandError && error.kind === 'environment') {
        await this.close().catch(() => undefined);
        this.#store = null;
      }
      throw error;
    }
  }
}

function cursorOf(text: string): { startedAt: number; id: string } {
  const [at = '', id = ''] = text.split('~');
  const startedAt = Number(at);
  if (!Number.isSafeInteger(startedAt) || id === '') {
    throw new SteadyhandError('usage', 'bad_cursor', 'This place in the list is not known.', 'Start the list anew.');
  }
  return { startedAt, id };
}

const summaryOf = (run: RunSummary): ResultOf<'history.list'>['runs'][number] => ({
  id: run.id,
  task: run.task,
  display: run.display,
  status: run.status,
  reason: run.reason,
  startedAt: run.startedAt,
  endedAt: run.endedAt,
  steps: run.steps,
  answers: [...run.answers],
});

export const planInfo = ({ source, steps, ms }: Plan): ResultOf<'plan.make'>['plan'] => ({
  source,
  steps: [...steps],
  words: steps.map(sayIntent),
  ms,
});

/** A step as it is on record, in the shape of the protocol. */
export function stepInfo(record: StepRecord): StepInfo {
  const { ordinal, step, stage, what, intent, frame, frameAfter, verdict, decision, receipt, effect } = record;
  const g = record.grounding;
  const found = g?.status === 'found';
  return {
    ...{ ordinal, step, stage, what, intent, frame, frameAfter },
    at: record.writtenAt,
    grounding: g && {
      instruction: g.instruction,
      status: g.status,
      point: found ? g.point : null,
      box: found ? g.box : null,
      confidence: g.confidence,
      candidates: g.candidates.map(({ box, score, why }) => ({ box, score, why })),
      reason: found ? '' : g.reason,
      ms: g.ms,
    },
    action: record.action && { ...record.action },
    verdict: verdict && {
      risk: verdict.risk,
      category: verdict.category,
      correct: verdict.correct,
      score: verdict.score,
      observation: verdict.observation,
      result: verdict.result,
      suggestion: verdict.suggestion,
      reversible: verdict.reversible,
      rule: verdict.rule,
    },
    decision: decision && { outcome: decision.outcome, by: decision.by, reason: decision.reason, at: decision.at },
    sent: receipt && { via: receipt.via, at: receipt.sentAt, ms: receipt.finishedAt - receipt.sentAt },
    effect: effect && {
      seen: effect.seen,
      note: effect.note,
      changed: [...effect.changed],
      changedFraction: effect.changedFraction,
      settleMs: effect.settleMs,
    },
    frame,
    frameAfter,
  };
}
