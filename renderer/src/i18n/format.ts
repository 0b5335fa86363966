/** Numbers, times and sizes as the person's language writes them. Pure. */

/** 0 to 1 as a percentage; what is above nothing is never shown as nothing. */
export function percent(fraction: number, language: string): string {
  const format = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  if (fraction > 0 && fraction < 0.01) return `< ${format.format(0.01)}`;
  return format.format(Math.max(0, Math.min(1, fraction)));
}

export const count = (n: number, language: string): string => new Intl.NumberFormat(language).format(n);

/** `850 ms`, `4.2 s`, `3 min 5 s`, `2 h 10 min`, in the units of the language. `whole`: a clock, without tenths. */
export function duration(ms: number, language: string, whole = false): string {
  const part = (value: number, unit: string, digits = 0): string =>
    new Intl.NumberFormat(language, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  if (ms > 0 && ms < 1 && !whole) return `< ${part(1, 'millisecond')}`;
  if (ms < 1000 && !whole) return part(Math.round(ms), 'millisecond');
  if (ms < 60_000) return whole ? part(Math.floor(ms / 1000), 'second') : part(ms / 1000, 'second', 1);
  const seconds = Math.round(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0
    ? `${part(hours, 'hour')} ${part(minutes, 'minute')}`
    : `${part(minutes, 'minute')} ${part(rest, 'second')}`;
}

export function bytes(n: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
  const step = n < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(n) / 3));
  const value = n / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}

/** Day and time; today only the time. */
export function moment(at: number, language: string, now: number): string {
  const [day, today] = [new Date(at), new Date(now)];
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
  if (day.toDateString() === today.toDateString()) return day.toLocaleTimeString(language, time);
  const year: Intl.DateTimeFormatOptions = day.getFullYear() === today.getFullYear() ? {} : { year: 'numeric' };
  return day.toLocaleString(language, { day: 'numeric', month: 'short', ...year, ...time });
}

/** Day, time and seconds, in full. */
export const fullMoment = (at: number, language: string): string =>
  new Date(at).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'medium' });

/** `ctrl+alt+escape` as people write it. Keys that every keyboard names alike stay as they are. */
export const keysOf = (chord: string): string[] =>
  chord
    .split('+')
    .map((k) => k.trim())
    .filter((k) => k !== '')
    .map((k) => `${k.charAt(0).toUpperCase()}${k.slice(1)}`);
