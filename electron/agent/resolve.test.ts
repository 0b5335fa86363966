import { expect, test } from 'vitest';
import { scrollNotches, withScheme } from './resolve.ts';

test('an address without a scheme is opened over https, one of this machine over http, one with a scheme is left alone', () => {
  expect(withScheme('lemonde.fr')).toBe('https://lemonde.fr');
  expect(withScheme('http://a.b/c')).toBe('http://a.b/c');
  expect(withScheme('file:///tmp/x')).toBe('file:///tmp/x');
  expect(withScheme('localhost:8080/x')).toBe('http://localhost:8080/x');
});

test('scroll amounts become notches', () => {
  expect(scrollNotches(undefined)).toBe(3);
  expect(scrollNotches(20)).toBe(20);
  expect(scrollNotches('page')).toBeGreaterThan(3);
});
