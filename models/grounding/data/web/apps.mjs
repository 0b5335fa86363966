// What is inside application windows, part one: files, text, settings, lists. Each returns a window's parts.
import { attrs, esc } from './kit.mjs';
import { monthView } from './desktops.mjs';

const many = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const fileIcon = (name) => (/png|jpg|svg/.test(name) ? 'picture' : /mp3|ogg/.test(name) ? 'music' : /mp4|webm/.test(name) ? 'video' : /zip|gz|deb|rpm|iso/.test(name) ? 'package' : /css|js|py|rs|html|json|\.c$|\.h$|sh$/.test(name) ? 'code' : 'file_text'); // prettier-ignore
const PLACE_ICONS = [
  'home',
  'desktop',
  'file_text',
  'download',
  'music',
  'picture',
  'video',
  'delete',
  'network',
  'recent',
  'favourite',
];
const barMenus = (k) => ['File', 'Edit', 'View', ...k.r.some(['Insert', 'Format', 'Tools', 'Window', 'Go', 'Search', 'Settings'], k.r.int(1, 4)), 'Help'].map((en) => k.stock.words.menu.find((m) => m.en === en)).map((m) => ({ t: m[k.lang] ?? m.en, en: m.en })); // prettier-ignore

export function files(k, { w }) {
  const { r, stock } = k;
  const folder = k.w('place');
  const places = many(r.int(5, 10), (i) => k.sideItem(k.w('place'), { icon: PLACE_ICONS[i % 11], on: i === 2, trailing: r.chance(0.06) ? k.iconButton('eject', { cls: 'ghost', style: 'height:20px;width:20px;--icon:13px' }) : '' })); // prettier-ignore
  const side = w > 520 && r.chance(0.85) ? `<div class="side" style="width:${r.int(130, 210)}px"${attrs({ g: 'list', gn: 'places', ct: 'sidebar' })}>${places.join('')}</div>` : ''; // prettier-ignore
  const n = r.int(4, 40);
  const names = many(n, () => (r.chance(0.35) ? k.w('place').t : stock.name(k, 'file')));
  const chosen = r.int(0, n - 1);
  let view;
  const mode = r.weighted([['icons', 5], ['table', 4], ['list', 1]]); // prettier-ignore
  const isFile = (s) => /\.\w+$/.test(s);
  if (mode === 'icons') {
    const size = r.pick([32, 48, 48, 64, 72]);
    const tint = r.pick(['var(--accent)', '#e0a030', '#4a90d9', 'var(--fg2)']);
    const tiles = names.map((name, i) => `<div class="tile ${i === chosen ? 'on' : ''}"${attrs({ k: 'icon', r: isFile(name) ? 'file' : 'folder', e: name, c: isFile(name) ? fileIcon(name) : 'folder', s: i === chosen ? ['selected'] : [] })}>${/\.(png|jpg)$/.test(name) && r.chance(0.7) ? `<div class="pic" style="width:${size * 1.2}px;height:${size}px;background-image:url(${stock.photo(k)})"></div>` : `<span style="--icon:${size}px;color:${isFile(name) ? 'var(--fg2)' : tint}">${k.icon(isFile(name) ? fileIcon(name) : 'folder')}</span>`}<span class="nm">${esc(name)}</span></div>`);
    view = `<div class="grid pad" style="grid-template-columns:repeat(auto-fill,minmax(${size + r.int(40, 70)}px,1fr))"${attrs({ g: 'grid', gn: 'files', ct: 'file list' })}>${tiles.join('')}</div>`;
  } else if (mode === 'table') {
    const cols = ['Name', 'Size', 'Type', 'Modified'].map((en) => stock.words.column.find((c) => c.en === en)).map((c) => ({ t: c[k.lang] ?? c.en, en: c.en })); // prettier-ignore
    view = k.table(cols, names.map((name) => [`<span style="--icon:${k.t.size + 4}px">${k.icon(isFile(name) ? fileIcon(name) : 'folder')}</span> ${esc(name)}`, isFile(name) ? stock.name(k, 'size') : `${r.int(0, 40)}`, isFile(name) ? esc(name.split('.').pop().toUpperCase()) : k.concept('folder').t, stock.name(k, 'date')]), { on: chosen, widths: ['46%', '16%', '16%', '22%'] }); // prettier-ignore
  } else view = k.list(names.map((name, i) => k.item(name, { start: k.icon(isFile(name) ? fileIcon(name) : 'folder'), sub: stock.name(k, 'size'), on: i === chosen, c: isFile(name) ? 'file' : 'folder' })), { cls: '' }); // prettier-ignore
  const crumbs = ['home', folder.t, ...(r.chance(0.5) ? [stock.name(k, 'stem')] : [])];
  const path = r.chance(0.5)
    ? `<span class="group grow"${attrs({ g: 'breadcrumbs' })}>${crumbs.map((c, i) => `<span class="btn ${i === crumbs.length - 1 ? 'pressed' : ''}"${attrs({ k: 'button', r: 'breadcrumb', e: c })}>${i === 0 ? k.icon('home') : ''}<span class="ell">${esc(c)}</span></span>`).join('')}</span>`
    : k.field({
        value: `/home/${r.pick(['anna', 'user', 'jonas'])}/${folder.t}`,
        role: 'path',
        en: 'Location',
        cls: 'grow',
      });
  const nav = k.tools(['back', 'forward', ...(r.chance(0.6) ? ['up'] : [])], { icon: true });
  const right = (r.chance(0.4) ? `<span style="width:150px;display:flex">${k.search({ style: 'flex:1' })}</span>` : k.tool('find', { icon: true })) + k.tools([r.pick(['grid_view', 'list_view', 'sort']), r.pick(['menu', 'more'])], { icon: true }); // prettier-ignore
  const status = r.chance(0.6)
    ? `<div class="statusbar"><span>${n} ${k.text('place')}</span><span>${stock.name(k, 'size')}</span></div>`
    : '';
  return { title: folder, icon: 'folder', menubar: barMenus(k), left: nav, center: path, right, body: `<div class="row grow" style="gap:0;align-items:stretch">${side}<div class="view grow" style="position:relative">${view}${n > 18 ? k.scrollbar() : ''}</div></div>${status}` }; // prettier-ignore
}

