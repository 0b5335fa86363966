// Coloured icons as desktops have them, of sets that are in the public domain (Tango), CC0 (LibreOffice's Colibre) or CC BY
// (Silk). Their names are turned into those that other sets use (desktop-names.txt), so that they share their words.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join } from 'node:path';

/** name -> { as, tags } */
const known = new Map(
  readFileSync(new URL('desktop-names.txt', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes(' = '))
    .map((line) => {
      const [name, as, words = ''] = line.split(/ = | \| /);
      return [
        name.trim(),
        {
          as: as.trim(),
          tags: words
            .split(',')
            .map((w) => w.trim())
            .filter(Boolean),
        },
      ];
    }),
);

function named(name, tags = []) {
  const of = known.get(name);
  return of ? { name: of.as, tags: [...of.tags, ...tags] } : { name, tags };
}

const files = (folder, end) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((f) => f.name.endsWith(end))
    .map((f) => join(f.parentPath ?? f.path, f.name));

/** Files of a Debian package, unpacked beside the sets: `apt-get download`, which needs no rights. */
function unpacked(debian, folder) {
  const out = join(folder, 'debian', debian);
  if (!existsSync(join(out, 'usr'))) {
    mkdirSync(out, { recursive: true });
    execFileSync('apt-get', ['download', debian], { cwd: out, stdio: 'inherit' });
    for (const deb of readdirSync(out).filter((f) => f.endsWith('.deb')))
      execFileSync('dpkg-deb', ['-x', deb, '.'], { cwd: out });
  }
  return out;
}

/** Each drawing once, at each of its sizes: they are drawn apart. */
function* tango(folder) {
  const root = join(unpacked('tango-icon-theme', folder), 'usr/share/icons/Tango');
  const seen = new Set();
  for (const end of ['.svg', '.png'])
    for (const file of files(root, end)) {
      const real = realpathSync(file);
      if (seen.has(real)) continue;
      seen.add(real);
      const source = end === '.svg' ? { svg: readFileSync(real, 'utf8') } : { file: real };
      yield { ...named(basename(real, end)), style: 'colour', ...source };
    }
}

/** Labels of LibreOffice's commands in English, from its own registry. */
function labels(folder) {
  const share = join(unpacked('libreoffice-common', folder), 'usr/lib/libreoffice/share');
  // Newer packages keep the registry in a hidden folder.
  const file = ['registry', '.registry'].map((r) => join(share, r, 'main.xcd')).find((f) => existsSync(f));
  if (!file) throw new Error(`No registry of LibreOffice in ${share}: has its package moved it?`);
  const found = new Map();
  for (const m of readFileSync(file, 'utf8').matchAll(/<node oor:name="\.uno:(\w+)"[^>]*>([\s\S]*?)<\/node>/g))
    for (const l of m[2].matchAll(/<prop oor:name="\w*Label"[^>]*>\s*<value xml:lang="en-US">([^<]*)</g)) {
      const text = l[1].replace(/[~.…]/g, '').trim();
      const key = m[1].toLowerCase();
      if (text) found.set(key, [...(found.get(key) ?? []), text]);
    }
  return found;
}

function* colibre(folder) {
  const root = unpacked('libreoffice-style-colibre', folder);
  const said = labels(folder);
  for (const zip of ['images_colibre_svg.zip', 'images_colibre_dark_svg.zip']) {
    const out = join(root, zip.replace('.zip', ''));
    if (!existsSync(out))
      execFileSync('unzip', ['-q', '-o', join(root, 'usr/lib/libreoffice/share/config', zip), 'cmd/*', '-d', out]);
    for (const file of files(out, '.svg')) {
      const place = file.slice(out.length);
      // Letters of other languages ("bold" as F, G or N) are in folders of their own.
      if (/\/cmd\/(?:32\/)?[a-z]{2}(?:[-_]\w+)?\//.test(place)) continue;
      const bare = basename(file, '.svg').replace(/^(?:lc|sc|lx)_/, '');
      const texts = [...new Set(said.get(bare) ?? [])];
      if (!known.has(bare) && texts.length === 0) continue;
      const of = known.has(bare)
        ? named(bare, texts)
        : { name: texts[0].toLowerCase().replace(/\s+/g, '-'), tags: texts };
      yield { ...of, style: 'colour', svg: readFileSync(file, 'utf8') };
    }
  }
}

function* silk(folder) {
  for (const file of files(join(folder, 'node_modules/famfamfam-silk/dist/png'), '.png'))
    yield { ...named(basename(file, '.png').replaceAll('_', '-')), style: 'colour', file };
}

/** Icons of sets that are no npm package of pictures alone: { name, style, tags, svg or file }. */
export const DESKTOP = {
  'debian:tango-icon-theme': tango,
  'debian:libreoffice-style-colibre': colibre,
  'famfamfam-silk': silk,
};
