/** A stretch of days named in a question: from the first day to the day after the last, either may be open. */
export interface TimeExpression {
  /** Place in the text, in characters. */
  readonly start: number;
  readonly end: number;
  readonly from: string | null;
  readonly until: string | null;
}

interface Period {
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
const monthPattern =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ordinals: Readonly<Record<string, number>> = {
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
const units: Readonly<Record<string, 'day' | 'week' | 'month' | 'quarter' | 'year'>> = {
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
  year: 'year',
  years: 'year',
  年: 'year',
};

const utc = (year: number, month: number, date: number): Date => new Date(Date.UTC(year, month, date));
const iso = (date: Date): string => date.toISOString().slice(0, 10);
const monthIndex = (word: string): number =>
  months.findIndex((name) => name.startsWith(word.toLowerCase().slice(0, 3)));

function periodOf(unit: 'day' | 'week' | 'month' | 'quarter' | 'year', today: Date, offset: number): Period {
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

function dayPeriod(year: number, month: number, date: number): Period | null {
  const from = utc(year, month, date);
  return from.getUTCMonth() === month ? { from, until: new Date(from.getTime() + day) } : null;
}

type Reader = readonly [
  pattern: RegExp,
  read: (groups: readonly string[], today: Date, ahead: boolean) => Period | null,
];

/** The year of a month or day named without one: of what is due the coming one, else the one that has begun. */
function yearOf(month: number, date: number, today: Date, ahead: boolean): number {
  const year = today.getUTCFullYear();
  const gone = utc(year, month, date).getTime() <= today.getTime();
  if (ahead) return gone && month < today.getUTCMonth() - 5 ? year + 1 : year;
  return gone ? year : year - 1;
}

const dayOf = '(\\d{1,2})(?:st|nd|rd|th)?';

/** The forms of a period, the longest first, because the first that matches at a place wins. */
const readers: readonly Reader[] = [
  [/(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?!\d)/y, ([y, m, d]) => dayPeriod(Number(y), Number(m) - 1, Number(d))],
  [
    /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/y,
    ([y, m, d]) => dayPeriod(Number(y), Number(m) - 1, Number(d)),
  ],
  [
    /(\d{4})\s*年\s*(?:的)?第?\s*([一二三四1-4])\s*季度/y,
    ([y, q]) => periodOf('quarter', utc(Number(y), ((ordinals[q ?? ''] ?? 1) - 1) * 3, 1), 0),
  ],
  [/(\d{4})\s*年\s*(\d{1,2})\s*月/y, ([y, m]) => periodOf('month', utc(Number(y), Number(m) - 1, 1), 0)],
  [/(\d{4})\s*年/y, ([y]) => periodOf('year', utc(Number(y), 0, 1), 0)],
  [
    new RegExp(`${dayOf}(?:\\s+of)?\\s+${monthPattern}\\.?,?\\s+(\\d{4})\\b`, 'iy'),
    ([d, m, y]) => dayPeriod(Number(y), monthIndex(m ?? ''), Number(d)),
  ],
  [
    new RegExp(`${monthPattern}\\.?\\s+${dayOf},?\\s+(\\d{4})\\b`, 'iy'),
    ([m, d, y]) => dayPeriod(Number(y), monthIndex(m ?? ''), Number(d)),
  ],
  [
    new RegExp(`${monthPattern}\\.?,?\\s+(?:of\\s+)?(\\d{4})\\b`, 'iy'),
    ([m, y]) => periodOf('month', utc(Number(y), monthIndex(m ?? ''), 1), 0),
  ],
  [
    /(?:the\s+)?(first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter\s+(?:of\s+)?(\d{4})\b/iy,
    ([q, y]) => periodOf('quarter', utc(Number(y), ((ordinals[(q ?? '').toLowerCase()] ?? 1) - 1) * 3, 1), 0),
  ],
  [
    /(?:the\s+)?(first|second|third|fourth|1st|2nd|3rd|4th)\s+quarter\b/iy,
    ([q], today) =>
      periodOf(
        'quarter',
        utc(today.getUTCFullYear(), ((ordinals[(q ?? '').toLowerCase()] ?? 1) - 1) * 3, 1),
        0,
      ),
  ],
  [
    /q([1-4])(?:\s*(?:of\s+|\/|-)?\s*(\d{4}))?\b/iy,
    ([q, y], today) =>
      periodOf(
        'quarter',
        utc(y === undefined ? today.getUTCFullYear() : Number(y), (Number(q) - 1) * 3, 1),
        0,
      ),
  ],
  [
    /(?:the\s+)?(this|current|last|previous|past|next)\s+(week|month|quarter|year)\b/iy,
    ([which, unit], today) =>
      periodOf(
        units[(unit ?? '').toLowerCase()] ?? 'day',
        today,
        /this|current/i.test(which ?? '') ? 0 : /next/i.test(which ?? '') ? 1 : -1,
      ),
  ],
  [
    /(?:within\s+|in\s+|over\s+|during\s+)?(?:the\s+)?(?:last|past)\s+(\d+)\s+(days?|weeks?|months?|years?)\b/iy,
    ([n, unit], today) => lastUnits(Number(n), unit ?? 'days', today),
  ],
  [
    /(?:within\s+|in\s+|over\s+|during\s+)?(?:the\s+)?(?:next|coming|following)\s+(\d+)\s+(days?|weeks?|months?|years?)\b/iy,
    ([n, unit], today) => nextUnits(Number(n), unit ?? 'days', today),
  ],
  [
    /(?:未来|接下来|今后)\s*(\d+|[一二两三四五六七八九十])\s*(天|周|个月|年)内?/y,
    ([n, unit], today) => nextUnits(chineseNumber(n ?? ''), unit ?? '天', today),
  ],
  [
    /(?:(this|next|last|coming|on|by)\s+)?(monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/iy,
    ([which, name], today, ahead) =>
      weekday(weekdays.indexOf((name ?? '').toLowerCase()), (which ?? '').toLowerCase(), today, ahead),
  ],
  [
    /(本|这|下|上)个?(?:周|星期)([一二三四五六日天])/y,
    ([which, name], today) =>
      weekday(
        '一二三四五六日'.indexOf((name ?? '').replace('天', '日')),
        which === '下' ? 'next' : which === '上' ? 'previous' : 'this',
        today,
      ),
  ],
  [/tomorrow\b|明天|明日/iy, (_, today) => periodOf('day', today, 1)],
  [
    /(?:最近|过去|近)\s*(\d+|[一二两三四五六七八九十])\s*(天|周|个月|年)/y,
    ([n, unit], today) => lastUnits(chineseNumber(n ?? ''), unit ?? '天', today),
  ],
  [
    /(本|这个|这|当前|上个|上一个|上|下个|下)(季度|季|月|周|星期)/y,
    ([which, unit], today) =>
      periodOf(
        unit === '季' || unit === '季度' ? 'quarter' : unit === '月' ? 'month' : 'week',
        today,
        /^上/.test(which ?? '') ? -1 : /^下/.test(which ?? '') ? 1 : 0,
      ),
  ],
  [/今年|本年度?/y, (_, today) => periodOf('year', today, 0)],
  [/去年/y, (_, today) => periodOf('year', today, -1)],
  [/前年/y, (_, today) => periodOf('year', today, -2)],
  [/today\b|今天|今日/iy, (_, today) => periodOf('day', today, 0)],
  [/yesterday\b|昨天|昨日/iy, (_, today) => periodOf('day', today, -1)],
  [
    new RegExp(`${dayOf}(?:\\s+of)?\\s+${monthPattern}\\b`, 'iy'),
    ([d, m], today, ahead) =>
      dayPeriod(yearOf(monthIndex(m ?? ''), Number(d), today, ahead), monthIndex(m ?? ''), Number(d)),
  ],
  [
    new RegExp(`${monthPattern}\\.?\\s+${dayOf}\\b`, 'iy'),
    ([m, d], today, ahead) =>
      dayPeriod(yearOf(monthIndex(m ?? ''), Number(d), today, ahead), monthIndex(m ?? ''), Number(d)),
  ],
  [
    /(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]/y,
    ([m, d], today, ahead) =>
      dayPeriod(yearOf(Number(m) - 1, Number(d), today, ahead), Number(m) - 1, Number(d)),
  ],
  [
    /(January|February|March|April|June|July|August|September|October|November|December)\b/y,
    ([m], today, ahead) => {
      const month = monthIndex(m ?? '');
      return periodOf('month', utc(yearOf(month, 1, today, ahead), month, 1), 0);
    },
  ],
  [
    /(\d{1,2})\s*月份?(?!\d)/y,
    ([m], today, ahead) =>
      periodOf('month', utc(yearOf(Number(m) - 1, 1, today, ahead), Number(m) - 1, 1), 0),
  ],
  [/((?:19|20)\d{2})(?![\d.-])/y, ([y]) => periodOf('year', utc(Number(y), 0, 1), 0)],
];

function chineseNumber(word: string): number {
  const found = '零一二三四五六七八九十'.indexOf(word);
  return word === '两' ? 2 : found > 0 ? found : Number(word);
}

function lastUnits(count: number, unitWord: string, today: Date): Period {
  const unit = units[unitWord.toLowerCase()] ?? 'day';
  const until = new Date(today.getTime() + day);
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate();
  if (unit === 'month') return { from: utc(year, month - count, date), until };
  if (unit === 'year') return { from: utc(year - count, month, date), until };
  return { from: new Date(today.getTime() - count * (unit === 'week' ? 7 : 1) * day), until };
}

function nextUnits(count: number, unitWord: string, today: Date): Period {
  const unit = units[unitWord.toLowerCase()] ?? 'day';
  const year = today.getUTCFullYear();
  const month = today.getUTCMonth();
  const date = today.getUTCDate() + 1;
  if (unit === 'month') return { from: today, until: utc(year, month + count, date) };
  if (unit === 'year') return { from: today, until: utc(year + count, month, date) };
  return { from: today, until: new Date(today.getTime() + (count * (unit === 'week' ? 7 : 1) + 1) * day) };
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/**
 * "This" and "next" go by weeks that begin on Monday; "last Friday" is the latest one gone, a bare Friday
 * the coming one where something is due, else the one gone.
 */
function weekday(index: number, which: string, today: Date, ahead = true): Period {
  const monday = periodOf('week', today, which === 'next' ? 1 : which === 'previous' ? -1 : 0).from;
  let from = new Date(monday.getTime() + index * day);
  if (which === 'last' && from.getTime() >= today.getTime()) from = new Date(from.getTime() - 7 * day);
  const bare = !['this', 'next', 'last', 'previous'].includes(which);
  if (bare && ahead && from.getTime() < today.getTime()) from = new Date(from.getTime() + 7 * day);
  if (bare && !ahead && which !== 'coming' && from.getTime() > today.getTime())
    from = new Date(from.getTime() - 7 * day);
  return { from, until: new Date(from.getTime() + day) };
}

const leading: readonly (readonly [RegExp, 'after' | 'since' | 'before' | 'until' | 'in'])[] = [
  [/\b(?:after|later than|newer than)\s+(?:the\s+)?$/i, 'after'],
  [/\b(?:since|starting|from|as of)\s+(?:the\s+)?$/i, 'since'],
  [/\b(?:before|earlier than|older than|prior to)\s+(?:the\s+)?$/i, 'before'],
  [/\b(?:until|till|up to|by|through)\s+(?:the\s+)?(?:end of\s+)?$/i, 'until'],
  [/\b(?:in|on|during|of|from|for|within|at|throughout)\s+(?:the\s+)?$/i, 'in'],
  [/(?:自从?|从)\s*$/, 'since'],
];
const trailing: readonly (readonly [RegExp, 'after' | 'since' | 'before' | 'until'])[] = [
  [/^\s*(?:以来|起|开始|至今)/, 'since'],
  [/^\s*(?:之后|以后|后)/, 'after'],
  [/^\s*(?:之前|以前|前)/, 'before'],
  [/^\s*(?:为止|截止)/, 'until'],
];

/** "More than 30 days" alone is a length, not an age. */
const ages: readonly RegExp[] = [
  /\bolder than\s+(\d+)\s+(days?|weeks?|months?|years?)\b/gi,
  /\b(?:more than|over|at least)\s+(\d+)\s+(days?|weeks?|months?|years?)\s+(?:ago|old)\b/gi,
  /\bfor\s+(?:more than|over|at least|longer than)\s+(\d+)\s+(days?|weeks?|months?|years?)\b/gi,
  /(?:超过|多于)\s*(\d+)\s*(天|周|个月|年)/g,
];

/** Finds the dates and periods that a question names; `today` is `YYYY-MM-DD`. */
export function findTimeExpressions(text: string, today: string): TimeExpression[] {
  const now = new Date(`${today}T00:00:00Z`);
  const found: TimeExpression[] = [];
  for (const pattern of ages) {
    for (const match of text.matchAll(pattern)) {
      const { from } = lastUnits(Number(match[1]), match[2] ?? 'days', now);
      found.push({ start: match.index, end: match.index + match[0].length, from: null, until: iso(from) });
    }
  }
  let at = 0;
  while (at < text.length) {
    const covered = found.find((one) => at >= one.start && at < one.end);
    if (covered !== undefined) {
      at = covered.end;
      continue;
    }
    const startsWord =
      at === 0 || !/[\p{L}\p{N}.-]/u.test(text[at - 1] ?? '') || /\p{Script=Han}/u.test(text[at - 1] ?? '');
    const hit = startsWord ? readAt(text, at, now) : null;
    if (hit === null) {
      at++;
      continue;
    }
    found.push(hit);
    at = hit.end;
  }
  return joinBetween(
    text,
    found.sort((one, other) => one.start - other.start),
  );
}

function readAt(text: string, at: number, now: Date): TimeExpression | null {
  for (const [pattern, read] of readers) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    const ahead = /\b(?:due|deadline)\b|到期|截止/i.test(text);
    const period = match === null ? null : read(match.slice(1), now, ahead);
    if (match === null || period === null) continue;
    let start = at;
    let end = at + match[0].length;
    let how: 'after' | 'since' | 'before' | 'until' | 'in' = 'in';
    const before = text.slice(0, start);
    const lead = leading.find(([words]) => words.test(before));
    if (lead !== undefined) {
      how = lead[1];
      start = before.search(lead[0]);
    }
    const trail = trailing.find(([words]) => words.test(text.slice(end)));
    if (trail !== undefined) {
      how = trail[1];
      end += trail[0].exec(text.slice(end))?.[0].length ?? 0;
    }
    // "from 2021" names the year itself, "from March 2025 on" a beginning.
    if (
      how === 'since' &&
      /\bfrom\s+(?:the\s+)?$/i.test(before) &&
      !/^\s*(?:on|onwards?)\b/i.test(text.slice(end))
    )
      how = 'in';
    const from = iso(period.from);
    const until = iso(period.until);
    if (how === 'after') return { start, end, from: until, until: null };
    if (how === 'since') return { start, end, from, until: null };
    if (how === 'before') return { start, end, from: null, until: from };
    if (how === 'until') return { start, end, from: null, until };
    return { start, end, from, until };
  }
  return null;
}

/** "between A and B", "from A to B", "A 到 B" are one stretch. */
function joinBetween(text: string, found: readonly TimeExpression[]): TimeExpression[] {
  const joined: TimeExpression[] = [];
  for (let index = 0; index < found.length; index++) {
    const one = found[index];
    const next = found[index + 1];
    if (one === undefined) continue;
    const lead =
      /(?:\bbetween\s+|\bfrom\s+)$/i.exec(text.slice(0, one.start)) ??
      /^(?:between|from)\b/i.exec(text.slice(one.start, one.end));
    if (
      next !== undefined &&
      /^\s*(?:and|to|through|until|-|–|到|至)\s*$/i.test(text.slice(one.end, next.start)) &&
      (lead !== null || /[-–到至]|to/.test(text.slice(one.end, next.start)))
    ) {
      joined.push({
        start: lead === null ? one.start : Math.min(one.start, lead.index),
        end: next.end,
        from: one.from,
        until: next.until,
      });
      index++;
      continue;
    }
    joined.push(one);
  }
  return joined;
}
