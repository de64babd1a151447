import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

describe('questions that are offered after an answer', () => {
  it.each([
    ['How many open tasks does John Doe have?', ['Which ones?']],
    ["List John Doe's tasks", ['Which of them are overdue?']],
    ['Who is in the Web team?', ['Which of them have overdue tasks?']],
    ['Who is Yuki?', ['What is Yuki Tanaka working on?', 'Who reports to Yuki Tanaka?']],
    ['What is the status of PLAT-139?', ['Who is assigned to PLAT-139?']],
    ['John Doe 有多少未完成的任务？', ['有哪些？']],
    ['John Doe 的任务有哪些？', ['其中哪些逾期了？']],
    ['网页团队有谁？', ['他们有哪些逾期的任务？']],
    ['刘洋是谁？', ['刘洋的未完成任务有哪些？', '谁向刘洋汇报？']],
    ['PLAT-139 的状态是什么？', ['PLAT-139 谁在做？']],
  ])('%s', async (question, expected) => {
    const answer = await company.ask({ question });
    expect(answer.followUps).toEqual(expected);
    for (const next of answer.followUps) {
      const context = [
        { role: 'user', text: question },
        { role: 'assistant', text: answer.text },
      ] as const;
      const then = await company.ask({ question: next, context: [...context] });
      expect(then.query, next).toBeDefined();
    }
  });

  it.each([
    'Which tasks of John Doe are overdue?',
    'Who is Ana Silva?',
    'How many tasks does Helena Brandt have?',
    'What is the price of a share?',
  ])('are none after: %s', async (question) => {
    expect((await company.ask({ question })).followUps).toEqual([]);
  });
});
