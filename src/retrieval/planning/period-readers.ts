import {
  countOf,
  countPattern,
  dayPeriod,
  lastUnits,
  monthIndex,
  monthPattern,
  nextUnits,
  ordinals,
  type Period,
  periodOf,
  units,
  utc,
  weekday,
  weekdays,
  yearOf,
} from './calendar-periods.ts';

type Reader = readonly [
  pattern: RegExp,
  read: (groups: readonly string[], today: Date, ahead: boolean) => Period | null,
];

/** A small number in words or in digits. */
function smallNumber(word: string): number {
  const found = ['a', 'an', 'one', 'two', 'three', 'four', 'five', 'six', '', '', '', 'ten'].indexOf(
    word.toLowerCase(),
  );
  return found > 1 ? found - 1 : found >= 0 ? 1 : Number(word);
}

/** Index of a month: 三 is 2, 十一 is 10. */
const chineseMonth = (word: string): number =>
  '一二三四五六七八九十'.indexOf(word.slice(-1)) + (word.length > 1 ? 10 : 0);
const halfOf = (year: number, isFirst: boolean): Period => ({
  from: utc(year, isFirst ? 0 : 6, 1),
  until: utc(isFirst ? year : year + 1, isFirst ? 6 : 0, 1),
});

const dayOf = '(\\d{1,2})(?:st|nd|rd|th)?';

/** The forms of a period, the longest first, because the first that matches at a place wins. */
export const readers: readonly Reader[] = [
  [
    /(今年|去年|\d{4}\s*年)?的?(上|下)半年/y,
    ([which, half], today) =>
      halfOf(
        which === '去年'
          ? today.getUTCFullYear() - 1
          : /\d/.test(which ?? '')
            ? Number.parseInt(which ?? '', 10)
            : today.getUTCFullYear(),
        half === '上',
      ),
  ],
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
  [
    /(\d{4})\s*年\s*(十[一二]|[一二三四五六七八九十])月/y,
    ([y, m]) => periodOf('month', utc(Number(y), chineseMonth(m ?? ''), 1), 0),
  ],
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
    new RegExp(
      `(?:within\\s+|in\\s+|over\\s+|during\\s+)?(?:the\\s+)?(?:last|past|previous)\\s+${countPattern}\\s+(days?|weeks?|months?|years?)\\b`,
      'iy',
    ),
    ([n, unit], today) => lastUnits(countOf(n ?? ''), unit ?? 'days', today),
  ],
  [
    new RegExp(
      `(?:within\\s+|in\\s+|over\\s+|during\\s+)?(?:the\\s+)?(?:next|coming|following)\\s+${countPattern}\\s+(days?|weeks?|months?|years?)\\b`,
      'iy',
    ),
    ([n, unit], today) => nextUnits(countOf(n ?? ''), unit ?? 'days', today),
  ],
  [
    new RegExp(`(?:未来|接下来|今后)\\s*${countPattern}\\s*(天|周|个星期|个月|年)内?`, 'y'),
    ([n, unit], today) => nextUnits(countOf(n ?? ''), unit ?? '天', today),
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
  // "Two years ago" is some day of that year, "three days ago" that day.
  [
    /(\d+|a|an|one|two|three|four|five|six|ten)\s+(day|week|month|year)s?\s+ago\b/iy,
    ([n, unit], today) => periodOf(units[(unit ?? '').toLowerCase()] ?? 'day', today, -smallNumber(n ?? '')),
  ],
  [
    /(\d+|[一二两三四五六七八九十])\s*(天|周|个月|年)前/y,
    ([n, unit], today) => periodOf(units[unit ?? ''] ?? 'day', today, -countOf(n ?? '')),
  ],
  [/tomorrow\b|明天|明日/iy, (_, today) => periodOf('day', today, 1)],
  [
    new RegExp(`(?:最近|过去|近)的?\\s*${countPattern}\\s*(天|周|个星期|个月|年)`, 'y'),
    ([n, unit], today) => lastUnits(countOf(n ?? ''), unit ?? '天', today),
  ],
  [
    new RegExp(
      `${countPattern}\\s*(天|周|个星期|个月|年)(?:之内|以内|内)(?=(?:即?将|快|就|会)?要?(?:到期|截止))`,
      'y',
    ),
    ([n, unit], today) => nextUnits(countOf(n ?? ''), unit ?? '天', today),
  ],
  // 三天内到期 lies ahead and 三天内完成 may tell how long it took: only what has happened is read as gone by.
  [
    new RegExp(
      `${countPattern}\\s*(天|周|个星期|个月|年)(?:以来|(?:之内|以内|内)(?=有?(?:哪些|谁|多少)?(?:人|员工|同事)?(?:新?入职|新?加入|新来|创建|新建|登记|提出)))`,
      'y',
    ),
    ([n, unit], today) => lastUnits(countOf(n ?? ''), unit ?? '天', today),
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
  // "May" is a verb as well, save behind one of these.
  [
    /(?<=\b(?:in|since|during|of|until|till|by|before|after|from|for|last|this)\s+)May\b/y,
    (_, today, ahead) => periodOf('month', utc(yearOf(4, 1, today, ahead), 4, 1), 0),
  ],
  [
    /(十[一二]|[一二三四五六七八九十])月份?(?![一二三四五六七八九十\d])/y,
    ([m], today, ahead) => {
      const month = chineseMonth(m ?? '');
      return periodOf('month', utc(yearOf(month, 1, today, ahead), month, 1), 0);
    },
  ],
  [
    /(\d{1,2})\s*月份?(?!\d)/y,
    ([m], today, ahead) =>
      periodOf('month', utc(yearOf(Number(m) - 1, 1, today, ahead), Number(m) - 1, 1), 0),
  ],
  [/h([12])\s*(?:of\s+|\/|-)?\s*(\d{4})\b/iy, ([half, y]) => halfOf(Number(y), half === '1')],
  [
    /(?:the\s+)?(first|second)\s+half\s+of\s+(?:the\s+)?(?:(\d{4})|(?:this\s+)?year)\b/iy,
    ([half, y], today) =>
      halfOf(y === undefined ? today.getUTCFullYear() : Number(y), /first/i.test(half ?? '')),
  ],
  // Not the beginning of a name such as 2025H2.
  [/((?:19|20)\d{2})(?![\d.A-Za-z-])/y, ([y]) => periodOf('year', utc(Number(y), 0, 1), 0)],
];
