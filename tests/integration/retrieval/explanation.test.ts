import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from '../../../src/graph/graph-store.ts';
import type { Viewer } from '../../../src/graph/viewer.ts';
import type { Answer, AnswerQuestion } from '../../../src/retrieval/answer.ts';
import { createAnswerQuestion } from '../../../src/retrieval/answer-question.ts';
import { createSmallCompany, everyone, managersOnly, today } from '../../fixtures/small-company.ts';

let graph: GraphStore;
let answerQuestion: AnswerQuestion;
beforeAll(async () => {
  graph = await createSmallCompany();
  answerQuestion = createAnswerQuestion({ graph, today: () => today, company: 'Acme' });
});
afterAll(() => graph.close());

const anybody: Viewer = { acls: new Set([everyone]) };
const manager: Viewer = { acls: new Set([everyone, managersOnly]) };

async function ask(question: string, earlier: readonly string[] = [], viewer = anybody): Promise<Answer> {
  const context = earlier.map((text) => ({ role: 'user', text }) as const);
  return await answerQuestion({ question, asker: { viewer, employeeId: null }, context });
}

describe('every answer that was looked up tells how', () => {
  it('links, query, statement, rows, true total and age', async () => {
    const { explanation } = await ask('Which open tasks are assigned to Łukasz Nowak?');
    expect(explanation).toMatchObject({
      links: [{ surface: 'Łukasz Nowak', meaning: expect.stringContaining('Łukasz Nowak (person') }],
      query: {
        words: [
          expect.stringMatching(/open tasks.*assigned to Łukasz Nowak/),
          expect.any(String),
          expect.any(String),
        ],
        statements: [{ language: 'SQL' }],
        rows: [expect.stringContaining('CORE-2'), expect.stringContaining('CORE-3')],
        total: 2,
      },
      passages: [],
      sources: [{ source: 'records', syncedAt: '2026-11-20T01:00:00.000Z', days: 0 }],
    });
    expect(explanation?.model).toBeUndefined();
  });

  it('shows the first rows alone, and how many there are', async () => {
    const { explanation } = await ask('Who is in Core Platform or Sales?');
    expect(explanation?.query?.rows.length).toBe(5);
    expect(explanation?.query?.total).toBe(5);
    const sections = JSON.stringify(explanation?.sections);
    expect(sections).toContain('5 in all');
  });

  it('of a share, what it is of as well', async () => {
    const { explanation } = await ask('What share of all tasks is done?');
    expect(explanation?.query?.statements).toHaveLength(2);
    expect(explanation?.query?.words.join(' ')).toMatch(/all tasks|: tasks.*done tasks/);
  });

  it('of several questions in one, each under its own words', async () => {
    const { explanation } = await ask('How many people are in Core Platform, and who leads it?');
    const titles = explanation?.sections.map((section) => section.title) ?? [];
    expect(titles.some((title) => title.includes('How many people'))).toBe(true);
    expect(titles.some((title) => title.includes('who leads it'))).toBe(true);
  });

  it('a yes or no, and connections, as they were told', async () => {
    const { explanation } = await ask('Is Ben Okafor a member of Core Platform?');
    expect(explanation?.query).toMatchObject({
      rows: [expect.stringMatching(/^Yes: Ben Okafor/)],
      total: null,
    });
    const related = await ask('How is SALE-1 related to Globex?');
    expect(related.explanation?.query).toMatchObject({ statements: [{}, {}, {}], total: 1 });
    expect(related.explanation?.query?.rows[0]).toContain('Globex');
  });

  it('the days of a time and the property of a value', async () => {
    const { explanation } = await ask('How many tasks were opened in November 2026?');
    expect(explanation?.links).toContainEqual({
      surface: expect.any(String),
      meaning: '2026-11-01 – 2026-12-01',
    });
  });

  it('the passages that are quoted', async () => {
    const { explanation } = await ask('How many days of annual leave does everybody have?');
    expect(explanation?.query).toBeNull();
    expect(JSON.stringify(explanation?.sections)).toContain('passages of the pages with the words');
    expect(explanation?.passages).toMatchObject([
      { title: 'Annual leave', quote: expect.stringContaining('28 days') },
    ]);
  });

  it('how old a source is', async () => {
    const later = createAnswerQuestion({ graph, today: () => '2026-11-23' });
    const { explanation } = await later({
      question: 'How many tasks are there?',
      asker: { viewer: anybody, employeeId: null },
    });
    expect(explanation?.sources[0]?.days).toBe(3);
    expect(JSON.stringify(explanation?.sections)).toContain('3 days ago');
  });

  it('small talk has nothing to tell', async () => {
    expect((await ask('Hello!')).explanation).toBeUndefined();
  });
});

