/**
 * `npm run build:app`: everything that a package of the app holds, in `dist/` and `renderer/dist/`.
 *
 *   --no-renderer   keep the interface as it was built before
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { build } from 'vite';
import './require-node-24.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');

/** Runs a tool of the project; ends with its code when it fails. */
function run(name, args) {
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', ...name), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(dist, { recursive: true, force: true });
run(['typescript', 'bin', 'tsc'], ['-p', 'tsconfig.build.json']);

// The addon lies beside the code that loads it.
cpSync(join(root, 'native', 'prebuilds'), join(dist, 'native', 'prebuilds'), { recursive: true });

// A sandboxed preload script is one CommonJS file that imports Electron and nothing else.
await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir: join(dist, 'electron', 'preload'),
    emptyOutDir: true,
    minify: false,
    target: 'node24',
    lib: {
      entry: join(root, 'electron', 'preload', 'preload.ts'),
      formats: ['cjs'],
      fileName: () => 'preload.cjs',
    },
    rolldownOptions: { external: ['electron'] },
  },
});

const icons = join(root, 'out', 'icons');
mkdirSync(icons, { recursive: true });
const mark = join(root, 'renderer', 'src', 'mark.svg');
const picture = (size) =>
  sharp(mark, { density: 600 }).resize(size, size, { fit: 'contain', background: '#0000' }).png();
await picture(1024).toFile(join(icons, 'icon.png'));
await picture(32).toFile(join(dist, 'electron', 'main', 'tray.png'));
await picture(64).toFile(join(dist, 'electron', 'main', 'tray@2x.png'));

const kept = process.argv.includes('--no-renderer') && existsSync(join(root, 'renderer', 'dist', 'index.html'));
if (!kept)
  run(['vite', 'bin', 'vite.js'], ['build', '-c', 'renderer/vite.config.ts', 'renderer', '--logLevel', 'warn']);
