// Dialogs, and full-screen installers, greeters and launchers.
import { attrs, esc } from './kit.mjs';
import { choice, settingRows } from './apps.mjs';
import { palette } from './apps2.mjs';
import { appIcon, background } from './desktops.mjs';
import { dialogButtons } from './windows.mjs';

const many = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const named = (k, kind, en) => { const x = k.stock.words[kind].find((m) => m.en === en); return { t: x[k.lang] ?? x.en, en }; }; // prettier-ignore
const optional = (k) => { const x = k.stock.words.hint.at(-1); return { t: x[k.lang], en: x.en }; }; // prettier-ignore
const formRow = (l, control) => `<div class="frow" data-row="1"><span class="lab">${esc(l.t)}:</span>${control}</div>`;

function confirm(k) {
  const r = k.r;
  const ask = k.w('ask');
  const danger = /Delete|empty|Format|Remove/.test(ask.en);
  const main = danger
    ? k.concept('delete')
    : r.pick([k.w('answer'), k.concept('ok'), k.concept('yes'), k.concept('save')]);
  const others = r.pick([[k.concept('cancel')], [k.concept('no')], [k.concept('cancel'), named(k, 'answer', "Don't Save")], [k.concept('cancel'), k.w('answer')]]); // prettier-ignore
  const icon = r.chance(0.6) ? `<span style="--icon:${r.int(32, 48)}px;color:var(--${danger ? 'warn' : 'accent'})"${attrs({ k: 'image', r: 'dialog_icon', c: danger ? 'warning' : 'help', n: danger ? 'warning' : 'question' })}>${k.icon(danger ? 'warning' : r.pick(['help', 'about', 'warning']))}</span>` : ''; // prettier-ignore
  const sub = r.chance(0.6) ? `<span class="dim">${k.text(r.chance(0.5) ? 'line' : 'long')}</span>` : '';
  const center = k.t.family === 'gnome' || k.t.family === 'mac';
  const tick = r.chance(0.25) ? k.check(k.w('check')) : '';
  return { title: danger ? k.concept('delete') : k.concept('warning'), dialog: true, size: [r.int(340, 480), 0], body: `<div class="col pad" style="padding:calc(var(--gap)*2)"><div class="${center ? 'col center' : 'row'}" style="align-items:${center ? 'center' : 'flex-start'};gap:14px">${icon}<div class="col grow" style="gap:6px"><b>${esc(ask.t)}</b>${sub}${tick}</div></div>${dialogButtons(k, main, others, { danger: danger && r.chance(0.6) })}</div>` }; // prettier-ignore
}

function authenticate(k) {
  const r = k.r;
  const pass = named(k, 'field', 'Password');
  const user = r.chance(0.4) ? formRow(named(k, 'field', 'User name'), k.field({ label: named(k, 'field', 'User name'), value: r.pick(['root', 'anna', '']), style: 'width:100%' })) : ''; // prettier-ignore
  const eye = `<span style="--icon:16px"${attrs({ k: 'button', r: 'reveal', c: 'show', n: k.concept('show').t, e: 'Show password' })}>${k.icon('show')}</span>`; // prettier-ignore
  return { title: named(k, 'answer', 'Authenticate'), dialog: true, size: [r.int(340, 470), 0], body: `<div class="col pad" style="padding:calc(var(--gap)*2)"><div class="row" style="gap:14px"><span style="--icon:40px">${k.icon(r.pick(['lock', 'key', 'shield']))}</span><span class="grow">${esc(k.stock.words.ask[9][k.lang] ?? k.stock.words.ask[9].en)}</span></div>${user}${formRow(pass, k.field({ label: pass, value: r.chance(0.5) ? '•'.repeat(r.int(3, 12)) : '', role: 'password', s: ['focus'], clear: r.chance(0.5) ? eye : '', style: 'width:100%' }))}${r.chance(0.3) ? k.check(named(k, 'check', 'Show password')) : ''}${dialogButtons(k, r.pick([named(k, 'answer', 'Authenticate'), k.concept('ok'), named(k, 'answer', 'Unlock')]), [k.concept('cancel')])}</div>` }; // prettier-ignore
}

