/**
 * Pictures of every view, light and dark, for docs/images/interface: the interface over the host in memory, in Chromium.
 * Run by `npm run pictures`, or alone: `npm run pictures -- --only interface [--views run,rules]`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { build } from 'vite';
import { asHost, openApp, startTask } from '../../test/renderer/app-page.ts';
import { openBrowser, serveFolder } from '../../test/renderer/serve.ts';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const into = join(root, 'docs/images/interface');

interface View {
  readonly name: string;
  readonly path?: string;
  readonly options?: Readonly<Record<string, unknown>>;
  readonly act?: (page: Page) => Promise<unknown>;
}

/** What a person sees first of each view, and the states that matter. */
const VIEWS: readonly View[] = [
  { name: 'assistant' },
  {
    name: 'run',
    options: { pace: 500 },
    act: async (page) => {
      await startTask(page, 'Save the letter');
      await page.locator('.step').nth(1).waitFor();
      await page.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'One step' }).click();
      await page.locator('.places').waitFor();
      await page.evaluate('scrollTo(0, 0)');
    },
  },
  {
    name: 'question',
    act: async (page) => {
      await asHost(page, "ask('destructive')");
      await page.locator('.question .crop').waitFor();
    },
  },
  {
    name: 'demonstrations',
    path: '#/demonstrations/weekly-report/steps',
    act: (page) => page.locator('.skill-steps .shot').first().waitFor(),
  },
  {
    name: 'schedule',
    path: '#/demonstrations/weekly-report/schedule',
    act: (page) => page.locator('.schedule-row').first().waitFor(),
  },
  {
    name: 'repair',
    path: '#/demonstrations/weekly-report',
    act: (page) => page.getByRole('img', { name: /The screen when it stopped/ }).waitFor(),
  },
  { name: 'history', path: '#/history/r-save' },
  { name: 'rules', path: '#/rules' },
  { name: 'approvals', path: '#/rules/approvals' },
  { name: 'policy', path: '#/rules/table' },
  { name: 'settings', path: '#/settings/general' },
  {
    name: 'models',
    path: '#/settings/models',
    act: async (page) => {
      await page.getByRole('button', { name: 'Measure' }).click();
      await page.getByText('Where models can run').waitFor();
    },
  },
  {
    name: 'diagnostics',
    path: '#/settings/diagnostics',
    act: (page) => page.getByRole('button', { name: 'Examine' }).click(),
  },
  { name: 'guide', options: { settings: { welcomed: false } }, act: (page) => page.getByRole('dialog').waitFor() },
];

const named = process.argv.indexOf('--views');
const wanted = named < 0 ? null : (process.argv[named + 1] ?? '').split(',');

process.chdir(root);
process.env['NODE_ENV'] = 'production';
const built = join(root, 'out/renderer-pictures');
await build({
  ...{ configFile: 'renderer/vite.config.ts', root: 'renderer', logLevel: 'error', mode: 'fake' },
  build: { outDir: built, emptyOutDir: true },
});
mkdirSync(into, { recursive: true });
const served = await serveFolder(built);
const browser = await openBrowser();
try {
  for (const { name, path = '#/assistant', options = {}, act } of VIEWS) {
    if (wanted?.includes(name) === false) continue;
    for (const theme of ['light', 'dark'] as const) {
      const page = await openApp(browser, served.url, { path, theme, options });
      await act?.(page);
      // Pictures of the history come after the words.
      await page.waitForTimeout(800);
      const shot = await page.screenshot();
      await sharp(shot)
        .png({ compressionLevel: 9, palette: true })
        .toFile(join(into, `${name}-${theme}.png`));
      await page.context().close();
    }
    console.log(`  ${name}`);
  }
} finally {
  await browser.close();
  await served.close();
}
