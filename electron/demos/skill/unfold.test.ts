import { expect, test } from 'vitest';
import { readTable } from './csv.ts';
import { parseParams, rowsFor, valuesFor } from './parameters.ts';
import type { PlainStep, Skill, Step } from './schema.ts';
import { unfold } from './unfold.ts';

const type = (text: string): PlainStep => ({ do: 'type', say: `Type ${text}`, risk: 'safe', category: 'none', text });
const call = (skill: string, given: Record<string, string> = {}): PlainStep => ({
  ...{ do: 'call', say: `Do ${skill}`, risk: 'safe', category: 'none', skill, with: given },
});
const make = (name: string, steps: Step[], parameters: Skill['parameters'] = []): Skill => ({
  ...{ format: 1, name, title: name, steps, parameters },
  recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
});
const among =
  (...skills: Skill[]) =>
  (name: string): Skill => {
    const found = skills.find((s) => s.name === name);
    if (!found) throw new Error(`no ${name}`);
    return found;
  };
const texts = (steps: ReturnType<typeof unfold>): string[] => steps.map((s) => (s.do === 'type' ? s.text : s.do));

test('what is given takes the place of what was shown', () => {
  const skill = make('a', [type('{{who}}')], [{ name: 'who', type: 'text', default: 'Ada' }]);
  expect(texts(unfold(skill, {}, among()))).toEqual(['Ada']);
  expect(texts(unfold(skill, { who: 'Bob {{who}}' }, among()))).toEqual(['Bob {{who}}']);
});

test('a skill that calls itself is refused, directly and through another', () => {
  const a = make('a', [call('a')]);
  expect(() => unfold(a, {}, among(a))).toThrow(expect.objectContaining({ code: 'skill_calls_itself' }) as Error);
  const [b, c] = [make('b', [type('x'), call('c')]), make('c', [call('b')])];
  expect(() => unfold(b, {}, among(b, c))).toThrow(/b → c → b/);
});

test('a called skill gets the values it is given, and may be called twice', () => {
  const inner = make('inner', [type('{{x}}')], [{ name: 'x', type: 'text' }]);
  const outer = make(
    'outer',
    [call('inner', { x: '{{y}}1' }), call('inner', { x: '2' })],
    [{ name: 'y', type: 'text', default: 'n' }],
  );
  expect(texts(unfold(outer, {}, among(outer, inner)))).toEqual(['n1', '2']);
});

test('a loop goes through the rows that were shown, or those of a table', () => {
  const loop: Step = {
    do: 'for_each',
    say: '',
    columns: ['v'],
    rows: [['1'], ['2']],
    steps: [type('{{v}}'), type('.')],
  };
  const skill = make('a', [loop]);
  expect(texts(unfold(skill, {}, among()))).toEqual(['1', '.', '2', '.']);
  expect(texts(unfold(skill, {}, among(), [{ v: '7' }]))).toEqual(['7', '.']);
});

test('more steps than anybody would watch are refused', () => {
  const rows = Array.from({ length: 600 }, (_, i) => [String(i)]);
  const skill = make('a', [{ do: 'for_each', say: '', columns: ['v'], rows, steps: [type('{{v}}'), type('.')] }]);
  expect(() => unfold(skill, {}, among())).toThrow(expect.objectContaining({ code: 'skill_too_long' }) as Error);
});

test('a secret is marked and never stands in the words of its step', () => {
  const skill = make('a', [{ ...type('{{pw}}'), say: 'Type {{pw}}' }], [{ name: 'pw', type: 'secret' }]);
  expect(unfold(skill, { pw: 'hunter2' }, among())[0]).toMatchObject({
    text: 'hunter2',
    secret: true,
    say: 'Type •••',
  });
});

test('steps that were put off are left out', () => {
  expect(texts(unfold(make('a', [{ ...type('x'), off: true }, type('y')]), {}, among()))).toEqual(['y']);
});

const skill = make(
  'a',
  [type('{{n}}{{t}}')],
  [
    { name: 'n', type: 'number', default: '1' },
    { name: 't', type: 'text' },
  ],
);
test.each([
  ['an unknown one', { x: '1', t: '' }, 'param_unknown', /It has: n, t/],
  ['a missing one', {}, 'param_missing', /--param t=/],
  ['a word for a number', { n: 'many', t: '' }, 'param_wrong', /“many” is no number/],
])('values: %s is refused', (_what, given, code, line) => {
  let thrown: unknown;
  try {
    valuesFor(skill, given);
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toMatchObject({ code, line: expect.stringMatching(line) as string });
});

test.each([
  [['a'], 'param_shape'],
  [['=1'], 'param_shape'],
  [['a=1', 'a=2'], 'param_twice'],
])('--param %j is refused', (given, code) => {
  expect(() => parseParams(given)).toThrow(expect.objectContaining({ code }) as Error);
});
test('a value may hold an equals sign', () => {
  expect(parseParams(['q=a=b'])).toEqual({ q: 'a=b' });
});

test('20 rows of a table are 20 sets of values, each with its line', () => {
  const csv = ['n,t', ...Array.from({ length: 20 }, (_, i) => `${i},row ${i}`)].join('\n');
  const rows = rowsFor(skill, readTable(Buffer.from(csv), 'r.csv'), {}, 'r.csv');
  expect(rows).toHaveLength(20);
  expect(rows[19]).toEqual({ values: { n: '19', t: 'row 19' }, row: 20, line: 21 });
  expect(rows.map((r) => texts(unfold(skill, r.values, among()))[0])).toEqual(
    Array.from({ length: 20 }, (_, i) => `${i}row ${i}`),
  );
});
test.each([
  ['a column is missing', 'n\n1\n', /r\.csv:1: the column “t” is missing/],
  ['a column is too much', 'n,t,z\n1,2,3\n', /r\.csv:1: “z” is no parameter/],
  ['a value is of the wrong type', 'n,t\n1,a\nx,b\n', /r\.csv:3: the parameter “n”: “x” is no number/],
])('a table is refused when %s', (_what, csv, line) => {
  expect(() => rowsFor(skill, readTable(Buffer.from(csv), 'r.csv'), {}, 'r.csv')).toThrow(line);
});
