// What is inside application windows, part two: media, drawing, office, tools, games.
import { attrs, esc } from './kit.mjs';

const many = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const word = (k, kind, en) => { const x = k.stock.words[kind].find((m) => m.en === en); return { t: x[k.lang] ?? x.en, en }; }; // prettier-ignore
const menus = (k, ...more) => ['File', 'Edit', 'View', ...more, 'Help'].map((en) => word(k, 'menu', en));

export function calculator(k, { w, h }) {
  const r = k.r;
  const sci = r.chance(0.35);
  const keys = sci ? ['sin', 'cos', 'tan', 'π', '(', ')', 'x²', '√', '7', '8', '9', '÷', 'ln', 'log', '4', '5', '6', '×', 'e', 'xʸ', '1', '2', '3', '−', '!', '%', '0', '.', '=', '+'] : ['C', '(', ')', '÷', '7', '8', '9', '×', '4', '5', '6', '−', '1', '2', '3', '+', '0', r.pick(['.', ',']), '%', '=']; // prettier-ignore
  const cols = sci ? 6 : 4;
  const kh = Math.max(22, Math.floor((h - 150) / Math.ceil(keys.length / cols)) - 6);
  const pad = keys.map((t) => `<span class="btn tx ${t === '=' ? 'primary' : ''}" style="height:${kh}px;padding:0;font-size:1.2em"${attrs({ k: 'button', r: 'key', e: { '÷': 'divide', '×': 'multiply', '−': 'minus', '+': 'plus', '=': 'equals', C: 'clear', '√': 'square root', '%': 'percent' }[t] ?? t })}>${t}</span>`); // prettier-ignore
  const value = `${r.int(1, 99999)}${r.chance(0.4) ? `${r.pick(['+', '×', '÷', '−'])}${r.int(1, 99)}` : ''}`;
  return { title: k.concept('calculator'), icon: 'calculator', menubar: menus(k), left: k.tools(['undo'], { icon: true }), right: k.tools(['menu'], { icon: true }), body: `<div class="col grow pad">${k.field({ value, role: 'display', en: 'Display', cls: 'end', style: `height:${Math.min(84, h * 0.16)}px;font-size:1.7em;width:100%` })}<div class="grid grow" style="grid-template-columns:repeat(${cols},1fr);gap:${r.int(2, 6)}px"${attrs({ g: 'grid', gn: 'keypad' })}>${pad.join('')}</div></div>`, small: [260, 380] }; // prettier-ignore
}

export function imageViewer(k, { w, h }) {
  const r = k.r;
  const over = r.chance(0.5) ? `<div class="row tool" style="position:absolute;${r.pick(['bottom:16px;left:50%;transform:translateX(-50%)', 'bottom:16px;right:16px', 'top:12px;right:12px'])};background:rgb(20 20 20/.7);color:#fff;border-radius:8px;padding:4px"${attrs({ g: 'toolbar', gn: 'overlay' })}>${k.tools(r.some(['zoom_in', 'zoom_out', 'rotate_left', 'rotate_right', 'fullscreen', 'favourite', 'delete', 'share'], r.int(2, 6)), { icon: true, cls: 'ghost' })}</div>` : ''; // prettier-ignore
  const arrows = r.chance(0.6) ? `<span style="position:absolute;left:10px;top:48%">${k.iconButton('previous', { cls: 'round', style: 'background:rgb(0 0 0/.6)!important;color:#fff' })}</span><span style="position:absolute;right:10px;top:48%">${k.iconButton('next', { cls: 'round', style: 'background:rgb(0 0 0/.6)!important;color:#fff' })}</span>` : ''; // prettier-ignore
  const strip = r.chance(0.3) ? `<div class="row view" style="padding:6px;gap:6px;height:76px;overflow:hidden"${attrs({ g: 'list', gn: 'thumbnails' })}>${many(12, () => k.picture('width:84px;height:62px')).join('')}</div>` : ''; // prettier-ignore
  const side = r.chance(0.3) && w > 600 ? `<div class="side pad" style="width:220px;gap:8px"${attrs({ ct: 'sidebar' })}><b>${k.text('section')}</b>${many(4, () => { const l = k.w('slider'); return `<div class="col" data-row="1" style="gap:2px"><span>${esc(l.t)}</span>${k.slider(l, { style: 'flex:none' })}</div>`; }).join('')}<div class="row">${k.action('cancel')}${k.action('apply', { cls: 'primary' })}</div></div>` : ''; // prettier-ignore
  return { title: k.stock.name(k, 'file').replace(/\.\w+$/, '.jpg'), icon: 'picture', menubar: menus(k, 'Image'), left: k.tools(r.some(['back', 'open', 'zoom_in', 'zoom_out', 'zoom_fit'], 3)), right: k.tools(['edit', 'print', 'fullscreen', 'menu'].slice(r.int(0, 2)), { icon: true }), body: `<div class="row grow" style="gap:0;align-items:stretch"><div class="grow" style="position:relative;background:#1c1c1c">${k.picture(`position:absolute;inset:${r.int(0, 20)}px`)}${arrows}${over}</div>${side}</div>${strip}` }; // prettier-ignore
}