/** Rows of settings: label, explanation, and the control at the end. */
export function settingRows(k, n) {
  const r = k.r;
  return many(n, () => {
    const kind = r.weighted([['switch', 6], ['combo', 3], ['slider', 2.2], ['button', 1.5], ['spin', 1.2], ['check', 2], ['link', 1.6], ['radio', 1.4]]); // prettier-ignore
    const sub = r.chance(0.35) ? k.w('line') : undefined;
    const disabled = r.chance(0.06) ? ['disabled'] : [];
    const start = r.chance(0.3) ? k.icon(r.pick(['wifi', 'bell', 'lock', 'display', 'sound', 'keyboard', 'palette', 'battery', 'user', 'location'])) : ''; // prettier-ignore
    const row = (label, end) => k.item(label, { sub, start, end, plain: true });
    if (kind === 'switch') { const l = k.w('switch'); return row(l, k.toggle(l, { s: disabled })); } // prettier-ignore
    if (kind === 'combo') { const l = k.w('combo'); return row(l, k.combo(l, choice(k, l.en), { s: disabled, style: `max-width:${r.int(120, 240)}px` })); } // prettier-ignore
    if (kind === 'slider') { const l = k.w('slider'); return row(l, `<span style="flex:0 1 ${r.int(110, 220)}px;display:flex">${k.slider(l)}</span>`); } // prettier-ignore
    if (kind === 'spin') { const l = k.w('spin'); return row(l, k.spin(l)); } // prettier-ignore
    if (kind === 'button') { const l = k.w('section'); return row(l, k.button(k.w('answer'), { s: disabled })); } // prettier-ignore
    if (kind === 'check') return `<div class="li" data-row="1">${k.check(k.w('check'), { s: disabled })}</div>`;
    if (kind === 'radio') return `<div class="li" data-row="1">${k.radios(r.some(k.stock.words.radio, r.int(2, 4)).map((x) => ({ t: x[k.lang], en: x.en })), { column: r.chance(0.6) })}</div>`; // prettier-ignore
    const l = k.w('section');
    return k.item(l, { sub, start, end: `<span class="dim ell">${esc(r.chance(0.5) ? k.w('status').t : '')}</span>${k.icon('next')}` });
  }); // prettier-ignore
}

