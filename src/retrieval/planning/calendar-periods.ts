/** Stretches of days, as people count them: weeks begin on Monday, all in UTC. */

/** From a day to the day after the last. */
export interface Period {
  readonly from: Date;
  readonly until: Date;
}

const day = 86_400_000;

const months = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** Names of months, in full or shortened. */
export const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';

/** Which quarter a word means. */
export const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  '1st': 1,
  second: 2,
  '2nd': 2,
  third: 3,
  '3rd': 3,
  fourth: 4,
  '4th': 4,
  last: 4,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
};

/** Words for stretches of time. */
export const units: Readonly<Record<string, 'day' | 'week' | 'month' | 'quarter' | 'year'>> = {
  day: 'day',
  days: 'day',
  天: 'day',
  日: 'day',
  week: 'week',
  weeks: 'week',
  周: 'week',
  星期: 'week',
  month: 'month',
  months: 'month',
  月: 'month',
  个月: 'month',
  quarter: 'quarter',
  quarters: 'quarter',
  季度: 'quarter',
  个季度: 'quarter',
  个星期: 'week',
  year: 'year',
  years: 'year',
  年: 'year',
};

/** A day; months from 0. */
export const utc = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month, date));

/** The month a name means, from 0. */
export const monthIndex = (word: string): number =>
  months.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3)));

/** The week, month, … that a day is in, or so many after it. */
export function periodOf(
  unit: 'day' | 'week' | 'month' | 'quarter' | 'year',
  today: Date,
  offset: number,
): Period {
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

/** The year of a month or day named without one: of what is due the coming one, else the one that has begun. */
export function yearOf(month: number, date: number, today: Date, ahead: boolean): number {
  const year = today.getUTCFullYear();
  const gone = utc(year, month, date).getTime() <= today.getTime();
  if (ahead) return gone && month < today.getUTCMonth() - 5 ? year + 1 : year;
  return gone ? year : year - 1;
}

/** How many, as it is said before a stretch of time: in digits, in English words up to twelve, in Chinese up to ninety-nine. */
export const countPattern =
  '(\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half an?|a couple of|[一二两三四五六七八九十半]+)';

const englishCounts = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');

/** The number that `countPattern` has matched; half a year is half of one. */
export function countOf(word: string): number {
  const text = word.toLowerCase();
  if (/^\d+$/.test(text)) return Number(text);
  if (text === '半' || text.startsWith('half')) return 0.5;
  if (text === 'a couple of') return 2;
  if (text === 'a' || text === 'an') return 1;
  const english = englishCounts.indexOf(text);
  return english > 0 ? english : chineseCount(text);
}

/** 五 is 5, 十五 is 15, 三十 is 30. */
function chineseCount(text: string): number {
  const digits = '零一二三四五六七八九';
  const digit = (character: string | undefined): number =>
    character === '两' ? 2 : Math.max(0, digits.indexOf(character ?? '零'));
  const ten = text.indexOf('十');
  if (ten < 0) return digit(text[0]);
  return (ten === 0 ? 1 : digit(text[0])) * 10 + digit(text[ten + 1]);
}

/** Halves are told in the next smaller unit that is counted in: half a year is six months. */
function wholeUnits(
  count: number,
  unitWord: string,
): { count: number; unit: 'day' | 'week' | 'month' | 'quarter' | 'year' } {
  const unit = units[unitWord.toLowerCase()] ?? 'day';
  if (Number.isInteger(count)) return { count, unit };
  if (unit === 'year') return { count: count * 12, unit: 'month' };
  return { count: Math.round(count * (unit === 'month' ? 30 : 7)), unit: 'day' };
}

/** The last so many days, weeks, …, today included. */
export function lastUnits(said: number, unitWord: string, today: Date): Period {
  const { count, unit } = wholeUnits(said, unitWord);
  const until = new Date(today.getTime() + day);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate();
  if (unit === 'month') return { from: utc(year, month - count, date), until };
  if (unit === 'year') return { from: utc(year - count, month, date), until };
  return { from: new Date(today.getTime() - count * (unit === 'week' ? 7 : 1) * day), until };
}

/** The coming so many days, weeks, …, from today on. */
export function nextUnits(said: number, unitWord: string, today: Date): Period {
  const { count, unit } = wholeUnits(said, unitWord);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate() + 1;
  if (unit === 'month') return { from: today, until: utc(year, month + count, date) };
  if (unit === 'year') return { from: today, until: utc(year + count, month, date) };
  return { from: today, until: new Date(today.getTime() + (count * (unit === 'week' ? 7 : 1) + 1) * day) };
}

/** From Monday. */
export const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * "This" and "next" go by weeks that begin on Monday; "last Friday" is the latest one gone, a bare Friday
 * the coming one where something is due, else the one gone.
 */
export function weekday(index: number, which: string, today: Date, ahead = true): Period {
  const monday = periodOf('week', today, which === 'next' ? 1 : which === 'previous' ? -1 : 0).from;
  let from = new Date(monday.getTime() + index * day);
  if (which === 'last' && from.getTime() >= today.getTime()) from = new Date(from.getTime() - 7 * day);
  const bare = !['this', 'next', 'last', 'previous'].includes(which);
  if (bare && ahead && from.getTime() < today.getTime()) from = new Date(from.getTime() + 7 * day);
  if (bare && !ahead && which !== 'coming' && from.getTime() > today.getTime())
    from = new Date(from.getTime() - 7 * day);
  return { from, until: new Date(from.getTime() + day) };
}