export function map(k, { w, h }) {
  const r = k.r;
  const lines = many(24, () => `<path d="M${r.int(-50, w)} ${r.int(-50, h)} Q${r.int(0, w)} ${r.int(0, h)} ${r.int(0, w)} ${r.int(0, h + 60)}" stroke="${r.pick(['#fff', '#f6d98b', '#ffffff', '#e8b36a'])}" stroke-width="${r.int(2, 10)}" fill="none"/>`).join(''); // prettier-ignore
  const blobs = many(8, () => `<ellipse cx="${r.int(0, w)}" cy="${r.int(0, h)}" rx="${r.int(30, 200)}" ry="${r.int(20, 140)}" fill="${r.pick(['#bfe0b0', '#a9d3ea', '#d9e8c8', '#d8d2c8'])}"/>`).join(''); // prettier-ignore
  const names = many(r.int(4, 12), () => `<span style="position:absolute;left:${r.int(5, 90)}%;top:${r.int(8, 90)}%;color:#333;text-shadow:0 0 3px #fff" class="small">${k.stock.name(k, 'city')}</span>`).join(''); // prettier-ignore
  const pins = many(r.int(1, 4), () => `<span style="position:absolute;left:${r.int(20, 80)}%;top:${r.int(20, 80)}%;color:#d33;--icon:28px"${attrs({ k: 'icon', r: 'pin', c: 'location', e: 'Location', n: k.concept('location').t })}>${k.icon('location')}</span>`).join(''); // prettier-ignore
  return { title: k.concept('map'), icon: 'map', left: k.tools(['menu', 'back'], { icon: true }), right: k.tools(['bookmark', 'share', 'more'], { icon: true }), body: `<div class="grow" style="position:relative;background:#ece7de"><svg class="deco" style="position:absolute;inset:0" width="100%" height="100%">${blobs}${lines}</svg>${names}${pins}<div style="position:absolute;left:14px;top:14px;width:${Math.min(300, w * 0.5)}px;display:flex">${k.search({ style: 'flex:1' })}</div><div class="col" style="position:absolute;right:14px;bottom:20px;gap:4px"${attrs({ g: 'toolbar', gn: 'map controls' })}>${['zoom_in', 'zoom_out', 'location', 'layers'].slice(0, r.int(2, 4)).map((id) => k.iconButton(id === 'zoom_in' && r.chance(0.5) ? 'add' : id === 'zoom_out' && r.chance(0.5) ? 'remove' : id, { cls: 'keep', style: 'background:var(--view)!important' })).join('')}</div></div>` }; // prettier-ignore
}

