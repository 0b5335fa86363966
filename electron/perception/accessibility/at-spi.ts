/**
 * The AT-SPI witness: the side of the loop's thread, which keeps the time.
 *
 * Invariant: `look` answers within `LOOK_MS` whatever happens on the bus or in the thread behind it. A thread that ended
 * is started again a few times, then the witness says nothing more.
 */
import type { XConnection } from '../../capture/x11/connection.ts';
import { WorkerClient, workerEntry } from '../../inference/worker-client.ts';
import { boxIntersection, boxIsEmpty, type Box } from '../../protocol/coordinates.ts';
import { messageOf } from '../../protocol/errors.ts';
import type { Frame, WindowInfo } from '../../protocol/frame.ts';
import { isCovered, type WindowSeen } from './match.ts';
import { openPopups } from './popups.ts';
import { LOOK_MS, type AccessibilityWitness, type Look } from './port.ts';
import type { ConnectAnswer, LookAnswer, WitnessRequest, WitnessSetup } from './worker-protocol.ts';

/** For the way to the other thread and back, of the time that a frame waits. */
const ON_THE_WAY_MS = 20;
/** A thread that ends more often than this is not worth another. */
const MOST_STARTS = 3;
const CONNECT_MS = 3_000;

export class AtSpiWitness implements AccessibilityWitness {
  readonly name = 'at-spi';
  readonly #x: XConnection;
  readonly #setup: WitnessSetup;
  #worker: WorkerClient;
  #starts = 1;
  #absent: string | null = null;
  /** The answer under way. */
  #pending: Promise<LookAnswer | null> | null = null;
  /** Changes that the thread has not been told of. */
  #untold: Box[] = [];

  private constructor(x: XConnection, setup: WitnessSetup) {
    this.#x = x;
    this.#setup = setup;
    this.#worker = startWorker(setup);
  }

  /** Connects; a witness without a bus is one that says nothing, with the reason in `absent`. Owns the X connection. */
  static async open(x: XConnection, setup: WitnessSetup): Promise<AtSpiWitness> {
    const witness = new AtSpiWitness(x, setup);
    await witness.#connect();
    return witness;
  }

  get absent(): string | null {
    return this.#absent;
  }

  async #connect(): Promise<void> {
    try {
      const request = this.#worker.request({ kind: 'connect' } satisfies WitnessRequest) as Promise<ConnectAnswer>;
      const answer = await within(request, CONNECT_MS);
      this.#absent = answer ? answer.absent : 'the accessibility bus does not answer';
    } catch (e) {
      this.#absent = messageOf(e);
    }
  }

  async look(frame: Frame, windows: readonly WindowInfo[], changed: readonly Box[]): Promise<Look | null> {
    if (this.#absent !== null) return null;
    const began = performance.now();
    this.#untold.push(...changed);
    // The thread answers one after the other: a question behind a late one would be late as well. For another look at
    // the same frame, the late answer is the answer.
    if (this.#pending && changed.length > 0) return null;
    this.#pending ??= this.#ask(frame, windows, began).finally(() => {
      this.#pending = null;
    });
    const look = await within(this.#pending, LOOK_MS);
    return look && { ...look, ms: performance.now() - began };
  }

  async #ask(frame: Frame, windows: readonly WindowInfo[], began: number): Promise<LookAnswer | null> {
    const told = this.#untold;
    this.#untold = [];
    try {
      const popups = await openPopups(this.#x);
      return (await this.#worker.request({
        kind: 'look',
        windows: visibleWindows(windows, frame.display.box),
        popups,
        changed: told,
        frame: frame.display.box,
        takenAt: frame.takenAt,
        withinMs: Math.max(0, LOOK_MS - ON_THE_WAY_MS - (performance.now() - began)),
      } satisfies WitnessRequest)) as LookAnswer;
    } catch (e) {
      this.#untold.unshift(...told);
      await this.#restart(e);
      return null;
    }
  }

  async #restart(cause: unknown): Promise<void> {
    await this.#worker.close();
    this.#absent = messageOf(cause);
    if (this.#x.isLost || this.#starts >= MOST_STARTS) return;
    this.#starts++;
    this.#worker = startWorker(this.#setup);
    await this.#connect();
  }

  async close(): Promise<void> {
    this.#absent ??= 'it was closed';
    this.#starts = MOST_STARTS;
    await this.#worker.close();
    await this.#x.close();
  }
}

const startWorker = (setup: WitnessSetup): WorkerClient =>
  new WorkerClient(workerEntry(import.meta.url, 'accessibility-worker'), 'accessibility reader', setup);

/** Those of which something can be seen on the display, front to back. */
function visibleWindows(windows: readonly WindowInfo[], display: Box): WindowSeen[] {
  const out: WindowSeen[] = [];
  for (const { id, title, pid, box, active, minimised } of windows) {
    if (minimised || boxIsEmpty(boxIntersection(box, display))) continue;
    if (
      isCovered(
        box,
        out.map((w) => w.box),
      )
    )
      continue;
    out.push({ id, title, pid, box, active });
  }
  return out;
}

/** What a promise gives, or null when it takes longer. It is left to its own end. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    // When this thread was held up, the answer may lie there already: it is taken first.
    timer = setTimeout(() => setImmediate(() => resolve(null)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
