// Web pages drawn with real CSS libraries, alone or inside a browser window.
import { attrs, esc } from './kit.mjs';
import { LIBRARIES, PAGE_CSS, cssUrl } from './libraries.mjs';
import { PageKit } from './pagekit.mjs';
import { fontFaces } from './screens.mjs';
import { choice } from './apps.mjs';
import { frame } from './windows.mjs';

const many = (n, f) => Array.from({ length: n }, (_, i) => f(i));

function field(p) {
  const r = p.r;
  const kind = r.weighted([['field', 6], ['combo', 2.5], ['check', 1], ['slider', 0.7], ['switch', 1], ['area', 0.6]]); // prettier-ignore
  if (kind === 'combo') { const l = p.w('combo'); return p.select(l, choice(p.k, l.en)); } // prettier-ignore
  if (kind === 'check') return `<div class="${p.c.group}">${p.tick(p.w('check'))}</div>`;
  if (kind === 'switch') return `<div class="${p.c.group}">${p.toggle(p.w('switch'))}</div>`;
  if (kind === 'slider') return p.range(p.w('slider'));
  const l = p.w('field');
  const type = /assword/.test(l.en) ? 'password' : 'text';
  const value = r.chance(0.4)
    ? type === 'password'
      ? 'secretpass'
      : p.k.stock.name(p.k, r.pick(['person', 'mail', 'city', 'word']))
    : '';
  return p.input(l, {
    value,
    type,
    area: kind === 'area',
    hint: !value && r.chance(0.3) ? { t: p.k.stock.value(p.k, l.en), en: '' } : undefined,
  });
}
const form = (p, n) =>
  `<form class="${p.c.form ?? ''}" onsubmit="return false"${attrs({ ct: 'form' })}>${many(n, () => field(p)).join('')}<div class="x-row x-wrap" style="margin-top:10px"${attrs({ g: 'form_buttons' })}>${p.button(p.r.pick([p.w('answer'), p.k.concept('save'), p.k.concept('send')]), { variant: 'primary' })}${p.r.chance(0.6) ? p.action('cancel') : ''}</div></form>`;

