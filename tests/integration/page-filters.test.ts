import { describe, expect, it } from 'vitest';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

describe('a question about the text of certain pages', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'what does the runbook by Sara Eriksson say about the freeze?',
      'runbooks/release.md',
      ['written by Sara Eriksson with “runbook” among the tags (1)', '14 December'],
    ],
    ['latest minutes about OpenAI', 'minutes/2026-10-07-openai-contract.md', ['newest', '2026-10-08']],
    ['the page in the policies folder about parental leave', 'policies/parental-leave.md', ['“policies”']],
    ['Zhang Wei 今年写的关于值班的页面', 'zh/oncall-shanghai.md', ['Zhang Wei', '2026-01-01']],
    [
      'what did the Data and Forecasting team write about drift?',
      'architecture/forecasting.md',
      ['written by people in teams Data and Forecasting'],
    ],
    ['最近更新的关于值班的页面', 'zh/oncall-shanghai.md', ['最新', '2026-10-30']],
  ])('%s', async (question, page, said) => {
    const answer = await company.ask({ question });
    expect(answer.abstained).toBeUndefined();
    for (const words of said) expect(answer.text).toContain(words);
    expect(answer.sources[0]?.key).toBe(page);
    expect(new Set(answer.claims.flatMap((claim) => claim.citations.map(({ key }) => key)))).toContain(page);
  });

  it('names the closest of all pages where none of those says it', async () => {
    const answer = await company.ask({ question: 'what did Grace Kim write about failover?' });
    expect(answer.abstained?.reason).toBe('no_article');
    expect(answer.text).toContain('in the 2 articles written by Grace Kim');
    expect(answer.abstained?.wouldKnow?.map(({ role }) => role)).toEqual(['author']);
  });

  it('says that there are no such pages', async () => {
    const answer = await company.ask({ question: 'what did Grace Kim write about failover last year?' });
    expect(answer.abstained?.reason).toBe('no_article');
    expect(answer.text).toContain('I found no articles written by Grace Kim');
  });

  it('does not take a word for another that the pages lack', async () => {
    const question = 'which page by Paula Stein mentions the preview environment?';
    expect((await company.ask({ question })).abstained?.reason).toBe('no_article');
  });

  it('asks which of the namesakes is meant', async () => {
    const answer = await company.ask({ question: 'what did Ana write about restoring a backup?' });
    expect(answer.candidates).toHaveLength(2);
  });

  it('may be all that the people of a team wrote', async () => {
    const { text, query } = await company.ask({ question: 'which pages did the Platform team write' });
    expect(text).toContain('8 articles written by people in teams Platform');
    expect(text).toContain('Database failover');
    expect(query).toMatchObject({ find: 'Article' });
  });
});

describe('pages of a kind', () => {
  it.each<[string, string]>([
    ['How many runbooks are there?', 'There are 9 articles with “runbook” among the tags.'],
    ['how many minutes are there', 'There are 6 articles with “minutes” among the tags.'],
    [
      'Which runbooks did Elena Petrova write?',
      '2 articles written by Elena Petrova (with “runbook” among the tags)',
    ],
    ['runbooks older than 60 days', '4 articles (with “runbook” among the tags) written before 2026-09-21'],
    ['Who wrote all runbooks?', '8 people who wrote articles with “runbook” among the tags'],
    ['Which minutes mention OpenAI?', '3 articles mentioning OpenAI (with “minutes” among the tags)'],
  ])('%s', async (question, said) => {
    expect((await company.ask({ question })).text).toContain(said);
  });

  it('are no lengths of time', async () => {
    const { text } = await company.ask({ question: 'how many minutes until a room is free again' });
    expect(text).toContain('ten minutes');
  });
});
