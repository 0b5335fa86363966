/**
 * The live view: pictures of the desktop drawn tile by tile into a canvas, in their order, each acknowledged when it is
 * drawn, so that a slow window gets fewer pictures and never a queue of them.
 */
import type { BodyOf } from '../../../electron/protocol/client-events.ts';
import type { DisplayInfo } from '../../../electron/protocol/client-parts.ts';
import type { Session } from './session.ts';

export interface LiveState {
  /** `off` until started; `waiting` for the first picture. */
  readonly state: 'off' | 'waiting' | 'on' | 'ended';
  /** Why it ended. */
  readonly why: string;
  readonly display: DisplayInfo | null;
  readonly pointer: { readonly x: number; readonly y: number } | null;
}

export const LIVE_OFF: LiveState = { state: 'off', why: '', display: null, pointer: null };

type Frame = BodyOf<'frame'>;

export class LiveView {
  readonly #host: Session;
  readonly #canvas: HTMLCanvasElement;
  readonly #told: (state: LiveState) => void;
  #state: LiveState = LIVE_OFF;
  #turn: Promise<void> = Promise.resolve();
  #stops: (() => void)[] = [];

  constructor(host: Session, canvas: HTMLCanvasElement, told: (state: LiveState) => void) {
    this.#host = host;
    this.#canvas = canvas;
    this.#told = told;
  }

  async start(maxFps: number): Promise<void> {
    this.#stops = [
      this.#host.on('frame', (frame) => {
        this.#turn = this.#turn.then(() => this.#draw(frame));
      }),
      this.#host.on('live_ended', ({ why }) => this.#set({ state: 'ended', why })),
    ];
    this.#set({ state: 'waiting', why: '' });
    try {
      const { display } = await this.#host.call('live.start', { maxFps });
      this.#set({ display });
    } catch (error) {
      this.#set({ state: 'ended', why: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Stops listening; the host is told, if it can still be told. */
  stop(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#host.call('live.stop', {}).catch(() => undefined);
    this.#set(LIVE_OFF);
  }

  async #draw(frame: Frame): Promise<void> {
    const canvas = this.#canvas;
    try {
      if (canvas.width !== frame.width || canvas.height !== frame.height) {
        canvas.width = frame.width;
        canvas.height = frame.height;
      }
      const context = canvas.getContext('2d', { alpha: false });
      const tiles = await Promise.all(
        frame.tiles.map(async (tile) => ({
          tile,
          bitmap: await createImageBitmap(new Blob([tile.data], { type: tile.mime })),
        })),
      );
      for (const { tile, bitmap } of tiles) {
        context?.drawImage(bitmap, tile.x, tile.y, tile.width, tile.height);
        bitmap.close();
      }
    } catch {
      // A picture that cannot be read leaves the one before; the next full one mends it.
    }
    if (this.#state.state === 'waiting' || this.#state.state === 'on') {
      this.#set({ state: 'on', display: frame.display, pointer: frame.pointer });
    }
    this.#host.call('live.ack', { seq: frame.seq }).catch(() => undefined);
  }

  #set(change: Partial<LiveState>): void {
    this.#state = { ...this.#state, ...change };
    this.#told(this.#state);
  }
}
