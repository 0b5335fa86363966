/**
 * Pictures by screenshot-desktop: portable, slower (it runs a program of the system and decodes a PNG, 140–190 ms for
 * 1920×1080). On Linux it needs ImageMagick's `import` and `xrandr`; both read DISPLAY from the environment.
 */
import screenshot from 'screenshot-desktop';
import { globalBox } from '../../protocol/coordinates.ts';
import { SteadyhandError, messageOf } from '../../protocol/errors.ts';
import type { Display, Frame } from '../../protocol/frame.ts';
import { frameFromBytes } from '../image-file.ts';
import { makeFrame } from '../make-frame.ts';
import type { FrameSource } from './port.ts';

const failed = (what: string, e: unknown): SteadyhandError =>
  new SteadyhandError(
    'environment',
    'capture_failed',
    `${what}: ${(messageOf(e).split('\n')[0] ?? '').trim()}.`,
    process.platform === 'linux' ? 'Install ImageMagick and xrandr (`apt install imagemagick x11-xserver-utils`).' : '',
    e,
  );

export class ScreenshotDesktopSource implements FrameSource {
  readonly name = 'screenshot-desktop';
  readonly spans = false;

  async displays(): Promise<Display[]> {
    const listed = await screenshot.listDisplays().catch((e: unknown) => {
      throw failed('Cannot list the displays', e);
    });
    return listed.map((d, i) => {
      // Linux and Windows tell where a display lies; the first is the primary one where none is named.
      const { offsetX = 0, offsetY = 0, width = 0, height = 0, left, top } = d;
      const [x, y] = [left ?? offsetX, top ?? offsetY];
      return {
        id: String(d.id),
        name: d.name,
        box: globalBox(x, y, x + width, y + height),
        scale: 1,
        primary: d.primary ?? i === 0,
      };
    });
  }

  async grab(display: Display): Promise<Frame> {
    const takenAt = Date.now();
    try {
      const picture = await frameFromBytes(await screenshot({ format: 'png', screen: display.id }), 'the screenshot');
      return makeFrame({ ...picture, display, source: this.name, takenAt });
    } catch (e) {
      throw failed(`Cannot take a picture of the display ${display.name}`, e);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
