import { expect, test } from 'vitest';
import type { PlainStep, Skill } from '../skill/schema.ts';
import { proposeFromTask, valuesIn } from './from-task.ts';
import { proposeParameters } from './propose.ts';

const base = { risk: 'safe', category: 'none' } as const;
const type = (text: string): PlainStep => ({ do: 'type', say: `Type *${text}*`, ...base, text });
const open = (path: string): PlainStep => ({
  ...{ do: 'act', say: `Open *${path}*`, ...base },
  intent: { do: 'open_path', path },
});
const skillOf = (...steps: PlainStep[]): Skill => ({
  ...{ format: 1, name: 'x', title: 'x' },
  recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
  ...proposeParameters(steps),
});

test('values of a sentence: quoted, files, dates, months, numbers, names', () => {
  const task = 'Send “Hello there” to Ada Lovelace for March, with plan.pdf, 3 copies, by 2026-03-01';
  expect(valuesIn(task).map((v) => v.value)).toEqual(
    expect.arrayContaining(['Hello there', 'Ada Lovelace', 'March', 'plan.pdf', '3', '2026-03-01']),
  );
});

test('a word of the sentence in what was typed is a value, the rest of it stays', () => {
  const skill = proposeFromTask(
    skillOf(type('Weekly report for March'), type('ok then')),
    'Send the weekly report for March',
  );
  expect(skill.said).toEqual(['Send the weekly report for {{month}}']);
  expect(skill.steps[0]).toMatchObject({ text: 'Weekly report for {{month}}' });
  expect(skill.parameters.find((p) => p.name === 'month')).toMatchObject({ type: 'text', default: 'March' });
});

test('what was typed as a whole keeps its name, and quotes are no part of the sentence', () => {
  const skill = proposeFromTask(skillOf(type('hello')), 'Type "hello" and save');
  expect(skill.said).toEqual(['Type {{text}} and save']);
  expect(skill.parameters).toHaveLength(1);
});

test('a file that was opened, and shows in a title, is a value', () => {
  const shown: PlainStep = {
    ...open('~/papers/notes.txt'),
    expect: { opens: { app: 'Mousepad', title: 'notes.txt - Mousepad' } },
  };
  const skill = proposeFromTask(skillOf(shown), 'Open notes.txt');
  expect(skill.steps[0]).toMatchObject({
    intent: { path: '~/papers/{{file_name}}' },
    expect: { opens: { title: '{{file_name}} - Mousepad' } },
  });
});

test('the name of the program is no value, and within a value there is no other', () => {
  const typed: PlainStep = { ...type('Note for March'), window: { app: 'Mousepad', title: 'Untitled 1 - Mousepad' } };
  const skill = proposeFromTask(skillOf(typed), 'Open Mousepad and type "Note for March"');
  expect(skill.parameters.map((p) => p.default)).toEqual(['Note for March']);
  expect(skill.said).toEqual(['Open Mousepad and type {{text}}']);
});

test('a word that shows in no step is no value, and neither is part of a word', () => {
  const skill = proposeFromTask(skillOf(type('Marching on')), 'Write something for March');
  expect(skill.parameters.map((p) => p.default)).toEqual(['Marching on']);
  expect(skill.said).toEqual(['Write something for March']);
});
