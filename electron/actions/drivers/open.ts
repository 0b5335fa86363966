/** Opens the best driver of a display, and says what is lost where the native addon is missing. */
import { startGuard } from '../../../native/guard.ts';
import { nativeInputs } from '../../../native/input.ts';
import { loadNutJs } from '../../capture/sources/nut-js.ts';
import { XConnection } from '../../capture/x11/connection.ts';
import { DesktopDriver } from './desktop-driver.ts';
import type { InputDriver } from './port.ts';
import { X11Driver, type X11DriverOptions, type X11DriverParts } from './x11-driver.ts';
import { XTestPlayer } from './xtest-player.ts';

export interface DriverOptions extends X11DriverOptions {
  /** Told what is lost without the native addon. Default: a line on standard error. */
  readonly warn?: (message: string) => void;
  /** Only this one, for comparison: no addon, or nut-js as on other systems than X11. */
  readonly only?: 'xtest' | 'nut-js';
}

const toStderr = (message: string): void => void process.stderr.write(`steadyhand: ${message}\n`);

/**
 * Opens the driver of a display (default `$DISPLAY`).
 * @throws SteadyhandError `no_display`, `display_without_extension`, `one_display_per_process`
 */
export async function openDriver(display?: string, options: DriverOptions = {}): Promise<InputDriver> {
  if (process.platform !== 'linux') return new DesktopDriver({ nut: await loadNutJs(undefined), x: null });
  const x = await XConnection.open(display ?? process.env['DISPLAY']);
  try {
    if (options.only === 'nut-js') return new DesktopDriver({ nut: await loadNutJs(x.display), x });
    return await X11Driver.open(await partsFor(x, options), options);
  } catch (error) {
    await x.close();
    throw error;
  }
}

async function partsFor(x: XConnection, { only, warn = toStderr }: DriverOptions): Promise<X11DriverParts> {
  // Says which extension is missing, with or without the addon.
  const player = await XTestPlayer.open(x);
  const inputs = only === 'xtest' ? { why: '' } : nativeInputs();
  if ('open' in inputs) {
    const native = inputs.open(x.display);
    return { x, player: native, native, guard: startGuard(x.display) };
  }
  if (only === undefined) {
    warn(
      `the native addon is not used: ${inputs.why}. Lost with it: the stop keys, pausing when you move the mouse, a stop ` +
        'within 50 ms, and giving keys back at once after a crash (the next start does it).',
    );
  }
  return { x, player, native: null, guard: null };
}