export function player(k, { w, h }) {
  const { r, stock } = k;
  const video = r.chance(0.4);
  const transport = k.tools(r.chance(0.5) ? ['shuffle', 'skip_prev', r.pick(['play', 'pause']), 'skip_next', 'repeat'] : ['skip_prev', r.pick(['play', 'pause']), 'stop', 'skip_next'], { icon: true }); // prettier-ignore
  const bar = `<div class="row pad tool" style="${video ? 'position:absolute;left:0;right:0;bottom:0;background:rgb(0 0 0/.6);color:#fff' : 'border-top:1px solid var(--border)'}"${attrs({ g: 'toolbar', gn: 'playback' })}>${transport}<span class="small nw">${r.int(0, 5)}:${r.int(10, 59)}</span>${k.slider({ t: 'Position', en: 'Position' })}<span class="small nw">${r.int(5, 9)}:${r.int(10, 59)}</span>${k.tools(['volume', video ? 'subtitles' : 'list_view', video ? 'fullscreen' : 'favourite'], { icon: true })}${r.chance(0.4) ? `<span style="width:90px;display:flex">${k.slider(k.concept('volume'))}</span>` : ''}</div>`; // prettier-ignore
  if (video) return { title: k.w('app'), icon: 'video', menubar: menus(k, 'Playback'), left: k.tools(['back', 'add'], { icon: true }), right: k.tools(['menu'], { icon: true }), body: `<div class="grow" style="position:relative;background:#000">${k.picture('position:absolute;inset:0 0 0 0')}${r.chance(0.3) ? `<span style="position:absolute;left:50%;top:45%;--icon:44px">${k.iconButton('play', { cls: 'round', style: 'width:76px;height:76px;background:rgb(0 0 0/.6)!important;color:#fff' })}</span>` : ''}${bar}</div>` }; // prettier-ignore
  const albums = r.chance(0.4);
  const body = albums
    ? `<div class="grid pad" style="grid-template-columns:repeat(auto-fill,minmax(120px,1fr))"${attrs({ g: 'grid', gn: 'albums' })}>${many(r.int(4, 16), () => `<div class="tile"${attrs({ k: 'image', r: 'album' })}><div class="pic" style="width:100%;aspect-ratio:1;border-radius:var(--radius);background-image:url(${stock.photo(k)})"></div><b class="ell" style="max-width:100%">${stock.name(k, 'song')}</b><span class="dim small">${stock.name(k, 'person')}</span></div>`).join('')}</div>`
    : k.table([word(k, 'column', 'Name'), word(k, 'column', 'Artist'), word(k, 'column', 'Album'), word(k, 'column', 'Duration')], many(r.int(6, 22), () => [stock.name(k, 'song'), stock.name(k, 'person'), stock.name(k, 'song'), `${r.int(1, 6)}:${r.int(10, 59)}`]), { on: 2 }); // prettier-ignore
  const side = `<div class="side" style="width:170px"${attrs({ g: 'list', gn: 'library', ct: 'sidebar' })}>${[
    'music',
    'users',
    'favourite',
    'recent',
    'broadcast',
    'add',
  ]
    .slice(0, r.int(3, 6))
    .map((id, i) => k.sideItem(i ? k.concept(id) : k.concept('music'), { icon: id, on: i === 0 }))
    .join('')}</div>`;
  return { title: k.concept('music'), icon: 'music', menubar: menus(k, 'Playback'), left: k.tools(['open', 'find'], { icon: true }), right: k.tools(['menu'], { icon: true }), body: `<div class="row grow" style="gap:0;align-items:stretch">${w > 520 ? side : ''}<div class="view grow">${body}</div></div>${bar}` }; // prettier-ignore
}

