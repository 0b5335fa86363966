// Draws the icons of desktop themes that freedesktop.txt names. For evaluation only: these themes are copyleft.
//   node models/grounding/eval/icons/themes.mjs [--debs DIR] [--out .cache/grounding/icons/themes]
// --debs holds unpacked Debian packages, one folder each (`apt-get download`, `dpkg -x`): adwaita-icon-theme,
// breeze-icon-theme, elementary-xfce-icon-theme, gnome-icon-theme, papirus-icon-theme, yaru-theme-icon.
import { createWriteStream, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { draw, drawFile } from '../../data/icons/draw.mjs';

const { values } = parseArgs({
  options: {
    debs: { type: 'string', default: '.cache/grounding/icons/debs' },
    out: { type: 'string', default: '.cache/grounding/icons/themes' },
  },
});
/** Theme -> where to look, best first. Symbolic pictures are of one colour. */
const THEMES = {
  'adwaita-symbolic': ['adwaita-icon-theme/usr/share/icons/Adwaita/scalable'],
  'adwaita-colour': [
    'adwaita-icon-theme/usr/share/icons/Adwaita/64x64',
    'adwaita-icon-theme/usr/share/icons/Adwaita/48x48',
  ],
  'breeze-symbolic': ['breeze-icon-theme/usr/share/icons/breeze'],
  'papirus-colour': [
    'papirus-icon-theme/usr/share/icons/Papirus/48x48',
    'papirus-icon-theme/usr/share/icons/Papirus/24x24',
  ],
  'papirus-symbolic': [
    'papirus-icon-theme/usr/share/icons/Papirus/symbolic',
    'papirus-icon-theme/usr/share/icons/Papirus/16x16',
  ],
  'yaru-symbolic': ['yaru-theme-icon/usr/share/icons/Yaru/scalable'],
  'elementary-colour': ['elementary-xfce-icon-theme/usr/share/icons/elementary-xfce'],
  'gnome-colour': ['gnome-icon-theme/usr/share/icons/gnome/48x48', 'gnome-icon-theme/usr/share/icons/gnome/32x32'],
};

const wanted = readFileSync(new URL('freedesktop.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line.includes('|'))
  .map((line) => line.split('|').map((part) => part.trim()));

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((f) => f.name.endsWith('.svg') || f.name.endsWith('.png'))
    .map((f) => `${f.parentPath}/${f.name}`);

/** Among several sizes of a picture the largest of a toolbar's, else any. */
function best(paths) {
  const size = (p) => Number(/\/(\d+)(?:x\d+)?\//.exec(p.replace(/.*\/icons\//, '/'))?.[1] ?? 40);
  return paths.sort((a, b) => Math.min(size(b), 64) - Math.min(size(a), 64))[0];
}

mkdirSync(values.out, { recursive: true });
const lines = createWriteStream(`${values.out}/icons.jsonl`);
const bins = {
  mono: createWriteStream(`${values.out}/mono.bin`),
  colour: createWriteStream(`${values.out}/colour.bin`),
};
const count = { mono: 0, colour: 0 };
for (const [theme, folders] of Object.entries(THEMES)) {
  const all = folders.map((f) => files(`${values.debs}/${f}`));
  let drawn = 0;
  for (const [name, query] of wanted) {
    const names = theme.endsWith('symbolic') ? [`${name}-symbolic.svg`, `${name}.svg`] : [`${name}.svg`, `${name}.png`];
    const path = all.flatMap((list) => names.map((n) => best(list.filter((p) => p.endsWith(`/${n}`))))).find(Boolean);
    if (!path) continue;
    const picture = await (path.endsWith('.png') ? drawFile(path) : draw(readFileSync(path, 'utf8'))).catch(() => null);
    if (!picture || (theme.endsWith('symbolic') && picture.kind === 'colour' && !theme.startsWith('breeze'))) continue;
    const at = count[picture.kind]++;
    bins[picture.kind].write(picture.pixels);
    lines.write(`${JSON.stringify({ set: theme, name, query, kind: picture.kind, at })}\n`);
    drawn++;
  }
  console.log(`${theme}: ${drawn} of ${wanted.length}`);
}
await Promise.all([lines, ...Object.values(bins)].map((s) => new Promise((done) => s.end(done))));
