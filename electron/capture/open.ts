/**
 * Opens the best source of pictures for a display: the fast one where it works, the portable one otherwise, and says so.
 *
 * The display is probed before anything native is loaded, because native code does not survive a missing one. A source
 * counts as working when it has delivered one picture of the right size.
 */
import { boxHeight, boxWidth } from '../protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Display } from '../protocol/frame.ts';
import { loadNutJs, NutJsSource } from './sources/nut-js.ts';
import type { FrameSource } from './sources/port.ts';
import { ScreenshotDesktopSource } from './sources/screenshot-desktop.ts';
import { noDisplay, XConnection } from './x11/connection.ts';
import { xDisplays } from './x11/displays.ts';

export interface CaptureOptions {
  /** As in `$DISPLAY`, which is the default. Only X11 has named displays. */
  readonly display?: string;
  /** Only this source, for comparison. */
  readonly only?: 'nut-js' | 'screenshot-desktop';
  /** Told when the fast source does not work. Default: a line on standard error. */
  readonly warn?: (message: string) => void;
}

const toStderr = (message: string): void => void process.stderr.write(`steadyhand: ${message}\n`);

async function openFast(display: string | undefined): Promise<FrameSource> {
  if (process.platform !== 'linux') {
    const nut = await loadNutJs(undefined);
    return new NutJsSource(nut, {
      displays: () => new ScreenshotDesktopSource().displays(),
      alive: () => Promise.resolve(),
      close: () => Promise.resolve(),
    });
  }
  const x = await XConnection.open(display);
  try {
    const nut = await loadNutJs(display);
    return new NutJsSource(nut, { displays: () => xDisplays(x), alive: () => x.sync(), close: () => x.close() });
  } catch (e) {
    await x.close();
    throw e;
  }
}

async function openPortable(display: string | undefined): Promise<FrameSource> {
  if (process.platform === 'linux') {
    // Its error messages for a missing display are those of the program it runs; ours is clearer.
    const x = await XConnection.open(display);
    await x.close();
    if (display !== undefined) process.env['DISPLAY'] = display;
  }
  return new ScreenshotDesktopSource();
}

/** Takes one picture to see that the source works. */
async function tried(source: FrameSource): Promise<FrameSource> {
  try {
    const [display] = await source.displays();
    if (!display) throw noDisplay(undefined, 'the system lists none');
    const frame = await source.grab(display);
    if (frame.width < boxWidth(display.box) || frame.height < boxHeight(display.box))
      throw new Error(`the picture is ${frame.width}×${frame.height}, the display is larger`);
    return source;
  } catch (e) {
    await source.close();
    throw e;
  }
}

const FATAL = new Set(['no_display', 'one_display_per_process']);

/**
 * Opens a source of pictures. Throws a `SteadyhandError` of kind environment: `no_display` when there is none,
 * `capture_failed` when no source works.
 */
export async function openCapture(options: CaptureOptions = {}): Promise<FrameSource> {
  const { only, warn = toStderr } = options;
  const display = options.display ?? process.env['DISPLAY'];
  if (only === 'screenshot-desktop') return tried(await openPortable(display));
  if (only === 'nut-js') return tried(await openFast(display));
  try {
    return await tried(await openFast(display));
  } catch (e) {
    if (e instanceof SteadyhandError && FATAL.has(e.code)) throw e;
    warn(
      `fast capture does not work here (${messageOf(e)}); using screenshot-desktop, which is about ten times slower`,
    );
    return tried(await openPortable(display));
  }
}

/** The primary display of a source. Throws `no_display`. */
export async function primaryDisplay(source: FrameSource): Promise<Display> {
  const displays = await source.displays();
  const display = displays.find((d) => d.primary) ?? displays[0];
  if (!display) throw noDisplay(undefined, 'the system lists none');
  return display;
}
