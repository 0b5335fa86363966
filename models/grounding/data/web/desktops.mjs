// What surrounds windows: backgrounds, panels, docks, task bars, desktop icons, overlays, greeters.
import { attrs, esc } from './kit.mjs';
import { popup } from './windows.mjs';

const APP_ICONS = { Files: 'folder', 'Web Browser': 'globe', 'Text Editor': 'note', Terminal: 'terminal', Calculator: 'calculator', Settings: 'settings', Calendar: 'calendar', Mail: 'mail', Music: 'music', Videos: 'video', Photos: 'picture', Camera: 'camera', Maps: 'map', Weather: 'weather', Clocks: 'clock', Contacts: 'contact', Software: 'app_store', 'System Monitor': 'monitor', Disks: 'disk', Help: 'help', Notes: 'note', Tasks: 'task', Spreadsheet: 'table', 'Word Processor': 'file_text', Presentation: 'chart', Drawing: 'brush', Games: 'games', Chat: 'chat', Scanner: 'scan', Printers: 'printer_dev', Passwords: 'key', 'Archive Manager': 'archive', Screenshot: 'screenshot', Logs: 'list_view', Fonts: 'font', 'Document Viewer': 'book', 'Image Viewer': 'picture', Backups: 'sync', Boxes: 'computer', Characters: 'translate', Dictionary: 'book', 'Sound Recorder': 'mic' }; // prettier-ignore
export const appIcon = (label) => APP_ICONS[label.en] ?? 'apps';

export function background(k) {
  const r = k.r;
  const h = r.int(0, 359);
  const kind = r.weighted([['photo', 6], ['gradient', 3], ['solid', 2], ['mesh', 2]]); // prettier-ignore
  if (kind === 'photo') return `background:url(${k.stock.photo(k)}) center/cover`;
  if (kind === 'solid') return `background:hsl(${h} ${r.int(5, 50)}% ${r.int(12, 60)}%)`;
  if (kind === 'mesh') return `background:radial-gradient(circle at ${r.int(0, 100)}% ${r.int(0, 100)}%,hsl(${h} 60% 50%/.8),transparent 55%),radial-gradient(circle at ${r.int(0, 100)}% ${r.int(0, 100)}%,hsl(${h + 70} 60% 45%/.8),transparent 60%),hsl(${h + 30} 45% ${r.int(15, 40)}%)`; // prettier-ignore
  return `background:linear-gradient(${r.int(0, 180)}deg,hsl(${h} ${r.int(20, 70)}% ${r.int(15, 65)}%),hsl(${h + r.int(-60, 60)} ${r.int(20, 70)}% ${r.int(10, 60)}%))`;
}

function clock(k) {
  const n = k.stock;
  const day = k.w('day').t;
  return k.r.pick([n.name(k, 'time'), `${day} ${k.r.int(1, 28)}  ${n.name(k, 'time')}`, `${n.name(k, 'time')}\n${n.name(k, 'date')}`, `${k.w('month').t} ${k.r.int(1, 28)}  ${n.name(k, 'time')}`]); // prettier-ignore
}

const TRAY = [
  'wifi',
  'volume',
  'battery',
  'bluetooth',
  'bell',
  'network',
  'clipboard_mgr',
  'night',
  'mute',
  'update',
  'keyboard',
  'mic',
  'usb',
  'cloud',
];
function tray(k, size) {
  const ids = k.r.some(TRAY, k.r.int(2, 6));
  if (k.r.chance(0.4)) ids.unshift('tray_expand');
  return `<span style="display:flex;height:100%;align-items:center"${attrs({ g: 'tray' })}>${ids.map((id) => `<span class="pi" style="padding:0 ${k.r.int(3, 6)}px;--icon:${size}px"${attrs({ k: 'icon', r: 'tray', c: id, e: k.concept(id).en, n: k.concept(id).t, h: k.concept(id).t })}>${k.icon(id)}</span>`).join('')}</span>`;
}
function clockItem(k, two) {
  const text = clock(k);
  return `<span class="pi"${attrs({ k: 'button', r: 'clock', c: 'clock', e: 'Clock' })}><span class="center" style="line-height:1.2;white-space:pre">${esc(two ? text : text.replace('\n', '  '))}</span></span>`;
}

function panelColours(k) {
  const r = k.r;
  return r.weighted([[`background:rgb(0 0 0/${r.real(0.55, 1).toFixed(2)});color:#f2f2f2`, 5], [`background:rgb(250 250 250/${r.real(0.7, 1).toFixed(2)});color:#222`, 3], [`background:${k.t.vars.bg};color:${k.t.vars.fg}`, 4], [`background:${k.t.vars.header};color:${k.t.vars['header-fg']}`, 1]]); // prettier-ignore
}

