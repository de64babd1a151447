/** Which of the first two numbers of `03/04/2024` is the day. */
export type DateOrder = 'day-first' | 'month-first';

export interface ParsedDate {
  /** `YYYY-MM-DD`, as written. */
  readonly day: string;
  /** Milliseconds since midnight, as written; absent where only a day is given. */
  readonly timeOfDay?: number;
  /** Minutes east of UTC, where the text says so. */
  readonly offset?: number;
}

const monthNames: readonly (readonly string[])[] = [
  ['jan', 'january', 'januar', 'jän', 'jänner'],
  ['feb', 'february', 'februar'],
  ['mar', 'march', 'mär', 'märz', 'mrz'],
  ['apr', 'april'],
  ['may', 'mai'],
  ['jun', 'june', 'juni'],
  ['jul', 'july', 'juli'],
  ['aug', 'august'],
  ['sep', 'sept', 'september'],
  ['oct', 'october', 'okt', 'oktober'],
  ['nov', 'november'],
  ['dec', 'december', 'dez', 'dezember'],
];
const monthOfName = new Map(monthNames.flatMap((names, at) => names.map((name) => [name, at + 1] as const)));

const timePattern =
  /^(.*?\d{4}|.*?\d{2}|.*?日)[T,\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;
const weekdayPattern = /^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+/i;
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$/;
const dotted = /^(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})$/;
const slashed = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/;
const dayNameYear = /^(\d{1,2})(?:\.|st|nd|rd|th)?[\s/-]\s*(\p{L}+)\.?,?[\s/-]\s*(\d{4}|\d{2})$/u;
const nameDayYear = /^(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})$/u;

/**
 * Reads the dates that people and exports write: `2024-2-1`, `2024/02/01`, `01.02.2024`, `Feb 1, 2024`, `1-Feb-24`,
 * `2024年2月1日`, ISO instants, each with or without a time of day.
 *
 * @returns 'ambiguous' for `03/04/2024` when `order` does not tell day from month; undefined for what is no date.
 */
export function parseDate(text: string, order?: DateOrder): ParsedDate | 'ambiguous' | undefined {
  const trimmed = text.trim().replace(weekdayPattern, '');
  const time = timePattern.exec(trimmed);
  const day = parseDay((time?.[1] ?? trimmed).trim(), order);
  if (time === null || day === undefined || day === 'ambiguous') {
    return day === undefined || day === 'ambiguous' ? day : { day };
  }
  const timeOfDay = readTimeOfDay(time);
  if (timeOfDay === undefined) return undefined;
  const offset = readOffset(time[7]);
  return offset === undefined ? { day, timeOfDay } : { day, timeOfDay, offset };
}

/**
 * What a day with slashes tells of the order of its column.
 *
 * @returns undefined where it tells nothing: another form, or the same day either way.
 */
export function evidenceOfOrder(text: string): DateOrder | 'ambiguous' | undefined {
  const [, first, second] = /^\s*(\d{1,2})[/-](\d{1,2})[/-]\d{4}(?!\d)/.exec(text) ?? [];
  if (first === undefined || second === undefined || Number(first) === Number(second)) return undefined;
  if (Number(first) > 12) return 'day-first';
  return Number(second) > 12 ? 'month-first' : 'ambiguous';
}

function parseDay(text: string, order: DateOrder | undefined): string | 'ambiguous' | undefined {
  const [, year, month, day] = yearFirst.exec(text) ?? chinese.exec(text) ?? [];
  if (year !== undefined) return calendarDay(Number(year), Number(month), Number(day));
  const [, dottedDay, dottedMonth, dottedYear] = dotted.exec(text) ?? [];
  if (dottedDay !== undefined) {
    return calendarDay(Number(dottedYear), Number(dottedMonth), Number(dottedDay));
  }
  const [, first, second, slashedYear] = slashed.exec(text) ?? [];
  if (first !== undefined) return slashedDay(Number(first), Number(second), Number(slashedYear), order);
  const [, namedDay, name, namedYear] = dayNameYear.exec(text) ?? [];
  if (namedDay !== undefined) return namedMonth(name, Number(namedDay), namedYear);
  const [, leadingName, followingDay, followingYear] = nameDayYear.exec(text) ?? [];
  return leadingName === undefined ? undefined : namedMonth(leadingName, Number(followingDay), followingYear);
}

function slashedDay(first: number, second: number, year: number, order: DateOrder | undefined) {
  const dayFirst = calendarDay(year, second, first);
  const monthFirst = calendarDay(year, first, second);
  if (order !== undefined) return order === 'day-first' ? dayFirst : monthFirst;
  const isSettled = dayFirst === undefined || monthFirst === undefined || first === second;
  return isSettled ? (dayFirst ?? monthFirst) : 'ambiguous';
}

function namedMonth(name: string | undefined, day: number, year: string | undefined): string | undefined {
  const month = monthOfName.get(name?.toLowerCase() ?? '');
  if (month === undefined || year === undefined) return undefined;
  return calendarDay(year.length === 2 ? 2000 + Number(year) : Number(year), month, day);
}

/** @returns undefined for a day that the calendar does not have, such as 31 February. */
function calendarDay(year: number, month: number, day: number): string | undefined {
  if (year < 1000 || month < 1 || month > 12 || day < 1) return undefined;
  // Day 0 of the next month is the last one of this.
  if (day > 28 && day > new Date(Date.UTC(year, month, 0)).getUTCDate()) return undefined;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function readTimeOfDay(match: RegExpExecArray): number | undefined {
  const [, , hourText = '', minuteText = '', secondText = '0', fraction = '', half] = match;
  let hour = Number(hourText);
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  const minute = Number(minuteText);
  const second = Number(secondText);
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const millisecond = Math.floor(Number(`0.${fraction || '0'}`) * 1000);
  return ((hour * 60 + minute) * 60 + second) * 1000 + millisecond;
}

function readOffset(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
