/**
 * Builds the interface once for all tests here: as it is shipped, and over the host in memory. The latter with React's
 * development build, which runs every effect twice: one that does not clean up after itself is found here.
 */
import { build, type InlineConfig } from 'vite';

const common: InlineConfig = { configFile: 'renderer/vite.config.ts', root: 'renderer', logLevel: 'error' };

/** Vite takes which React it is from the environment, and the test runner has set that to something of its own. */
async function buildAs(react: 'production' | 'development', config: InlineConfig): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = react;
  try {
    await build({ ...common, ...config });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}

export default async function buildRenderer(): Promise<void> {
  await buildAs('development', { mode: 'fake' });
  // Beside the real one, so that a test never changes what somebody has built for use.
  await buildAs('production', {
    mode: 'production',
    build: { outDir: '../out/renderer-shipped', emptyOutDir: true },
  });
}
