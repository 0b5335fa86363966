// Windows, dialogs and menus in the manner of the theme.
import { attrs, esc, say } from './kit.mjs';

const CONTROL = {
  close: ['close', 'close', 'Close'],
  min: ['window_min', 'minimise', 'Minimise'],
  max: ['window_max', 'maximise', 'Maximise'],
  restore: ['window_restore', 'restore', 'Restore'],
  above: ['keep_above', 'keep_above', 'Keep above'],
};

export function windowControls(k, { max = false, only } = {}) {
  const t = k.t;
  if (t.controls === 'none') return '';
  let ids = only ?? (t.family === 'gnome' && k.r.chance(0.55) ? ['close'] : ['min', max ? 'restore' : 'max', 'close']);
  if (t.controls === 'lights') ids = [...ids].reverse().sort((a) => (a === 'close' ? -1 : 0));
  if (!only && t.family === 'kde' && k.r.chance(0.15)) ids = ['above', ...ids];
  const lights = { close: '#ff5f57', min: '#febc2e', max: '#28c840', restore: '#28c840', above: '#888' };
  const grey = t.controls === 'lights' && k.r.chance(0.15);
  const html = ids.map((id) => {
    const [concept, role, en] = CONTROL[id];
    const style = t.controls === 'lights' ? `background:${grey ? '#b5b5b5' : lights[id]}` : t.family === 'classic' ? '' : id === 'close' && k.closeRed ? 'background:#d9363e;color:#fff' : ''; // prettier-ignore
    return `<span class="wctl" style="${style}"${attrs({ k: 'window_control', r: role, c: concept, n: k.concept(concept).t, e: en, h: k.concept(concept).t })}>${k.icon(concept)}</span>`;
  });
  return `<span class="controls"${attrs({ g: 'window_controls' })}>${html.join('')}</span>`;
}

/**
 * One window. spec: { title, body, menubar (labels), header: {left, right, center} html, box: [x,y,w,h], max, dialog, active, z, only, open }
 */
export function frame(k, spec) {
  const { t, r } = k;
  const title = say(spec.title);
  const controls = windowControls(k, { max: spec.max, only: spec.only ?? (spec.dialog ? ['close'] : undefined) });
  const left = t.side === 'left';
  const useHeader = t.bar === 'header' || spec.forceHeader;
  const app =
    spec.icon && !left && !useHeader && r.chance(0.75) ? `<span class="deco">${k.app(spec.icon, 16)}</span>` : '';
  const shown = spec.center ?? `<span class="title ${t.titleAlign}">${esc(title.t)}</span>`;
  let bar = '';
  if (t.controls === 'none' && !useHeader) bar = '';
  else if (useHeader) bar = `<div class="headerbar"${attrs({ g: 'toolbar', gn: 'header bar' })}>${left ? controls : ''}${spec.left ?? ''}${shown}${spec.right ?? ''}${left ? '' : controls}</div>`; // prettier-ignore
  else bar = `<div class="titlebar">${left ? controls : ''}${app}<span class="title ${t.titleAlign}">${esc(title.t)}</span>${left ? '' : controls}</div>`; // prettier-ignore
  const below = !useHeader && (spec.left || spec.right || spec.center) ? `<div class="toolbar tool line"${attrs({ g: 'toolbar', gn: 'toolbar' })}>${spec.left ?? ''}<span class="grow"></span>${spec.center ?? ''}<span class="grow"></span>${spec.right ?? ''}</div>` : ''; // prettier-ignore
  const menubar = spec.menubar && !(useHeader && t.family !== 'tiling' && !spec.keepMenubar) ? k.menubar(spec.menubar, { open: spec.openMenu ?? -1 }) : ''; // prettier-ignore
  const [x, y, w, h] = spec.box;
  const place = `left:${x}px;top:${y}px;width:${w}px;${h ? `height:${h}px;` : ''}z-index:${spec.z ?? 1}`;
  const data = attrs({ w: title.t || ' ', we: title.en, ct: spec.dialog ? 'dialog' : 'window', active: spec.active ? 1 : 0, blocked: spec.blocked ? 1 : '' }); // prettier-ignore
  return `<div class="win ${t.class} ${spec.active ? '' : 'inactive'} ${spec.max ? 'max' : ''}" style="${t.style};${place}"${data}>${bar}${menubar}${below}<div class="content">${spec.body}</div></div>`;
}

/** A row of dialog buttons in the order the family uses. */
export function dialogButtons(k, main, others, { danger } = {}) {
  const primary = k.button(main, { cls: danger ? 'danger' : k.r.chance(0.7) ? 'primary' : 'default', role: 'default' });
  const rest = others.map((o) => k.button(o));
  const order = ['kde', 'win11', 'win10', 'classic'].includes(k.t.family)
    ? [primary, ...rest]
    : [...rest.reverse(), primary];
  const stretch = k.t.family === 'gnome' && k.r.chance(0.5);
  return `<div class="row ${stretch ? '' : 'end'}" style="padding-top:var(--gap)"${attrs({ g: 'dialog_buttons' })}>${stretch ? order.map((b) => b.replace('class="btn', 'class="btn grow')).join('') : order.join('')}</div>`;
}

