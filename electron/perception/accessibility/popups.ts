/** Where menus, drop-downs and tooltips are open on a display: what lies over all windows of the list. */
import { boxArea, globalBox, type Box } from '../../protocol/coordinates.ts';
import type { XConnection } from '../../capture/x11/connection.ts';

/** X11: the window is on the screen. */
const VIEWABLE = 2;
/** Larger than this share of the display is no popup but a veil over everything, mostly a transparent one. */
const VEIL_SHARE = 0.6;

/** Boxes of open popups, global physical pixels. Frames of the window manager have no type and are none. */
export async function openPopups(x: XConnection): Promise<Box[]> {
  const tree = await x.attempt<{ children: readonly number[] }>((c, done) => c.QueryTree(x.root, done));
  const boxes = await Promise.all((tree?.children ?? []).map((id) => popupBox(x, id)));
  return boxes.filter((b) => b !== null);
}

async function popupBox(x: XConnection, id: number): Promise<Box | null> {
  const seen = await x.attempt<{ mapState: number; overrideRedirect: number }>((c, done) =>
    c.GetWindowAttributes(id, done),
  );
  if (seen?.mapState !== VIEWABLE || seen.overrideRedirect === 0) return null;
  const [type] = await x.numbers(id, '_NET_WM_WINDOW_TYPE');
  const at = type === undefined ? null : await x.geometry(id);
  if (!at) return null;
  const box = globalBox(at.xPos, at.yPos, at.xPos + at.width, at.yPos + at.height);
  return boxArea(box) > VEIL_SHARE * x.width * x.height ? null : box;
}
