/** A schedule's time while it is being filled in. Pure. Every kind keeps what was typed when another is looked at. */
import { SCHEDULE_DAYS, type ScheduleTime } from '../../../../electron/protocol/client-parts.ts';

export interface WhenDraft {
  readonly kind: ScheduleTime['kind'];
  /** `HH:MM` */
  readonly time: string;
  readonly days: readonly (typeof SCHEDULE_DAYS)[number][];
  /** As `datetime-local` has it, in local time. */
  readonly moment: string;
  readonly minutes: string;
  readonly folder: string;
  readonly pattern: string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const DAY = 86_400_000;

/** Eight in the morning on weekdays; once: tomorrow. */
export function draftOf(now: number): WhenDraft {
  const next = new Date(now + DAY);
  return {
    kind: 'daily',
    time: '08:00',
    days: SCHEDULE_DAYS.slice(0, 5),
    moment: `${next.getFullYear()}-${two(next.getMonth() + 1)}-${two(next.getDate())}T08:00`,
    minutes: '60',
    folder: '',
    pattern: '*',
  };
}

export type WhenFault = 'unfinished' | 'past' | 'noDays' | 'minutes' | 'relative';

/** What the draft says, or what is wrong with it. A field that is still empty is only `unfinished`. */
export function whenOf(draft: WhenDraft, now: number): { readonly when: ScheduleTime } | { readonly fault: WhenFault } {
  switch (draft.kind) {
    case 'daily':
      if (!/^\d\d:\d\d$/.test(draft.time)) return { fault: 'unfinished' };
      if (draft.days.length === 0) return { fault: 'noDays' };
      return { when: { kind: 'daily', at: draft.time, days: [...draft.days] } };
    case 'once': {
      const at = new Date(draft.moment).getTime();
      if (Number.isNaN(at)) return { fault: 'unfinished' };
      return at > now ? { when: { kind: 'once', at } } : { fault: 'past' };
    }
    case 'every': {
      if (draft.minutes.trim() === '') return { fault: 'unfinished' };
      const minutes = Number(draft.minutes);
      return Number.isInteger(minutes) && minutes >= 1 && minutes <= 10_080
        ? { when: { kind: 'every', minutes } }
        : { fault: 'minutes' };
    }
    case 'file': {
      const [folder, pattern] = [draft.folder.trim(), draft.pattern.trim()];
      if (folder === '' || pattern === '') return { fault: 'unfinished' };
      // The host has no folder that a relative path could be relative to.
      if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(folder)) return { fault: 'relative' };
      return { when: { kind: 'file', folder, pattern } };
    }
  }
}