function launchers(k, apps, size, { vertical, names, running = [] } = {}) {
  return apps.map((a, i) => {
    const inner = names ? `${k.app(appIcon(a), size)}<span class="ell" style="max-width:130px">${esc(a.t)}</span>` : k.app(appIcon(a), size); // prettier-ignore
    return `<span class="pi ${running[i] ? 'lit' : ''}" style="${vertical ? 'height:auto;padding:5px' : `padding:0 ${k.r.int(4, 7)}px`}"${attrs({ k: names ? 'button' : 'icon', r: names ? 'task' : 'launcher', e: a.en, n: a.t, c: appIcon(a), h: a.t, s: running[i] ? ['running'] : [] })}>${inner}</span>`;
  }).join(''); // prettier-ignore
}

/** Panels around the work area. Returns html and the free area [x, y, w, h]. */
export function panels(k, W, H, open) {
  const r = k.r;
  const t = k.t;
  const kind = k.shell ?? r.weighted([['taskbar', 5], ['topbar', 4], ['mac', 2.5], ['sidedock', 2], ['tiling', t.family === 'tiling' ? 20 : 0.6], ['twopanels', 1.5], ['none', 0.7]]); // prettier-ignore
  const apps = Array.from({ length: r.int(4, 10) }, () => k.w('app'));
  const th = `${t.class}`;
  const panel = (style, inner, name) => `<div class="panel ${th}" style="${t.style};${panelColours(k)};${style}"${attrs({ g: 'panel', gn: name, ct: 'panel' })}>${inner}</div>`; // prettier-ignore
  const small = Math.round(Math.max(22, t.size * r.real(1.8, 2.4)));
  const ic = Math.round(Math.max(14, t.size * 1.25));
  const start = (label) => `<span class="pi"${attrs({ k: 'button', r: 'start', c: 'apps', e: 'Applications', n: k.concept('apps').t })}><span style="--icon:${ic + 3}px;display:flex;gap:6px;align-items:center">${k.icon(r.pick(['apps', 'menu', 'grid_view', 'globe', 'desktop', 'home']))}${label ? esc(label) : ''}</span></span>`; // prettier-ignore
  const tasks = () => open.map((w, i) => `<span class="pi ${i === open.length - 1 ? 'on' : ''}" style="flex:0 1 190px;justify-content:flex-start;min-width:40px"${attrs({ k: 'button', r: 'task', e: w.en, s: i === open.length - 1 ? ['selected'] : [] })}>${k.app(w.icon ?? 'apps', ic + 2)}<span class="ell">${esc(w.t)}</span></span>`).join(''); // prettier-ignore
  if (kind === 'taskbar') {
    const h = Math.round(Math.max(28, t.size * r.real(2.3, 3.5)));
    const mid = r.chance(0.35);
    const names = !mid && r.chance(0.5);
    const search = r.chance(0.4)
      ? `<span style="padding:0 6px;width:${r.int(140, 260)}px;display:flex">${k.search({ value: '', style: 'flex:1' })}</span>`
      : '';
    const items = start(r.chance(0.3) ? k.concept('menu').t : '') + search + (names ? launchers(k, apps.slice(0, 4), ic + 6) + tasks() : launchers(k, apps, Math.round(h * 0.6), { running: apps.map(() => r.chance(0.3)) })); // prettier-ignore
    const side = r.chance(0.1) ? 'top:0' : 'bottom:0';
    const html = panel(`left:0;right:0;height:${h}px;${side}`, `<span class="grow" style="display:flex;height:100%;align-items:center;overflow:hidden;justify-content:${mid ? 'center' : 'flex-start'}">${items}</span>${tray(k, ic)}${clockItem(k, h > 36)}${r.chance(0.3) ? `<span class="pi" style="width:8px;padding:0;border-left:1px solid currentColor"${attrs({ k: 'button', r: 'show_desktop', c: 'desktop', e: 'Show desktop', n: k.concept('desktop').t })}></span>` : ''}`, 'task bar'); // prettier-ignore
    return { html, area: side === 'top:0' ? [0, h, W, H - h] : [0, 0, W, H - h], kind };
  }
  const bar = (left, mid, right, h = small, style = 'top:0;left:0;right:0') => panel(`${style};height:${h}px;font-size:.95em`, `<span class="grow" style="display:flex;height:100%;overflow:hidden">${left}</span>${mid}<span class="grow" style="display:flex;height:100%;justify-content:flex-end">${right}</span>`, 'top bar'); // prettier-ignore
  const activities = `<span class="pi b"${attrs({ k: 'button', r: 'start', c: 'workspace', e: 'Activities' })}>${esc(r.pick([k.concept('apps').t, k.concept('workspace').t, k.concept('menu').t]))}</span>`; // prettier-ignore
  const dockSize = Math.round(Math.max(32, t.size * r.real(2.6, 4.2)));
  const dock = (style, vertical) => `<div class="panel ${th}" style="${t.style};${style};${panelColours(k)};border-radius:${r.pick([0, 10, 16, 20])}px;padding:4px;gap:2px;${vertical ? 'flex-direction:column' : ''}"${attrs({ g: 'dock', gn: 'dock', ct: 'panel' })}>${launchers(k, apps, dockSize, { vertical, running: apps.map(() => r.chance(0.3)) })}${r.chance(0.6) ? `<span class="pi" style="${vertical ? 'height:auto;padding:5px' : ''};--icon:${Math.round(dockSize * 0.7)}px"${attrs({ k: 'icon', r: 'launcher', c: 'apps', n: k.concept('apps').t, e: 'Show applications' })}>${k.icon('apps')}</span>` : ''}</div>`; // prettier-ignore
  if (kind === 'topbar') {
    const html = bar(activities + (r.chance(0.4) ? tasks() : ''), clockItem(k), tray(k, ic));
    const withDock = r.chance(0.3);
    return { html: html + (withDock ? dock('bottom:6px;left:50%;transform:translateX(-50%);z-index:41') : ''), area: [0, small, W, H - small - (withDock ? dockSize + 26 : 0)], kind }; // prettier-ignore
  }
  if (kind === 'mac') {
    const menus = Array.from({ length: r.int(4, 7) }, () => k.w('menu')).map((m, i) => `<span class="pi ${i ? '' : 'b'}"${attrs({ k: 'menu_item', r: 'menu_title', e: m.en })}>${esc(m.t)}</span>`).join(''); // prettier-ignore
    const logo = `<span class="pi" style="--icon:${ic}px"${attrs({ k: 'icon', r: 'start', c: 'home', e: 'System menu' })}>${k.icon(r.pick(['home', 'rocket', 'favourite', 'globe']))}</span>`;
    const html = bar(`<span style="display:flex;height:100%"${attrs({ g: 'menubar' })}>${logo}${menus}</span>`, '', tray(k, ic) + clockItem(k)) + dock('bottom:6px;left:50%;transform:translateX(-50%);z-index:41'); // prettier-ignore
    return { html, area: [0, small, W, H - small - dockSize - 26], kind };
  }
  if (kind === 'sidedock') {
    const left = r.chance(0.8);
    const html = bar(activities, clockItem(k), tray(k, ic)) + dock(`top:${small}px;bottom:0;${left ? 'left' : 'right'}:0;border-radius:0;z-index:41`, true); // prettier-ignore
    return { html, area: [left ? dockSize + 20 : 0, small, W - dockSize - 20, H - small], kind };
  }
  if (kind === 'twopanels') {
    const top = bar(
      `${start(k.concept('apps').t)}<span class="pi"${attrs({ k: 'menu_item', r: 'menu_title', e: 'Places' })}>${k.text('place')}</span>${launchers(k, apps.slice(0, 3), ic + 4)}`,
      '',
      tray(k, ic) + clockItem(k),
    );
    const bottom = bar(tasks(), '', workspaces(k), small, 'bottom:0;left:0;right:0');
    return { html: top + bottom, area: [0, small, W, H - 2 * small], kind };
  }
  if (kind === 'tiling') {
    const status = Array.from({ length: r.int(2, 5) }, () => `<span class="pi" style="padding:0 6px;--icon:${ic - 2}px">${k.icon(r.pick(['cpu', 'disk', 'wifi', 'battery', 'volume']))}<span>${r.int(1, 99)}%</span></span>`).join(r.pick(['', '<span class="dim">|</span>'])); // prettier-ignore
    const html = bar(workspaces(k) + `<span class="pi">${esc(open.at(-1)?.t ?? '')}</span>`, '', status + clockItem(k), small, r.chance(0.8) ? 'top:0;left:0;right:0' : 'bottom:0;left:0;right:0'); // prettier-ignore
    return { html, area: html.includes('top:0') ? [0, small, W, H - small] : [0, 0, W, H - small], kind };
  }
  return { html: '', area: [0, 0, W, H], kind };
}