export function paint(k, { w, h }) {
  const r = k.r;
  const ids = r.some(['pointer', 'select_rect', 'crop', 'brush', 'edit', 'fill', 'eyedropper', 'clear', 'text_tool', 'line', 'shapes', 'hand', 'zoom_in', 'magic', 'ruler', 'rotate_right', 'flip'], r.int(6, 16)); // prettier-ignore
  const cols = r.pick([1, 2, 2, 3]);
  const tools = `<div style="display:grid;grid-template-columns:repeat(${cols},auto);gap:2px;padding:4px;align-content:start;background:var(--bg)" class="tool"${attrs({ g: 'toolbar', gn: 'toolbox' })}>${ids.map((id, i) => k.iconButton(id, { s: i === 1 ? ['pressed'] : [] })).join('')}</div>`; // prettier-ignore
  const shapes = many(r.int(3, 12), () => r.pick([`<rect x="${r.int(0, w - 300)}" y="${r.int(0, h - 200)}" width="${r.int(30, 220)}" height="${r.int(20, 160)}" fill="hsl(${r.int(0, 359)} 60% 60%)"/>`, `<circle cx="${r.int(40, w - 260)}" cy="${r.int(40, h - 160)}" r="${r.int(10, 90)}" fill="hsl(${r.int(0, 359)} 60% 55%)"/>`, `<path d="M${r.int(0, 300)} ${r.int(0, 300)} L${r.int(0, w - 300)} ${r.int(0, h - 200)}" stroke="#333" stroke-width="${r.int(1, 9)}"/>`])).join(''); // prettier-ignore
  const canvas = `<div class="grow" style="background:color-mix(in srgb,var(--bg),#000 25%);position:relative;overflow:hidden">${r.chance(0.3) ? k.picture(`position:absolute;inset:${r.int(10, 50)}px`) : `<svg class="deco" style="position:absolute;left:20px;top:16px;background:#fff" width="${w * 0.55}" height="${h * 0.62}">${shapes}</svg>`}</div>`;
  const layers = k.list(many(r.int(2, 6), (i) => k.item({ t: `${word(k, 'menu', 'Layer').t} ${i + 1}`, en: `Layer ${i + 1}` }, { on: i === 0, start: k.iconButton(r.chance(0.8) ? 'show' : 'hide', { cls: 'ghost', style: 'width:22px;height:22px;--icon:15px' }), role: 'layer' })), { cls: '', name: 'layers' }); // prettier-ignore
  const right = w > 620 ? `<div class="side" style="width:${r.int(170, 230)}px;gap:8px;padding:8px"${attrs({ ct: 'sidebar' })}>${k.tabs([word(k, 'menu', 'Layer'), k.w('section')], {})}${layers}<div class="toolbar tool"${attrs({ g: 'toolbar', gn: 'layer buttons' })}>${k.tools(['add', 'up', 'down', 'duplicate', 'delete'], { icon: true })}</div>${['Opacity', 'Brush size'].map((en) => { const l = word(k, 'slider', en); return `<div class="row" data-row="1"><span class="small nw">${esc(l.t)}</span>${k.slider(l)}</div>`; }).join('')}${palette(k)}</div>` : ''; // prettier-ignore
  return { title: `${k.stock.name(k, 'stem')}.png`, icon: 'brush', keepMenubar: true, menubar: menus(k, 'Image', 'Layer', 'Tools'), left: k.tools(['new', 'open', 'save'], {}), right: k.tools(['undo', 'redo'], { icon: true }), body: `${r.chance(0.5) ? k.toolbar(['new', 'open', 'save', '|', 'undo', 'redo', '|', 'zoom_in', 'zoom_out']) : ''}<div class="row grow" style="gap:0;align-items:stretch">${tools}${canvas}${right}</div><div class="statusbar">${palette(k, 14)}<span>${r.int(10, 1900)}, ${r.int(10, 900)} px</span><span>${r.int(20, 200)} %</span></div>` }; // prettier-ignore
}
export function palette(k, n = 20) {
  const names = [
    'red',
    'orange',
    'yellow',
    'green',
    'teal',
    'blue',
    'purple',
    'pink',
    'brown',
    'grey',
    'black',
    'white',
  ];
  const css = { teal: '#169b94', grey: '#8b8b8b', blue: '#2b6be0', green: '#2f9e44', red: '#d92d2d', orange: '#f08c2e', yellow: '#f3d13b', purple: '#8b46c8', pink: '#e86aa6', brown: '#7a5230' }; // prettier-ignore
  return `<div style="display:flex;flex-wrap:wrap;gap:3px"${attrs({ g: 'grid', gn: 'palette' })}>${many(Math.min(n, 12), (i) => `<span class="swatch ${i === 3 ? 'on' : ''}" style="width:${n === 14 ? 15 : 22}px;height:${n === 14 ? 15 : 22}px;background:${css[names[i]] ?? names[i]}"${attrs({ k: 'button', r: 'swatch', n: names[i], e: names[i], s: i === 3 ? ['selected'] : [] })}></span>`).join('')}</div>`;
}

