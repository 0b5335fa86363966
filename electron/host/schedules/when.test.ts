import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAYS, describeWhen, dueBetween, fits, nextDue, parseAt, parseDays, parseEvery, type When } from './when.ts';

const at = (text: string): number => new Date(`${text}:00`).getTime();
const daily = (clock: string, ...days: (typeof DAYS)[number][]): When => ({
  ...{ kind: 'daily', at: clock },
  days: days.length === 0 ? [...DAYS] : days,
});

test('a day at a time: today if it is to come, else the next of its days', () => {
  // 2026-11-23 is a Monday.
  expect(nextDue(daily('08:00'), at('2026-11-23T07:00'), 0)).toBe(at('2026-11-23T08:00'));
  expect(nextDue(daily('08:00'), at('2026-11-23T08:00'), 0)).toBe(at('2026-11-24T08:00'));
  expect(nextDue(daily('08:00', 'mon', 'fri'), at('2026-11-23T09:00'), 0)).toBe(at('2026-11-27T08:00'));
});

test('once is once, and every so often counts from when it was made', () => {
  expect(nextDue({ kind: 'once', at: 5 }, 4, 0)).toBe(5);
  expect(nextDue({ kind: 'once', at: 5 }, 5, 0)).toBeNull();
  expect(nextDue({ kind: 'every', minutes: 30 }, at('2026-11-23T10:45'), at('2026-11-23T10:00'))).toBe(
    at('2026-11-23T11:00'),
  );
});

test('what was due in a while is counted, with the last of it', () => {
  const [from, to] = [at('2026-11-23T07:00'), at('2026-11-25T09:00')];
  expect(dueBetween(daily('08:00'), from, to, 0)).toEqual({ times: 3, last: at('2026-11-25T08:00') });
  expect(dueBetween({ kind: 'every', minutes: 1 }, from, to, from)).toEqual({ times: 3000, last: to });
  expect(dueBetween({ kind: 'once', at: from }, from, to, 0)).toEqual({ times: 0, last: null });
});

test('the next time is always later, and nothing is due between', () => {
  const when = fc.oneof(
    fc.record({ kind: fc.constant('every' as const), minutes: fc.integer({ min: 1, max: 10_080 }) }),
    fc.record({
      kind: fc.constant('daily' as const),
      at: fc
        .tuple(fc.nat(23), fc.nat(59))
        .map(([h, m]) => `${String(h).padStart(2, '0')}:${String(m).padStart(2, '0')}`),
      days: fc.uniqueArray(fc.constantFrom(...DAYS), { minLength: 1 }),
    }),
  );
  const moment = fc.integer({ min: at('2026-01-01T00:00'), max: at('2030-01-01T00:00') });
  fc.assert(
    fc.property(when, moment, (w, now) => {
      const next = nextDue(w, now, now - 1);
      expect(next).not.toBeNull();
      expect(next ?? 0).toBeGreaterThan(now);
      expect(dueBetween(w, now, (next ?? 0) - 1, now - 1).times).toBe(0);
    }),
  );
});

test.each([
  ['report.csv', '*.csv', true],
  ['report.csv', 'report.???', true],
  ['a+b.csv', 'a+b.*', true],
  ['report.csv.part', '*', false],
  ['.hidden.csv', '*.csv', false],
  ['report.xcsv', '*.csv', false],
])('%s and %s: %s', (name, pattern, yes) => {
  expect(fits(name, pattern)).toBe(yes);
});

test('times, days and whiles as people write them', () => {
  const now = at('2026-11-23T09:00');
  expect(parseAt('2026-11-24 08:00', now)).toBe(at('2026-11-24T08:00'));
  expect(parseAt('8:00', now)).toBe(at('2026-11-24T08:00'));
  expect(parseDays('weekdays')).toEqual(DAYS.slice(0, 5));
  expect(parseDays('Monday, thu')).toEqual(['mon', 'thu']);
  expect([parseEvery('30m'), parseEvery('2h'), parseEvery('90')]).toEqual([30, 120, 90]);
  expect(describeWhen(daily('08:00', 'mon'))).toBe('mon at 08:00');
});

test.each([
  () => parseAt('25:00', 0),
  () => parseAt('2026-02-30 08:00', 0),
  () => parseAt('2020-01-01 08:00', at('2026-01-01T00:00')),
  () => parseDays('someday'),
  () => parseEvery('soon'),
])('what is no time is refused', (act) => {
  expect(act).toThrow(/no time|no day|is past|no while/i);
});