export const choice = (k, en) => k.r.pick(k.stock.choices(k, en));

export function settings(k, { w, h }) {
  const r = k.r;
  const ids = r.some(['wifi', 'bluetooth', 'bell', 'palette', 'wallpaper', 'sound', 'battery', 'display', 'mouse', 'keyboard', 'printer_dev', 'user', 'clock', 'accessibility', 'globe', 'shield', 'apps', 'about', 'network', 'cloud'], r.int(5, 14)); // prettier-ignore
  const on = r.int(0, Math.min(5, ids.length - 1));
  const solid = r.chance(0.4);
  const side = w > 480 ? `<div class="side" style="width:${r.int(150, 240)}px"${attrs({ g: 'list', gn: 'pages', ct: 'sidebar' })}>${r.chance(0.5) ? `<div style="display:flex;padding:4px 4px 8px">${k.search({ style: 'flex:1' })}</div>` : ''}${ids.map((id, i) => k.sideItem(k.concept(id), { icon: id, on: i === on, solid })).join('')}</div>` : ''; // prettier-ignore
  const page = k.concept(ids[on]);
  const groups = many(r.int(1, Math.max(2, Math.round(h / 190))), () => { const s = k.w('section'); return `<section${attrs({ ct: 'section', gn: s.t })}><h3 class="sec">${esc(s.t)}</h3>${k.list(settingRows(k, r.int(1, 6)), { name: s.t })}</section>`; }); // prettier-ignore
  const width = r.chance(0.5) ? `max-width:${r.int(480, 680)}px;margin:0 auto` : '';
  const tabs = r.chance(0.25)
    ? k.tabs(
        many(r.int(2, 5), () => k.w('section')),
        { on: 0 },
      )
    : '';
  const foot = r.chance(0.25) ? `<div class="row end pad"${attrs({ g: 'dialog_buttons' })}>${k.action('help')}<span class="grow"></span>${k.action('apply', { s: r.chance(0.6) ? ['disabled'] : [] })}${k.action('cancel')}${k.action('ok', { cls: 'primary' })}</div>` : ''; // prettier-ignore
  return { title: k.concept('settings'), icon: 'settings', left: k.tools([r.pick(['back', 'find', 'sidebar'])], { icon: true }), right: r.chance(0.5) ? k.tools(['menu'], { icon: true }) : '', body: `<div class="row grow" style="gap:0;align-items:stretch">${side}<div class="col grow" style="gap:0;overflow:hidden;position:relative">${tabs}<div class="pad grow" style="overflow:hidden"><div style="${width}">${r.chance(0.6) ? `<h2 class="pg">${esc(page.t)}</h2>` : ''}${groups.join('')}</div></div>${foot}</div></div>` }; // prettier-ignore
}

