/**
 * `npm run pictures [-- --only report|interface]`: makes the example report and the README's screenshot anew, from a real
 * run on a virtual desktop, and the pictures of every view of the interface, light and dark.
 * The desktop's home is a temporary folder, so that nothing of the machine is in the picture.
 */
import './require-node-24.mjs';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';
import { startDesktop } from './desktop.mjs';
import { ensureSystem } from './ensure-system.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const TASK =
  'In the text editor, type "Dear team, the total is 42 € (incl. 7% tax) @ 10:30 — ¡olé!", then File > Save As, ' +
  'name it hello.txt and press Save. Then open the calculator, work out 12 × 34 and tell me the result.';
/** STEP_AT says where on the page the third step, a click on a menu item, lies at this width. */
const PAGE = { width: 1100, height: 6000 };

await ensureSystem(['test']);
const only = process.argv.includes('--only') ? process.argv[process.argv.indexOf('--only') + 1] : null;
if (only !== 'interface') await pictureReport();
if (only !== 'report') await import('./pictures/interface.ts');

async function pictureReport() {
  const scratch = mkdtempSync(join(tmpdir(), 'steadyhand-pictures-'));
  const desktop = await startDesktop();
  try {
    const documents = join(desktop.home, 'Documents');
    mkdirSync(documents, { recursive: true });
    desktop.launch(['mousepad'], { cwd: documents });
    await desktop.waitForWindow(/Mousepad/);
    await sleep(1500);
    const launcher = join(root, 'electron/cli/steadyhand.mjs');
    const run = spawnSync(process.execPath, [launcher, 'run', TASK, '--confirm', 'deny', '--report', scratch], {
      env: { ...desktop.env, PATH: process.env.PATH, STEADYHAND_HOME: join(scratch, 'home') },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (run.status !== 0) throw new Error(`the run ended with ${run.status}`);
    const page = readdirSync(scratch).find((name) => name.endsWith('.html'));
    const report = join(root, 'docs/reports/example.html');
    mkdirSync(join(root, 'docs/reports'), { recursive: true });
    mkdirSync(join(root, 'docs/images'), { recursive: true });
    copyFileSync(join(scratch, page), report);

    const shot = join(scratch, 'page.png');
    const browser = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', `--screenshot=${shot}`];
    const size = `--window-size=${PAGE.width},${PAGE.height}`;
    spawnSync('chromium', [...browser, size, `file://${report}`], { stdio: 'ignore' });
    const { from, height } = JSON.parse(process.env.STEP_AT ?? '{"from":2870,"height":815}');
    await sharp(shot)
      .extract({ left: 0, top: from, width: PAGE.width, height })
      .png({ compressionLevel: 9, palette: true })
      .toFile(join(root, 'docs/images/step.png'));
    copyFileSync(shot, join(tmpdir(), 'steadyhand-report-page.png'));
  } finally {
    await desktop.stop();
    rmSync(scratch, { recursive: true, force: true });
  }
}
