/** Opens the window system of a display. */
import { XConnection } from './x11/connection.ts';
import type { WindowSystem } from './windows-port.ts';
import { X11Windows } from './windows-x11.ts';

export type { WindowDetails, WindowState, WindowSystem } from './windows-port.ts';
export { X11Windows } from './windows-x11.ts';

/** Windows where nothing can tell: none. */
export const noWindows: WindowSystem = {
  list: () => Promise.resolve([]),
  menus: () => Promise.resolve([]),
  manager: () => Promise.resolve(null),
  answers: () => Promise.resolve(null),
  close: () => Promise.resolve(),
};

/** The window system of a display (default `$DISPLAY`). Throws `no_display`. On other systems than X11: no windows. */
export async function openWindows(options: { display?: string } = {}): Promise<WindowSystem> {
  if (process.platform !== 'linux') return noWindows;
  return new X11Windows(await XConnection.open(options.display ?? process.env['DISPLAY']), true);
}
