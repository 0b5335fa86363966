// Composes one screen: its size and theme, what lies on it, and the page that draws it.
import * as a1 from './apps.mjs';
import * as a2 from './apps2.mjs';
import { console_, overview } from './consoles.mjs';
import { BASE_CSS } from './css.mjs';
import { background, desktopIcons, overlay, panels } from './desktops.mjs';
import { dialog, greeter, installer, launcher, partitions } from './dialogs.mjs';
import { Kit, esc } from './kit.mjs';
import { plan } from './popups.mjs';
import { Random } from './rng.mjs';
import { FONT_PACKAGES } from './sources.mjs';
import { makeTheme } from './theme.mjs';
import { browser, webScreen } from './web.mjs';
import { frame, popup } from './windows.mjs';

const APPS = [[a1.files, 6], [a1.settings, 13], [a1.editor, 4], [a1.terminal, 2], [a1.mail, 3], [a1.chat, 2], [a1.calendarApp, 1], [a1.prefsDialog, 8], [a2.calculator, 2], [a2.imageViewer, 2], [a2.map, 1.5], [a2.player, 3], [a2.paint, 2], [a2.writer, 3], [a2.sheet, 0.7], [a2.processes, 1.5], [a2.software, 2], [a2.game, 1], [a2.clocks, 1.5], [a2.todo, 2], [a2.studio, 7], [partitions, 1.5], [browser, 4]]; // prettier-ignore
const MENU_FOR = { folder: 'context', picture: 'image', mail: 'mail', note: 'text', file_text: 'format' };

export function fontFaces(base) {
  return FONT_PACKAGES.flatMap(([pkg, , , family]) => [400, 600].map((w) => `@font-face{font-family:'${family}';font-weight:${w === 600 ? '500 800' : w};src:url(${base}/fonts/${pkg}/${w})}`)).join(''); // prettier-ignore
}

/** Picture size and device scale: common monitors first, free window sizes too. */
function geometry(r) {
  const [w, h] = r.weighted([[[1920, 1080], 8], [[1366, 768], 4], [[1280, 800], 4], [[1024, 768], 9], [[1280, 720], 3], [[1440, 900], 3], [[1600, 900], 2], [[2560, 1440], 2], [[800, 600], 2], [[1680, 1050], 2], [[1920, 1200], 1], [[r.int(800, 2560), r.int(600, 1440)], 4]]); // prettier-ignore
  const scale = r.weighted([[1, 10], [1.25, 2], [1.5, 2], [2, 2], [0.75, 0.8], [0.9, 0.5], [1.75, 0.7], [2.5, 0.4], [3, 0.3], [r.real(0.75, 2), 1]]); // prettier-ignore
  const most = Math.min(w / r.weighted([[900, 5], [640, 1]]), h / r.weighted([[600, 5], [420, 1]])); // prettier-ignore
  return { w, h, scale: Math.round(Math.min(scale, most) * 1000) / 1000 };
}

function place(r, [x, y, w, h], size, { max } = {}) {
  if (max) return [x, y, w, h];
  const ww = Math.min(w - 8, size?.[0] ?? Math.round(r.real(0.42, 0.94) * w));
  const hh = size && size[1] === 0 ? 0 : Math.min(h - 8, size?.[1] ?? Math.round(r.real(0.5, 0.96) * h));
  return [x + r.int(0, Math.max(0, w - ww)), y + r.int(0, Math.max(0, h - (hh || 240))), ww, hh];
}

