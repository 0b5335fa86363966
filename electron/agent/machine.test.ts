import { expect, test } from 'vitest';
import { RunMachine, STATES, TRANSITIONS } from './machine.ts';

test('acting is entered from gating and from nowhere else', () => {
  const into = STATES.filter((s) => TRANSITIONS[s].includes('acting'));
  expect(into).toEqual(['gating']);
});

test('gating is entered from criticising and from nowhere else', () => {
  expect(STATES.filter((s) => TRANSITIONS[s].includes('gating'))).toEqual(['criticising']);
});

test('every state can end the run, and nothing follows the end', () => {
  for (const state of STATES) {
    if (state !== 'finished') expect(TRANSITIONS[state]).toContain('finished');
  }
  expect(TRANSITIONS.finished).toEqual([]);
});

test('a transition outside the table throws and leaves the state as it was', () => {
  const machine = new RunMachine();
  machine.enter('planning');
  expect(() => machine.enter('acting')).toThrow('may not go from planning to acting');
  expect(machine.state).toBe('planning');
});