export function writer(k, { w, h }) {
  const { r, stock } = k;
  const ribbon = r.chance(0.35);
  const fmt = ['bold', 'italic', 'underline', 'strike', '|', 'align_left', 'align_center', 'align_right', 'justify', '|', 'bullets', 'numbering', 'indent', 'outdent', '|', 'text_color', 'highlight', 'link', 'picture', 'table'].slice(0, w > 760 ? 20 : 9); // prettier-ignore
  const fonts = k.combo({ t: k.concept('font').t, en: 'Font' }, r.pick(['Sans', 'Serif', 'Liberation Serif', 'Times', 'Carlito']), { style: 'width:120px' }) + k.combo({ t: '', en: 'Font size' }, String(r.pick([10, 11, 12, 14, 18])), { style: 'width:58px' }); // prettier-ignore
  const bars = ribbon
    ? k.tabs(['File', 'Edit', 'View', 'Insert', 'Format'].map((en) => word(k, 'menu', en)), { on: 1 }) + `<div class="toolbar line" style="gap:8px">${[['paste', 'cut', 'copy'], ['bold', 'italic', 'underline', 'text_color'], ['align_left', 'align_center', 'bullets', 'numbering'], ['find', 'replace', 'select_all']].map((g) => { const s = k.w('section'); return `<div class="col" style="gap:2px;border-right:1px solid var(--border);padding:0 8px"${attrs({ g: 'toolbar', gn: s.t, ct: 'section' })}><div class="row tool" style="gap:2px">${g.map((id, i) => (i === 0 && r.chance(0.5) ? k.button(k.concept(id), { c: id, icon: id, cls: 'below' }) : k.iconButton(id))).join('')}</div><span class="small dim center">${esc(s.t)}</span></div>`; }).join('')}</div>`
    : k.toolbar(['new', 'open', 'save', '|', 'export', 'print', '|', 'cut', 'copy', 'paste', '|', 'undo', 'redo', '|', 'find', 'spell', 'table', 'picture', 'chart', 'link'].slice(0, w > 700 ? 20 : 12), { icon: true }) + `<div class="toolbar tool line" style="gap:3px"${attrs({ g: 'toolbar', gn: 'formatting' })}>${fonts}${k.tools(fmt, { icon: true })}</div>`; // prettier-ignore
  const paper = `<div style="background:#fff;color:#111;margin:18px auto;width:${Math.min(620, w * 0.72)}px;height:900px;padding:46px 54px;box-shadow:0 1px 6px rgb(0 0 0/.35);font-family:'Liberation Serif',serif;font-size:${r.int(12, 16)}px"${attrs({ k: 'field', r: 'document', e: 'Document', n: 'Document', s: ['multiline'] })}><h2 style="margin:0 0 10px">${k.text('nav')}</h2>${many(6, () => `<p>${many(r.int(2, 5), () => k.text('line')).join(' ')}</p>`).join('')}</div>`;
  const side = r.chance(0.3) && w > 760 ? `<div class="side pad" style="width:210px;gap:8px">${many(4, () => { const l = k.w('combo'); return `<div class="frow top" data-row="1"><span class="lab">${esc(l.t)}</span>${k.combo(l, k.w('radio').t, { style: 'width:100%' })}</div>`; }).join('')}</div>` : ''; // prettier-ignore
  return { title: `${stock.name(k, 'stem')}.odt – ${word(k, 'app', 'Word Processor').t}`, icon: 'file_text', keepMenubar: true, menubar: ribbon ? undefined : menus(k, 'Insert', 'Format', 'Tools', 'Table', 'Window'), body: `${bars}<div class="row grow" style="gap:0;align-items:stretch"><div class="grow" style="background:color-mix(in srgb,var(--bg),#888 25%);overflow:hidden;position:relative">${paper}${k.scrollbar()}</div>${side}</div><div class="statusbar"><span>1 / ${r.int(1, 40)}</span><span>${r.int(20, 4000)}</span><span class="grow"></span>${k.iconButton('remove', { cls: 'ghost', style: 'height:20px;width:20px;--icon:13px' })}<span style="width:110px;display:flex">${k.slider({ t: 'Zoom', en: 'Zoom' })}</span>${k.iconButton('add', { cls: 'ghost', style: 'height:20px;width:20px;--icon:13px' })}<span>${r.int(50, 200)} %</span></div>` }; // prettier-ignore
}

