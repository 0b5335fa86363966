/** Builds the interface once for all tests here: as it is shipped, and over the host in memory. */
import { build } from 'vite';

const common = { configFile: 'renderer/vite.config.ts', root: 'renderer', logLevel: 'error' } as const;

export default async function buildRenderer(): Promise<void> {
  await build({ ...common, mode: 'fake' });
  // Beside the real one, so that a test never changes what somebody has built for use.
  await build({ ...common, mode: 'production', build: { outDir: '../out/renderer-shipped', emptyOutDir: true } });
}
