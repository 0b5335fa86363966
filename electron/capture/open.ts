/**
 * Opens the best source of pictures for a display: the addon, else nut-js, else screenshot-desktop, and says what is lost.
 *
 * The display is probed before nut-js is loaded, which does not survive a missing one. A source counts as working when
 * it has delivered one picture of the right size.
 */
import { boxHeight, boxWidth } from '../protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../protocol/errors.ts';
import type { Display } from '../protocol/frame.ts';
import { displayChanged } from './display-errors.ts';
import { NativeSource } from './sources/native.ts';
import { loadNutJs, NutJsSource } from './sources/nut-js.ts';
import type { FrameSource, OwnWindows } from './sources/port.ts';
import { ScreenshotDesktopSource } from './sources/screenshot-desktop.ts';
import { noDisplay, XConnection } from './x11/connection.ts';
import { xDisplays } from './x11/displays.ts';

export interface CaptureOptions {
  /** As in `$DISPLAY`, which is the default. Only X11 has named displays. */
  readonly display?: string;
  /** Only this source, for comparison. */
  readonly only?: 'native' | 'nut-js' | 'screenshot-desktop';
  /** Windows that are filled flat in every picture, where the source can. Default: those of this process, and of our class. */
  readonly own?: Partial<OwnWindows>;
  /** Told when a better source does not work. Default: a line on standard error. */
  readonly warn?: (message: string) => void;
}

/** WM_CLASS of our windows, lower case. */
const OWN_CLASS = 'steadyhand';

const toStderr = (message: string): void => void process.stderr.write(`steadyhand: ${message}\n`);

async function openNutJs(display: string | undefined): Promise<FrameSource> {
  if (process.platform !== 'linux') {
    const nut = await loadNutJs(undefined);
    return new NutJsSource(nut, {
      displays: () => new ScreenshotDesktopSource().displays(),
      spans: false,
      check: () => Promise.resolve(),
      close: () => Promise.resolve(),
    });
  }
  const x = await XConnection.open(display);
  try {
    const nut = await loadNutJs(display);
    return new NutJsSource(nut, { ...watched(x, () => xDisplays(x)), spans: true, close: () => x.close() });
  } catch (e) {
    await x.close();
    throw e;
  }
}

/** Lists displays, and later tells when the screen no longer has the size it had then. */
function watched(
  x: XConnection,
  list: () => Promise<Display[]>,
): { readonly displays: () => Promise<Display[]>; readonly check: () => Promise<void> } {
  const sizeNow = async (): Promise<string> => {
    const root = await x.geometry(x.root);
    return `${root?.width ?? 0}×${root?.height ?? 0}`;
  };
  let size: string | null = null;
  return {
    displays: async () => {
      size = await sizeNow();
      return list();
    },
    check: async () => {
      const now = await sizeNow();
      if (size !== null && now !== size) throw displayChanged(x.display, `it has ${now} pixels now`);
    },
  };
}

async function openPortable(display: string | undefined): Promise<FrameSource> {
  if (process.platform !== 'linux') return new ScreenshotDesktopSource();
  // Its error messages for a missing display are those of the program it runs; ours is clearer.
  const x = await XConnection.open(display);
  process.env['DISPLAY'] = x.display;
  const portable = new ScreenshotDesktopSource();
  const { displays, check } = watched(x, () => portable.displays());
  return {
    name: portable.name,
    spans: portable.spans,
    displays,
    grab: async (shown) => {
      await check();
      return portable.grab(shown);
    },
    close: () => x.close(),
  };
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

/** The source that comes first, and what each one that has to do instead lacks. */
const LACKS = {
  native: '',
  'nut-js': 'is about ten times slower and does not leave our own windows out of the picture',
  'screenshot-desktop':
    'is about a hundred times slower, does not leave our own windows out, and shows one monitor only',
} as const;
type SourceName = keyof typeof LACKS;

/**
 * Opens a source of pictures. Throws a `SteadyhandError` of kind environment: `no_display` when there is none,
 * `capture_failed` when no source works.
 */
export async function openCapture(options: CaptureOptions = {}): Promise<FrameSource> {
  const { only, warn = toStderr } = options;
  const display = options.display ?? process.env['DISPLAY'];
  const own: OwnWindows = { pids: [process.pid], windows: [], classes: [OWN_CLASS], ...options.own };
  const open: Record<SourceName, () => Promise<FrameSource>> = {
    native: () => NativeSource.open(display, own),
    'nut-js': () => openNutJs(display),
    'screenshot-desktop': () => openPortable(display),
  };
  if (only) return tried(await open[only]());
  const attempt = async (name: SourceName, next: SourceName): Promise<FrameSource | null> => {
    try {
      return await tried(await open[name]());
    } catch (e) {
      if (e instanceof SteadyhandError && FATAL.has(e.code)) throw e;
      warn(`capture by ${name} does not work here (${withoutStop(messageOf(e))}); using ${next}, which ${LACKS[next]}`);
      return null;
    }
  };
  return (
    (await attempt('native', 'nut-js')) ??
    (await attempt('nut-js', 'screenshot-desktop')) ??
    tried(await open['screenshot-desktop']())
  );
}

const withoutStop = (sentence: string): string => sentence.replace(/\.$/, '');

/** The primary display of a source. Throws `no_display`. */
export async function primaryDisplay(source: FrameSource): Promise<Display> {
  const displays = await source.displays();
  const display = displays.find((d) => d.primary) ?? displays[0];
  if (!display) throw noDisplay(undefined, 'the system lists none');
  return display;
}