const KEYS = { new: 'Ctrl+N', open: 'Ctrl+O', save: 'Ctrl+S', save_as: 'Ctrl+Shift+S', print: 'Ctrl+P', close: 'Ctrl+W', quit: 'Ctrl+Q', undo: 'Ctrl+Z', redo: 'Ctrl+Shift+Z', cut: 'Ctrl+X', copy: 'Ctrl+C', paste: 'Ctrl+V', select_all: 'Ctrl+A', find: 'Ctrl+F', replace: 'Ctrl+H', zoom_in: 'Ctrl++', zoom_out: 'Ctrl+-', fullscreen: 'F11', help: 'F1', rename: 'F2', delete: 'Del', refresh: 'F5', bold: 'Ctrl+B', italic: 'Ctrl+I' }; // prettier-ignore
export const MENUS = {
  file: ['new', 'open', '>recent', '-', 'save', 'save_as', '>export', '-', 'print', 'properties', '-', 'close', 'quit'],
  edit: ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'delete', '-', 'select_all', 'find', 'replace', '-', 'settings'],
  view: ['*sidebar', '*grid_view', '*list_view', '-', 'zoom_in', 'zoom_out', 'zoom_fit', '-', 'fullscreen', 'refresh', '*dark_mode'],
  context: ['open', '>external', '-', 'cut', 'copy', 'paste', '-', 'rename', 'delete', 'archive', '>share', '-', 'properties'],
  desktop: ['new_folder', '>new', 'paste', '-', '>sort', 'refresh', 'select_all', '-', 'terminal', 'wallpaper', 'display'],
  text: ['undo', 'redo', '-', 'cut', 'copy', 'paste', 'delete', '-', 'select_all', 'spell', 'translate'],
  app: ['add_user', 'new', '-', '*dark_mode', 'fullscreen', '-', 'settings', 'keyboard', 'help', 'about'],
  image: ['rotate_left', 'rotate_right', 'flip', 'crop', '-', 'wallpaper', 'print', 'share', 'delete', 'properties'],
  mail: ['reply', 'reply_all', 'forward_mail', '-', 'archive', 'spam', 'tag', 'flag', 'delete'],
  format: ['bold', 'italic', 'underline', 'strike', '-', 'align_left', 'align_center', 'align_right', '-', 'font', 'text_color', 'bullets', 'numbering'],
  window: ['window_min', 'window_max', '*keep_above', '>workspace', '-', 'close'],
  user: ['user', 'settings', 'dark_mode', 'help', '-', 'lock', 'logout', 'suspend', 'restart', 'power'],
}; // prettier-ignore

/** A menu's entries as words of the screen; now and then real strings of other programs among them. */
export function menuEntries(k, which, { icons = k.r.chance(0.5), focus = true } = {}) {
  const { r } = k;
  let list = MENUS[which] ?? MENUS.context;
  if (r.chance(0.5)) list = list.filter(() => r.chance(0.82));
  const entries = list.map((raw) => {
    if (raw === '-') return '-';
    const id = raw.replace(/^[>*]/, '');
    const label = k.concept(id);
    return { label, id, icon: icons && r.chance(0.85) ? id : undefined, key: r.chance(0.8) ? KEYS[id] : undefined, sub: raw[0] === '>', check: raw[0] === '*' && !icons ? r.chance(0.5) : undefined, disabled: r.chance(0.08) }; // prettier-ignore
  });
  if (r.chance(0.35))
    for (let i = r.int(1, 3); i > 0; i--) entries.splice(r.int(0, entries.length), 0, { label: k.w('str') });
  const clean = entries.filter((e, i) => e !== '-' || (i > 0 && i < entries.length - 1 && entries[i - 1] !== '-'));
  const open = clean.filter((e) => e !== '-' && !e.disabled);
  if (focus && open.length && r.chance(0.6)) r.pick(open).on = true;
  return clean;
}

/** A menu at a point, with a submenu beside it when one of its entries is open; kept inside [0,0,W,H]. */
export function popup(k, which, x, y, W, H, opts) {
  const entries = menuEntries(k, which, opts);
  const rowH = parseFloat(k.t.vars.row) * 0.86;
  const h = entries.reduce((s, e) => s + (e === '-' ? 9 : rowH), 12);
  const wide = Math.max(...entries.map((e) => (e === '-' ? 0 : (say(e.label).t.length + (e.key?.length ?? 0)) * k.t.size * 0.6))) + 90; // prettier-ignore
  const px = Math.max(2, Math.min(x, W - wide - 4));
  const py = Math.max(2, Math.min(y, H - h - 4));
  const sub = entries.find((e) => e !== '-' && e.sub);
  let extra = '';
  if (sub && k.r.chance(0.35)) {
    for (const e of entries) if (e !== '-') e.on = false;
    Object.assign(sub, { on: true, open: true, disabled: false });
    const inner = Array.from({ length: k.r.int(2, 7) }, () => ({ label: k.r.chance(0.5) ? k.w('str') : k.concept(k.r.pick(k.stock.list).id) })); // prettier-ignore
    const sy = py + entries.slice(0, entries.indexOf(sub)).reduce((s, e) => s + (e === '-' ? 9 : rowH), 4);
    extra = k.menu(inner, { style: `${px + wide - 6 + 200 > W ? `right:${W - px - 4}px` : `left:${px + wide - 6}px`};top:${Math.min(sy, H - inner.length * rowH - 14)}px;z-index:71`, name: 'submenu' }); // prettier-ignore
  }
  return (
    k.menu(entries, { style: `left:${px}px;top:${py}px;min-width:${Math.max(120, wide)}px;z-index:70`, name: which }) +
    extra
  );
}
