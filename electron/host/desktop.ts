/** The real desktop behind the loop's ports: capture, windows, reading, programs, and the input driver. */
import { createDriver, findApplication, matchWindow } from '../actions/index.ts';
import type { InputDriver } from '../actions/index.ts';
import type { Eyes, Programs } from '../agent/ports.ts';
import { settle } from '../agent/settle.ts';
import { openCapture, primaryDisplay } from '../capture/open.ts';
import { openWindows } from '../capture/windows.ts';
import { createPerception } from '../perception/index.ts';
import type { Frame, WindowInfo } from '../protocol/frame.ts';
import type { Screen } from '../protocol/screen.ts';

export interface Desktop extends Eyes {
  readonly driver: InputDriver;
  readonly programs: Programs;
  /** A frame and the windows right now, unread: what a permit is checked against. */
  glance(): Promise<{ readonly frame: Frame; readonly windows: readonly WindowInfo[] }>;
  close(): Promise<void>;
}

export interface DesktopOptions {
  readonly display: string | undefined;
  readonly warn: (line: string) => void;
}
