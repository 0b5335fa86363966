// Renders screens with their truth.
//
//   node models/grounding/data/web/make.mjs --seed 1 --count 1000 --out DIR [--first 0] [--workers 1] [--cache .cache/grounding/web]
//
// Screen i of seed S is always the same. DIR gets NNNNNN.png, NNNNNN.json and one line a screen in index.jsonl; screens whose
// files exist are skipped, so a broken run is continued by the same command. data/schema.md says what the files hold.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright';
import { collect } from './collect.mjs';
import { pictures } from './pictures.mjs';
import { open } from './popups.mjs';
import { makeScreen } from './screens.mjs';
import { Stock } from './stock.mjs';
import { extract } from './truth.mjs';

export const VERSION = 1;
const PICTURES = 160;
const RENEW_EVERY = 150; // pages before a fresh one: Chromium keeps memory of what it has shown

/** Fonts, pictures and library files over loopback, so that pages of any origin may use them. */
function serve(cache) {
  const server = http.createServer((request, response) => {
    const [, kind, ...rest] = decodeURIComponent(new URL(request.url, 'http://x').pathname).split('/');
    let file;
    if (kind === 'pictures') file = path.join(cache, 'pictures', rest[0]);
    if (kind === 'fonts')
      file = path.join(cache, 'node_modules/@fontsource', rest[0], 'files', `${rest[0]}-latin-${rest[1]}-normal.woff2`);
    if (kind === 'npm') file = path.join(cache, 'node_modules', ...rest);
    if (!file || !fs.existsSync(file)) return void response.writeHead(404).end();
    const type = { '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.jpg': 'image/jpeg' }[
      path.extname(file)
    ];
    response.writeHead(200, {
      'access-control-allow-origin': '*',
      'cache-control': 'max-age=99999',
      ...(type && { 'content-type': type }),
    });
    fs.createReadStream(file).pipe(response);
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => resolve({ server, base: `http://127.0.0.1:${server.address().port}` })),
  );
}

/** A browser and one page in it; `render` gives a picture and its truth. */
export class Renderer {
  static async open(cache, { executablePath = '/usr/bin/chromium' } = {}) {
    const self = new Renderer();
    const { server, base } = await serve(cache);
    self.server = server;
    self.browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--font-render-hinting=slight', '--disable-lcd-text'] }); // prettier-ignore
    await self.renew();
    const count = await pictures(self.page, cache, PICTURES);
    self.stock = new Stock(cache, { base, pictures: count });
    return self;
  }

  async renew() {
    await this.context?.close();
    this.context = await this.browser.newContext({ viewport: null, bypassCSP: true });
    this.page = await this.context.newPage();
    this.cdp = await this.context.newCDPSession(this.page);
    this.uses = 0;
  }

  async render(seed, index) {
    if (++this.uses > RENEW_EVERY) await this.renew();
    const screen = makeScreen(this.stock, seed, index);
    const { W, H, scale } = screen;
    await this.cdp.send('Emulation.setDeviceMetricsOverride', {
      width: W,
      height: H,
      deviceScaleFactor: scale,
      mobile: false,
    });
    await this.page.setContent(screen.html, { waitUntil: 'load', timeout: 20000 });
    if (screen.html.includes('<iframe')) await this.page.waitForTimeout(30);
    await this.page.evaluate(() =>
      document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))),
    );
    if (screen.pop) await this.page.evaluate(`(${open})(${JSON.stringify(screen.pop)})`);
    const truth = await this.page.evaluate(`(${extract})(${scale})`);
    const shot = await this.cdp.send('Page.captureScreenshot', {
      format: 'png',
      captureBeyondViewport: false,
      optimizeForSpeed: true,
    });
    const png = Buffer.from(shot.data, 'base64');
    const width = png.readUInt32BE(16);
    const height = png.readUInt32BE(20);
    return {
      png,
      truth: {
        version: VERSION,
        id: `web-${seed}-${index}`,
        source: 'web',
        seed,
        index,
        width,
        height,
        ...screen.about,
        ...truth,
      },
    };
  }

  async close() {
    await this.browser.close();
    this.server.close();
  }
}

async function main() {
  const { values: v } = parseArgs({
    options: { seed: { type: 'string', default: '1' }, count: { type: 'string', default: '100' }, first: { type: 'string', default: '0' }, out: { type: 'string' }, workers: { type: 'string', default: '1' }, cache: { type: 'string', default: '.cache/grounding/web' }, step: { type: 'string', default: '1' }, chromium: { type: 'string' } },
  }); // prettier-ignore
  if (!v.out) throw new Error('--out DIR is missing');
  const out = path.resolve(v.out);
  const cache = path.resolve(v.cache);
  fs.mkdirSync(out, { recursive: true });
  if (!fs.existsSync(path.join(cache, 'strings.json'))) await collect(cache);
  const workers = Number(v.workers);
  if (workers > 1) {
    const children = Array.from({ length: workers }, (_, i) => spawn(process.execPath, [fileURLToPath(import.meta.url), '--seed', v.seed, '--count', v.count, '--first', String(Number(v.first) + i), '--step', String(workers), '--out', out, '--cache', cache], { stdio: 'inherit' })); // prettier-ignore
    const codes = await Promise.all(children.map((c) => new Promise((done) => c.on('exit', done))));
    process.exitCode = Math.max(...codes);
    return;
  }
  const renderer = await Renderer.open(cache, v.chromium ? { executablePath: v.chromium } : {});
  const index = fs.createWriteStream(path.join(out, 'index.jsonl'), { flags: 'a' });
  const end = Math.trunc(Number(v.first) / Number(v.step)) * Number(v.step) + Number(v.count);
  const began = Date.now();
  let made = 0;
  let bytes = 0;
  let failed = 0;
  for (let i = Number(v.first); i < end; i += Number(v.step)) {
    const name = String(i).padStart(6, '0');
    if (fs.existsSync(path.join(out, `${name}.json`))) continue;
    try {
      const { png, truth } = await renderer.render(v.seed, i);
      fs.writeFileSync(path.join(out, `${name}.png`), png);
      fs.writeFileSync(path.join(out, `${name}.json`), JSON.stringify({ image: `${name}.png`, ...truth }));
      index.write(
        `${JSON.stringify({ id: truth.id, image: `${name}.png`, truth: `${name}.json`, layout: truth.layout, language: truth.language, dark: truth.dark, library: truth.library, controls: truth.controls.length, lines: truth.lines.length })}\n`,
      );
      made++;
      bytes += png.length;
    } catch (error) {
      failed++;
      console.error(`screen ${i}: ${error.message.split('\n')[0]}`);
      await renderer.renew();
    }
    if (made % 100 === 0 && made > 0)
      console.log(
        `${i + 1}: ${((Date.now() - began) / 1000 / made).toFixed(2)} s and ${Math.round(bytes / made / 1024)} kB a screen`,
      );
  }
  index.end();
  console.log(
    `${made} screens, ${failed} failed, ${((Date.now() - began) / 1000 / Math.max(1, made)).toFixed(2)} s and ${Math.round(bytes / Math.max(1, made) / 1024)} kB a screen`,
  );
  await renderer.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
