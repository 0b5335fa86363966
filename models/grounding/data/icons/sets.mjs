// Where each icon set keeps its pictures, names and tags. iconsOf() yields { name, style, tags, svg or file }.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { DESKTOP } from './desktop.mjs';

const read = (file) => readFileSync(file, 'utf8');
const json = (file) => JSON.parse(read(file));
const svgs = (folder) => readdirSync(folder).filter((f) => f.endsWith('.svg'));

/** Files of one folder; `name` and `tags` are functions of the bare file name. */
function* folder(path, style, tags = () => [], name = (n) => n) {
  for (const file of svgs(path)) {
    const base = file.slice(0, -4);
    yield { name: name(base), style, tags: tags(base), svg: read(`${path}/${file}`) };
  }
}

const readers = {
  *'@tabler/icons'(root) {
    const about = json(`${root}/icons.json`);
    const tags = (n) => (about[n]?.tags ?? []).map(String);
    yield* folder(`${root}/icons/outline`, 'outline', tags);
    yield* folder(`${root}/icons/filled`, 'filled', tags);
  },
  *'@mdi/svg'(root) {
    const about = Object.fromEntries(json(`${root}/meta.json`).map((m) => [m.name, m]));
    yield* folder(`${root}/svg`, 'filled', (n) => about[n]?.aliases ?? []);
  },
  *'lucide-static'(root) {
    const about = json(`${root}/tags.json`);
    yield* folder(`${root}/icons`, 'outline', (n) => about[n] ?? []);
  },
  *'@phosphor-icons/core'(root) {
    const text = read(`${root}/dist/index.mjs`);
    const about = {};
    for (const m of text.matchAll(/name: "([^"]+)",[\s\S]*?tags: \[([^\]]*)\]/g))
      about[m[1]] = [...m[2].matchAll(/"([^"*]+)"/g)].map((t) => t[1]);
    for (const style of ['bold', 'duotone', 'fill', 'light', 'regular', 'thin']) {
      const bare = (n) => (style === 'regular' ? n : n.replace(new RegExp(`-${style}$`), ''));
      yield* folder(`${root}/assets/${style}`, style, (n) => about[bare(n)] ?? [], bare);
    }
  },
  *'@fluentui/svg-icons'(root) {
    const best = new Map(); // one picture a name and style, drawn for 20 or 24 pixels, and the small one beside it
    for (const file of svgs(`${root}/icons`)) {
      const m = /^(.*)_(\d+)_(regular|filled|color)\.svg$/.exec(file);
      if (!m || ![16, 20, 24].includes(Number(m[2]))) continue;
      const key = `${m[1]} ${m[3]} ${m[2] === '16' ? 's' : 'l'}`;
      if (m[2] !== '20' || !best.has(key)) best.set(key, { file, name: m[1].replaceAll('_', '-'), style: m[3] });
    }
    for (const { file, name, style } of best.values())
      yield { name, style, tags: [], svg: read(`${root}/icons/${file}`) };
  },
  *'@material-symbols/svg-400'(root) {
    for (const style of ['outlined', 'rounded', 'sharp']) {
      for (const icon of folder(`${root}/${style}`, style)) {
        const fill = icon.name.endsWith('-fill');
        if (style === 'sharp' && fill) continue;
        const name = icon.name.replace(/-fill$/, '').replaceAll('_', '-');
        yield { ...icon, name, style: fill ? 'fill' : style };
      }
    }
  },
  *ionicons(root) {
    const about = Object.fromEntries(json(`${root}/dist/ionicons.json`).icons.map((i) => [i.name, i.tags]));
    yield* folder(`${root}/dist/svg`, '', (n) => about[n] ?? []);
  },
  *'bootstrap-icons'(root) {
    yield* folder(`${root}/icons`, '');
  },
  *'@primer/octicons'(root) {
    const about = json(`${root}/build/data.json`);
    const bare = (n) => n.replace(/-\d+$/, '');
    for (const icon of folder(`${root}/build/svg`, '', (n) => about[bare(n)]?.keywords ?? []))
      if (/-(16|24)$/.test(icon.name)) yield { ...icon, name: bare(icon.name) };
  },
};

/** An @iconify-json package: bodies in one JSON file; other names for the same picture are its aliases. */
function* iconify(root) {
  const data = json(`${root}/icons.json`);
  const about = existsSync(`${root}/metadata.json`) ? json(`${root}/metadata.json`) : {};
  const others = new Map();
  for (const [name, alias] of Object.entries(data.aliases ?? {}))
    if (!alias.hFlip && !alias.vFlip && !alias.rotate)
      others.set(alias.parent, [...(others.get(alias.parent) ?? []), name.replaceAll('-', ' ')]);
  const suffixes = Object.keys(about.suffixes ?? {})
    .filter(Boolean)
    .sort((a, b) => b.length - a.length);
  for (const [name, icon] of Object.entries(data.icons)) {
    if (icon.hidden) continue;
    const w = icon.width ?? data.width ?? 16;
    const h = icon.height ?? data.height ?? 16;
    const head = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`;
    const svg = `${head} viewBox="${icon.left ?? 0} ${icon.top ?? 0} ${w} ${h}">${icon.body}</svg>`;
    const suffix = suffixes.find((s) => name.endsWith(`-${s}`));
    const bare = suffix ? name.slice(0, -suffix.length - 1) : name;
    yield { name: bare, style: suffix ?? '', tags: others.get(name) ?? [], svg };
  }
}

/** Every icon of a set with its names. */
export function iconsOf(name, modules) {
  if (DESKTOP[name]) return DESKTOP[name](dirname(modules));
  const read = readers[name] ?? iconify;
  return read(`${modules}/${name}`);
}
