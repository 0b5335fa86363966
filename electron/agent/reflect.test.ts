import { expect, test } from 'vitest';
import type { Effect } from '../protocol/action.ts';
import type { SingleIntent } from '../protocol/intent.ts';
import { describeReflection, reflect } from './reflect.ts';

const effect = (seen: Effect['seen']): Effect => ({
  ...{ changed: [], changedFraction: 0, settleMs: 1, settled: true, note: '' },
  seen,
});
const save: SingleIntent = { do: 'click', target: 'Save' };
const open: SingleIntent = { do: 'click', target: 'File menu' };
const before = (intent: SingleIntent, seen: Effect['seen'], again = false) => ({ intent, effect: effect(seen), again });

test('a click that changed nothing is taken once more, and only once', () => {
  expect(reflect(save, before(open, 'no'), null).then).toBe('again');
  expect(reflect(save, before(open, 'no', true), null).then).toBe('elsewhere');
});

test('after a step that did change something the control is sought elsewhere', () => {
  expect(reflect(save, before(open, 'yes'), null).then).toBe('elsewhere');
});

test('text, keys and a double click are never sent a second time', () => {
  const once: SingleIntent[] = [
    { do: 'type', text: 'hello' },
    { do: 'hotkey', keys: ['ctrl', 'v'] },
    { do: 'click', target: 'notes.txt', count: 2 },
  ];
  for (const intent of once) expect(reflect(save, before(intent, 'no'), null).then).toBe('elsewhere');
});

test('what nothing leads to is left to the person', () => {
  expect(reflect({ do: 'drag', from: 'a', to: 'b' }, null, null).then).toBe('ask');
});

test('a reflection says what was expected, what is seen and why', () => {
  expect(describeReflection(reflect(save, before(open, 'no'), null))).toBe(
    'expected “Save” in sight; seen: no window in front; perhaps the step before changed nothing',
  );
});
