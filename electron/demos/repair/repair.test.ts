import { expect, test } from 'vitest';
import type { PlainStep, Skill, TargetAnchor } from '../skill/schema.ts';
import { doneInstead, otherEffect, pointedAt, stepAt, withSteps } from './repair.ts';

const base = { risk: 'safe', category: 'none' } as const;
const target = (label: string): TargetAnchor => ({
  ...{ kind: 'button', label, in: 'window', beside: [{ says: 'a.txt', dx: 0, dy: 20 }] },
  place: { left: 1, top: 1, right: 1, bottom: 1, width: 1, height: 1 },
});
const click = (label: string, over: Partial<PlainStep> = {}): PlainStep =>
  ({ do: 'click', say: `Click *${label}*`, ...base, target: target(label), ...over }) as PlainStep;
const skill: Skill = {
  ...{ format: 1, name: 'x', title: 'x', parameters: [{ name: 'file', type: 'file_name', default: 'a.txt' }] },
  recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
  steps: [
    click('Save'),
    { do: 'for_each', say: 'For each', columns: ['file'], rows: [['a'], ['b']], steps: [click('One'), click('Two')] },
  ],
};

test('a step is found and replaced by its path, in a loop too', () => {
  expect(stepAt(skill, [0])?.say).toBe('Click *Save*');
  expect(stepAt(skill, [1, 1])?.say).toBe('Click *Two*');
  expect([stepAt(skill, [1]), stepAt(skill, [0, 0]), stepAt(skill, [7])]).toEqual([null, null, null]);
  const changed = withSteps(skill, [1, 1], [click('Three'), click('Four')]);
  expect(changed.steps[0]).toBe(skill.steps[0]);
  expect(changed.steps[1]).toMatchObject({
    steps: [{ say: 'Click *One*' }, { say: 'Click *Three*' }, { say: 'Click *Four*' }],
  });
});

test('pointed at anew, it keeps its placeholder, its effect and how it was clicked', () => {
  const old = click('{{file}}', { count: 2, expect: { changes: 'much' } });
  const now = pointedAt(old, target('notes.txt'), { app: 'Thunar', title: 'papers' }, { file: 'notes.txt' });
  expect(now).toMatchObject({
    ...{ target: { label: '{{file}}' }, count: 2, expect: { changes: 'much' }, window: { title: 'papers' } },
    say: 'Double-click *{{file}}* in *papers*',
  });
  expect(pointedAt({ do: 'press', say: '', ...base, keys: ['enter'] }, target('x'), undefined, {})).toBeNull();
});

test('what the person did keeps placeholders, and risks no less than the step did', () => {
  const old: PlainStep = { do: 'type', say: 'Type', risk: 'destructive', category: 'delete', text: '{{file}}' };
  const typed: PlainStep = { do: 'type', say: 'Type *notes.txt*', ...base, text: 'notes.txt' };
  expect(doneInstead(old, [typed], { file: 'notes.txt' })).toMatchObject([
    { text: '{{file}}', say: 'Type *{{file}}*', risk: 'destructive', category: 'delete' },
  ]);
});

test.each([
  [{ opens: { app: 'A', title: 'Save As', dialog: true } }, { opens: { app: 'A', title: 'Save As' } }, null],
  [{ opens: { app: 'A', title: 'Save As', dialog: true } }, { changes: 'much' }, /Save As.* did not open/],
  [{ closes: { app: 'A', title: 'Print' } }, {}, /did not close/],
  [{ shows: ['Saved'] }, { shows: ['Saved'] }, null],
  [{ shows: ['Saved'] }, { shows: ['Error'] }, /did not show/],
  [{ changes: 'much' }, { changes: 'nothing' }, /nothing changed/],
  [undefined, {}, null],
] as const)('expected %j, came %j', (old, came, why) => {
  const said = otherEffect(old as PlainStep['expect'], [click('x', { expect: came } as Partial<PlainStep>)]);
  if (why === null) expect(said).toBeNull();
  else expect(said).toMatch(why);
});