function chooser(k) {
  const { r, stock } = k;
  const save = r.chance(0.5);
  const rows = many(r.int(5, 12), () => { const n = r.chance(0.4) ? k.w('place').t : stock.name(k, 'file'); return [`<span style="--icon:16px">${k.icon(/\./.test(n) ? 'file_text' : 'folder')}</span> ${esc(n)}`, stock.name(k, 'size'), stock.name(k, 'date')]; }); // prettier-ignore
  const cols = ['Name', 'Size', 'Modified'].map((en) => named(k, 'column', en));
  const name = save ? formRow(named(k, 'field', 'Name'), k.field({ label: named(k, 'field', 'Name'), value: stock.name(k, 'file'), s: ['focus'], style: 'width:100%' })) : ''; // prettier-ignore
  const type = named(k, 'combo', 'File type');
  return { title: save ? k.concept('save_as') : k.concept('open'), dialog: true, size: [r.int(560, 820), r.int(380, 520)], body: `<div class="col grow pad" style="overflow:hidden">${name}<div class="row">${k.tools(['back', 'up', 'home'], { icon: true })}${k.combo({ t: '', en: 'Folder' }, `/home/anna/${k.w('place').t}`, { style: 'flex:1' })}${k.iconButton('new_folder')}</div><div class="row grow" style="align-items:stretch"><div class="side view sunk" style="width:140px"${attrs({ g: 'list', gn: 'places' })}>${['home', 'desktop', 'file_text', 'download', 'music'].map((i, n) => k.sideItem(k.w('place'), { icon: i, on: n === 1 })).join('')}</div><div class="view sunk grow">${k.table(cols, rows, { on: r.int(0, 4), widths: ['55%', '20%', '25%'] })}</div></div><div class="row">${k.combo(type, `${r.pick(['*.png', '*.odt', '*.*', 'Text (*.txt)'])}`)}<span class="grow"></span>${dialogButtons(k, save ? k.concept('save') : k.concept('open'), [k.concept('cancel')])}</div></div>` }; // prettier-ignore
}

function about(k) {
  const r = k.r;
  const name = k.stock.name(k, 'software');
  return { title: k.concept('about'), dialog: true, size: [r.int(320, 420), 0], body: `<div class="col pad center" style="align-items:center;padding:20px">${k.app(r.pick(k.stock.list).id, 72)}<b class="big">${name}</b><span class="dim">${r.int(1, 48)}.${r.int(0, 9)}.${r.int(0, 9)}</span><span>${k.text('line')}</span>${k.link({ t: 'https://www.example.org', en: 'website' })}<span class="dim small">© ${r.int(2001, 2030)} ${k.stock.name(k, 'person')}</span><div class="row" data-g="dialog_buttons">${k.button(k.w('section'))}${r.chance(0.5) ? k.button(k.w('section')) : ''}${k.action('close')}</div></div>` }; // prettier-ignore
}

function print(k) {
  const r = k.r;
  const l = (kind, en) => named(k, kind, en);
  const rows = [
    [l('combo', 'Paper size'), (x) => k.combo(x, 'A4')], [l('combo', 'Orientation'), (x) => k.combo(x, l('radio', 'Portrait').t)], [l('spin', 'Copies'), (x) => k.spin(x, { value: 1 })], [l('combo', 'Quality'), (x) => k.combo(x, k.w('radio').t)],
  ]; // prettier-ignore
  return { title: k.concept('print'), dialog: true, size: [r.int(460, 620), 0], body: `<div class="col pad">${k.tabs([l('section', 'General'), k.w('section'), k.w('section')], {})}<div class="view sunk">${k.list(many(3, (i) => k.item(r.pick(['Laserjet 2015', 'Office colour', 'PDF', 'Brother HL']), { start: k.icon('print'), on: i === 0, sub: k.w('status') })), { cls: '', name: 'printers' })}</div>${rows.map(([x, f]) => formRow(x, f(x))).join('')}${k.radios([l('radio', 'All pages'), l('radio', 'Current page'), l('radio', 'Selection')])}<div class="row">${k.check(l('check', 'Collate'))}${k.check(l('check', 'Two-sided'))}</div>${dialogButtons(k, k.concept('print'), [k.concept('cancel')])}</div>` }; // prettier-ignore
}

