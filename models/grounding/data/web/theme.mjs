// How a toolkit looks: tokens drawn around families that exist on real desktops, none of them a copy of one.
import { FONT_PACKAGES, MONO_FONTS, SYSTEM_FONTS } from './sources.mjs';

const hsl = (h, s, l) => `hsl(${Math.round(h)} ${Math.round(s)}% ${Math.round(l * 10) / 10}%)`;

/** Ranges for each family; arrays are choices, pairs in `num` are ranges. */
const FAMILIES = {
  gnome: { btn: ['flat', 'soft'], tab: ['underline', 'pill', 'segmented'], input: ['soft', 'box'], radius: [6, 12], ctl: [28, 38], controls: ['circle', 'plain'], side: 'right', bar: 'header', scroll: ['overlay', 'thin'], list: ['boxed', 'plain'], sw: ['pill'], icon: ['outline'], sat: [0, 6], wr: [8, 14] },
  gtk3: { btn: ['gradient', 'outline'], tab: ['underline', 'classic'], input: ['box'], radius: [3, 6], ctl: [24, 34], controls: ['plain', 'circle'], side: 'right', bar: ['header', 'title'], scroll: ['thin', 'overlay'], list: ['boxed', 'plain'], sw: ['pill', 'square'], icon: ['outline', 'filled'], sat: [0, 8], wr: [4, 8] },
  kde: { btn: ['outline', 'gradient'], tab: ['classic', 'underline'], input: ['box'], radius: [2, 5], ctl: [22, 30], controls: ['plain', 'circle'], side: 'right', bar: 'title', scroll: ['thin', 'classic'], list: ['plain'], sw: ['pill'], icon: ['outline'], sat: [3, 14], wr: [3, 8] },
  win11: { btn: ['outline', 'soft'], tab: ['underline', 'pill'], input: ['bottom', 'box'], radius: [3, 6], ctl: [28, 34], controls: ['wide'], side: 'right', bar: ['title', 'header'], scroll: ['overlay', 'thin'], list: ['cards', 'boxed'], sw: ['outline'], icon: ['outline'], sat: [0, 10], wr: [7, 9] },
  win10: { btn: ['solid', 'outline'], tab: ['underline', 'classic'], input: ['box'], radius: [0, 2], ctl: [24, 34], controls: ['wide'], side: 'right', bar: 'title', scroll: ['classic', 'thin'], list: ['plain', 'cards'], sw: ['outline', 'square'], icon: ['outline', 'filled'], sat: [0, 5], wr: [0, 0] },
  classic: { btn: ['bevel'], tab: ['classic'], input: ['sunken'], radius: [0, 0], ctl: [20, 26], controls: ['bevel'], side: 'right', bar: 'title', scroll: ['classic'], list: ['plain'], sw: ['square'], icon: ['filled'], sat: [0, 14], wr: [0, 3] },
  mac: { btn: ['soft', 'outline'], tab: ['segmented', 'pill'], input: ['box', 'soft'], radius: [4, 8], ctl: [20, 30], controls: ['lights'], side: 'left', bar: ['header', 'title'], scroll: ['overlay'], list: ['boxed', 'plain'], sw: ['pill'], icon: ['outline', 'filled'], sat: [0, 5], wr: [8, 12] },
  material: { btn: ['filled', 'outline', 'flat'], tab: ['underline'], input: ['underline', 'box', 'filled'], radius: [3, 20], ctl: [32, 42], controls: ['plain', 'circle'], side: 'right', bar: 'header', scroll: ['overlay', 'thin'], list: ['plain', 'cards'], sw: ['material', 'outline'], icon: ['filled', 'outline'], sat: [3, 20], wr: [0, 16] },
  compact: { btn: ['outline', 'gradient', 'bevel'], tab: ['classic', 'boxed'], input: ['box', 'sunken'], radius: [0, 4], ctl: [19, 25], controls: ['plain', 'bevel', 'circle'], side: ['right', 'left'], bar: 'title', scroll: ['classic', 'thin'], list: ['plain'], sw: ['square', 'pill'], icon: ['outline', 'filled'], sat: [0, 12], wr: [0, 6] },
  tiling: { btn: ['outline', 'flat', 'solid'], tab: ['boxed', 'underline'], input: ['box', 'underline'], radius: [0, 2], ctl: [20, 30], controls: ['none'], side: 'right', bar: 'none', scroll: ['thin', 'overlay'], list: ['plain'], sw: ['square', 'pill'], icon: ['outline'], sat: [0, 25], wr: [0, 4] },
}; // prettier-ignore
export const FAMILY_NAMES = Object.keys(FAMILIES);

