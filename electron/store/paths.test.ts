import { expect, test } from 'vitest';
import { dataFolder } from './paths.ts';

test.each([
  ['linux', {}, '/home/ann', '/home/ann/.local/share/steadyhand'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/home/ann', '/data/steadyhand'],
  ['linux', { XDG_DATA_HOME: 'relative' }, '/home/ann', '/home/ann/.local/share/steadyhand'],
  ['darwin', {}, '/Users/ann', '/Users/ann/Library/Application Support/Steadyhand'],
  ['win32', { APPDATA: 'C:\\Roaming' }, 'C:\\Users\\ann', 'C:\\Roaming\\Steadyhand'],
  ['win32', {}, 'C:\\Users\\ann', 'C:\\Users\\ann\\AppData\\Roaming\\Steadyhand'],
  ['linux', { STEADYHAND_HOME: '/else/where', XDG_DATA_HOME: '/data' }, '/home/ann', '/else/where'],
  ['linux', { STEADYHAND_HOME: '  ' }, '/home/ann', '/home/ann/.local/share/steadyhand'],
] as const)('on %s with %o the data folder follows the convention', (platform, env, home, expected) => {
  expect(dataFolder({ platform, env, home })).toBe(expected);
});