function findReplace(k) {
  const l = (en) => named(k, 'field', en);
  return { title: k.concept('replace'), dialog: true, size: [k.r.int(380, 520), 0], body: `<div class="col pad">${['Find', 'Replace with'].map((en) => formRow(l(en), k.field({ label: l(en), value: k.r.chance(0.5) ? k.stock.name(k, 'word') : '', style: 'width:100%' }))).join('')}${many(k.r.int(2, 4), () => k.check(k.w('check'))).join('')}<div class="row end wrap" data-g="dialog_buttons">${k.action('close')}${k.button(k.concept('replace'), { c: 'replace' })}${k.action('find', { cls: 'primary' })}</div></div>` }; // prettier-ignore
}

function progress(k) {
  const r = k.r;
  return { title: k.concept(r.pick(['copy', 'update', 'install', 'download'])), dialog: true, size: [r.int(360, 480), 0], body: `<div class="col pad" style="padding:16px"><span>${esc(k.stock.name(k, 'file'))} → ${k.text('place')}</span><div class="prog" style="flex:none"><b style="width:${r.int(5, 95)}%"></b></div><span class="dim small">${k.stock.name(k, 'size')} / ${k.stock.name(k, 'size')}</span><div class="row end" data-g="dialog_buttons">${r.chance(0.5) ? k.action('pause') : ''}${k.action('cancel')}</div></div>` }; // prettier-ignore
}

function colours(k) {
  return { title: k.concept('text_color'), dialog: true, size: [360, 0], body: `<div class="col pad">${palette(k)}<div style="height:140px;background:linear-gradient(transparent,#000),linear-gradient(90deg,#fff,hsl(${k.r.int(0, 359)} 90% 50%))"${attrs({ k: 'image', r: 'colour_plane', n: 'colours' })}></div>${k.slider({ t: 'Hue', en: 'Hue' }, { style: 'flex:none' })}${['R', 'G', 'B'].map((x) => formRow({ t: x, en: x }, k.spin({ t: x, en: x }, { value: k.r.int(0, 255) }))).join('')}${dialogButtons(k, k.concept('ok'), [k.concept('cancel')])}</div>` }; // prettier-ignore
}

function form(k) {
  const r = k.r;
  const rows = many(r.int(3, 7), () => {
    const kind = r.weighted([['field', 5], ['combo', 2], ['spin', 1]]); // prettier-ignore
    const l = k.w(kind);
    const c = kind === 'field' ? k.field({ label: l, value: r.chance(0.5) ? k.stock.value(k, l.en) : '', hint: r.chance(0.15) ? optional(k) : undefined, s: r.chance(0.1) ? ['focus'] : [], style: 'width:100%' }) : kind === 'combo' ? k.combo(l, choice(k, l.en), { style: 'width:100%' }) : k.spin(l); // prettier-ignore
    const top = r.chance(0.3);
    return `<div class="frow ${top ? 'top' : ''}" data-row="1"><span class="lab">${esc(l.t)}${top ? '' : ':'}</span>${c}</div>`;
  }); // prettier-ignore
  return { title: r.chance(0.5) ? k.w('section') : k.concept(r.pick(['add_user', 'network', 'properties', 'vpn', 'login'])), dialog: true, size: [r.int(380, 560), 0], body: `<div class="col pad">${rows.join('')}${r.chance(0.5) ? k.check(k.w('check')) : ''}${dialogButtons(k, r.pick([k.concept('ok'), k.concept('save'), k.concept('add'), named(k, 'answer', 'Connect')]), [k.concept('cancel')])}</div>` }; // prettier-ignore
}

