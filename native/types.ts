/**
 * What the native addon offers: the contract between C++ and TypeScript.
 *
 * Coordinates are pixels of the X root window (global physical pixels). Every error it throws is an `Error` whose
 * `code` is one of `NativeErrorCode`. Nothing here decides anything: permits, policy and layout are TypeScript.
 */

export type NativeErrorCode =
  'no_display' | 'display_lost' | 'display_changed' | 'no_extension' | 'bad_argument' | 'failed';

/** One monitor as RandR 1.5 (or Xinerama) lists it; monitors that a person set up count, mirrors are listed each. */
export interface NativeMonitor {
  readonly name: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly primary: boolean;
}

/** What is ours on a screen. Any one suffices. */
export interface NativeOwn {
  readonly pids: readonly number[];
  readonly windows: readonly number[];
  /** WM_CLASS, either part, lower case. */
  readonly classes: readonly string[];
}

export interface NativePicture {
  /** RGBA, alpha 255, stride `width * 4`. Written to again only after nothing can read it any more. */
  readonly data: Uint8Array;
  /** 16 hexadecimal digits a tile, row by row (the algorithm of electron/capture/tiles.ts). */
  readonly hashes: string;
  /** (x1, y1, x2, y2)* of what was filled flat: our own windows, and what no monitor shows. */
  readonly masked: Int32Array;
}

export interface NativeGrab {
  /** Null when nothing has changed since the picture before, of the same rectangle. */
  readonly picture: NativePicture | null;
  /** How many pixels had to be read for it. */
  readonly pixelsRead: number;
  readonly sharedMemory: boolean;
  /** Whether the display tells what is drawn to, and has not been caught drawing without telling. */
  readonly damage: boolean;
  readonly buffersMade: number;
  readonly buffersReused: number;
}

/**
 * Pictures of a display. The work is done on a thread of its own, in the order it was asked for; a display that does not
 * answer for 5 s fails the call with `failed`. The display is opened by the first call.
 */
export interface NativeScreen {
  /** The monitors now. `grab` expects them to stay so until this is called again. */
  monitors(): Promise<readonly NativeMonitor[]>;
  /**
   * A rectangle of the root window; the pointer is not in it. With `fresh` all of it is read, without it only what
   * applications drew to since the picture before. Rejects with `display_changed` when the monitors are arranged in
   * another way than `monitors` last said. `tile`: edge of a tile; 0 makes no hashes and compares nothing.
   */
  grab(x: number, y: number, width: number, height: number, tile: number, fresh: boolean): Promise<NativeGrab>;
  /** From now on these windows are filled flat. */
  own(own: NativeOwn): Promise<void>;
  pointer(): Promise<{ readonly x: number; readonly y: number }>;
  /** The resources of the root window (`Xft.dpi: 96`), as text. */
  resources(): Promise<string>;
  close(): void;
}

/** Steps of an input program: triples of (operation, a, b). */
export const OP = {
  /** a: keycode. */
  keyDown: 0,
  keyUp: 1,
  /** a: X button, 1 left, 2 middle, 3 right, 4 to 7 wheel (up, down, left, right), 8 back, 9 forward. */
  buttonDown: 2,
  buttonUp: 3,
  /** a, b: where to. Absolute, 16 bits. */
  move: 4,
  /** a: microseconds. A halt ends it at once. */
  wait: 5,
  /** Waits until the server has worked off everything before. */
  sync: 6,
  /** a: the window that must have the keyboard focus; otherwise the program ends here with `focus`. */
  focus: 7,
} as const;

export interface PlayResult {
  /** `done`: all was sent. `halted`: the rest was not sent, and whatever was held has been let go. */
  readonly outcome: 'done' | 'halted' | 'focus' | 'lost';
  /** Input events sent. */
  readonly events: number;
  /** Index of the first triple that was not carried out. */
  readonly at: number;
}

/** Input that did not come from us. */
export interface ForeignInput {
  /** `hotkey`: the stop keys. `person`: a real device. `program`: somebody else's synthetic input. */
  readonly from: 'hotkey' | 'person' | 'program';
  readonly kind: 'key' | 'button' | 'motion' | 'wheel';
  /** Milliseconds from the event's arrival in this process to the last of our input being let go. */
  readonly haltMs: number;
}

