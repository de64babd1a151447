import {
  dayPeriod,
  halfOf,
  type LengthUnit,
  lastUnits,
  nextUnits,
  type Period,
  periodOf,
  unitsAgo,
  utc,
  weekday,
  yearOf,
} from './calendar-periods.ts';
import { anyOf, compileForm, type FormLanguage } from './compile-form.ts';
import type { PeriodMeaning, TimeWords } from './time-words.ts';

/** What the slots of a form have read, by name. */
export type Slots = Readonly<Record<string, string | undefined>>;

/** Recognises one form of a period. */
export interface PeriodReader {
  /** Sticky. */
  readonly pattern: RegExp;
  /** @param ahead whether dates are those of something due. */
  readonly read: (slots: Slots, today: Date, ahead: boolean) => Period | null;
  readonly isAge?: boolean;
  /** What is before it is until its last day. */
  readonly isEnd?: boolean;
}

/** Written alike in every language, and never the beginning of a language's own form. */
export const isoDate: PeriodReader = {
  pattern: /(?<year>\d{4})[-/](?<monthNumber>\d{1,2})[-/](?<date>\d{1,2})(?!\d)/y,
  read: (slots) => dayPeriod(Number(slots.year), Number(slots.monthNumber) - 1, Number(slots.date)),
};

/** Written alike in every language, after a language's own forms, which may be longer. */
export const shorthand: readonly PeriodReader[] = [
  {
    pattern: /q(?<quarter>[1-4])(?:\s*[/-]?\s*(?<year>\d{4}))?\b/iy,
    read: ({ quarter, year }, today) => quarterOf(Number(quarter), yearIn(year, today)),
  },
  {
    pattern: /h(?<half>[12])\s*[/-]?\s*(?<year>\d{4})\b/iy,
    read: ({ half, year }, today) => halfOf(yearIn(year, today), half === '1'),
  },
  // Not the beginning of a name such as 2025H2.
  {
    pattern: /(?<year>(?:19|20)\d{2})(?![\dA-Za-z-]|\.\d)/y,
    read: ({ year }, today) => periodOf('year', utc(yearIn(year, today), 0, 1), 0),
  },
];

const yearIn = (year: string | undefined, today: Date): number =>
  year === undefined ? today.getUTCFullYear() : Number(year);

const quarterOf = (number: number, year: number): Period =>
  periodOf('quarter', utc(year, (number - 1) * 3, 1), 0);

/** The slots that forms about time may have. */
export function timeSlots(times: TimeWords, isSpaced: boolean): FormLanguage {
  const language: FormLanguage = { isSpaced, slots: {} };
  const slot = (name: string, words: readonly string[]): string =>
    `(?<${name}>${anyOf(longestFirst(words), language)})`;
  const numbered = (words: readonly string[]): string =>
    ['\\d{1,2}', ...(times.countsDays === true ? longestFirst(words) : [])].join('|');
  const days = Object.entries(times.counts).flatMap(([word, count]) =>
    count >= 1 && count <= 31 ? [word] : [],
  );
  return {
    isSpaced,
    slots: {
      digit: '\\d',
      year: '(?<year>\\d{4})',
      monthNumber: `(?<monthNumber>${numbered(times.months.flat())})`,
      date: `(?<date>${numbered(days)})(?:${anyOf(times.dateEndings, language)})?`,
      quarterNumber: '(?<quarterNumber>[1-4])',
      halfNumber: '(?<halfNumber>[12])',
      month: slot('month', times.months.flat()),
      weekday: slot('weekday', times.weekdays.flat()),
      quarter: slot('quarter', times.quarters.flat()),
      unit: slot('unit', Object.values(times.lengths).flat()),
      period: slot('period', Object.values(times.calendar).flat()),
      count: `(?<count>\\d+|${anyOf(longestFirst(Object.keys(times.counts)), language)})`,
    },
  };
}

const longestFirst = (words: readonly string[]): string[] =>
  [...words].sort((one, other) => other.length - one.length);

