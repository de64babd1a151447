import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

/** What the last of several questions is answered with. */
async function last(...questions: readonly string[]): Promise<string> {
  const context = questions.slice(0, -1).map((text) => ({ role: 'user', text }) as const);
  return (await company.ask({ question: questions.at(-1) ?? '', context })).text;
}

describe('a conversation goes on', () => {
  it.each([
    [
      ['tasks of Kwame', 'only the open ones', 'and Grace?'],
      '1 open task assigned to Grace Kim:\n- PLAT-159',
    ],
    [['tasks of Kwame', 'only the open ones', 'and Grace?', 'what about Felix?'], 'assigned to Felix Müller'],
    [
      ['open tasks of Web', 'how many are overdue?', 'and Platform?'],
      'There are 2 open tasks of Platform due before',
    ],
    [['Kwame 的任务', '只看未完成的', 'Grace 呢'], '分配给Grace Kim的未完成的任务（共 1）'],
    [
      ['how many people are in Engineering', 'including its sub-teams?'],
      'There are 27 people in teams Engineering',
    ],
    [
      ['how many people are in Engineering', 'including its sub-teams?', 'and in Infrastructure?'],
      'There are 18 people',
    ],
    [['Engineering 有多少人', '包括下级团队呢'], '共有 27 位'],
    [
      ['what is blocking PLAT-139', 'and when is that due?'],
      'PLAT-138 “Replace the SAML signing certificate”: due date',
    ],
    [
      ['who leads Web?', 'and Platform?', 'how many people does he have'],
      'There are 6 people reporting directly to José',
    ],
    [['who is in the Web team', 'who leads them?'], 'Marta Kowalczyk leads Web.'],
    [['who is in the Web team', 'who manages them?'], '2 people managing people in Web: Ben Okafor'],
    [['Web 团队有哪些人', '他们的上级是谁'], '（共 2）： Ben Okafor、Marta Kowalczyk'],
    [['Web 团队有哪些人', '谁领导他们？'], 'Marta Kowalczyk领导Web'],
    // What is open is not done: another state takes the place of the one before, of the same tasks.
    [
      ['which tasks of Kwame are done', 'now those which are still open'],
      '1 open task assigned to Kwame Mensah',
    ],
    [
      ['which tasks of Kwame are done', 'now those which are still open', 'and the done ones'],
      '4 done tasks assigned to Kwame Mensah',
    ],
    [
      ['who has PLAT-159', 'what other open tasks does she have'],
      'I found no open tasks other than PLAT-159',
    ],
    [['who is the manager of Nadia Haddad', 'who is above him then?'], 'Helena Brandt manages Priya Raman'],
    [['who leads Web', 'and since when is she in the company?'], 'start date 2019-08-19'],
    [['who works in Security', 'which of those started earlier?'], 'Nadia Haddad, started on 2020-09-01'],
    [['who wrote the SSO runbook', 'what else did she write'], '3 articles written by Elena Petrova'],
  ])('%j', async (questions, answer) => {
    expect(await last(...questions)).toContain(answer);
  });
});
