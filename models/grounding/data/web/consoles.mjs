// Screens without a desktop: boot menus, text consoles, dialogs drawn with characters; and the overview of open windows.
import { attrs, esc } from './kit.mjs';

const many = (n, f) => Array.from({ length: n }, (_, i) => f(i));

/** A boot menu, a log-in prompt, or a dialog in characters, over the whole screen. */
export function console_(k, W, H) {
  const { r, stock } = k;
  const size = r.int(13, 20);
  const font = `font:${size}px/1.25 var(--mono)`;
  const name = stock.name(k, 'distro');
  const kind = r.weighted([['boot', 4], ['dialog', 5], ['text', 1]]); // prettier-ignore
  const page = (style, inner, title) => `<div class="${k.t.class}" style="${k.t.style};position:absolute;inset:0;${font};${style}"${attrs({ w: title, active: 1, ct: 'window' })}>${inner}</div>`; // prettier-ignore
  if (kind === 'text') {
    const lines = many(r.int(4, Math.floor(H / size / 1.3) - 3), () => esc(r.pick([`[  OK  ] Started ${k.w('long').t}`, `[ ${r.real(0, 40).toFixed(6)}] ${stock.name(k, 'stem')}: ${k.w('str').en}`, `${stock.name(k, 'stem')} login: `, `# ${r.pick(['ls', 'mount', 'lsblk', 'reboot'])}`]))); // prettier-ignore
    return page('background:#000;color:#bbb;padding:4px;white-space:pre;overflow:hidden', `${lines.join('\n')}\n${stock.name(k, 'word')} login: <span style="background:#bbb">&nbsp;</span>`, 'console'); // prettier-ignore
  }
  if (kind === 'boot') {
    const entries = [`${name}`, `${name}, with Linux ${r.int(5, 7)}.${r.int(1, 18)}.${r.int(0, 9)}`, `Advanced options for ${name}`, `${k.concept('install').t} ${name}`, `Memory test (memtest86+)`, `UEFI Firmware Settings`, `${k.concept('restart').t}`].slice(0, r.int(2, 7)); // prettier-ignore
    const on = r.int(0, entries.length - 1);
    const theme = r.pick(['background:#000;color:#ccc', 'background:#000;color:#ccc', 'background:#0a2a6b;color:#eee', `background:url(${stock.photo(k)}) center/cover;color:#fff;text-shadow:0 1px 3px #000`]); // prettier-ignore
    const list = entries.map((e, i) => `<div style="padding:2px 10px;${i === on ? r.pick(['background:#ccc;color:#000;text-shadow:none', 'background:#ccc;color:#000;text-shadow:none', 'outline:1px solid #fff']) : ''}"${attrs({ k: 'row', r: 'boot_entry', e, s: i === on ? ['selected'] : [] })}>${i === on && r.chance(0.4) ? '*' : ''}${esc(e)}</div>`); // prettier-ignore
    const w = Math.round(W * r.real(0.55, 0.95));
    return page(`${theme};display:flex;flex-direction:column;align-items:center;gap:${size}px;padding:${r.int(10, 60)}px`, `<div>GNU GRUB  version 2.${r.int(0, 14)}</div><div style="width:${w}px;min-height:${Math.round(H * r.real(0.35, 0.6))}px;border:1px solid currentColor;padding:3px"${attrs({ g: 'list', gn: 'boot menu', ct: 'list' })}>${list.join('')}</div><div style="width:${w}px">Use the ↑ and ↓ keys to select which entry is highlighted. Press enter to boot the selected OS, \`e' to edit the commands before booting or \`c' for a command-line.</div>`, 'boot menu'); // prettier-ignore
  }
  const blue = r.pick(['#0000a8', '#1034a6', '#3a0a5a', '#005f5f', '#000']);
  const box = r.pick([
    'background:#b8b8b8;color:#000',
    'background:#d0d0d0;color:#111',
    'background:#0000a8;color:#eee',
  ]);
  const title = k.w('section');
  const list = r.chance(0.65);
  const ticks = r.chance(0.5)
    ? r.pick([
        ['[*] ', '[ ] ', 'checkbox'],
        ['(*) ', '( ) ', 'radio'],
      ])
    : ['', '', 'row'];
  const on = r.int(0, 3);
  const items = many(r.int(3, 9), (i) => { const l = r.chance(0.5) ? k.w('section') : k.w('check'); const set = i === on || (ticks[2] === 'checkbox' && r.chance(0.4)); return `<div style="padding:0 1ch;white-space:pre;${i === on ? 'background:#a80000;color:#fff' : ''}"${attrs({ k: ticks[2], r: 'text_list', e: l.en, n: l.t, s: [ticks[0] ? (set ? 'checked' : 'unchecked') : '', i === on ? 'selected' : ''] })}>${set ? ticks[0] : ticks[1]}${esc(l.t)}</div>`; }); // prettier-ignore
  const field = k.w('field');
  const entry = `<div data-row="1">${esc(field.t)}: <span style="background:#00a8a8;color:#fff;display:inline-block;width:${r.int(14, 30)}ch"${attrs({ k: 'field', l: field.t, n: field.t, e: field.en, v: '' })}>${r.chance(0.5) ? stock.name(k, 'word') : ''}_</span></div>`;
  const buttons = r.some(['ok', 'cancel', 'back', 'yes', 'no', 'help', 'next'], r.int(1, 3)).map((id, i) => `<span style="padding:0 1ch;${i === 0 ? 'background:#a80000;color:#fff' : ''}"${attrs({ k: 'button', r: 'text_button', c: id, e: k.concept(id).en, s: i === 0 ? ['focused'] : [] })}>&lt;${esc(k.concept(id).t)}&gt;</span>`); // prettier-ignore
  const w = Math.round(Math.min(W * 0.9, r.int(44, 76) * size * 0.6));
  return page(`background:${blue};color:#ddd`, `<div style="padding:2px 8px">${esc(name)} ${r.int(8, 15)} ${esc(k.concept('install').t)}</div><div style="position:absolute;left:50%;top:${r.int(40, 52)}%;transform:translate(-50%,-50%);width:${w}px;${box};${r.chance(0.7) ? 'box-shadow:12px 12px 0 #000' : ''};padding:6px"${attrs({ w: title.t, we: title.en, ct: 'dialog', active: 1 })}><div style="border:1px solid currentColor;padding:${size}px 2ch"><div class="center" style="margin-top:-${Math.round(size * 1.6)}px"><span style="${box};padding:0 1ch">${r.pick(['┤ ', '[ ', ''])}${esc(title.t)}${r.pick([' ├', ' ]', ''])}</span></div><div style="margin:${size}px 0">${k.text('line')}</div>${list ? `<div${attrs({ g: 'list', ct: 'list' })}>${items.join('')}</div>` : entry}<div style="display:flex;justify-content:${r.pick(['center', 'space-around', 'flex-end'])};gap:3ch;margin-top:${size}px"${attrs({ g: 'dialog_buttons' })}>${buttons.join('')}</div></div></div>`, name); // prettier-ignore
}

