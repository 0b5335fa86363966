import { expect, test } from 'vitest';
import type { PlainStep, Skill, TargetAnchor } from '../skill/schema.ts';
import { findRepeat, proposeLoop, proposeParameters, typeOf } from './propose.ts';

const base = { risk: 'safe', category: 'none' } as const;
const type = (text: string): PlainStep => ({ do: 'type', say: `Type *${text}*`, ...base, text });
const press = (...keys: string[]): PlainStep => ({ do: 'press', say: keys.join('+'), ...base, keys });
const target = (over: Partial<TargetAnchor>): TargetAnchor => ({
  ...{ kind: 'button', label: '', in: 'window', beside: [] },
  place: { left: 1, top: 1, right: 1, bottom: 1, width: 1, height: 1 },
  ...over,
});
const click = (over: Partial<TargetAnchor>): PlainStep => ({
  do: 'click',
  say: 'Click',
  ...base,
  target: target(over),
});

test.each([
  ['12', 'number'],
  ['-3,50', 'number'],
  ['2026-03-01', 'date'],
  ['1.3.2026', 'date'],
  ['3 March 2026', 'date'],
  ['report.pdf', 'file_name'],
  ['Ada Lovelace', 'text'],
])('%s is a %s', (value, kind) => {
  expect(typeOf(value)).toBe(kind);
});

test('what was typed becomes a parameter, named after its field', () => {
  const field = click({ kind: 'field', beside: [{ says: 'First name', dx: -100, dy: 2 }] });
  const { steps, parameters } = proposeParameters([field, type('Ada')]);
  expect(parameters).toMatchObject([{ name: 'first_name', type: 'text', default: 'Ada' }]);
  expect(steps[1]).toMatchObject({ text: '{{first_name}}' });
});

test('a value that shows again is the same parameter', () => {
  const shown: PlainStep = { ...press('enter'), expect: { opens: { app: 'X', title: 'a.txt - X' }, shows: ['a.txt'] } };
  const { steps, parameters } = proposeParameters([type('a.txt'), shown, click({ label: 'a.txt' }), type('a.txt')]);
  expect(parameters).toHaveLength(1);
  expect(steps[1]?.expect).toMatchObject({ opens: { title: '{{file_name}} - X' }, shows: ['{{file_name}}'] });
  expect(steps[2]).toMatchObject({ target: { label: '{{file_name}}' } });
});

test('a single letter is a key of the program, and a secret has no default', () => {
  const { parameters, steps } = proposeParameters([type('n'), type('{{secret}}')]);
  expect(parameters).toEqual([{ name: 'secret', type: 'secret', about: expect.any(String) as string }]);
  expect(steps[0]).toMatchObject({ text: 'n' });
});

const recorded = { at: '', screen: [1, 1] as [number, number], monitors: 1, scale: 1 };
const skillOf = (steps: PlainStep[]): Skill => ({
  format: 1,
  name: 'x',
  title: 'x',
  recorded,
  ...proposeParameters(steps),
});

test('rows that were typed one after the other become a loop over their values', () => {
  const rows = [
    ['tea', '3'],
    ['coffee', '5'],
    ['milk', '1'],
  ];
  const steps = rows.flatMap(([a = '', b = '']) => [type(a), press('tab'), type(b), press('enter')]);
  const { steps: folded, parameters } = proposeLoop(skillOf([press('ctrl', 'home'), ...steps, press('ctrl', 's')]));
  expect(parameters).toEqual([]);
  expect(folded).toHaveLength(3);
  expect(folded[1]).toMatchObject({ do: 'for_each', rows });
});

test('the same thing done twice is no table, and neither are unlike steps', () => {
  expect(findRepeat([type('x'), press('enter'), type('x'), press('enter')])).toBeNull();
  expect(findRepeat([type('x'), press('enter'), type('y'), press('tab')])).toBeNull();
});

test('a value that also stands outside of the rows keeps the steps as they were', () => {
  const steps = [type('tea'), press('enter'), type('milk'), press('enter'), click({ label: 'z' }), type('tea')];
  expect(proposeLoop(skillOf(steps)).steps.every((s) => s.do !== 'for_each')).toBe(true);
});