export function sheet(k, { w, h }) {
  const { r, stock } = k;
  const cols = Math.max(4, Math.min(14, Math.floor(w / 90)));
  const rows = Math.max(5, Math.floor((h - 190) / (k.t.size * 1.65)));
  const at = [r.int(0, 5), r.int(0, cols - 1)];
  const head = `<tr><th style="width:34px"></th>${many(cols, (i) => `<th class="center"${attrs({ k: 'button', r: 'column_header', e: `Column ${String.fromCharCode(65 + i)}` })}>${String.fromCharCode(65 + i)}</th>`).join('')}</tr>`;
  const body = many(rows, (y) => `<tr><th class="r"${attrs({ k: 'button', r: 'row_header', e: `Row ${y + 1}` })}>${y + 1}</th>${many(cols, (x) => { const here = at[0] === y && at[1] === x; const v = y === 0 ? k.text('column') : r.chance(0.45) ? (x === 0 ? esc(stock.name(k, 'product')) : r.chance(0.8) ? String(r.int(1, 9000)) : stock.name(k, 'price')) : ''; return `<td class="${/^\d/.test(v) ? 'r' : ''}" style="${here ? 'outline:2px solid var(--accent);outline-offset:-2px' : ''}"${attrs({ k: 'field', r: 'cell', e: `${String.fromCharCode(65 + x)}${y + 1}`, n: `${String.fromCharCode(65 + x)}${y + 1}`, s: here ? ['selected'] : [] })}>${v}</td>`; }).join('')}</tr>`); // prettier-ignore
  const formula = `<div class="toolbar line" style="gap:4px"${attrs({ g: 'toolbar', gn: 'formula bar' })}>${k.field({ value: `${String.fromCharCode(65 + at[1])}${at[0] + 1}`, role: 'name_box', en: 'Cell name', style: 'width:80px' })}${k.tools(['formula', 'cancel', 'check'], { icon: true })}${k.field({ value: r.pick(['=SUM(B2:B9)', '42', '=A1*1.19', '']), role: 'formula', en: 'Formula', cls: 'grow' })}</div>`;
  return { title: `${stock.name(k, 'stem')}.ods`, icon: 'table', keepMenubar: true, menubar: menus(k, 'Insert', 'Format', 'Data', 'Window'), body: `${k.toolbar(['new', 'open', 'save', '|', 'print', '|', 'cut', 'copy', 'paste', '|', 'undo', 'redo', '|', 'sort', 'filter', 'chart', 'formula'], { icon: true })}${r.chance(0.6) ? k.toolbar(['bold', 'italic', 'underline', '|', 'align_left', 'align_center', 'align_right', '|', 'fill', 'text_color'], { icon: true }) : ''}${formula}<div class="view grow"><table class="t cells"${attrs({ ct: 'table' })}><thead>${head}</thead><tbody${attrs({ g: 'table' })}>${body.join('')}</tbody></table></div><div class="row" style="padding:2px 6px">${k.iconButton('add', { cls: 'ghost' })}${k.tabs(many(r.int(1, 4), (i) => `${k.concept('table').t}${i + 1}`), {})}</div>` }; // prettier-ignore
}

export function processes(k, { h }) {
  const { r, stock } = k;
  const names = [
    'systemd',
    'firefox',
    'bash',
    'kworker/0:1',
    'Xorg',
    'pulseaudio',
    'dbus-daemon',
    'python3',
    'node',
    'cupsd',
    'sshd',
    'NetworkManager',
    'gvfsd',
    'code',
    'gnome-session',
  ];
  const cols = [
    word(k, 'column', 'Name'),
    { t: 'CPU %', en: 'CPU %' },
    word(k, 'column', 'Memory'),
    { t: 'PID', en: 'PID' },
    word(k, 'column', 'Status'),
  ];
  const tab = k.tabs([k.w('section'), k.w('section'), k.w('section')], {});
  return { title: word(k, 'app', 'System Monitor'), icon: 'monitor', menubar: menus(k), left: k.tools(['find'], { icon: true }), center: tab, right: k.tools(['menu'], { icon: true }), body: `<div class="view grow">${k.table(cols, many(Math.min(26, Math.floor(h / 28)), () => [r.pick(names), r.real(0, 40).toFixed(1), stock.name(k, 'size'), String(r.int(1, 32000)), k.text('status')]), { on: r.int(0, 6) })}</div><div class="row end pad">${k.button(k.w('answer'))}${k.action('stop', { cls: 'danger' })}</div>` }; // prettier-ignore
}

export function software(k, { w }) {
  const { r, stock } = k;
  const list = r.chance(0.5);
  const ids = k.stock.list.map((c) => c.id);
  const name = () => stock.name(k, 'software');
  const button = () =>
    k.action(r.pick(['install', 'install', 'uninstall', 'open', 'update']), { cls: r.chance(0.4) ? 'primary' : '' });
  const body = list
    ? k.list(many(r.int(4, 9), () => k.item(name(), { sub: k.w('line'), start: k.app(r.pick(ids), 40), end: button(), role: 'app_row' })))
    : `<div class="grid" style="grid-template-columns:repeat(auto-fill,minmax(${r.int(130, 220)}px,1fr))"${attrs({ g: 'grid', gn: 'apps' })}>${many(r.int(5, 15), () => { const n = name(); return `<div class="card pad col" style="gap:6px"${attrs({ k: 'row', r: 'card', e: n })}><div class="row">${k.app(r.pick(ids), 44)}<span class="lt"><b class="ell">${n}</b><br><span class="dim small">★ ${r.real(2, 5).toFixed(1)}</span></span></div><span class="small dim">${k.text('line')}</span>${r.chance(0.6) ? button() : ''}</div>`; }).join('')}</div>`; // prettier-ignore
  const hero = r.chance(0.5) ? `<div class="pic" style="height:150px;border-radius:var(--radius);background-image:url(${stock.photo(k)});display:flex;align-items:flex-end;padding:14px;color:#fff;text-shadow:0 1px 4px #000"${attrs({ k: 'image', r: 'banner' })}><b class="big">${name()}</b></div>` : ''; // prettier-ignore
  return { title: word(k, 'app', 'Software'), icon: 'app_store', left: k.tools(['find'], { icon: true }), center: k.tabs([k.w('section'), word(k, 'status', 'Installed'), k.concept('update')], { icons: r.chance(0.4) ? ['apps', 'check', 'update'] : undefined }), right: k.tools(['menu'], { icon: true }), body: `<div class="col pad grow" style="overflow:hidden">${hero}<h3 class="sec">${k.text('section')}</h3>${body}</div>` }; // prettier-ignore
}

