/** Where the person's pointer is: how somebody at a terminal says "this one". */
import { XConnection } from '../../capture/x11/connection.ts';
import { globalPoint, type Point } from '../../protocol/coordinates.ts';

/** @throws SteadyhandError `no_display` */
export async function pointerOn(display: string | undefined): Promise<Point> {
  const x = await XConnection.open(display ?? process.env['DISPLAY']);
  try {
    const { rootX, rootY } = await x.request<{ rootX: number; rootY: number }>((c, done) =>
      c.QueryPointer(x.root, done),
    );
    return globalPoint(rootX, rootY);
  } finally {
    await x.close();
  }
}
