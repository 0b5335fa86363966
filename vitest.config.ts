import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    coverage: { provider: 'v8', include: ['electron/**/*.ts'], exclude: ['**/*.test.ts'], reporter: ['text-summary'] },
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'electron/**/*.test.ts',
            'native/**/*.test.ts',
            'scripts/**/*.test.ts',
            'renderer/src/**/*.test.ts',
          ],
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          fileParallelism: false,
          // nut-js reads DISPLAY when it loads, so each file gets a process of its own.
          pool: 'forks',
        },
      },
      {
        test: {
          // The interface in a real browser, over a host in memory.
          name: 'renderer',
          include: ['test/renderer/**/*.test.ts'],
          globalSetup: ['test/renderer/build.ts'],
          testTimeout: 300_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          // After the others: a browser beside real applications on two cores makes both slow.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
