import { lastUnits, type Period, utc } from './calendar-periods.ts';
import { beginsWith, contains, endsWith, findForm } from './compile-form.ts';
import type { Lexicon } from './lexicon.ts';
import { createPatternIndex, type PatternIndex } from './pattern-index.ts';
import {
  isoDate,
  lengthIn,
  type PeriodReader,
  periodReaders,
  shorthand,
  timeSlots,
} from './period-readers.ts';
import type { Bound, TimeWords } from './time-words.ts';

/** A stretch of days named in a question: from the first day to the day after the last, either may be open. */
export interface TimeExpression {
  /** Place in the text, in characters. */
  readonly start: number;
  readonly end: number;
  readonly from: string | null;
  readonly until: string | null;
  /** Whether it says how old something is, and so which date of it is meant. */
  readonly isAge?: boolean;
  /** Whether no year was said, of one that is alone. */
  readonly isOfAnyYear?: boolean;
}

/** What was read, before two that are joined have settled their years. */
type ReadExpression = TimeExpression &
  Pick<Period, 'isOfAnyYear' | 'isOfAnyWeek'> & { readonly isUntil?: boolean };

/** How languages speak of time, ready to be looked for. */
export interface TimeTable {
  readonly readers: readonly PeriodReader[];
  readonly mayRead: PatternIndex;
  readonly ages: readonly {
    readonly pattern: RegExp;
    readonly times: TimeWords;
    readonly is: 'before' | 'since';
    readonly isAge: boolean;
  }[];
  readonly before: readonly {
    readonly pattern: RegExp;
    readonly is: Bound | 'from';
    readonly isAge?: boolean;
  }[];
  readonly behind: readonly { readonly pattern: RegExp; readonly is: Bound }[];
  readonly onward: readonly RegExp[];
  readonly opens: readonly { readonly before: RegExp; readonly within: RegExp }[];
  readonly joints: ReadonlySet<string>;
  readonly joined: ReadonlySet<string>;
  readonly ahead: readonly RegExp[];
}

/** Signs that join two periods in every language. */
const joiningSigns = ['-', '–'];

/** @param lexicons the question's own language first: names of months in other languages are understood as well. */
export function buildTimeTable(lexicons: readonly Lexicon[]): TimeTable {
  const languages = lexicons.map(({ times, isSpaced }) => ({ times, language: timeSlots(times, isSpaced) }));
  const readers = [
    isoDate,
    ...languages.flatMap(({ times, language }) => periodReaders(times, language)),
    ...shorthand,
  ];
  return {
    readers,
    mayRead: createPatternIndex(readers.map(({ pattern }) => pattern)),
    ages: languages.flatMap(({ times, language }) =>
      times.ages.map((form) => ({
        pattern: findForm(form, language),
        times,
        is: form.is,
        isAge: form.isAge === true,
      })),
    ),
    before: languages.flatMap(({ times, language }) =>
      times.before.map(({ text, ...rest }) => ({ ...rest, pattern: endsWith([text], language) })),
    ),
    behind: languages.flatMap(({ times, language }) =>
      times.behind.map(({ text, is }) => ({ pattern: beginsWith([text], language), is })),
    ),
    onward: languages.map(({ times, language }) => beginsWith(times.onward, language)),
    opens: languages.map(({ times, language }) => ({
      before: endsWith(times.stretch.opens, language),
      within: beginsWith(times.stretch.opens, language),
    })),
    joints: new Set([...joiningSigns, ...languages.flatMap(({ times }) => times.stretch.joints)]),
    joined: new Set(languages.flatMap(({ times }) => times.stretch.joined)),
    ahead: languages.map(({ times, language }) => contains(times.ahead, language)),
  };
}

const iso = (date: Date): string => date.toISOString().slice(0, 10);

/** Finds the dates and periods that a question names; `today` is `YYYY-MM-DD`. */
export function findTimeExpressions(text: string, today: string, table: TimeTable): TimeExpression[] {
  const now = new Date(`${today}T00:00:00Z`);
  const found: ReadExpression[] = findAges(text, now, table);
  const ahead = table.ahead.some((pattern) => pattern.test(text));
  const marked = table.mayRead(text);
  const some = { ...table, readers: table.readers.filter((_, place) => marked[place] === 1) };
  let at = 0;
  while (at < text.length) {
    const covered = found.find((one) => at >= one.start && at < one.end);
    if (covered !== undefined) {
      at = covered.end;
      continue;
    }
    const before = text[at - 1] ?? '';
    const startsWord = !/[\p{L}\p{N}.-]/u.test(before) || /\p{Script=Han}/u.test(before);
    const hit = startsWord ? readAt(text, at, now, ahead, some) : null;
    if (hit === null) {
      at++;
      continue;
    }
    found.push(hit);
    at = hit.end;
  }
  return joinStretches(
    text,
    found.sort((one, other) => one.start - other.start),
    ahead,
    table,
  );
}

