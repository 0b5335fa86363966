/**
 * `npm run build:native [-- --prebuild | --check | --help]`: builds the native addon and the guard (docs/native.md).
 *
 * Errs towards rebuilding: the hash is over every source file and the build description.
 */
import './require-node-24.mjs';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const native = join(root, 'native');
const shipped = join(native, 'prebuilds', `${process.platform}-${process.arch}`);
const PROGRAMS = ['steadyhand.node', 'steadyhand-guard'];
const BAD_USE = 2;
const ENVIRONMENT = 6;

const HELP = `npm run build:native [-- OPTION]
  (none)      builds the addon and the guard from source into native/build, where they come before what is shipped
  --prebuild  links what an ordinary desktop may lack into them, and puts them into ${shipped}
  --syntax win  compiles the parts for Windows with mingw-w64, to see that they compile
  --check     says whether what is shipped was built from the sources as they are
  --help      this`;

/** What a build needs, by platform: one of the programs on each line, and where they come from. */
const TOOLS = {
  linux: {
    programs: [['c++', 'g++', 'clang++'], ['make'], ['python3']],
    from: 'on Debian and Ubuntu: apt-get install g++ make python3 libxcb1-dev libxcb-{xtest0,shm0,damage0,xfixes0,shape0,randr0,xkb,xinput}-dev',
  },
  darwin: { programs: [['c++', 'clang++'], ['make'], ['python3']], from: 'xcode-select --install' },
  // node-gyp looks for Visual Studio itself.
  win32: { programs: [['python', 'python3', 'py']], from: 'Visual Studio Build Tools with C++, and Python 3' },
};

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

function fail(message, code) {
  console.error(`native: ${message}`);
  return code;
}

function check() {
  const file = join(shipped, 'steadyhand.node');
  if (!existsSync(file)) {
    console.log(`native: none is shipped for ${process.platform}-${process.arch}`);
    return 0;
  }
  let built;
  try {
    built = createRequire(import.meta.url)(file).sourceHash;
  } catch (error) {
    return fail(`the shipped addon does not load here: ${String(error.message).split('\n')[0]}`, 1);
  }
  if (built === sourceHash()) return 0;
  return fail('the shipped addon was built from other sources; run: npm run build:native -- --prebuild', 1);
}

/** The tools of which no program is on the PATH. */
function missingTools(tools, path) {
  const endings = process.platform === 'win32' ? ['.exe', '.bat', '.cmd'] : [''];
  const found = (name) =>
    path.split(delimiter).some((folder) => folder && endings.some((ending) => existsSync(join(folder, name + ending))));
  // CXX names another compiler; whether it works, the build tells.
  return tools.programs
    .filter((names) => !names.some(found) && !(process.env.CXX && names.includes('c++')))
    .map((names) => names.join(' or '));
}

function build(prebuild) {
  const gyp = join(root, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  if (!existsSync(gyp)) return fail('node-gyp is not installed; run: npm ci', ENVIRONMENT);
  const tools = TOOLS[process.platform];
  if (!tools) return fail(`there is no native part for ${process.platform}`, ENVIRONMENT);
  // Windows calls it Path.
  const pathName = Object.keys(process.env).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH';
  const path = [dirname(process.execPath), process.env[pathName] ?? ''].join(delimiter);
  const missing = missingTools(tools, path);
  if (missing.length > 0)
    return fail(`${missing.join(', ')} ${missing.length > 1 ? 'are' : 'is'} missing; ${tools.from}`, ENVIRONMENT);

  // The headers that came with this Node; without them node-gyp would fetch some.
  const headers = resolve(dirname(process.execPath), '..');
  const nodedir = existsSync(join(headers, 'include', 'node', 'node_api.h')) ? [`--nodedir=${headers}`] : [];
  const args = ['rebuild', ...nodedir, '--', `-Dsource_hash=${sourceHash()}`, ...(prebuild ? ['-Dstatic_xcb=1'] : [])];
  const env = { ...process.env, [pathName]: path };
  // npm hands its own settings down, which node-gyp takes for its own.
  for (const name of Object.keys(env)) if (name.startsWith('npm_config_')) delete env[name];
  const { status, error } = spawnSync(process.execPath, [gyp, ...args], { cwd: native, stdio: 'inherit', env });
  if (status !== 0) {
    const why = error ? ` (${error.message})` : '';
    return fail(`the build failed${why}; what it needs, ${tools.from}`, ENVIRONMENT);
  }
  if (!prebuild) return 0;
  mkdirSync(shipped, { recursive: true });
  for (const name of PROGRAMS) {
    const from = join(native, 'build', 'Release', name);
    if (!existsSync(from)) continue;
    // Where there is no strip the file is larger, that is all.
    if (process.platform === 'linux') spawnSync('strip', ['--strip-unneeded', from]);
    copyFileSync(from, join(shipped, name));
    chmodSync(join(shipped, name), 0o755);
  }
  return 0;
}

/** Compilers for Windows that run on Linux, the one that knows C++ threads first. */
const CROSS = ['x86_64-w64-mingw32-g++-posix', 'x86_64-w64-mingw32-g++'];

/** What of native/src is for Windows: compiled there, and looked over here. */
function windowsSources() {
  return ['src/addon.cc', 'src/x11/screen_pixels.cc', ...globSync('src/{desktop,win}/*.cc', { cwd: native }).sort()];
}

/** Compiles the sources for another system without making anything of them; there is no machine of that system here. */
function syntax(system) {
  if (system !== 'win')
    return fail(`--syntax knows win only, not '${system}': for macOS there is no compiler here`, BAD_USE);
  const compiler = CROSS.find((name) => spawnSync(name, ['--version']).status === 0);
  if (compiler === undefined) return fail('there is no mingw-w64 (Debian: g++-mingw-w64-x86-64-posix)', ENVIRONMENT);
  const folder = dirname(createRequire(import.meta.url).resolve('node-addon-api'));
  const headers = resolve(dirname(process.execPath), '..', 'include', 'node');
  const defines = ['NAPI_VERSION=9', 'NAPI_CPP_EXCEPTIONS', 'STEADYHAND_SOURCE_HASH="none"'].map((d) => `-D${d}`);
  const flags = ['-std=c++20', '-Wall', '-Wextra', '-Werror', '-fno-rtti', '-fsyntax-only', ...defines];
  const wrong = windowsSources().filter((file) => {
    const args = [...flags, `-I${folder}`, `-I${headers}`, '-Isrc', file];
    return spawnSync(compiler, args, { cwd: native, stdio: 'inherit' }).status !== 0;
  });
  if (wrong.length > 0) return fail(`does not compile for Windows: ${wrong.join(', ')}`, 1);
  console.log(`native: ${windowsSources().length} files compile for Windows (${compiler}); nobody has run them`);
  return 0;
}

function main() {
  let options;
  try {
    options = parseArgs({
      options: {
        prebuild: { type: 'boolean' },
        check: { type: 'boolean' },
        syntax: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    return fail(`${error.message.split('\n')[0]}\n${HELP}`, BAD_USE);
  }
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  if (options.syntax !== undefined) return syntax(options.syntax);
  return options.check ? check() : build(options.prebuild === true);
}

process.exitCode = main();
