import type { TimeWords } from '../../time-words.ts';

const manner =
  '(of (service|tenure|experience)|in the company|at the company|with us|overdue|late|behind schedule)';

/** What stands before a word that can only be a month there. */
const beforeMonth = '(in|since|during|of|until|till|by|before|after|from|for|last|this)';

const besideMonth = beforeMonth.replace(')', '|between|to|through|and|or)');

const monthNames =
  'January February March April May June July August September October November December'.split(' ');
/** "Jan" and "Jun" are names of people, too. */
const shortNames = ['Jan', 'Feb', 'Mar', 'Apr', 'Jun', 'Jul', 'Aug', 'Sep', 'Sept', 'Oct', 'Nov', 'Dec'];
const eitherName = `(${[...monthNames, ...shortNames].join('|')})`;
/** What stands before the second of two: "from March 2024 to …". */
const afterName = `${eitherName} [{digit}{digit}{digit}{digit}] (and|to|until|till|through|-|–)`;

/** The first of two. */
const beforeAnother = { after: '(between|from)', ahead: `(and|to|until|till|through|-|–) ${eitherName}` };

function shortMonth(text: string): TimeWords['periods'] {
  const is = {
    kind: 'month',
    number: monthNames.findIndex((name) => name.startsWith(text.slice(0, 3))) + 1,
  } as const;
  if (text !== 'Jan' && text !== 'Jun') return [{ text, exact: true, after: besideMonth, is }];
  return [
    { text, exact: true, after: '(in|since|during|until|till|last|this)', is },
    { text, exact: true, ...beforeAnother, is },
    { text, exact: true, after: afterName, is },
  ];
}

/** Of a month alone: "march" and "may" are verbs as well, and "Jan" and "April" are names. */
const monthsAlone = monthNames.flatMap((name, at) => {
  const is = { kind: 'month', number: at + 1 } as const;
  const small = name.toLowerCase();
  const guarded = [small, small.slice(0, 3), ...(small === 'september' ? ['sept'] : [])];
  // Between two months, or beside another, one that is no verb can only be a month.
  const after = small === 'may' || small === 'march' ? beforeMonth : besideMonth;
  return [
    { text: name, exact: true, ...(small === 'may' ? { after: beforeMonth } : {}), is },
    ...(small === 'may' ? [{ after: afterName }, beforeAnother] : []).map((where) => ({
      text: name,
      exact: true,
      ...where,
      is,
    })),
    ...[...new Set(guarded)].map((text) => ({ text, exact: true, after, is })),
  ];
});

/** "The week of 7 December", "the week commencing Monday, December 7". */
const weekOf = '[the] week (of|beginning|commencing|starting|including) [on] [the] [{weekday}.]';

