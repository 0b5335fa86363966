// Fills the cache that screens are rendered from: installs the data-only packages, resolves which icon of each set shows which
// concept (concepts.json, committed), and gathers interface strings in several languages (strings.json, in the cache).
//
//   node models/grounding/data/web/collect.mjs --cache .cache/grounding/web
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ICON_PACKAGES, JUPYTER_VERSION, STRING_PACKAGES, npmSpecs } from './sources.mjs';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'zh'];

const lines = (file) =>
  fs
    .readFileSync(path.join(HERE, file), 'utf8')
    .split('\n')
    .filter((l) => l && !l.startsWith('#'))
    .map((l) => l.split('|'));

/** Rows of words.txt as { kind: [{en, de, …}] }. */
export function words() {
  const out = {};
  for (const [kind, ...labels] of lines('words.txt'))
    (out[kind] ??= []).push(Object.fromEntries(LANGUAGES.map((l, i) => [l, labels[i]])));
  return out;
}

const snake = (s) => s.replaceAll('-', '_');
/** style → path of an icon inside its package, per set. */
const LAYOUT = {
  tabler: { outline: (n) => `icons/outline/${n}.svg`, filled: (n) => `icons/filled/${n}.svg` },
  mdi: { filled: (n) => `svg/${n}.svg`, outline: (n) => `svg/${n}-outline.svg` },
  lucide: { outline: (n) => `icons/${n}.svg` },
  phosphor: Object.fromEntries(
    ['thin', 'light', 'regular', 'bold', 'fill', 'duotone'].map((w) => [
      w,
      (n) => `assets/${w}/${n}${w === 'regular' ? '' : `-${w}`}.svg`,
    ]),
  ),
  fluent: {
    regular: (n) => `icons/${snake(n)}_24_regular.svg`,
    filled: (n) => `icons/${snake(n)}_24_filled.svg`,
    small: (n) => `icons/${snake(n)}_16_regular.svg`,
  },
  material: Object.fromEntries(
    ['outlined', 'rounded', 'sharp'].flatMap((s) => [
      [s, (n) => `${s}/${snake(n)}.svg`],
      [`${s}-fill`, (n) => `${s}/${snake(n)}-fill.svg`],
    ]),
  ),
  ionicons: {
    filled: (n) => `dist/svg/${n}.svg`,
    outline: (n) => `dist/svg/${n}-outline.svg`,
    sharp: (n) => `dist/svg/${n}-sharp.svg`,
  },
  bootstrap: { outline: (n) => `icons/${n}.svg`, fill: (n) => `icons/${n}-fill.svg` },
  octicons: { 24: (n) => `build/svg/${n}-24.svg`, 16: (n) => `build/svg/${n}-16.svg` },
  flat: { color: (n) => `svg/${snake(n)}.svg` },
};
export const iconFile = (cache, set, style, name) =>
  path.join(cache, 'node_modules', ICON_PACKAGES[set][0], LAYOUT[set][style](name));

function stylesOf(cache, set, name) {
  return Object.keys(LAYOUT[set]).filter((style) => fs.existsSync(iconFile(cache, set, style, name)));
}

/** concepts.txt with the icons that exist: the first name of the row's list that a set has is the one it uses. */
function concepts(cache) {
  return lines('concepts.txt').map(([id, en, de, es, fr, zh, names, functions, looks]) => {
    const [label, ...synonyms] = en.split('/');
    const icons = {};
    for (const set of Object.keys(LAYOUT)) {
      const all = [...names.split(','), ...(set === 'flat' ? [id] : [])];
      if (all.includes(`!${set}`)) continue;
      const own = all.filter((n) => n.startsWith(`${set}:`)).map((n) => n.slice(set.length + 1));
      for (const name of [...own, ...all.filter((n) => !/[:!]/.test(n))]) {
        const bare = set === 'mdi' || set === 'ionicons' ? name.replace(/-outline$/, '') : name;
        const styles = stylesOf(cache, set, bare);
        if (styles.length > 0) {
          icons[set] = { name: bare, styles };
          break;
        }
      }
    }
    return {
      id,
      labels: { en: label, de, es, fr, zh },
      synonyms,
      functions: functions.split(';'),
      looks: looks.split(';'),
      icons,
    };
  });
}