export function partitions(k) {
  const r = k.r;
  const shares = many(r.int(2, 5), () => r.int(8, 60));
  const bar = `<div style="display:flex;height:34px;border:1px solid var(--border)"${attrs({ g: 'list', gn: 'disk map' })}>${shares.map((s, i) => `<span class="center ell small" style="flex:${s};background:hsl(${i * 67 + 20} 55% ${k.t.dark ? 35 : 75}%);line-height:32px"${attrs({ k: 'button', r: 'partition', e: `sda${i + 1}` })}>sda${i + 1}</span>`).join('')}</div>`;
  const cols = [
    named(k, 'column', 'Name'),
    named(k, 'combo', 'File system'),
    named(k, 'field', 'Mount point'),
    named(k, 'column', 'Size'),
  ];
  const rows = shares.map((s, i) => [`/dev/sda${i + 1}`, r.pick(['ext4', 'btrfs', 'swap', 'vfat', 'xfs']), r.pick(['/', '/home', '/boot', '/boot/efi', '—']), `${s} GiB`]); // prettier-ignore
  return { title: named(k, 'app', 'Disks'), icon: 'disk', size: [r.int(620, 860), r.int(380, 520)], body: `<div class="col pad grow">${k.combo({ t: '', en: 'Disk' }, `/dev/sda – ${r.int(120, 2000)} GB`, { style: 'width:280px' })}${bar}<div class="view sunk grow">${k.table(cols, rows, { on: 0 })}</div><div class="row wrap" data-g="toolbar">${k.tools(['add', 'remove', 'edit', 'undo'], { icon: r.chance(0.5) })}${k.action('format')}${k.action('mount')}<span class="grow"></span>${k.action('apply', { cls: 'primary' })}</div></div>` }; // prettier-ignore
}

const DIALOGS = [[confirm, 6], [authenticate, 2], [chooser, 3], [about, 1.5], [print, 1.5], [findReplace, 1.5], [progress, 1], [colours, 0.7], [form, 5]]; // prettier-ignore
export const dialog = (k) => k.r.weighted(DIALOGS)(k);

