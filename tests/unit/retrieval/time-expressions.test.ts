import { describe, expect, it } from 'vitest';
import { lexicons } from '../../../src/retrieval/planning/lexicons/lexicons.ts';
import { buildTimeTable, findTimeExpressions } from '../../../src/retrieval/planning/time-expressions.ts';

/** A Friday in the last quarter. */
const today = '2026-11-20';
const table = buildTimeTable(lexicons);

const periods: readonly (readonly [text: string, from: string | null, until: string | null])[] = [
  ['tasks completed this quarter', '2026-10-01', '2027-01-01'],
  ['tasks completed last quarter', '2026-07-01', '2026-10-01'],
  ['opened in the second quarter of 2025', '2025-04-01', '2025-07-01'],
  ['opened in Q2 2025', '2025-04-01', '2025-07-01'],
  ['2021: how many tasks were opened that year?', '2021-01-01', '2022-01-01'],
  ['tasks that date from 2019', '2019-01-01', '2020-01-01'],
  ['created after 1 January 2026', '2026-01-02', null],
  ['created since March 2025', '2025-03-01', null],
  ['created before 2024-02-29', null, '2024-02-29'],
  ['created on January 5th, 2024', '2024-01-05', '2024-01-06'],
  ['due by the end of March 2026', null, '2026-04-01'],
  ['due this week', '2026-11-16', '2026-11-23'],
  ['completed yesterday', '2026-11-19', '2026-11-20'],
  ['in the last 30 days', '2026-10-21', '2026-11-21'],
  ['older than 90 days', null, '2026-08-22'],
  ['between March 2025 and May 2025', '2025-03-01', '2025-06-01'],
  ['from January 2025 to March 2025', '2025-01-01', '2025-04-01'],
  ['between January and March 2026', '2026-01-01', '2026-04-01'],
  ['between Jan and March 2026', '2026-01-01', '2026-04-01'],
  ['between November and February 2026', '2025-11-01', '2026-03-01'],
  ['between 3 March and 10 April 2024', '2024-03-03', '2024-04-11'],
  ['from March 2024 to May', '2024-03-01', '2024-06-01'],
  ['from October 2025 to Feb', '2025-10-01', '2026-03-01'],
  ['from March through June 2022', '2022-03-01', '2022-07-01'],
  ['from March until June 2022', '2022-03-01', '2022-07-01'],
  ['from May up to August 2025', '2025-05-01', '2025-09-01'],
  // Read on a Friday.
  ['due from Monday to Friday', '2026-11-23', '2026-11-28'],
  ['finished from Monday until Friday', '2026-11-16', '2026-11-21'],
  ['between May and July 2024', '2024-05-01', '2024-08-01'],
  ['finished between November and February', '2025-11-01', '2026-03-01'],
  ['due between November and February', '2026-11-01', '2027-03-01'],
  ['between Sep and Oct', '2026-09-01', '2026-11-01'],
  ['joined since Jan', '2026-01-01', null],
  ['joined in Feb', '2026-02-01', '2026-03-01'],
  ['2025年10月到2月', '2025-10-01', '2026-03-01'],
  ['finished the month before last', '2026-09-01', '2026-10-01'],
  ['due in the next 30 days', '2026-11-20', '2026-12-21'],
  ['due in the next 2 weeks', '2026-11-20', '2026-12-05'],
  ['due next Friday', '2026-11-27', '2026-11-28'],
  ['due on Monday', '2026-11-23', '2026-11-24'],
  ['completed on Monday', '2026-11-16', '2026-11-17'],
  ['completed since Monday', '2026-11-16', null],
  ['due tomorrow', '2026-11-21', '2026-11-22'],
  ['due in December', '2026-12-01', '2027-01-01'],
  ['due before 1 December', null, '2026-12-01'],
  ['completed in December', '2025-12-01', '2026-01-01'],
  ['opened more than 3 months ago', null, '2026-08-20'],
  ['in May', '2026-05-01', '2026-06-01'],
  ['since May', '2026-05-01', null],
  ['two years ago', '2024-01-01', '2025-01-01'],
  ['opened 3 days ago', '2026-11-17', '2026-11-18'],
  ['opened seven days ago', '2026-11-13', '2026-11-14'],
  ['half a year ago', '2026-05-01', '2026-06-01'],
  ['from March 2025 onwards', '2025-03-01', null],
  ['十五天前', '2026-11-05', '2026-11-06'],
  ['三月份', '2026-03-01', '2026-04-01'],
  ['2024年十一月', '2024-11-01', '2024-12-01'],
  ['两年前', '2024-01-01', '2025-01-01'],
  ['今年七月一日到九月三十日', '2026-07-01', '2026-10-01'],
  ['去年三月五日之后', '2025-03-06', null],
  ['2024年十二月二十五号', '2024-12-25', '2024-12-26'],
  ['明年一月十五日之前', null, '2027-01-15'],
  ['去年3月5日', '2025-03-05', '2025-03-06'],
  ['下周五到期的任务', '2026-11-27', '2026-11-28'],
  ['未来 30 天内到期的任务', '2026-11-20', '2026-12-21'],
  ['12月到期的任务', '2026-12-01', '2027-01-01'],
  ['10月完成的任务', '2026-10-01', '2026-11-01'],
  ['本季度完成的任务', '2026-10-01', '2027-01-01'],
  ['上个月创建的任务', '2026-10-01', '2026-11-01'],
  ['去年完成了多少任务', '2025-01-01', '2026-01-01'],
  ['2025年第二季度', '2025-04-01', '2025-07-01'],
  ['2024年3月5日之后', '2024-03-06', null],
  ['2025年以来', '2025-01-01', null],
  ['最近三个月', '2026-08-20', '2026-11-21'],
];

describe('findTimeExpressions', () => {
  it.each(periods)('%s', (text, from, until) => {
    const found = findTimeExpressions(text, today, table);
    expect(found.map((one) => [one.from, one.until])).toEqual([[from, until]]);
  });

  it.each([
    'KEP-2021 is done',
    'version 1.2024',
    'Who may read it?',
    'step 12',
    'tasks assigned to Jan',
    'How are Jan and Feri connected?',
    'the managers between Jan and Ana',
    'took more than 30 days',
    'has more than 3 weeks of work',
    'the 30th of Februember',
  ])('finds no time in: %s', (text) => {
    expect(findTimeExpressions(text, today, table)).toEqual([]);
  });

  it('refuses days that do not exist', () => {
    expect(findTimeExpressions('created on 2025-02-30', today, table)).toEqual([]);
  });

  it('tells where the words stand, with their preposition', () => {
    const text = 'tasks opened in March 2025 by Ana';
    const [found] = findTimeExpressions(text, today, table);
    expect(text.slice(found?.start, found?.end)).toBe('in March 2025');
  });
});

it('a stretch with "from" begins there, and swallows nothing that stands before it', () => {
  const text = 'Who led Web from 2023 to 2025?';
  const [found] = findTimeExpressions(text, today, table);
  expect(text.slice(found?.start, found?.end)).toBe('from 2023 to 2025');
});

it('"may" is a month only behind a word that goes with one', () => {
  expect(findTimeExpressions('may I see what May did', today, table)).toEqual([]);
});
