/**
 * `npm run dist -- [--dir] [--linux|--mac|--win]`: packages of the app by electron-builder, and a look at what is in them.
 *
 * Where Electron's binary cannot be had, `--dir` packs everything but Electron around an empty stand-in, so that what
 * would be shipped can be checked all the same; that folder cannot be started, and it is said. Other targets need the
 * binary and end with what is missing.
 *
 *   --no-build   pack what was built before
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import './require-node-24.mjs';
import { checkStaged } from './packaging/check-staged.mjs';

const MISSING = 6;
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2).filter((a) => a !== '--no-build');
const onlyFolder = args.includes('--dir');

/** Where the binary is, or null. */
function electronDist() {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given) return given;
  const installed = join(root, 'node_modules', 'electron', 'dist');
  return existsSync(join(installed, 'version')) ? installed : null;
}

/** The names electron-builder expects in a folder of Electron, with nothing in them. */
function standIn() {
  const folder = join(root, 'out', 'no-electron');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules', 'electron', 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'version'), version);
  writeFileSync(join(folder, 'LICENSE'), '');
  writeFileSync(join(folder, 'LICENSES.chromium.html'), '');
  writeFileSync(join(folder, 'chrome-sandbox'), '');
  writeFileSync(join(folder, 'locales', 'en-US.pak'), '');
  const says =
    '#!/bin/sh\necho "This package was made without Electron, to look at its contents; it cannot be started." >&2\nexit 6\n';
  writeFileSync(join(folder, 'electron'), says, { mode: 0o755 });
  return folder;
}

function run(script, more, env = {}) {
  const { status } = spawnSync(process.execPath, [script, ...more], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
  });
  if (status !== 0) process.exit(status ?? 1);
}

const dist = electronDist();
if (!dist && !onlyFolder) {
  console.error(
    'Electron’s binary is not here, so no package can be made. Run `node node_modules/electron/install.js` on a machine that reaches its release host, or name a folder with it in ELECTRON_OVERRIDE_DIST_PATH; `npm run dist -- --dir` shows what would be packed.',
  );
  process.exit(MISSING);
}
if (!process.argv.includes('--no-build')) run(join(root, 'scripts', 'build-app.mjs'), []);
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
// The written configuration, with where Electron is; an empty stand-in has no fuses to set.
const config = { ...parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8')), electronDist: dist ?? standIn() };
if (!dist) config.electronFuses = null;
const used = join(root, 'out', 'electron-builder.json');
writeFileSync(used, JSON.stringify(config, null, 2));
run(builder, [...args, '--publish', 'never', '--config', used]);
const good = checkStaged(join(root, 'out', 'packages'));
if (!dist) console.log('Packed without Electron, whose binary is not on this machine: to look at, not to start.');
process.exit(good ? 0 : 1);
