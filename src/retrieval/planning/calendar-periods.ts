/** Stretches of days, as people count them: weeks begin on Monday, all in UTC. */

/** From a day to the day after the last. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
  /** Whether its year was not said. */
  readonly isOfAnyYear?: boolean;
  /** Whether it is a day of the week, and which week was not said. */
  readonly isOfAnyWeek?: boolean;
}

/** A stretch of time that is counted in. */
export type LengthUnit = 'day' | 'week' | 'month' | 'year';

/** A stretch of the calendar that is spoken of as a whole: "this quarter". */
export type CalendarUnit = LengthUnit | 'quarter';

/** So many days, weeks, … */
export interface Length {
  readonly count: number;
  readonly unit: LengthUnit;
}

const day = 86_400_000;

/** A day; months from 0. */
export const utc = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month, date));

/** The week, month, … that a day is in, or so many after it. */
export function periodOf(unit: CalendarUnit, today: Date, offset: number): Period {
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  switch (unit) {
    case 'day': {
      const from = new Date(today.getTime() + offset * day);
      return { from, until: new Date(from.getTime() + day) };
    }
    case 'week': {
      const monday = new Date(today.getTime() - ((today.getUTCDay() + 6) % 7) * day + offset * 7 * day);
      return { from: monday, until: new Date(monday.getTime() + 7 * day) };
    }
    case 'month':
      return { from: utc(year, month + offset, 1), until: utc(year, month + offset + 1, 1) };
    case 'quarter': {
      const first = Math.floor(month / 3) * 3 + offset * 3;
      return { from: utc(year, first, 1), until: utc(year, first + 3, 1) };
    }
    case 'year':
      return { from: utc(year + offset, 0, 1), until: utc(year + offset + 1, 0, 1) };
  }
}

/** One day; null where there is no such day. */
export function dayPeriod(year: number, month: number, date: number): Period | null {
  const from = utc(year, month, date);
  return from.getUTCMonth() === month ? { from, until: new Date(from.getTime() + day) } : null;
}

/** The first or the second half of a year. */
export const halfOf = (year: number, isFirst: boolean): Period => ({
  from: utc(year, isFirst ? 0 : 6, 1),
  until: utc(isFirst ? year : year + 1, isFirst ? 6 : 0, 1),
});

/** The year of a month or day named without one: of what is due the coming one, else the one that has begun. */
export function yearOf(month: number, date: number, today: Date, ahead: boolean): number {
  const year = today.getUTCFullYear();
  const gone = utc(year, month, date).getTime() <= today.getTime();
  if (ahead) return gone && month < today.getUTCMonth() - 5 ? year + 1 : year;
  return gone ? year : year - 1;
}

/** Halves are told in the next smaller unit that is counted in: half a year is six months. */
function wholeUnits({ count, unit }: Length): Length {
  if (Number.isInteger(count)) return { count, unit };
  if (unit === 'year') return { count: count * 12, unit: 'month' };
  const days = { month: 30, week: 7, day: 1 };
  return { count: Math.round(count * days[unit]), unit: 'day' };
}

/** "Two years ago" is some day of that year, "three days ago" that day. */
export function unitsAgo(said: Length, today: Date): Period {
  const { count, unit } = wholeUnits(said);
  return periodOf(unit, today, -count);
}

/** The last so many days, weeks, …, today included. */
export function lastUnits(said: Length, today: Date): Period {
  const { count, unit } = wholeUnits(said);
  const until = new Date(today.getTime() + day);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate();
  if (unit === 'month') return { from: utc(year, month - count, date), until };
  if (unit === 'year') return { from: utc(year - count, month, date), until };
  return { from: new Date(today.getTime() - count * (unit === 'week' ? 7 : 1) * day), until };
}

/** The coming so many days, weeks, …, from today on. */
export function nextUnits(said: Length, today: Date): Period {
  const { count, unit } = wholeUnits(said);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate() + 1;
  if (unit === 'month') return { from: today, until: utc(year, month + count, date) };
  if (unit === 'year') return { from: today, until: utc(year + count, month, date) };
  return { from: today, until: new Date(today.getTime() + (count * (unit === 'week' ? 7 : 1) + 1) * day) };
}

/** Which one a day of the week is; `next` and `previous` go by weeks, `last` is the latest one gone. */
export type WhichWeekday = 'this' | 'next' | 'previous' | 'last' | 'coming' | 'bare';

/**
 * A day of the week, 0 being Monday. Bare it is the coming one where something is due, else the one gone.
 *
 * @param ahead whether the question is about what is due.
 */
export function weekday(index: number, which: WhichWeekday, today: Date, ahead: boolean): Period {
  const monday = periodOf('week', today, which === 'next' ? 1 : which === 'previous' ? -1 : 0).from;
  let from = new Date(monday.getTime() + index * day);
  const weekLater = (weeks: number): Date => new Date(from.getTime() + weeks * 7 * day);
  const isGone = from.getTime() < today.getTime();
  const isToday = from.getTime() === today.getTime();
  if (which === 'last' && !isGone) from = weekLater(-1);
  if ((which === 'bare' || which === 'coming') && ahead && isGone) from = weekLater(1);
  if (which === 'bare' && !ahead && !isGone && !isToday) from = weekLater(-1);
  return { from, until: new Date(from.getTime() + day), ...(which === 'bare' ? { isOfAnyWeek: true } : {}) };
}