function workspaces(k) {
  const n = k.r.int(3, 9);
  const on = k.r.int(0, n - 1);
  return `<span style="display:flex;height:100%"${attrs({ g: 'workspaces' })}>${Array.from({ length: n }, (_, i) => `<span class="pi ${i === on ? 'on' : ''}" style="padding:0 9px"${attrs({ k: 'button', r: 'workspace', e: `Workspace ${i + 1}`, s: i === on ? ['selected'] : [] })}>${i + 1}</span>`).join('')}</span>`;
}

export function desktopIcons(k, [x, y, w, h]) {
  const r = k.r;
  const size = r.pick([32, 40, 48, 48, 64]);
  const cell = size + r.int(34, 60);
  const rows = Math.max(1, Math.floor((h - 10) / (cell + 8)));
  const n = Math.min(r.int(1, 12), rows * 3);
  const right = r.chance(0.25);
  const items = Array.from({ length: n }, (_, i) => {
    const folder = r.chance(0.4);
    const label = r.chance(0.35) ? k.w('place') : r.chance(0.5) ? k.w('app') : { t: k.stock.name(k, 'file'), en: '' };
    const id = folder ? 'folder' : label.en && appIcon(label) !== 'apps' ? appIcon(label) : r.pick(['folder', 'file_text', 'picture', 'disk', 'home', 'delete', 'usb', 'file']); // prettier-ignore
    const left = right ? w - cell * (1 + Math.floor(i / rows)) : 8 + cell * Math.floor(i / rows);
    return `<div class="tile ${r.chance(0.05) ? 'on' : ''}" style="position:absolute;left:${x + left}px;top:${y + 8 + (i % rows) * (cell + 8)}px;width:${cell}px;color:#fff;text-shadow:0 1px 3px #000"${attrs({ k: 'icon', r: 'desktop_icon', e: label.en || label.t, c: id })}>${k.app(id, size)}<span class="nm">${esc(label.t)}</span></div>`;
  });
  return `<div class="${k.t.class}" style="${k.t.style}"${attrs({ g: 'desktop', ct: 'desktop' })}>${items.join('')}</div>`;
}

