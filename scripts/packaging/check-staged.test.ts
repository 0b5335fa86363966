import { expect, test } from 'vitest';
import { checkStaged, strayFiles } from './check-staged.mjs';

const reasons = (name: string, system: 'linux' | 'mac' | 'win' = 'linux'): string[] =>
  strayFiles([name], system).map(([, reason]) => reason);

test.each([
  'app/electron/host/run-task.ts',
  'app/dist/electron/main/main.js.map',
  'app/node_modules/x/test/index.js',
  'app/node_modules/electron/index.js',
  'models/train/fit.py',
  'app/.env',
  'app/history.db',
  'app/node_modules/libnut-win32/build/Release/libnut.node',
  'app/node_modules/onnxruntime-node/bin/napi-v6/darwin/arm64/libonnxruntime.dylib',
])('%s does not belong', (name) => {
  expect(reasons(name)).toHaveLength(1);
});

test.each([
  'app/dist/electron/main/main.js',
  'app/renderer/dist/index.html',
  'app/node_modules/better-sqlite3/prebuilds/linux-x64.node',
  'app/node_modules/onnxruntime-node/bin/napi-v6/linux/x64/libonnxruntime.so.1',
  'models/ocr/rec.onnx',
  'third-party.md',
])('%s belongs', (name) => {
  expect(reasons(name)).toEqual([]);
});

test('what is for another system depends on the system', () => {
  const name = 'app/node_modules/x/prebuilds/darwin-arm64/x.node';
  expect(reasons(name, 'linux')).toHaveLength(1);
  expect(reasons(name, 'mac')).toEqual([]);
});

test('a folder without a package is said to have none', () => {
  expect(checkStaged('/nonexistent')).toBe(false);
});
