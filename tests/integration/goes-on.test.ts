import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const as = 'ben.okafor@voltmoor.example';

/** What is asked one after the other, and what the last is answered with. */
const goingOn: readonly (readonly [turns: readonly string[], answer: RegExp])[] = [
  [
    ['Who reports to Marta Kowalczyk?', 'Which of them are in Berlin?', 'How many tasks do they have?'],
    /^There are 26 tasks assigned to people reporting directly to Marta Kowalczyk in Berlin\.$/,
  ],
  [
    ['How many open tasks does Web have?', 'Which of those are overdue?', 'Who has the most of them?'],
    /^Charlotte Dubois, John Doe and Zhou Kai, with 1 open task of Web due before 2026-11-20\.$/,
  ],
  [
    ['What did Web finish last month?', 'Who did the most?'],
    /with 1 done task of Web completed from 2026-10-01/,
  ],
  [['Who is the longest serving employee?', 'since when is that?'], /: start date \d{4}-\d\d-\d\d\.$/],
  // Whoever has been here longest of those that were told, and not whoever was told first.
  [['谁向 Marta Kowalczyk 汇报？', '谁资历最老'], /^Hannah Schulz，2021-03-15 入职。$/],
  [['Who is in the Web team?', 'who is the most senior?'], /^Marta Kowalczyk, started on /],
  // 自己 is the one that was named, and not whoever asks.
  [['Rafael Monteiro 的经理是谁？', '那这位经理自己又向谁汇报？'], /^Ben Okafor管理Łukasz Nowak。$/],
  [['PLAT-143 被什么任务卡着？', '那个任务自己又在等哪个任务'], /^阻塞PLAT-139 .*\n- PLAT-138 /],
  [['2024 年入职的人有多少？', '换成 2023 年呢'], /^2023-01-01 至 2023-12-31 入职的人员共有 11 位。$/],
  [['List the people in Lisbon.', 'which one is newer?'], /^Rafael Monteiro, started on /],
  [['Who is on PLAT-141?', 'sorry, meant PLAT-143'], /PLAT-143 /],
  [
    ['Who leads Infrastructure?', 'How many people are in the team?'],
    /^There are 6 people in Infrastructure\./,
  ],
  [
    ['List the people in Lisbon.', 'Only the engineers.'],
    /^7 people in Lisbon with “Engineer” in the title: /,
  ],
  [
    ['List the people in Lisbon.', 'Only the engineers.', 'Who of them joined last?', "What's his email?"],
    /^Rafael Monteiro: e-mail address rafael\.monteiro@voltmoor\.example\.$/,
  ],
  [
    ['Which tasks are blocked?', 'How many of them are in Platform?', 'What blocks the second one?'],
    /^1 task blocking PLAT-143 “Remove local passwords from the deploy console”:\n- PLAT-139 /,
  ],
  [
    ['Who is in the Security team?', 'Who has been there the longest?'],
    /^Nadia Haddad, started on 2020-09-01\.$/,
  ],
  // What was not understood leaves what was spoken of as it was.
  [
    ['Who is in the Security team?', 'What colour are their socks?', 'Who has been there the longest?'],
    /^Nadia Haddad, started on 2020-09-01\.$/,
  ],
  [
    ['Who leads Web, and where do they sit?'],
    /^Marta Kowalczyk leads Web\.\n\nMarta Kowalczyk: location Berlin\.$/,
  ],
  [
    ['张敏在哪个团队？', '她的经理呢？', '那个团队有多少人？', '他们有多少逾期任务？', '分别是哪些？'],
    /^分配给属于 Integrations的人员的2026-11-20 之前到期的未完成的任务（共 2）：/,
  ],
  [
    ['Who leads Platform?', 'since when?'],
    /^2 people leading Platform, now or before:\n- Liam Byrne — from 2023-02-01 to 2025-03-31\n- José Ferreira — since 2025-04-01$/,
  ],
  [
    ['谁领导 Platform？', '从什么时候开始？'],
    /^现在或以前领导Platform的人员共 2 个：\n- Liam Byrne — 2023-02-01 至 2025-03-31\n- José Ferreira — 自 2025-04-01 起$/,
  ],
  [
    ['Who leads Infrastructure?', 'Since when?'],
    /^I do not know since when \(people leading Infrastructure, now or before\): it was already so on 2026-11-20/,
  ],
  [["Who is Freya's manager?", 'and since when?'], /^I do not know since when \(/],
  [
    ['What did Web finish last month?', 'And the month before?'],
    /^I found no done tasks of Web completed from 2026-09-01 to 2026-09-30\./,
  ],
  [
    ['How many tasks did Web complete in March 2026?', 'And the month before that?', 'and the year before?'],
    /^I did not understand/,
  ],
  [
    ['Web 上周完成了多少任务？', '再前面一周呢？'],
    /^Web 的2026-11-02 至 2026-11-08 完成的已完成的任务共有 0 个。/,
  ],
  [['How many people are in Lisbon?', 'how many in Berlin?'], /^There are 36 people in Berlin\.$/],
];

/** A reply to being asked which of the two Ana Silvas is meant, and who that is. */
const chosen = [
  ['the engineer', 'e033'],
  ['the one in Sales', 'e066'],
  ['e066', 'e066'],
  ['ana.silva@voltmoor.example', 'e033'],
  ['the second one', 'e066'],
  ['the first', 'e033'],
  ['2', 'e066'],
] as const;

describe('a question that goes on from those before it', () => {
  it.each(goingOn)('%s', async (turns, answer) => {
    const context = turns.slice(0, -1).map((text) => ({ role: 'user' as const, text }));
    const { text } = await company.ask({ question: turns.at(-1) ?? '', context, as });
    expect(text).toMatch(answer);
  });

  it.each(chosen)('says which of several is meant: %s', async (reply, key) => {
    const context = [{ role: 'user' as const, text: 'Show me Ana Silva' }];
    const { text } = await company.ask({ question: reply, context, as });
    expect(text).toMatch(new RegExp(`^Ana Silva \\(${key}\\)\n- title: `));
    const next = [...context, { role: 'user' as const, text: reply }];
    const { query } = await company.ask({ question: 'What is she working on?', context: next, as });
    expect(JSON.stringify(query)).toContain(`"employee:directory:${key}"`);
  });

  it('is asked anew where a reply fits several of them, or none', async () => {
    const context = [{ role: 'user' as const, text: 'Show me Ana Silva' }];
    const { text } = await company.ask({ question: 'Ana', context, as });
    expect(text).toMatch(/^Several go by “Ana”/);
    const other = await company.ask({ question: 'Who leads Web?', context, as });
    expect(other.text).toBe('Marta Kowalczyk leads Web.');
  });

  it.each([
    ['Is any of it late?', []],
    ['Sort them by due date', ['Which team has the most overdue tasks?']],
    ['Since when?', ['Which tasks are overdue?']],
    ['And the week before?', ['What did Web finish last month?']],
    ['what did he finish last week?', []],
    ['which tasks does she have', []],
    ['how many open tasks does it have', []],
    ['What did their team finish last week?', []],
    ['他们队上周完成了几个任务', []],
    ['那个任务自己又在等哪个任务', []],
    ['什么任务阻塞它', []],
    ['And the month before?', ['Who is in Web?']],
  ])('is not answered of everything, nor with a page: %s', async (question, earlier) => {
    const context = earlier.map((text) => ({ role: 'user' as const, text }));
    const { abstained, query, sources } = await company.ask({ question, context, as });
    expect(abstained).toBeDefined();
    expect(query).toBeUndefined();
    expect(sources).toEqual([]);
  });
});