/** Something that hovers over the desktop: notification, quick settings, calendar, power menu, volume display. */
export function overlay(k, W, H, area) {
  const r = k.r;
  const box = (style, inner, name, ct = 'popover') => `<div class="${k.t.class}" style="${k.t.style};position:absolute;z-index:65;background:var(--bg);color:var(--fg);border:1px solid var(--border);border-radius:max(var(--wr),6px);box-shadow:0 6px 24px rgb(0 0 0/.4);padding:12px;${style}"${attrs({ ct, w: name, active: 1 })}>${inner}</div>`; // prettier-ignore
  const top = area[1] > 0;
  const corner = `right:${r.int(4, 12)}px;${top ? `top:${area[1] + 6}px` : `bottom:${H - area[1] - area[3] + 8}px`}`;
  switch (r.pick(['quick', 'toast', 'toast', 'calendar', 'power', 'network', 'desktop_menu'])) {
    case 'quick': {
      const ids = r.some(
        ['wifi', 'bluetooth', 'airplane', 'night', 'bell_off', 'dark_mode', 'broadcast', 'vpn', 'battery', 'location'],
        r.int(4, 8),
      );
      const tiles = ids.map((id) => { const on = r.chance(0.5); return `<span class="btn ${on ? 'primary' : 'raised'} ${r.chance(0.5) ? 'round' : ''}" style="justify-content:flex-start;height:calc(var(--ctl)*1.3);width:100%"${attrs({ k: 'button', r: 'toggle_button', c: id, e: k.concept(id).en, s: [on ? 'pressed' : 'unpressed'] })}>${k.icon(id)}<span class="ell">${esc(k.concept(id).t)}</span></span>`; }); // prettier-ignore
      const heads = k.tools(r.some(['power', 'lock', 'settings', 'screenshot', 'user'], 3), { icon: true });
      const slide = (id) => `<div class="row">${k.icon(id)}${k.slider(k.concept(id))}</div>`;
      return box(
        `${corner};width:${r.int(270, 380)}px;display:flex;flex-direction:column;gap:10px`,
        `<div class="row"><span class="grow dim">${r.int(20, 100)} %</span>${heads}</div>${slide('volume')}${r.chance(0.7) ? slide('brightness') : ''}<div class="grid" style="grid-template-columns:1fr 1fr"${attrs({ g: 'grid', gn: 'quick settings' })}>${tiles.join('')}</div>`,
        k.w('section').t,
      );
    }
    case 'toast': {
      const app = k.w('app');
      const buttons = r.chance(0.6)
        ? `<div class="row">${k.button(k.w('answer'))}${r.chance(0.5) ? k.button(k.w('answer')) : ''}</div>`
        : '';
      const where = r.pick([
        corner,
        `left:50%;transform:translateX(-50%);top:${area[1] + 8}px`,
        `right:12px;bottom:${H - area[1] - area[3] + 12}px`,
      ]);
      return `<div class="toast ${k.t.class}" style="${k.t.style};${where};width:${r.int(280, 400)}px"${attrs({ ct: 'notification', w: app.t, we: app.en, active: 1 })}>${k.app(appIcon(app), 32)}<div class="col grow" style="gap:4px"><div class="row between"><b class="ell">${esc(app.t)}</b><span class="dim small">${k.stock.name(k, 'time')}</span></div><span>${k.text(r.pick(['line', 'ask']))}</span>${buttons}</div>${k.iconButton('close', { cls: 'ghost', style: 'height:22px;width:22px;--icon:14px' })}</div>`;
    }
    case 'calendar':
      return box(`${r.chance(0.5) ? corner : `left:50%;transform:translateX(-50%);${top ? `top:${area[1] + 6}px` : 'bottom:60px'}`};width:${r.int(250, 330)}px`, monthView(k), k.concept('calendar').t); // prettier-ignore
    case 'power': {
      const ids = r.some(['power', 'restart', 'suspend', 'logout', 'lock'], r.int(3, 5));
      if (r.chance(0.5)) return popup(k, 'user', W - 220, top ? area[1] + 2 : H - 400, W, H);
      const big = ids.map((id) => `<span class="btn below" style="width:92px;height:84px;--icon:30px"${attrs({ k: 'button', r: 'power', c: id, e: k.concept(id).en })}>${k.icon(id)}<span class="ell">${esc(k.concept(id).t)}</span></span>`).join(''); // prettier-ignore
      return `<div class="dim-layer deco" style="z-index:63"></div>${box('left:50%;top:45%;transform:translate(-50%,-50%)', `<p class="center">${esc(k.stock.words.ask[5][k.lang])}</p><div class="row mid" data-g="dialog_buttons">${big}</div><div class="row mid" style="margin-top:10px">${k.action('cancel')}</div>`, k.concept('power').t, 'dialog')}`;
    }
    case 'network': {
      const rows = Array.from({ length: r.int(3, 8) }, (_, i) => k.item(`${r.pick(['home', 'FRITZ', 'cafe', 'guest', 'office', 'linksys', 'eduroam', 'Vodafone'])}-${r.int(10, 99)}`, { start: k.icon('wifi'), end: i === 0 ? k.icon('check') : r.chance(0.6) ? k.icon('lock') : '', on: i === 0, c: 'wifi' })); // prettier-ignore
      return box(
        `${corner};width:${r.int(250, 340)}px`,
        `<div class="row between" style="margin-bottom:8px"><b>${esc(k.concept('wifi').t)}</b>${k.toggle(k.concept('wifi'), { on: true })}</div>${k.list(rows, { name: 'networks' })}<div class="row" style="margin-top:8px">${k.button(k.concept('settings'), { c: 'settings' })}</div>`,
        k.concept('wifi').t,
      );
    }
    default:
      return popup(
        k,
        'desktop',
        r.int(area[0], area[0] + area[2] - 100),
        r.int(area[1], area[1] + area[3] - 100),
        W,
        H,
      );
  }
}

