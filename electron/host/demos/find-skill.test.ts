import { expect, test } from 'vitest';
import type { ListedSkill, Skill } from '../../demos/index.ts';
import { findSkills } from './find-skill.ts';

const listed = (over: Partial<Skill> & { name: string }): ListedSkill => ({
  name: over.name,
  fault: null,
  stats: { replays: 0, done: 0, lastAt: null, lastFailure: null },
  skill: {
    ...{ format: 1, title: over.name, parameters: [] },
    recorded: { at: '', screen: [1, 1], monitors: 1, scale: 1 },
    steps: [{ do: 'press', say: 'Press Enter', risk: 'safe', category: 'none', keys: ['enter'] }],
    ...over,
  },
});
const weekly = listed({
  name: 'weekly-report',
  title: 'Send the weekly report for March',
  said: ['Send the weekly report for {{month}}'],
  parameters: [{ name: 'month', type: 'text', default: 'March' }],
});
const rename = listed({
  name: 'rename-file',
  title: 'Rename file (Thunar)',
  parameters: [
    { name: 'file', type: 'file_name', default: 'a.txt' },
    { name: 'file_name', type: 'file_name', default: 'b.txt' },
  ],
});
const count = listed({
  name: 'multiply',
  title: 'Work out 7 times 8',
  said: ['Work out {{number}} times {{number_2}}'],
  parameters: [
    { name: 'number', type: 'number', default: '7' },
    { name: 'number_2', type: 'number', default: '8' },
  ],
});
const all = [weekly, rename, count];

test.each([
  ['send the weekly report for April', { month: 'April' }],
  ['Please send the weekly report for "week 12"', { month: 'week 12' }],
])('%s: the skill with its value, surely', (sentence, values) => {
  expect(findSkills(sentence, all)[0]).toMatchObject({ skill: { name: 'weekly-report' }, values, sure: true });
});

test('numbers are filled in', () => {
  expect(findSkills('work out 12 times 34', all)[0]).toMatchObject({
    ...{ skill: { name: 'multiply' }, values: { number: '12', number_2: '34' }, sure: true },
  });
});

test.each([
  'send the weekly report for April and delete it afterwards',
  'do not send the weekly report for April',
  'send the weekly report to April',
  'send the monthly report for April to everybody',
  'send the weekly report',
  'rename file notes.txt to letter.txt',
])('%s: is never taken unasked', (sentence) => {
  expect(findSkills(sentence, all, 0.3).some((m) => m.sure)).toBe(false);
});

test('what was only shown is offered by its name, with the values in the order they were shown', () => {
  expect(findSkills('rename file notes.txt to letter.txt', all)[0]).toMatchObject({
    ...{ skill: { name: 'rename-file' }, values: { file: 'notes.txt', file_name: 'letter.txt' }, sure: false },
  });
});

test('in a long sentence one other key is another sentence', () => {
  const long = listed({
    ...{ name: 'note', title: 'Note', parameters: [{ name: 'text', type: 'text', default: 'x' }] },
    said: ['Open the editor, type {{text}}, press ctrl+shift+s, press Tab and press Enter'],
  });
  const sure = (sentence: string): boolean | undefined => findSkills(sentence, [long])[0]?.sure;
  expect(sure('Open the editor, type "Hello there", press Ctrl+Shift+S, press tab, then press Enter.')).toBe(true);
  expect(sure('Open the editor, type "Hello there", press ctrl+shift+s, press Tab and press Escape')).toBe(false);
  expect(sure('Open the editor, type "Hello there", press ctrl+shift+a, press Tab and press Enter')).toBe(false);
});

test('two skills that fit alike are both only near', () => {
  const twin = listed({ ...(weekly.skill as Skill), name: 'weekly-report-2' });
  const found = findSkills('send the weekly report for April', [weekly, twin]);
  expect(found).toHaveLength(2);
  expect(found.some((m) => m.sure)).toBe(false);
});

test('another task finds nothing, and a faulty skill is left out', () => {
  const faulty: ListedSkill = { ...weekly, skill: null, fault: 'skill.yaml:3' };
  expect(findSkills('open the calculator', all)).toEqual([]);
  expect(findSkills('send the weekly report for April', [faulty])).toEqual([]);
});