/** A full-screen installer: steps at the side or a hub with spokes, and buttons below. */
export function installer(k, W, H) {
  const r = k.r;
  const name = k.stock.name(k, 'distro');
  const hub = r.chance(0.45);
  const buttons = `<div class="row pad" style="border-top:1px solid var(--border)"${attrs({ g: 'dialog_buttons' })}>${r.chance(0.5) ? k.action('help') : ''}${r.chance(0.3) ? k.action('quit') : ''}<span class="grow"></span>${k.action('previous', { s: r.chance(0.2) ? ['disabled'] : [], icon: r.chance(0.4) ? 'previous' : undefined }).replace(esc(k.concept('previous').t), esc(k.concept('back').t))}${r.chance(0.5) ? k.action('next', { cls: 'primary' }) : k.button(named(k, 'answer', hub ? 'Begin installation' : 'Continue'), { cls: 'primary', s: r.chance(0.15) ? ['disabled'] : [] })}</div>`;
  const sections = ['Localisation', 'Software', 'System', 'User settings'].map((en) => named(k, 'section', en));
  const spokes = ['Date & Time', 'Language support', 'Installation source', 'Software selection', 'Installation destination', 'Network & host name', 'Root account', 'User creation']; // prettier-ignore
  const icons = ['clock', 'globe', 'disk', 'package', 'disk', 'network', 'key', 'user'];
  const spoke = (i) => { const warn = r.chance(0.25); return `<div class="row" style="gap:12px;padding:10px;border-radius:var(--radius)"${attrs({ k: 'button', r: 'spoke', e: spokes[i], c: icons[i] })}><span style="--icon:36px">${k.icon(icons[i])}</span><span class="col" style="gap:0;min-width:0"><b class="ell">${esc(named(k, 'section', spokes[i]).t)}</b><span class="ell small" style="color:${warn ? 'var(--danger)' : 'var(--fg2)'}">${k.text('status')}</span></span></div>`; }; // prettier-ignore
  let main;
  if (hub)
    main = `<div class="grid pad grow" style="grid-template-columns:repeat(${W > 900 ? 3 : 2},1fr);gap:20px">${sections.map((s, n) => `<section${attrs({ ct: 'section', gn: s.t, g: 'list' })}><h3 class="sec">${esc(s.t.toUpperCase())}</h3>${[2 * n, 2 * n + 1].map(spoke).join('')}</section>`).join('')}</div>`; // prettier-ignore
  else {
    const page = r.pick(['language', 'disk', 'user', 'keyboard', 'network', 'summary']);
    const rowsOf = (list, role) =>
      `<div class="view sunk grow">${k.list(
        list.map((x, i) => k.item(x, { on: i === 1, role })),
        { cls: '' },
      )}</div>`;
    const content = {
      language: () =>
        `<div class="col grow">${k.search({ style: 'width:260px' })}${rowsOf(['English', 'Deutsch', 'Español', 'Français', '中文（简体）', 'Italiano', 'Português', 'Polski', 'Türkçe', 'Čeština', 'Nederlands'], 'language')}</div>`,
      disk: () =>
        `<div class="col" style="gap:16px">${k.radios([named(k, 'radio', 'Erase disk and install'), named(k, 'radio', 'Install alongside'), named(k, 'radio', 'Custom partitioning')])}<div class="row wrap"${attrs({ g: 'list', gn: 'disks' })}>${many(r.int(1, 3), (i) => `<div class="card pad col center" style="width:170px;align-items:center;${i === 0 ? 'outline:2px solid var(--accent)' : ''}"${attrs({ k: 'row', r: 'card', e: `Disk ${i + 1}`, c: 'disk', s: i === 0 ? ['selected'] : [] })}><span style="--icon:40px">${k.icon('disk')}</span><b>${r.int(20, 900)} GiB</b><span class="small dim">QEMU / vd${'abc'[i]}</span></div>`).join('')}</div>${k.check(named(k, 'check', 'Encrypt my data'))}</div>`,
      user: () =>
        `<div class="col" style="max-width:560px">${[
          'Full name',
          'User name',
          'Password',
          'Confirm password',
          'Host name',
        ]
          .map((en) => {
            const l = named(k, 'field', en);
            return formRow(
              l,
              k.field({
                label: l,
                value: r.chance(0.4) ? k.stock.value(k, en) : '',
                role: en.includes('assword') ? 'password' : undefined,
                style: 'width:100%',
              }),
            );
          })
          .join(
            '',
          )}${k.check(named(k, 'check', 'Make this user administrator'))}${k.check(named(k, 'check', 'Require my password to log in'))}</div>`,
      keyboard: () =>
        `<div class="row grow" style="align-items:stretch">${rowsOf(['English (US)', 'English (UK)', 'German', 'French', 'Spanish', 'Polish', 'Russian', 'Czech'], 'layout')}${rowsOf(['Default', 'Dvorak', 'Colemak', 'Macintosh', 'International'], 'variant')}</div>${k.field({ hint: k.w('hint'), en: 'Test area' })}`,
      network: () =>
        k.list(
          many(r.int(3, 7), (i) =>
            k.item(`${r.pick(['home', 'guest', 'cafe'])}-${r.int(2, 90)}`, {
              start: k.icon('wifi'),
              end: k.icon(i ? 'lock' : 'check'),
              on: i === 0,
            }),
          ),
        ) + k.button(k.w('answer')),
      summary: () => k.list(settingRows(k, 5)),
    }[page]();
    const steps = r.chance(0.6) ? `<div class="side" style="width:${r.int(160, 240)}px;padding:14px 8px;${r.chance(0.5) ? 'background:var(--header);color:var(--header-fg)' : ''}"${attrs({ g: 'list', gn: 'steps', ct: 'sidebar' })}>${many(6, (i) => `<div class="si ${i === 2 ? 'on b' : ''}"${attrs({ k: 'row', r: 'step', s: i === 2 ? ['selected'] : [] })}>${r.chance(0.5) ? k.icon(i < 2 ? 'check' : 'next') : ''}<span class="ell">${k.text('section')}</span></div>`).join('')}</div>` : ''; // prettier-ignore
    main = `<div class="row grow" style="gap:0;align-items:stretch">${steps}<div class="col grow pad" style="padding:${r.int(16, 60)}px"><h2 class="pg">${k.text('section')}</h2><span>${k.text('line')}</span>${content}</div></div>`;
  }
  const head = `<div class="row between pad" style="background:var(--header);color:var(--header-fg)"><b class="big">${esc(name)} ${r.int(1, 45)}</b>${k.action('help')}</div>`; // prettier-ignore
  return {
    title: `${name}`,
    icon: 'rocket',
    body: `${r.chance(0.5) ? head : ''}${main}${buttons}`,
    size: [Math.min(W, r.int(760, 1100)), Math.min(H, r.int(520, 760))],
  };
}