export function prefsDialog(k) {
  const r = k.r;
  const tabs = many(r.int(2, 6), () => k.w('section'));
  const rows = () => many(r.int(1, 5), () => {
    const pick = r.int(-1, 5);
    if (pick === -1) return `<div data-row="1">${k.radios(r.some(k.stock.words.radio, r.int(2, 4)).map((x) => ({ t: x[k.lang], en: x.en })), { column: r.chance(0.6) })}</div>`;
    if (pick === 0) return k.check(k.w('check'));
    if (pick === 1) return k.check(k.w('switch'));
    const [kind, make] = [['combo', (l) => k.combo(l, choice(k, l.en), { style: 'width:100%' })], ['field', (l) => k.field({ label: l, value: r.chance(0.5) ? k.stock.value(k, l.en) : '', style: 'width:100%' })], ['spin', (l) => k.spin(l)], ['slider', (l) => k.slider(l)]][pick - 2]; // prettier-ignore
    const l = k.w(kind);
    return `<div class="frow" data-row="1"><span class="lab">${esc(l.t)}${r.chance(0.7) ? ':' : ''}</span>${make(l).replace('data-k="slider"', 'data-k="slider"')}</div>`;
  }); // prettier-ignore
  const group = () => { const s = k.w('section'); return `<section class="col" style="gap:8px"${attrs({ ct: 'section', gn: s.t })}><b>${esc(s.t)}</b><div class="col" style="gap:8px;padding-left:${r.int(0, 18)}px">${rows().join('')}</div></section>`; }; // prettier-ignore
  const body = `<div class="col grow" style="gap:14px;padding:12px">${many(r.int(1, 3), group).join('')}</div>`;
  const foot = r.chance(0.7)
    ? `<div class="row end"${attrs({ g: 'dialog_buttons' })}>${r.chance(0.4) ? k.button(k.w('answer')) + '<span class="grow"></span>' : ''}${k.action('cancel')}${r.chance(0.4) ? k.action('apply', { s: ['disabled'] }) : ''}${k.action('ok', { cls: 'primary' })}</div>`
    : `<div class="row end">${k.action('close')}</div>`;
  const side = r.chance(0.3);
  const nav = side ? `<div class="side" style="width:140px"${attrs({ g: 'list' })}>${tabs.map((x, i) => k.sideItem(x, { on: i === 0, icon: r.chance(0.9) ? r.pick(['settings', 'palette', 'keyboard', 'network', 'plug', 'display', 'edit', 'shield']) : undefined })).join('')}</div>` : k.tabs(tabs, { on: r.int(0, tabs.length - 1) }); // prettier-ignore
  return { title: k.concept('settings'), dialog: true, body: `<div class="col grow pad" style="overflow:hidden"><div class="${side ? 'row' : 'col'} grow" style="gap:0;align-items:stretch">${nav}<div class="grow ${side ? '' : 'view sunk'}" style="display:flex;overflow:hidden">${body}</div></div>${foot}</div>` }; // prettier-ignore
}

const CODE = ['import os, sys', 'def main(argv):', '    for name in argv[1:]:', "        print(f'{name}: ok')", '    return 0', '', '#include <stdio.h>', 'int main(void) {', '  puts("hello");', '}', 'const list = await load(file);', 'if (list.length === 0) return null;', '// keep the order of the input', 'export function area(box) {', '  return (box.x2 - box.x1) * (box.y2 - box.y1);', 'SELECT name, size FROM files;', '<div class="card">', '  padding: 4px 8px;', 'fn parse(s: &str) -> Option<u32> {', '    s.trim().parse().ok()', 'while true; do sleep 1; done', '[settings]', 'theme = dark', 'width = 80', 'server: localhost:8080', '# notes']; // prettier-ignore
const tinted = (line, colour) => { const m = /^(\W*)(\w+)([\s\S]*)$/.exec(line); return m ? `${esc(m[1])}<span style="color:${colour}">${m[2]}</span>${esc(m[3])}` : esc(line); }; // prettier-ignore
export function editor(k, { w, h }) {
  const { r, stock } = k;
  const code = r.chance(0.55);
  const name = stock.name(k, 'file');
  const lines = Math.floor((h - 120) / (k.t.size * 1.45));
  const tints = r.chance(0.7) ? ['#c678dd', '#98c379', '#e5c07b', '#61afef'].map((c) => (k.t.dark ? c : `color-mix(in srgb,${c},#000 45%)`)) : ['inherit']; // prettier-ignore
  const number = r.chance(code ? 0.85 : 0.3);
  const filled = r.int(2, Math.max(3, lines));
  const row = (i) =>
    `<div class="codeline" style="display:flex;${i === 3 ? 'background:color-mix(in srgb,var(--fg) 6%,transparent)' : ''}">${number ? `<span class="ln" style="width:3.5em">${i + 1}</span>` : ''}<span>${i >= filled ? '' : code ? tinted(r.pick(CODE), r.pick(tints)) : k.text(r.chance(0.7) ? 'line' : 'long')}</span></div>`;
  const text = `<div class="view grow" style="position:relative;padding:4px 8px;font-family:var(--mono)"${attrs({ k: 'field', r: 'editor', e: 'Text', n: name, s: ['multiline'] })}>${many(Math.max(1, lines), row).join('')}${k.scrollbar()}</div>`;
  const tabs = r.chance(0.6)
    ? k.tabs(
        many(r.int(1, 5), () => stock.name(k, 'file')),
        { closable: true },
      )
    : '';
  const side = code && w > 600 && r.chance(0.6) ? `<div class="side" style="width:${r.int(150, 220)}px"${attrs({ g: 'tree', ct: 'sidebar' })}>${tree(k, r.int(6, 18))}</div>` : ''; // prettier-ignore
  const bar = r.chance(0.6) ? k.toolbar(['new', 'open', 'save', '|', 'undo', 'redo', '|', 'cut', 'copy', 'paste', '|', 'find', 'replace']) : ''; // prettier-ignore
  const find = r.chance(0.3) ? findBar(k) : '';
  const status = `<div class="statusbar"><span>${r.pick(['Ln', 'Z', 'L'])} ${r.int(1, 90)}, ${r.pick(['Col', 'Sp', 'C'])} ${r.int(1, 60)}</span><span class="grow"></span>${k.link({ t: 'UTF-8', en: 'UTF-8' }, { cls: 'plain' })}<span>INS</span></div>`;
  const activity = code && r.chance(0.35) ? `<div class="col tool" style="width:46px;background:var(--bg3);padding:4px;--icon:22px"${attrs({ g: 'toolbar', gn: 'activity bar' })}>${k.tools(['file', 'find', 'git', 'bug', 'plug'], { icon: true })}<span class="grow"></span>${k.tools(['user', 'settings'], { icon: true })}</div>` : ''; // prettier-ignore
  return { title: `${name} – ${r.pick(['Editor', k.w('app').t])}`, icon: 'note', menubar: barMenus(k), left: k.tools(['open', 'new'], {}), right: k.tools(['save', 'menu'], {}), body: `${bar}<div class="row grow" style="gap:0;align-items:stretch">${activity}${side}<div class="col grow" style="gap:0">${tabs}${find}${text}</div></div>${r.chance(0.7) ? status : ''}` }; // prettier-ignore
}

