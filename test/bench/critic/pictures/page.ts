/** A picture's markup as a page: what chromium draws. Every control carries its words in `data-l`. */
import type { IconNode } from './icons.ts';
import type { Layer, Picture } from './markup.ts';
import { styleOf, surroundings } from './themes.ts';

const esc = (s: string): string =>
  s.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
/** A control's name in the markup may hide its words: `{name}` is not drawn, `{}` neither. */
const control = (cls: string, label: string, html: string, tag = 'span'): string =>
  `<${tag} class="${cls}" data-l="${esc(label)}">${html}</${tag}>`;

export type Icons = Readonly<Record<string, IconNode>>;

const svg = (icons: Icons, name: string): string => {
  const node = icons[name];
  if (!node) throw new Error(`no icon "${name}"`);
  const parts = node.map(
    ([tag, attrs]) =>
      `<${tag} ${Object.entries(attrs)
        .filter(([k]) => k !== 'key')
        .map(([k, v]) => `${k}="${v}"`)
        .join(' ')}/>`,
  );
  return control('i', `@${name}`, `<svg viewBox="0 0 24 24">${parts.join('')}</svg>`);
};
/** Words with icons and switches among them. */
const inline = (text: string, icons: Icons): string =>
  text
    // An address (ana@example.org) is no icon.
    .split(/((?<!\w)@[a-z][a-z0-9-]*|\((?:on|off)\)|\[[^\][ ][^\][]*\])/)
    .map((part, i) => {
      if (i % 2 === 0) return esc(part);
      if (part.startsWith('[')) return button(part.slice(1, -1), icons);
      if (part.startsWith('@')) return svg(icons, part.slice(1));
      return control(part === '(on)' ? 'sw on' : 'sw', 'switch', '');
    })
    .join('');

const button = (token: string, icons: Icons): string => {
  const cls = token.startsWith('!') ? 'b bad' : token.startsWith('*') ? 'b ok' : 'b';
  const label = token.replace(/^[!*]/, '');
  return control(cls, label.replaceAll(/@[a-z0-9-]+ ?/g, '') || label, inline(label, icons));
};

const row = (text: string, icons: Icons): string => {
  const on = text.startsWith('*');
  const cells = (on ? text.slice(1) : text).split(' | ');
  const words = (cells[0] ?? '').replaceAll(/@[a-z0-9-]+|\((?:on|off)\)/g, '').trim();
  const html = cells.map((c, i) => `<span class="${i === 0 ? 'g' : 's'}">${inline(c, icons)}</span>`).join('');
  return control(on ? 'row on' : 'row', words, html, 'div');
};

function lineHtml(line: string, icons: Icons): string {
  if (line === '---') return '<hr>';
  if (line.startsWith('# ')) return `<h1>${control('', line.slice(2), esc(line.slice(2)))}</h1>`;
  if (line.startsWith('> '))
    return `<div class="mb">${line
      .slice(2)
      .split(/ {2,}| \| /)
      .map((m) => control('', m, esc(m)))
      .join('')}</div>`;
  if (/^[-~] /.test(line)) return row(line.slice(2), icons);
  if (line.startsWith('$_ ')) return `<div class="t">${esc(line.slice(3))}<span class="cur"></span></div>`;
  if (line.startsWith('$')) return `<div class="t">${esc(line.slice(2)) || '&nbsp;'}</div>`;
  const field = /^=(\*?) ?([^:]*): ?(.*)$/.exec(line);
  if (field) {
    const value = field[1] ? '•'.repeat((field[3] ?? '').length) : (field[3] ?? '');
    const key = field[2] ?? '';
    return `<div class="f">${key ? `<span class="k">${esc(key)}</span>` : ''}${control('v', key || 'field', inline(value, icons))}</div>`;
  }
  const box = /^(\[ \]|\[x\]|\( \)|\(o\)) (.+)$/.exec(line);
  if (box) {
    const cls = `${box[1]?.startsWith('(') ? 'o' : ''} ${/[xo]/.test(box[1] ?? '') ? 'x' : ''}`;
    return `<div class="c">${control('', box[2] ?? '', `<i class="${cls}">${box[1] === '[x]' ? '✓' : ''}</i>${esc(box[2] ?? '')}`)}</div>`;
  }
  if (/^\[[^\]]+\]/.test(line))
    return `<div class="btns">${[...line.matchAll(/\[([^\]]+)\]/g)].map((b) => button(b[1] ?? '', icons)).join('')}</div>`;
  return `<p>${control('', line.replaceAll(/@[a-z0-9-]+|\[[^\]]*\]/g, '').trim(), inline(line, icons))}</p>`;
}

