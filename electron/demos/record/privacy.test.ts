import { expect, test } from 'vitest';
import { isShown, judgeTyped } from './privacy.ts';

const plain = { told: null, labels: [], shown: null } as const;

test.each([
  ['a field its application calls a password', 'hunter2', { ...plain, told: 'secret' as const, shown: 'hunter2' }],
  ['a field labelled Password', 'hunter2', { ...plain, labels: ['User', 'Password'], shown: '•••••••' }],
  ['a field labelled Kennwort that shows nothing', 'geheim', { ...plain, labels: ['Kennwort'], shown: '' }],
  ['text that never showed', 'correct horse', { ...plain, shown: '' }],
  ['text that showed as dots', 'correct horse', { ...plain, shown: '● ● ● ● ●' }],
  [
    'a card number in an ordinary field',
    '4111 1111 1111 1111',
    { ...plain, told: 'plain' as const, shown: '4111 1111 1111 1111' },
  ],
  ['a token', 'ghp_abcdefghijklmnop1234', { ...plain, shown: 'ghp_abcdefghijklmnop1234' }],
])('%s is not kept', (_what, text, signs) => {
  expect(judgeTyped(text, signs).keep).toBe(false);
});

test.each([
  ['text that shows', 'Meeting at noon', { ...plain, shown: 'Meeting at noon' }],
  ['text that shows with reading errors', 'Meeting at noon', { ...plain, shown: 'Meetlng at n00n' }],
  [
    'the end of a long text, cut off by its field',
    'a very long name that scrolls out of view.txt',
    { ...plain, shown: 'scrolls out of view.txt' },
  ],
  ['a few letters that do not show: keys of a program', 'jjk', { ...plain, shown: '' }],
  ['text in a field its application calls ordinary', 'abc def', { ...plain, told: 'plain' as const, shown: '' }],
  ['text nobody could look at', 'abc def', plain],
])('%s is kept', (_what, text, signs) => {
  expect(judgeTyped(text, signs)).toEqual({ keep: true });
});

test('dots are not the text, however long', () => {
  expect(isShown('oooo', '••••')).toBe(false);
});
