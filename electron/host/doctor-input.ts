/** What doctor says of the session and of input: can it be sent, can it be stopped, would it arrive. Sends none. */
import { openDriver } from '../actions/index.ts';
import { describeKeys } from '../protocol/describe.ts';
import type { Found } from './finding.ts';
import { openSession } from './desktop.ts';
import { screenLocked } from './session/careful-hands.ts';
import { sessionKind } from './session/kind.ts';
import { lockedByService, lockedOnScreen } from './session/lock.ts';
import { DEFAULT_STOP_KEYS } from './session/stop-keys.ts';

/** X11, XWayland or neither. */
export function session(display: string | undefined): Found {
  const { kind, detail, remedy } = sessionKind(process.env, display);
  if (kind === 'bare-wayland' || kind === 'no-display') return { detail, problem: remedy };
  return { detail, ...(remedy === '' ? {} : { warning: remedy }) };
}

/** Whether somebody locked the screen. */
export async function lock(display: string | undefined): Promise<Found> {
  const x = await openSession(display);
  try {
    const service = await lockedByService();
    if (service !== null || (x && (await lockedOnScreen(x)))) {
      const by = service === null ? '' : ` (${service} says so)`;
      return { detail: `the screen is locked${by}`, warning: screenLocked().remedy };
    }
    return { detail: 'not locked' };
  } finally {
    await x?.close();
  }
}

/** Whether keys would reach the window in front. */
export async function keyboard(display: string | undefined): Promise<Found> {
  const x = await openSession(display);
  try {
    if (!x) return { detail: 'cannot be told on this system' };
    const { menus } = await x.popups();
    if (menus > 0) return { detail: 'a menu is open and may hold it' };
    if (!(await x.keyboardGrabbed())) return { detail: 'keys go to the window in front' };
    const warning =
      'Close the password prompt, screen tool or virtual machine that holds it; nothing is typed until then.';
    return { detail: 'another program has grabbed it', warning };
  } finally {
    await x?.close();
  }
}

/** Which driver sends, and what is lost without the native addon. @throws what opening it throws: no XTEST, no display */
export async function input(display: string | undefined): Promise<Found> {
  const warnings: string[] = [];
  const driver = await openDriver(display, { warn: (line) => warnings.push(line) });
  try {
    driver.checkKeys(DEFAULT_STOP_KEYS);
    const [warning] = warnings;
    const detail =
      warning === undefined ? `${driver.name}, with the native addon` : `${driver.name}, without the native addon`;
    return { detail, ...(warning === undefined ? {} : { warning }) };
  } finally {
    await driver.close();
  }
}

/** Whether the stop keys and the person's own input are noticed. */
export async function stopping(display: string | undefined): Promise<Found> {
  const driver = await openDriver(display, { warn: () => undefined });
  try {
    const keys = describeKeys(DEFAULT_STOP_KEYS);
    const unwatch = driver.watch({ hotkey: DEFAULT_STOP_KEYS, onInput: true }, () => undefined);
    if (unwatch === null) return { detail: 'only Ctrl+C in the terminal', warning: `${driver.cannotWatch}.` };
    unwatch();
    return { detail: `${keys}, your own mouse and keyboard, and Ctrl+C in the terminal` };
  } finally {
    await driver.close();
  }
}