export interface WatchOptions {
  /** Keys of the stop chord, each as the keycodes that count for it (left and right Ctrl); empty: no hotkey. */
  readonly hotkey: readonly (readonly number[])[];
  /** Halt on any input that is not ours, not only on the hotkey. */
  readonly person: boolean;
  /** Motion below this many pixels within 200 ms is a nudged table, not a hand. */
  readonly slackPx: number;
}

/**
 * Input to a display, and the watch for input that is not ours.
 *
 * A program is played on a thread of its own, so that neither a busy event loop nor inference delays it; the watch has
 * another thread, which halts a running program itself and only then tells JavaScript. After a halt nothing is sent
 * until `arm`: `play` answers `halted` at once.
 */
export interface NativeInput {
  /**
   * One program at a time: a second rejects with `failed`, unless the first was halted. A program that no server takes
   * whole rejects with `bad_argument` before any of it is sent. What a program that is `done` holds stays held.
   */
  play(program: Int32Array): Promise<PlayResult>;
  /**
   * Types text whatever the layout; only on Windows and macOS, where key codes are virtual keys and the system takes
   * characters. `at` counts code points. Rejects with `bad_argument` for half a surrogate pair.
   */
  readonly typeUnicode?: (text: string) => Promise<PlayResult>;
  /** Stops at once and lets go of every key and button that is down. May be called at any time. */
  halt(): void;
  /** Allows `play` again. */
  arm(): void;
  readonly halted: boolean;
  /** What we hold down at this moment. */
  held(): { readonly keys: readonly number[]; readonly buttons: readonly number[] };
  /**
   * Replaces the watch. The listener is called once until the next `arm`, also when the input was halted already; for
   * the stop keys it is called each time: with `person` the first key of the chord has halted before the chord is whole.
   * Throws `bad_argument`, `no_extension`, `display_lost`.
   */
  watch(options: WatchOptions, listener: (input: ForeignInput) => void): void;
  unwatch(): void;
  /** Lets go of everything. A running program ends `halted`; later ones reject with `failed`. */
  close(): void;
}

/** One window of Win32 or macOS. Boxes are x1, y1, x2, y2 in physical pixels of the whole desktop. */
export interface NativeWindow {
  readonly id: number;
  readonly title: string;
  readonly app: string;
  readonly executable: string | null;
  readonly pid: number;
  readonly box: readonly [number, number, number, number];
  readonly client: readonly [number, number, number, number];
  readonly active: boolean;
  readonly minimised: boolean;
  readonly maximised: boolean;
  readonly fullscreen: boolean;
  readonly above: boolean;
  readonly modal: boolean;
  readonly owner: number | null;
}

/**
 * Windows of Win32 and macOS, for `WindowSystem` and `WindowVerbs` to be built on; X11 is asked from TypeScript. Never run
 * so far (docs/decisions/010). Acts ask, and answer false when refused at once: whether they were done is seen by looking.
 */
export interface NativeWindows {
  /** Front to back. */
  list(): readonly NativeWindow[];
  act(id: number, how: 'focus' | 'close' | 'raise' | 'minimise' | 'maximise' | 'restore'): boolean;
  move(id: number, x1: number, y1: number, x2: number, y2: number): boolean;
  /** Whether its program works off its events; null when nobody can tell. */
  answers(id: number, timeoutMs: number): boolean | null;
}

export interface NativeModule {
  /** SHA-256 over the sources this was built from. */
  readonly sourceHash: string;
  openScreen(display: string): NativeScreen;
  /** Hashes of all tiles of a picture, 16 hexadecimal digits each; absent where pictures are not built. */
  readonly hashTiles?: (data: Uint8Array, width: number, height: number, size: number) => string;
  openInput(display: string): NativeInput;
  /** Only on Windows and macOS. Throws `failed` where the system forbids it. */
  readonly openWindows?: () => NativeWindows;
}
