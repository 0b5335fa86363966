import { expect, test } from 'vitest';
import { hrefOf, parseRoute } from './route.ts';

test('an address leads back to what it was made of', () => {
  expect(parseRoute(hrefOf('history', 'r/1 ü', '4'))).toEqual({ view: 'history', part: 'r/1 ü', rest: '4' });
  expect(hrefOf('rules')).toBe('#/rules');
});

test.each(['', '#', '#/nowhere', '#/__proto__', '#token=abc', '#/%E0%A4%A'])('%j is the assistant', (hash) => {
  expect(parseRoute(hash)).toEqual({ view: 'assistant', part: '', rest: '' });
});

test('the small window shows nothing but the question', () => {
  expect(parseRoute('#/question').view).toBe('question');
});
