/** Where the app begins: the shell over the real Electron. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseStopKeys } from '../host/session/stop-keys.ts';
import { StaticFiles } from '../host/service/web/static-files.ts';
import { messageOf } from '../protocol/errors.ts';
import { electronPort } from './electron-port.ts';
import { Shell } from './shell.ts';

const here = dirname(fileURLToPath(import.meta.url));
/** `dist/electron/main` → the folder of package.json. */
const root = join(here, '..', '..', '..');

const log = (line: string): void => void process.stderr.write(`${line}\n`);

try {
  const shell = new Shell({
    electron: electronPort(join(here, 'tray.png')),
    files: StaticFiles.of(join(root, 'renderer', 'dist')),
    preload: join(here, '..', 'preload', 'preload.cjs'),
    hostScript: join(here, 'host-entry.js'),
    // Loaded when it is first needed, which in development is never.
    openUpdater: async () => (await import('electron-updater')).default.autoUpdater,
    log,
    parseKeys: parseStopKeys,
    hidden: process.argv.includes('--hidden'),
  });
  await shell.start();
} catch (error) {
  log(`steadyhand: ${messageOf(error)}`);
  process.exit(6);
}
