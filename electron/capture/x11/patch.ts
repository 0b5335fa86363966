/**
 * A small window of one colour at a known place: what calibration and tests look for in a picture.
 *
 * No window manager touches it (override-redirect), so it lies exactly where it was put, and it takes no input focus.
 */
import { boxHeight, boxWidth, type Box } from '../../protocol/coordinates.ts';
import type { XConnection } from './connection.ts';

export interface Patch {
  readonly id: number;
  moveTo(x: number, y: number): Promise<void>;
  raise(): Promise<void>;
  /** Another colour, at once. */
  paint(colour: number): Promise<void>;
  close(): Promise<void>;
}

const COPY_FROM_PARENT = 0;

/**
 * Shows a patch. `box` in global physical pixels; `colour` as 0xRRGGBB on a display of 24 bits; `pid` tells others whose
 * window it is (default: this process).
 */
export async function showPatch(x: XConnection, box: Box, colour: number, pid: number = process.pid): Promise<Patch> {
  const { client } = x;
  const id = client.AllocID();
  const size = [boxWidth(box), boxHeight(box)] as const;
  const values = { backgroundPixel: colour, overrideRedirect: true };
  client.CreateWindow(id, x.root, box.x1, box.y1, ...size, 0, COPY_FROM_PARENT, COPY_FROM_PARENT, 0, values);
  client.ChangeProperty(0, id, await x.atom('_NET_WM_PID'), await x.atom('CARDINAL'), 32, [pid]);
  client.MapWindow(id);
  client.RaiseWindow(id);
  await x.sync();
  const done = (): Promise<void> => x.sync().then(() => undefined);
  return {
    id,
    moveTo: (left, top) => (client.MoveWindow(id, left, top), done()),
    raise: () => (client.RaiseWindow(id), done()),
    paint: (next) => {
      client.ChangeWindowAttributes(id, { backgroundPixel: next });
      client.ClearArea(id, 0, 0, 0, 0, 0);
      return done();
    },
    close: () => (client.DestroyWindow(id), done()),
  };
}
