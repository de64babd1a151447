import type { TimeWords } from '../../time-words.ts';

const digits = [...'一二三四五六七八九'];

/** 一 to 九十九; 两 is two, and 半 a half. */
const counts: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['', ...digits].flatMap((ten, tens) => [
      ...(tens === 0 ? [] : [[tens === 1 ? '十' : `${ten}十`, tens * 10] as const]),
      ...digits.map(
        (digit, at) =>
          [tens === 0 ? digit : `${tens === 1 ? '' : ten}十${digit}`, tens * 10 + at + 1] as const,
      ),
    ]),
  ),
  一十: 10,
  两: 2,
  半: 0.5,
};

const begun = '(入职|新入职|加入|新加入|新来|创建|新建|登记|提出)';

export const chineseTimes: TimeWords = {
  months: [...digits, '十', '十一', '十二'].map((name) => [name]),
  weekdays: [['一'], ['二'], ['三'], ['四'], ['五'], ['六'], ['日', '天']],
  quarters: [
    ['一', '1'],
    ['二', '2'],
    ['三', '3'],
    ['四', '4'],
  ],
  lengths: { day: ['天'], week: ['周', '个星期'], month: ['个月'], year: ['年'] },
  calendar: { week: ['周', '星期'], month: ['月'], quarter: ['季度', '季'] },
  counts,
  dateEndings: [],
  periods: [
    { text: '{year} 年(底|末|年底|年末)', is: { kind: 'month', number: 12 }, isEnd: true },
    { text: '{year} 年[年]初', is: { kind: 'month', number: 1 } },
    { text: '去年[的]上半年', is: { kind: 'half', number: 1, yearsOn: -1 } },
    { text: '去年[的]下半年', is: { kind: 'half', number: 2, yearsOn: -1 } },
    { text: '{year} 年[的]上半年', is: { kind: 'half', number: 1 } },
    { text: '{year} 年[的]下半年', is: { kind: 'half', number: 2 } },
    { text: '[今年][的]上半年', is: { kind: 'half', number: 1 } },
    { text: '[今年][的]下半年', is: { kind: 'half', number: 2 } },
    { text: '{year} 年 {monthNumber} 月 {date} (日|号)', is: { kind: 'date' } },
    { text: '{year} 年 [的][第] {quarter} 季度', is: { kind: 'quarter' } },
    { text: '去年[的][第] {quarter} 季度', is: { kind: 'quarter', yearsOn: -1 } },
    { text: '今年[的][第] {quarter} 季度', is: { kind: 'quarter', yearsOn: 0 } },
    { text: '[第] {quarter} 季度', is: { kind: 'quarter' } },
    { text: '今年 {monthNumber} 月 {date} (日|号)', is: { kind: 'date' } },
    { text: '{year} 年 {monthNumber} 月', is: { kind: 'month' } },
    { text: '{year} 年 {month}月', is: { kind: 'month' } },
    { text: '{year} 年', is: { kind: 'year' } },
    { text: '(未来|接下来|今后) {count} {unit}[内]', is: { kind: 'coming' } },
    { text: '(本|这)[个](周|星期){weekday}', is: { kind: 'weekday', which: 'this' } },
    { text: '下[个](周|星期){weekday}', is: { kind: 'weekday', which: 'next' } },
    { text: '上[个](周|星期){weekday}', is: { kind: 'weekday', which: 'previous' } },
    { text: '{count} {unit}前', is: { kind: 'ago' } },
    { text: '(明天|明日)', is: { kind: 'calendar', on: 1, unit: 'day' } },
    { text: '(最近|过去|近)[的] {count} {unit}', is: { kind: 'past' } },
    {
      text: '{count} {unit}(之内|以内|内)',
      ahead: '[即将|将|快|就|会][要](到期|截止)',
      is: { kind: 'coming' },
    },
    // 三天内到期 lies ahead and 三天内完成 may tell how long it took: only what has happened is read as gone by.
    { text: '{count} {unit}以来', is: { kind: 'past' } },
    {
      text: '{count} {unit}(之内|以内|内)',
      ahead: `[有][哪些|谁|多少][人|员工|同事]${begun}`,
      is: { kind: 'past' },
    },
    { text: '去年 {monthNumber} 月[份]', is: { kind: 'month', yearsOn: -1 } },
    { text: '前年 {monthNumber} 月[份]', is: { kind: 'month', yearsOn: -2 } },
    { text: '今年 {monthNumber} 月[份]', is: { kind: 'month', yearsOn: 0 } },
    { text: '去年(年底|年末|底|末)', is: { kind: 'month', number: 12, yearsOn: -1 }, isEnd: true },
    { text: '今年(年底|年末|底|末)', is: { kind: 'month', number: 12, yearsOn: 0 }, isEnd: true },
    { text: '(本|这个|这)月(底|末)', is: { kind: 'calendar', on: 0, unit: 'month' }, isEnd: true },
    { text: '(月底|月末)', is: { kind: 'calendar', on: 0, unit: 'month' }, isEnd: true },
    { text: '(年底|年末)', is: { kind: 'month', number: 12, yearsOn: 0 }, isEnd: true },
    { text: '去年[年]初', is: { kind: 'month', number: 1, yearsOn: -1 } },
    { text: '今年[年]初', is: { kind: 'month', number: 1, yearsOn: 0 } },
    { text: '(上个|上一个|上){period}', is: { kind: 'calendar', on: -1 } },
    { text: '(下个|下){period}', is: { kind: 'calendar', on: 1 } },
    { text: '(本|这个|这|当前){period}', is: { kind: 'calendar', on: 0 } },
    { text: '(今年|本年度|本年)', is: { kind: 'calendar', on: 0, unit: 'year' } },
    { text: '明年 {monthNumber} 月[份]', is: { kind: 'month', yearsOn: 1 } },
    { text: '明年 {month}月[份]', is: { kind: 'month', yearsOn: 1 } },
    { text: '明年', is: { kind: 'calendar', on: 1, unit: 'year' } },
    { text: '去年', is: { kind: 'calendar', on: -1, unit: 'year' } },
    { text: '前年', is: { kind: 'calendar', on: -2, unit: 'year' } },
    { text: '(今天|今日)', is: { kind: 'calendar', on: 0, unit: 'day' } },
    { text: '(昨天|昨日)', is: { kind: 'calendar', on: -1, unit: 'day' } },
    { text: '{monthNumber} 月 {date} (日|号)', is: { kind: 'date' } },
    { text: '{month}月[份]', unless: '(一|二|三|四|五|六|七|八|九|十|{digit})', is: { kind: 'month' } },
    { text: '{monthNumber} 月[份]', unless: '{digit}', is: { kind: 'month' } },
  ],
  ages: [
    { text: '超过[了] {count} {unit}[以上]', is: 'before', isAge: true },
    { text: '(多于|大于|满)[了] {count} {unit}[以上]', is: 'before' },
    { text: '不到 {count} {unit}', is: 'since', isAge: true },
    { text: '(不足|少于|不满) {count} {unit}', is: 'since' },
  ],
  before: [{ text: '(自从|自|从)', is: 'since' }],
  behind: [
    { text: '(以来|起|开始|至今)', is: 'since' },
    { text: '(之后|以后|后)', is: 'after' },
    { text: '(之前|以前|前)', is: 'before' },
    { text: '(为止|截止)', is: 'until' },
  ],
  onward: [],
  stretch: { opens: [], joints: ['到', '至'], joined: [] },
  ahead: ['到期', '截止', '要离职', '要入职', '要来入职'],
};