const ACCENTS = [212, 220, 200, 265, 330, 355, 18, 35, 140, 165, 185, 48, 290];
/** Which styles of each icon set go with line icons and with solid ones. */
const ICON_STYLES = {
  outline: [['tabler', 'outline'], ['lucide', 'outline'], ['phosphor', 'regular'], ['phosphor', 'light'], ['phosphor', 'thin'], ['fluent', 'regular'], ['fluent', 'small'], ['material', 'outlined'], ['material', 'rounded'], ['material', 'sharp'], ['ionicons', 'outline'], ['bootstrap', 'outline'], ['octicons', '16'], ['octicons', '24'], ['mdi', 'outline']],
  filled: [['mdi', 'filled'], ['tabler', 'filled'], ['phosphor', 'fill'], ['phosphor', 'bold'], ['phosphor', 'duotone'], ['fluent', 'filled'], ['material', 'outlined-fill'], ['material', 'rounded-fill'], ['ionicons', 'filled'], ['ionicons', 'sharp'], ['bootstrap', 'fill']],
}; // prettier-ignore

/** @param {import('./rng.mjs').Random} r */
export function makeTheme(r, { lang, family: wanted, dark: wantedDark, least = 10 } = {}) {
  const family = wanted ?? r.pick(FAMILY_NAMES);
  const f = FAMILIES[family];
  const one = (v) => (Array.isArray(v) ? r.pick(v) : v);
  const dark = wantedDark ?? (family === 'classic' ? r.chance(0.06) : r.chance(0.4));
  const hue = r.chance(0.6) ? r.real(200, 260) : r.real(0, 360);
  const sat = r.real(...f.sat);
  const size = Math.max(least, r.weighted([[10, 1], [11, 2], [12, 3], [13, 5], [14, 5], [15, 3], [16, 2], [17, 1], [18, 1]])); // prettier-ignore
  const accentHue = r.pick(ACCENTS) + r.real(-8, 8);
  const accentSat = r.weighted([
    [r.real(60, 92), 8],
    [r.real(25, 55), 2],
    [4, 1],
  ]);
  const accentL = dark ? r.real(40, 68) : r.real(33, 56);
  const accent = hsl(accentHue, accentSat, accentL);
  const lightOn = (l) => (l > 60 ? hsl(hue, 20, 10) : '#fff');
  let l0 = dark ? r.real(9, 24) : r.real(91, 98.5);
  if (family === 'classic' && !dark) l0 = r.real(75, 88);
  if (family === 'compact' && !dark) l0 = r.real(84, 96);
  const step = dark ? 1 : -1;
  const c = (delta, s = sat) => hsl(hue, s, Math.max(2, Math.min(100, l0 + delta)));
  const fgL = dark ? r.real(85, 97) : r.real(6, 24);
  const viewL = dark ? l0 + r.pick([-4, -3, -6, 3]) : Math.min(100, l0 + r.real(3, 9));
  const headerShift = r.weighted([[0, 2], [step * 4, 3], [step * 8, 2], [-step * 3, 1]]); // prettier-ignore
  const loudHeader =
    ['material', 'win10', 'classic', 'kde', 'compact'].includes(family) && r.chance(family === 'classic' ? 0.8 : 0.25);
  const darkHeader = !dark && !loudHeader && r.chance(0.1);
  const border = hsl(hue, sat, dark ? Math.min(60, l0 + r.real(7, 18)) : l0 - r.real(8, 24));
  const webFont = r.chance(0.35);
  const font =
    family === 'tiling' && r.chance(0.6)
      ? r.pick(MONO_FONTS)
      : webFont
        ? r.pick(FONT_PACKAGES)[3]
        : r.pick(SYSTEM_FONTS);
  const scale = size / 13;
  const ctl = Math.round(r.real(...f.ctl) * Math.max(0.85, Math.min(1.35, scale)));
  const iconStyle = one(f.icon);
  const [iconSet, iconVariant] = r.pick(ICON_STYLES[iconStyle]);
  const t = {
    family, dark, lang, font, size, accent, iconSet, iconVariant, colourIcons: r.chance(0.08),
    btn: one(f.btn), tab: one(f.tab), input: one(f.input), controls: one(f.controls), side: one(f.side), bar: one(f.bar),
    scroll: one(f.scroll), list: one(f.list), sw: one(f.sw), caps: r.chance(family === 'material' ? 0.4 : 0.02),
    toolbarText: r.weighted([['icon', 6], ['beside', 2], ['below', 1]]), titleAlign: f.side === 'left' || r.chance(0.5) ? 'center' : 'left',
    bold: r.chance(0.5), mono: r.pick(MONO_FONTS), stripes: r.chance(0.25), gridLines: r.chance(0.3),
  }; // prettier-ignore
  t.vars = {
    fs: `${size}px`, ff: `'${font}'${lang === 'zh' || lang === 'ja' ? `,'${r.pick(['Noto Sans CJK SC', 'WenQuanYi Micro Hei'])}'` : ''},'Noto Sans','Noto Sans CJK SC',sans-serif`,
    mono: `'${t.mono}','DejaVu Sans Mono',monospace`,
    bg: c(0), bg2: c(step * r.pick([2, 3, 5, -2])), bg3: c(step * r.pick([6, 8])), view: hsl(hue, sat, viewL), fg: hsl(hue, Math.min(sat, 10), fgL),
    fg2: hsl(hue, Math.min(sat, 10), dark ? fgL - r.real(18, 38) : fgL + r.real(22, 40)), border, accent, 'accent-fg': lightOn(accentL > 58 ? 70 : 40),
    'accent-soft': `color-mix(in srgb, ${accent} ${r.int(14, 32)}%, ${hsl(hue, sat, viewL)})`,
    link: dark ? hsl(accentHue, 80, 70) : hsl(accentHue, Math.max(accentSat, 50), 40),
    header: loudHeader ? accent : darkHeader ? hsl(hue, sat, 18) : c(headerShift), 'header-fg': loudHeader ? lightOn(accentL > 58 ? 70 : 40) : darkHeader ? '#f2f2f2' : hsl(hue, Math.min(sat, 10), fgL),
    'btn-bg': dark ? hsl(hue, sat, l0 + r.real(6, 14)) : hsl(hue, sat, Math.max(70, Math.min(100, l0 + r.real(-9, 8)))),
    radius: `${r.int(...f.radius)}px`, wr: `${r.int(...f.wr)}px`, ctl: `${ctl}px`, padx: `${r.int(6, 16)}px`, gap: `${r.int(4, 12)}px`,
    icon: `${Math.round(Math.min(ctl * 0.75, r.pick([14, 16, 16, 18, 20, 22, 24]) * Math.max(1, scale * 0.9)))}px`,
    row: `${Math.round(ctl * r.real(0.95, 1.6))}px`, shadow: r.weighted([['0 8px 28px rgb(0 0 0/.35)', 3], ['0 2px 10px rgb(0 0 0/.3)', 3], ['0 0 0 1px rgb(0 0 0/.25)', 2], ['none', 1]]),
    'tick-r': `${r.int(0, Math.min(5, f.radius[1]))}px`, tick: `${Math.max(12, Math.round(size * r.real(1, 1.4)))}px`,
    danger: hsl(r.real(350, 368), r.real(60, 85), dark ? 55 : 46), ok: hsl(r.real(120, 155), 55, dark ? 50 : 36), warn: hsl(r.real(35, 48), 85, 48),
    'lh': r.pick([1.2, 1.3, 1.4, 1.5]), track: hsl(hue, sat, dark ? l0 + 16 : l0 - 16), hi: dark ? 'rgb(255 255 255/.14)' : 'rgb(255 255 255/.95)', lo: dark ? 'rgb(0 0 0/.6)' : 'rgb(0 0 0/.38)',
  }; // prettier-ignore
  t.class = `th btn-${t.btn} tab-${t.tab} in-${t.input} list-${t.list} sw-${t.sw} sc-${t.scroll} wc-${t.controls}${t.caps ? ' caps' : ''}${t.stripes ? ' stripes' : ''}${t.gridLines ? ' gridlines' : ''}`;
  t.style = Object.entries(t.vars).map(([k, v]) => `--${k}:${v}`).join(';'); // prettier-ignore
  return t;
}