export function game(k, { w, h }) {
  const r = k.r;
  const n = r.pick([6, 8, 9, 10]);
  const size = Math.max(16, Math.floor(Math.min(w - 40, h - 130) / n));
  const kind = r.pick(['mines', 'sudoku', 'board', 'tiles']);
  const cells = many(n * n, (i) => { const v = kind === 'mines' ? (r.chance(0.3) ? r.int(1, 4) : '') : kind === 'sudoku' ? (r.chance(0.4) ? r.int(1, 9) : '') : kind === 'tiles' ? r.pick(['♣', '♦', '♥', '♠', '★']) : r.chance(0.2) ? r.pick(['●', '○']) : ''; return `<span class="center" style="height:${size}px;line-height:${size}px;font-size:${size * 0.55}px;background:${kind === 'board' && (Math.floor(i / n) + i) % 2 ? 'var(--bg3)' : v === '' ? 'var(--btn-bg)' : 'var(--view)'};border:1px solid var(--border)"${attrs({ k: 'button', r: 'cell', e: `row ${Math.floor(i / n) + 1} column ${(i % n) + 1}`, n: `${Math.floor(i / n) + 1}, ${(i % n) + 1}` })}>${v}</span>`; }); // prettier-ignore
  return { title: k.concept('games'), icon: 'games', menubar: menus(k), left: k.tools(['dice', 'undo', 'help'], {}), right: k.tools(['pause', 'menu'], { icon: true }), body: `<div class="col pad grow mid" style="align-items:center"><div class="row"><b>${r.int(0, 9)}:${r.int(10, 59)}</b><span class="dim">${r.int(0, 40)} / 40</span></div><div class="grid" style="grid-template-columns:repeat(${n},${size}px);gap:0"${attrs({ g: 'grid', gn: 'board' })}>${cells.join('')}</div></div>` }; // prettier-ignore
}

export function clocks(k) {
  const { r, stock } = k;
  const mode = r.pick(['alarms', 'timer', 'world']);
  const tabs = k.tabs([k.concept('globe'), k.concept('alarm'), k.concept('timer')], {
    on: ['world', 'alarms', 'timer'].indexOf(mode),
    icons: ['globe', 'alarm', 'timer'],
  });
  const body = mode === 'timer' ? `<div class="col mid grow" style="align-items:center"><span style="font-size:3.6em">0${r.int(0, 9)}:${r.int(10, 59)}:${r.int(10, 59)}</span><div class="row">${k.action(r.pick(['play', 'pause', 'stop']), { cls: 'primary' })}${k.action('clear')}</div></div>` : k.list(many(r.int(3, 7), () => { const t = stock.name(k, 'time'); return k.item(mode === 'alarms' ? t : stock.name(k, 'city'), { sub: mode === 'alarms' ? k.w('day').t : t, end: mode === 'alarms' ? k.toggle({ t, en: t }) + k.iconButton('delete', { cls: 'ghost' }) : `<b class="big">${t}</b>${k.iconButton('remove', { cls: 'ghost' })}`, plain: mode === 'alarms' }); })); // prettier-ignore
  return {
    title: k.concept('clock'),
    icon: 'clock',
    left: k.tools(['add'], { icon: true }),
    center: tabs,
    right: k.tools(['menu'], { icon: true }),
    body: `<div class="col pad grow">${body}</div>`,
  };
}

