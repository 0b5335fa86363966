/**
 * Looks at an unpacked package: is it small enough, and is there anything in it that does not belong? Electron's own
 * files do not count.
 *
 *   node scripts/packaging/check-staged.mjs [FOLDER]
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { getRawHeader } from '@electron/asar';

/** Megabytes without Electron. */
const MOST_MB = 350;

/** What must not be there, each with its reason. */
const STRAYS = [
  [/\.(ts|tsx|mts|cts)$/, 'sources and types are for developers'],
  [/\.map$/, 'source maps are for developers'],
  [/\.(c|cc|cpp|h|hpp|gyp|gypi|o|a|lib|pdb)$/, 'nothing is compiled on a person’s machine'],
  [/\.(py|ipynb|pt|pth|ckpt|npz|tsbuildinfo)$/, 'training is not shipped'],
  [
    /(^|\/)(test|tests|__tests__|spec|bench|benchmark|coverage|examples?|\.github)\//,
    'tests and examples are for developers',
  ],
  [/\.(test|spec)\.[cm]?js$/, 'tests are for developers'],
  [/(^|\/)\.(env|npmrc|git|eslintrc|editorconfig)/, 'settings of a checkout'],
  [/\.(log|tmp|orig|rej|swp)$/, 'left over'],
  [
    /(^|\/)node_modules\/(electron|electron-builder|typescript|vite|vitest|playwright|eslint|react|react-dom|prettier)\//,
    'a tool of the developers',
  ],
  [/(^|\/)(history\.db|settings\.json|frames\/)/, 'data of a person'],
];

/** What a package must have. */
const NEEDED = [
  [/^app\/dist\/electron\/main\/main\.js$/, 'the shell'],
  [/^app\/dist\/electron\/main\/host-entry\.js$/, 'the agent host'],
  [/^app\/dist\/electron\/preload\/preload\.cjs$/, 'the preload script'],
  [/^app\/renderer\/dist\/index\.html$/, 'the interface'],
  [/^models\/manifest\.json$/, 'the weights'],
  [/better-sqlite3\/prebuilds\/.*\.node$/, 'the database'],
  [/onnxruntime-node\/bin\/.*\.node$/, 'the model runtime'],
  [/third-party\.md$/, 'the licence notices'],
  [/^app\/LICENSE$/, 'the licence'],
];

/** Binaries of systems that this package is not for. */
const OTHER = {
  linux: /(darwin|win32|windows|macos)[-_/]|[-_/](darwin|win32)([-_./]|$)|\.(dll|dylib|exe)$/,
  mac: /(linux|win32)[-_/]|[-_/](linux|linuxmusl|win32)([-_./]|$)|\.(dll|exe)$/,
  win: /(linux|darwin)[-_/]|[-_/](linux|linuxmusl|darwin)([-_./]|$)|\.dylib$/,
};

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    yield { name: relative(folder, path).split(sep).join('/'), bytes: statSync(path).size };
  }
}

/** Everything in the archive, unpacked or not. */
function* filesIn(archive) {
  const walk = function* (node, at) {
    for (const [name, child] of Object.entries(node.files ?? {})) {
      if (child.files) yield* walk(child, `${at}${name}/`);
      else if (!child.link) yield { name: `${at}${name}`, bytes: child.size ?? 0 };
    }
  };
  yield* walk(getRawHeader(archive).header, 'app/');
}

/** The `resources` folder of every unpacked package below. */
function stagedIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => {
      const system = /^(linux|mac|win)/.exec(entry.name)?.[1];
      const at = join(folder, entry.name);
      const app = readdirSync(at).find((name) => name.endsWith('.app'));
      const resources = app ? join(at, app, 'Contents', 'Resources') : join(at, 'resources');
      return system && existsSync(join(resources, 'app.asar')) ? [{ name: entry.name, system, resources }] : [];
    });
}

/** What is wrong with a list of files: `[name, reason]`. */
export function strayFiles(names, system) {
  return names.flatMap((name) => {
    const reason = STRAYS.find(([pattern]) => pattern.test(name))?.[1];
    if (reason) return [[name, reason]];
    return OTHER[system].test(name) && /\.(node|so|dll|dylib|exe)(\.|$)|\/bin\//.test(name)
      ? [[name, 'for another system']]
      : [];
  });
}

/** Says what is in each package; true when all is well. */
export function checkStaged(folder) {
  const packages = stagedIn(folder);
  if (packages.length === 0) {
    console.error(`There is no unpacked package in ${folder}: run npm run dist -- --dir.`);
    return false;
  }
  return packages.map(check).every(Boolean);
}

/** Weights that the manifest names and the package lacks. */
function missingWeights(resources) {
  const folder = join(resources, 'models');
  const manifest = join(folder, 'manifest.json');
  if (!existsSync(manifest)) return [];
  const { models } = JSON.parse(readFileSync(manifest, 'utf8'));
  return models
    .filter((m) => statSync(join(folder, m.file), { throwIfNoEntry: false })?.size !== m.bytes)
    .map((m) => `the weights ${m.name} (${m.file})`);
}

function check({ name, system, resources }) {
  const extra = [...filesBelow(resources)].filter((f) => !f.name.startsWith('app.asar'));
  const files = [...filesIn(join(resources, 'app.asar')), ...extra];
  const bytes = files.reduce((sum, f) => sum + f.bytes, 0);
  const mb = bytes / 1e6;
  const largest = new Map();
  for (const f of files) {
    const parts = f.name.split('/');
    const depth = parts[1] === 'node_modules' ? (parts[2]?.startsWith('@') ? 4 : 3) : 2;
    const key = parts.slice(0, Math.min(depth, parts.length - 1)).join('/') || f.name;
    largest.set(key, (largest.get(key) ?? 0) + f.bytes);
  }
  console.log(`${name}: ${files.length} files, ${mb.toFixed(1)} MB without Electron (at most ${MOST_MB})`);
  for (const [key, size] of [...largest].sort((a, b) => b[1] - a[1]).slice(0, 8)) {
    console.log(`  ${(size / 1e6).toFixed(1).padStart(7)} MB  ${key}`);
  }
  const strays = strayFiles(
    files.map((f) => f.name),
    system,
  );
  for (const [file, reason] of strays.slice(0, 20)) console.error(`  stray: ${file} (${reason})`);
  if (strays.length > 20) console.error(`  … and ${strays.length - 20} more`);
  const missing = [
    ...NEEDED.filter(([pattern]) => !files.some((f) => pattern.test(f.name))).map(([, what]) => what),
    ...missingWeights(resources),
  ];
  for (const what of missing) console.error(`  missing: ${what}`);
  if (mb > MOST_MB) console.error(`  too large by ${(mb - MOST_MB).toFixed(1)} MB`);
  return strays.length === 0 && missing.length === 0 && mb <= MOST_MB;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  process.exit(checkStaged(process.argv[2] ?? 'out/packages') ? 0 : 1);
}
