// The vocabulary of a web page for one library: each method returns HTML with the same data-… marks as the desktop kit.
import { attrs, esc, say } from './kit.mjs';

export class PageKit {
  constructor(kit, name, spec) {
    this.k = kit;
    this.r = kit.r;
    this.name = name;
    this.c = spec;
    this.ids = 0;
  }
  w(kind) {
    return this.k.w(kind);
  }
  text(kind) {
    return this.k.text(kind);
  }
  icon(id) {
    return this.k.icon(id);
  }
  button(label, { variant = 'plain', c, icon, s = [], size = '', role } = {}) {
    const l = say(label);
    const inner = `${icon ? `${this.icon(icon)} ` : ''}${this.c.btnText ? `<span class="${this.c.btnText}">${esc(l.t)}</span>` : esc(l.t)}`;
    const disabled = s.includes('disabled') ? ' disabled' : '';
    return `<button type="button" class="${this.c.btn} ${this.c[variant] ?? ''} ${variant === 'primary' ? 'x-primary' : ''} ${size}"${disabled}${attrs({ k: 'button', r: role, c: c ?? l.id, e: l.en, s })}>${inner}</button>`;
  }
  action(id, opts = {}) {
    return this.button(this.k.concept(id), { c: id, ...opts });
  }
  iconButton(id, opts = {}) {
    const l = this.k.concept(id);
    return `<button type="button" class="${this.c.btn} ${this.c[opts.variant ?? 'plain'] ?? ''}" style="${opts.style ?? 'padding:.35em .55em;min-width:0;margin:0'}"${attrs({ k: 'button', r: 'icon_button', c: id, e: l.en, n: l.t, h: l.t, s: opts.s ?? [] })}>${this.icon(id)}</button>`;
  }
  wrapInput(html) {
    return this.c.inputWrap ? `<span class="${this.c.inputWrap}">${html}</span>` : html;
  }
  input(label, { value = '', hint, type = 'text', area, bare } = {}) {
    const l = say(label);
    const data = attrs({ k: 'field', r: area ? 'area' : type === 'text' ? undefined : type, l: bare ? undefined : l.t, e: l.en, n: l.t, v: value, ph: !value && hint ? say(hint).t : undefined, s: area ? ['multiline'] : [] }); // prettier-ignore
    const common = `class="${this.c.input ?? ''}" placeholder="${esc(hint ? say(hint).t : '')}"${data}`;
    const control = area ? `<textarea rows="${this.r.int(2, 5)}" ${common}>${esc(value)}</textarea>` : this.wrapInput(`<input type="${type}" value="${esc(value)}" ${common}>`); // prettier-ignore
    return bare
      ? control
      : `<div class="${this.c.group}" data-row="1"><label class="${this.c.label}">${esc(l.t)}</label>${control}</div>`;
  }
  search({ hint = this.w('hint') } = {}) {
    return `<span class="x-search">${this.wrapInput(`<input type="search" class="${this.c.input ?? ''}" style="max-width:260px;margin:0" placeholder="${esc(hint.t)}"${attrs({ k: 'field', r: 'search', e: 'Search', n: hint.t, ph: hint.t, v: '' })}>`)}</span>`; // prettier-ignore
  }
  select(label, value, { bare } = {}) {
    const l = say(label);
    const data = attrs({ k: 'field', r: 'combo', l: bare ? undefined : l.t, e: l.en, n: l.t, v: value });
    const html = `<select class="${this.c.select ?? ''}" style="${bare ? 'width:auto;margin:0' : ''}"${this.c.selectWrap ? '' : data}><option>${esc(value)}</option></select>`;
    const control = this.c.selectWrap ? `<div class="${bare ? 'select' : this.c.selectWrap}"${data}>${html.replace('class="input"', '')}</div>` : this.wrapInput(html); // prettier-ignore
    return bare
      ? control
      : `<div class="${this.c.group}" data-row="1"><label class="${this.c.label}">${esc(l.t)}</label>${control}</div>`;
  }
  tick(label, { type = 'checkbox', on = this.r.chance(0.5), name = 'g', kind } = {}) {
    const l = say(label);
    const data = attrs({ k: kind ?? type, e: l.en, n: l.t, l: l.t, s: [on ? 'checked' : 'unchecked'] });
    const cls = type === 'radio' ? (this.c.radioInput ?? this.c.checkInput ?? '') : (this.c.checkInput ?? '');
    const role = kind === 'switch' && this.c.switchRole ? ' role="switch"' : '';
    const input = `<input type="${type}"${role} name="${name}" class="${cls}"${on ? ' checked' : ''} ${cls || this.c.checkIcon ? '' : 'style="width:auto"'}>`;
    const wrap =
      kind === 'switch'
        ? (this.c.switchWrap ?? this.c.check)
        : type === 'radio' && this.c.checkIcon
          ? 'form-radio'
          : this.c.check;
    const icon = this.c.checkIcon ? '<i class="form-icon"></i>' : '';
    const tag = this.c.checkLabel ? 'div' : 'label';
    const text = this.c.checkLabel ? `<span class="${this.c.checkLabel}">${esc(l.t)}</span>` : ` ${esc(l.t)}`;
    return `<${tag} class="${wrap ?? ''}" style="width:fit-content;max-width:100%"${data}>${input}${icon}${text}</${tag}>`;
  }
  toggle(label, opts = {}) {
    if (this.c.switchWrap || this.c.switchRole) return this.tick(label, { ...opts, kind: 'switch' });
    const l = say(label);
    const on = opts.on ?? this.r.chance(0.5);
    const colour = on ? 'var(--page-accent,#2a7de1)' : '#9aa';
    return `<div class="x-row x-between" data-row="1"><span>${esc(l.t)}</span><span style="flex:none;width:38px;height:21px;border-radius:99px;background:${colour};position:relative;display:inline-block"${attrs({ k: 'switch', l: l.t, n: l.t, e: l.en, s: [on ? 'checked' : 'unchecked'] })}><i style="position:absolute;top:2px;${on ? 'right' : 'left'}:2px;width:17px;height:17px;border-radius:50%;background:#fff"></i></span></div>`;
  }
  range(label) {
    const l = say(label);
    return `<div class="${this.c.group}" data-row="1"><label class="${this.c.label}">${esc(l.t)}</label><input type="range" class="${this.c.range ?? ''}" style="width:100%" value="${this.r.int(5, 95)}"${attrs({ k: 'slider', l: l.t, n: l.t, e: l.en })}></div>`;
  }
  link(label, { cls = '', role } = {}) {
    const l = say(label);
    return `<a href="#" class="${cls}"${attrs({ k: 'link', e: l.en, r: role, c: l.id })}>${esc(l.t)}</a>`;
  }
  tabs(labels, on = 0) {
    const { c } = this;
    const items = labels.map((x, i) => {
      const l = say(x);
      const active = i === on ? (c.tabOn ?? '') : '';
      const data = attrs({ k: 'tab', e: l.en, s: i === on ? ['selected'] : [] });
      const style = c.tabs
        ? ''
        : `style="padding:6px 14px;border-bottom:2px solid ${i === on ? 'currentColor' : 'transparent'}"`;
      const a = `<a href="#" class="${c.tab ?? ''} ${c.onItem ? '' : active}" ${style}${data}>${esc(l.t)}</a>`;
      return c.tabItem !== undefined ? `<li class="${c.tabItem} ${c.onItem ? active : ''}">${a}</li>` : a;
    });
    const inner =
      c.tabItem !== undefined
        ? `<ul class="${this.name === 'bulma' ? '' : c.tabs}">${items.join('')}</ul>`
        : items.join('');
    return `<div class="${c.tabItem !== undefined && this.name !== 'bulma' ? '' : (c.tabs ?? 'x-row')}" style="margin-bottom:12px"${attrs({ g: 'tabs' })}>${inner}</div>`;
  }
  nav(brand, links, end) {
    const { c } = this;
    const html = links
      .map(
        (l) =>
          `<a href="#" class="${c.navLink ?? ''}" style="color:inherit;flex:none"${attrs({ k: 'link', r: 'nav', e: l.en })}>${esc(l.t)}</a>`,
      )
      .join('');
    return `<header class="${c.nav ?? ''}" style="display:flex;gap:14px;align-items:center;padding:8px 16px;min-height:48px;flex-wrap:nowrap;overflow:hidden;${c.navBar ?? ''};${c.nav ? '' : 'border-bottom:1px solid rgb(128 128 128/.35)'}"${attrs({ g: 'navbar', ct: 'navigation' })}><b style="flex:none;font-size:1.15em"${attrs({ k: 'link', r: 'brand', e: brand })}>${esc(brand)}</b>${html}<span style="flex:1"></span>${end}</header>`;
  }
  card(title, body, foot = '') {
    const tag = this.c.cardTag ?? 'div';
    const head = title ? `<h5 class="${this.c.cardTitle ?? ''}" style="margin:0 0 8px">${esc(say(title).t)}</h5>` : '';
    return `<${tag} class="${this.c.card ?? ''}" style="margin-bottom:0"${attrs({ ct: 'card', gn: title ? say(title).t : undefined })}><div class="${this.c.cardBody ?? ''}">${head}${body}${foot}</div></${tag}>`;
  }
  table(columns, rows) {
    const { c } = this;
    const head = columns.map((x) => `<th class="${c.th ?? ''}">${esc(say(x).t)}</th>`).join('');
    const body = rows.map((cells) => `<tr class="${c.tr ?? ''}"${attrs({ k: 'row', r: 'table_row' })}>${cells.map((x) => `<td class="${c.td ?? ''}" style="white-space:nowrap">${x}</td>`).join('')}</tr>`).join(''); // prettier-ignore
    return `<table class="${c.table ?? ''}" style="width:100%"${attrs({ ct: 'table' })}><thead><tr>${head}</tr></thead><tbody${attrs({ g: 'table' })}>${body}</tbody></table>`;
  }
  list(items, { on = -1, icons } = {}) {
    const { c } = this;
    return `<div class="${c.list ?? ''}" style="${c.list ? '' : 'display:flex;flex-direction:column'};width:auto"${attrs({ g: 'list' })}>${items.map((x, i) => { const l = say(x); return `<a href="#" class="${c.item ?? ''} ${i === on ? (c.itemOn ?? '') : ''}" style="display:flex;gap:8px;align-items:center;text-align:left;${c.item ? '' : 'padding:6px 10px'}"${attrs({ k: 'row', r: 'list_row', e: l.en, c: icons?.[i] ?? l.id, s: i === on ? ['selected'] : [] })}>${icons ? this.icon(icons[i]) : ''}<span class="x-ell">${esc(l.t)}</span></a>`; }).join('')}</div>`; // prettier-ignore
  }
  menu(items) {
    return `<div class="${this.c.menu ?? ''}" style="display:block;min-width:170px;margin:0;padding:6px 0;background:var(--page-bg,#fff)"${attrs({ g: 'menu', ct: 'menu' })}>${items.map((x) => { const l = say(x); return `<a href="#" class="${this.c.menuItem ?? ''}" style="display:block;padding:5px 14px;color:inherit"${attrs({ k: 'menu_item', e: l.en, c: l.id })}>${esc(l.t)}</a>`; }).join('')}</div>`; // prettier-ignore
  }
  alert(text, end = '') {
    return `<div class="${this.c.alert ?? ''}" style="display:flex;gap:10px;align-items:center;margin-bottom:12px">${this.icon('warning')}<span class="x-grow">${esc(text)}</span>${end}</div>`;
  }
  badge(text) {
    return `<span class="${this.c.badge ?? ''}">${esc(text)}</span>`;
  }
  pagination() {
    const { c } = this;
    const items = ['«', '1', '2', '3', '…', '12', '»'];
    const name = { '«': this.k.concept('previous').t, '»': this.k.concept('next').t };
    const html = items.map((p, i) => { const a = `<a href="#" class="${c.page ?? ''}" style="${c.page ? '' : 'padding:4px 9px'}"${p === '…' ? '' : attrs({ k: 'link', r: 'page', e: p, n: name[p] ?? p, s: i === 2 ? ['selected'] : [] })}>${p}</a>`; return c.pageItem !== undefined ? `<li class="${c.pageItem} ${i === 2 ? 'active' : ''}" style="display:inline-block">${a}</li>` : a; }).join(''); // prettier-ignore
    const tag = c.pageItem !== undefined ? 'ul' : 'div';
    return `<${tag} class="${c.pages ?? ''}" style="list-style:none;padding-left:0"${attrs({ g: 'pagination' })}>${html}</${tag}>`;
  }
  crumbs(labels) {
    const { c } = this;
    return `<nav${attrs({ g: 'breadcrumbs' })}><ol class="${c.crumb ?? ''}" style="display:flex;gap:6px;list-style:none;padding-left:0;margin:8px 0">${labels.map((l, i) => `<li class="${c.crumbItem ?? ''}">${c.crumbItem || i === 0 || c.crumb ? '' : '/ '}<a href="#"${attrs({ k: 'link', r: 'breadcrumb', e: say(l).en })}>${esc(say(l).t)}</a></li>`).join('')}</ol></nav>`;
  }
  picture(style) {
    return `<div class="x-pic" style="background-image:url(${this.k.stock.photo(this.k)});${style}"${attrs({ k: 'image', r: 'photo' })}></div>`;
  }
}