export function monthView(k, { size = '' } = {}) {
  const r = k.r;
  const first = r.int(0, 6);
  const today = r.int(1, 28);
  const days = k.stock.words.day.map((d) => `<span class="center small dim">${esc((d[k.lang] ?? d.en).slice(0, k.lang === 'zh' ? 2 : r.pick([2, 3])))}</span>`); // prettier-ignore
  const cells = Array.from({ length: 42 }, (_, i) => {
    const d = i - first + 1;
    if (d < 1 || d > 30) return `<span class="center dim" style="padding:3px">${((d + 29) % 30) + 1}</span>`;
    return `<span class="center" style="padding:3px;border-radius:var(--radius);${d === today ? 'background:var(--accent);color:var(--accent-fg)' : ''}"${attrs({ k: 'button', r: 'day', e: String(d), s: d === today ? ['selected'] : [] })}>${d}</span>`;
  });
  const month = k.w('month');
  return `<div class="row between"${attrs({ g: 'toolbar' })}>${k.iconButton('previous', { cls: 'ghost' })}<b>${esc(month.t)} ${r.int(2020, 2032)}</b>${k.iconButton('next', { cls: 'ghost' })}</div><div class="grid" style="grid-template-columns:repeat(7,1fr);gap:2px;${size}"${attrs({ g: 'grid', gn: 'calendar' })}>${days.join('')}${cells.join('')}</div>`;
}
