/**
 * The interface, built to static files: `renderer/dist` for the app and for `serve`. In mode `fake` the same interface
 * is built over a host that exists in memory only (`fake.html`): what the tests look at and `npm run dev:renderer` shows.
 */
import { resolve } from 'node:path';
import { defineConfig } from 'vite';

export default defineConfig(({ mode }) => ({
  root: import.meta.dirname,
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
    rolldownOptions: { input: resolve(import.meta.dirname, mode === 'fake' ? 'fake.html' : 'index.html') },
  },
  server: { host: '127.0.0.1', port: 5178, open: false },
}));
