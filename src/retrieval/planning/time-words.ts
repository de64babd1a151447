import type { CalendarUnit, LengthUnit, WhichWeekday } from './calendar-periods.ts';
import type { Form } from './compile-form.ts';

/**
 * What a form of a language names. Slots of its text give what is not fixed here: `{year}`, `{month}` (a name) or
 * `{monthNumber}`, `{date}`, `{quarter}` (a name) or `{quarterNumber}`, `{halfNumber}`, `{count}`, `{unit}` (a length),
 * `{period}` (a calendar unit), `{weekday}`. A month or a day without a year is the nearest one.
 */
export type PeriodMeaning =
  /** `isOfWeek`: the whole week that the day is in. `yearsOn`, here and below: which year, counted from this one. */
  | { readonly kind: 'date'; readonly isOfWeek?: true; readonly yearsOn?: number }
  | { readonly kind: 'year' }
  /**
   * `number`: from 1, where the text has no slot for it.
   */
  | { readonly kind: 'month' | 'quarter'; readonly number?: number; readonly yearsOn?: number }
  | { readonly kind: 'half'; readonly number?: 1 | 2; readonly yearsOn?: number }
  /** The week, month, … that is so many after this one. */
  | { readonly kind: 'calendar'; readonly on: number; readonly unit?: CalendarUnit }
  /** The last or the coming so many days, weeks, … */
  | { readonly kind: 'past' | 'coming' }
  /** So many days, weeks, … before today: that day, that week. */
  | { readonly kind: 'ago' }
  | { readonly kind: 'weekday'; readonly which: WhichWeekday };

/** How a period bounds what is asked: from its first day, until its last, after it, before it, or within it. */
export type Bound = 'since' | 'until' | 'after' | 'before' | 'in';

/**
 * How a language speaks of time. Texts are forms (`compile-form.ts`); of several that fit at a place the first wins, so that
 * longer ones come first.
 */
export interface TimeWords {
  /** Names of each month, in full first, then shortened. */
  readonly months: readonly (readonly string[])[];
  /** Names of each day of the week, from Monday. */
  readonly weekdays: readonly (readonly string[])[];
  /** What each quarter is called: "first", "1st". */
  readonly quarters: readonly (readonly string[])[];
  readonly lengths: Readonly<Record<LengthUnit, readonly string[]>>;
  readonly calendar: Readonly<Partial<Record<CalendarUnit, readonly string[]>>>;
  /** How many, as it is said before a length, beside digits: "a", "two", "half a". */
  readonly counts: Readonly<Record<string, number>>;
  /** Whether a day may be numbered by one of these words, and a month by its name: 七月一日. */
  readonly countsDays?: true;
  /** What may stand right behind the number of a day: "1st". */
  readonly dateEndings: readonly string[];
  /** Dates and periods. `isAge`, here and below: it says by itself which date is meant, that since which a thing exists. */
  readonly periods: readonly (Form & {
    readonly is: PeriodMeaning;
    readonly isAge?: boolean;
    /** It speaks of a period's last days: what is before them is until their end. */
    readonly isEnd?: boolean;
  })[];
  /** Lengths, with `{count}` and `{unit}`, that say since when: longer ago than so much (`before`), or more lately (`since`). */
  readonly ages: readonly (Form & { readonly is: 'before' | 'since'; readonly isAge?: boolean })[];
  /** What stands before a period and says how it bounds; `from` is `since` where a word of `onward` follows, else `in`. */
  readonly before: readonly {
    readonly text: string;
    readonly is: Bound | 'from';
    readonly isAge?: boolean;
  }[];
  /** What stands behind a period and says how it bounds. */
  readonly behind: readonly { readonly text: string; readonly is: Bound }[];
  /** "On" of "from March on", which `behind` does not have. */
  readonly onward: readonly string[];
  /** Two periods that are one stretch: "between A and B", "from A to B". */
  readonly stretch: {
    readonly opens: readonly string[];
    /** Joins by itself: "A to B". */
    readonly joints: readonly string[];
    /** Joins where one of `opens` stands before: "and". */
    readonly joined: readonly string[];
  };
  /** Words that say that dates lie ahead: "due". */
  readonly ahead: readonly string[];
}