function findBar(k) {
  const r = k.r;
  return `<div class="toolbar line" style="gap:6px"${attrs({ g: 'toolbar', gn: 'find' })}>${k.search({ value: k.stock.name(k, 'word'), style: 'width:180px' })}${k.iconButton('up')}${k.iconButton('down')}${r.chance(0.6) ? k.field({ label: 'Replace', hint: k.concept('replace'), style: 'width:140px' }) + k.action('replace') : ''}${k.check(k.w('check'))}<span class="grow"></span>${k.iconButton('close', { cls: 'ghost' })}</div>`;
}

export function tree(k, n) {
  const r = k.r;
  let depth = 0;
  return many(n, (i) => {
    depth = Math.max(0, Math.min(3, depth + r.pick([-1, 0, 0, 1])));
    const folder = r.chance(0.4);
    const open = folder && r.chance(0.5);
    const label = folder ? k.w('place').t : k.stock.name(k, 'file');
    return `<div class="si ${i === 2 ? 'on' : ''}" style="height:calc(var(--row)*.8);padding-left:${6 + depth * 14}px;gap:5px"${attrs({ k: 'row', r: 'tree_row', e: label, s: [folder ? (open ? 'expanded' : 'collapsed') : '', i === 2 ? 'selected' : ''], c: folder ? 'folder' : 'file' })}><span class="ic" style="width:12px;height:12px;flex:none"${folder ? attrs({ k: 'button', r: 'expander', c: open ? 'expand' : 'next', n: k.concept(open ? 'collapse' : 'expand').t, e: open ? 'Collapse' : 'Expand', l: label }) : ''}>${folder ? k.icon(open ? 'expand' : 'next', 'raw') : ''}</span>${k.icon(folder ? (open ? 'open' : 'folder') : fileIcon(label))}<span class="ell">${esc(label)}</span></div>`;
  }).join('');
}

