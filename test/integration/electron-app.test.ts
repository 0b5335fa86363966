/**
 * The app with the real Electron: run wherever its binary is (`ELECTRON_OVERRIDE_DIST_PATH`, or installed), after
 * `npm run build:app`. Elsewhere each test is listed as skipped, with the reason.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { emptyFolder } from '../fixtures/cli.ts';
import type { Desktop } from '../fixtures/desktop.ts';
import { startDesktop } from '../fixtures/desktop.ts';

const name = process.platform === 'win32' ? 'electron.exe' : 'electron';
const folders = [process.env['ELECTRON_OVERRIDE_DIST_PATH'], join('node_modules', 'electron', 'dist')];
const binary = folders.flatMap((f) => (f === undefined ? [] : [join(f, name)])).find((f) => existsSync(f));
const built =
  existsSync(join('dist', 'electron', 'main', 'main.js')) && existsSync(join('renderer', 'dist', 'index.html'));
const why =
  binary === undefined ? 'Electron’s binary is not on this machine' : built ? '' : 'run npm run build:app first';

let desktop: Desktop | null = null;
let app: ElectronApplication | null = null;
let page: Page | null = null;

beforeAll(async () => {
  if (why !== '' || binary === undefined) return;
  desktop = await startDesktop();
  app = await _electron.launch({
    executablePath: binary,
    args: ['.', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...desktop.env, PATH: process.env['PATH'] ?? '', STEADYHAND_HOME: await emptyFolder() },
  });
  page = await app.firstWindow();
});
afterAll(async () => {
  await app?.close();
  await desktop?.stop();
});

const window = (): Page => {
  if (!page) throw new Error('the app has no window');
  return page;
};

test.skipIf(why !== '')(
  `the window shows the interface, connected to the agent${why && ` (skipped: ${why})`}`,
  async () => {
    expect(window().url()).toBe('steadyhand-app://window/index.html');
    await window().getByText('Ready').waitFor();
  },
);

test.skipIf(why !== '')(`a page has no Node and one frozen bridge${why && ` (skipped: ${why})`}`, async () => {
  const seen = await window().evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((n) => n in globalThis),
    bridge: Object.keys((globalThis as unknown as { steadyhand: object }).steadyhand).sort(),
    frozen: Object.isFrozen((globalThis as unknown as { steadyhand: object }).steadyhand),
  }));
  expect(seen).toEqual({ node: [], bridge: ['connect', 'hide', 'open'], frozen: true });
});

test.skipIf(why !== '')(`a page goes nowhere and opens nothing${why && ` (skipped: ${why})`}`, async () => {
  await window().evaluate(() => {
    const page = globalThis as unknown as { open(url: string): unknown; location: { href: string } };
    page.open('https://example.org');
    page.location.href = 'https://example.org';
  });
  expect(window().url()).toBe('steadyhand-app://window/index.html');
  expect(app?.windows()).toHaveLength(1);
});

test.skipIf(why !== '')(`closing the window leaves the app in the tray${why && ` (skipped: ${why})`}`, async () => {
  const hidden = await app?.evaluate(({ BrowserWindow }) => {
    const [main] = BrowserWindow.getAllWindows();
    main?.close();
    return main?.isDestroyed() === false && !main.isVisible();
  });
  expect(hidden).toBe(true);
});
