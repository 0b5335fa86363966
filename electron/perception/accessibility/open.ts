/**
 * The accessibility of this system: AT-SPI on Linux with X11; UIA (Windows) and AX (macOS) fit the same interface and are
 * not built.
 */
import { XConnection } from '../../capture/x11/connection.ts';
import { messageOf } from '../../protocol/errors.ts';
import { addressFor, socketAddress } from './address.ts';
import { AtSpiWitness } from './at-spi.ts';
import { noWitness, type AccessibilityWitness } from './port.ts';

export interface AccessibilityOptions {
  /** As in `$DISPLAY`, which is the default. */
  readonly display?: string | undefined;
  /** The environment with the session; this process's own when left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly platform?: NodeJS.Platform;
}

const NOT_BUILT: Partial<Record<NodeJS.Platform, string>> = {
  win32: 'UI Automation (Windows) is not built yet; what is on the screen is read from pixels alone',
  darwin: 'the Accessibility API of macOS is not built yet; what is on the screen is read from pixels alone',
};

/** Opens the witness of a display. Never rejects: without one, the answer says why. */
export async function openAccessibility(options: AccessibilityOptions = {}): Promise<AccessibilityWitness> {
  const { env = process.env, platform = process.platform } = options;
  if (env['STEADYHAND_ACCESSIBILITY'] === 'off') return noWitness('it is switched off (STEADYHAND_ACCESSIBILITY=off)');
  if (platform !== 'linux') return noWitness(NOT_BUILT[platform] ?? `it is not built for ${platform}`);
  let x: XConnection;
  try {
    x = await XConnection.open(options.display ?? env['DISPLAY']);
  } catch (e) {
    return noWitness(messageOf(e));
  }
  try {
    const address = await addressFor(x, env);
    const sessionBus = socketAddress(env['DBUS_SESSION_BUS_ADDRESS']);
    if (address === null && sessionBus === null) {
      await x.close();
      return noWitness('there is no accessibility bus on this display');
    }
    return await AtSpiWitness.open(x, { address, sessionBus });
  } catch (e) {
    await x.close();
    return noWitness(messageOf(e));
  }
}
