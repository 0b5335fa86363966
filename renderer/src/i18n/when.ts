/** When a scheduled demonstration is done, as the person's language says it. Pure. */
import type { TFunction } from 'i18next';
import { SCHEDULE_DAYS, type ScheduleTime } from '../../../electron/protocol/client-parts.ts';
import { moment } from './format.ts';

type Day = (typeof SCHEDULE_DAYS)[number];

/** A Monday. */
const MONDAY = Date.UTC(2024, 0, 1);

export const dayName = (day: Day, language: string, weekday: 'short' | 'long' = 'short'): string =>
  new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(
    MONDAY + SCHEDULE_DAYS.indexOf(day) * 86_400_000,
  );

/** `HH:MM` as the language writes it. */
function clock(at: string, language: string): string {
  const [hours = 0, minutes = 0] = at.split(':').map(Number);
  return new Date(2000, 0, 1, hours, minutes).toLocaleTimeString(language, { hour: 'numeric', minute: '2-digit' });
}

function span(minutes: number, language: string): string {
  const hours = minutes % 60 === 0;
  const unit = hours ? 'hour' : 'minute';
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(
    hours ? minutes / 60 : minutes,
  );
}

/** `Mon, Wed at 08:00`, `when *.pdf appears in /home/me/Inbox`. */
export function sayWhen(t: TFunction, when: ScheduleTime, language: string, now: number): string {
  switch (when.kind) {
    case 'once':
      return t('schedule.saidOnce', { when: moment(when.at, language, now) });
    case 'daily': {
      const time = clock(when.at, language);
      if (when.days.length === SCHEDULE_DAYS.length) return t('schedule.saidEveryDay', { time });
      const days = SCHEDULE_DAYS.filter((d) => when.days.includes(d)).map((d) => dayName(d, language));
      return t('schedule.saidDays', { days: days.join(', '), time });
    }
    case 'every':
      return t('schedule.saidEvery', { span: span(when.minutes, language) });
    case 'file':
      return t('schedule.saidFile', { pattern: when.pattern, folder: when.folder });
  }
}
