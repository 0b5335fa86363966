import { expect, test } from 'vitest';
import { SteadyhandError } from '../protocol/errors.ts';
import type { Intent } from '../protocol/intent.ts';
import { expandPlan, MAX_PRIMITIVE_STEPS } from './expand.ts';

test('typing into a field with submit becomes three actions, each its own', () => {
  const plan: Intent[] = [{ do: 'type', text: 'hi', target: 'Name field', submit: true }];
  expect(expandPlan(plan)).toEqual([
    { intent: { do: 'click', target: 'Name field' }, origin: plan[0], label: '1/1' },
    { intent: { do: 'type', text: 'hi' }, origin: plan[0], label: '1/1' },
    { intent: { do: 'hotkey', keys: ['enter'] }, origin: plan[0], label: '1/1' },
  ]);
});

test('a repeat is unrolled and labelled with its round', () => {
  const plan: Intent[] = [
    { do: 'click', target: 'A' },
    {
      do: 'repeat',
      times: 2,
      steps: [
        { do: 'hotkey', keys: ['tab'] },
        { do: 'type', text: 'x' },
      ],
    },
  ];
  expect(expandPlan(plan).map((s) => s.label)).toEqual([
    '1/2',
    '2/2 · 1/2 · 1/2',
    '2/2 · 1/2 · 2/2',
    '2/2 · 2/2 · 1/2',
    '2/2 · 2/2 · 2/2',
  ]);
});

test('nested repeats multiply', () => {
  const inner: Intent = { do: 'repeat', times: 3, steps: [{ do: 'hotkey', keys: ['tab'] }] };
  expect(expandPlan([{ do: 'repeat', times: 4, steps: [inner] }])).toHaveLength(12);
});

test('a plan that unrolls too far is refused as a usage error', () => {
  const inner: Intent = { do: 'repeat', times: 1000, steps: [{ do: 'hotkey', keys: ['tab'] }] };
  const plan: Intent[] = [{ do: 'repeat', times: 1000, steps: [inner] }];
  expect(() => expandPlan(plan)).toThrow(SteadyhandError);
  expect(expandPlan([inner])).toHaveLength(MAX_PRIMITIVE_STEPS);
});
