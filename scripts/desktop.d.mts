import type { ChildProcess } from 'node:child_process';

export interface DesktopOptions {
  /** Screen size in pixels; 1280×800 when not given. */
  readonly size?: { readonly width: number; readonly height: number };
  /** Colour of the background, as X understands it; `#3b5b7c` when not given. */
  readonly background?: string;
  /** Starts the accessibility bus and tells toolkits to use it. Off by default: the program must not need it. */
  readonly accessibility?: boolean;
  /** Added to the environment of everything on the desktop. */
  readonly env?: Readonly<Record<string, string>>;
  /** Extra files of the private home: path relative to it, content. */
  readonly files?: Readonly<Record<string, string>>;
  /** Stop on SIGINT, SIGTERM and SIGHUP, then die of the signal. True when not given. */
  readonly handleSignals?: boolean;
}

export interface DesktopWindow {
  /** Hexadecimal X window id, as `xprop` writes it. */
  readonly id: string;
  readonly title: string;
  /** WM_CLASS class, for example `Mousepad`. */
  readonly app: string;
}

export interface Desktop {
  readonly id: string;
  /** For example `:1`. */
  readonly display: string;
  /** The whole environment for programs on this desktop: DISPLAY, HOME, XDG folders, session bus, locale C.UTF-8. */
  readonly env: Readonly<Record<string, string>>;
  readonly home: string;
  /** Holds `home/` and `desktop.log`; removed by `stop`. */
  readonly folder: string;
  readonly size: { readonly width: number; readonly height: number };
  /** Starts a program; `desktop.log` takes its output. The working folder is the private home when not given. */
  launch(
    command: readonly [string, ...string[]],
    options?: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> },
  ): ChildProcess;
  windows(): Promise<DesktopWindow[]>;
  /** Rejects after `timeoutMs` (20 s when not given). */
  waitForWindow(pattern: RegExp, timeoutMs?: number): Promise<DesktopWindow>;
  /** Writes a PNG of the whole screen. */
  screenshot(file: string): void;
  /** Ends every process of the desktop and removes its folder. May be called more than once. */
  stop(): Promise<void>;
}

/** Starts a private virtual desktop (Linux with Xvfb, openbox and dbus-daemon) and resolves when it can be used. */
export function startDesktop(options?: DesktopOptions): Promise<Desktop>;
