import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const told = async (question: string): Promise<string> => (await company.ask({ question })).text;

describe('what is asked of several that are named', () => {
  it.each([
    ['emails of Grace and Kwame', 'Kwame Mensah: e-mail address kwame.mensah@voltmoor.example.'],
    ['emails of Grace and Kwame', 'Grace Kim: e-mail address grace.kim@voltmoor.example.'],
    ['when did Grace and Kwame start', 'Grace Kim: start date 2021-12-06.'],
    ['where are Grace and Kwame based', 'Grace Kim: location Toronto.'],
    ['how long have Grace and Kwame been here', 'Grace Kim has worked here for 4 years and 11 months'],
    ['Grace 和 Kwame 什么时候入职的', 'Kwame Mensah的入职日期：2020-11-09。'],
    ['status of PLAT-139 and PLAT-101', 'PLAT-101 “Move the build runners to arm64”: status done.'],
    ['are PLAT-139 and PLAT-101 done?', 'Yes: PLAT-101 “Move the build runners to arm64”: status done.'],
    [
      'are PLAT-139 and PLAT-101 done?',
      'No: PLAT-139 “Move the customer portal to the new identity provider”',
    ],
  ])('%s: %s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('several things asked of one', () => {
  it.each([
    [
      "what's the title and email of Grace?",
      'Grace Kim\n- title: Site Reliability Engineer\n- e-mail address: grace.kim@voltmoor.example',
    ],
    ['Grace 的职位和邮箱', '- 职位: Site Reliability Engineer\n- 邮箱: grace.kim@voltmoor.example'],
    ['status and assignee of PLAT-139', '- status: blocked\n- assignees: Elena Petrova'],
    ["title and email of Grace's manager", 'Felix Müller\n- title: Site Reliability Lead'],
    ['due date and assignee of OPS-52', 'I do not know: no due date is recorded for OPS-52'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('names of which either will do', () => {
  it.each([
    ["Grace's tasks and Kwame's tasks", '10 tasks assigned to Grace Kim or assigned to Kwame Mensah'],
    ['tasks of Grace and tasks of Kwame', '10 tasks assigned to Grace Kim or assigned to Kwame Mensah'],
    ['open tasks of Kwame and Platform', '7 open tasks (assigned to Kwame Mensah or of Platform)'],
    ['Kwame 和 Web 团队的任务', '分配给Kwame Mensah或Web 的任务（共 51）'],
    ['open tasks of Grace and her team', '4 open tasks (assigned to Grace Kim or of Grace Kim’s team)'],
    [
      'tasks of Grace or her manager',
      '5 tasks assigned to Grace Kim or assigned to people managing Grace Kim',
    ],
    ['Grace 和她的经理的任务', '分配给Grace Kim或分配给管理Grace Kim的人员的任务（共 5）'],
    ["who is Grace's manager and Kwame's manager", '2 people managing Grace Kim or managing Kwame Mensah'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('somebody beside their own manager', () => {
  it.each([
    ['Does Kwame have more tasks than his manager?', 'Yes. Kwame Mensah: 5, José Ferreira: 0 (tasks).'],
    ['has Grace fewer open tasks than her boss', 'No. Grace Kim: 1, Felix Müller: 0 (open tasks).'],
    ['Grace 的任务比她的经理多吗', '是的。Grace Kim：5、Felix Müller：0（任务）。'],
    [
      'does Helena have more tasks than her manager',
      'I do not know: no manager is recorded for Helena Brandt',
    ],
    ['Has Felix more open tasks than his reports?', 'I did not understand'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('how late', () => {
  it.each([
    [
      'how many days is PLAT-139 overdue?',
      'is 46 days overdue: it was due on 2026-10-05 (as of 2026-11-20).',
    ],
    ['how overdue is WEB-60?', 'is 32 days overdue'],
    ['PLAT-139 逾期多少天了？', '已逾期 46 天：截止日期是 2026-10-05'],
    ['how many days until PLAT-143 is due?', 'is due in 95 days, on 2027-02-23'],
    ['离 PLAT-143 到期还有几天？', '还有 95 天到期'],
    [
      'how late is PLAT-104',
      'is done: it was due on 2025-06-16 and was completed on 2025-06-24, 8 days late.',
    ],
    ['how overdue is OPS-52', 'no due date is recorded for OPS-52'],
    [
      'which task is the most overdue?',
      'DATA-348 “Move the Shanghai readings to partitions”, due on 2026-09-28.',
    ],
    [
      'what are the most overdue tasks of Platform',
      '2 open tasks of Platform due before 2026-11-20:\n- PLAT-152',
    ],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('what blocks what, directly or indirectly', () => {
  it.each([
    ['which tasks block PLAT-143 directly or indirectly?', ['PLAT-138', 'PLAT-139']],
    [
      'which tasks are directly or indirectly blocked by PLAT-138?',
      ['PLAT-139', 'PLAT-141', 'PLAT-143', 'WEB-60'],
    ],
    ['PLAT-138 直接或间接阻塞了哪些任务？', ['PLAT-139', 'PLAT-141', 'PLAT-143', 'WEB-60']],
    ['which tasks are blocked by PLAT-138', ['PLAT-139', 'PLAT-141']],
  ])('%s', async (question, keys) => {
    const { rows } = await company.ask({ question });
    expect(rows?.rows.map(({ ref }) => ref?.id.replace('task:tracker:', ''))).toEqual(keys);
  });

  it('and how many that are', async () => {
    expect(await told('how many tasks does PLAT-138 block in total, directly or indirectly?')).toContain(
      'There are 4 tasks',
    );
    expect(await told('how many tasks does PLAT-138 block in total?')).toContain('There are 2 tasks');
  });
});

it('knows whose people are where', async () => {
  expect(await told("which of Grace's people are in Lisbon?")).toContain('Miguel Santos');
  expect(await told("how many of Priya's team are in Berlin")).toContain('There are 8 people in Berlin');
});

describe('what a page speaks of, and which pages speak of it', () => {
  it.each([
    ['which people are mentioned in the SSO runbook', ['Daniel Cohen', 'Elena Petrova', 'Nadia Haddad']],
    ['who does the SSO runbook mention?', ['Daniel Cohen', 'Elena Petrova', 'Nadia Haddad']],
    ['SSO runbook 提到了谁', ['Daniel Cohen', 'Elena Petrova', 'Nadia Haddad']],
    ['which teams does the SSO runbook mention', ['Security']],
    ['which articles mention PLAT-139', ['Identity', 'SSO runbook']],
    ['哪些文章提到了 PLAT-139', ['Identity', 'SSO runbook']],
  ])('%s', async (question, names) => {
    const { rows } = await company.ask({ question });
    expect(rows?.rows.map(({ ref }) => ref?.name)).toEqual(names);
  });

  it('told from the tasks that speak of the page', async () => {
    const keys = async (question: string) =>
      (await company.ask({ question })).rows?.rows.map(({ ref }) => ref?.id.replace('task:tracker:', ''));
    expect(await keys('which tasks does the SSO runbook mention')).toContain('PLAT-138');
    expect(await keys('which tasks mention the SSO runbook')).not.toContain('PLAT-138');
  });
});

describe('turns of phrase', () => {
  it.each([
    ["who doesn't have a manager", 'Helena Brandt is without a manager.'],
    ['are you braindead? how many people work in Toronto', 'There are 15 people in Toronto'],
    ["who's the expert for Postgres", 'Kwame Mensah — PLAT-117; Database failover'],
    ["when does Grace's contract end", 'no source records any end date'],
    ['which teams report into Engineering', '3 teams part of Engineering'],
    [
      'anything urgent in Data and Forecasting?',
      '1 open task of Data and Forecasting (data) with priority High',
    ],
    ['who is waiting on PLAT-138', '2 people assigned to tasks waiting for PLAT-138'],
    ['what did Platform ship last month', '4 done tasks of Platform completed from 2026-10-01 to 2026-10-31'],
    ['逾期任务最多的团队', 'Web，2026-11-20 之前到期的未完成的任务共 3 个。'],
    ['人数最多的团队', 'Web，人员共 9 个。'],
    ['PLAT-139 现在什么情况', '的状态：受阻'],
    ['PLAT-139 卡在哪里', '- PLAT-138'],
    ['谁创建了 PLAT-139', 'Nadia Haddad提出PLAT-139'],
    // As in English, whoever works for her as well as whoever is in her team.
    ['Priya 的团队有多少人', '共有 18 位'],
    ['Priya 团队有多少人', '共有 18 位'],
    ["how many people are in Priya's team", 'There are 18 people'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});