function findAges(text: string, now: Date, { ages }: TimeTable): TimeExpression[] {
  const found: TimeExpression[] = [];
  for (const { pattern, times, is, isAge } of ages) {
    for (const match of text.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].length;
      const length = lengthIn(match.groups ?? {}, times);
      if (length === null || found.some((one) => one.start < end && start < one.end)) continue;
      const day = iso(lastUnits(length, now).from);
      const [from, until] = is === 'before' ? [null, day] : [day, null];
      found.push({ start, end, from, until, ...(isAge ? { isAge } : {}) });
    }
  }
  return found;
}

/** @param ahead whether dates are those of something due. */
function readAt(
  text: string,
  at: number,
  now: Date,
  ahead: boolean,
  table: TimeTable,
): ReadExpression | null {
  for (const { pattern, read, isAge, isEnd } of table.readers) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const period = match === null ? null : read(match.groups ?? {}, now, ahead);
    if (match === null || period === null) continue;
    let [start, end] = [at, at + match[0].length];
    const before = text.slice(0, start);
    const lead = table.before.find((one) => one.pattern.test(before));
    if (lead !== undefined) start = before.search(lead.pattern);
    const behind = text.slice(end);
    const trail = table.behind.find((one) => one.pattern.test(behind));
    end += trail?.pattern.exec(behind)?.[0].length ?? 0;
    // "From 2021" names the year itself, "from March 2025 on" a beginning.
    const isOnward = table.onward.some((one) => one.test(behind));
    const led = lead?.is === 'from' ? (isOnward ? 'since' : 'in') : lead?.is;
    const said = trail?.is ?? led ?? 'in';
    const is = isEnd === true && said === 'before' ? 'until' : said;
    const bounds = boundedBy(is, iso(period.from), iso(period.until));
    return {
      ...{ start, end, ...bounds },
      ...(isAge === true || lead?.isAge === true ? { isAge: true } : {}),
      ...(period.isOfAnyYear === true ? { isOfAnyYear: true } : {}),
      ...(period.isOfAnyWeek === true ? { isOfAnyWeek: true } : {}),
      ...(lead?.is === 'until' ? { isUntil: true } : {}),
    };
  }
  return null;
}

function boundedBy(is: Bound, from: string, until: string): Pick<TimeExpression, 'from' | 'until'> {
  if (is === 'after') return { from: until, until: null };
  if (is === 'since') return { from, until: null };
  if (is === 'before') return { from: null, until: from };
  return is === 'until' ? { from: null, until } : { from, until };
}

/** "Between A and B", "from A to B", "A – B" are one stretch. */
function joinStretches(
  text: string,
  found: readonly ReadExpression[],
  ahead: boolean,
  { opens, joints, joined }: TimeTable,
): TimeExpression[] {
  const stretches: TimeExpression[] = [];
  for (let index = 0; index < found.length; index++) {
    const [one, next] = [found[index], found[index + 1]];
    if (one === undefined) continue;
    const before = text.slice(0, one.start);
    const open = opens.map((words) => words.before.exec(before)).find((match) => match !== null);
    const isOpened =
      open !== undefined || opens.some(({ within }) => within.test(text.slice(one.start, one.end)));
    const between = next === undefined ? '' : text.slice(one.end, next.start).trim().toLowerCase();
    // "From March through June": whatever joins them may be what the second begins with.
    const isJoined = joined.has(between) || (between === '' && next?.isUntil === true);
    if (next !== undefined && (joints.has(between) || (isOpened && isJoined))) {
      stretches.push({ start: open?.index ?? one.start, end: next.end, ...boundsOf(one, next, ahead) });
      index++;
    } else {
      const { isOfAnyWeek, isUntil, ...alone } = one;
      stretches.push(alone);
    }
  }
  return stretches;
}

/** "Between January and March 2026", "from November to February": whichever has no year of its own goes by the other. */
function boundsOf(
  first: ReadExpression,
  last: ReadExpression,
  ahead: boolean,
): Pick<TimeExpression, 'from' | 'until'> {
  const [from, until] = [first.from, last.until];
  if (from === null || until === null) return { from, until };
  if (first.isOfAnyYear === true && (last.isOfAnyYear !== true || !ahead))
    return { from: inYearsAround(until, from).findLast((day) => day < until) ?? from, until };
  // "From Monday to Friday", read on a Friday: both are of one week.
  if (first.isOfAnyWeek === true && last.isOfAnyWeek === true && until <= from)
    return ahead ? { from, until: weekOn(until, 1) } : { from: weekOn(from, -1), until };
  if (last.isOfAnyYear === true)
    return { from, until: inYearsAround(from, until).find((day) => day > from) ?? until };
  return { from, until };
}

/** The same day so many weeks later. */
function weekOn(day: string, weeks: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return iso(utc(year, month - 1, date + weeks * 7));
}

/** A day of the calendar in the year of another, the one before and the one after it. */
function inYearsAround(other: string, day: string): string[] {
  const [, month = 1, date = 1] = day.split('-').map(Number);
  return [-1, 0, 1].map((years) => iso(utc(Number(other.slice(0, 4)) + years, month - 1, date)));
}
