/**
 * `node scripts/licences.mjs [--check]`: writes the tables of docs/third-party.md from package-lock.json and the
 * installed packages, or with --check tells whether they are current. Fails on a licence that is not on the list below:
 * a new one is a decision for a person.
 */
import './require-node-24.mjs';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const page = join(root, 'docs', 'third-party.md');
const BEGIN = '<!-- written by scripts/licences.mjs -->';
const END = '<!-- end -->';

const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  '(MIT AND Zlib)',
  '(MIT OR CC0-1.0)',
  // PSF: permissive, asks for its notice only (argparse, through js-yaml).
  'Python-2.0',
  // libvips, a shared library that sharp loads: it stays replaceable, and its licence goes along.
  'LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later',
  'Apache-2.0 AND LGPL-3.0-or-later AND MIT',
]);

/** Read in the package itself, where its package.json does not name the licence in the usual field. */
const READ_BY_HAND = { 'exif-parser': 'MIT' };

function licenceOf(name, path, entry) {
  if (entry.license) return entry.license;
  const file = join(root, path, 'package.json');
  if (existsSync(file)) {
    const { license, licenses } = JSON.parse(readFileSync(file, 'utf8'));
    const old = Array.isArray(licenses) ? licenses.map((l) => l.type ?? l).join(' OR ') : null;
    if (license ?? old) return license?.type ?? license ?? old;
  }
  return READ_BY_HAND[name] ?? 'unknown';
}

function noticeOf(path) {
  const folder = join(root, path);
  if (!existsSync(folder)) return 'not installed on this platform';
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying|notice)/i.test(f));
  return file ? `\`${path}/${file}\`` : 'in package.json';
}

function runtimePackages() {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([path, entry]) => path !== '' && !entry.dev)
    .map(([path, entry]) => {
      const name = entry.name ?? path.replace(/^.*node_modules\//, '');
      return { name, path, version: entry.version, licence: licenceOf(name, path, entry) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1));
}

function tables(packages) {
  const { dependencies, optionalDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const direct = new Set([...Object.keys(dependencies), ...Object.keys(optionalDependencies ?? {})]);
  const top = packages.filter((p) => direct.has(p.name) && p.path === `node_modules/${p.name}`);
  const groups = Map.groupBy(packages, (p) => p.licence);
  const names = (list) => [...new Set(list.map((p) => `${p.name} ${p.version}`))];
  return [
    '| Package | Version | Licence | Text |',
    '|---|---|---|---|',
    ...top.map((p) => `| ${p.name} | ${p.version} | ${p.licence} | ${noticeFor(p)} |`),
    '',
    'With all they depend on, every platform included:',
    '',
    ...[...groups]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([l, list]) => `- **${l}** (${names(list).length}): ${names(list).join(', ')}`),
  ].join('\n');
}

// The platform packages differ from machine to machine; the page must not.
const noticeFor = (p) => (p.name.startsWith('node-') ? '`LICENSE` of Node.js in the package' : noticeOf(p.path));

const packages = runtimePackages();
const unknown = packages.filter((p) => !ALLOWED.has(p.licence));
for (const p of unknown)
  console.error(`${p.name} ${p.version}: the licence '${p.licence}' is not on the list in scripts/licences.mjs.`);
const text = readFileSync(page, 'utf8');
const [before, rest] = text.split(BEGIN);
const after = rest?.split(END)[1];
if (after === undefined) throw new Error(`docs/third-party.md lacks ${BEGIN} … ${END}.`);
const current = `${before}${BEGIN}\n\n${tables(packages)}\n\n${END}${after}`;
if (process.argv.includes('--check')) {
  if (current !== text) console.error('docs/third-party.md is not current; run node scripts/licences.mjs.');
  process.exitCode = current === text && unknown.length === 0 ? 0 : 1;
} else {
  writeFileSync(page, current);
  process.exitCode = unknown.length === 0 ? 0 : 1;
}