function login(p, W) {
  const r = p.r;
  const k = p.k;
  const l = (kind, en) => { const x = k.stock.words[kind].find((y) => y.en === en); return { t: x[k.lang], en }; }; // prettier-ignore
  const social = r.chance(0.5) ? `<hr><div class="x-col">${['globe', 'mail', 'phone_device'].slice(0, r.int(1, 3)).map((id) => p.button({ t: `${k.concept('login').t} · ${k.stock.name(k, 'software')}`, en: 'Sign in with' }, { icon: id })).join('')}</div>` : ''; // prettier-ignore
  const body = `${p.input(l('field', r.chance(0.5) ? 'User name' : 'E-mail address'), { value: r.chance(0.4) ? k.stock.name(k, 'mail') : '' })}${p.input(l('field', 'Password'), { type: 'password', value: r.chance(0.4) ? 'abcdefg' : '' })}<div class="x-row x-between x-wrap">${p.tick(l('check', 'Remember me'))}${p.link(l('answer', 'Forgot password?'))}</div><div style="margin-top:12px">${p.button(k.concept('login'), { variant: 'primary' })} ${p.link(l('answer', 'Create account'))}</div>${social}`;
  return `<div style="max-width:${r.int(340, 480)}px;margin:${r.int(20, 110)}px ${r.chance(0.8) ? 'auto' : '8%'}">${p.card(k.concept('login'), body)}</div>`;
}
function adminTable(p) {
  const { r, k } = p;
  const cols = many(r.int(3, 5), () => p.w('column'));
  const acts = r.some(
    [
      'edit',
      'delete',
      'show',
      'hide',
      'download',
      'upload',
      'more',
      'copy',
      'lock',
      'unlock',
      'archive',
      r.pick(k.stock.list).id,
    ],
    r.int(1, 4),
  );
  const texts = r.chance(0.4);
  const rows = many(r.int(4, 12), () => [...(r.chance(0.0) ? [] : []), ...cols.map((c, i) => (i === 0 ? p.link({ t: k.stock.name(k, r.pick(['person', 'file', 'product'])), en: '' }) : c.en === 'Status' ? p.badge(p.w('status').t) : esc(k.stock.name(k, r.pick(['date', 'size', 'price', 'city', 'time']))))), `<span class="x-row" style="gap:4px">${acts.map((a) => (texts ? p.action(a) : p.iconButton(a))).join('')}</span>`]); // prettier-ignore
  return `<div class="x-row x-between x-wrap" style="margin:10px 0"${attrs({ g: 'toolbar' })}><h3 style="margin:0">${p.text('nav')}</h3><span class="x-row">${p.search()}${p.action('filter', { icon: 'filter' })}${p.action('add', { icon: r.chance(0.6) ? 'add' : undefined, variant: 'primary' })}</span></div>${p.table([...cols, { t: '', en: '' }], rows)}${p.pagination()}`;
}
function shop(p, W) {
  const { r, k } = p;
  const card = () => p.card(null, `${p.picture(`height:${r.int(90, 170)}px;margin-bottom:8px`)}<b>${k.stock.name(k, 'product')}</b><div class="x-row x-between"><span>${k.stock.name(k, 'price')}</span><span class="x-small">★ ${r.real(3, 5).toFixed(1)}</span></div><div class="x-row" style="margin-top:8px">${r.chance(0.5) ? p.iconButton('cart', { variant: 'primary' }) : p.button(p.w('answer'), { variant: 'primary' })}${p.iconButton('like')}</div>`); // prettier-ignore
  const filters = W > 800 && r.chance(0.7) ? `<aside style="width:210px;flex:none" class="x-col"><h4 style="margin:0">${esc(k.concept('filter').t)}</h4>${many(r.int(3, 6), () => p.tick(p.w('section'))).join('')}${p.range(p.w('column'))}${many(3, (i) => p.tick(p.w('radio'), { type: 'radio', on: i === 0 })).join('')}${p.action('clear')}</aside>` : ''; // prettier-ignore
  return `<div class="x-row x-between x-wrap" style="margin:10px 0">${p.crumbs(many(3, () => p.w('nav')))}${p.select(p.w('combo'), p.w('column').t, { bare: true })}</div><div class="x-row" style="align-items:flex-start;gap:20px">${filters}<div class="x-grid x-grow" style="grid-template-columns:repeat(auto-fill,minmax(${r.int(150, 220)}px,1fr))"${attrs({ g: 'grid' })}>${many(r.int(6, 14), card).join('')}</div></div>`;
}
function article(p, W) {
  const { r, k } = p;
  const para = () =>
    `<p>${many(r.int(2, 5), () => (r.chance(0.12) ? p.link(p.w('str')) : p.text(r.pick(['line', 'long'])))).join(' ')}</p>`;
  const aside = W > 760 ? `<aside style="width:240px;flex:none" class="x-col">${p.search()}${p.card(p.w('section'), p.list(many(r.int(3, 7), () => p.w('str'))))}${p.card(p.w('section'), `<p>${p.text('line')}</p>${p.button(p.w('answer'), { variant: 'primary' })}`)}</aside>` : ''; // prettier-ignore
  return `${p.crumbs(many(3, () => p.w('nav')))}<div class="x-row" style="align-items:flex-start;gap:26px"><main class="x-grow"><h1>${p.text('long')}</h1><div class="x-row x-small x-dim">${k.avatar()}<span>${k.stock.name(k, 'person')}, ${k.stock.name(k, 'date')}</span></div><div class="x-row" style="margin:8px 0"${attrs({ g: 'toolbar' })}>${r
    .some(['thumb_up', 'like', 'comment', 'share', 'bookmark', 'print', 'edit', 'translate'], r.int(2, 5))
    .map((i) => (r.chance(0.3) ? p.action(i, { icon: i }) : p.iconButton(i)))
    .join(
      '',
    )}</div>${para()}${r.chance(0.6) ? p.picture(`height:${r.int(140, 280)}px;margin:10px 0`) : ''}<h3>${p.text('str')}</h3>${many(5, para).join('')}</main>${aside}</div>`;
}
function dashboard(p, W) {
  const { r, k } = p;
  const bars = many(
    12,
    () => `<i style="flex:1;background:var(--page-accent,#4a7dd0);height:${r.int(10, 100)}%"></i>`,
  ).join('');
  const stat = () =>
    p.card(
      null,
      `<div class="x-row x-between"><span class="x-dim x-ell">${p.text('column')}</span>${k.icon(r.pick(['users', 'cart', 'chart', 'mail', 'download']))}</div><b style="font-size:1.7em">${r.int(10, 9900)}</b> ${p.badge(`${r.int(-20, 40)} %`)}`,
    );
  return `<div class="x-row x-between" style="margin:12px 0"><h2 style="margin:0">${p.text('nav')}</h2><span class="x-row">${p.select(p.w('combo'), p.w('month').t, { bare: true })}${p.action('export', { icon: 'export' })}</span></div><div class="x-grid" style="grid-template-columns:repeat(${W > 900 ? 4 : 2},1fr)">${many(4, stat).join('')}</div><div class="x-grid" style="grid-template-columns:2fr 1fr;margin-top:16px">${p.card(p.w('nav'), `<div class="x-row deco" style="align-items:flex-end;height:150px;gap:6px">${bars}</div>`, p.tabs(many(3, () => p.w('day'))))}${p.card(p.w('nav'), p.list(many(4, () => p.w('str'))))}</div>${p.table(
    many(4, () => p.w('column')),
    many(4, () => [
      esc(k.stock.name(k, 'person')),
      k.stock.name(k, 'date'),
      k.stock.name(k, 'price'),
      p.iconButton('more_h'),
    ]),
  )}`;
}
const settingsPage = (p) => `<h2>${esc(p.k.concept('settings').t)}</h2>${p.tabs(many(p.r.int(3, 6), () => p.w('section')))}<div style="max-width:640px">${form(p, p.r.int(4, 9))}</div>`; // prettier-ignore
const twoForms = (p) => `<div class="x-grid" style="grid-template-columns:1.4fr 1fr;margin-top:14px">${p.card(p.w('section'), form(p, p.r.int(4, 7)))}<div>${p.card(p.w('section'), `${many(3, (i) => p.tick(p.w('radio'), { type: 'radio', on: i === 1 })).join('')}<hr>${p.list(many(3, () => ({ t: p.k.stock.name(p.k, 'product'), en: '' })))}<b>${p.k.stock.name(p.k, 'price')}</b><br>${p.button(p.w('answer'), { variant: 'primary' })}`)}</div></div>`; // prettier-ignore
function landing(p) {
  const { r, k } = p;
  return `<section class="x-center" style="padding:${r.int(24, 80)}px 10px;${r.chance(0.4) ? `background:linear-gradient(rgb(0 0 0/.5),rgb(0 0 0/.5)),url(${k.stock.photo(k)}) center/cover;color:#fff` : ''}"><h1 style="color:inherit">${k.stock.name(k, 'software')}: ${p.text('str')}</h1><p>${p.text('line')}</p><div class="x-row" style="justify-content:center">${p.button(p.w('answer'), { variant: 'primary' })}${p.button(p.w('answer'))}</div></section><div class="x-grid" style="grid-template-columns:repeat(3,1fr);margin-top:16px">${many(r.pick([3, 6]), () => p.card(p.w('nav'), `<div style="font-size:1.6em">${k.icon(r.pick(k.stock.list).id)}</div><p>${p.text('line')}</p>${r.chance(0.5) ? p.button(p.w('answer'), { variant: r.pick(['primary', 'plain']) }) : p.link(p.w('answer'))}`)).join('')}</div>`; // prettier-ignore
}
function tracker(p) {
  const { r, k } = p;
  const rows = many(r.int(5, 12), () => `<div class="x-row" style="padding:8px;border-bottom:1px solid rgb(128 128 128/.3)"${attrs({ k: 'row', r: 'issue' })}>${r.chance(0.5) ? `<input type="checkbox" style="width:auto;margin:0"${attrs({ k: 'checkbox', n: k.concept('select_all').t, s: ['unchecked'] })}>` : k.icon(r.pick(['error', 'check', 'merge', 'bug']))}<span class="x-grow"><b class="x-ell">${p.text('long')}</b><br><span class="x-small x-dim">#${r.int(1, 9000)} · ${k.stock.name(k, 'person')}</span></span>${p.badge(p.w('status').t)}<span class="x-small x-row">${k.icon('comment')} ${r.int(0, 40)}</span>${k.avatar()}</div>`); // prettier-ignore
  return `<div class="x-row x-between x-wrap" style="margin:12px 0">${p.tabs(many(3, () => p.w('status')))}<span class="x-row">${p.search()}${p.action('new', { variant: 'primary' })}</span></div><div${attrs({ g: 'list' })}>${rows.join('')}</div>${p.pagination()}`;
}
function videoSite(p, W) {
  const { r, k } = p;
  const tile = () => `<div${attrs({ k: 'link', r: 'card' })}>${p.picture('aspect-ratio:16/9;border-radius:6px').replace('data-k="image"', '')}<div class="x-row" style="margin-top:6px">${k.avatar()}<span class="x-grow"><b class="x-ell" style="display:block">${p.text('long')}</b><span class="x-small x-dim">${k.stock.name(k, 'person')} · ${r.int(1, 900)}k</span></span></div></div>`; // prettier-ignore
  return `<div class="x-row x-wrap" style="margin:10px 0"${attrs({ g: 'chips' })}>${many(r.int(4, 8), (i) => p.button(p.w('nav'), { variant: i ? 'plain' : 'primary', role: 'chip' })).join('')}</div><div class="x-grid" style="grid-template-columns:repeat(auto-fill,minmax(${r.int(180, 260)}px,1fr))"${attrs({ g: 'grid' })}>${many(r.int(6, 15), tile).join('')}</div>`;
}

