import { expect, test } from 'vitest';
import { RunGuards } from './guards.ts';

const guards = (maxSteps = 5, maxSeconds = 10, clock = { now: 0 }): [RunGuards, { now: number }] => [
  new RunGuards({ maxSteps, maxSeconds }, () => clock.now),
  clock,
];

test('the step budget ends a run with what to do', () => {
  const [g] = guards(2);
  g.note('a', '1', true);
  g.note('b', '2', true);
  expect(() => g.checkBudgets()).toThrow(/step budget of 2/);
});

test('the time budget ends a run', () => {
  const [g, clock] = guards(5, 10);
  g.checkBudgets();
  clock.now = 10_000;
  expect(() => g.checkBudgets()).toThrow(/time budget of 10 s/);
});

test('the same step changing nothing twice in a row stops; a change between the two does not', () => {
  const [g] = guards();
  g.note('a', 'x', false);
  expect(() => g.note('a', 'x', false)).toThrow(/changed nothing on the screen twice/);
  const [h] = guards();
  h.note('a', 'x', false);
  h.note('a', 'y', true);
  h.note('b', 'x', false);
});

test('the same action on the same picture three times is a cycle', () => {
  const [g] = guards(10);
  g.note('a', 'x', true);
  g.note('b', 'y', true);
  g.note('a', 'x', true);
  g.note('b', 'y', true);
  expect(() => g.note('a', 'x', true)).toThrow(/3 times on the same screen/);
});

test('pressing the plus button ten times on a screen that counts up is no cycle', () => {
  const [g] = guards(20);
  for (let i = 0; i < 10; i++) g.note(`count ${i}`, 'plus', true);
  expect(g.steps).toBe(10);
});
