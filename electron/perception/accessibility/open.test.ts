import { expect, test } from 'vitest';
import { openAccessibility } from './open.ts';

test.each([
  ['win32', /UI Automation.*not built/],
  ['darwin', /macOS is not built/],
] as const)('on %s it says that it is not built', async (platform, why) => {
  const witness = await openAccessibility({ platform, env: {} });
  expect(witness.absent).toMatch(why);
  await witness.close();
});

test('it can be switched off', async () => {
  expect((await openAccessibility({ env: { STEADYHAND_ACCESSIBILITY: 'off' } })).absent).toMatch(/switched off/);
});

test('without a display there is none, and no error', async () => {
  expect((await openAccessibility({ platform: 'linux', env: {} })).absent).toMatch(/no display/);
});