function desktop(k, W, H) {
  const { r, t } = k;
  const wanted = r.weighted([[0, 0.5], [1, 6], [2, 4], [3, 2], [4, 0.7]]); // prettier-ignore
  const planned = Array.from({ length: wanted }, () => r.weighted(APPS));
  const titles = [];
  let bars = panels(k, W, H, titles);
  const tiling = bars.kind === 'tiling';
  let windows = '';
  let last = null;
  const dialogOnTop = r.chance(0.42) && wanted > 0;
  planned.forEach((app, i) => {
    const top = i === wanted - 1;
    const max = !tiling && top && r.chance(wanted === 1 ? 0.3 : 0.1);
    let box = place(r, bars.area, null, { max });
    if (tiling) {
      const gap = r.pick([0, 0, 6, 12]);
      const [x, y, w, h] = bars.area;
      const cols = wanted > 1 ? 2 : 1;
      const rows = Math.ceil((wanted - 1) / 1) || 1;
      box = i === 0 ? [x + gap, y + gap, w / cols - 2 * gap, h - 2 * gap] : [x + w / 2 + gap, y + (h / rows) * (i - 1) + gap, w / 2 - 2 * gap, h / rows - 2 * gap]; // prettier-ignore
    }
    let size = [box[2], box[3]];
    const spec = app(k, { w: size[0], h: size[1] });
    if (!tiling && !max && (spec.size || spec.small || spec.dialog)) {
      size =
        spec.size ??
        (spec.small ? spec.small.map((v) => Math.round(v * r.real(0.9, 1.5))) : [r.int(420, 640), r.int(340, 560)]);
      box = place(r, bars.area, size);
    }
    titles.push({
      ...(typeof spec.title === 'string' ? { t: spec.title, en: spec.title } : spec.title),
      icon: spec.icon,
    });
    const blocked = top && dialogOnTop;
    windows += frame(k, { ...spec, box, max, active: top && !blocked, z: i + 2, blocked, openMenu: -1 });
    last = { spec, box };
  });
  if (dialogOnTop) {
    const spec = dialog(k);
    const size = [Math.min(bars.area[2] - 20, spec.size?.[0] ?? 420), spec.size?.[1] ?? 0];
    const [x, y, w, h] = r.chance(0.75) ? last.box : bars.area;
    const sheet = t.family === 'mac' && r.chance(0.5);
    const box = [Math.max(4, Math.round(x + (w - size[0]) / 2)), Math.max(bars.area[1], Math.round(sheet ? y + 40 : y + Math.max(10, (h - (size[1] || 230)) / 2))), size[0], Math.min(size[1], H - 40)]; // prettier-ignore
    const dim = r.chance(0.3) ? '<div class="dim-layer deco" style="z-index:19"></div>' : '';
    windows += dim + frame(k, { ...spec, box, active: true, z: 20, only: r.chance(0.3) ? [] : undefined });
  } else if (last && r.chance(0.22)) {
    const [x, y, w, h] = last.box;
    windows += popup(
      k,
      MENU_FOR[last.spec.icon] ?? 'context',
      x + r.int(20, w - 60),
      y + r.int(50, Math.max(60, h - 150)),
      W,
      H,
    );
  } else if (last && r.chance(0.16)) {
    const [x, y, w] = last.box;
    windows += popup(
      k,
      r.pick(['file', 'edit', 'view', 'app']),
      r.chance(0.5) ? x + r.int(0, 120) : x + w - 200,
      y + r.int(46, 70),
      W,
      H,
    );
  }
  const chance = { taskbar: 0.16, mac: 0.1 }[bars.kind] ?? 0.12;
  let over = '';
  if (r.chance(chance)) over = overlay(k, W, H, bars.area);
  else if (r.chance(wanted === 0 ? 0.6 : 0.05))
    over = launcher(k, W, H, bars.area, bars.kind === 'taskbar' ? 'menu' : r.pick(['grid', 'menu']));
  if (wanted && ['taskbar', 'twopanels', 'topbar'].includes(bars.kind)) {
    k.shell = bars.kind;
    const again = panels(k, W, H, titles);
    if (again.area.join() === bars.area.join()) bars = again;
  }
  const icons = !tiling && r.chance(wanted <= 1 ? 0.7 : 0.4) ? desktopIcons(k, bars.area) : '';
  return `<div style="position:absolute;inset:0;${background(k)}">${icons}${windows}</div>${bars.html}${over}`;
}

/** The mouse pointer, as screenshots have it; it covers a little of what it points at. */
function pointer(r, W, H) {
  const size = r.pick([16, 20, 24, 24, 32]);
  const [fill, edge] = r.pick([['#000', '#fff'], ['#fff', '#000'], ['#000', '#fff'], ['#222', '#eee']]); // prettier-ignore
  const shape = r.pick(['M4 2 L4 19 L8.5 15 L11.5 22 L14.5 20.7 L11.5 14 L17.5 14 Z', 'M4 2 L4 20 L9 15 L17 15 Z', 'M9 3 q1.5 -1.5 3 0 v7 l6 1.5 q2 .8 1.5 3 l-1 5 q-.5 2 -2.5 2 h-5 q-1.5 0 -2.5 -1.5 l-4 -6 q-1 -2 1 -2.2 l3.5 1.5 z']); // prettier-ignore
  return `<svg class="deco" viewBox="0 0 24 24" width="${size}" height="${size}" style="position:absolute;left:${r.int(0, W - 10)}px;top:${r.int(0, H - 10)}px;z-index:9999"><path d="${shape}" fill="${fill}" stroke="${edge}" stroke-width="1.3" stroke-linejoin="round"/></svg>`;
}

