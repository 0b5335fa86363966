// The parts of a desktop interface as HTML. What a part is, says and means stands beside it in data-… attributes, which
// truth.mjs reads from the laid-out page:
//   data-k kind · data-r finer role · data-c concept · data-e English label · data-n name when no text shows it · data-s states
//   data-l its label · data-h tooltip · data-v value · data-g group (toolbar, menu, list, …) · data-w window title · data-ct container
export const esc = (s) =>
  String(s ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'); // prettier-ignore

/** A label in the screen's language with its English original. */
export const say = (x) => (typeof x === 'string' ? { t: x, en: x } : x);

export function attrs(o) {
  let out = '';
  for (const [k, v] of Object.entries(o)) if (v !== undefined && v !== null && v !== '' && v !== false) out += ` data-${k}="${esc(Array.isArray(v) ? v.filter(Boolean).join(',') : v)}"`; // prettier-ignore
  return out;
}

export class Kit {
  /** @param {{r: import('./rng.mjs').Random, stock: import('./stock.mjs').Stock, lang: string, t: object}} g */
  constructor(g) {
    Object.assign(this, g);
    this.labelled = 0;
  }

  // ---- words and icons
  w(kind) {
    return this.stock.word(this, kind);
  }
  text(kind) {
    return esc(this.w(kind).t);
  }
  concept(id) {
    const c = this.stock.concepts.get(id);
    return { id, t: c.labels[this.lang] ?? c.labels.en, en: c.labels.en };
  }
  icon(id, cls = '', set) {
    return this.stock.icon(this, id, cls, set);
  }
  tooltip(id) {
    return this.concept(id).t;
  }

  // ---- buttons
  button(label, { cls = '', c, icon, s = [], h, role, style = '' } = {}) {
    const l = say(label);
    const classes = ['btn tx', cls, ...s.filter((x) => ['disabled', 'focus', 'pressed'].includes(x))].join(' ');
    const data = attrs({ k: 'button', r: role, c: c ?? l.id, e: l.en, s, h });
    return `<span class="${classes}" style="${style}"${data}>${icon ? this.icon(icon) : ''}<span class="ell">${esc(l.t)}</span></span>`;
  }
  action(id, opts = {}) {
    return this.button(this.concept(id), { c: id, ...opts });
  }
  iconButton(id, { cls = '', s = [], role = 'icon_button', name, style = '' } = {}) {
    const l = this.concept(id);
    const classes = ['btn icon', cls, ...s.filter((x) => ['disabled', 'focus', 'pressed'].includes(x))].join(' ');
    return `<span class="${classes}" style="${style}"${attrs({ k: 'button', r: role, c: id, e: l.en, n: name ?? l.t, h: l.t, s })}>${this.icon(id)}</span>`;
  }
  /** A toolbar entry: icon, icon with text beside or below, as the theme has it. */
  tool(id, opts = {}) {
    const mode = this.t.toolbarText;
    const l = this.concept(id);
    if (mode === 'icon' || opts.icon || (mode === 'beside' && this.r.chance(0.6))) return this.iconButton(id, opts);
    return this.button(l, { c: id, icon: id, cls: mode === 'below' ? 'below' : '', role: 'tool', ...opts });
  }
  tools(ids, opts = {}) {
    return ids
      .map((wanted) => {
        const id = wanted.length > 1 && this.r.chance(0.06) ? this.r.pick(this.stock.list).id : wanted;
        if (id === '|') return '<span class="vsep"></span>';
        if (id === '-') return '<span class="grow"></span>';
        const s = this.r.chance(0.08) ? ['disabled'] : this.r.chance(0.05) ? ['pressed'] : [];
        return this.tool(id, { s, ...opts });
      })
      .join('');
  }
  toolbar(ids, { cls = 'line', name = 'toolbar', icon } = {}) {
    return `<div class="toolbar tool ${cls}"${attrs({ g: 'toolbar', gn: name })}>${this.tools(ids, icon ? { icon } : {})}</div>`;
  }

  // ---- fields
  field({ label, value = '', hint, icon, cls = '', style = '', s = [], role, clear, name, en } = {}) {
    const focus = s.includes('focus') ? ' focus' : '';
    const l = label ? say(label) : undefined;
    const shown = value !== '' ? `<span class="v">${esc(value)}${focus ? '<i class="cur deco"></i>' : ''}</span>` : `<span class="v ph">${esc(hint ? say(hint).t : '') || '&nbsp;'}</span>`; // prettier-ignore
    const data = attrs({ k: 'field', r: role, l: l?.t, e: en ?? l?.en ?? (hint ? say(hint).en : undefined), n: name ?? l?.t, s, v: value, ph: value === '' && hint ? say(hint).t : undefined }); // prettier-ignore
    return `<span class="field ${cls}${focus}${s.includes('disabled') ? ' disabled' : ''}" style="${style}"${data}>${icon ? this.icon(icon) : ''}${shown}${clear ?? ''}</span>`;
  }
  search(opts = {}) {
    const hint = this.w('hint');
    const value = opts.value ?? (this.r.chance(0.25) ? this.stock.name(this, 'word') : '');
    const clear = value && this.r.chance(0.6) ? `<span class="ic" style="width:14px;height:14px"${attrs({ k: 'button', r: 'clear', c: 'clear', n: this.concept('clear').t, e: 'Clear' })}>${this.icon('close', 'raw')}</span>` : ''; // prettier-ignore
    return this.field({ hint, value, icon: this.r.chance(0.8) ? 'find' : undefined, cls: this.r.chance(0.3) ? 'pill' : '', role: 'search', s: this.r.chance(0.2) ? ['focus'] : [], clear, en: 'Search', ...opts }); // prettier-ignore
  }
  spin(label, { value = this.r.int(0, 200), style = '' } = {}) {
    const l = say(label);
    const stacked = this.r.chance(0.5);
    const step = (id, sign) => `<span class="${stacked ? '' : 'st'}"${attrs({ k: 'button', r: 'step', c: id, n: `${sign}`, l: l.t, e: id === 'add' ? 'Increase' : 'Decrease' })}>${this.icon(stacked ? (id === 'add' ? 'collapse' : 'expand') : id, 'raw')}</span>`; // prettier-ignore
    const steps = stacked
      ? `<span class="stk">${step('add', '+')}${step('remove', '−')}</span>`
      : step('remove', '−') + step('add', '+');
    return `<span class="field spin" style="width:${this.r.int(80, 130)}px;${style}"${attrs({ k: 'field', r: 'spin', l: l.t, e: l.en, n: l.t, v: value })}><span class="v">${value}</span>${steps}</span>`;
  }
  combo(label, value, { style = '', s = [] } = {}) {
    const l = label ? say(label) : { t: '', en: '' };
    return `<span class="btn combo tx ${s.includes('focus') ? 'focus' : ''} ${s.includes('disabled') ? 'disabled' : ''}" style="${style}"${attrs({ k: 'field', r: 'combo', l: l.t, e: l.en, n: l.t, v: value, s })}><span class="ell">${esc(value)}</span><span class="ic ar">${this.icon('expand', 'raw')}</span></span>`;
  }
  check(label, { on = this.r.chance(0.5), kind = 'checkbox', s = [], mixed } = {}) {
    const l = say(label);
    const mark = on && kind === 'checkbox' ? this.icon('check', 'raw') : '';
    const states = [on ? 'checked' : 'unchecked', ...s, mixed && 'mixed'];
    return `<span class="tick ${kind === 'radio' ? 'radio' : ''} ${on ? 'on' : ''} ${mixed ? 'mixed' : ''} ${s.includes('disabled') ? 'disabled' : ''}"${attrs({ k: kind, e: l.en, n: l.t, l: l.t, s: states })}><i>${mark}</i><span class="ell">${esc(l.t)}</span></span>`;
  }
  radios(labels, { column = true } = {}) {
    const chosen = this.r.int(0, labels.length - 1);
    return `<div class="${column ? 'col' : 'row wrap'}"${attrs({ g: 'radio_group' })}>${labels.map((l, i) => this.check(l, { kind: 'radio', on: i === chosen })).join('')}</div>`;
  }
  toggle(label, { on = this.r.chance(0.5), s = [] } = {}) {
    const l = say(label);
    return `<span class="sw ${on ? 'on' : ''} ${s.includes('disabled') ? 'disabled' : ''}"${attrs({ k: 'switch', l: l.t, e: l.en, n: l.t, s: [on ? 'checked' : 'unchecked', ...s] })}></span>`;
  }
  slider(label, { value = this.r.int(5, 95), vertical, style = '' } = {}) {
    const l = say(label);
    const acc = this.t.dark || this.r.chance(0.4) ? 'acc' : '';
    const data = attrs({ k: 'slider', l: l.t, e: l.en, n: l.t, v: value });
    if (vertical)
      return `<span class="slider vert ${acc}" style="${style}"${data}><b></b><i style="top:${100 - value}%"></i></span>`;
    return `<span class="slider ${acc}" style="${style}"${data}><b><b style="width:${value}%"></b></b><i style="left:${value}%"></i></span>`;
  }

  // ---- navigation
  tabs(labels, { on = 0, closable = false, icons, cls = '' } = {}) {
    const items = labels.map((x, i) => {
      const l = say(x);
      const close = closable ? `<span class="ic x"${attrs({ k: 'button', r: 'close_tab', c: 'close', n: `${this.concept('close').t}`, e: 'Close tab', l: l.t })}>${this.icon('close', 'raw')}</span>` : ''; // prettier-ignore
      return `<span class="tab ${i === on ? 'on' : ''}"${attrs({ k: 'tab', e: l.en, s: i === on ? ['selected'] : [], c: icons?.[i] })}>${icons ? this.icon(icons[i]) : ''}<span class="ell">${esc(l.t)}</span>${close}</span>`;
    });
    return `<div class="tabs ${cls}"${attrs({ g: 'tabs' })}>${items.join('')}</div>`;
  }
  menubar(labels, { open = -1 } = {}) {
    return `<div class="menubar"${attrs({ g: 'menubar' })}>${labels.map((x, i) => `<span class="${i === open ? 'on' : ''}"${attrs({ k: 'menu_item', r: 'menu_title', e: say(x).en, s: i === open ? ['expanded'] : [] })}>${esc(say(x).t)}</span>`).join('')}</div>`;
  }
  /** entries: '-' | {label, id, icon, key, sub, on, check, disabled} */
  menu(entries, { style = '', name = 'menu' } = {}) {
    const gutter = entries.some((e) => e.icon || e.check !== undefined);
    const rows = entries.map((e) => {
      if (e === '-') return '<div class="sep"></div>';
      const l = say(e.label);
      const mark = e.check === undefined ? (e.icon ? this.icon(e.icon) : '') : e.check ? this.icon('check', 'raw') : '';
      const states = [e.on && 'focused', e.disabled && 'disabled', e.sub && (e.open ? 'expanded' : 'collapsed'), e.check !== undefined && (e.check ? 'checked' : 'unchecked')]; // prettier-ignore
      return `<div class="mi ${e.on ? 'on' : ''} ${e.disabled ? 'disabled' : ''}"${attrs({ k: 'menu_item', e: l.en, c: e.id, s: states, key: e.key, sub: e.sub ? 1 : '' })}>${gutter ? `<span class="gut">${mark}</span>` : ''}<span>${esc(l.t)}</span>${e.key ? `<span class="ac">${esc(e.key)}</span>` : ''}${e.sub ? `<span class="ic sub">${this.icon('next', 'raw')}</span>` : ''}</div>`;
    });
    return `<div class="menu ${this.t.class}" style="${this.t.style};${style}"${attrs({ g: 'menu', gn: name, ct: 'menu' })}>${rows.join('')}</div>`;
  }
  link(label, { cls = '', c } = {}) {
    const l = say(label);
    return `<span class="link ${cls}"${attrs({ k: 'link', e: l.en, c })}>${esc(l.t)}</span>`;
  }
  sideItem(label, { icon, on, trailing = '', solid } = {}) {
    const l = say(label);
    return `<div class="si ${on ? 'on' : ''} ${solid ? 'solid' : ''}"${attrs({ k: 'row', r: 'side_row', e: l.en, c: icon, s: on ? ['selected'] : [] })}>${icon ? this.icon(icon) : ''}<span class="ell grow">${esc(l.t)}</span>${trailing}</div>`;
  }

  // ---- lists and pictures
  /** One row: start, title, subtitle, end. The whole row is a control unless `plain`. */
  item(title, { sub, start = '', end = '', on, c, plain, role = 'list_row', cls = '', style = '' } = {}) {
    const l = say(title);
    const data = attrs({
      k: plain ? undefined : 'row',
      r: role,
      e: l.en,
      c,
      s: on ? ['selected'] : [],
      row: plain ? 1 : undefined,
    });
    return `<div class="li ${on ? 'on' : ''} ${cls}" style="${style}"${data}>${start}<span class="lt"><span class="ell">${esc(l.t)}</span>${sub ? `<span class="ell dim small">${esc(say(sub).t)}</span>` : ''}</span>${end}</div>`;
  }
  list(items, { cls = 'set', name = '', style = '' } = {}) {
    return `<div class="list ${cls}" style="${style}"${attrs({ g: 'list', gn: name, ct: 'list' })}>${items.join('')}</div>`;
  }
  table(columns, rows, { on = -1, cls = '', widths } = {}) {
    const sorted = this.r.int(0, columns.length);
    const heads = columns.map((c, i) => `<th${widths ? ` style="width:${widths[i]}"` : ''}${attrs({ k: c ? 'button' : undefined, r: 'column_header', e: say(c).en })}>${esc(say(c).t)}${i === sorted && c ? ' <span class="small">▾</span>' : ''}</th>`); // prettier-ignore
    const body = rows.map((cells, i) => `<tr class="${i === on ? 'on' : ''}"${attrs({ k: 'row', r: 'table_row', s: i === on ? ['selected'] : [] })}>${cells.map((c) => `<td>${c}</td>`).join('')}</tr>`); // prettier-ignore
    return `<table class="t ${cls}"${attrs({ ct: 'table' })}><thead><tr${attrs({ g: 'header' })}>${heads.join('')}</tr></thead><tbody${attrs({ g: 'table' })}>${body.join('')}</tbody></table>`;
  }
  picture(style = '', { k = 'image', c, n, cls = '' } = {}) {
    return `<div class="pic ${cls}" style="background-image:url(${this.stock.photo(this)});${style}"${attrs({ k, c, n, r: 'photo' })}></div>`;
  }
  avatar(name = this.stock.name(this, 'person')) {
    const hue = this.r.int(0, 359);
    return `<span class="avatar deco" style="background:hsl(${hue} 45% 45%)">${esc([...name][0])}</span>`;
  }
  /** An application's picture: a shape in a colour with a glyph on it, or a flat colour icon. */
  app(id, size) {
    const r = this.r;
    const flat = this.stock.concepts.get(id).icons.flat;
    if (flat && r.chance(0.3))
      return `<span class="app" style="width:${size}px;height:${size}px">${this.icon(id, 'full', 'flat')}</span>`;
    const hue = r.int(0, 359);
    const light = r.chance(0.25);
    const bg = light ? `linear-gradient(#fff,hsl(${hue} 20% 88%))` : r.chance(0.7) ? `linear-gradient(${r.int(90, 200)}deg,hsl(${hue} ${r.int(35, 85)}% ${r.int(42, 62)}%),hsl(${hue + r.int(-30, 30)} ${r.int(35, 85)}% ${r.int(28, 48)}%))` : `hsl(${hue} ${r.int(10, 70)}% ${r.int(22, 52)}%)`; // prettier-ignore
    const radius = r.pick(['22%', '22%', '50%', '12%', '0', '30%']);
    return `<span class="app" style="width:${size}px;height:${size}px;background:${bg};border-radius:${radius};color:${light ? `hsl(${hue} 60% 40%)` : '#fff'}">${this.icon(id)}</span>`;
  }
  scrollbar() {
    const h = this.r.int(15, 60);
    return `<span class="scroll deco"><b style="top:${this.r.int(0, 100 - h)}%;height:${h}%"></b></span>`;
  }
}
