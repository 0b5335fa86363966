import { describe, expect, test } from 'vitest';
import { draftOf, whenOf, type WhenDraft } from './when-draft.ts';

const NOW = new Date(2026, 10, 23, 12, 0).getTime();
const made = (change: Partial<WhenDraft>): ReturnType<typeof whenOf> => whenOf({ ...draftOf(NOW), ...change }, NOW);

describe('a time that is being filled in', () => {
  test('begins as one that could be added as it is', () => {
    expect(made({})).toEqual({ when: { kind: 'daily', at: '08:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] } });
    expect(made({ kind: 'once' })).toEqual({ when: { kind: 'once', at: new Date(2026, 10, 24, 8, 0).getTime() } });
  });

  test('that is past, has no day or is no while is said; a field that is empty is only unfinished', () => {
    expect(made({ kind: 'once', moment: '2026-11-23T11:59' })).toEqual({ fault: 'past' });
    expect(made({ days: [] })).toEqual({ fault: 'noDays' });
    expect(made({ kind: 'every', minutes: '1.5' })).toEqual({ fault: 'minutes' });
    expect(made({ kind: 'every', minutes: '' })).toEqual({ fault: 'unfinished' });
    expect(made({ time: '' })).toEqual({ fault: 'unfinished' });
  });

  test.each([
    ['inbox', { fault: 'relative' }],
    ['/home/me/in box ', { when: { kind: 'file', folder: '/home/me/in box', pattern: '*' } }],
    ['C:\\Inbox', { when: { kind: 'file', folder: 'C:\\Inbox', pattern: '*' } }],
  ])('for files in “%s”', (folder, expected) => {
    expect(made({ kind: 'file', folder })).toEqual(expected);
  });
});