/** Readers of a language's own forms, in its order. */
export function periodReaders(times: TimeWords, language: FormLanguage): PeriodReader[] {
  return times.periods.map((form) => ({
    pattern: compileForm(form, language),
    read: (slots, today, ahead) => readPeriod(form.is, slots, times, today, ahead),
    isAge: form.isAge === true,
    isEnd: form.isEnd === true,
  }));
}

function readPeriod(
  is: PeriodMeaning,
  slots: Slots,
  times: TimeWords,
  today: Date,
  ahead: boolean,
): Period | null {
  switch (is.kind) {
    case 'date': {
      const month = monthIn(slots, times);
      const date = numberOf(slots.date, times);
      if (is.yearsOn !== undefined) return dayPeriod(today.getUTCFullYear() + is.yearsOn, month, date);
      const named = dayPeriod(yearNearest(slots, month, date, today, ahead), month, date);
      return ofYear(slots, named !== null && is.isOfWeek ? periodOf('week', named.from, 0) : named);
    }
    case 'month': {
      const month = is.number === undefined ? monthIn(slots, times) : is.number - 1;
      if (is.yearsOn !== undefined)
        return periodOf('month', utc(today.getUTCFullYear() + is.yearsOn, month, 1), 0);
      return ofYear(slots, periodOf('month', utc(yearNearest(slots, month, 1, today, ahead), month, 1), 0));
    }
    case 'quarter': {
      const named = indexIn(times.quarters, slots.quarter) + 1;
      const number = is.number ?? (slots.quarterNumber === undefined ? named : Number(slots.quarterNumber));
      return quarterOf(number, yearIn(slots.year, today) + (is.yearsOn ?? 0));
    }
    case 'half': {
      const number = is.number ?? Number(slots.halfNumber);
      return halfOf(yearIn(slots.year, today) + (is.yearsOn ?? 0), number === 1);
    }
    case 'year':
      return periodOf('year', utc(yearIn(slots.year, today), 0, 1), 0);
    case 'calendar': {
      const unit = is.unit ?? unitOf(times.calendar, slots.period);
      return unit === undefined ? null : periodOf(unit, today, is.on);
    }
    case 'weekday':
      return weekday(indexIn(times.weekdays, slots.weekday), is.which, today, ahead);
  }
  const length = lengthIn(slots, times);
  if (length === null) return null;
  if (is.kind === 'ago') return unitsAgo(length, today);
  return is.kind === 'past' ? lastUnits(length, today) : nextUnits(length, today);
}

/** So many of a unit; null where no such thing was read. */
export function lengthIn(slots: Slots, times: TimeWords): { count: number; unit: LengthUnit } | null {
  const said = (slots.count ?? '').toLowerCase().replace(/\s+/g, ' ');
  const count = /^\d+$/.test(said) ? Number(said) : times.counts[said];
  const unit = unitOf(times.lengths, slots.unit);
  return count === undefined || unit === undefined ? null : { count, unit };
}

const unitOf = <Unit extends string>(
  words: Readonly<Partial<Record<Unit, readonly string[]>>>,
  said: string | undefined,
): Unit | undefined =>
  (Object.keys(words) as Unit[]).find((unit) => words[unit]?.some((word) => isSame(word, said)));

const isSame = (word: string, said: string | undefined): boolean =>
  word.toLowerCase() === said?.toLowerCase();

const indexIn = (names: readonly (readonly string[])[], said: string | undefined): number =>
  names.findIndex((one) => one.some((name) => isSame(name, said)));

/** From 0. */
const monthIn = ({ month, monthNumber }: Slots, times: TimeWords): number =>
  monthNumber === undefined ? indexIn(times.months, month) : numberOf(monthNumber, times) - 1;

const numberOf = (said: string | undefined, { counts }: TimeWords): number =>
  counts[said ?? ''] ?? Number(said);

const yearNearest = (slots: Slots, month: number, date: number, today: Date, ahead: boolean): number =>
  slots.year === undefined ? yearOf(month, date, today, ahead) : Number(slots.year);

/** A period of the year that was said, or of whichever. */
const ofYear = ({ year }: Slots, period: Period | null): Period | null =>
  period === null || year !== undefined ? period : { ...period, isOfAnyYear: true };
