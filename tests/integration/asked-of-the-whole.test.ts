import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const told = async (question: string, as?: string): Promise<string> =>
  (await company.ask({ question, as })).text;

describe('figures over all of a kind', () => {
  it.each([
    [
      'How many open tasks are there per project on average?',
      'On average 19 open tasks per project: 76 over 4 projects.',
    ],
    ['what is the average team size', 'On average 6.8 people per team: 81 over 12 teams.'],
    ['how many people does each office have on average', 'On average 10.6 people per location: 85 over 8.'],
    ['每个团队平均有多少人', '每个团队平均 6.8 个人员（12 个团队，共 81）。'],
    [
      'How many direct reports does a manager have on average?',
      'On average 3.6 direct reports per manager: 79 over 22 managers.',
    ],
    ['average span of control', 'On average 3.6 direct reports per manager: 79 over 22 managers.'],
    ['average age of open tasks', 'Open for 90.3 days on average, over 76 open tasks.'],
    ['which team is the smallest?', 'Engineering, with 2 people.'],
    ['what is the status of Meterline', 'Tasks of Meterline:'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('what is said of all of them', () => {
  it.each([
    // In no team is everybody in one place, and that some are is another answer.
    [
      'which teams have members who all sit in Berlin',
      /^I found no teams with people in Berlin and no others/,
    ],
    ['in which teams is everyone in Berlin', /^I found no teams with people in Berlin and no others/],
    ['who all is in Web', /^9 people in Web: /],
    // What cannot be asked of all of them is declined.
    ['which tasks have subtasks that are all done', /^I did not understand/],
    ['teams whose members are all in Berlin', /^I found no teams with people in Berlin and no others/],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toMatch(answer);
  });
});

describe('a holiday', () => {
  it('is its day', async () => {
    expect(await told('Which open tasks of the Web team are due before Christmas?')).toContain(
      'due before 2026-12-25',
    );
  });
});

describe('parts of the whole', () => {
  it('are the teams below a team, and not that team itself', async () => {
    for (const question of [
      'which team in Engineering has the most people?',
      'Of the teams below Engineering, which one has the most people?',
      'which of the teams under Engineering has the most people',
    ])
      expect(await told(question), question).toContain('Web, with 9 people');
  });

  it('are the people between two in the reporting line', async () => {
    expect(await told('how many layers are there between Kwame Mensah and the CEO?')).toContain(
      '2 people between',
    );
    expect(await told('Kwame 和 Helena Brandt 之间有谁？')).toContain('José Ferreira');
  });

  it('are who knows about something within a place or a team', async () => {
    const { rows } = await company.ask({ question: 'who on the Platform team knows about failover?' });
    expect(rows?.rows.map(({ ref }) => ref?.name)).toEqual(['Kwame Mensah', 'Zhang Wei', 'Beatriz Lopes']);
  });

  it('are the most urgent tasks, by what this tracker calls so', async () => {
    expect(await told('which open tasks have the highest priority')).toContain(
      '23 open tasks with priority High',
    );
    expect(await told('优先级最高的未完成任务有哪些')).toContain('优先级为 High的未完成的任务（共 23）');
  });

  it('are all of them where all are asked for', async () => {
    expect(await told('list everyone')).toContain('85 people');
  });
});

describe('what is asked beside', () => {
  it('blocks tasks, and is told with each', async () => {
    const { rows } = await company.ask({ question: 'which tasks of Web are blocked, and by what?' });
    expect(rows?.rows.map(({ cells }) => cells.join(' '))).toEqual(
      expect.arrayContaining([expect.stringMatching(/WEB-60.*PLAT-139/)]),
    );
  });

  it('is not dropped where nothing in the question says it', async () => {
    expect(await told('分配给上海员工的任务中，哪些被阻塞了')).toContain('受阻');
  });
});

describe('where or what somebody is', () => {
  it.each([
    ['Is Ben Okafor in Berlin?', 'No: Ben Okafor: location Toronto'],
    ['is Kwame Mensah a database engineer?', 'Yes: Kwame Mensah: title Database Engineer'],
  ])('%s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });
});

describe('what no source records of people', () => {
  it.each([
    ['what is my salary?', 'no source records any salary'],
    ["what is Priya Raman's salary", 'no source records any salary'],
    ['who is on holiday today?', 'no source records any absence'],
    ['孙磊的工资是多少', '任何来源都没有提供工资'],
    ['When is the birthday of our CEO?', 'no source records any birthday'],
    ['birthdays this month', 'no source records any birthday'],
    ["what is my manager's salary", 'no source records any salary'],
  ])('is said, and no page is quoted: %s', async (question, answer) => {
    const { text, sources } = await company.ask({ question, as: 'kwame.mensah@voltmoor.example' });
    expect(text).toContain(answer);
    expect(sources).toEqual([]);
  });

  it('is no rule: those stand in pages', async () => {
    expect(await told('how many days of holiday do we get a year?')).toContain('28');
  });
});

describe('what stands around a question', () => {
  it.each([
    ['i need to send something to Kwame Mensah, whats the email adress', 'kwame.mensah@voltmoor.example'],
    ['How many people are in Web, my boss is asking', 'There are 9 people in Web.'],
    ['this is bullshit, who leads Platform?', 'José Ferreira'],
  ])('is set aside: %s', async (question, answer) => {
    expect(await told(question)).toContain(answer);
  });

  it('may say what it is about, and then is not', async () => {
    const { sources } = await company.ask({
      question: "I'm inviting a client to dinner tonight, what's the maximum per head?",
    });
    expect(sources.map(({ key }) => key)).toContain('policies/expenses.md');
  });

  it('is no part of two questions with "and" between them', async () => {
    const text = await told('when did Kwame start and who is his manager?');
    expect(text).toContain('2020-11-09');
    expect(text).toContain('José Ferreira');
  });

  it('leaves "them" without anybody whom it could mean', async () => {
    const { abstained } = await company.ask({ question: 'which of them have open tasks?' });
    expect(abstained?.reason).toBe('not_understood');
  });
});

describe('the page about something', () => {
  it.each([
    'who wrote the page about database failover?',
    'who wrote the article about failover of the database',
    'Who wrote the page on database failover?',
  ])('is the one that is called so: %s', async (question) => {
    expect(await told(question)).toContain('Kwame Mensah');
  });

  it('and whoever wrote it may be asked about', async () => {
    expect(
      await told('What is the job title of the person who wrote the page about database failover?'),
    ).toContain('Kwame Mensah: title Database Engineer');
  });
});

describe('a page that is called by its title', () => {
  it('is quoted before others that have the words too', async () => {
    const { sources } = await company.ask({ question: 'what do I do if a charger is offline?' });
    expect(sources[0]?.key).toBe('runbooks/charger-offline.md');
  });
});

describe('what must be so of all that somebody has', () => {
  // Who has tasks, and only done ones.
  const done =
    'Ana Silva, Fatima El Amrani, Leila Rahimi, Lin Jie, Lucía Vargas, Nadia Haddad, Paula Stein'.split(', ');
  it.each<[string, readonly string[]]>([
    ['Who has all their tasks done?', done],
    ['whose tasks are all done?', done],
    ['Which people have only done tasks?', done],
    ['who completed every task', done],
    ['谁的任务全部完成了', done],
    ['Which projects have all tasks done?', []],
    ['Which teams have all their members in Berlin?', []],
    ['哪些团队的成员全部在柏林', []],
    ['who has all tasks blocked', []],
  ])('%s', async (question, names) => {
    const { rows, abstained, query } = await company.ask({ question });
    expect(abstained).toBeUndefined();
    expect(JSON.stringify(query)).toContain('"quantifier":"all"');
    expect((rows?.rows ?? []).map(({ cells: [name] }) => name)).toEqual(names);
  });

  it('is not asked where all of them are to be listed', async () => {
    const { total } = await company.ask({ question: 'list all tasks of Web' });
    expect(total).toBe((await company.ask({ question: 'how many tasks does Web have' })).total);
  });

  it('is not passed over where it is not understood', async () => {
    const { abstained } = await company.ask({
      question: 'which people have all their blocked tasks overdue',
    });
    expect(abstained?.reason).toBe('not_understood');
  });
});

describe('the team of somebody', () => {
  it.each<[string, string]>([
    ["How many open tasks does Marta's team have?", 'There are 14 open tasks of Marta Kowalczyk’s team.'],
    ["What are Marta's team's open tasks?", '14 open tasks of Marta Kowalczyk’s team:'],
    ["What is Marta's team working on?", '14 open tasks of Marta Kowalczyk’s team:'],
    ["does Ben's team have blocked tasks", 'No. I found no blocked tasks of Ben Okafor’s team.'],
  ])('%s', async (question, said) => {
    expect((await company.ask({ question })).text).toContain(said);
  });
});

describe('what only the records could tell', () => {
  it.each([
    'How many tasks did each office complete this quarter?',
    'which people have only tasks of Web and Platform',
    '谁写的页面比他的任务还多',
    'who has more open tasks than pages',
    'which people earn more than their manager',
  ])('%s: no page is quoted where it is not understood', async (question) => {
    const { abstained, claims } = await company.ask({ question });
    expect(abstained?.reason).toBe('not_understood');
    expect(claims).toEqual([]);
  });
});
