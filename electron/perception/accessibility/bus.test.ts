import fc from 'fast-check';
import { expect, test } from 'vitest';
import { socketAddress } from './address.ts';
import { boxFrom, MOST_CHILDREN, refsFrom, statesFrom, textFrom } from './bus.ts';

test('whatever an application answers, it is a known shape or nothing', () => {
  fc.assert(
    fc.property(fc.anything(), (answer) => {
      const box = boxFrom(answer);
      const states = statesFrom(answer);
      const text = textFrom(answer);
      for (const ref of refsFrom(answer) ?? []) expect(ref.path.startsWith('/')).toBe(true);
      if (box) expect(Object.values(box).every(Number.isInteger)).toBe(true);
      if (states) expect(states).toHaveLength(2);
      if (text !== null) expect(text.length).toBeLessThanOrEqual(200);
    }),
  );
});

test('objects that are none are left out, and of endless ones the first few are enough', () => {
  expect(refsFrom([[':1.2', '/a/b'], ['org.freedesktop.DBus', '/'], [':1.2', 'no path'], 'nothing', [3, 4]])).toEqual([
    { bus: ':1.2', path: '/a/b' },
  ]);
  expect(refsFrom(Array.from({ length: 100_000 }, () => [':1.2', '/a']))).toHaveLength(MOST_CHILDREN);
});

test('a name is one line', () => {
  expect(textFrom('Save\n\tas\u0000 \u2028now ')).toBe('Save as now');
});

test.each([
  ['unix:path=/run/user/0/at-spi/bus_0,guid=0a1b', 'unix:path=/run/user/0/at-spi/bus_0,guid=0a1b'],
  ['unix:abstract=/tmp/dbus-x', 'unix:abstract=/tmp/dbus-x'],
  ['tcp:host=example.org,port=1;unix:path=/b', 'unix:path=/b'],
  ['unixexec:path=/bin/sh,argv1=-c,argv2=true', null],
  ['tcp:host=example.org,port=1', null],
  ['', null],
  [null, null],
])('the bus address %j is used as %j: it never starts a program and never leaves this machine', (text, address) => {
  expect(socketAddress(text)).toBe(address);
});
