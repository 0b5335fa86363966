/**
 * From a frame to a screen: what is written where, which controls hold it, and what their applications call them.
 *
 * Invariant: a screen describes its own frame only. Lines are carried over from the screen before just where no pixel
 * changed. Errs towards leaving things out: text that reads badly is dropped, a shape that is no clear control stays
 * text or nothing.
 */
import { changedBoxes } from '../capture/tiles.ts';
import { boxToFrame } from '../capture/geometry.ts';
import { ModelRegistry } from '../inference/registry.ts';
import { WorkerClient, workerEntry } from '../inference/worker-client.ts';
import type { Box } from '../protocol/coordinates.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import type { Element, Screen } from '../protocol/screen.ts';
import {
  LOOK_MS,
  mergeWitnesses,
  noWitness,
  openAccessibility,
  type AccessibilityOptions,
  type AccessibilityWitness,
  type Look,
} from './accessibility/index.ts';
import { toElements } from './elements.ts';
import { fullRegions, planRead, type ReadPlan } from './incremental.ts';
import type { ReadAnswer, ReaderRequest, ReaderSetup } from './reader-protocol.ts';
import type { Line } from './recognise.ts';

/** The weights this code was written for; others are refused. */
const MODELS = {
  detector: 'text-detector',
  recogniser: 'text-recogniser',
  alphabet: 'text-recogniser-alphabet',
  reviser: 'text-reviser',
  reviserAlphabet: 'text-reviser-alphabet',
} as const;
const MODELS_VERSION = '1';

export interface PerceptionOptions {
  /** Checked model files; the shipped ones when left out. */
  readonly models?: ModelRegistry;
  /** Threads inside the reader. Two is the best measured on two cores and costs nothing on more. */
  readonly threads?: number;
  /** Whose applications are asked what they show: a display's. Pictures from files have none, and none are asked. */
  readonly accessibility?: AccessibilityOptions;
}

export interface Perception {
  /**
   * Reads a frame. With `previous` (a screen this object made of an earlier frame of the same display) only what changed
   * is read. Rejects with the signal's reason when aborted, with `model_*` or `worker_crashed` when it cannot read.
   */
  perceive(
    frame: Frame,
    windows: readonly WindowInfo[],
    previous: Screen | null,
    signal?: AbortSignal,
  ): Promise<Screen>;
  /** Empties the line cache, for measuring a cold read. */
  forget(): Promise<void>;
  /** Ends the reader's thread. */
  close(): Promise<void>;
}

/** Starts the reader and loads its models. Rejects with `model_missing` or `model_damaged` when they are not usable. */
export async function createPerception(options: PerceptionOptions = {}): Promise<Perception> {
  const models = options.models ?? (await ModelRegistry.open());
  const setup: ReaderSetup = { ...(await models.paths(MODELS, MODELS_VERSION)), threads: options.threads ?? 2 };
  const worker = new WorkerClient(workerEntry(import.meta.url, 'reader-worker'), 'text reader', setup);
  const opening = options.accessibility ? openAccessibility(options.accessibility) : noWitness('nobody asked for it');
  try {
    await worker.request({ kind: 'warm' } satisfies ReaderRequest);
  } catch (e) {
    await worker.close();
    await (await opening).close();
    throw e;
  }
  return new TwoWitnesses(worker, await opening);
}

/** What a screen was made of: the lines read, and the elements as the pixels alone showed them. */
interface Made {
  readonly lines: readonly Line[];
  readonly drawn: readonly Element[];
}

class TwoWitnesses implements Perception {
  readonly #worker: WorkerClient;
  readonly #witness: AccessibilityWitness;
  /** What is behind the screens made here; a screen from elsewhere has nothing and is read in full. */
  readonly #madeOf = new WeakMap<Screen, Made>();

  constructor(worker: WorkerClient, witness: AccessibilityWitness) {
    this.#worker = worker;
    this.#witness = witness;
  }

  async perceive(
    frame: Frame,
    windows: readonly WindowInfo[],
    previous: Screen | null,
    signal?: AbortSignal,
  ): Promise<Screen> {
    signal?.throwIfAborted();
    const started = performance.now();
    const changed = changedBoxes(previous?.frame ?? null, frame);
    const made = (previous && this.#madeOf.get(previous)) ?? null;
    const before = made?.lines ?? null;
    // Asked now and waited for last: applications answer while the pixels are read.
    const looking = this.#witness.look(frame, windows, changed);
    if (previous && made && changed.length === 0) {
      // The same pixels say the same; waiting for a screen to settle must cost nothing.
      const reuse = { cached: made.lines.length, read: 0 };
      const look = await looking;
      const elements = look ? mergeWitnesses(made.drawn, look.things) : previous.elements;
      return this.#made({ frame, elements, windows, changed, readMs: performance.now() - started, reuse }, made);
    }
    const plan = planFor(frame, changed, before);
    const kept = (before ?? []).filter((_, i) => plan.keep[i] === true);
    const request: ReaderRequest = {
      kind: 'read',
      pixels: shared(frame.data),
      width: frame.width,
      height: frame.height,
      regions: plan.regions,
      kept,
      windows: windows.filter((w) => !w.minimised).map((w) => boxToFrame(frame, w.box)),
    };
    const answer = (await this.#worker.request(request, signal)) as ReadAnswer;
    const lines = [...kept, ...answer.lines];
    const drawn = toElements(frame, lines, answer.controls);
    const look = await this.#lookOnceMore(frame, windows, looking, performance.now() - started);
    return this.#made(
      {
        frame,
        elements: look ? mergeWitnesses(drawn, look.things) : drawn,
        windows,
        changed,
        readMs: performance.now() - started,
        reuse: { cached: kept.length + answer.cached, read: answer.read },
      },
      { lines, drawn },
    );
  }

  /**
   * What the applications said. Where reading the pixels took longer than a look may, the applications went on answering
   * meanwhile, and another look collects that: the frame still waits for one look at most.
   */
  async #lookOnceMore(
    frame: Frame,
    windows: readonly WindowInfo[],
    looking: Promise<Look | null>,
    readMs: number,
  ): Promise<Look | null> {
    const look = await looking;
    if (look?.complete === true || readMs < LOOK_MS) return look;
    return (await this.#witness.look(frame, windows, [])) ?? look;
  }

  #made(screen: Screen, made: Made): Screen {
    this.#madeOf.set(screen, made);
    return screen;
  }

  async forget(): Promise<void> {
    await this.#worker.request({ kind: 'forget' } satisfies ReaderRequest);
  }

  async close(): Promise<void> {
    await this.#witness.close();
    await this.#worker.close();
  }
}

function planFor(frame: Frame, changed: readonly Box[], before: readonly Line[] | null): ReadPlan {
  if (!before) return { regions: fullRegions(frame.width, frame.height), keep: [], full: true };
  return planRead(
    changed.map((box) => boxToFrame(frame, box)),
    before.map((line) => line.box),
    frame.width,
    frame.height,
  );
}

/** The pixels where both threads see them: one copy at most, none when the capture already shares its memory. */
function shared(data: Uint8Array): SharedArrayBuffer {
  if (data.buffer instanceof SharedArrayBuffer && data.byteLength === data.buffer.byteLength) return data.buffer;
  const buffer = new SharedArrayBuffer(data.byteLength);
  new Uint8Array(buffer).set(data);
  return buffer;
}