/** Keeps what could stand on a control or in a short text: no placeholders, no code, no markup. */
const usable = (s) =>
  typeof s === 'string' && s.length > 1 && s.length < 70 && !/[{}<>`\\$_%]|\n|https?:|^[a-z]+[.:]/.test(s);

function fromMonaco(cache) {
  const root = path.join(cache, 'node_modules', STRING_PACKAGES.monaco[0], 'esm');
  const english = new Map();
  for (const file of fs.readdirSync(root, { recursive: true })) {
    if (!file.endsWith('.js')) continue;
    const text = fs.readFileSync(path.join(root, file), 'utf8');
    for (const m of text.matchAll(/localize2?\(\s*(\d+),\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')/g))
      english.set(Number(m[1]), (m[2] ?? m[3]).replaceAll("\\'", "'").replaceAll('\\"', '"'));
  }
  const tables = {};
  for (const [lang, tag] of Object.entries({
    de: 'de',
    es: 'es',
    fr: 'fr',
    zh: 'zh-cn',
    ja: 'ja',
    ru: 'ru',
    it: 'it',
    ko: 'ko',
  })) {
    const file = path.join(root, 'vs/nls/lang', `${tag}.js`);
    if (!fs.existsSync(file)) continue;
    const array = /(?<==\s*)\[[\s\S]*\]/.exec(fs.readFileSync(file, 'utf8'));
    if (array) tables[lang] = new Function(`return ${array[0]}`)();
  }
  return [...english].map(([index, en]) => ({
    en,
    ...Object.fromEntries(Object.entries(tables).map(([l, t]) => [l, t[index]])),
  }));
}

async function fromExcalidraw(cache) {
  const folder = path.join(cache, 'node_modules', STRING_PACKAGES.excalidraw[0], 'dist/prod/locales');
  const flat = (o, p = '') =>
    Object.entries(o).flatMap(([k, v]) => (typeof v === 'string' ? [[`${p}${k}`, v]] : flat(v ?? {}, `${p}${k}.`)));
  const tables = {};
  for (const [lang, tag] of Object.entries({
    en: 'en',
    de: 'de-DE',
    es: 'es-ES',
    fr: 'fr-FR',
    zh: 'zh-CN',
    ja: 'ja-JP',
    ru: 'ru-RU',
    it: 'it-IT',
  })) {
    // prettier-ignore
    const file = fs.readdirSync(folder).find((f) => f.startsWith(`${tag}-`) && f.endsWith('.js'));
    if (!file) continue;
    const module = await import(pathToFileURL(path.join(folder, file)));
    tables[lang] = Object.fromEntries(flat(module.default ?? Object.fromEntries(Object.entries(module))));
  }
  return Object.keys(tables.en ?? {}).map((key) =>
    Object.fromEntries(Object.entries(tables).map(([l, t]) => [l, t[key]])),
  );
}

function fromJupyter(cache) {
  const rows = new Map();
  for (const [lang, tag] of Object.entries({ de: 'de-DE', es: 'es-ES', fr: 'fr-FR', zh: 'zh-CN' })) {
    const folder = path.join(cache, 'po', tag);
    if (!fs.existsSync(folder)) {
      fs.mkdirSync(folder, { recursive: true });
      const spec = `jupyterlab-language-pack-${tag}==${JUPYTER_VERSION}`;
      execFileSync('python3', ['-m', 'pip', 'download', '--no-deps', '-q', '-d', folder, spec], { stdio: 'inherit' });
      execFileSync('python3', ['-m', 'zipfile', '-e', path.join(folder, fs.readdirSync(folder).find((f) => f.endsWith('.whl'))), folder]); // prettier-ignore
    }
    for (const file of fs.readdirSync(folder, { recursive: true }).filter((f) => f.endsWith('.json'))) {
      for (const [key, value] of Object.entries(JSON.parse(fs.readFileSync(path.join(folder, file), 'utf8')))) {
        const en = key.split('\u0004').at(-1);
        if (en && value[0]) rows.set(en, { ...(rows.get(en) ?? { en }), [lang]: value[0] });
      }
    }
  }
  return [...rows.values()];
}

async function strings(cache) {
  const seen = new Map();
  for (const row of [...fromMonaco(cache), ...(await fromExcalidraw(cache)), ...fromJupyter(cache)]) {
    const kept = Object.fromEntries(Object.entries(row).filter(([, s]) => usable(s)));
    if (kept.en && Object.keys(kept).length > 1) seen.set(kept.en, { ...seen.get(kept.en), ...kept });
  }
  return [...seen.values()];
}

export async function collect(cache) {
  fs.mkdirSync(cache, { recursive: true });
  if (!fs.existsSync(path.join(cache, 'node_modules')))
    execFileSync('npm', ['i', '--prefix', cache, '--ignore-scripts', '--no-audit', '--no-fund', '--no-save', '--legacy-peer-deps', ...npmSpecs()], { stdio: 'inherit' }); // prettier-ignore
  const table = concepts(cache);
  fs.writeFileSync(path.join(HERE, 'concepts.json'), `[\n${table.map((c) => JSON.stringify(c)).join(',\n')}\n]\n`);
  const list = await strings(cache);
  fs.writeFileSync(path.join(cache, 'strings.json'), JSON.stringify(list));
  return { concepts: table, strings: list };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const cache = path.resolve(process.argv[process.argv.indexOf('--cache') + 1] ?? '.cache/grounding/web');
  const { concepts: table, strings: list } = await collect(cache);
  const count = (f, l) => l.filter(f).length;
  console.log(
    `${table.length} concepts; icons:`,
    Object.fromEntries(Object.keys(LAYOUT).map((s) => [s, count((c) => c.icons[s], table)])),
  );
  console.log(
    `${list.length} strings:`,
    Object.fromEntries(['de', 'es', 'fr', 'zh', 'ja', 'ru', 'it', 'ko'].map((l) => [l, count((r) => r[l], list)])),
  );
}