export function todo(k) {
  const { r } = k;
  const rows = many(r.int(4, 12), () => { const l = k.w(r.pick(['nav', 'str', 'section'])); return `<div class="li" data-row="1">${k.check(l, {})}<span class="grow"></span>${r.chance(0.4) ? `<span class="chip">${k.text('status')}</span>` : ''}${k.iconButton('edit', { cls: 'ghost' })}${k.iconButton('delete', { cls: 'ghost' })}</div>`; }); // prettier-ignore
  return { title: k.concept('task'), icon: 'task', left: k.tools(['sidebar', 'add'], { icon: true }), right: k.tools(['sort', 'menu'], { icon: true }), body: `<div class="col pad grow" style="overflow:hidden"><div class="row">${k.field({ hint: k.w('hint'), cls: 'grow', en: 'New task', role: 'entry' })}${k.action('add', { cls: 'primary', icon: r.chance(0.5) ? 'add' : undefined })}</div><div class="row wrap">${many(r.int(2, 4), (i) => `<span class="chip ${i === 0 ? 'on' : ''}"${attrs({ k: 'button', r: 'chip' })}>${k.text('status')}</span>`).join('')}</div>${k.list(rows)}</div>` }; // prettier-ignore
}

/** A workbench of any kind: bars of actions from the whole table around a list, a picture or a form. */
export function studio(k, { w, h }) {
  const { r, stock } = k;
  const ids = r.shuffle(stock.list.map((c) => c.id));
  const bar = (name) => `<div class="toolbar tool line ${r.chance(0.3) ? 'wrap' : ''}"${attrs({ g: 'toolbar', gn: name })}>${k.tools(ids.splice(0, r.int(4, Math.max(5, Math.floor(w / 90)))).flatMap((id) => (r.chance(0.2) ? ['|', id] : [id])), r.chance(0.7) ? { icon: true } : {})}</div>`; // prettier-ignore
  const strip = r.chance(0.5) ? `<div class="col tool" style="flex:none;gap:2px;padding:4px;background:var(--bg)"${attrs({ g: 'toolbar', gn: 'side bar' })}>${k.tools(ids.splice(0, r.int(3, 9)), { icon: true })}</div>` : ''; // prettier-ignore
  const cards = `<div class="grid pad" style="grid-template-columns:repeat(auto-fill,minmax(${r.int(90, 180)}px,1fr))"${attrs({ g: 'grid', gn: 'actions' })}>${ids.splice(0, r.int(6, 20)).map((id) => `<div class="tile ${r.chance(0.5) ? 'card' : ''}" style="--icon:${r.pick([24, 32, 40])}px"${attrs({ k: 'button', r: 'action_tile', c: id, e: k.concept(id).en })}>${k.icon(id)}<span class="nm">${esc(k.concept(id).t)}</span></div>`).join('')}</div>`; // prettier-ignore
  const rows = k.list(many(r.int(4, 9), () => { const id = ids.pop(); return k.item(k.concept(id), { sub: r.chance(0.4) ? k.w('line') : undefined, start: k.icon(id), c: id, end: r.some(ids, r.int(0, 2)).map((x) => k.iconButton(x, { cls: 'ghost' })).join('') }); })); // prettier-ignore
  const middle = r.weighted([[cards, 3], [`<div class="pad">${rows}</div>`, 3], [`<div style="position:relative;height:100%">${k.picture('position:absolute;inset:8px')}</div>`, 1]]); // prettier-ignore
  const side = w > 560 && r.chance(0.5) ? `<div class="side pad" style="width:${r.int(170, 240)}px;gap:9px"${attrs({ ct: 'sidebar' })}><b>${k.text('section')}</b>${many(r.int(1, 4), () => { const l = k.w('slider'); return `<div class="col" data-row="1" style="gap:2px"><span>${esc(l.t)}</span>${k.slider(l, { style: 'flex:none' })}</div>`; }).join('')}${k.radios(r.some(stock.words.radio, r.int(2, 4)).map((x) => ({ t: x[k.lang], en: x.en })))}${many(r.int(0, 3), () => k.check(k.w('check'))).join('')}${many(r.int(0, 2), () => { const l = k.w('switch'); return `<div class="row between" data-row="1"><span class="ell">${esc(l.t)}</span>${k.toggle(l)}</div>`; }).join('')}</div>` : ''; // prettier-ignore
  return { title: stock.name(k, 'software'), icon: r.pick(['magic', 'tools', 'layers', 'briefcase', 'chart']), menubar: menus(k, 'Tools'), left: k.tools(ids.splice(0, r.int(1, 4)), { icon: true }), right: k.tools(ids.splice(0, r.int(1, 3)), { icon: true }), body: `${bar('main')}${r.chance(0.4) ? bar('second') : ''}<div class="row grow" style="gap:0;align-items:stretch">${strip}<div class="view grow">${middle}</div>${side}</div>` }; // prettier-ignore
}