/** Login screen on a picture. */
export function greeter(k, W, H) {
  const r = k.r;
  const pass = named(k, 'field', 'Password');
  const users = many(r.int(1, 4), () => k.stock.name(k, 'person'));
  const entry = k.field({
    label: pass,
    hint: pass,
    value: r.chance(0.4) ? '•••••' : '',
    role: 'password',
    s: ['focus'],
    style: `width:${r.int(200, 300)}px`,
  });
  const go = r.chance(0.5)
    ? k.iconButton('forward', { cls: 'primary', name: k.concept('login').t })
    : k.action('login', { cls: 'primary' });
  const one = `<div class="col center" style="align-items:center;gap:12px">${k.avatar(users[0]).replace('class="avatar deco"', 'class="avatar deco huge"').replace('style="', 'style="width:110px;height:110px;')}<b class="big">${esc(users[0])}</b><div class="row">${entry}${go}</div>${r.chance(0.4) ? k.link(named(k, 'answer', 'Forgot password?'), { cls: 'plain' }) : ''}</div>`;
  const listed = `<div class="col" style="width:300px"${attrs({ g: 'list', gn: 'users' })}>${users.map((u, i) => k.item(u, { start: k.avatar(u), on: i === 0, role: 'user' })).join('')}${k.link(named(k, 'answer', 'Show all'), { cls: 'plain' })}</div>`;
  const boxed = r.chance(0.5)
    ? 'background:var(--bg);border-radius:12px;padding:28px;box-shadow:0 6px 30px rgb(0 0 0/.4)'
    : 'color:#fff;text-shadow:0 1px 4px #000';
  const corner = ['power', 'restart', 'accessibility', 'keyboard', 'globe', 'settings'].slice(0, r.int(1, 6)).map((id) => k.iconButton(id, { cls: 'ghost' })).join(''); // prettier-ignore
  const where = r.pick([
    'right:16px;top:10px',
    'right:16px;bottom:14px',
    'left:50%;bottom:14px;transform:translateX(-50%)',
    'left:16px;bottom:14px',
  ]);
  return `<div class="${k.t.class}" style="${k.t.style};position:absolute;inset:0"${attrs({ ct: 'window', w: 'Login', active: 1 })}><div style="position:absolute;left:50%;top:${r.int(42, 52)}%;transform:translate(-50%,-50%);${boxed}">${r.chance(0.7) ? one : listed}</div><div class="center" style="position:absolute;top:8%;left:0;right:0;color:#fff;text-shadow:0 1px 4px #000"><div style="font-size:3.4em">${k.stock.name(k, 'time')}</div>${esc(k.w('day').t)}, ${k.r.int(1, 28)} ${esc(k.w('month').t)}</div><div class="row tool" style="position:absolute;${where};color:#fff;background:rgb(0 0 0/.4);border-radius:8px;padding:4px 8px"${attrs({ g: 'toolbar', gn: 'session' })}>${corner}</div></div>`;
}