export function terminal(k, { h }) {
  const { r, stock } = k;
  const dark = r.chance(0.85);
  const prompt = `<span style="color:${dark ? '#8ae234' : '#3a7a00'}">anna@${r.pick(['host', 'laptop', 'debian'])}</span>:<span style="color:${dark ? '#729fcf' : '#204a87'}">~</span>$ `;
  const cmds = [
    'ls -la',
    'cd Documents',
    'git status',
    'sudo apt update',
    'df -h',
    'cat notes.txt',
    'ping example.org',
    'make',
    'top',
    'ssh server',
    'vim main.c',
  ];
  const rows = many(r.int(2, Math.max(3, Math.floor((h - 90) / (k.t.size * 1.4)))), () => (r.chance(0.3) ? prompt + r.pick(cmds) : esc(r.pick([`drwxr-xr-x ${r.int(1, 9)} anna anna ${r.int(100, 90000)} ${stock.name(k, 'file')}`, stock.name(k, 'file'), `Get:${r.int(1, 40)} http://deb.example/debian stable/main ${stock.name(k, 'stem')}`, `[${r.int(1, 99)}%] Building C object`, k.w('long').t])))); // prettier-ignore
  rows.push(`${prompt}<span style="background:currentColor">&nbsp;</span>`);
  const bg = dark ? r.pick(['#000', '#1e1e1e', '#300a24', '#2b2b2b', '#002b36']) : '#fff';
  return { title: 'Terminal', icon: 'terminal', menubar: barMenus(k), left: k.tools(['add', r.pick(['split', 'find'])], { icon: true }), right: k.tools(['find', 'menu'], { icon: true }), body: `${r.chance(0.3) ? k.tabs(['~', 'server', 'build'].slice(0, r.int(2, 3)), { closable: true, cls: 'fill' }) : ''}<div class="grow" style="background:${bg};color:${dark ? '#e8e8e8' : '#222'};font:${k.t.size}px/1.4 var(--mono);padding:6px 8px;white-space:pre;overflow:hidden;position:relative"${attrs({ k: 'field', r: 'terminal', n: 'Terminal', e: 'Terminal', s: ['multiline', 'focused'] })}>${rows.join('\n')}</div>` }; // prettier-ignore
}

export function mail(k, { w }) {
  const { r, stock } = k;
  const boxes = ['inbox', 'favourite', 'send', 'drafts', 'archive', 'spam', 'delete'];
  const side = `<div class="side" style="width:${r.int(140, 200)}px"${attrs({ g: 'list', gn: 'folders', ct: 'sidebar' })}>${r.chance(0.5) ? `<div style="padding:4px 4px 8px">${k.action('new', { cls: 'primary stretch', icon: 'edit' })}</div>` : ''}${boxes
    .slice(0, r.int(4, 7))
    .map((id, i) =>
      k.sideItem(k.concept(id), {
        icon: id,
        on: i === 0,
        trailing: r.chance(0.3) ? `<span class="badge">${r.int(1, 99)}</span>` : '',
      }),
    )
    .join('')}</div>`;
  const rows = many(r.int(5, 14), (i) => k.item(stock.name(k, 'person'), { sub: k.w(r.pick(['line', 'long'])), on: i === 1, start: (r.chance(0.3) ? k.check({ t: '', en: '' }, { on: false }) : '') + (r.chance(0.6) ? k.avatar() : ''), end: `<span class="dim small">${stock.name(k, 'time')}</span>${r.chance(0.25) ? k.iconButton('favourite', { cls: 'ghost', style: 'height:22px;width:22px;--icon:15px' }) : ''}`, role: 'message' })); // prettier-ignore
  const list = `<div class="view" style="width:${w > 700 ? r.int(230, 330) : 220}px;flex:none;border-right:1px solid var(--border)">${k.list(rows, { cls: '', name: 'messages' })}</div>`;
  const read = `<div class="col grow pad" style="overflow:hidden"><b class="big ell">${k.text('long')}</b><div class="row">${k.avatar()}<span class="lt grow"><b class="ell">${stock.name(k, 'person')}</b><br><span class="dim small">${stock.name(k, 'mail')}</span></span>${k.tools(['reply', 'forward_mail', 'more'], { icon: true })}</div><div class="sep"></div>${many(r.int(2, 8), () => `<p style="margin:0">${k.text('line')} ${k.text('line')}</p>`).join('')}${r.chance(0.4) ? `<div class="row">${k.button(stock.name(k, 'file'), { icon: 'attach', role: 'attachment' })}${k.iconButton('download')}</div>` : ''}</div>`;
  return { title: k.concept('mail'), icon: 'mail', menubar: barMenus(k), left: k.tools(['new', 'refresh', '|', 'reply', 'reply_all', 'forward_mail', '|', 'archive', 'delete'].slice(0, r.int(3, 9))), right: k.tools(['find', 'menu'], { icon: true }), body: `<div class="row grow" style="gap:0;align-items:stretch">${side}${list}${w > 640 ? read : ''}</div>` }; // prettier-ignore
}

