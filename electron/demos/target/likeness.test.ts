import { expect, test } from 'vitest';
import { isSameLabel } from './likeness.ts';

test.each([
  ['Billing', 'Biling'],
  ['Find and Replace...', 'Find and Replace…'],
  ['Newsletter', 'Newsleter'],
  ['Illinois', 'lllinois'],
])('“%s” read as “%s” is the same label', (a, b) => {
  expect(isSameLabel(a, b)).toBe(true);
});

test.each([
  ['off', 'of'],
  ['Cut', 'Cat'],
  ['12', '72'],
  ['Billing', 'Filling'],
  ['Apply', 'Copy'],
])('“%s” and “%s” are two', (a, b) => {
  expect(isSameLabel(a, b)).toBe(false);
});
