/** Where the person's input comes from, whatever the system. Read only: a source never sends anything. */
import type { KeyRows } from './keyboard.ts';

/** One input event as the server saw it, before any application. Global physical pixels. */
export interface InputEvent {
  readonly kind: 'key' | 'button' | 'motion';
  readonly down: boolean;
  /** Key code or button number; 0 for motion. */
  readonly detail: number;
  readonly x: number;
  readonly y: number;
  /** Modifiers and buttons held before the event, as X has them. */
  readonly state: number;
  /** Milliseconds by the server's clock; wraps. */
  readonly time: number;
}

export interface InputSource {
  /** The keyboard as it is now. */
  readonly rows: () => KeyRows;
  /** Starts to tell. Called once. `lost` when no more events will come. */
  start(listener: (event: InputEvent) => void, lost: (why: string) => void): Promise<void>;
  close(): Promise<void>;
}