/** A full-screen grid of applications, or a start menu. */
export function launcher(k, W, H, [x, y, w, h], kind) {
  const r = k.r;
  const apps = many(r.int(10, 40), () => k.w('app'));
  const size = r.pick([40, 48, 64, 72, 96]);
  const tile = (a, s) =>
    `<div class="tile"${attrs({ k: 'icon', r: 'app', e: a.en, c: appIcon(a) })}>${k.app(appIcon(a), s)}<span class="nm">${esc(a.t)}</span></div>`;
  const power = `<div class="row tool"${attrs({ g: 'toolbar', gn: 'session' })}>${k.tools(r.some(['power', 'restart', 'logout', 'lock', 'settings', 'user'], r.int(1, 4)), { icon: true })}</div>`;
  if (kind === 'grid')
    return `<div class="${k.t.class}" style="${k.t.style};position:absolute;left:${x}px;top:${y}px;width:${w}px;height:${h}px;background:rgb(0 0 0/${r.real(0.35, 0.85).toFixed(2)});color:#fff;z-index:39;display:flex;flex-direction:column;align-items:center;padding:24px;gap:24px"${attrs({ w: k.concept('apps').t, we: 'Applications', active: 1, ct: 'window' })}><div style="width:${r.int(260, 420)}px;display:flex">${k.search({ cls: 'pill', style: 'flex:1' })}</div><div class="grid grow" style="width:100%;max-width:${r.int(800, 1300)}px;grid-template-columns:repeat(auto-fill,minmax(${size + r.int(50, 90)}px,1fr));gap:18px;overflow:hidden"${attrs({ g: 'grid', gn: 'applications' })}>${apps.map((a) => tile(a, size)).join('')}</div></div>`;
  const mw = r.int(320, Math.min(640, w - 20));
  const mh = Math.min(h - 10, r.int(380, 620));
  const side = y > 0 ? `top:${y + 2}px` : `bottom:${H - y - h + 4}px`;
  const tiles = mw > 440 && r.chance(0.6);
  const inner = tiles
    ? `<div class="grid pad grow" style="grid-template-columns:repeat(auto-fill,minmax(92px,1fr));overflow:hidden"${attrs({ g: 'grid', gn: 'applications' })}>${apps.map((a) => tile(a, 36)).join('')}</div>`
    : `<div class="row grow" style="gap:0;align-items:stretch;overflow:hidden">${r.chance(0.6) ? `<div class="side" style="width:40%"${attrs({ g: 'list', gn: 'categories' })}>${['favourite', 'recent', 'briefcase', 'globe', 'picture', 'games', 'tools', 'settings', 'education'].map((id, i) => k.sideItem(k.concept(id), { icon: id, on: i === 0 })).join('')}</div>` : ''}<div class="grow" style="overflow:hidden">${k.list(apps.slice(0, 16).map((a, i) => k.item(a, { start: k.app(appIcon(a), 26), role: 'app', on: i === 3, c: appIcon(a) })), { cls: '', name: 'applications' })}</div></div>`; // prettier-ignore
  return `<div class="${k.t.class}" style="${k.t.style};position:absolute;left:${r.chance(0.75) ? x + r.int(0, 8) : Math.max(x, (W - mw) / 2)}px;${side};width:${mw}px;height:${mh}px;z-index:62;background:var(--bg);border:1px solid var(--border);border-radius:var(--wr);box-shadow:0 8px 30px rgb(0 0 0/.45);display:flex;flex-direction:column;overflow:hidden"${attrs({ w: k.concept('menu').t, we: 'Start menu', active: 1, ct: 'menu' })}>${r.chance(0.7) ? `<div class="row pad">${k.search({ style: 'flex:1' })}</div>` : ''}${inner}<div class="row between pad" style="border-top:1px solid var(--border)"><span class="row">${k.avatar()}<b class="ell">${k.stock.name(k, 'person')}</b></span>${power}</div></div>`;
}

export { background };
