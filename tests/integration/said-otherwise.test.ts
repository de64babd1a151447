import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const told = async (question: string): Promise<string> => (await company.ask({ question })).text;

describe('what people say otherwise', () => {
  it.each([
    // What is known about is a subject, whatever its words are elsewhere.
    ['who knows about single sign-on', '6 people have tasks or pages about single sign-on'],
    ['who should I ask about single sign-on', '6 people have tasks or pages about single sign-on'],
    // The organisation by its own name.
    ['how many open tasks does Voltmoor have', 'There are 76 open tasks.'],
    ['Voltmoor有多少未完成的任务', '未完成的任务共有 76 个'],
    ['who runs Voltmoor', 'Helena Brandt is at Voltmoor, with direct reports, without a manager.'],
    ['谁管理Voltmoor', 'Helena Brandt来自 Voltmoor，有下属，没有上级。'],
    ['tasks mentioning Voltmoor', 'I found no tasks mentioning Voltmoor.'],
    // Those who work beside somebody.
    ["Kwame's teammates", '7 people in teams with Kwame Mensah other than Kwame Mensah'],
    ["which of Kwame's colleagues are in Berlin", 'in Berlin: Elena Petrova, Sara Eriksson'],
    ['which teams have nobody in Toronto', '1 team without people in Toronto: Integrations'],
    ['which teams are bigger than Security', '9 teams with more people than Security'],
    ['who joined right after Grace', 'Aisha Khan, started on 2022-01-10.'],
    ['who joined just before Grace', 'Xu Jing, started on 2021-11-01.'],
    ['which tasks were finished before they were due', '90 done tasks completed by the due date'],
    // Two times beside each other.
    [
      'how many tasks did Kwame close this year compared to last year',
      '2 more. 3 done tasks assigned to Kwame Mensah completed from 2026-01-01 to 2026-12-31, and 1 done task',
    ],
    ['did we close more tasks this month than last month', 'No. 1 done task completed from 2026-11-01'],
    ['were fewer tasks created this quarter than last quarter', 'Yes. 25 tasks opened from 2026-10-01'],
    ['did we hire more people this year than last year', 'Yes. 1 person who started'],
    ['今年和去年入职的人数对比', '多 1。2026-01-01 至 2026-12-31 入职的人员：1'],
    ['今年完成的任务比去年少吗', '不是。'],
    // Whom we know elsewhere, and a company by the beginning of its name.
    ['which external contacts do we have', '5 people at companies other than Voltmoor: Diego Morales'],
    ['which companies do we have contacts at', '4 companies employing people at companies other than'],
    ['我们有哪些外部联系人', '（共 5）'],
    ['who do we know at Metrion', 'Diego Morales is at Metrion Devices.'],
    // What is asked of each of several.
    ['what are the priorities of the open tasks of Web', 'Plan comparison view” — to do; John Doe; priority'],
    ["what are the statuses of Kwame's tasks", 'Partition the readings table by month” — done'],
    ['when are the open tasks of Web due', 'to do; John Doe; due date 2027-02-24'],
    ['how many people work with Kwame', 'There are 7 people in teams with Kwame Mensah'],
    ['how many people work at the company right now', 'There are 80 people at Voltmoor.'],
    ['how many people did we hire in 2024', 'who started from 2024-01-01 to 2024-12-31'],
    ['you useless lump, who leads Web?', 'Marta Kowalczyk leads Web.'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });

  it.each(['which of them is due first', 'which one is due first', 'which is due first'])(
    'what was spoken of before, %s',
    async (question) => {
      const { text } = await company.ask({
        question,
        context: [{ role: 'user', text: 'open tasks of Platform' }],
      });
      expect(text).toMatch(/^PLAT-\d+ “[^”]+”, due on \d{4}-\d{2}-\d{2}/);
    },
  );
});