/** Open windows side by side, as small pictures with their titles, workspaces beside them. */
export function overview(k, windows, [x, y, w, h]) {
  const r = k.r;
  const n = windows.length;
  const cols = n <= 1 ? 1 : n <= 4 ? 2 : 3;
  const cw = Math.floor((w - 80) / cols);
  const ch = Math.floor((h - 190) / Math.ceil(n / cols));
  const tiles = windows.map(({ html, size, title }, i) => {
    const s = Math.min((cw - 40) / size[0], (ch - 50) / size[1]);
    return `<div style="position:absolute;left:${40 + (i % cols) * cw}px;top:${80 + Math.floor(i / cols) * ch}px;width:${Math.round(size[0] * s)}px;height:${Math.round(size[1] * s)}px"${attrs({ k: 'image', r: 'window_thumbnail', e: title.en, n: title.t })}><div style="width:${size[0]}px;height:${size[1]}px;transform:scale(${s.toFixed(3)});transform-origin:0 0;position:relative" class="thumb">${html}</div><div class="center ell" style="position:absolute;left:0;right:0;bottom:-26px"><span style="background:rgb(0 0 0/.7);color:#fff;border-radius:99px;padding:2px 12px">${esc(title.t)}</span></div></div>`;
  });
  return `<div class="${k.t.class}" style="${k.t.style};position:absolute;left:${x}px;top:${y}px;width:${w}px;height:${h}px;background:rgb(0 0 0/${r.real(0.4, 0.8).toFixed(2)});color:#fff;z-index:38"${attrs({ w: k.concept('workspace').t, we: 'Overview', ct: 'window', active: 1 })}><div style="position:absolute;left:50%;top:18px;transform:translateX(-50%);width:300px;display:flex">${k.search({ cls: 'pill', style: 'flex:1' })}</div>${tiles.join('')}</div>`;
}
