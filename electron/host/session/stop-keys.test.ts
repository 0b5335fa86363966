import { expect, test } from 'vitest';
import { parseStopKeys } from './stop-keys.ts';

test.each([
  ['ctrl+alt+escape', ['ctrl', 'alt', 'escape']],
  ['Control + Esc', ['ctrl', 'escape']],
  ['f9+win', ['super', 'f9']],
  ['alt+q', ['alt', 'q']],
])('%s', (text, keys) => {
  expect(parseStopKeys(text)).toEqual(keys);
});

test.each(['', 'escape', 'ctrl', 'ctrl+alt', 'shift+a', 'ctrl+nosuch', 'ctrl+ctrl+a', 'ctrl+a+b', 'ctrl++'])(
  '"%s" is refused',
  (text) => {
    expect(() => parseStopKeys(text)).toThrow('cannot be the stop keys');
  },
);
