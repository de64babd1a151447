import { describe, expect, it } from 'vitest';
import type { Answer, Turn } from '../../src/retrieval/answer.ts';
import { useSampleCompany } from '../fixtures/use-sample-company.ts';

const company = useSampleCompany();

const ask = (question: string, context: readonly Turn[] = []): Promise<Answer> =>
  company.ask({ question, context });

describe('each part is answered, under one answer', () => {
  it.each<[string, readonly string[]]>([
    ['How many people are in Web and who leads it?', ['There are 9 people in Web.', 'Marta Kowalczyk']],
    [
      "Who is John Doe's manager and what is he working on?",
      ['Marta Kowalczyk', 'no open tasks assigned to Marta'],
    ],
    ['Who leads Web, and where is she based?', ['Marta Kowalczyk', 'location Berlin']],
    ['How many people are in Web, who leads it and where is she based?', ['9 people', 'Marta', 'Berlin']],
    ['Who leads Platform, and who used to lead it?', ['José Ferreira', 'Liam Byrne — from 2023-02-01']],
    [
      'Who reports to Ben and what are their titles?',
      ['4 people', 'Devon Clarke — title Principal Engineer'],
    ],
    [
      'Which tasks mention the SSO runbook, and what does the runbook say about emergency access?',
      ['PLAT-139', 'SSO runbook”'],
    ],
    ['Web团队有多少人，谁领导它？', ['9 位', 'Marta Kowalczyk']],
    ['谁是John Doe的上级，她在哪里办公？', ['Marta Kowalczyk', 'Berlin']],
    // The one that is first or last, and whose it is.
    ['Who has the oldest open task?', ['WEB-57', 'John Doe is assigned to WEB-57']],
    ['Which project has the oldest open task?', ['WEB-57', 'Depot Planner']],
    ['Who has the task that is due next?', ['DATA-343', 'Ana Silva is assigned to DATA-343']],
    ['Who is assigned to the most recently opened task?', ['DATA-362', 'Huang Bo is assigned to DATA-362']],
    ['最早的未完成任务是谁的？', ['WEB-57', 'John Doe被分配到WEB-57']],
    ['哪个团队有最老的未完成任务？', ['WEB-57', 'Web']],
    ['PLAT-139 被哪些任务阻塞？它们分别由谁负责？', ['- PLAT-138', 'Elena Petrova被分配到']],
  ])('%s', async (question, parts) => {
    const answer = await ask(question);
    expect(answer.abstained, answer.text).toBeUndefined();
    for (const part of parts) expect(answer.text).toContain(part);
    expect(answer.parts?.length).toBeGreaterThan(1);
  });

  it('rows that the first part told with more are not listed again', async () => {
    const { text, rows } = await ask('Which tasks are due this year, and whose are they?');
    expect(text.match(/130 tasks due/g)).toHaveLength(1);
    expect(text.match(/DATA-311/g)).toHaveLength(1);
    expect(rows?.columns).toContain('assignees');
  });

  it('what a page says is taken from the page that was spoken of, and both parts are cited', async () => {
    const answer = await ask('Who wrote the SSO runbook and what does it say about certificates?');
    expect(answer.text).toMatch(
      /Elena Petrova[\s\S]*From “SSO runbook”[\s\S]*Changing the signing certificate/,
    );
    expect(answer.text.match(/From “/g)).toHaveLength(1);
    const keys = new Set(answer.claims.flatMap((claim) => claim.citations.map(({ key }) => key)));
    expect([...keys]).toEqual(['e053', 'runbooks/sso.md']);
  });

  it('a part is what the next question goes on from', async () => {
    const first = await ask('Who leads Web?');
    const turns: Turn[] = [
      { role: 'user', text: 'Who leads Web?' },
      { role: 'assistant', text: first.text },
    ];
    expect((await ask('Where is she based?', turns)).text).toBe('Marta Kowalczyk: location Berlin.');
  });
});