export const englishTimes: TimeWords = {
  months: [
    ['january', 'jan'],
    ['february', 'feb'],
    ['march', 'mar'],
    ['april', 'apr'],
    ['may'],
    ['june', 'jun'],
    ['july', 'jul'],
    ['august', 'aug'],
    ['september', 'sept', 'sep'],
    ['october', 'oct'],
    ['november', 'nov'],
    ['december', 'dec'],
  ],
  weekdays: [['monday'], ['tuesday'], ['wednesday'], ['thursday'], ['friday'], ['saturday'], ['sunday']],
  quarters: [
    ['first', '1st'],
    ['second', '2nd'],
    ['third', '3rd'],
    ['fourth', '4th'],
  ],
  lengths: {
    day: ['day', 'days'],
    week: ['week', 'weeks'],
    month: ['month', 'months'],
    year: ['year', 'years'],
  },
  calendar: { week: ['week'], month: ['month'], quarter: ['quarter'], year: ['year'] },
  counts: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    fifteen: 15,
    twenty: 20,
    'twenty-five': 25,
    thirty: 30,
    forty: 40,
    fifty: 50,
    sixty: 60,
    ninety: 90,
    'a hundred': 100,
    'half a': 0.5,
    'half an': 0.5,
    'a couple of': 2,
  },
  dateEndings: ['st', 'nd', 'rd', 'th'],
  periods: [
    ...[
      '{date} [of] {month}., {year}',
      '{month}. {date}, {year}',
      '{date} [of] {month}',
      '{month}. {date}',
    ].map((day) => ({ text: `${weekOf} ${day}`, is: { kind: 'date', isOfWeek: true } as const })),
    { text: '{date} [of] {month}., {year}', is: { kind: 'date' } },
    { text: '{month}. {date}, {year}', is: { kind: 'date' } },
    { text: '{month}., [of] {year}', is: { kind: 'month' } },
    { text: '{month}. [of] last year', is: { kind: 'month', yearsOn: -1 } },
    { text: '{month}. [of] this year', is: { kind: 'month', yearsOn: 0 } },
    {
      text: '[the] [very] (end|close) of last year',
      is: { kind: 'month', number: 12, yearsOn: -1 },
      isEnd: true,
    },
    {
      text: '[the] [very] (end|close) of (this|the) year',
      is: { kind: 'month', number: 12, yearsOn: 0 },
      isEnd: true,
    },
    { text: '[the] [very] (end|close) of (this|the) {period}', is: { kind: 'calendar', on: 0 }, isEnd: true },
    { text: '[the] [very] (end|close) of {month}., [of] {year}', is: { kind: 'month' }, isEnd: true },
    { text: '[the] [very] (start|beginning) of {month}., [of] {year}', is: { kind: 'month' } },
    { text: '[the] [very] (end|close) of {month}', is: { kind: 'month' }, isEnd: true },
    { text: '[the] [very] (start|beginning) of {month}', is: { kind: 'month' } },
    { text: '[the] [very] (start|beginning) of last year', is: { kind: 'month', number: 1, yearsOn: -1 } },
    {
      text: '[the] [very] (start|beginning) of (this|the) year',
      is: { kind: 'month', number: 1, yearsOn: 0 },
    },
    { text: '[the] {quarter} quarter [of] last year', is: { kind: 'quarter', yearsOn: -1 } },
    { text: '[the] last quarter [of] last year', is: { kind: 'quarter', number: 4, yearsOn: -1 } },
    { text: 'q{quarterNumber} [of] last year', is: { kind: 'quarter', yearsOn: -1 } },
    { text: '[the] {quarter} quarter [of] {year}', is: { kind: 'quarter' } },
    { text: '[the] last quarter [of] {year}', is: { kind: 'quarter', number: 4 } },
    { text: '[the] {quarter} quarter', is: { kind: 'quarter' } },
    { text: 'q{quarterNumber} of {year}', is: { kind: 'quarter' } },
    { text: '[the] (this|current) {period}', is: { kind: 'calendar', on: 0 } },
    { text: '[the] {period} before last', is: { kind: 'calendar', on: -2 } },
    { text: '[the] (last|previous|past) {period}', is: { kind: 'calendar', on: -1 } },
    { text: '[the] next {period}', is: { kind: 'calendar', on: 1 } },
    { text: '[within|in|over|during] [the] (last|past|previous) {count} {unit}', is: { kind: 'past' } },
    { text: '[within|in|over|during] [the] (next|coming|following) {count} {unit}', is: { kind: 'coming' } },
    { text: 'this {weekday}', is: { kind: 'weekday', which: 'this' } },
    { text: 'next {weekday}', is: { kind: 'weekday', which: 'next' } },
    { text: 'last {weekday}', is: { kind: 'weekday', which: 'last' } },
    { text: 'coming {weekday}', is: { kind: 'weekday', which: 'coming' } },
    { text: '[on|by] {weekday}', is: { kind: 'weekday', which: 'bare' } },
    { text: '{count} {unit} ago', is: { kind: 'ago' }, isAge: true },
    { text: 'tomorrow', is: { kind: 'calendar', on: 1, unit: 'day' } },
    { text: 'today', is: { kind: 'calendar', on: 0, unit: 'day' } },
    { text: 'yesterday', is: { kind: 'calendar', on: -1, unit: 'day' } },
    { text: '{date} [of] {month}', is: { kind: 'date' } },
    { text: '{month}. {date}', is: { kind: 'date' } },
    ...monthsAlone,
    ...shortNames.flatMap(shortMonth),
    { text: 'h{halfNumber} of {year}', is: { kind: 'half' } },
    { text: '[the] first half of [the] ({year}|[this] year)', is: { kind: 'half', number: 1 } },
    { text: '[the] second half of [the] ({year}|[this] year)', is: { kind: 'half', number: 2 } },
  ],
  // "More than 30 days" alone is a length, not an age.
  ages: [
    { text: 'older than {count} {unit}', is: 'before', isAge: true },
    { text: '(more than|over|at least) {count} {unit} (ago|old)', is: 'before', isAge: true },
    { text: 'for (more than|over|at least|longer than) {count} {unit}', is: 'before' },
    { text: '[by|for] (more than|over|at least) {count} {unit}', ahead: manner, is: 'before' },
    { text: 'by (more than|over|at least) {count} {unit}', after: '(overdue|late)', is: 'before' },
    { text: '(younger|newer) than {count} {unit}', is: 'since', isAge: true },
    { text: 'for (less than|under|fewer than|at most) {count} {unit}', is: 'since' },
    { text: '(less than|under|fewer than) {count} {unit} (ago|old)', is: 'since', isAge: true },
    { text: '(less than|under|fewer than) {count} {unit}', ahead: manner, is: 'since' },
  ],
  before: [
    { text: '(after|later than) [the]', is: 'after' },
    { text: 'newer than [the]', is: 'after', isAge: true },
    { text: 'from [the]', is: 'from' },
    { text: '(since|starting|as of) [the]', is: 'since' },
    { text: '(before|earlier than|prior to) [the]', is: 'before' },
    { text: 'older than [the]', is: 'before', isAge: true },
    { text: '(until|till|up to|by|through) [the] [end of]', is: 'until' },
    { text: '(in the course of|over the course of) [the]', is: 'in' },
    { text: '(in|on|during|of|for|within|at|throughout) [the]', is: 'in' },
  ],
  behind: [
    { text: '(or later|or after|onward|onwards|and later|and after)', is: 'since' },
    { text: '(or earlier|and earlier|or before)', is: 'until' },
  ],
  onward: ['on'],
  stretch: { opens: ['between', 'from'], joints: ['to'], joined: ['and', 'through', 'until'] },
  ahead: [
    'due',
    'due date',
    'due dates',
    'deadline',
    'deadlines',
    'is leaving',
    'are leaving',
    'will leave',
    'starting',
    'starts',
    'joining',
    'joins',
    'be ready',
    'be done',
    'be finished',
    'be completed',
    'be delivered',
    'must be',
    'has to be',
    'have to be',
    'needs to be',
    'need to be',
  ],
};
