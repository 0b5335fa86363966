/**
 * The interface, built to static files: `renderer/dist` for the app and for `serve`. In mode `fake` the same interface
 * is built over a host that exists in memory only: what the tests look at and `npm run dev:renderer` shows. There is one
 * page; which script it begins with is the whole difference.
 */
import { resolve } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const overFakeHost: Plugin = {
  name: 'steadyhand-fake-host',
  transformIndexHtml: { order: 'pre', handler: (html) => html.replace('./src/main.tsx', './src/fake.tsx') },
};

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
  plugins: mode === 'fake' ? [overFakeHost] : [],
  // Relative: the app serves the files from a protocol of its own, `serve` from the root of a port.
  base: './',
  build: {
    outDir: resolve(import.meta.dirname, mode === 'fake' ? '../out/renderer-fake' : 'dist'),
    emptyOutDir: true,
    // What both Electron 45 and Debian 12's Chromium understand; nothing is compiled down.
    target: 'chrome123',
    // Inlined files would be data: addresses, which the content security policy does not allow for fonts and scripts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    license: { fileName: 'licences.md' },
  },
  server: { host: '127.0.0.1', port: 5178, open: false },
}));