const PAGES = [[login, 3], [adminTable, 4], [shop, 3], [article, 3], [dashboard, 3], [settingsPage, 4], [twoForms, 2], [landing, 2], [tracker, 2], [videoSite, 1.5]]; // prettier-ignore

function overlay(p) {
  const { r, k } = p;
  const pick = r.weighted([['cookie', 3], ['modal', 4], ['menu', 3], ['toast', 1]]); // prettier-ignore
  if (pick === 'cookie') return `<div class="x-over x-pad" style="left:0;right:0;bottom:0"${attrs({ ct: 'dialog', w: 'Cookies', active: 1 })}><b>Cookies</b><p>${p.text('line')} ${p.link(p.w('answer'))}</p><div class="x-row x-wrap" data-g="dialog_buttons">${['Accept all cookies', 'Only necessary'].map((en, i) => { const x = k.stock.words.answer.find((y) => y.en === en); return p.button({ t: x[k.lang], en }, { variant: i ? 'plain' : 'primary' }); }).join('')}${p.action('settings')}</div></div>`; // prettier-ignore
  if (pick === 'menu') return `<div class="x-over" style="right:${r.int(10, 200)}px;top:${r.int(44, 200)}px"${attrs({ w: 'menu', ct: 'menu', active: 1 })}>${p.menu(many(r.int(3, 8), () => (r.chance(0.6) ? k.concept(r.pick(k.stock.list).id) : p.w('str'))))}</div>`; // prettier-ignore
  if (pick === 'toast') return `<div class="x-over x-pad x-row" style="right:16px;bottom:16px;border-radius:6px"${attrs({ ct: 'notification', w: 'toast', active: 1 })}>${k.icon('check')}<span>${p.text('line')}</span>${p.iconButton('close')}</div>`; // prettier-ignore
  const ask = p.w('ask');
  const inner = r.chance(0.5) ? `<p>${esc(ask.t)}</p>` : form(p, r.int(1, 4)).replace(/<div class="x-row x-wrap" style="margin-top[\s\S]*$/, '</form>'); // prettier-ignore
  return `<div class="x-dimmer deco"></div><div style="position:fixed;z-index:1001;left:50%;top:${r.int(24, 45)}%;transform:translate(-50%,-${r.int(20, 50)}%);width:${r.int(340, 560)}px;max-width:92%;background:var(--page-bg,#fff);border-radius:8px"${attrs({ w: p.w('section').t, ct: 'dialog', active: 1 })}><div class="${p.c.modal}" style="padding:18px"><div class="x-row x-between"><b style="font-size:1.2em">${p.text('section')}</b>${p.iconButton('close')}</div>${inner}<div class="x-row" style="justify-content:flex-end;margin-top:12px" data-g="dialog_buttons">${p.action('cancel')}${p.button(r.pick([k.concept('delete'), k.concept('ok'), p.w('answer')]), { variant: r.pick(['primary', 'danger']) })}</div></div></div>`;
}

/** A page as an iframe's document. */
export function pageFrame(k, W) {
  const r = k.r;
  const name = r.pick(Object.keys(LIBRARIES));
  const c = LIBRARIES[name];
  const p = new PageKit(k, name, c);
  const dark = k.t.dark && (c.dark || c.darkClass) && r.chance(0.8);
  const brand = k.stock.name(k, 'software');
  const end = `${r.chance(0.5) ? p.search() : ''}${r.some(['bell', 'cart', 'help', 'settings', 'user', 'globe', 'dark_mode'], r.int(1, 3)).map((id) => p.iconButton(id)).join('')}${r.chance(0.5) ? p.action('login', { variant: 'primary' }) : k.avatar()}`; // prettier-ignore
  const links = many(W > 900 ? r.int(3, 6) : r.int(1, 2), () => p.w('nav'));
  const make = r.weighted(PAGES);
  const side = W > 860 && r.chance(0.35) ? `<aside style="width:${r.int(170, 240)}px;flex:none;padding:10px 8px"${attrs({ ct: 'sidebar' })}>${p.list(many(r.int(5, 10), () => p.w('nav')), { on: 1, icons: r.chance(0.7) ? many(10, () => r.pick(['home', 'chart', 'users', 'mail', 'cart', 'settings', 'file', 'calendar', 'tag', 'help']) ) : undefined })}</aside>` : ''; // prettier-ignore
  const alert = r.chance(0.2) ? p.alert(p.w('line').t, p.iconButton('close')) : '';
  const foot = `<footer class="x-row x-wrap x-small" style="margin-top:26px;padding:14px 0;border-top:1px solid rgb(128 128 128/.3)"${attrs({ g: 'footer' })}>${many(r.int(3, 6), () => p.link(p.w('nav'))).join('')}<span class="x-dim">© ${r.int(2015, 2031)} ${brand}</span></footer>`;
  const scroll = r.chance(0.25) ? `margin-top:-${r.int(20, 260)}px` : '';
  const accent = r.chance(0.5) ? `.x-primary{background:${k.t.accent}!important;border-color:${k.t.accent}!important;color:#fff!important}:root{--page-accent:${k.t.accent};--mdc-theme-primary:${k.t.accent}}a{accent-color:${k.t.accent}}` : ''; // prettier-ignore
  const font =
    r.chance(0.6) || name === 'plain' ? `body,button,input,select,textarea{font-family:${k.t.vars.ff}!important}` : '';
  const bg = dark
    ? r.pick(['#111418', '#1b1e23', '#15171c', '#22252b'])
    : r.pick(['#fff', '#fff', '#f6f7f9', '#faf8f4']);
  const root = `${dark ? (c.dark ?? '') : (c.light ?? '')} class="${dark ? (c.darkClass ?? '') : ''}"`;
  const url = cssUrl(k.stock.base, name);
  const css = `${fontFaces(k.stock.base)}${PAGE_CSS}${accent}${font}:root{--page-bg:${bg}}body{background:${bg}!important;${dark ? 'color:#e4e6ea' : 'color:#20242a'};font-size:${k.t.size + r.int(0, 2)}px}html{font-size:${Math.max(12, k.t.size + r.int(0, 3))}px}.avatar{display:inline-flex;width:30px;height:30px;border-radius:50%;align-items:center;justify-content:center;color:#fff;flex:none}`; // prettier-ignore
  const body = `<div style="position:relative;z-index:5;background:var(--page-bg)">${p.nav(brand, links, end)}</div><div class="x-row" style="align-items:flex-start;gap:0">${side}<div class="${c.container && r.chance(0.7) ? c.container : ''} x-grow" style="padding:12px 18px"><div style="${scroll}">${alert}${make(p, W - (side ? 240 : 0))}${foot}</div></div></div>${r.chance(0.28) ? overlay(p) : ''}`; // prettier-ignore
  const doc = `<!doctype html><html ${root} lang="${k.lang}"><head><meta charset="utf-8">${url ? `<link rel="stylesheet" href="${url}">` : ''}<style>${css}</style></head><body class="${c.body ?? ''}">${body}</body></html>`;
  return { library: name, brand, html: `<iframe srcdoc="${esc(doc)}"${attrs({ ct: 'web page', w: brand })}></iframe>` };
}

/** A browser: tabs, address field, buttons, and a page. */
export function browser(k, { w }) {
  const { r, stock } = k;
  const page = pageFrame(k, w);
  k.library = page.library;
  const tabs = k.tabs(many(r.int(1, 5), (i) => (i === 0 ? page.brand : k.w(r.pick(['str', 'nav'])).t)), { closable: true, icons: r.chance(0.5) ? many(5, () => r.pick(['globe', 'news', 'mail', 'cart', 'video'])) : undefined }); // prettier-ignore
  const strip = `<div class="row" style="gap:4px;padding:3px 6px 0;background:var(--header);color:var(--header-fg);flex:none">${tabs}${k.iconButton('add', { cls: 'ghost', name: k.concept('new').t })}</div>`;
  const bar = `<div class="toolbar tool" style="gap:4px"${attrs({ g: 'toolbar', gn: 'navigation' })}>${k.tools(['back', 'forward', r.pick(['refresh', 'stop']), ...(r.chance(0.5) ? ['home'] : [])], { icon: true })}${k.field({ value: stock.name(k, 'url'), icon: r.chance(0.7) ? 'lock' : undefined, role: 'address', en: 'Address', cls: `grow ${r.chance(0.5) ? 'pill' : ''}`, clear: r.chance(0.5) ? `<span${attrs({ k: 'button', r: 'icon_button', c: 'favourite', n: k.concept('bookmark').t })}>${k.icon('favourite')}</span>` : '' })}${k.tools([...r.some(['download', 'plug', 'user', 'share', 'bookmark', 'sidebar'], r.int(1, 3)), r.pick(['menu', 'more'])], { icon: true })}</div>`; // prettier-ignore
  const marks = r.chance(0.3) ? `<div class="toolbar tool line"${attrs({ g: 'toolbar', gn: 'bookmarks' })}>${many(r.int(2, 7), () => k.button(k.w('nav'), { icon: r.pick(['folder', 'globe', 'bookmark']), role: 'bookmark' })).join('')}</div>` : ''; // prettier-ignore
  return { title: `${page.brand} – ${k.stock.words.app[1][k.lang]}`, icon: 'globe', menubar: r.chance(0.2) ? ['File', 'Edit', 'View', 'Help'].map((en) => { const x = stock.words.menu.find((m) => m.en === en); return { t: x[k.lang], en }; }) : undefined, body: `${strip}${bar}${marks}${page.html}` }; // prettier-ignore
}

export function webScreen(k, W, H) {
  if (k.r.chance(0.45)) {
    const page = pageFrame(k, W);
    return { library: page.library, html: `<div style="position:absolute;inset:0;display:flex">${page.html}</div>` };
  }
  const spec = browser(k, { w: W, h: H });
  return { library: k.library, html: frame(k, { ...spec, box: [0, 0, W, H], max: true, active: true }) };
}
