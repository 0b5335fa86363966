/** When a scheduled skill is due: once, on days at a time, every so often, or when a file appears. Pure; local time. */
import { SCHEDULE_DAYS, scheduleTimeShape, type ScheduleTime } from '../../protocol/client.ts';
import { SteadyhandError } from '../../protocol/errors.ts';

export const DAYS = SCHEDULE_DAYS;
export type Day = (typeof DAYS)[number];
export const whenSchema = scheduleTimeShape;
export type When = ScheduleTime;

/**
 * The first moment after one at which it is due; null when there is none. `since`: when it was made, which `every` counts
 * from. A time that a change to summer time leaves out is due when the clock has passed it.
 */
export function nextDue(when: When, after: number, since: number): number | null {
  switch (when.kind) {
    case 'once':
      return when.at > after ? when.at : null;
    case 'every': {
      const step = when.minutes * 60_000;
      return since + (Math.floor(Math.max(0, after - since) / step) + 1) * step;
    }
    case 'daily': {
      const [hours = 0, minutes = 0] = when.at.split(':').map(Number);
      const start = new Date(after);
      for (let days = 0; days <= 8; days++) {
        // Built from its parts each time: a day is not always 24 hours long.
        const at = new Date(start.getFullYear(), start.getMonth(), start.getDate() + days, hours, minutes);
        if (at.getTime() > after && when.days.includes(dayOf(at))) return at.getTime();
      }
      return null;
    }
    case 'file':
      return null;
  }
}

const dayOf = (at: Date): Day => DAYS[(at.getDay() + 6) % 7] ?? 'mon';

/** How many times it was due after one moment and up to another, and the last of them. */
export function dueBetween(
  when: When,
  after: number,
  upTo: number,
  since: number,
): { times: number; last: number | null } {
  if (when.kind === 'every') {
    const step = when.minutes * 60_000;
    const [from, to] = [after, upTo].map((t) => Math.floor(Math.max(0, t - since) / step));
    const times = Math.max(0, (to ?? 0) - (from ?? 0));
    return { times, last: times === 0 ? null : since + (to ?? 0) * step };
  }
  let [times, last] = [0, null as number | null];
  for (let at = nextDue(when, after, since); at !== null && at <= upTo; at = nextDue(when, at, since)) {
    times++;
    last = at;
    // Nobody wants to know whether it was 400 or 4,000.
    if (times >= 400) break;
  }
  return { times, last };
}

/** Whether a file's name fits a pattern. A name that begins with a dot, or ends as unfinished files do, never fits. */
export function fits(name: string, pattern: string): boolean {
  if (name.startsWith('.') || /\.(part|crdownload|tmp|swp)$|~$/i.test(name)) return false;
  const source = [...pattern].map((c) => (c === '*' ? '.*' : c === '?' ? '.' : c.replace(/[.+^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${source.join('')}$`, 'u').test(name);
}

const usage = (what: string, remedy: string): SteadyhandError =>
  new SteadyhandError('usage', 'when_shape', what, remedy);

/** A local moment as people write it: `2026-11-24 08:00`, or `08:00` for the next time the clock shows that. */
export function parseAt(text: string, now: number): number {
  const [, date, h = '', m = ''] = /^(?:(\d{4}-\d{2}-\d{2})[ T])?([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim()) ?? [];
  if (m === '') throw usage(`“${text}” is no time.`, 'Give for example --at "2026-11-24 08:00" or --at 08:00.');
  if (date === undefined) {
    const when: When = { kind: 'daily', at: `${h.padStart(2, '0')}:${m}`, days: [...DAYS] };
    return nextDue(when, now, now) ?? now;
  }
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const at = new Date(year, month - 1, day, Number(h), Number(m));
  if (at.getMonth() !== month - 1 || at.getDate() !== day) throw usage(`There is no day ${date}.`, 'Give another one.');
  if (at.getTime() <= now) throw usage(`${text} is past.`, 'Give a time to come.');
  return at.getTime();
}

/** `mon,wed`, `weekdays`, `weekend`. */
export function parseDays(text: string): Day[] {
  const named: Readonly<Record<string, readonly Day[]>> = {
    weekdays: DAYS.slice(0, 5),
    weekend: DAYS.slice(5),
    daily: DAYS,
  };
  const parts = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((p) => p !== '');
  const days = parts.flatMap((p): readonly Day[] => {
    const day = DAYS.find((d) => p.startsWith(d));
    const found = named[p] ?? (day ? [day] : null);
    if (!found) throw usage(`“${p}” is no day.`, `Give some of ${DAYS.join(', ')}, weekdays or weekend.`);
    return found;
  });
  if (days.length === 0) throw usage('No day is given.', 'Give for example --on mon,thu.');
  return DAYS.filter((d) => days.includes(d));
}

/** `30m`, `2h`, `90` (minutes). */
export function parseEvery(text: string): number {
  const [, n = '', unit = 'm'] = /^(\d{1,5})\s*(m|min|minutes?|h|hours?)?$/i.exec(text.trim()) ?? [];
  const minutes = Number(n) * (/^h/i.test(unit) ? 60 : 1);
  if (n === '' || minutes < 1 || minutes > 10_080)
    throw usage(`“${text}” is no while.`, 'Give minutes or hours, for example --every 30m, up to a week.');
  return minutes;
}

/** In words. */
export function describeWhen(when: When): string {
  switch (when.kind) {
    case 'once':
      return `once, at ${localTime(when.at)}`;
    case 'daily': {
      const days = when.days.length === 7 ? 'every day' : when.days.join(', ');
      return `${days} at ${when.at}`;
    }
    case 'every':
      return when.minutes % 60 === 0 ? `every ${when.minutes / 60} h` : `every ${when.minutes} min`;
    case 'file':
      return `when ${when.pattern} appears in ${when.folder}`;
  }
}

const two = (n: number): string => String(n).padStart(2, '0');
/** `2026-11-24 08:00`, local. */
export function localTime(ms: number): string {
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${two(d.getHours())}:${two(d.getMinutes())}`;
}
