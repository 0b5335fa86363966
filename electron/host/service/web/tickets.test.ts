import { expect, test } from 'vitest';
import { Tickets } from './tickets.ts';

const MINUTE = 60_000;

test('a token is good once, and the session it gave goes on', () => {
  const tickets = new Tickets(() => 0);
  const token = tickets.issue();
  const first = tickets.exchange(token);
  if (!('session' in first)) throw new Error('refused');
  expect(tickets.isSession(first.session)).toBe(true);
  expect(tickets.exchange(token)).toEqual({ refused: 'used' });
  expect(tickets.isSession(token)).toBe(false);
  tickets.end(first.session);
  expect(tickets.isSession(first.session)).toBe(false);
});

test('a token that is old, replaced or made up is worth nothing', () => {
  let now = 0;
  const tickets = new Tickets(() => now);
  const old = tickets.issue();
  now = 16 * MINUTE;
  expect(tickets.exchange(old)).toEqual({ refused: 'expired' });
  const replaced = tickets.issue();
  const fresh = tickets.issue();
  expect(tickets.exchange(replaced)).toEqual({ refused: 'wrong' });
  expect(tickets.exchange('')).toEqual({ refused: 'wrong' });
  expect('session' in tickets.exchange(fresh)).toBe(true);
});

test('after ten wrong guesses even the right token is refused, until a person asks for another', () => {
  const tickets = new Tickets(() => 0);
  const token = tickets.issue();
  for (let i = 0; i < 10; i++) tickets.exchange(`guess ${i}`);
  expect(tickets.exchange(token)).toEqual({ refused: 'too_many_guesses' });
  expect('session' in tickets.exchange(tickets.issue())).toBe(true);
});

test('a session ends after a working day', () => {
  let now = 0;
  const tickets = new Tickets(() => now);
  const given = tickets.exchange(tickets.issue());
  if (!('session' in given)) throw new Error('refused');
  now = 12 * 60 * MINUTE;
  expect(tickets.isSession(given.session)).toBe(true);
  now++;
  expect(tickets.isSession(given.session)).toBe(false);
});