export function chat(k) {
  const { r, stock } = k;
  const rows = many(r.int(4, 12), (i) => k.item(stock.name(k, 'person'), { sub: k.w('line'), on: i === 0, start: k.avatar(), end: r.chance(0.3) ? `<span class="badge">${r.int(1, 9)}</span>` : `<span class="small dim">${stock.name(k, 'time')}</span>`, role: 'conversation' })); // prettier-ignore
  const talk = many(r.int(3, 9), () => `<div class="bubble ${r.chance(0.4) ? 'me' : ''}">${k.text('line')}</div>`);
  const entry = `<div class="row pad">${k.tools(['attach', r.pick(['picture', 'mic'])], { icon: true })}${k.field({ hint: k.w('hint'), cls: `grow ${r.chance(0.5) ? 'pill' : ''}`, role: 'message', en: 'Message' })}${k.iconButton('send', { cls: 'primary' })}</div>`; // prettier-ignore
  return { title: k.concept('chat'), icon: 'chat', left: k.tools(['add', 'find'], { icon: true }), right: k.tools(['phone', 'video', 'menu'], { icon: true }), body: `<div class="row grow" style="gap:0;align-items:stretch"><div class="side" style="width:${r.int(190, 270)}px;padding:0">${k.list(rows, { cls: '', name: 'conversations' })}</div><div class="col grow view" style="gap:0"><div class="row pad" style="border-bottom:1px solid var(--border)">${k.avatar()}<b class="grow ell">${stock.name(k, 'person')}</b>${k.tools(['find', 'more'], { icon: true })}</div><div class="col grow pad" style="overflow:hidden;justify-content:flex-end">${talk.join('')}</div>${entry}</div></div>` }; // prettier-ignore
}

export function calendarApp(k, { h }) {
  const { r, stock } = k;
  const month = k.w('month');
  const cell = Math.max(40, Math.floor((h - 170) / 5));
  const cells = many(
    35,
    (i) =>
      `<div style="border:solid var(--border);border-width:1px 0 0 1px;height:${cell}px;padding:2px 4px;overflow:hidden"${attrs({ k: 'button', r: 'day', e: String((i % 30) + 1) })}><span class="small ${i === 16 ? 'badge' : 'dim'}">${(i % 30) + 1}</span>${r.chance(0.22) ? `<div class="ell small" style="background:hsl(${r.int(0, 359)} 55% ${k.t.dark ? 32 : 82}%);border-radius:3px;padding:0 4px"${attrs({ k: 'button', r: 'event' })}>${stock.name(k, 'time')} ${esc(k.w('nav').t)}</div>` : ''}</div>`,
  );
  const side = r.chance(0.5) ? `<div class="side pad" style="width:230px">${monthView(k)}<h6>${k.text('section')}</h6>${many(r.int(2, 5), () => k.check(k.w('place'))).join('')}</div>` : ''; // prettier-ignore
  return { title: k.concept('calendar'), icon: 'calendar', left: k.tools(['add', 'previous', 'next'], { icon: true }), center: k.tabs(k.stock.words.period.slice(0, 3).map((x) => ({ t: x[k.lang], en: x.en })), { on: 2 }), right: k.tools(['find', 'menu'], { icon: true }), body: `<div class="row grow" style="gap:0;align-items:stretch">${side}<div class="view grow"><div class="row pad"><b class="big">${esc(month.t)} ${r.int(2024, 2031)}</b></div><div class="grid" style="grid-template-columns:repeat(7,1fr);gap:0"${attrs({ g: 'grid', gn: 'month' })}>${stock.words.day.map((d) => `<span class="center dim small">${esc(d[k.lang] ?? d.en)}</span>`).join('')}${cells.join('')}</div></div></div>` }; // prettier-ignore
}
