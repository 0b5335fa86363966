import { loadNutJs } from '../../capture/sources/nut-js.ts';
import { XConnection } from '../../capture/x11/connection.ts';
import { DesktopDriver } from './desktop-driver.ts';
import type { InputDriver } from './port.ts';
import { X11Text } from './x11-text.ts';

/**
 * Opens the driver of a display (default `$DISPLAY`).
 * @throws SteadyhandError `no_display`, `display_without_extension`, `one_display_per_process`
 */
export async function openDriver(display?: string): Promise<InputDriver> {
  if (process.platform !== 'linux') return new DesktopDriver({ nut: await loadNutJs(undefined), x: null, text: null });
  const x = await XConnection.open(display ?? process.env['DISPLAY']);
  try {
    const text = await X11Text.open(x);
    return new DesktopDriver({ nut: await loadNutJs(x.display), x, text });
  } catch (error) {
    await x.close();
    throw error;
  }
}
