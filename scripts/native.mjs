/**
 * `npm run build:native [-- --prebuild]`: builds the addon and the guard from source into native/build.
 * `--prebuild` links what an ordinary desktop may lack into them and puts them where they are shipped from.
 * `--check` says whether what is shipped was built from the sources as they are.
 *
 * Errs towards rebuilding: the hash is over every source file and the build description.
 */
import './require-node-24.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const native = join(root, 'native');
const shipped = join(native, 'prebuilds', `${process.platform}-${process.arch}`);
const PROGRAMS = ['steadyhand.node', 'steadyhand-guard'];

/** SHA-256 over names and contents of the sources. */
function sourceHash() {
  const hash = createHash('sha256');
  const files = ['binding.gyp', ...globSync('src/**/*.{cc,h,mm}', { cwd: native })];
  for (const file of files.map((f) => f.replaceAll('\\', '/')).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(native, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

function check() {
  const file = join(shipped, 'steadyhand.node');
  if (!existsSync(file)) {
    console.log(`native: none is shipped for ${process.platform}-${process.arch}`);
    return 0;
  }
  const { sourceHash: built } = createRequire(import.meta.url)(file);
  if (built === sourceHash()) return 0;
  console.error('native: the shipped addon was built from other sources; run: npm run build:native -- --prebuild');
  return 1;
}

function build(prebuild) {
  const gyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(gyp)) {
    console.error('native: node-gyp is not installed; run: npm ci');
    return 6;
  }
  const headers = resolve(dirname(process.execPath), '..');
  const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  const args = ['rebuild', ...nodedir, '--', `-Dsource_hash=${sourceHash()}`, ...(prebuild ? ['-Dstatic_xcb=1'] : [])];
  const env = { ...process.env, PATH: `${dirname(process.execPath)}:${process.env.PATH ?? ''}` };
  // npm hands its own settings down, which node-gyp takes for its own.
  for (const name of Object.keys(env)) if (name.startsWith('npm_config_')) delete env[name];
  const { status } = spawnSync(process.execPath, [gyp, ...args], { cwd: native, stdio: 'inherit', env });
  if (status !== 0) {
    console.error(
      'native: the build failed; on Debian it needs: g++ make python3 libxcb1-dev libxcb-{xtest0,shm0,damage0,xfixes0,randr0,xkb}-dev libxcb-xinput-dev',
    );
    return 6;
  }
  if (!prebuild) return 0;
  mkdirSync(shipped, { recursive: true });
  for (const name of PROGRAMS) {
    const from = join(native, 'build', 'Release', name);
    if (!existsSync(from)) continue;
    spawnSync('strip', ['--strip-unneeded', from]);
    copyFileSync(from, join(shipped, name));
    chmodSync(join(shipped, name), 0o755);
  }
  return 0;
}

const args = process.argv.slice(2);
process.exitCode = args.includes('--check') ? check() : build(args.includes('--prebuild'));