describe('a conversation goes on from a question of several parts, and over several turns', () => {
  const answersOf = async (questions: readonly string[]): Promise<string[]> => {
    const turns: Turn[] = [];
    const texts: string[] = [];
    for (const question of questions) {
      const { text } = await ask(question, turns);
      texts.push(text);
      turns.push({ role: 'user', text: question }, { role: 'assistant', text });
    }
    return texts;
  };

  it('she is whom the last part was answered with', async () => {
    const texts = await answersOf(['How many people are in Web and who leads it?', 'Where is she based?']);
    expect(texts[1]).toBe('Marta Kowalczyk: location Berlin.');
  });

  it('he and it are the same as in the turn before', async () => {
    const texts = await answersOf([
      'Who leads Platform?',
      'Since when has he led it?',
      'Who led it before him?',
    ]);
    expect(texts[1]).toContain('since 2025-04-01');
    expect(texts[2]).toContain('Liam Byrne from 2023-02-01 to 2025-03-31');
  });

  it('another time in place of the one before', async () => {
    const texts = await answersOf(['Who led Platform last year?', 'And in 2024?']);
    expect(texts[1]).toMatch(/^1 person leading Platform, from 2024-01-01 to 2024-12-31:\n- Liam Byrne/);
  });
});

describe('a part without an answer is named', () => {
  it('outside what is known', async () => {
    const answer = await ask('Who is the CEO of Voltmoor and what is the capital of France?');
    expect(answer.text).toMatch(/Helena Brandt[\s\S]*I could not answer “what is the capital of France\?”\./);
    expect(answer.claims).toHaveLength(1);
  });

  it('a name that nothing has', async () => {
    const answer = await ask('Who leads Narnia and how many people are in Web?');
    expect(answer.text).toMatch(
      /^I could not answer “Who leads Narnia”\.[\s\S]*There are 9 people in Web\.$/,
    );
  });

  it('where a name is shared, it is asked back for the whole question', async () => {
    const answer = await ask("Who is Ana Silva's manager and how many people are in Web?");
    expect(answer.candidates?.map((one) => one.question)).toEqual([
      expect.stringMatching(/^Who is ana\.silva.*'s manager and how many people are in Web\?$/),
      expect.stringMatching(/^Who is .*'s manager and how many people are in Web\?$/),
    ]);
  });

  it('a bare "which" goes with the part before it, and is not answered for everybody', async () => {
    const answer = await ask('Which tasks of John are open and which are blocked?');
    expect(answer.abstained?.reason).toBe('not_understood');
  });
});

describe('a part about tasks and one about a page', () => {
  it('the page is the one that the tasks were asked about', async () => {
    const question =
      'which open tasks mention the SSO runbook and what does the runbook say to do when nobody can sign in?';
    const { text, claims } = await company.ask({ question });
    expect(text).toContain('6 open tasks mentioning SSO runbook');
    expect(text).toContain('Nobody can sign in:\n1. Check the identity provider');
    const pages = claims.flatMap(({ citations }) => citations.filter(({ kind }) => kind === 'article'));
    expect(new Set(pages.map(({ key }) => key))).toEqual(new Set(['runbooks/sso.md']));
  });

  it('what no task is about is said, and the runbook is looked for among the runbooks', async () => {
    const question =
      'which open tasks about the SSO migration have no owner, and what does the runbook say to do first?';
    const { text, claims } = await company.ask({ question });
    expect(text).toContain('I found no open tasks without an assignee (with “SSO migration” in the title');
    const pages = claims.flatMap(({ citations }) => citations.filter(({ kind }) => kind === 'article'));
    expect(pages.length).toBeGreaterThan(0);
    expect(pages.every(({ key }) => key.startsWith('runbooks/'))).toBe(true);
  });

  it('tasks about something are those whose title or description has it', async () => {
    expect((await company.ask({ question: 'how many tasks are about onboarding' })).total).toBe(6);
    expect((await company.ask({ question: 'open tasks about kafka' })).total).toBe(0);
  });
});
