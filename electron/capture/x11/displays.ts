/**
 * The monitors of an X server, from RandR; one display the size of the screen where RandR is absent or knows none.
 *
 * X has one space of physical pixels for all monitors, so global pixels are root window pixels. The scale factor is the
 * one toolkits use (`Xft.dpi` over 96), the same for every monitor.
 */
import { globalBox } from '../../protocol/coordinates.ts';
import type { Display } from '../../protocol/frame.ts';
import type { Crtc } from 'x11';
import type { XConnection } from './connection.ts';

async function scaleFactor(x: XConnection): Promise<number> {
  const resources = (await x.text(x.root, 'RESOURCE_MANAGER', 'latin1')) ?? '';
  const dpi = Number(/^Xft\.dpi:\s*([\d.]+)/m.exec(resources)?.[1] ?? 96);
  return dpi > 0 ? dpi / 96 : 1;
}

/** The displays, the primary one first. */
export async function xDisplays(x: XConnection): Promise<Display[]> {
  const scale = await scaleFactor(x);
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
    // Mirrored monitors show the same pixels: one display.
    if (displays.some((d) => d.box.x1 === info.x && d.box.y1 === info.y)) continue;
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
  if (displays.length === 0) return [whole];
  displays.sort((a, b) => Number(b.primary) - Number(a.primary));
  return displays.some((d) => d.primary) ? displays : displays.map((d, i) => ({ ...d, primary: i === 0 }));
}
