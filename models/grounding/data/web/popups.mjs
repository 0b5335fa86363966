// What opens where a control is: a combo box's list, a menu under its title or button, a tooltip. The page is laid out first,
// then `open` (inside the page) picks a control that can be seen and puts the thing beside it.
import { attrs, esc } from './kit.mjs';
import { CHOICE_LABELS } from './stock.mjs';
import { MENUS, menuEntries } from './windows.mjs';

/** What could open on this screen, or null. Drawn with the screen's generator, so that it is the same every time. */
export function plan(k) {
  const r = k.r;
  const kind = r.weighted([[null, 58], ['combo', 14], ['menubar', 14], ['button', 8], ['tooltip', 6]]); // prettier-ignore
  if (!kind) return null;
  if (kind === 'combo') {
    const list = (options) => `<div class="menu ${k.t.class}" style="${k.t.style};z-index:80"${attrs({ g: 'menu', gn: 'options', ct: 'options' })}>${options.map((o) => `<div class="mi"${attrs({ k: 'menu_item', r: 'option', e: o })}><span>${esc(o)}</span></div>`).join('')}</div>`; // prettier-ignore
    const html = { '': list(Array.from({ length: r.int(2, 7) }, () => k.w('radio').t)) };
    for (const en of CHOICE_LABELS) html[en] = list(k.stock.choices(k, en));
    return { kind, pick: r.next(), html };
  }
  if (kind === 'tooltip') return { kind, pick: r.next(), html: { '': `<div class="menu ${k.t.class}" style="${k.t.style};min-width:0;z-index:80;padding:4px 9px;background:${r.pick(['#222;color:#fff', '#ffffe1;color:#111', 'var(--bg3)'])}" data-ct="tooltip"></div>` } }; // prettier-ignore
  const html = {};
  for (const [title, which] of [['File', 'file'], ['Edit', 'edit'], ['View', 'view'], ['Format', 'format'], ['Window', 'window'], ['', r.pick(Object.keys(MENUS))]]) html[title] = k.menu(menuEntries(k, which), { name: which, style: 'z-index:80' }); // prettier-ignore
  if (kind === 'button')
    html[''] = k.menu(menuEntries(k, r.pick(['app', 'view', 'context'])), { name: 'app', style: 'z-index:80' });
  return { kind, pick: r.next(), html };
}

/* eslint-disable */
// prettier-ignore
export function open({ kind, pick, html }) {
  const want = { combo: '[data-r=combo]', menubar: '[data-r=menu_title]', button: '[data-k=button][data-c=menu],[data-k=button][data-c=more],[data-k=button][data-c=more_h],[data-k=button][data-c=sort]', tooltip: '[data-k=button][data-h]' }[kind];
  const seen = [...document.querySelectorAll(want)].filter((el) => {
    if (el.closest('[data-blocked="1"]') || /disabled/.test(el.dataset.s ?? '')) return false;
    const b = el.getBoundingClientRect();
    if (b.width < 8 || b.bottom > innerHeight || b.right > innerWidth || b.left < 0 || b.top < 0) return false;
    const hit = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);
    return hit && (el.contains(hit) || hit.contains(el));
  });
  if (seen.length === 0) return false;
  const el = seen[Math.floor(pick * seen.length)];
  const b = el.getBoundingClientRect();
  const holder = document.createElement('div');
  holder.innerHTML = html[el.dataset.e] ?? html[''];
  const menu = holder.firstElementChild;
  document.body.append(menu);
  const theme = el.closest('.th');
  if (theme) { menu.className = `${menu.className.split(' ')[0]} ${[...theme.classList].filter((c) => /^(th|btn-|tab-|in-|list-|sw-|sc-|wc-|caps)/.test(c)).join(' ')}`; for (const p of theme.style) if (p.startsWith('--')) menu.style.setProperty(p, theme.style.getPropertyValue(p)); }
  if (kind === 'tooltip') menu.textContent = el.dataset.h;
  if (kind === 'combo') {
    menu.style.minWidth = `${b.width}px`;
    const rows = [...menu.querySelectorAll('.mi')];
    let now = rows.find((o) => o.textContent === el.dataset.v);
    if (!now) { now = rows[Math.floor(pick * 997) % rows.length]; now.firstElementChild.textContent = now.dataset.e = el.dataset.v; }
    now.classList.add('on'); now.dataset.s = 'selected';
  }
  const m = menu.getBoundingClientRect();
  let x = kind === 'tooltip' ? b.left + b.width / 2 - m.width / 2 : kind === 'button' ? b.right - m.width : b.left;
  let y = b.bottom + (kind === 'combo' || kind === 'menubar' ? 0 : 5);
  if (y + m.height > innerHeight) y = b.top - m.height - 2 >= 0 ? b.top - m.height - 2 : Math.max(2, innerHeight - m.height - 2);
  x = Math.max(2, Math.min(x, innerWidth - m.width - 2));
  menu.style.left = `${x}px`; menu.style.top = `${y}px`;
  if (kind !== 'tooltip') { el.dataset.s = `${el.dataset.s ? `${el.dataset.s},` : ''}expanded`; if (kind === 'menubar') el.classList.add('on'); if (kind === 'button') el.classList.add('pressed'); }
  else el.dataset.s = `${el.dataset.s ? `${el.dataset.s},` : ''}hovered`;
  return true;
}