describe('asked for afterwards', () => {
  const question = 'How many open tasks does Łukasz Nowak have?';

  it.each([
    'how did you get this?',
    'How did you get that number?',
    'And how did you arrive at that?',
    'where does that come from?',
    'Why do you say that?',
    'how do you know?',
    'what is this based on?',
    'explain your answer, please',
    'Thanks! How did you get this?',
  ])('%s', async (how) => {
    const answer = await ask(how, [question]);
    expect(answer.text).toContain(question);
    expect(answer.text).toContain('open tasks assigned to Łukasz Nowak');
    expect(answer.text).toMatch(/```\nSELECT count/);
    expect(answer.text).toContain('2 in all');
    expect(answer.query).toBeUndefined();
    expect(answer.abstained).toBeUndefined();
  });

  it.each(['你是怎么得出的？', '这是从哪里来的？', '为什么这么说？', '你怎么知道的？', '依据是什么？'])(
    '%s',
    async (how) => {
      const answer = await ask(how, ['王小明有多少未完成任务？']);
      expect(answer.language).toBe('zh');
      expect(answer.text).toContain('王小明有多少未完成任务？');
      expect(answer.text).toContain('共 1 条');
    },
  );

  it('speaks of the latest question, whatever talk came between', async () => {
    const answer = await ask('why do you say that?', [question, 'thanks', 'how did you get this?']);
    expect(answer.text).toContain(question);
    const next = await ask('and which of them are blocked?', [question, 'how did you get this?']);
    expect(next.text).toContain('CORE-3');
    expect(next.text).not.toContain('CORE-2');
  });

  it('names what an earlier question had named', async () => {
    const answer = await ask('how did you get this?', [question, 'and how many of those are blocked?']);
    expect(answer.text).toContain('from before: Łukasz Nowak');
  });

  it('has nothing to explain at the beginning', async () => {
    for (const earlier of [[], ['hello']]) {
      const { text, sources } = await ask('how did you get this?', earlier);
      expect(text).toContain('not answered anything');
      expect(sources).toEqual([]);
    }
  });

  it('is no explanation where more is asked than that', async () => {
    for (const other of ['How do you know Ben Okafor?', 'Where did you find the gateway keys?']) {
      expect((await ask(other, [question])).text).not.toContain('SELECT');
    }
  });

  it('holds nothing that the asker may not read', async () => {
    const asked = 'Which tasks are assigned to Ben Okafor?';
    const seen = await ask('how did you get this?', [asked], manager);
    expect(seen.text).toContain('CORE-4');
    const unseen = await ask('how did you get this?', [asked], anybody);
    expect(unseen.text).not.toMatch(/CORE-4|reorganisation|acl:/i);
    expect(unseen.text).toContain('0 in all');
    const hidden: Viewer = { ...anybody, hidden: { Employee: new Set(['startDate', 'title']) } };
    const withheld = await ask('how did you get this?', ['When did Ben Okafor start?'], hidden);
    expect(withheld.text).not.toMatch(/2019|Head of Engineering/);
    expect(withheld.text).not.toContain('"startDate"');
  });
});
