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