/** One screen as a page: html, CSS size, scale, and what is worth noting about it. */
export function makeScreen(stock, seed, index) {
  const r = new Random(`${seed}/${index}`);
  const size = geometry(r);
  const W = Math.round(size.w / size.scale);
  const H = Math.round(size.h / size.scale);
  const lang = r.weighted([['en', 54], ['de', 13], ['es', 10], ['fr', 11], ['zh', 12]]); // prettier-ignore
  const t = makeTheme(r, { lang, least: Math.ceil(9.5 / size.scale) });
  const k = new Kit({ r, stock, lang, t });
  k.closeRed = r.chance(0.15);
  const layout = r.weighted([['desktop', 55], ['app', 12], ['installer', 5], ['greeter', 3], ['launcher', 3], ['web', 17], ['console', 3], ['overview', 2]]); // prettier-ignore
  let body = '';
  let library = null;
  if (layout === 'web') {
    const page = webScreen(k, W, H);
    library = page.library;
    body = page.html;
  } else if (layout === 'app') {
    const spec = r.weighted(APPS)(k, { w: W, h: H });
    body = frame(k, { ...spec, box: [0, 0, W, H], max: true, active: true });
    if (r.chance(0.25))
      body += popup(k, r.pick(['file', 'edit', 'view', 'context', 'app']), r.int(0, W), r.int(40, H), W, H);
  } else if (layout === 'installer') {
    const spec = installer(k, W, H);
    const full = r.chance(0.65);
    const inner = `<div class="win max ${t.class}" style="${t.style};left:0;top:0;width:${W}px;height:${H}px" data-w="${esc(spec.title)}" data-active="1"><div class="content">${spec.body}</div></div>`;
    body = full ? inner : `<div style="position:absolute;inset:0;${background(k)}">${frame(k, { ...spec, box: [Math.round((W - spec.size[0]) / 2), Math.round((H - spec.size[1]) / 2), ...spec.size], active: true })}</div>`; // prettier-ignore
  } else if (layout === 'greeter')
    body = `<div style="position:absolute;inset:0;${background(k)}">${greeter(k, W, H)}</div>`;
  else if (layout === 'launcher') {
    const bars = panels(k, W, H, []);
    body = `<div style="position:absolute;inset:0;${background(k)}"></div>${launcher(k, W, H, bars.area, r.pick(['grid', 'grid', 'menu']))}${bars.html}`;
  } else if (layout === 'console') body = console_(k, W, H);
  else if (layout === 'overview') {
    const titles = [];
    const bars = panels(k, W, H, titles);
    const open = Array.from({ length: r.int(1, 5) }, () => {
      const size = [Math.round(W * r.real(0.45, 0.8)), Math.round(H * r.real(0.5, 0.8))];
      const spec = r.weighted(APPS)(k, { w: size[0], h: size[1] });
      const html = frame(k, { ...spec, box: [0, 0, ...size] }).replace(/ data-(k|g|w|ct|row)="[^"]*"/g, '');
      return { html, size, title: typeof spec.title === 'string' ? { t: spec.title, en: spec.title } : spec.title };
    });
    body = `<div style="position:absolute;inset:0;${background(k)}"></div>${overview(k, open, bars.area)}${bars.html}`;
  } else body = desktop(k, W, H);
  if (r.chance(0.45)) body += pointer(r, W, H);
  const rtl = r.chance(0.012);
  const html = `<!doctype html><html lang="${lang}" dir="${rtl ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><style>${fontFaces(stock.base)}${BASE_CSS}</style></head><body class="${t.class}" style="${t.style}"><div style="position:absolute;inset:0;overflow:hidden">${body}</div></body></html>`;
  const about = { layout, language: lang, dark: t.dark, family: t.family, font: t.font, fontSize: t.size, scale: size.scale, accent: t.accent, iconSet: t.iconSet, iconStyle: t.iconVariant, library: library ?? k.library ?? null, shell: k.shell ?? null, rtl }; // prettier-ignore
  const pop = layout === 'overview' || body.includes('class="menu ') ? null : plan(k);
  return { html, W, H, scale: size.scale, about, pop };
}
