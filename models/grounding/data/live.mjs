/** What a live desktop tells beside its pixels, from a screen's truth. */

/**
 * A picture's frame with the display's scale, and the windows front to back. Every second screen (by its index) has neither, as a
 * picture from a file.
 */
export function liveParts(frame, truth) {
  if (truth.index % 2 === 0) return { frame, windows: [] };
  const scale = truth.scale ?? 1;
  const known = new Map(truth.containers.map((c) => [c.id, c]));
  const windows = truth.windows
    .map((id) => known.get(id))
    .filter((c) => c && (c.type === 'window' || c.type === 'dialog'))
    .sort((a, b) => (b.z ?? 0) - (a.z ?? 0))
    .map((c, i) => ({
      id: i + 1,
      title: c.title ?? '',
      app: '',
      pid: null,
      box: { x1: Math.round(c.box[0]), y1: Math.round(c.box[1]), x2: Math.round(c.box[2]), y2: Math.round(c.box[3]) },
      active: c.active === true,
      minimised: false,
      transientFor: null,
      dialog: c.type === 'dialog',
    }));
  return { frame: { ...frame, display: { ...frame.display, scale } }, windows };
}