const menuLine = (line: string, icons: Icons): string => {
  if (line === '---') return '<hr>';
  const [words = '', key = ''] = line.split(' | ');
  const plain = words.replaceAll(/@[a-z0-9-]+/g, '').trim();
  return control(
    'm',
    plain,
    `<span>${inline(words, icons)}</span>${key ? `<span class="k">${esc(key)}</span>` : ''}`,
    'div',
  );
};

const body = (lines: readonly string[], icons: Icons): string => lines.map((l) => lineHtml(l, icons)).join('');

const close = (theme: string): string =>
  theme === 'mac'
    ? '<span class="l" data-l="@close" style="color:#e0443e">●&nbsp;</span><span class="l" style="color:#dea123">●&nbsp;</span>'
    : '<span class="r" data-l="@close" style="padding:0 10px">✕</span>';

function windowHtml(layer: Layer, bars: readonly Layer[], theme: string, icons: Icons): string {
  const head = layer.lines.find((l) => l.startsWith('^ '));
  const rest = layer.lines.filter((l) => l !== head && !l.startsWith('url '));
  const url = layer.lines.find((l) => l.startsWith('url '));
  const [left = '', middle = layer.title, right = ''] = head ? head.slice(2).split(' | ') : [];
  const bare = theme === 'bare' || theme === 'setup' || theme === 'tui';
  const title = `<div class="title">${bare ? '' : close(theme)}${head ? `<span class="l">${inline(left, icons)}</span><span class="r">${inline(right, icons)}</span>` : ''}${esc(head ? middle : layer.title)}</div>`;
  const address = url
    ? `<div class="url"><b>${inline('@arrow-left @rotate-cw', icons)}</b><div>${esc(url.slice(4))}</div></div>`
    : '';
  const strips = bars
    .map((b) => `<div class="bar"><p>${esc(b.title)}</p>${b.lines.map((l) => lineHtml(l, icons)).join('')}</div>`)
    .join('');
  const menubar = rest.filter((l) => l.startsWith('> '));
  return `<div class="win">${title}${address}${body(menubar, icons)}${strips}<div class="body">${body(
    rest.filter((l) => !l.startsWith('> ')),
    icons,
  )}</div></div>`;
}

const overHtml = (layer: Layer, theme: string, icons: Icons): string => {
  if (layer.kind === 'menu') {
    const [x = '120', y = '100'] = layer.title.split(',');
    return `<div class="menu" style="left:${x}px;top:${y}px">${layer.lines.map((l) => menuLine(l, icons)).join('')}</div>`;
  }
  const heading = layer.title ? `<h2>${esc(layer.title)}</h2>` : '';
  if (layer.kind === 'sheet') return `<div class="sheet">${heading}<div>${body(layer.lines, icons)}</div></div>`;
  const shade = ['gnome', 'gnomedark', 'web', 'bare'].includes(theme) ? '<div class="shade"></div>' : '';
  return `${shade}<div class="dlg">${heading}<div class="body">${body(layer.lines, icons)}</div></div>`;
};

/** The page of a picture, 1024 × 768. */
export function pageOf(picture: Picture, icons: Icons): string {
  const [window, ...over] = picture.layers;
  if (!window) throw new Error(`${picture.name} shows nothing`);
  const bars = over.filter((l) => l.kind === 'bar');
  const html =
    surroundings(picture.theme) +
    windowHtml(window, bars, picture.theme, icons) +
    over
      .filter((l) => l.kind !== 'bar')
      .map((l) => overHtml(l, picture.theme, icons))
      .join('');
  return `<!doctype html><meta charset="utf-8"><style>${styleOf(picture.theme)}</style><body>${html}</body>`;
}
