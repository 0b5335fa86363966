import { expect, test } from 'vitest';
import type { Intent } from '../protocol/intent.ts';
import { fromDropDowns } from './drop-downs.ts';

const clicks = (...targets: string[]): Intent[] => targets.map((target) => ({ do: 'click', target }));

test('the list is opened, not its label', () => {
  const steps = fromDropDowns(clicks('country', 'Chile'), 'Choose Chile as the country');
  expect(steps).toEqual(clicks('country drop-down list', 'Chile'));
  const more = fromDropDowns(clicks('country', 'Chile', 'Register'), 'Choose Chile as the country and click Register');
  expect(more).toEqual(clicks('country drop-down list', 'Chile', 'Register'));
});

test('what is set by its name, and every other pair of clicks, stays', () => {
  const steps = clicks('theme', 'Onyx');
  expect(fromDropDowns(steps, 'Set the theme to Onyx')).toBe(steps);
  expect(fromDropDowns(clicks('File', 'Save'), 'click File and Save')).toEqual(clicks('File', 'Save'));
});
