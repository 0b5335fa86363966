/**
 * The monitors of an X server, from RandR; one display the size of the screen where RandR is absent or knows none.
 *
 * X has one space of physical pixels for all monitors, so global pixels are root window pixels. The scale factor is the
 * one toolkits use (`Xft.dpi` over 96), the same for every monitor.
 */
import { boxArea, globalBox } from '../../protocol/coordinates.ts';
import type { Display } from '../../protocol/frame.ts';
import type { Crtc } from 'x11';
import type { XConnection } from './connection.ts';

/**
 * The scale factor that toolkits use: `Xft.dpi` over 96 of the resources of the root window, or `GDK_SCALE` where that is
 * larger (GTK multiplies the two; with both set the resources are usually left at 96).
 */
export function scaleOf(resources: string, gdkScale: string | undefined = process.env['GDK_SCALE']): number {
  const dpi = Number(/^Xft\.dpi:\s*([\d.]+)/m.exec(resources)?.[1] ?? 96);
  const gdk = Number(gdkScale ?? 1);
  return Math.max(dpi > 0 ? dpi / 96 : 1, gdk >= 1 ? gdk : 1);
}

/** One display a place: mirrored monitors show the same pixels. The primary one first; one always is. */
export function arranged(monitors: readonly Display[]): Display[] {
  const out: Display[] = [];
  // The larger of two at one place shows all that the other does.
  for (const m of [...monitors].sort((a, b) => boxArea(b.box) - boxArea(a.box))) {
    const at = out.findIndex((d) => d.box.x1 === m.box.x1 && d.box.y1 === m.box.y1);
    const twin = out[at];
    if (twin) out[at] = { ...twin, primary: twin.primary || m.primary };
    else out.push(m);
  }
  out.sort((a, b) => Number(b.primary) - Number(a.primary) || a.box.y1 - b.box.y1 || a.box.x1 - b.box.x1);
  return out.map((d, i) => ({ ...d, primary: i === 0 }));
}

/** The displays, the primary one first. */
export async function xDisplays(x: XConnection): Promise<Display[]> {
  const scale = scaleOf((await x.text(x.root, 'RESOURCE_MANAGER', 'latin1')) ?? '');
  const root = await x.geometry(x.root);
  const whole: Display = {
    id: 'screen',
    name: 'screen',
    box: globalBox(0, 0, root?.width ?? x.width, root?.height ?? x.height),
    scale,
    primary: true,
  };
  const randr = await x.randr();
  if (!randr) return [whole];
  const resources = await x.attempt<{ crtcs: readonly number[] }>((_c, done) =>
    randr.GetScreenResourcesCurrent(x.root, done),
  );
  const primary = await x.attempt<number>((_c, done) => randr.GetOutputPrimary(x.root, done));
  const displays: Display[] = [];
  for (const crtc of resources?.crtcs ?? []) {
    const info = await x.attempt<Crtc>((_c, done) => randr.GetCrtcInfo(crtc, 0, done));
    const [output] = info?.output ?? [];
    if (!info || output === undefined || info.mode === 0 || info.width === 0) continue;
    const named = await x.attempt<{ name: string }>((_c, done) => randr.GetOutputInfo(output, 0, done));
    const name = named?.name ?? `output-${output}`;
    displays.push({
      id: name,
      name,
      box: globalBox(info.x, info.y, info.x + info.width, info.y + info.height),
      scale,
      primary: output === primary,
    });
  }
  return displays.length === 0 ? [whole] : arranged(displays);
}
