import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();
const kwame = 'kwame.mensah@voltmoor.example';

describe('what two have in common', () => {
  it.each([
    ['Do Hugo Lefèvre and Georg Winkler have the same manager?', 'Yes, the same manager: Maria Costa.'],
    ["Is Hugo Lefèvre's manager the same as Georg Winkler's?", 'Yes, the same manager: Maria Costa.'],
    [
      'Do Sara Eriksson and Katrin Becker share a manager?',
      'No. Sara Eriksson: José Ferreira; Katrin Becker: Åsa Lindgren (manager).',
    ],
    [
      'Does Kwame report to the same person as Devon Clarke?',
      'No. Kwame Mensah: José Ferreira; Devon Clarke: Ben Okafor (manager).',
    ],
    ['Are Sara Eriksson and Katrin Becker in the same office?', 'Yes, the same location: Berlin.'],
    [
      'Did Kwame Mensah and Katrin Becker start in the same year?',
      'Yes, the same year: Kwame Mensah: 2020-11-09; Katrin Becker: 2020-03-02.',
    ],
    ['Do PLAT-113 and PLAT-156 have the same assignee?', 'Yes, the same assignees: 孙磊.'],
    ['孙磊和陈浩的经理是同一个人吗?', '不是。孙磊：Nadia Haddad；陈浩：Łukasz Nowak（上级）。'],
    ['孙磊和陈浩在同一个办公室吗?', '是的，办公地点相同：Shanghai。'],
    ['孙磊跟陈浩是同一年入职的吗?', '不是。孙磊：2023-06-12；陈浩：2022-09-05（年）。'],
  ])('is told with what each has of it: %s', async (question, told) => {
    expect((await company.ask({ question })).text).toBe(told);
  });

  it('is not known where one of them has none on record', async () => {
    const { text, abstained } = await company.ask({
      question: 'Did Kwame and Devon Clarke start in the same year?',
    });
    expect(text).toContain('no year is recorded for Devon Clarke');
    expect(abstained).toBeDefined();
  });

  it('is asked back for namesakes', async () => {
    const { candidates } = await company.ask({ question: 'Do Ana Silva and Kwame have the same manager?' });
    expect(candidates).toHaveLength(2);
  });
});

/** Each with plain words for the same people, and whoever asks. */
const alike: readonly (readonly [said: string, plain: string, as: string | undefined])[] = [
  ['Who sits in the same office as Devon Clarke?', 'who besides Devon Clarke is in Toronto', undefined],
  ['Who has the same manager as Kwame?', 'who are the peers of Kwame', undefined],
  [
    'How many people sit in the same office as Kwame?',
    'how many people besides Kwame are in Berlin',
    undefined,
  ],
  ["who works in Kwame's office?", 'people in Berlin', undefined],
  ['how many people work in my office?', 'how many people are in Berlin', kwame],
  ['who sits in the same office as me?', 'who besides Kwame is in Berlin', kwame],
  ['谁和我在同一个办公室?', 'who besides Kwame is in Berlin', kwame],
];

describe('people by what they have in common with one', () => {
  it.each(alike)('%s', async (said, plain, as) => {
    const [asked, other] = await Promise.all([said, plain].map((question) => company.ask({ question, as })));
    expect(asked?.abstained).toBeUndefined();
    expect(asked?.total).toBeGreaterThan(0);
    expect(asked?.rows?.rows.map(({ ref }) => ref?.id)).toEqual(other?.rows?.rows.map(({ ref }) => ref?.id));
    expect(asked?.total).toBe(other?.total);
  });

  it('are those who started in the same year, without the one', async () => {
    const { rows } = await company.ask({ question: 'Who started the same year as Kwame?' });
    const names = rows?.rows.map(({ ref }) => ref?.name) ?? [];
    expect(names).toHaveLength(12);
    expect(names).not.toContain('Kwame Mensah');
  });
});

describe('two that are compared', () => {
  it.each([
    ['Is Berlin bigger than Toronto?', 'Yes. Berlin: 36, Toronto: 15 (people).'],
    ['Are there more people in Toronto than in Berlin?', 'No. Berlin: 36, Toronto: 15 (people).'],
    ['Which office is bigger, Berlin or Toronto?', 'Berlin. Berlin: 36, Toronto: 15 (people).'],
    ['How many more people work in Berlin than in Toronto?', '21 more. Berlin: 36, Toronto: 15 (people).'],
    ['How many more open tasks does Platform have than Web?', '7 fewer. Web: 14, Platform: 7 (open tasks).'],
    ['Does Web have more people than Platform?', 'Yes. Web: 9, Platform: 8 (people).'],
    ['柏林比多伦多多几个人?', '多 21。Berlin：36、Toronto：15（人员）。'],
    ['did Liu Yang join before Huang Bo?', 'Yes. 刘洋: 2021-07-05; Huang Bo: 2022-03-21 (start date).'],
    [
      'has Huang Bo been here longer than Liu Yang?',
      'No. Huang Bo: 2022-03-21; 刘洋: 2021-07-05 (start date).',
    ],
    ['刘洋比黄波入职早吗?', '是的。刘洋：2021-07-05；Huang Bo：2022-03-21（入职日期）。'],
    ['黄波比刘洋入职晚吗?', '是的。Huang Bo：2022-03-21；刘洋：2021-07-05（入职日期）。'],
  ])('are told with both figures: %s', async (question, told) => {
    expect((await company.ask({ question })).text).toBe(told);
  });
});

describe('names that a directory has in English, said in Chinese', () => {
  it.each([
    ['数据与预测团队有几个人?', '属于 Data and Forecasting (data)的人员共有 8 位。'],
    ['财务与法务团队有几个人?', '属于 Finance and Legal (finance)的人员共有 6 位。'],
    ['谁是合规经理?', 'Amara Nwosu的职位为 Compliance Manager。'],
    ['首席财务官是谁', 'Tomás Herrera的职位为 Chief Financial Officer。'],
    ['设计负责人是谁?', 'Yuki Tanaka的职位为 Head of Design。'],
    ['安全团队是谁在负则?', 'Nadia Haddad领导Security。'],
  ])('are understood by the words that they are made of: %s', async (question, told) => {
    expect((await company.ask({ question })).text.split('\n\n')[0]).toBe(told);
  });
});
