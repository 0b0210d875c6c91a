/**
 * Numbers and times in the person's own way, by Intl. Times are milliseconds since 1970, shown in the browser's time
 * zone.
 */

export interface Formats {
  number(value: number): string;
  /** The time of day, "14:05". */
  clock(at: number): string;
  /** The date, "23 November 2026"; null when that is today. */
  otherDay(at: number): string | null;
  /** "5 minutes": rounded up, in the largest unit that is fair. */
  duration(seconds: number): string;
  /** Which form of a word goes with the number, as CLDR names them: `one`, `other`, … */
  plural(count: number): Intl.LDMLPluralRule;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function createFormats(locale: string, now: () => number = Date.now): Formats {
  const numbers = new Intl.NumberFormat(locale);
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  const plurals = new Intl.PluralRules(locale);
  const calendar = new Intl.DateTimeFormat(locale, { dateStyle: 'long' });
  return {
    number: (value) => numbers.format(value),
    clock: (at) => clock.format(at),
    otherDay: (at) => (isSameDay(at, now()) ? null : calendar.format(at)),
    duration: (seconds) => formatDuration(locale, seconds),
    plural: (count) => plurals.select(count),
  };
}

function isSameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}

function formatDuration(locale: string, seconds: number): string {
  const [unit, length] = fairUnit(seconds);
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(seconds / length));
}

function fairUnit(seconds: number): readonly [string, number] {
  if (seconds >= 2 * DAY) return ['day', DAY];
  if (seconds >= 2 * HOUR) return ['hour', HOUR];
  if (seconds >= 2 * MINUTE) return ['minute', MINUTE];
  return ['second', 1];
}
